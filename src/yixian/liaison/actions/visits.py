"""Visits: planned, made with what was heard, dropped, and opened again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.concerns.actions import Heard, hear
from yixian.concerns.rules import words_fault
from yixian.documents.actions import attach as keep_files
from yixian.documents.actions import look_through
from yixian.documents.rules import Accepted, Upload
from yixian.kernel import sealed
from yixian.liaison.actions.hand import Hand, allow, check
from yixian.liaison.enums import Came, Met, VisitState
from yixian.liaison.events import ATTACHED, DROPPED, MADE, OPENED, PLANNED
from yixian.liaison.models import FieldVisit, Liaison
from yixian.liaison.queries.assigned import SOURCE, carries_on, holds, keeps
from yixian.liaison.rules import LONGEST, MOST_CONCERNS, plan_fault, title_fault, visit_fault
from yixian.matters.actions.store import refuse
from yixian.matters.enums import Need
from yixian.places.models import Unit

MOST_HEADS = 999


def _taken(by: Actor, at: datetime, uid: UUID) -> Liaison:
    """A liaison for whoever is assigned, under its row lock. Raises Denied, Liaison.DoesNotExist."""
    row = Liaison.objects.select_for_update(of=("self",)).named().get(uid=uid)
    allow(holds(by, row, timezone.localdate(at)))
    return row


def _visit(uid: UUID) -> FieldVisit:
    return FieldVisit.objects.select_for_update(of=("self",)).named().get(uid=uid)


def _check_place(liaison: Liaison, place: Unit) -> None:
    if liaison.place_id not in place.lineage:
        raise refuse(_("A visit leads to the place of the assignment, or into it."), field="place")


@transaction.atomic
def plan_visit(
    *, by: Actor, at: datetime, liaison: UUID, uid: UUID, day: date, place: Unit, topic: str
) -> FieldVisit:
    """Plan a visit; `uid` came with the form, so that it is planned once.

    Raises Denied, Refused, Liaison.DoesNotExist.
    """
    row = _taken(by, at, liaison)
    if known := FieldVisit.objects.filter(uid=uid).first():
        return known
    if row.until is not None:
        raise refuse(_("This assignment has ended."))
    check(plan_fault(day, timezone.localdate(at)), "day")
    check(title_fault(topic), "topic")
    _check_place(row, place)
    visit = FieldVisit(
        uid=uid,
        liaison=row,
        kind=row.kind,
        ground=row.place,
        place=place,
        state=VisitState.PLANNED,
        planned_for=day,
        topic=topic.strip(),
    )
    Hand(by=by, at=at).tell(visit, PLANNED, place.pk, {"day": day.isoformat(), "liaison": row.uid.hex})
    return visit


@dataclass(frozen=True, kw_only=True)
class Said:
    """A concern that was heard on a visit, and the offices that it is about."""

    words: str
    about_units: Sequence[Unit] = ()


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is told of a visit: with whom, how many people in all, what came of it.

    `names` and `note` are sealed; each of `concerns` becomes one with a fate of its own. Words alone are about nobody.
    """

    day: date
    place: Unit
    met: Sequence[Met]
    heads: int = 0
    came: Sequence[Came] = ()
    topic: str = ""
    names: str = ""
    note: str = ""
    concerns: Sequence[str | Said] = ()

    @property
    def said(self) -> list[Said]:
        """The concerns, each with whom it is about."""
        return [each if isinstance(each, Said) else Said(words=each) for each in self.concerns]


def make_visit(
    *, by: Actor, at: datetime, liaison: UUID, uid: UUID, told: Told, uploads: Sequence[Upload] = ()
) -> FieldVisit:
    """Record that a visit was made, planned before or not, with its concerns and pictures.

    `uid` is that of the planned visit, or came with the form. Raises Denied, Refused, FileRefused,
    Liaison.DoesNotExist.
    """
    accepted = look_through(uploads)
    return _make(by, at, liaison, uid, told, accepted)


@transaction.atomic
def _make(
    by: Actor, at: datetime, liaison: UUID, uid: UUID, told: Told, accepted: Sequence[tuple[str, Accepted]]
) -> FieldVisit:
    row = _taken(by, at, liaison)
    visit = FieldVisit.objects.select_for_update().filter(uid=uid).first()
    if visit is None:
        visit = FieldVisit(uid=uid, liaison=row, kind=row.kind, ground=row.place)
    elif visit.liaison_id != row.pk:
        raise refuse(_("This visit went over to whoever follows. If you made it, record it as a new one."))
    elif visit.state == VisitState.MADE:
        return visit
    elif visit.state == VisitState.DROPPED:
        raise refuse(_("This visit was dropped. Record it as a new one."))
    _check_told(row, told, timezone.localdate(at))
    visit.state, visit.day, visit.place, visit.by_id = VisitState.MADE, told.day, told.place, by.person_id
    visit.topic = told.topic.strip() or visit.topic
    visit.met, visit.came, visit.heads = sorted(told.met), sorted(told.came), told.heads
    body = {
        "liaison": row.uid.hex,
        "kind": row.kind,
        "ground": row.place_id,
        "day": told.day.isoformat(),
        "met": visit.met,
        "came": visit.came,
        "heads": told.heads,
        "names": sealed.put(visit, "names", told.names.strip()),
        "note": sealed.put(visit, "note", told.note.strip()),
    }
    hand = Hand(by=by, at=at)
    hand.tell(visit, MADE, told.place.pk, body)
    _attach(hand, visit, accepted)
    for number, each in enumerate(told.said):
        heard = Heard(
            uid=uuid5(visit.uid, f"concern/{number}"),
            source=SOURCE,
            source_uid=visit.uid,
            place=told.place,
            unit=row.unit,
            words=each.words,
            about_units=each.about_units,
        )
        hear(by=by, at=at, heard=heard)
    return visit


def _check_told(row: Liaison, told: Told, today: date) -> None:
    check(visit_fault(told.day, today, row.begun), "day")
    if row.until is not None and told.day >= row.until:
        raise refuse(_("The assignment had ended on this day."), field="day")
    _check_place(row, told.place)
    if not told.met:
        raise refuse(_("Please say with whom you spoke."), field="met")
    if not 0 <= told.heads <= MOST_HEADS:
        raise refuse(_("A number from 0 to 999, please."), field="heads")
    if told.topic.strip():
        check(title_fault(told.topic), "topic")
    for name in ("names", "note"):
        if len(getattr(told, name)) > LONGEST:
            raise refuse(_("Please keep it under 10,000 characters."), field=name)
    if len(told.concerns) > MOST_CONCERNS:
        raise refuse(_("Ten concerns at once, please; add more on the page of the visit."), field="concerns")
    for each in told.said:
        check(words_fault(each.words), "concerns")


def _attach(hand: Hand, visit: FieldVisit, accepted: Sequence[tuple[str, Accepted]]) -> None:
    if not accepted:
        return
    files = keep_files(by_id=hand.by.person_id, at=hand.at, stream=visit.stream, accepted=accepted)
    if files:
        digests = [bytes(each.digest).hex() for each in files]
        hand.tell(visit, ATTACHED, visit.place_id, {"count": len(files), "digests": digests})


def attach(*, by: Actor, at: datetime, uid: UUID, uploads: Sequence[Upload]) -> FieldVisit:
    """Add pictures to a visit that was made; the same picture is kept once.

    Raises Denied, Refused, FileRefused, FieldVisit.DoesNotExist.
    """
    accepted = look_through(uploads)
    with transaction.atomic():
        visit = _visit(uid)
        allow(carries_on(by, visit.liaison, timezone.localdate(at)))
        if visit.state != VisitState.MADE:
            raise refuse(_("Pictures belong to a visit that was made."))
        _attach(Hand(by=by, at=at), visit, accepted)
    return visit


@transaction.atomic
def drop_visit(*, by: Actor, at: datetime, uid: UUID, reason: str, token: UUID | None = None) -> FieldVisit:
    """Drop a planned visit and say why. Raises Denied, Refused, FieldVisit.DoesNotExist."""
    visit = _visit(uid)
    allow(carries_on(by, visit.liaison, timezone.localdate(at)), keeps(by, visit.liaison))
    hand = Hand(by=by, at=at, token=token)
    if visit.state == VisitState.DROPPED:
        return visit
    if visit.state == VisitState.MADE:
        raise refuse(_("This visit was made already."))
    check(title_fault(reason), "reason")
    visit.state, visit.reason = VisitState.DROPPED, reason.strip()
    hand.tell(visit, DROPPED, visit.place_id, {"reason": visit.reason})
    return visit


def may_open(actor: Actor, visit: FieldVisit, on: date) -> bool:
    """Whether somebody may open what was heard: who wrote it, who is assigned now, and who decides on assignments.

    The posts of the place may not: it may be about them.
    """
    wrote = actor.person_id is not None and visit.by_id == actor.person_id
    return wrote or keeps(actor, visit.liaison) or carries_on(actor, visit.liaison, on)


@transaction.atomic
def open_visit(*, by: Actor, at: datetime, uid: UUID, need: Need) -> FieldVisit:
    """Record that somebody opens what was heard, with whom, and the pictures; only then may they be shown.

    Raises Denied, Refused, FieldVisit.DoesNotExist.
    """
    visit = _visit(uid)
    allow(may_open(by, visit, timezone.localdate(at)))
    Hand(by=by, at=at).tell(visit, OPENED, visit.place_id, {"need": need.value})
    return visit
