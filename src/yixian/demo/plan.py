"""The disputes of the demonstrated year, as a plan: who raises what where, how it runs, how it ends. Pure.

Exactly as many are accepted and resolved as in the year 2013. Resolved are those that end by agreement, direct
reply or village resolution, all of them reviewed and closed within the year; what is guided elsewhere, refused,
withdrawn or still open is not among them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from yixian.demo import course, land, tale
from yixian.demo.course import SENT_BACK, WEIGHTS, Nature, PlannedMove
from yixian.demo.tale import Tale
from yixian.demo.tree import TOWNS, Tree, Village
from yixian.demo.words import personal_names, phones
from yixian.disputes.enums import GUIDED, Outcome
from yixian.disputes.procedures import LADDER
from yixian.kernel.ids import uuid7
from yixian.matters.enums import Channel
from yixian.people.rules import Contact
from yixian.places.enums import UnitKind

ACCEPTED, RESOLVED = 1062, 993
GUIDED_TO = {Outcome.LITIGATION: 14, Outcome.ARBITRATION: 9, Outcome.ADMINISTRATIVE_RULING: 6}
ENDED_BY = {Outcome.WITHDRAWN: 9, Outcome.REFUSED: 4, Outcome.FAILED: 3}
STILL_OPEN = ACCEPTED - RESOLVED - sum(GUIDED_TO.values()) - sum(ENDED_BY.values())
UNREVIEWED = 4
"""Of those guided elsewhere, the newest, whose review is still awaited."""

DAYS = 365
QUIET = 8
"""Days at the beginning without a new dispute, so that in the days after building the last twelve months still
hold the whole year.
"""
ZONE = ZoneInfo("Asia/Shanghai")
SEASONS = (80, 70, 110, 130, 125, 110, 100, 100, 105, 110, 95, 85)
"""How much comes in each month: most when stock goes out in spring, and when it is sold in autumn."""
CHANNELS = {
    Channel.COUNTER: 30,
    Channel.FIELD: 25,
    Channel.PHONE: 17,
    Channel.SCREENING: 15,
    Channel.WEB: 9,
    Channel.LETTER: 2,
    Channel.HANDED_OVER: 2,
}
OPEN_AT = ("station", "room", "reception_centre", "room", "station", "assembly", "room", "town_meeting")
"""Where the open ones stand, dealt out in turn; those of the last week are at the room."""
FRESH_DAYS = 6

REPLY, RESOLUTION, WRITTEN = 0.16, 0.30, 0.70
"""How often a dispute of a kind that lends itself to it ends by direct reply, or by village resolution, and an agreement is put
into writing.
"""


@dataclass(frozen=True, kw_only=True)
class PlannedDispute:
    """A dispute with its whole history. `place` is a grid, or the village where it is not known more closely."""

    uid: UUID
    opened: datetime
    channel: Channel
    category: str
    headline: str
    story: str
    village: UUID
    place: UUID
    lon: float | None
    lat: float | None
    raiser: Contact | None
    others: tuple[Contact, ...]
    outcome: Outcome | None
    moves: tuple[PlannedMove, ...]


@dataclass
class _Seed:
    opened: datetime
    village: Village
    kind: dict[str, Any]
    outcome: Outcome | None = None
    open: bool = False
    stands: str = "room"
    reviewed: bool = field(default=True)


def disputes(rng: Random, tree: Tree, start: date) -> list[PlannedDispute]:
    """Return the disputes of the year from `start` on, in the order in which they are raised."""
    end = datetime.combine(start + timedelta(days=DAYS), time(0), ZONE)
    seeds = _seeds(rng, tree, start, end)
    old = [seed for seed in seeds if seed.open and (end - seed.opened).days > FRESH_DAYS]
    for seed, step in zip(old, cycle(OPEN_AT), strict=False):
        seed.stands = step
    _decide_fates(rng, seeds)
    names, numbers = personal_names(rng), phones(rng)
    return [_planned(rng, tree, seed, end, names, numbers) for seed in seeds]


def _seeds(rng: Random, tree: Tree, start: date, end: datetime) -> list[_Seed]:
    days = [start + timedelta(days=n) for n in range(QUIET, DAYS - 6)]
    lots = [SEASONS[day.month - 1] * (1.0 if day.weekday() < 5 else 0.25) for day in days]
    busy = [len(village.grids) * rng.gammavariate(2.2, 1.0) + 0.6 for village in tree.villages]
    opened = [_hour(rng, day) for day in rng.choices(days, lots, k=ACCEPTED - STILL_OPEN)]
    opened += [_hour(rng, (end - timedelta(days=_age(rng))).date()) for _ in range(STILL_OPEN)]
    places = rng.choices(tree.villages, busy, k=ACCEPTED)
    chosen = [_kind(rng, village) for village in places]
    seeds = [_Seed(*each) for each in zip(opened, places, chosen, strict=True)]
    for seed in seeds[-STILL_OPEN:]:
        seed.open = True
    return sorted(seeds, key=lambda seed: seed.opened)


def _kind(rng: Random, village: Village) -> dict[str, Any]:
    """A kind of dispute that arises in such a place."""
    kinds = [kind for kind in tale.kinds() if kind.get("only", village.kind) == village.kind]
    (chosen,) = rng.choices(kinds, [kind["share"] for kind in kinds])
    return chosen


def _age(rng: Random) -> int:
    """How many days ago an open dispute was raised: mostly lately, a few long ago."""
    return 2 + int(rng.expovariate(1 / 22)) % 75


def _hour(rng: Random, day: date) -> datetime:
    """A time of the day, most of them in office hours; two never fall on the same second."""
    minute = rng.randint(510, 1050) if rng.random() < 0.85 else rng.randint(390, 1290)
    return datetime.combine(
        day, time(minute // 60, minute % 60, rng.randint(0, 59), rng.randint(0, 999999)), ZONE
    )


def _decide_fates(rng: Random, seeds: Sequence[_Seed]) -> None:
    left = [seed for seed in seeds if not seed.open]
    rng.shuffle(left)
    for outcome, count in GUIDED_TO.items():
        fitting = [seed for seed in left if outcome.value in seed.kind["exits"]][:count]
        for seed in fitting:
            seed.outcome = outcome
        left = [seed for seed in left if seed.outcome is None]
    for outcome, count in ENDED_BY.items():
        for _ in range(count):
            left.pop().outcome = outcome
    for seed in left:
        seed.outcome = _resolved_by(rng, seed.kind["exits"])
    for seed in [seed for seed in seeds if seed.outcome in GUIDED][-UNREVIEWED:]:
        seed.reviewed = False


def _resolved_by(rng: Random, exits: Sequence[str]) -> Outcome:
    if Outcome.VILLAGE_RESOLUTION.value in exits and rng.random() < RESOLUTION * 0.4:
        return Outcome.VILLAGE_RESOLUTION
    if Outcome.DIRECT_REPLY.value in exits and rng.random() < REPLY:
        return Outcome.DIRECT_REPLY
    return Outcome.WRITTEN if rng.random() < WRITTEN else Outcome.ORAL


def _nature(rng: Random, seed: _Seed, told: Tale) -> Nature:
    ends_at = _last_step(rng, seed)
    protected = (
        seed.kind["code"] in tale.VIOLENCE_KINDS and told.headline == "夫妻为琐事争吵" and rng.random() < 0.4
    )
    if protected and ends_at in course.MEETINGS:
        ends_at = "station"
    return Nature(
        ends_at=ends_at,
        outcome=seed.outcome,
        protected=protected,
        at_once=LADDER.index(ends_at) >= LADDER.index("station") and rng.random() < 0.12,
        sent_back=seed.reviewed and rng.random() < SENT_BACK,
        reviewed=seed.reviewed,
    )


def _last_step(rng: Random, seed: _Seed) -> str:
    """Where a dispute ends, or stands; a village resolves in the village."""
    if seed.open:
        return seed.stands
    if seed.outcome is Outcome.VILLAGE_RESOLUTION:
        return rng.choice(("room", "assembly", "assembly"))
    if seed.outcome in GUIDED:
        return rng.choice(("room", "station", "station", "reception_centre"))
    (step,) = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))
    return step


def _planned(
    rng: Random, tree: Tree, seed: _Seed, end: datetime, names: Iterator[str], numbers: Iterator[str]
) -> PlannedDispute:
    village = seed.village
    other = next(names)
    told = tale.tell(rng, seed.kind, other, village.name, seed.opened)
    (channel,) = rng.choices(list(CHANNELS), list(CHANNELS.values()))
    grid = rng.choice(village.grids)
    located = rng.random() < 0.7
    point = land.spot(rng, tree.land, grid.cells) if located else (None, None)
    anonymous = channel is Channel.WEB and rng.random() < 0.25
    home = f"{TOWNS[village.town][0]}{village.name}{'' if village.kind == UnitKind.COMMUNITY else rng.choice('一二三四五六') + '社'}"
    raiser = None if anonymous else Contact(name=next(names), phone=next(numbers), address=home)
    known = rng.random() < 0.6
    return PlannedDispute(
        uid=uuid7(seed.opened, rng.randbytes(8)),
        opened=seed.opened,
        channel=channel,
        category=told.kind,
        headline=told.headline,
        story=told.story,
        village=village.uid,
        place=grid.uid if located or rng.random() < 0.5 else village.uid,
        lon=point[0],
        lat=point[1],
        raiser=raiser,
        others=(Contact(name=other, phone=next(numbers) if known else "", address=home if known else ""),),
        outcome=seed.outcome,
        moves=tuple(_moves(rng, seed, told, end)),
    )


def _moves(rng: Random, seed: _Seed, told: Tale, end: datetime) -> Iterator[PlannedMove]:
    nature = _nature(rng, seed, told)
    way = course.stops(rng, nature)
    times = course.dated(rng, way, seed.opened, end)
    closed = way[-1].key in ("content", "refuse", "withdraw")
    visited = times[-1] + timedelta(days=rng.uniform(*course.DWELL["closed"]))
    if closed and visited + timedelta(days=4) < end:
        way, times = [*way, course.visit()], [*times, course.in_office(rng, visited)]
    back = False
    for stop, at in zip(way, times, strict=True):
        given = tale.supply(rng, told, nature, stop, at, back)
        back = back or stop.key == "not_content"
        yield PlannedMove(key=stop.key, step=stop.step, at=at, mover=stop.mover, given=given)
