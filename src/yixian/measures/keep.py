"""Counting events, in the transaction that records them.

append(events)
keep(events)           # one statement, none when nothing counts
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from yixian.audit.models import Event
from yixian.audit.record import NoTransaction
from yixian.measures import declare
from yixian.measures.declare import Fact
from yixian.measures.models import Pending

Cell = tuple[str, str, int | None, date]
"""Key of the measure, part, unit, day."""

ZONE = ZoneInfo("Asia/Shanghai")
"""Days begin here, whatever the settings say: a count that is kept stays where it was put."""


def keep(events: Sequence[Event]) -> None:
    """Keep what events count. One INSERT, none when nothing counts. Raises `NoTransaction` outside one."""
    if not connection.in_atomic_block:
        raise NoTransaction("counts are kept in the transaction of their events")
    rows = [
        Pending(measure=key, part=part, unit_id=unit_id, day=day, value=value)
        for (key, part, unit_id, day), value in counts_of(events).items()
    ]
    if rows:
        Pending.objects.bulk_create(rows)


def counts_of(events: Iterable[Event]) -> Counter[Cell]:
    """Return what events count, without zeros. What a loader gives to `load`, `keep` keeps."""
    return count(fact_of(e.kind, e.at, e.unit_id, e.by_id, e.body) for e in events)


def count(facts: Iterable[Fact]) -> Counter[Cell]:
    """Return what facts count, without zeros; memory grows with the number of cells only."""
    found = Counter[Cell]()
    for fact in facts:
        for measure in declare.for_kind(fact.kind):
            for each in measure.counts(fact):
                found[measure.key, each.part, measure.unit_of(fact), fact.day] += each.value
    return Counter({cell: value for cell, value in found.items() if value})


def fact_of(kind: str, at: datetime, unit_id: int | None, by_id: int | None, body: dict[str, object]) -> Fact:
    """Return what a measure may look at of an event with these columns."""
    return Fact(kind, at, at.astimezone(ZONE).date(), unit_id, by_id, body)
