"""What the front page says of today: a few lines of each package, a statement for each."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from yixian.board import queries as board
from yixian.board.queries import Row
from yixian.channels import queries as channels
from yixian.channels.models import Publication
from yixian.gatherings import queries as gatherings
from yixian.gatherings.models import Gathering

LINES = 3


@dataclass(frozen=True)
class Front:
    """The next gatherings, the newest news, and the top of the public board with how much of it is overdue."""

    ahead: list[Gathering]
    news: list[Publication]
    board: list[Row]
    overdue: int


def front(at: datetime) -> Front:
    """The front page at a moment."""
    up = board.public(at)
    return Front(
        ahead=list(gatherings.ahead(Gathering.objects.open_to_all(), at, LINES)),
        news=list(channels.news(timezone.localdate(at)).rows[:LINES]),
        board=board.page(up, at).rows[:LINES],
        overdue=up.filter(board.overdue(at)).count(),
    )
