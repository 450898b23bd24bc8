"""Assigning somebody to a place, and handing over what is open to whoever follows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.concerns import actions as concerns
from yixian.kernel import sealed
from yixian.liaison.actions.hand import Hand, allow, check
from yixian.liaison.enums import OPEN_ITEMS, ROLES, Kind, VisitState
from yixian.liaison.events import ASSIGNED, ENDED, NOTE_READ, PASSED
from yixian.liaison.models import FieldVisit, Liaison, PlanItem
from yixian.liaison.queries.assigned import Threads, holds, keeps, threads
from yixian.liaison.rules import LONGEST, place_fault
from yixian.matters.actions.store import refuse
from yixian.matters.enums import Need
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit


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
    Unit.objects.select_for_update(no_key=True).defer("boundary").get(pk=place.pk)
    if known := Liaison.objects.filter(uid=given.uid).first():
        return known
    check(place_fault(kind, place.kind), "place")
    return _begin(Hand(by=by, at=at), kind, place, given, since)


def _begin(
    hand: Hand, kind: Kind, place: Unit, given: Heir, since: date, old: Liaison | None = None
) -> Liaison:
    unit = _unit_of(kind, given, since)
    same = Liaison.objects.filter(kind=kind, place=place, post=given.post, unit=unit, until=None)
    if same.exists():
        raise refuse(_("This assignment is in force already."), field="who")
    made = Liaison(
        uid=given.uid,
        kind=kind,
        place=place,
        post=given.post,
        unit=unit,
        since=since,
        begun=old.begun if old else since,
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
        if given.post is None and given.unit is not None and given.unit.kind == UnitKind.DEPARTMENT:
            return given.unit
        raise refuse(_("Choose a department."), field="who")
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
    note: str = "",
    token: UUID | None = None,
) -> Liaison | None:
    """End an assignment on a day and hand what is open to whoever follows from that day; return that one's.

    Planned visits, items of the plan and concerns that owe their end go along. `note` is sealed for
    whoever follows. Without an heir nothing may be open. Raises Denied, Refused, Liaison.DoesNotExist.
    """
    old = Liaison.objects.select_for_update(of=("self",)).named().get(uid=uid)
    today = timezone.localdate(at)
    allow(keeps(by, old), holds(by, old, today))
    hand = Hand(by=by, at=at, token=token)
    if old.until is not None:
        return Liaison.objects.filter(follows=old).first()
    if until < old.since or until > today:
        raise refuse(_("It ends today at the latest, and not before it began."), field="until")
    left = threads(by, old, most=None)
    if heir is None and left:
        raise refuse(_("Something is open here. Name who follows, so that it goes along."), field="who")
    if len(note) > LONGEST:
        raise refuse(_("Please keep it under 10,000 characters."), field="note")
    new = _begin(hand, Kind(old.kind), old.place, heir, until, old) if heir else None
    body = _pass_on(hand, left, new) if new else {}
    old.until = until
    if new is not None and note.strip():
        body["note"] = sealed.put(new, "note", note.strip())
        new.save(update_fields=["note"])
    following = {"next": new.uid.hex if new else None, "kind": old.kind, "until": until.isoformat()}
    hand.tell(old, ENDED, old.place_id, {**following, **body})
    return new


def _pass_on(hand: Hand, left: Threads, new: Liaison) -> dict[str, object]:
    """Put what is open under whoever follows; return what went along, as the event lists it.

    A concern about a unit or person stays with whom it is.
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
        hand.tell(row, PASSED, new.place_id, {"to": new.uid.hex})
    plain = [each for each in left.concerns if not (each.about_units or each.about_persons)]
    for each in plain:
        concerns.pass_on(
            by=hand.by, at=hand.at, uid=each.uid, unit=new.unit, to=new.post.person if new.post else None
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
