"""Assigning somebody to a place, and handing over what is open to whoever follows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.concerns import actions as concerns
from yixian.kernel import sealed
from yixian.liaison.actions.hand import Hand, allow, check
from yixian.liaison.enums import OPEN_ITEMS, ROLES, Kind, VisitState
from yixian.liaison.events import ASSIGNED, ENDED, NOTE_READ, PASSED
from yixian.liaison.limits import AHEAD
from yixian.liaison.models import FieldVisit, Liaison, PlanItem
from yixian.liaison.queries.assigned import Threads, everything_open, goes_on_at, holds, keeps, stands
from yixian.liaison.rules import LONGEST, end_fault, place_fault, since_fault
from yixian.matters.actions import Refused
from yixian.matters.actions.store import refuse
from yixian.matters.enums import Need
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.rulebook.queries import book


@dataclass(frozen=True, kw_only=True)
class Heir:
    """Whoever is assigned: a department as `unit`, a leader or a cadre by `post`. `uid` came with the form."""

    uid: UUID
    unit: Unit | None = None
    post: Post | None = None


@transaction.atomic
def assign(*, by: Actor, at: datetime, kind: Kind, place: Unit, given: Heir, since: date) -> Liaison:
    """Assign somebody to a place from a day on. Sent twice, it is done once. Raises Denied, Refused."""
    by.require("liaison.keep", place.lineage)
    today = timezone.localdate(at)
    rules = book(today)
    Unit.objects.select_for_update(no_key=True).defer("boundary").get(pk=place.pk)
    if known := Liaison.objects.filter(uid=given.uid).first():
        return known
    check(place_fault(kind, place.kind), "place")
    if not stands(place, today):
        raise refuse(_("This place is no more."), field="place")
    check(since_fault(since, today, rules.term(AHEAD.code), rules.calendar), "since")
    if known := _same(kind, place, given, since):
        raise _taken(known, today)
    return _begin(Hand(by=by, at=at), kind, place, given, since)


def _same(kind: Kind, place: Unit, given: Heir, since: date) -> Liaison | None:
    """The assignment of the same that has not ended, under its row lock. Raises Refused where they cannot be assigned."""
    unit = _unit_of(kind, given, since)
    rows = Liaison.objects.filter(kind=kind, place=place, post=given.post, unit=unit, until=None)
    return rows.select_for_update(of=("self",)).named().first()


def _taken(known: Liaison, today: date) -> Refused:
    if known.since <= today:
        return refuse(_("This assignment is in force already."), field="who")
    said = _("They are assigned here from %(day)s on already.") % {"day": known.since.isoformat()}
    return refuse(said, field="who")


def _begin(
    hand: Hand, kind: Kind, place: Unit, given: Heir, since: date, old: Liaison | None = None
) -> Liaison:
    unit = _unit_of(kind, given, since)
    goes_on = old is not None and old.place_id == place.pk
    made = Liaison(
        uid=given.uid,
        kind=kind,
        place=place,
        post=given.post,
        unit=unit,
        since=since,
        begun=old.begun if old and goes_on else since,
        line=old.line if old else given.uid,
        follows=old,
    )
    body = {
        "kind": kind.value,
        "place": place.pk,
        "post": given.post.pk if given.post else None,
        "unit": unit.pk,
        "since": since.isoformat(),
        "follows": old.uid.hex if old else None,
    }
    hand.tell(made, ASSIGNED, place.pk, body)
    return made


def _unit_of(kind: Kind, given: Heir, on: date) -> Unit:
    """The unit of whoever is assigned. Raises Refused where they cannot be."""
    if kind is Kind.DEPARTMENT:
        if given.post is not None or given.unit is None or given.unit.kind != UnitKind.DEPARTMENT:
            raise refuse(_("Choose a department."), field="who")
        if not stands(given.unit, on):
            raise refuse(_("This department is not in being on that day."), field="who")
        return given.unit
    post = given.post
    if post is None or given.unit is not None or post.role != ROLES[kind]:
        raise refuse(_("Choose somebody who holds such a post."), field="who")
    if not Post.objects.on(on).filter(pk=post.pk).exists():
        raise refuse(_("This post is not held on that day."), field="who")
    return post.unit


@transaction.atomic
def hand_over(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    until: date,
    heir: Heir | None = None,
    place: Unit | None = None,
    note: str = "",
    token: UUID | None = None,
) -> Liaison | None:
    """End an assignment on a day and hand what is open to whoever follows from that day; return that one's.

    Planned visits, items of the plan and concerns that owe their end go along. `note` is sealed for
    whoever follows. Without an heir nothing may be open. An heir who is assigned there already takes it into
    that assignment. Where the place is no more, `place` is one at which it goes on.
    Raises Denied, Refused, Liaison.DoesNotExist.
    """
    old = _locked(uid)
    today = timezone.localdate(at)
    allow(keeps(by, old), holds(by, old, today))
    hand = Hand(by=by, at=at, token=token)
    if old.until is not None:
        return _went_to(hand, old)
    check(end_fault(until, old.since, today), "until")
    left = everything_open(by, old)
    if heir is None and left:
        raise refuse(_("Something is open here. Name who follows, so that it goes along."), field="who")
    if len(note) > LONGEST:
        raise refuse(_("Please keep it under 10,000 characters."), field="note")
    new = _follow(hand, old, heir, _ground(old, place, today), until) if heir else None
    body = _pass_on(hand, left, old, new) if new else {}
    old.until = until
    if new is not None and note.strip():
        notes = [sealed.text(new, "note"), note.strip()]
        body["note"] = sealed.put(new, "note", "\n\n".join(filter(None, notes)))
        new.save(update_fields=["note"])
    following = {"next": new.uid.hex if new else None, "kind": old.kind, "until": until.isoformat()}
    hand.tell(old, ENDED, old.place_id, {**following, **body})
    return new


def _locked(uid: UUID) -> Liaison:
    """An assignment under the lock of its place, as `assign` takes it, and its own. Raises Liaison.DoesNotExist."""
    place = Liaison.objects.values_list("place", flat=True).get(uid=uid)
    Unit.objects.select_for_update(no_key=True).defer("boundary").get(pk=place)
    return Liaison.objects.select_for_update(of=("self",)).named().get(uid=uid)


def _went_to(hand: Hand, old: Liaison) -> Liaison | None:
    """To whom an assignment went that has ended. Raises Refused where another form ended it."""
    if hand.token is not None and not hand.done(old):
        raise refuse(_("This assignment has ended already. Nothing was changed."))
    told = Event.objects.get(stream=old.stream, kind=ENDED.key).body
    return Liaison.objects.get(uid=told["next"]) if told["next"] else None


def _ground(old: Liaison, place: Unit | None, today: date) -> Unit:
    """Where an assignment goes on: at its place, or where that is no more at one that it can go over to, locked."""
    if stands(old.place, today):
        return old.place
    if place is None or place not in goes_on_at(old, today):
        raise refuse(_("This place is no more. Choose the place where it goes on."), field="place")
    return Unit.objects.select_for_update(no_key=True).defer("boundary").get(pk=place.pk)


def _follow(hand: Hand, old: Liaison, heir: Heir, place: Unit, since: date) -> Liaison:
    """A new assignment after an old one, or the one that the heir has there already and that the old one joins."""
    known = _same(Kind(old.kind), place, heir, since)
    if known is None:
        return _begin(hand, Kind(old.kind), place, heir, since, old)
    if known.pk == old.pk or since < known.since:
        raise _taken(known, since)
    Liaison.objects.filter(line=old.line).update(line=known.line)
    old.line = known.line
    return known


def _pass_on(hand: Hand, left: Threads, old: Liaison, new: Liaison) -> dict[str, object]:
    """Put what is open under whoever follows, at their place; return what went along, as the event lists it.

    A concern about a unit or person stays with whom it is. What somebody else heard goes along unseen.
    """
    visits = FieldVisit.objects.select_for_update().filter(
        pk__in=[each.pk for each in left.visits], state=VisitState.PLANNED
    )
    items = PlanItem.objects.select_for_update().filter(
        pk__in=[each.pk for each in left.items], state__in=OPEN_ITEMS
    )
    rows: dict[str, list[FieldVisit | PlanItem]] = {"visits": [*visits], "items": [*items]}
    for row in (*rows["visits"], *rows["items"]):
        row.liaison = new
        if row.place_id == old.place_id:
            row.place = new.place
        if isinstance(row, FieldVisit):
            row.ground = new.place
        hand.tell(row, PASSED, new.place_id, {"to": new.uid.hex})
    plain = [each for each in left.concerns if not (each.about_units or each.about_persons)]
    for each in plain:
        reaching = hand.by.reaching("concerns.see", each.unit_id).reaching("concerns.handle", each.unit_id)
        concerns.pass_on(
            by=reaching, at=hand.at, uid=each.uid, unit=new.unit, to=new.post.person if new.post else None
        )
    passed = {key: [each.uid.hex for each in found] for key, found in rows.items()}
    return {**passed, "concerns": [each.uid.hex for each in plain]}


@transaction.atomic
def read_note(*, by: Actor, at: datetime, uid: UUID, need: Need = Need.HANDLING) -> Liaison:
    """Record that whoever follows, or who decides on assignments, opens the hand-over note.

    Raises Denied, Liaison.DoesNotExist.
    """
    row = Liaison.objects.select_for_update(of=("self",)).named().get(uid=uid)
    allow(keeps(by, row), holds(by, row, timezone.localdate(at)))
    Hand(by=by, at=at).tell(row, NOTE_READ, row.place_id, {"need": need.value})
    return row
