"""The petitions of the demonstrated year, as a plan: who raises what, and what is done to it when. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from yixian.demo.course import in_office
from yixian.demo.plan import DAYS
from yixian.demo.tree import Tree, Village, uid
from yixian.demo.words import data, personal_names, phones
from yixian.matters.enums import Channel
from yixian.people.rules import Contact

PETITIONS = 180
CAST_DEPARTMENT = "农牧业局"
JOINT = 6
HANDED = (("offer", 1), ("take", 2))
OPINION = (("accept", 3), ("conclude", 28), ("delivered", 4))
REVIEWED = (*OPINION, ("ask_review", 12), ("review_opinion", 18), ("review_delivered", 3))
TO_THE_END = (
    *REVIEWED,
    ("ask_rereview", 11),
    ("rereview_opinion", 19),
    ("rereview_delivered", 3),
    ("help", 20),
)
COURSES: tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...] = (
    ("appeal", 34, (*OPINION, ("content", 9))),
    ("appeal", 39, (*HANDED, *OPINION, ("content", 12))),
    ("appeal", 16, (*HANDED, *OPINION)),
    ("appeal", 6, (*HANDED, ("accept", 3), ("extend", 40), ("conclude", 30), ("delivered", 3))),
    (
        "appeal",
        5,
        (*HANDED, ("accept", 9), ("supervise", 30), ("comply", 8), ("conclude", 12), ("delivered", 2)),
    ),
    ("appeal", 3, (("offer", 1), ("refuse", 2), ("keep", 2), *OPINION, ("content", 5))),
    ("appeal", 2, (("offer", 1), ("refuse", 2), ("order", 2), *OPINION)),
    ("appeal", 8, REVIEWED),
    ("appeal", 3, TO_THE_END),
    ("appeal", 6, (*HANDED, ("accept", 4), ("settle", 20), ("content", 4))),
    ("appeal", 5, (("accept", 4), ("withdraw", 9))),
    ("appeal", 8, (("decline", 5),)),
    ("suggestion", 13, (("study", 4), ("answer_suggestion", 20), ("content", 5))),
    ("guided", 14, (("guide", 6),)),
    ("duty", 8, (*HANDED, ("examine", 4), ("answer_duty", 30), ("content", 6))),
    ("accusation", 2, (("take_up", 3), ("deal", 45), ("content", 6))),
    ("hidden", 2, (("seal", 4), ("deal", 50))),
)
"""What is raised, how often, and what is done to it, each so many days after the one before."""


RECENT: tuple[tuple[int, str, tuple[tuple[str, int], ...]], ...] = (
    (58, "appeal", (*OPINION, ("ask_review", 8))),
    (26, "appeal", (*HANDED, ("accept", 3))),
    (9, "appeal", HANDED),
    (4, "appeal", (("offer", 1),)),
    (3, "appeal", ()),
    (2, "appeal", ()),
)
"""What is under way at the end of the year: how many days before it, and how far it has come."""


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A petition with all that is going to be done to it. `tale` is what is said in it."""

    uid: UUID
    kind: str
    opened: datetime
    village: Village
    tale: Mapping[str, Any]
    gaps: Mapping[str, object]
    channel: Channel
    raiser: Contact
    people: int
    stops: tuple[tuple[str, datetime], ...]


def planned(rng: Random, tree: Tree, start: date) -> list[Planned]:
    """The petitions of the year from `start` on, in the order in which they are raised. Pure."""
    names, numbers = personal_names(rng), phones(rng)
    courses = [(kind, stops) for kind, count, stops in COURSES for _each in range(count)]
    days = sorted(rng.randint(6, DAYS - 3) for _each in courses)
    rng.shuffle(courses)
    courses += [(kind, stops) for _before, kind, stops in RECENT]
    days += [DAYS - before for before, _kind, _stops in RECENT]
    tales = {
        kind: cycle(data("petitions")[kind])
        for kind in ("appeal", "suggestion", "guided", "duty", "accusation")
    }
    channels = cycle(
        (Channel.LETTER, Channel.WEB, Channel.COUNTER, Channel.LETTER, Channel.WEB, Channel.PHONE)
    )
    found = []
    for number, ((kind, stops), day) in enumerate(zip(courses, days, strict=True)):
        village, recent = rng.choice(tree.villages), number >= len(courses) - len(RECENT)
        morning = datetime.combine(start + timedelta(days=day), time(9, rng.randint(0, 59)))
        opened = in_office(rng, timezone.make_aware(morning))
        gaps = {
            "money": rng.randint(8, 96) * 500,
            "village": village.name,
            "month": (opened.month - 3) % 12 + 1,
        }
        found.append(
            Planned(
                uid=uid("petition", number),
                kind=kind,
                opened=opened,
                village=village,
                tale=_of_the_cast() if recent else next(tales["accusation" if kind == "hidden" else kind]),
                gaps=gaps,
                channel=next(channels),
                raiser=Contact(name=next(names), phone=next(numbers), address=village.name),
                people=rng.randint(6, 40) if number % (PETITIONS // JOINT) == 7 else 1,
                stops=tuple(_dated(rng, opened, stops)),
            )
        )
    return found


def _of_the_cast() -> Mapping[str, Any]:
    """What concerns the department at which one of the cast works."""
    found: Mapping[str, Any] = next(
        each for each in data("petitions")["appeal"] if each["department"] == CAST_DEPARTMENT
    )
    return found


def _dated(
    rng: Random, opened: datetime, stops: tuple[tuple[str, int], ...]
) -> Iterator[tuple[str, datetime]]:
    """When each is done: about so many days after the one before, in office hours."""
    last = opened
    for key, days in stops:
        wished = last + timedelta(days=days * rng.uniform(0.6, 1.1), minutes=rng.randint(20, 200))
        last = in_office(rng, max(wished, last + timedelta(hours=1)))
        yield key, last
