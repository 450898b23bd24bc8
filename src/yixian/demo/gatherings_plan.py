"""The gatherings that the demonstration holds in its year, as they are planned before anything is played."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid5

from django.utils import timezone

from yixian.demo import gatherings_words as words
from yixian.demo.gatherings_words import Question, Theme
from yixian.demo.plan import DAYS
from yixian.demo.tree import BANNER, TOWNS, Tree, uid
from yixian.demo.words import personal_names, phones
from yixian.gatherings.enums import Cycle, Kind
from yixian.gatherings.rules import Pattern, dates
from yixian.kernel.workdays import WorkCalendar
from yixian.people.rules import Contact
from yixian.places.enums import UnitKind

SINGLE, AHEAD = 62, 6
"""So many held in the year that stand by themselves, and so many announced and still to come."""
ASKING = 0.5
"""Share of gatherings at which something is asked."""
FRESH = 14
"""Questions of so many last days are still open, or were just turned into a matter."""
CALENDAR = WorkCalendar()


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A gathering that is held: its id, when it ends, and what is asked there, by whom."""

    uid: UUID
    ends: datetime
    attended: int
    course: str
    asked: tuple[tuple[UUID, Question, Contact], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Single:
    """A gathering that stands by itself."""

    theme: Theme
    organiser: UUID
    starts: datetime
    hours: int
    meeting: Meeting


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """A series with its meetings within the year."""

    uid: UUID
    organiser: UUID
    spot: str
    kind: Kind
    title: str
    pattern: Pattern
    starts: time
    since: date
    ahead: int
    meetings: tuple[Meeting, ...] = ()


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """A local time of a day."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _town(number: int) -> UUID:
    return uid("town", TOWNS[number][1])


def _meeting(
    rng: Random, number: UUID, ends: datetime, people: Iterator[tuple[str, str]], most: int, end: date
) -> Meeting:
    asked = []
    if rng.random() < ASKING or ends.date() > end - timedelta(days=FRESH):
        for turn in range(rng.choice((1, 1, 2))):
            name, phone = next(people)
            question = rng.choice(words.QUESTIONS)
            asked.append((uuid5(number, f"question {turn}"), question, Contact(name=name, phone=phone)))
    attended = rng.randint(most // 4, most)
    return Meeting(
        uid=number, ends=ends, attended=attended, course=rng.choice(words.COURSES), asked=tuple(asked)
    )


def singles(rng: Random, tree: Tree, start: date) -> list[Single]:
    """Plan what stands by itself: most of it in villages, some in towns, a little in the banner."""
    people = zip(personal_names(rng), phones(rng), strict=False)
    planned = []
    for number in range(SINGLE + AHEAD):
        turn = number % 12
        village = rng.choice(tree.villages)
        theme, organiser, most = rng.choice(words.IN_VILLAGES), village.uid, 48
        if turn in (3, 7, 11):
            theme, organiser, most = rng.choice(words.IN_TOWNS), _town(number % len(TOWNS)), 70
        elif turn == 5:
            theme, organiser, most = rng.choice(words.IN_BANNER), BANNER, 120
        gap = (DAYS - 12) / SINGLE
        ago = number * gap + rng.uniform(0, gap) if number < SINGLE else DAYS + 2 + 4 * (number - SINGLE)
        day = start + timedelta(days=int(ago))
        starts, hours = at_hour(day, rng.choice((9, 10, 14, 15))), rng.choice((2, 2, 3))
        ends = starts + timedelta(hours=hours)
        meeting = _meeting(rng, uid("gathering", number), ends, people, most, start + timedelta(days=DAYS))
        planned.append(Single(theme=theme, organiser=organiser, starts=starts, hours=hours, meeting=meeting))
    return planned


def series(rng: Random, tree: Tree, start: date) -> list[Repeated]:
    """Plan the series: a talk day a month in every town, talks every two weeks, market days by the lunar date."""
    people = zip(personal_names(rng), phones(rng), strict=False)
    home = next(v for v in tree.villages if v.room and v.kind == UnitKind.VILLAGE)
    monthly, fortnight = (
        Pattern(cycle=Cycle.MONTH_DAYS, days=(15,)),
        Pattern(cycle=Cycle.WEEKS, every=4, weekday=4),
    )
    market = Pattern(cycle=Cycle.LUNAR, days=(8,))
    rows = [
        (_town(number), "镇便民服务大厅", Kind.DELIBERATION, words.TALK_DAY, monthly, time(9), start, 2)
        for number in range(len(TOWNS))
    ]
    rows += [
        (home.uid, "党群服务中心院子", Kind.DELIBERATION, words.HOME_TALK, fortnight, time(15), start, 2),
        (_town(2), "城川集市东口", Kind.SERVICE_DAY, words.MARKET_DAY, market, time(8, 30), start + timedelta(days=DAYS - 62), 5),
    ]  # fmt: skip
    planned = []
    for number, (organiser, spot, kind, title, pattern, starts, since, ahead) in enumerate(rows):
        key = uid("gathering series", number)
        since += timedelta(days=2)
        days = dates(
            pattern,
            since=since,
            after=since,
            calendar=CALENDAR,
            until=start + timedelta(days=DAYS - 1),
        )
        held = tuple(
            _meeting(
                rng,
                uuid5(key, day.isoformat()),
                at_hour(day, starts.hour + 2, starts.minute),
                people,
                60,
                start + timedelta(days=DAYS),
            )
            for day in days
        )
        planned.append(
            Repeated(
                uid=key,
                organiser=organiser,
                spot=spot,
                kind=kind,
                title=title,
                pattern=pattern,
                starts=starts,
                since=since,
                ahead=ahead,
                meetings=held,
            )
        )
    return planned
