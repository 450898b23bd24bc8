"""How every action takes a publication or a message in hand and puts it back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from yixian.access.actor import Actor
from yixian.audit import record
from yixian.audit.models import Chain, Event
from yixian.audit.registry import EventKind
from yixian.channels.models import Message, Publication
from yixian.measures.keep import keep

Row = TypeVar("Row", Publication, Message)


@dataclass
class Hand(Generic[Row]):
    """A row under its lock, with the events to be stored. `done` says that the write came before."""

    row: Row
    by: Actor
    at: datetime
    token: UUID | None = None
    events: list[Event] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether a write with this token stands in the history already."""
        if self.token is None:
            return False
        return Event.objects.filter(stream=self.row.stream, body__token=self.token.hex).exists()

    def tell(self, kind: EventKind, body: Mapping[str, object]) -> None:
        """Add the next event."""
        said = {**body, **({"token": self.token.hex} if self.token else {})}
        self.events.append(
            record.compose(
                subject=self.row,
                kind=kind,
                at=self.at,
                by_id=self.by.person_id,
                post_id=self.by.post_id,
                unit_id=self.row.unit_id,
                body=said,
            )
        )

    def store(self) -> Row:
        """Write the row, its events and what they count."""
        self.row.save()
        record.append(self.events)
        keep(self.events)
        self.events = []
        return self.row

    def let_go(self) -> Row:
        """Delete the row and keep its history: the end of its chain stays, so that the events remain proved."""
        Chain.objects.create(
            stream=self.row.stream, chain_seq=self.row.chain_seq, chain_head=self.row.chain_head
        )
        record.append(self.events)
        keep(self.events)
        self.events = []
        self.row.delete()
        return self.row


def publication(
    by: Actor, at: datetime, uid: UUID, token: UUID | None, ability: str = ""
) -> Hand[Publication]:
    """Lock a publication that the actor may work on. Raises Denied, Publication.DoesNotExist."""
    rows = Publication.objects.select_for_update(of=("self",)).placed()
    found = rows.get(uid=uid)
    if ability:
        by.require(ability, found.unit.lineage)
    return Hand(found, by, at, token)


def message(by: Actor, at: datetime, uid: UUID, token: UUID | None) -> Hand[Message]:
    """Lock a message that came in to the actor's units. Raises Denied, Message.DoesNotExist."""
    by.require("channels.receive")
    rows = Message.objects.visible_to(by).select_related("unit").defer("unit__boundary")
    return Hand(rows.select_for_update(of=("self",)).get(uid=uid), by, at, token)
