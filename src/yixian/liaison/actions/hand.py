"""How every action of liaison tells what it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yixian.access.actor import Actor, Denied
from yixian.audit import record
from yixian.audit.models import Event
from yixian.audit.registry import EventKind
from yixian.liaison.models import FieldVisit, Liaison, PlanItem
from yixian.matters.actions.store import refuse
from yixian.measures.keep import keep
from yixian.procedures.language import Text


@dataclass(frozen=True, kw_only=True)
class Hand:
    """Who writes, when, and the id that came with the form."""

    by: Actor
    at: datetime
    token: UUID | None = None

    def tell(
        self, row: Liaison | FieldVisit | PlanItem, kind: EventKind, unit: int, body: Mapping[str, object]
    ) -> None:
        """Record the next event of a row at a unit, keep what it counts, and write the row."""
        event = record.compose(
            subject=row,
            kind=kind,
            at=self.at,
            by_id=self.by.person_id,
            post_id=self.by.post_id,
            unit_id=unit,
            body={**body, **({"token": self.token.hex} if self.token else {})},
        )
        row.save()
        record.append([event])
        keep([event])

    def done(self, row: Liaison | FieldVisit | PlanItem) -> bool:
        """Whether a write with this token stands in the history of a row already."""
        if self.token is None:
            return False
        return Event.objects.filter(stream=row.stream, body__token=self.token.hex).exists()


def allow(*grounds: bool) -> None:
    """Raise Denied where nobody's ground holds."""
    if not any(grounds):
        raise Denied("liaison")


def check(fault: Text | None, field: str) -> None:
    """Raise Refused with what stands against it, where anything does."""
    if fault is not None:
        raise refuse(fault, field=field)
