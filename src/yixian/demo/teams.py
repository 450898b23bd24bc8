"""Leaders' cases and teams of the demonstrated year, played through the real actions among its disputes.

One joint working group takes on long-standing problems and visits households, exactly as many as in the year
2013; every town's livelihood team goes out; banner leaders lead some cases.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import Actor
from yixian.demo.acting import actor_of
from yixian.demo.course import in_office
from yixian.demo.crew import CASES_OPEN, CASES_SETTLED, HEARD, PLANS, RESULTS, Crew, Step, closed_at
from yixian.demo.led import open_case, settled_case
from yixian.demo.plan import DAYS, PlannedDispute
from yixian.demo.tree import uid
from yixian.disputes.enums import RESOLVED
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.places.enums import PLACE_KINDS
from yixian.places.models import Unit
from yixian.teams import actions
from yixian.teams.actions.teams import Call, Trip
from yixian.teams.enums import Came, Capacity, Care, TeamKind, Topic
from yixian.teams.models import Member, Team

PROBLEMS, SETTLED, HOUSEHOLDS = 30, 24, 41
TOURS = 24
"""So many tours a town in the year."""
GROUP = uid("team", "joint")
RETIRED = ("苏和", "格日勒图", "王德福", "其木格", "李永年")
NOTES = ("讲了草畜平衡政策", "帮老人办了医保登记", "和村里一起清了井", "")


@dataclass(frozen=True)
class Picks:
    """Which disputes the teams and the leaders take on."""

    settled: Sequence[PlannedDispute]
    standing: Sequence[PlannedDispute]
    led_settled: Sequence[PlannedDispute]
    led_open: Sequence[PlannedDispute]

    @property
    def every(self) -> dict[UUID, PlannedDispute]:
        """All of them, by id."""
        found = (*self.settled, *self.standing, *self.led_settled, *self.led_open)
        return {each.uid: each for each in found}


def pick(rng: Random, full: Sequence[PlannedDispute], end: datetime) -> Picks:
    """Choose among the disputes of the year: those that took longest, and some that are still open."""
    late = end - timedelta(days=2)
    done = [
        each
        for each in full
        if each.outcome in RESOLVED and (closed := closed_at(each)) and closed < late and len(each.moves) > 2
    ]
    slow = sorted(done, key=lambda each: each.moves[-1].at - each.moves[1].at, reverse=True)
    slow = [each for each in slow if _closed_after(each, timedelta(days=9))]
    led, problems = slow[:CASES_SETTLED], slow[CASES_SETTLED : CASES_SETTLED + 3 * SETTLED]
    still_open = [each for each in full if each.outcome is None and len(each.moves) > 1]
    chosen = sorted(rng.sample(problems, SETTLED), key=lambda each: each.opened)
    oldest = sorted(still_open, key=lambda each: each.moves[-1].at)
    return Picks(
        settled=chosen,
        standing=oldest[: PROBLEMS - SETTLED],
        led_settled=led,
        led_open=oldest[:CASES_OPEN],
    )


def _closed_after(planned: PlannedDispute, least: timedelta) -> bool:
    closed = closed_at(planned)
    return closed is not None and closed - planned.moves[1].at > least


def steps(
    rng: Random, matters: Mapping[UUID, Matter], full: Sequence[PlannedDispute], start: date, end: datetime
) -> Iterator[Step]:
    """Everything that teams and leaders do in the year, each with its time; for the player of the year to sort in.

    `matters` are those raised so far, by the id of the plan; it is looked at when a step is played.
    """
    crew, picks = Crew(matters), pick(rng, full, end)
    yield from _group(crew, rng, picks, start, end)
    yield from _livelihood(crew, rng, start, end)
    turn = 0
    for planned in picks.led_settled:
        yield from settled_case(crew, rng, planned, turn)
        turn += 1
    for planned in picks.led_open:
        yield from open_case(crew, rng, planned, turn, end)
        turn += 1


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _group(crew: Crew, rng: Random, picks: Picks, start: date, end: datetime) -> Iterator[Step]:
    """The joint working group: founded, problems taken on with a visit each, households, results."""
    begun = _at(start + timedelta(days=1), 9)
    yield begun, 0, "found", partial(_found_group, crew, begun)
    number = 0
    for planned in (*picks.settled, *picks.standing):
        number += 1
        taken = max(planned.moves[0].at, begun) + timedelta(minutes=35)
        since = planned.opened.date() - timedelta(days=rng.randint(400, 2900))
        yield (
            taken,
            number,
            "take_on",
            partial(_take_on, crew, planned, taken, since, rng.choice(PLANS), number),
        )
        visited = taken + timedelta(hours=rng.randint(3, 20))
        if visited < end:
            yield (
                visited,
                number,
                "call",
                partial(_call, crew, rng.choice(list(Care)), visited, planned, number),
            )
        closed = closed_at(planned)
        if closed is not None and number <= SETTLED:
            at = max(closed, visited) + timedelta(hours=2)
            yield at, number, "settle", partial(_settle, crew, planned, at, rng.choice(RESULTS))
    for extra in range(HOUSEHOLDS - number):
        at = _at(start + timedelta(days=20 + extra * 28), 10, 10 + extra)
        yield at, extra, "call", partial(_call, crew, Care.HARDSHIP, at, None, extra)


def _found_group(crew: Crew, at: datetime) -> None:
    by, unit = actor_of(crew.chief), crew.chief.unit
    actions.found(
        by=by, at=at, uid=GROUP, kind=TeamKind.JOINT, name="疑难案件联合工作组", unit=unit, since=at.date()
    )
    join = partial(actions.join, by=by, at=at, uid=GROUP, since=at.date())
    join(capacity=Capacity.HEAD, post=crew.chief)
    for post in crew.joined_up():
        join(capacity=Capacity.STAFF, post=post)
    join(capacity=Capacity.DEPUTY, post=crew.posts[Role.DEPUTY][0])
    join(capacity=Capacity.RETIRED, name=RETIRED[-1])


def _take_on(crew: Crew, planned: PlannedDispute, at: datetime, since: date, plan: str, number: int) -> None:
    members = list(Member.objects.filter(team__uid=GROUP).select_related("post__unit", "post__person"))
    actions.take_on(
        by=actor_of(crew.chief),
        at=at,
        uid=crew.matters[planned.uid].uid,
        team=GROUP,
        lead=members[number % len(members)],
        stands_since=since,
        plan=plan,
    )


def _call(crew: Crew, care: Care, at: datetime, planned: PlannedDispute | None, number: int) -> None:
    """A visit to the household of whoever raised a problem, or to one without a matter."""
    villages = [unit for unit in crew.units.values() if unit.kind in PLACE_KINDS]
    village = villages[number * 7 % len(villages)]
    if planned is not None:
        lineage = crew.matter(planned).place.lineage
        village = next(crew.units[pk] for pk in reversed(lineage) if pk in crew.units)
    call = Call(
        day=timezone.localdate(at),
        place=village,
        came=Came.HELPED if care is not Care.VISIT else Came.AGAIN,
        household="" if planned else f"走访户{number}",
        care=[care],
        heard=HEARD[number % len(HEARD)] if planned else "",
    )
    matter = crew.matters[planned.uid].uid if planned else None
    actions.household(by=actor_of(crew.chief), at=at, uid=GROUP, call=call, matter=matter)


def _settle(crew: Crew, planned: PlannedDispute, at: datetime, result: str) -> None:
    actions.settle(by=actor_of(crew.chief), at=at, uid=crew.matters[planned.uid].uid, result=result)


def _livelihood(crew: Crew, rng: Random, start: date, end: datetime) -> Iterator[Step]:
    """Every town's team: its members, and a tour every other week."""
    for nth, town in enumerate(crew.towns):
        own = uid("team", town.code)
        begun = _at(start + timedelta(days=2), 9, nth)
        yield begun, 0, "found", partial(_found_team, crew, town, own, nth, begun)
        villages = [unit for unit in crew.units.values() if town.pk in unit.lineage and unit.pk != town.pk]
        for turn in range(TOURS):
            at = in_office(rng, _at(start + timedelta(days=9 + turn * (DAYS - 12) // TOURS), 16, nth * 7))
            if at >= end:
                continue
            places = rng.sample(villages, rng.choice((1, 1, 2)))
            trip = partial(
                _trip, rng.sample(list(Topic), rng.choice((1, 2))), rng.randint(0, 6), rng.randint(0, 2)
            )
            note = rng.choice(NOTES)
            yield at, turn, "tour", partial(_tour, crew, town, own, turn, at, places, trip, note)


def _trip(
    topics: Sequence[Topic],
    helped: int,
    settled: int,
    *,
    day: date,
    places: Sequence[Unit],
    members: Sequence[Member],
    note: str,
) -> Trip:
    return Trip(
        day=day, places=places, members=members, topics=topics, helped=helped, settled=settled, note=note
    )


def _officer(crew: Crew, town: Unit, turn: int = 0) -> Actor:
    officers = crew.of_town(Role.STATION_OFFICER, town)
    return actor_of(officers[turn % len(officers)])


def _found_team(crew: Crew, town: Unit, own: UUID, nth: int, at: datetime) -> None:
    by = _officer(crew, town)
    actions.found(
        by=by,
        at=at,
        uid=own,
        kind=TeamKind.LIVELIHOOD,
        name=f"{town.name}民生服务队",
        unit=town,
        since=at.date(),
    )
    join = partial(actions.join, by=by, at=at, uid=own, since=at.date())
    for post in crew.of_town(Role.STATION_OFFICER, town)[:3]:
        join(capacity=Capacity.STAFF, post=post)
    for post in crew.of_town(Role.DEPUTY, town)[:2]:
        join(capacity=Capacity.DEPUTY, post=post)
    join(capacity=Capacity.RETIRED, name=RETIRED[nth])


def _tour(
    crew: Crew,
    town: Unit,
    own: UUID,
    turn: int,
    at: datetime,
    places: Sequence[Unit],
    trip: Callable[..., Trip],
    note: str,
) -> None:
    members = list(Team.objects.get(uid=own).members.order_by("pk"))
    went = [members[(turn + n) % len(members)] for n in range(3)]
    actions.tour(
        by=_officer(crew, town, turn),
        at=at,
        uid=own,
        tour_uid=uid("tour", own, turn),
        trip=trip(day=timezone.localdate(at), places=places, members=went, note=note),
    )
