"""What may be done with what was heard: it is written down once, and comes to an end once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.access.queries import ground_of
from yixian.audit import record
from yixian.audit.registry import EventKind
from yixian.concerns import declare, events, rules
from yixian.concerns.enums import Fate
from yixian.concerns.models import OWING, Concern, Said
from yixian.documents import storage
from yixian.documents.queries import of_stream
from yixian.documents.rules import Upload
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.actions import open_with_files
from yixian.matters.actions.open import Opened, Raised
from yixian.matters.actions.store import refuse
from yixian.matters.actions.words import SHORTEST_REASON
from yixian.matters.codes import code_of
from yixian.matters.enums import Need
from yixian.matters.models import FAR, Matter
from yixian.matters.rules import headline_fault, sight
from yixian.measures.keep import keep
from yixian.people.actions import enter_residents
from yixian.people.models import Person, Post
from yixian.people.rules import Contact
from yixian.places.enums import BODY_KINDS
from yixian.places.models import Unit
from yixian.procedures import registry
from yixian.procedures.language import Text
from yixian.rulebook.queries import book
from yixian.rulebook.terms import Clock

CHECK = "concerns.check"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What somebody said at a record. `uid` came with the form; `unit` answers for its fate (the writer's own, if none)."""

    uid: UUID
    source: str
    source_uid: UUID
    place: Unit
    words: str
    headline: str = ""
    speaker: Contact | None = None
    unit: Unit | None = None
    about_units: Sequence[Unit] = ()
    about_persons: Sequence[int] = ()


@dataclass
class _Hand:
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
            _run(self.concern, CHECK, self.at)
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
            unit_id=_counted(self.concern),
            body=said,
        )
        self.concern.version += 1
        self.concern.last_token = self.token or self.concern.last_token
        self.concern.save()
        record.append([event])
        keep([event])
        return self.concern


@transaction.atomic
def hear(*, by: Actor, at: datetime, heard: Heard) -> Concern:
    """Write down what somebody said. Sent twice, it is written once. Raises Denied, Refused, InvalidPhone.

    Whoever may write to the record may write down what was said there; this asks for `concerns.hear` held anywhere,
    because cadres go to places that are not theirs.
    """
    by.require("concerns.hear")
    if known := Concern.objects.placed().filter(uid=heard.uid).first():
        if (known.source, known.source_uid, known.heard_by_id) != (
            heard.source,
            heard.source_uid,
            by.person_id,
        ):
            raise Denied("concerns.hear")
        return known
    for field, fault in (
        ("words", rules.words_fault(heard.words)),
        ("headline", headline_fault(heard.headline)),
    ):
        if fault is not None:
            raise refuse(fault, field=field)
    concern = _new(by, at, heard)
    _run(concern, declare.get(heard.source).rule, at)
    commitment = sealed.put(concern, "words", heard.words.strip())
    if heard.speaker is not None:
        (concern.speaker,) = enter_residents(at=at, given=[heard.speaker])
    return _first(by, at, concern, {"words": commitment})


@transaction.atomic
def answer(*, by: Actor, at: datetime, uid: UUID, answer: str, token: UUID | None = None) -> Concern:
    """It was answered on the spot, with these words. Raises Denied, Refused, Concern.DoesNotExist."""
    hand = _take(by, at, uid, token)
    if hand.done:
        return hand.concern
    hand.require()
    _refuse(rules.answer_fault(answer), "answer")
    return hand.end(Fate.ANSWERED, answer)


@transaction.atomic
def raise_matter(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    procedure: str,
    category: str,
    headline: str = "",
    files: Sequence[UUID] = (),
    token: UUID | None = None,
) -> Opened:
    """Turn it into a matter with the same words; `files` of its record go along. The code is for whoever said it.

    Whoever heard it may raise it wherever it happened. Raises Denied, Refused, FileRefused, Concern.DoesNotExist.
    """
    hand = _take(by, at, uid, token)
    concern = hand.concern
    if hand.done and concern.matter is not None:
        return Opened(concern.matter, code_of(concern.matter.uid, concern.matter.code_turn), fresh=False)
    hand.require()
    if concern.fate != Fate.OPEN:
        raise refuse(_("This has come to its end already. Nothing was changed."))
    if procedure not in rules.RAISABLE:
        raise refuse(_("A concern cannot be turned into that."), field="kind")
    wanted = registry.get(procedure)
    raised = Raised(
        uid=rules.matter_uid(concern.uid),
        procedure=wanted,
        category=category,
        channel=declare.get(concern.source).channel,
        place=concern.place,
        story=sealed.text(concern, "words"),
        headline=headline.strip() or concern.headline,
        raiser=_contact(concern),
        about_units=list(Unit.objects.filter(pk__in=concern.about_units)),
        about_persons=concern.about_persons,
    )
    opened = open_with_files(
        by=by.reaching(wanted.open_ability, concern.place_id),
        at=at,
        raised=raised,
        uploads=_uploads(by, concern, files),
    )
    if not opened.fresh:
        raise refuse(_("This form is no longer valid. Please send it once more."))
    concern.matter = opened.matter
    hand.end(Fate.MATTER)
    return opened


@transaction.atomic
def merge(*, by: Actor, at: datetime, uid: UUID, into: UUID, token: UUID | None = None) -> Concern:
    """Join it with a matter that the writer sees. Raises Denied, Refused, Concern.DoesNotExist."""
    hand = _take(by, at, uid, token)
    if hand.done:
        return hand.concern
    hand.require()
    matter = Matter.objects.visible_to(by).filter(uid=into).first()
    if matter is None:
        raise refuse(_("There is no such matter that you may see."), field="into")
    hand.concern.matter = matter
    return hand.end(Fate.MERGED)


@transaction.atomic
def carry(*, by: Actor, at: datetime, uid: UUID, to: UUID, token: UUID | None = None) -> Concern:
    """Carry it on to a later record of its kind, where it goes on with the time that is left. Return what goes on.

    Raises Denied, Refused, Concern.DoesNotExist.
    """
    hand = _take(by, at, uid, token)
    concern = hand.concern
    if hand.done:
        return concern.carried_on
    hand.require()
    source = declare.get(concern.source)
    onwards = source.later(by, concern.source_uid) if source.later else []
    if to not in {each for each, _title in onwards}:
        raise refuse(_("It cannot be carried on there."), field="to")
    kept, due = concern.clock, concern.due_at
    concern.carried_to = to
    hand.end(Fate.CARRIED)
    onward = Concern(
        uid=_uid(concern, to),
        source=concern.source,
        source_uid=to,
        place=concern.place,
        unit=concern.unit,
        heard_by_id=concern.heard_by_id,
        minder_id=concern.minder_id,
        with_unit=concern.with_unit,
        heard_at=concern.heard_at,
        headline=concern.headline,
        speaker_id=concern.speaker_id,
        carried_from=concern,
        clock=kept,
        due_at=due,
        about_units=concern.about_units,
        about_persons=concern.about_persons,
        sight=concern.sight,
    )
    commitment = sealed.put(onward, "words", sealed.text(concern, "words"))
    return _first(by, at, onward, {"words": commitment, "carried": True})


@transaction.atomic
def close(*, by: Actor, at: datetime, uid: UUID, reason: str, token: UUID | None = None) -> Concern:
    """Close it with a reason; it owes its end until a superior agrees. Raises Denied, Refused, Concern.DoesNotExist."""
    hand = _take(by, at, uid, token)
    if hand.done:
        return hand.concern
    hand.require()
    _refuse(rules.answer_fault(reason), "reason")
    return hand.end(Fate.CLOSED, reason)


@transaction.atomic
def check(
    *, by: Actor, at: datetime, uid: UUID, agrees: bool, remark: str = "", token: UUID | None = None
) -> Concern:
    """A superior agrees to a closing, or opens it again with a remark. Nobody checks what they closed or heard.

    Raises Denied, Refused, Concern.DoesNotExist.
    """
    hand = _take(by, at, uid, token)
    concern = hand.concern
    if hand.done:
        return concern
    by.require("concerns.check", concern.unit.lineage)
    if by.person_id in (concern.closed_by_id, concern.heard_by_id, concern.minder_id):
        raise refuse(_("Somebody else checks it: you heard it or closed it yourself."))
    if concern.fate != Fate.CLOSED or concern.checked_at is not None:
        raise refuse(_("There is nothing to check here any more. Nothing was changed."))
    if not agrees:
        _refuse(rules.answer_fault(remark), "remark")
    commitment = hand.say(remark)
    if agrees:
        concern.checked_at, concern.clock, concern.due_at = at, None, FAR
    else:
        concern.fate, concern.fated_at, concern.closed_by = Fate.OPEN, None, None
        _run(concern, declare.get(concern.source).rule, at)
    return hand.tell(events.CHECKED, {"agrees": agrees, "remark": commitment})


@transaction.atomic
def pass_on(
    *, by: Actor, at: datetime, uid: UUID, unit: Unit, to: Person | None = None, token: UUID | None = None
) -> Concern:
    """Have somebody else go on with it: a person, or whoever answers for it at `unit`. Its time runs on.

    A concern about a unit or person stays with whom it is. Raises Denied, Refused, Concern.DoesNotExist.
    """
    hand = _take(by, at, uid, token)
    concern = hand.concern
    if hand.done:
        return concern
    hand.require()
    if concern.about_units or concern.about_persons:
        raise refuse(_("It is about somebody, and stays with whom it is."))
    concern.minder, concern.unit, concern.with_unit = to, unit, to is None
    concern.sight = sight(unit.lineage, concern.place.lineage, about=False)
    return hand.tell(events.PASSED, {"to": to.pk if to else None, "unit": unit.pk})


@transaction.atomic
def unseal(*, by: Actor, at: datetime, uid: UUID, need: Need, reason: str = "") -> Concern:
    """Record that somebody opens what is sealed, and why. Raises Denied, Refused, Concern.DoesNotExist."""
    hand = _take(by, at, uid, None)
    if hand.concern.in_charge != by.person_id:
        by.require("people.open", hand.concern.unit.lineage)
    if need is Need.OTHER and len(reason.strip()) < SHORTEST_REASON:
        raise refuse(_("Please say for what reason you open it."), field="reason")
    commitment = hand.say(reason)
    return hand.tell(events.OPENED, {"need": need.value, "reason": commitment})


def recompute(*, by: Actor, at: datetime) -> int:
    """Bring the running clocks in line with the calendar as it stands; return how many moved. Raises Denied."""
    by.require("matters.recompute")
    calendar = book(timezone.localdate(at)).calendar
    moved = 0
    with transaction.atomic():
        rows = Concern.objects.filter(OWING, clock__isnull=False).select_for_update(of=("self",))
        for concern in rows.select_related("unit").defer("unit__boundary").order_by("pk"):
            before = concern.running
            if before is None:
                continue
            after = before.recomputed(calendar)
            if (after.due, after.provisional) != (before.due, before.provisional):
                concern.clock, concern.due_at = after.as_json(), after.due or FAR
                _Hand(concern, by, at).tell(events.RECOUNTED, {"calendar": calendar.version})
                moved += 1
    return moved


def _take(by: Actor, at: datetime, uid: UUID, token: UUID | None) -> _Hand:
    rows = Concern.objects.visible_to(by).placed().select_for_update(of=("self",))
    concern = rows.get(uid=uid)
    return _Hand(concern, by, at, token, done=token is not None and concern.last_token == token)


def _new(by: Actor, at: datetime, heard: Heard) -> Concern:
    """The concern with who answers for it: never a unit that it is about."""
    unit = heard.unit or Unit.objects.defer("boundary").get(pk=by.unit_id or 0)
    units, grounds = _about(heard, at)
    about = bool(units or heard.about_persons)
    if grounds & set(unit.lineage):
        unit = _above(unit, grounds)
    return Concern(
        uid=heard.uid,
        source=heard.source,
        source_uid=heard.source_uid,
        place=heard.place,
        unit=unit,
        heard_by_id=by.person_id,
        heard_at=at,
        headline=heard.headline.strip(),
        about_units=sorted(units),
        about_persons=sorted(heard.about_persons),
        sight=sight(unit.lineage, heard.place.lineage, about=about),
    )


def _about(heard: Heard, at: datetime) -> tuple[set[int], set[int]]:
    """The units that it is about, those of the persons named among them, and the grounds that these look after."""
    units = {unit.pk for unit in heard.about_units}
    grounds = {unit.lineage[-2] if unit.kind in BODY_KINDS else unit.pk for unit in heard.about_units}
    if heard.about_persons:
        held = Post.objects.on(timezone.localdate(at)).filter(person__in=heard.about_persons)
        for post in held.select_related("unit"):
            units.add(post.unit_id)
            grounds.add(ground_of(post))
    return units, grounds


def _above(unit: Unit, grounds: set[int]) -> Unit:
    """The nearest unit above that is none of the grounds and lies below none of them. Raises Refused."""
    clear: list[int] = []
    for each in unit.lineage:
        if each in grounds:
            break
        clear.append(each)
    if not clear:
        raise refuse(
            _(
                "Nobody in this banner may take this, because it is about them. Please go to the next higher level."
            )
        )
    return Unit.objects.defer("boundary").get(pk=clear[-1])


def _first(by: Actor, at: datetime, concern: Concern, body: dict[str, object]) -> Concern:
    event = record.compose(
        subject=concern,
        kind=events.HEARD,
        at=at,
        by_id=by.person_id,
        post_id=by.post_id,
        unit_id=_counted(concern),
        body={"source": concern.source, "place": _counted(concern), **body},
    )
    concern.save(force_insert=True)
    record.append([event])
    keep([event])
    return concern


def _counted(concern: Concern) -> int:
    """Where it counts: at its place, or where the complaint about somebody is answered for."""
    about = concern.about_units or concern.about_persons
    return concern.unit_id if about else concern.place_id


def _run(concern: Concern, rule: str, at: datetime) -> None:
    rules_of_day = book(timezone.localdate(at))
    clock = Clock.start(rule, rules_of_day.term(rule), at, rules_of_day.calendar)
    concern.clock, concern.due_at = clock.as_json(), clock.due or FAR


def _contact(concern: Concern) -> Contact | None:
    if concern.speaker is None or concern.speaker.erased_at is not None:
        return None
    kept = {column: sealed.text(concern.speaker, column) for column in ("name", "phone", "address")}
    return Contact(**kept) if any(kept.values()) else None


def _uploads(by: Actor, concern: Concern, files: Sequence[UUID]) -> list[Upload]:
    """Files of the record at which it was heard, as they are brought to the matter. Raises Denied."""
    if not files:
        return []
    there = declare.get(concern.source).record(by, concern.source_uid)
    if there is None or not there.stream:
        raise Denied("concerns.hear")
    rows = of_stream(there.stream).filter(uid__in=files)
    return [Upload(sealed.text(row, "name"), storage.read(bytes(row.digest))) for row in rows]


def _uid(concern: Concern, to: UUID) -> UUID:
    """The id under which a concern goes on, the same however often it is sent."""
    return UUID(int=concern.uid.int ^ to.int)


def _refuse(fault: Text | None, field: str) -> None:
    if fault is not None:
        raise refuse(fault, field=field)
