"""What is brought to the specialised bodies in the demonstrated year, as a plan. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.demo.course import in_office
from yixian.demo.plan import DAYS
from yixian.demo.tree import Tree, Village, uid
from yixian.demo.words import data, personal_names, phones
from yixian.people.rules import Contact

QUIET = 10
"""Days at the beginning without a new matter."""
Way = tuple[tuple[str, float], ...]
"""Moves, each with the days since the one before."""

PREPARED: Way = (("accept", 1.2), ("serve", 1.5), ("defend", 5.0))
AWARDED: Way = (*PREPARED, ("call", 3.0), ("award", 19.0), ("deliver", 1.0))
STATED: Way = (*PREPARED, ("try_mediation", 1.5), ("agree", 5.0), ("content", 2.5))
COURSES: dict[str, tuple[tuple[int, Way], ...]] = {
    "land_arbitration": (
        (8, (*AWARDED, ("visited", 56.0))),
        (7, (*STATED, ("performed", 20.0))),
        (2, (("accept", 1.2), ("withdraw", 6.0), ("visited", 24.0))),
        (1, (("not_accept", 2.0),)),
    ),
    "labour_arbitration": (
        (7, (*AWARDED, ("sued", 5.0))),
        (7, (("mediate_first", 1.0), ("agree", 6.0), ("content", 2.0), ("performed", 12.0))),
        (4, (*STATED, ("performed", 15.0))),
    ),
    "traffic_mediation": (
        (9, (("accept", 1.0), ("begin", 12.0), ("agree", 4.0), ("content", 2.0), ("performed", 10.0))),
        (3, (("accept", 1.0), ("begin", 9.0), ("exit_failed", 6.0), ("visited", 28.0))),
        (2, (("accept", 1.0), ("exit_litigation", 8.0), ("visited", 28.0))),
    ),
    "medical_mediation": (
        (4, (("accept", 1.5), ("agree", 22.0), ("content", 3.0), ("performed", 12.0))),
        (
            2,
            (
                ("accept", 1.5),
                ("appraisal", 6.0),
                ("resume", 21.0),
                ("agree", 12.0),
                ("content", 3.0),
                ("performed", 15.0),
            ),
        ),
        (1, (("accept", 1.5), ("visited", 72.0))),
        (1, (("accept", 1.5), ("refuse", 9.0), ("visited", 22.0))),
    ),
    "police_mediation": (
        (8, (("accept", 0.8), ("agree", 4.0), ("content", 1.5), ("performed", 4.0))),
        (2, (("accept", 0.8), ("exit_failed", 7.0), ("visited", 28.0))),
    ),
}
"""How many matters of a body go which way; a clock that runs out moves the others on."""
SPECIAL: tuple[tuple[str, str, Way], ...] = (
    ("labour_arbitration", "refused", (("not_accept", 2.0),)),
    ("police_mediation", "grave", (("exit_police", 1.0), ("visited", 26.0))),
)


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A matter brought to a body directly, with its whole history."""

    uid: UUID
    procedure: str
    opened: datetime
    category: str
    headline: str
    story: str
    terms: str
    money: int
    place: UUID
    raiser: Contact
    other: Contact
    online: bool
    moves: tuple[tuple[str, datetime], ...]


def brought(rng: Random, tree: Tree, start: date) -> list[Brought]:
    """Return what is brought to the bodies in the year from `start` on, in order."""
    names, numbers = personal_names(rng), phones(rng)
    seeds = [
        (key, rng.choice(data("bodies")[key]["stories"]), way)
        for key, ways in COURSES.items()
        for count, way in ways
        for _each in range(count)
    ]
    seeds += [(key, data("bodies")[key][name], way) for key, name, way in SPECIAL]
    found = []
    for number, (key, story, way) in enumerate(seeds):
        day = start + timedelta(days=rng.randrange(QUIET, DAYS - 2))
        opened = in_office(rng, timezone.make_aware(datetime.combine(day, time(9, rng.randrange(60)))))
        village: Village = rng.choice(tree.villages)
        money = rng.randrange(6, 180) * 100
        other = next(names)
        found.append(
            Brought(
                uid=uid("brought", str(number)),
                procedure=key,
                opened=opened,
                category=story["code"],
                headline=story["head"],
                story=story["text"].format_map({"other": other, "money": money}),
                terms=story["terms"].format_map({"other": other, "money": money}),
                money=money,
                place=rng.choice(village.grids).uid,
                raiser=Contact(name=next(names), phone=next(numbers), address=""),
                other=Contact(name=other, phone=next(numbers), address=""),
                online=rng.random() < 0.35,
                moves=tuple(_dated(rng, opened, way)),
            )
        )
    return sorted(found, key=lambda each: each.opened)


def _dated(rng: Random, opened: datetime, way: Way) -> Iterator[tuple[str, datetime]]:
    at = opened
    for key, days in way:
        at = max(in_office(rng, at + timedelta(days=days * rng.uniform(0.9, 1.1))), at + timedelta(minutes=9))
        yield key, at
