"""A gathering from its plan to its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.disclosure.enums import Kind as Found
from yixian.disclosure.rules import certain, findings
from yixian.gatherings import events
from yixian.gatherings.actions.hand import Hand, check_words, gathering_in_hand, refuse_if, said
from yixian.gatherings.actions.sign_ups import forget
from yixian.gatherings.enums import Kind, State, Topic
from yixian.gatherings.models import Gathering, Item, Series, TeamPost
from yixian.gatherings.rules import time_fault, years_fault
from yixian.matters.actions.store import refuse
from yixian.people.models import Post
from yixian.places.models import Unit
from yixian.procedures.language import Text

LONGEST_TEXT, LONGEST_REASON = 500, 60
MOST_ITEMS, LONGEST_ITEM, LONGEST_TASK = 20, 120, 40
MOST_PEOPLE = 20_000


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A unit with a task at a gathering, or one post of it."""

    unit: Unit
    post: Post | None = None
    task: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is planned: `unit` organises, `place` is where it lies, `spot` the hall or field there.

    `sign_up` asks those who mean to come to say so, up to `capacity` people where that is limited. What is not
    `public` is for those invited and stands in no public calendar. A change without a `team` leaves it as it is.
    """

    kind: Kind
    title: str
    unit: Unit
    place: Unit
    starts_at: datetime
    ends_at: datetime
    spot: str = ""
    about: str = ""
    topic: Topic | None = None
    public: bool = True
    sign_up: bool = False
    capacity: int | None = None
    agenda: Sequence[str] = ()
    team: Sequence[Seat] | None = None


def plan(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    plan: Plan,
    series: Series | None = None,
    series_day: date | None = None,
) -> Gathering:
    """Plan a gathering; `uid` came with the form, so that a form sent twice is done once. Raises Denied, Refused."""
    by.require("gatherings.keep", plan.unit.lineage)
    known = Gathering.objects.placed().filter(uid=uid)
    if found := known.first():
        return found
    _check(plan)
    gathering = Gathering(uid=uid, planned_at=at, by_id=by.person_id, series=series, series_day=series_day)
    try:
        return _plan(Hand(gathering, by, at), plan)
    except IntegrityError:
        if (found := known.first()) is None:
            raise
        return found


@transaction.atomic
def _plan(hand: Hand[Gathering], plan: Plan) -> Gathering:
    _fill_in(hand.subject, plan)
    gathering = hand.tell(events.PLANNED, _told(hand.subject))
    _lay_out(gathering, plan)
    return gathering


@transaction.atomic
def change(
    *, by: Actor, at: datetime, uid: UUID, plan: Plan, seen: int | None = None, token: UUID | None = None
) -> Gathering:
    """Change the plan of a gathering still ahead. Raises Denied, Refused, Stale, Gathering.DoesNotExist."""
    hand = gathering_in_hand(by, at, uid, seen=seen, token=token)
    gathering = hand.subject
    if hand.done:
        return gathering
    by.require("gatherings.keep", plan.unit.lineage)
    _require_ahead(gathering)
    _check(plan)
    before = _when_and_where(gathering)
    _fill_in(gathering, plan)
    gathering.version += 1
    gathering.agenda.all().delete()
    hand.tell(events.CHANGED, {**_told(gathering), "moved": _when_and_where(gathering) != before})
    _lay_out(gathering, plan)
    return gathering


@transaction.atomic
def set_team(
    *, by: Actor, at: datetime, uid: UUID, team: Sequence[Seat], token: UUID | None = None
) -> Gathering:
    """Say who has which task there; they see it from now on. Raises Denied, Refused, Gathering.DoesNotExist."""
    hand = gathering_in_hand(by, at, uid, token=token)
    gathering = hand.subject
    if hand.done:
        return gathering
    _require_ahead(gathering)
    _check_team(team)
    _seat(gathering, team)
    gathering.version += 1
    seats = [[seat.unit.pk, seat.post.pk if seat.post else None] for seat in team]
    return hand.tell(events.TEAMED, {"team": seats})


@transaction.atomic
def announce(
    *, by: Actor, at: datetime, uid: UUID, token: UUID | None = None, begun: bool = False
) -> Gathering:
    """Invite: to everybody where it is public, else to its team. One that goes on already only where it may be `begun`.

    Raises Denied, Refused, Gathering.DoesNotExist.
    """
    hand = gathering_in_hand(by, at, uid, token=token)
    gathering = hand.subject
    if hand.done or gathering.state == State.ANNOUNCED:
        return gathering
    _require_ahead(gathering)
    if gathering.starts_at <= at and not begun:
        raise refuse(_("It began already. What lies behind can be recorded, but not announced."))
    gathering.state, gathering.announced_at = State.ANNOUNCED, at
    gathering.version += 1
    return hand.tell(
        events.ANNOUNCED, {"kind": gathering.kind, "public": gathering.public, "place": gathering.place_id}
    )


@transaction.atomic
def cancel(*, by: Actor, at: datetime, uid: UUID, reason: str, token: UUID | None = None) -> Gathering:
    """Call it off, or record that it did not take place, and why. Raises Denied, Refused, Gathering.DoesNotExist."""
    hand = gathering_in_hand(by, at, uid, token=token)
    gathering = hand.subject
    if hand.done or gathering.state == State.CANCELLED:
        return gathering
    _require_ahead(gathering)
    refuse_if(_words_fault(reason, LONGEST_REASON, _("Say why, so that whoever comes knows.")), "reason")
    check_words(reason=reason)
    gathering.state, gathering.reason, gathering.ended_at = State.CANCELLED, reason.strip(), at
    gathering.version += 1
    return hand.tell(events.CANCELLED, {"kind": gathering.kind, "reason": gathering.reason})


@transaction.atomic
def hold(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    attended: int,
    course: str = "",
    seen: int | None = None,
    token: UUID | None = None,
) -> Gathering:
    """Record that it was held, how many came, and its course in a few words that name nobody; or put that right.

    What was kept of those who had signed up is erased. Raises Denied, Refused, Stale, Gathering.DoesNotExist.
    """
    hand = gathering_in_hand(by, at, uid, seen=seen, token=token)
    gathering = hand.subject
    if hand.done:
        return gathering
    if gathering.state == State.CANCELLED:
        raise refuse(_("It was cancelled."))
    if gathering.starts_at > at:
        raise refuse(_("It has not begun yet."))
    if not 0 <= attended <= MOST_PEOPLE:
        raise refuse(_("Give the number of people who came."), field="attended")
    refuse_if(_words_fault(course, LONGEST_TEXT), "course")
    if certain(findings(course)):
        raise refuse(_("Everybody reads this. Please leave out what tells about a person."), field="course")
    before = gathering.attended
    gathering.state, gathering.attended, gathering.course = State.HELD, attended, course.strip()
    gathering.ended_at = gathering.ended_at or at
    gathering.version += 1
    forget(gathering, at)
    told = {"kind": gathering.kind, "topic": gathering.topic, "place": gathering.place_id}
    return hand.tell(events.HELD, {**told, "attended": attended, "before": before})


def _check(plan: Plan) -> None:
    """Raise Refused for what stands against a plan."""
    if not plan.title.strip():
        raise refuse(_("Say in a few words what it is."), field="title")
    check_words(title=plan.title, spot=plan.spot)
    refuse_if(years_fault(plan.starts_at, plan.ends_at), "day")
    refuse_if(time_fault(plan.starts_at, plan.ends_at), "ends_at")
    refuse_if(_words_fault(plan.about, LONGEST_TEXT), "about")
    if plan.capacity is not None and not (plan.sign_up and plan.capacity > 0):
        raise refuse(_("A number of places goes with signing up."), field="capacity")
    if len(plan.agenda) > MOST_ITEMS or any(len(each) > LONGEST_ITEM for each in plan.agenda):
        raise refuse(_("Up to 20 points, each of up to 120 characters."), field="agenda")
    if plan.kind is Kind.LESSON and plan.topic is None:
        raise refuse(_("Say what the lesson is about."), field="topic")
    _check_public(plan)
    _check_team(plan.team or ())


def _check_public(plan: Plan) -> None:
    """Raise Refused for what tells about a person; a telephone number to ask at may stand there."""
    for field, texts in (("about", [plan.about]), ("agenda", plan.agenda)):
        if any(each.kind is not Found.PHONE for text in texts for each in certain(findings(text))):
            raise refuse(_("Everybody reads this. Please leave out what tells about a person."), field=field)


def _check_team(team: Sequence[Seat]) -> None:
    if any(len(seat.task) > LONGEST_TASK for seat in team):
        raise refuse(_("Please keep it under %(most)s characters.") % {"most": LONGEST_TASK}, field="task")
    for seat in team:
        check_words(task=seat.task)


def _fill_in(gathering: Gathering, plan: Plan) -> None:
    gathering.kind, gathering.title = plan.kind, plan.title.strip()
    gathering.topic = plan.topic or ""
    gathering.unit, gathering.place = plan.unit, plan.place
    gathering.spot, gathering.about = plan.spot.strip(), plan.about.strip()
    gathering.starts_at, gathering.ends_at = plan.starts_at, plan.ends_at
    gathering.public, gathering.sign_up = plan.public, plan.public and plan.sign_up
    gathering.capacity = plan.capacity if gathering.sign_up else None
    gathering.sight = sorted({*plan.unit.lineage, *plan.place.lineage, *_helpers(gathering, plan.team)})


def _helpers(gathering: Gathering, team: Sequence[Seat] | None) -> set[int]:
    """The units that have a task there."""
    if team is not None:
        return {seat.unit.pk for seat in team}
    return set(gathering.team.values_list("unit", flat=True)) if gathering.pk else set()


def _lay_out(gathering: Gathering, plan: Plan) -> None:
    """Store agenda, and the team where one is given."""
    points = [text.strip() for text in plan.agenda if text.strip()]
    Item.objects.bulk_create(
        Item(gathering=gathering, number=number, text=text) for number, text in enumerate(points, start=1)
    )
    if plan.team is not None:
        _seat(gathering, plan.team)


def _seat(gathering: Gathering, team: Sequence[Seat]) -> None:
    """Store the team in place of the one before, and let its units see the gathering."""
    gathering.team.all().delete()
    TeamPost.objects.bulk_create(
        TeamPost(gathering=gathering, unit=seat.unit, post=seat.post, task=seat.task.strip())
        for seat in {(seat.unit.pk, seat.post and seat.post.pk): seat for seat in team}.values()
    )
    helpers = _helpers(gathering, team)
    gathering.sight = sorted({*gathering.unit.lineage, *gathering.place.lineage, *helpers})


def _told(gathering: Gathering) -> dict[str, object]:
    """A plan as its event tells it."""
    return {
        "kind": gathering.kind,
        "topic": gathering.topic,
        "title": gathering.title,
        "place": gathering.place_id,
        "starts": said(gathering.starts_at),
        "ends": said(gathering.ends_at),
        "public": gathering.public,
    }


def _when_and_where(gathering: Gathering) -> tuple[datetime, datetime, int, str]:
    return gathering.starts_at, gathering.ends_at, gathering.place_id, gathering.spot


def _require_ahead(gathering: Gathering) -> None:
    if not gathering.is_ahead:
        raise refuse(_("It is over: it was held or cancelled."))


def _words_fault(text: str, most: int, missing: Text | None = None) -> Text | None:
    if missing is not None and not text.strip():
        return missing
    return _("Please keep it under %(most)s characters.") % {"most": most} if len(text) > most else None
