"""Counting everything anew and comparing it with what is kept, in one snapshot."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from yixian.audit.models import Event
from yixian.kernel.snapshot import snapshot
from yixian.measures import declare, rules
from yixian.measures.declare import Fact
from yixian.measures.enums import Span
from yixian.measures.keep import Cell, count, fact_of
from yixian.measures.models import Pending, Tally

Progress = Callable[[int, int], None]
"""Called with the number of events counted and the number to count."""

_CHUNK = 5000
_ORDER = list(Span)
_Sums = Counter[tuple[bool, Span, Cell]]
"""Sums by whether they are of everywhere, by span, and by cell, whose day is the first of the span."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A sum that is not what the events say: over the day, month or year that begins on `day`.

    At a unit, at none (`unit_id` is None), or `everywhere`.
    """

    key: str
    part: str
    unit_id: int | None
    day: date
    kept: int
    right: int
    span: Span = Span.DAY
    everywhere: bool = False


def differences(progress: Progress) -> list[Difference]:
    """Return every sum where tally plus pending is not what the events count, sorted.

    Reads one snapshot, so that writers may go on; memory grows with the number of sums, not of events.
    """
    with snapshot():
        right, kept = _spread(count(_facts(progress))), _kept()
    wrong = [key for key in right.keys() | kept.keys() if right[key] != kept[key]]
    found = [
        Difference(
            *sum_key[2], kept=kept[sum_key], right=right[sum_key], span=sum_key[1], everywhere=sum_key[0]
        )
        for sum_key in wrong
    ]
    return sorted(found, key=_place)


def _place(d: Difference) -> tuple[object, ...]:
    return d.key, d.part, d.everywhere, d.unit_id or 0, _ORDER.index(d.span), d.day


def _facts(progress: Progress) -> Iterator[Fact]:
    events = Event.objects.filter(kind__in=declare.kinds())
    total = events.count()
    rows = events.values_list("kind", "at", "unit_id", "by_id", "body").iterator(chunk_size=_CHUNK)
    for done, row in enumerate(rows):
        if done % _CHUNK == 0:
            progress(done, total)
        yield fact_of(*row)
    progress(total, total)


def _kept() -> _Sums:
    """Return the tallies as they will be once everything pending is added up."""
    by = ("measure", "part", "unit_id", "day")
    waiting = Counter[Cell]()
    for *cell, value in Pending.objects.values_list(*by).annotate(total=Sum("value")).iterator(_CHUNK):
        waiting[tuple(cell)] = int(value)
    found = _spread(waiting)
    rows = Tally.objects.values_list("everywhere", "span", "measure", "part", "unit_id", "start", "value")
    for everywhere, span, *cell, value in rows.iterator(_CHUNK):
        found[everywhere, Span(span), tuple(cell)] += value
    return found


def _spread(cells: Counter[Cell]) -> _Sums:
    """Return sums by day, month and year, of every unit and of everywhere, of sums by unit and day."""
    found: _Sums = Counter()
    for (key, part, unit_id, day), value in cells.items():
        for span in Span:
            start = rules.start(day, span)
            found[False, span, (key, part, unit_id, start)] += value
            found[True, span, (key, part, None, start)] += value
    return found
