"""Series: how they begin, the dates planned from them, single dates left out or moved, and their end."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.gatherings import events
from yixian.gatherings.actions.gatherings import Plan, announce, cancel, plan
from yixian.gatherings.actions.hand import Hand, check_words, refuse_if, said, series_in_hand
from yixian.gatherings.enums import Kind, Topic
from yixian.gatherings.models import Gathering, Series, SeriesDay
from yixian.gatherings.queries import next_turns
from yixian.gatherings.rules import (
    MOST_DATES,
    Pattern,
    Turn,
    falls_on,
    packed,
    pattern_fault,
    time_fault,
    years_fault,
)
from yixian.matters.actions.store import refuse
from yixian.places.models import Unit
from yixian.rulebook.queries import book


@dataclass(frozen=True, kw_only=True)
class SeriesPlan:
    """A series: `starts` is the local time of day, `lasts` how many minutes."""

    kind: Kind
    title: str
    unit: Unit
    place: Unit
    pattern: Pattern
    starts: time
    lasts: int
    since: date
    spot: str = ""
    topic: Topic | None = None
    public: bool = True


def start_series(*, by: Actor, at: datetime, uid: UUID, plan: SeriesPlan) -> Series:
    """Begin a series; `uid` came with the form. Its dates are planned by `fill`. Raises Denied, Refused."""
    by.require("gatherings.keep", plan.unit.lineage)
    known = Series.objects.filter(uid=uid)
    if found := known.first():
        return found
    try:
        return _start(by, at, uid, plan)
    except IntegrityError:
        if (found := known.first()) is None:
            raise
        return found


@transaction.atomic
def _start(by: Actor, at: datetime, uid: UUID, plan: SeriesPlan) -> Series:
    if not plan.title.strip():
        raise refuse(_("Say in a few words what it is."), field="title")
    check_words(title=plan.title, spot=plan.spot)
    refuse_if(pattern_fault(plan.pattern), "cycle")
    refuse_if(years_fault(plan.since), "since")
    if plan.kind is Kind.LESSON and plan.topic is None:
        raise refuse(_("Say what the lesson is about."), field="topic")
    series = Series(
        uid=uid,
        kind=plan.kind,
        topic=plan.topic or "",
        title=plan.title.strip(),
        unit=plan.unit,
        place=plan.place,
        spot=plan.spot.strip(),
        pattern=packed(plan.pattern),
        starts=plan.starts,
        lasts=plan.lasts,
        since=plan.since,
        public=plan.public,
    )
    refuse_if(time_fault(*series.times(plan.since)), "lasts")
    body = {"kind": series.kind, "since": series.since.isoformat(), "pattern": series.pattern}
    return Hand(series, by, at).tell(events.SERIES_STARTED, body)


@transaction.atomic
def fill(*, by: Actor, at: datetime, uid: UUID, count: int) -> list[Gathering]:
    """Plan dates of a series until `count` are ahead; those of a public one are announced too. Return the new ones.

    Sent twice, it plans nothing more. Raises Denied, Refused, Series.DoesNotExist.
    """
    series = series_in_hand(by, at, uid).subject
    if not 1 <= count <= MOST_DATES:
        raise refuse(_("Plan between 1 and %(most)s dates at once.") % {"most": MOST_DATES}, field="count")
    ahead = series.gatherings.ahead().filter(starts_at__gt=at).count()
    return [_plan_turn(by, at, series, turn) for turn in next_turns(series, at, max(0, count - ahead))]


def _plan_turn(by: Actor, at: datetime, series: Series, turn: Turn) -> Gathering:
    """Plan the gathering of a turn; that of a public series is announced, where it is still to come."""
    starts_at, ends_at = series.times(turn.day)
    planned = Plan(
        kind=Kind(series.kind),
        title=series.title,
        unit=series.unit,
        place=series.place,
        spot=series.spot,
        starts_at=starts_at,
        ends_at=ends_at,
        topic=Topic(series.topic) if series.topic else None,
        public=series.public,
    )
    number = uuid5(series.uid, turn.by_rule.isoformat())
    made = plan(by=by, at=at, uid=number, plan=planned, series=series, series_day=turn.by_rule)
    return announce(by=by, at=at, uid=number) if series.public and starts_at > at else made


@transaction.atomic
def skip_day(
    *, by: Actor, at: datetime, uid: UUID, day: date, reason: str, token: UUID | None = None
) -> Series:
    """Leave out one day of a series; a gathering planned for it is cancelled. Raises Denied, Refused, DoesNotExist."""
    hand = _day_in_hand(by, at, uid, day, reason, token)
    if hand.done:
        return hand.subject
    gathering = _except(hand, day, None, reason)
    if gathering is not None and gathering.is_ahead:
        cancel(by=by, at=at, uid=gathering.uid, reason=reason)
    return hand.tell(events.DAY_SKIPPED, {"day": day.isoformat(), "reason": reason.strip()})


@transaction.atomic
def move_day(
    *, by: Actor, at: datetime, uid: UUID, day: date, to: date, reason: str, token: UUID | None = None
) -> Series:
    """Hold one turn of a series on another day; where it was not planned yet, it is from now on.

    Raises Denied, Refused, DoesNotExist.
    """
    hand = _day_in_hand(by, at, uid, day, reason, token)
    if hand.done:
        return hand.subject
    refuse_if(years_fault(to), "to")
    if hand.subject.times(to)[0] <= at:
        raise refuse(_("This day has passed."), field="to")
    gathering = _except(hand, day, to, reason)
    if gathering is None:
        _plan_turn(by, at, hand.subject, Turn(by_rule=day, day=to))
    elif not gathering.is_ahead:
        raise refuse(_("It is over: it was held or cancelled."), field="day")
    else:
        before = gathering.starts_at, gathering.ends_at
        gathering.starts_at, gathering.ends_at = now = hand.subject.times(to)
        gathering.version += 1
        body = {"kind": gathering.kind, "starts": said(gathering.starts_at), "ends": said(gathering.ends_at)}
        Hand(gathering, by, at).tell(events.CHANGED, {**body, "moved": now != before})
    told = {"day": day.isoformat(), "to": to.isoformat(), "reason": reason.strip()}
    return hand.tell(events.DAY_MOVED, told)


@transaction.atomic
def end_series(
    *, by: Actor, at: datetime, uid: UUID, until: date, reason: str, token: UUID | None = None
) -> Series:
    """End a series: `until` is the first day without it; gatherings planned from then on are cancelled.

    What has begun already, on that very day, stays to be recorded as held or not.
    Raises Denied, Refused, Series.DoesNotExist.
    """
    hand = series_in_hand(by, at, uid, token=token)
    series = hand.subject
    if hand.done or series.until is not None:
        return series
    refuse_if(years_fault(until), "until")
    if until < timezone.localdate(at) or until < series.since:
        raise refuse(_("A series ends today at the earliest, and not before it began."), field="until")
    midnight = timezone.make_aware(datetime.combine(until, time()))
    for gathering in series.gatherings.ahead().filter(starts_at__gte=midnight, starts_at__gt=at):
        cancel(by=by, at=at, uid=gathering.uid, reason=reason)
    series.until = until
    return hand.tell(events.SERIES_ENDED, {"until": until.isoformat(), "reason": reason.strip()})


def _day_in_hand(
    by: Actor, at: datetime, uid: UUID, day: date, reason: str, token: UUID | None
) -> Hand[Series]:
    """The series, where the day is one of its days to come. Raises Denied, Refused, Series.DoesNotExist."""
    hand = series_in_hand(by, at, uid, token=token)
    if hand.done:
        return hand
    series = hand.subject
    if not reason.strip():
        raise refuse(_("Say why, so that whoever comes knows."), field="reason")
    check_words(reason=reason)
    refuse_if(years_fault(day), "day")
    calendar = book(timezone.localdate(at)).calendar
    over = series.until is not None and day >= series.until
    if over or day < series.since or not falls_on(series.rule, day, since=series.since, calendar=calendar):
        raise refuse(_("This is no day of the series."), field="day")
    if day < timezone.localdate(at):
        raise refuse(_("This day has passed."), field="day")
    return hand


def _except(hand: Hand[Series], day: date, to: date | None, reason: str) -> Gathering | None:
    """Note the exception; return the gathering that was planned for the day, if one was."""
    SeriesDay.objects.update_or_create(
        series=hand.subject, day=day, defaults={"moved_to": to, "reason": reason.strip()}
    )
    rows = Gathering.objects.placed().select_for_update(of=("self",))
    return rows.filter(series=hand.subject, series_day=day).first()
