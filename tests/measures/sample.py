"""Three kinds of event, four measures over them, and a way to record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from yixian.audit import registry
from yixian.audit.models import Chain, Event
from yixian.audit.record import append, compose
from yixian.audit.registry import EventKind
from yixian.measures import declare
from yixian.measures.declare import Count, Fact, Measure
from yixian.measures.keep import Cell, keep
from yixian.procedures.language import Choice

LOST = EventKind(key="sheep.lost", sentence="lost")
FOUND = EventKind(key="sheep.found", sentence="found")
SHORN = EventKind(key="sheep.shorn", sentence="shorn")
KINDS = (LOST, FOUND, SHORN)

NOON = datetime(2013, 1, 1, 4, tzinfo=UTC)
"""Noon of the first day at the banner."""


def _by_colour(fact: Fact) -> Count:
    return Count(1, part=str(fact.body["colour"]))


def _coming_and_going(fact: Fact) -> Count:
    return Count(1 if fact.kind == LOST.key else -1)


def _wool(fact: Fact) -> tuple[Count, ...] | None:
    kilos = fact.body.get("kilos")
    if not isinstance(kilos, int):
        return None
    return Count(kilos, part="kilos"), Count(kilos % 2, part="odd")


MEASURES = (
    Measure(
        key="sheep.lost",
        title="Sheep lost",
        explain="By colour.",
        kinds=(LOST.key,),
        count=_by_colour,
        parts=(Choice(value="white", label="White sheep"),),
    ),
    Measure(
        key="sheep.missing",
        title="Sheep missing",
        explain="Lost and not yet found.",
        kinds=(LOST.key, FOUND.key),
        count=_coming_and_going,
        stock=True,
    ),
    Measure(key="sheep.wool", title="Wool", explain="Kilos.", kinds=(SHORN.key,), count=_wool),
    Measure(
        key="sheep.lost_at",
        title="Sheep lost at a pasture",
        explain="At the pasture, not at whoever wrote it down.",
        kinds=(LOST.key,),
        count=lambda fact: Count(1),
        unit_from="pasture",
    ),
)


@dataclass(frozen=True)
class Happening:
    """An event to be: days after the first, unit, and the rest."""

    kind: EventKind
    day: int = 0
    unit: int | None = 1
    colour: str = "white"
    kilos: int | None = None
    pasture: int | None = None

    @property
    def at(self) -> datetime:
        return NOON + timedelta(days=self.day)

    @property
    def body(self) -> Mapping[str, object]:
        return {"colour": self.colour, "kilos": self.kilos, "pasture": self.pasture}


def only_sheep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count these measures and no others."""
    monkeypatch.setattr(registry, "_kinds", {kind.key: kind for kind in KINDS})
    monkeypatch.setattr(declare, "_measures", {})
    monkeypatch.setattr(declare, "_by_kind", {})
    for measure in MEASURES:
        declare.register(measure)


def compose_all(happenings: Sequence[Happening], stream: str = "sheep") -> list[Event]:
    """The next events of a new stream, not stored."""
    chain = Chain(stream=stream)
    return [
        compose(subject=chain, stream=stream, kind=h.kind, at=h.at, unit_id=h.unit, body=h.body)
        for h in happenings
    ]


def record(happenings: Sequence[Happening], stream: str = "sheep") -> list[Event]:
    """Record and count them as an action would."""
    events = compose_all(happenings, stream)
    with transaction.atomic():
        append(events)
        keep(events)
    return events


def naive(happenings: Sequence[Happening]) -> dict[Cell, int]:
    """What should be counted, written down plainly."""
    found: dict[Cell, int] = {}

    def add(key: str, part: str, unit: int | None, day: date, value: int) -> None:
        found[key, part, unit, day] = found.get((key, part, unit, day), 0) + value

    for h in happenings:
        day = date(2013, 1, 1) + timedelta(days=h.day)
        if h.kind is LOST:
            add("sheep.lost", h.colour, h.unit, day, 1)
            add("sheep.missing", "", h.unit, day, 1)
            add("sheep.lost_at", "", h.pasture, day, 1)
        elif h.kind is FOUND:
            add("sheep.missing", "", h.unit, day, -1)
        elif h.kilos is not None:
            add("sheep.wool", "kilos", h.unit, day, h.kilos)
            add("sheep.wool", "odd", h.unit, day, h.kilos % 2)
    return found
