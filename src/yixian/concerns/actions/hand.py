"""Taking a concern in hand, and writing it back with its event."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit import record
from yixian.audit.registry import EventKind
from yixian.concerns import events
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern, Said
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import refuse
from yixian.matters.models import FAR
from yixian.measures.keep import keep
from yixian.procedures.language import Text
from yixian.rulebook.queries import book
from yixian.rulebook.terms import Clock

CHECK = "concerns.check"


@dataclass
class Hand:
    """A concern under its row lock. `done` says that the write came before."""

    concern: Concern
    by: Actor
    at: datetime
    token: UUID | None = None
    done: bool = False

    def require(self) -> None:
        """Raise Denied unless the writer is in charge of it or brings to an end what others of the unit heard."""
        own = self.concern.in_charge is not None and self.concern.in_charge == self.by.person_id
        if not own:
            self.by.require("concerns.handle", self.concern.unit.lineage)

    def end(self, fate: Fate, answer: str = "") -> Concern:
        """Bring it to its end, in memory and in the log. Raises Refused."""
        if self.concern.fate != Fate.OPEN:
            raise refuse(_("This has come to its end already. Nothing was changed."))
        self.concern.fate, self.concern.fated_at = fate, self.at
        self.concern.clock, self.concern.due_at = None, FAR
        if fate is Fate.CLOSED:
            self.concern.closed_by_id = self.by.person_id
            start_clock(self.concern, CHECK, self.at)
        commitment = sealed.put(self.concern, "answer", answer.strip())
        return self.tell(events.FATED, {"fate": fate.value, "answer": commitment})

    def say(self, text: str) -> str | None:
        """Keep a text sealed with the next event; return the commitment to it."""
        if not text.strip():
            return None
        said = Said(uid=uuid7(self.at), concern=self.concern, seq=self.concern.chain_seq + 1, at=self.at)
        commitment = sealed.put(said, "text", text.strip())
        said.save(force_insert=True)
        return commitment

    def tell(self, kind: EventKind, body: dict[str, object]) -> Concern:
        """Record the next event, keep what it counts, and write the concern."""
        said = {"source": self.concern.source, **body}
        if self.token:
            said["token"] = self.token.hex
        event = record.compose(
            subject=self.concern,
            kind=kind,
            at=self.at,
            by_id=self.by.person_id,
            post_id=self.by.post_id,
            unit_id=counted(self.concern),
            body=said,
        )
        self.concern.version += 1
        self.concern.last_token = self.token or self.concern.last_token
        self.concern.save()
        record.append([event])
        keep([event])
        return self.concern


def take(by: Actor, at: datetime, uid: UUID, token: UUID | None) -> Hand:
    """Lock a concern that the writer sees. Raises Concern.DoesNotExist."""
    rows = Concern.objects.visible_to(by).placed().select_for_update(of=("self",))
    concern = rows.get(uid=uid)
    return Hand(concern, by, at, token, done=token is not None and concern.last_token == token)


def write_first(by: Actor, at: datetime, concern: Concern, body: dict[str, object]) -> Concern:
    """Store a new concern with its first event, and keep what it counts."""
    event = record.compose(
        subject=concern,
        kind=events.HEARD,
        at=at,
        by_id=by.person_id,
        post_id=by.post_id,
        unit_id=counted(concern),
        body={"source": concern.source, "place": counted(concern), **body},
    )
    concern.save(force_insert=True)
    record.append([event])
    keep([event])
    return concern


def counted(concern: Concern) -> int:
    """Where it counts: at its place, or where the complaint about somebody is answered for."""
    about = concern.about_units or concern.about_persons
    return concern.unit_id if about else concern.place_id


def start_clock(concern: Concern, rule: str, at: datetime) -> None:
    """Start the clock of a row of the rule book, in memory."""
    rules_of_day = book(timezone.localdate(at))
    clock = Clock.start(rule, rules_of_day.term(rule), at, rules_of_day.calendar)
    concern.clock, concern.due_at = clock.as_json(), clock.due or FAR


def check_text(fault: Text | None, field: str) -> None:
    """Raise Refused for a fault."""
    if fault is not None:
        raise refuse(fault, field=field)
