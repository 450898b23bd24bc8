"""Measures as frozen declarations. Registration happens at import; a duplicate is refused.

Each package declares its own in its `measures.py`:

    OPENED = register(
        Measure(
            key="disputes.opened",
            title=_("Disputes accepted"),
            explain=_("Counted on the day of acceptance, at the unit that accepted."),
            kinds=(events.OPENED.key,),
            count=lambda fact: Count(1, part=str(fact.body["type"])),
        )
    )
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yixian.procedures.language import Choice, Text

KEY_LENGTH = 60
PART_LENGTH = 40

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_measures: dict[str, "Measure"] = {}
_by_kind: dict[str, list["Measure"]] = {}


class DuplicateMeasure(Exception):
    """Two declarations claim the same key."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What a measure may look at of an event: all of it is hashed, none of it can change. `day` is local."""

    kind: str
    at: datetime
    day: date
    unit_id: int | None
    by_id: int | None
    body: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Count:
    """How much an event adds to a measure, or takes off it, and to which part of it."""

    value: int
    part: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A count over the events of `kinds`. `count` is pure: the same fact always counts the same.

    A `stock` counts what is there (+1 when it comes, −1 when it goes); any other measure, what happened.
    `parts` are the labels of its parts. `unit_from` names the key of the body that holds the id of the unit
    to count at; without it, that is the unit of the event.
    """

    key: str
    title: Text
    explain: Text
    kinds: tuple[str, ...]
    count: Callable[[Fact], Count | tuple[Count, ...] | None]
    stock: bool = False
    parts: tuple[Choice, ...] = ()
    unit_from: str = ""

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key) or len(self.key) > KEY_LENGTH:
            raise ValueError(f"{self.key!r} is not of the form package.name")
        if not self.kinds or len(set(self.kinds)) != len(self.kinds):
            raise ValueError(f"{self.key}: kinds of event are missing or named twice")

    def counts(self, fact: Fact) -> tuple[Count, ...]:
        """Return what a fact of one of `kinds` adds, without zeros."""
        found = self.count(fact)
        if found is None:
            return ()
        return tuple(count for count in ((found,) if isinstance(found, Count) else found) if count.value)

    def unit_of(self, fact: Fact) -> int | None:
        """Return the unit that a fact is counted at. Raises `TypeError` when the body holds no id there."""
        if not self.unit_from:
            return fact.unit_id
        unit = fact.body.get(self.unit_from)
        if unit is not None and (isinstance(unit, bool) or not isinstance(unit, int)):
            raise TypeError(f"{self.key}: {self.unit_from} of {fact.kind} must be the id of a unit")
        return unit

    def label(self, part: str) -> Text:
        """Return the label of a part, or the part itself where none is declared."""
        return next((choice.label for choice in self.parts if choice.value == part), part)


def register(measure: Measure) -> Measure:
    """Make a measure known. Raises `DuplicateMeasure` when the key is taken."""
    if measure.key in _measures:
        raise DuplicateMeasure(measure.key)
    _measures[measure.key] = measure
    for kind in measure.kinds:
        _by_kind.setdefault(kind, []).append(measure)
    return measure


def get(key: str) -> Measure:
    """The measure of this key; raises `KeyError` where none is declared."""
    return _measures[key]


def every() -> list[Measure]:
    """All measures, by key."""
    return [_measures[key] for key in sorted(_measures)]


def for_kind(kind: str) -> tuple[Measure, ...]:
    """The measures that count events of a kind."""
    return tuple(_by_kind.get(kind, ()))


def kinds() -> list[str]:
    """Every kind of event that some measure counts."""
    return sorted(_by_kind)
