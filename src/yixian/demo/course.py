"""How a dispute of the demonstration runs: which moves it makes, and when. Pure.

The moves are those of the declared procedure, so that the engine, or anything that does as it does, can make
every one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from yixian.disputes.enums import AGREED, ENDED, Outcome
from yixian.disputes.procedures import LADDER
from yixian.procedures.enums import Mover

WEIGHTS = {
    "room": 580,
    "assembly": 100,
    "station": 190,
    "town_meeting": 60,
    "reception_centre": 50,
    "banner_meeting": 20,
}
"""Of a thousand disputes, how many end at each step: small ones in the village, large ones in the town."""
DWELL = {
    "accept": (0.1, 2.0),
    "room": (0.6, 7.5),
    "assembly": (1.5, 4.3),
    "station": (1.5, 6.5),
    "town_meeting": (1.5, 4.3),
    "reception_centre": (2.0, 5.5),
    "banner_meeting": (1.5, 4.5),
    "review": (0.2, 7.0),
    "closed": (18.0, 30.4),
}
"""Shortest and longest stay at a step, in days."""
MEETINGS = ("assembly", "town_meeting", "banner_meeting")
SENT_BACK = 0.05
OPENING, CLOSING = (8, 40), (17, 20)
"""Hours of the office."""


@dataclass(frozen=True, kw_only=True)
class Nature:
    """What decides the way of a dispute: where it ends, how, and what makes it special.

    `outcome` None means that it is still open; `at_once` that it is taken to the station directly.
    """

    ends_at: str
    outcome: Outcome | None
    protected: bool = False
    at_once: bool = False
    sent_back: bool = False
    reviewed: bool = True


@dataclass(frozen=True, kw_only=True)
class PlannedMove:
    """A move by its key in the procedure, when and by whom it is made, and what is supplied with it."""

    key: str
    step: str
    at: datetime
    mover: Mover
    given: Mapping[str, object]


@dataclass(frozen=True)
class Stop:
    """A move not yet dated: its key, the step that it leaves, its mover."""

    key: str
    step: str
    mover: Mover = Mover.OFFICER


def stops(rng: Random, nature: Nature) -> list[Stop]:
    """The moves of a dispute, in order, without the return visit."""
    way = [Stop("accept_at_station" if nature.at_once else "accept", "registered")]
    step = "station" if nature.at_once else "room"
    while step != nature.ends_at:
        following = LADDER[LADDER.index(step) + 1]
        can_pass = following in ("assembly", "town_meeting") and following != nature.ends_at
        passed = can_pass and (nature.protected or rng.random() < 0.72)
        way.append(Stop(f"pass_{following}" if passed else f"climb_{step}", step))
        step = LADDER[LADDER.index(step) + (2 if passed else 1)]
    if nature.outcome is None:
        return way
    return [*way, *_ending(rng, nature, step)]


def visit() -> Stop:
    """The return visit."""
    return Stop("visited", "closed")


def dated(rng: Random, way: list[Stop], opened: datetime, end: datetime) -> list[datetime]:
    """When each move is made: after plausible stays, in office hours where there is room, all before `end`."""
    stays = [rng.uniform(*DWELL["accept" if stop.step == "registered" else stop.step]) for stop in way]
    room = (end - opened) / timedelta(days=1)
    share = min(1.0, room * 0.9 / sum(stays))
    times: list[datetime] = []
    last = opened
    clock = opened
    for stay in stays:
        clock += timedelta(days=stay * share)
        at = in_office(rng, clock)
        last = at if last < at < end else max(clock, last + timedelta(minutes=7))
        times.append(last)
    return times


def in_office(rng: Random, at: datetime) -> datetime:
    """The same time if it is in office hours of a weekday, else one in the next ones; whole minutes."""
    day = at
    while day.weekday() >= 5 or (day.date() == at.date() and (at.hour, at.minute) >= CLOSING):
        day += timedelta(days=1)
    if day.date() == at.date() and (at.hour, at.minute) >= OPENING:
        return at.replace(second=0, microsecond=0)
    return day.replace(hour=rng.randint(9, 16), minute=rng.randint(0, 59), second=0, microsecond=0)


def _ending(rng: Random, nature: Nature, step: str) -> list[Stop]:
    outcome = nature.outcome
    if outcome in ENDED:
        return [
            Stop("withdraw", step, Mover.RAISER) if outcome is Outcome.WITHDRAWN else Stop("refuse", step)
        ]
    answer = Stop("agree" if outcome in AGREED else f"exit_{outcome}", step)
    reviewer = Mover.RAISER if rng.random() < 0.55 else Mover.OFFICER
    way = [answer]
    if nature.sent_back:
        way += [Stop("not_content", "review", reviewer), answer]
    return [*way, Stop("content", "review", reviewer)] if nature.reviewed else way
