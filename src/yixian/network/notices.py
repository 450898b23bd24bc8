"""What people are told about errands, beyond what holds for every matter."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from yixian.matters.models import Matter
from yixian.matters.notices import due
from yixian.network.procedures import ERRAND
from yixian.notices.declare import Due, Recurring, recur

DAY = timedelta(days=1)


def _waiting(at: datetime) -> Iterator[Due]:
    yield from due(Matter.objects.filter(procedure=ERRAND.key, step=ERRAND.start, raised_at__lte=at - DAY))


WAITING = recur(
    Recurring(
        key="network.waiting",
        title=_("An errand has waited more than a day to be accepted"),
        find=_waiting,
        page=("desk:worklist", {}),
        query=f"whose=unit&procedure={ERRAND.key}&step={ERRAND.start}",
    )
)
