"""Keeping the register of deputies, their meetings, and what they read of the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor, Denied
from yixian.audit import record
from yixian.audit.registry import EventKind
from yixian.concerns.models import Concern
from yixian.deputies import queries, rules
from yixian.deputies.enums import Kind, Meet
from yixian.deputies.events import CALLED, CANCELLED, CORRECTED, ENTERED, LEFT, READ
from yixian.deputies.models import Deputy, Meeting
from yixian.matters.actions.store import refuse
from yixian.matters.enums import Voice
from yixian.matters.queries import words_of
from yixian.measures.keep import keep
from yixian.people.models import Person
from yixian.places.models import Unit
from yixian.procedures.language import Text

KEEP = "deputies.keep"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is entered of a deputy; all of it is public. `person` is who signs in."""

    kind: Kind
    name: str
    constituency: Unit
    since: date
    known_by: str = ""
    person: Person | None = None


@transaction.atomic
def enter(*, by: Actor, at: datetime, uid: UUID, entry: Entry) -> Deputy:
    """Enter a deputy; `uid` came with the form, so that one sent twice is entered once. Raises Denied, Refused."""
    by.require(KEEP, entry.constituency.lineage)
    Unit.objects.select_for_update(no_key=True).only("pk").get(pk=entry.constituency.pk)
    if known := Deputy.objects.filter(uid=uid).first():
        return known
    _check(rules.words_fault(entry.name, entry.known_by))
    _check(rules.entry_fault(entry.constituency.kind, entry.since, timezone.localdate(at)))
    rows = Deputy.objects.filter(kind=entry.kind, constituency=entry.constituency, until__isnull=True)
    if entry.person is not None and rows.filter(person=entry.person).exists():
        raise refuse(_("This person stands in the register already."), field="person")
    deputy = Deputy(
        uid=uid,
        kind=entry.kind,
        name=entry.name.strip(),
        person=entry.person,
        constituency=entry.constituency,
        known_by=entry.known_by.strip(),
        since=entry.since,
    )
    body = {"kind": entry.kind.value, "constituency": entry.constituency.pk, "since": entry.since.isoformat()}
    return _tell(by, at, deputy, ENTERED, body)


@transaction.atomic
def correct(*, by: Actor, at: datetime, uid: UUID, name: str, known_by: str) -> Deputy:
    """Put right what the public reads of a deputy; the log keeps which words were changed, not what they were.

    Raises Denied, Refused, Deputy.DoesNotExist.
    """
    deputy = _taken(uid)
    by.require(KEEP, deputy.constituency.lineage)
    _check(rules.words_fault(name, known_by))
    before = {"name": deputy.name, "known_by": deputy.known_by}
    deputy.name, deputy.known_by = name.strip(), known_by.strip()
    changed = [field for field, words in before.items() if getattr(deputy, field) != words]
    return _tell(by, at, deputy, CORRECTED, {"changed": changed}) if changed else deputy


@transaction.atomic
def leave(*, by: Actor, at: datetime, uid: UUID, until: date) -> Deputy:
    """End a term: `until` is the first day without it. Meetings that lie ahead are called off.

    Raises Denied, Refused, Deputy.DoesNotExist.
    """
    deputy = _taken(uid)
    by.require(KEEP, deputy.constituency.lineage)
    if deputy.until is not None:
        return deputy
    if fault := rules.term_fault(deputy.since, until, timezone.localdate(at)):
        raise refuse(fault, field="until")
    for meeting in deputy.meetings.ahead(at):
        _call_off(by, at, deputy, meeting)
    deputy.until = until
    return _tell(by, at, deputy, LEFT, {"until": until.isoformat()})


@dataclass(frozen=True, kw_only=True)
class Call:
    """When and where residents meet a deputy."""

    uid: UUID
    kind: Meet
    starts_at: datetime
    ends_at: datetime
    place: Unit
    spot: str


@transaction.atomic
def call(*, by: Actor, at: datetime, deputy: UUID, call: Call) -> Meeting:
    """Set a meeting with residents, by the deputy or whoever keeps the register; `call.uid` came with the form.

    Raises Denied, Refused, Deputy.DoesNotExist.
    """
    row = _own(by, at, deputy)
    if known := row.meetings.filter(uid=call.uid).first():
        return known
    _check(rules.meeting_fault(call.starts_at, call.ends_at, at))
    if not call.spot.strip() or len(call.spot) > rules.LONGEST_SPOT:
        raise refuse(_("Say where exactly, in a few words."), field="spot")
    made = Meeting.objects.create(
        uid=call.uid,
        deputy=row,
        kind=call.kind,
        starts_at=call.starts_at,
        ends_at=call.ends_at,
        place=call.place,
        spot=call.spot.strip(),
    )
    body = {"meeting": made.uid.hex, "kind": call.kind.value, "starts": call.starts_at.isoformat()}
    _tell(by, at, row, CALLED, body)
    return made


@transaction.atomic
def cancel(*, by: Actor, at: datetime, deputy: UUID, meeting: UUID) -> Meeting:
    """Call a meeting off. Raises Denied, Refused, Deputy.DoesNotExist, Meeting.DoesNotExist."""
    row = _own(by, at, deputy)
    found = row.meetings.get(uid=meeting)
    if found.cancelled_at is not None:
        return found
    if found.ends_at <= at:
        raise refuse(_("This time has passed."))
    return _call_off(by, at, row, found)


@transaction.atomic
def read(*, by: Actor, at: datetime, deputy: UUID, concern: UUID) -> list[str]:
    """The answers to an opinion as they were given to whoever raised it; that the deputy read them is recorded.

    `deputy` is any entry of whoever collected it, in office or not any more.
    Of the matter nothing else is told, and of what others wrote nothing. A complaint about somebody is not read
    by them, and nobody reads the answers of somebody else's matter or of a discreet one. Raises Denied,
    Deputy.DoesNotExist, Concern.DoesNotExist.
    """
    row = _taken(deputy)
    if by.person_id is None or row.person_id != by.person_id:
        raise Denied("deputies.collect")
    by.require("deputies.collect")
    found = queries.collected(by, row).select_related("matter").get(uid=concern)
    matter = queries.followed(found)
    if matter is None or by.person_id in matter.about_persons or set(matter.about_units) & by.kin:
        raise Concern.DoesNotExist
    numbers = queries.answer_numbers(matter)
    said = words_of(matter, [Voice.ANSWER])
    answers = [text for seq in numbers for text in said.get(seq, {}).values()]
    _tell(by, at, row, READ, {"concern": found.uid.hex})
    return answers


def _taken(uid: UUID) -> Deputy:
    rows = Deputy.objects.select_for_update(of=("self",)).select_related("constituency")
    return rows.defer("constituency__boundary").get(uid=uid)


def _own(by: Actor, at: datetime, uid: UUID) -> Deputy:
    """A deputy in office, for themselves or whoever keeps the register. Raises Denied, Refused."""
    deputy = _taken(uid)
    if by.person_id is None or deputy.person_id != by.person_id or not by.may("deputies.collect"):
        by.require(KEEP, deputy.constituency.lineage)
    if deputy.until is not None and deputy.until <= timezone.localdate(at):
        raise refuse(_("The term of this deputy has ended."))
    return deputy


def _check(fault: tuple[str, Text] | None) -> None:
    """Raise Refused for a fault of a field."""
    if fault is not None:
        raise refuse(fault[1], field=fault[0])


def _call_off(by: Actor, at: datetime, deputy: Deputy, meeting: Meeting) -> Meeting:
    meeting.cancelled_at = at
    meeting.save(update_fields=["cancelled_at"])
    _tell(by, at, deputy, CANCELLED, {"meeting": meeting.uid.hex, "kind": meeting.kind})
    return meeting


def _tell(by: Actor, at: datetime, deputy: Deputy, kind: EventKind, body: Mapping[str, object]) -> Deputy:
    event = record.compose(
        subject=deputy,
        kind=kind,
        at=at,
        by_id=by.person_id,
        post_id=by.post_id,
        unit_id=deputy.constituency_id,
        body=body,
    )
    deputy.save()
    record.append([event])
    keep([event])
    return deputy
