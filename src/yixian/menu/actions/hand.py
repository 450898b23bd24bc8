"""What the actions of the menu share: how they refuse, and how they write down what happened."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from yixian.access.actor import Actor
from yixian.audit import record
from yixian.audit.models import Event
from yixian.audit.registry import EventKind
from yixian.measures.keep import keep
from yixian.menu.models import MenuItem, VolunteerTeam
from yixian.procedures.language import Text


class MenuRefused(Exception):
    """The change cannot be made; the message says why, `field` which of the things given it is about."""

    def __init__(self, text: Text, field: str = "") -> None:
        super().__init__(text)
        self.field = field


def refuse_for(fault: Text | None, field: str = "") -> None:
    """Raise MenuRefused where there is a fault."""
    if fault is not None:
        raise MenuRefused(fault, field)


def written(subject: MenuItem | VolunteerTeam, token: UUID | None) -> bool:
    """Whether a change with this token stands in the history already."""
    return token is not None and Event.objects.filter(stream=subject.stream, body__token=token.hex).exists()


def tell(
    *,
    by: Actor,
    at: datetime,
    subject: MenuItem | VolunteerTeam,
    unit: int,
    kind: EventKind,
    body: Mapping[str, object],
    token: UUID | None = None,
) -> None:
    """Store a new or locked item or team with what happened to it, and keep what that counts."""
    event = record.compose(
        subject=subject,
        kind=kind,
        at=at,
        by_id=by.person_id,
        post_id=by.post_id,
        unit_id=unit,
        body={**body, **({"token": token.hex} if token else {})},
    )
    subject.save()
    record.append([event])
    keep([event])
