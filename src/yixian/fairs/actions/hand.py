"""How every action takes a fair in hand: under its row lock, so that no number is called twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.audit import record
from yixian.audit.models import Event
from yixian.audit.registry import EventKind
from yixian.fairs import queries
from yixian.fairs.models import Fair, Stall, Ticket
from yixian.matters.actions.store import refuse
from yixian.measures.keep import keep


@dataclass
class Hand:
    """A fair under its row lock. `before` is the event that a write with this token recorded before."""

    fair: Fair
    by: Actor
    at: datetime
    token: UUID | None = None
    before: Event | None = None

    def require_open(self) -> None:
        """Raise Refused once the fair is closed."""
        if not self.fair.is_open:
            raise refuse(_("The fair is closed."))

    def require_keeper(self) -> None:
        """Raise Denied unless the writer keeps the fair."""
        self.by.require("gatherings.keep", self.fair.gathering.unit.lineage)

    def require_server(self) -> None:
        """Raise Denied unless the writer keeps the fair or serves at one of its stalls."""
        stalls = self.fair.stalls.select_related("unit").defer("unit__boundary")
        if not queries.serves(self.by, self.fair.gathering, list(stalls)):
            raise Denied("fairs.serve")

    def stall(self, uid: UUID) -> Stall:
        """A stall of the fair, for whoever serves there or keeps the fair. Raises Denied, Stall.DoesNotExist."""
        found = self.fair.stalls.select_related("unit").defer("unit__boundary").get(uid=uid)
        if not queries.serves_at(self.by, found):
            self.require_keeper()
        return found

    def ticket(self, uid: UUID) -> Ticket:
        """A number of the fair. Raises Ticket.DoesNotExist."""
        rows = self.fair.tickets.select_related("stall__unit").defer("stall__unit__boundary")
        return rows.get(uid=uid)

    def written(self) -> Ticket | None:
        """The number that a write with this token changed before."""
        return self.ticket(UUID(self.before.body["ticket"])) if self.before else None

    def tell(self, kind: EventKind, body: Mapping[str, object]) -> None:
        """Record the next event, keep what it counts, and write the fair."""
        event = record.compose(
            subject=self.fair,
            kind=kind,
            at=self.at,
            by_id=self.by.person_id,
            post_id=self.by.post_id,
            unit_id=self.fair.gathering.place_id,
            body={**body, **({"token": self.token.hex} if self.token else {})},
        )
        self.fair.save()
        record.append([event])
        keep([event])


def fair_in_hand(by: Actor, at: datetime, uid: UUID, token: UUID | None = None) -> Hand:
    """Lock a fair. Raises Fair.DoesNotExist."""
    rows = Fair.objects.select_for_update(of=("self",)).select_related("gathering__unit", "gathering__place")
    fair = rows.defer("gathering__unit__boundary", "gathering__place__boundary").get(uid=uid)
    before = None
    if token is not None:
        before = Event.objects.filter(stream=fair.stream, body__token=token.hex).first()
    return Hand(fair, by, at, token, before)
