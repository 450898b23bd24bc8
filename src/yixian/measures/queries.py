"""Reading figures. Each is one statement, so that no folding can come between tallies and what is pending.

`units` is None for all (a few rows, however many units), a sequence of ids, or a QuerySet of ids. `until` is exclusive throughout.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import Any, Literal

from django.db.models import BigIntegerField, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from yixian.audit.models import Event
from yixian.measures import declare, rules
from yixian.measures.declare import Count, Measure
from yixian.measures.enums import Span
from yixian.measures.keep import ZONE, fact_of
from yixian.measures.models import Pending, Tally

Units = Sequence[int] | QuerySet[Any, Any] | None

_CHUNK = 500


def figure(key: str, units: Units, since: date, until: date, part: str | None = None) -> int:
    """Return the sum of a measure, or of one part of it, over units and days."""
    found = _sums([key], units, rules.pieces(since, until), "measure", part=part)
    return sum(int(row[-1]) for row in found)


def figures(keys: Sequence[str], units: Units, since: date, until: date) -> dict[str, dict[str, int]]:
    """Return for every key its sums by part, without parts that never counted."""
    found: dict[str, dict[str, int]] = {key: {} for key in keys}
    for key, part, value in _sums(keys, units, rules.pieces(since, until), "measure", "part"):
        found[key][part] = found[key].get(part, 0) + int(value)
    return found


def stock(key: str, units: Units, on: date, part: str | None = None) -> int:
    """Return what is there at the end of a day: the sum of all up to it."""
    return figure(key, units, date.min, _next(on), part)


def stocks(keys: Sequence[str], units: Units, on: date) -> dict[str, dict[str, int]]:
    """Return for every key, by part, what is there at the end of a day."""
    return figures(keys, units, date.min, _next(on))


def standing(keys: Sequence[str], units: Units, since: date, until: date) -> dict[str, dict[str, int]]:
    """Return for every key, by part, what a reader is to see of a time: what happened in it; of a stock, its end.

    Two statements.
    """
    found = figures([key for key in keys if not declare.get(key).stock], units, since, until)
    there = figures([key for key in keys if declare.get(key).stock], units, date.min, until)
    return {key: {part: value for part, value in (found | there)[key].items() if value} for key in keys}


def by_unit(key: str, units: Units, since: date, until: date) -> dict[int | None, int]:
    """Return the sum of a measure for every unit where it is not zero; None is the unit of what has none."""
    found: dict[int | None, int] = {}
    for unit_id, value in _sums([key], units, rules.pieces(since, until), "unit_id"):
        found[unit_id] = found.get(unit_id, 0) + int(value)
    return {unit_id: value for unit_id, value in found.items() if value}


def series(
    key: str, units: Units, since: date, until: date, step: Literal["day", "month"] = "day"
) -> list[tuple[date, int]]:
    """Return a value for the first day of each step, zeros included; of a stock, what is there at its end.

    The first and the last month count only the days asked for.
    """
    span = Span.MONTH if step == "month" else Span.DAY
    is_stock = declare.get(key).stock
    before = rules.pieces(date.min, since) if is_stock else []
    values = dict.fromkeys(_steps(since, until, span), 0)
    start = 0
    for day, value in _sums([key], units, [*before, *rules.pieces(since, until, span)], "day"):
        if day < since:
            start += int(value)
        else:
            values[rules.start(day, span)] += int(value)
    if not is_stock:
        return list(values.items())
    return list(zip(values, list(accumulate(values.values(), initial=start))[1:], strict=True))


def records(
    key: str,
    units: Units,
    since: date,
    until: date,
    part: str | None = None,
    *,
    after_id: int | None = None,
    limit: int | None = None,
    newest_first: bool = False,
) -> Iterator[Event]:
    """Give the events that a figure counts, by id after the one of `after_id`, at most `limit`.

    A statement for every 500 read. With `newest_first` ids run down.

    What only moves from one part to another changes the figures of both, and not that of all.
    """
    measure = declare.get(key)
    found = _candidates(measure, units, since, until).order_by("-id" if newest_first else "id")
    beyond = "id__lt" if newest_first else "id__gt"
    left = limit
    while left is None or left > 0:
        rows = found if after_id is None else found.filter(**{beyond: after_id})
        chunk = list(rows[:_CHUNK])
        shown = [event for event in chunk if counted(measure, event, part)][:left]
        yield from shown
        if len(chunk) < _CHUNK:
            return
        after_id = chunk[-1].pk
        left = None if left is None else left - len(shown)


def counted(measure: Measure, event: Event, part: str | None = None) -> int:
    """How much an event of one of its kinds adds to a measure, or to one part of it."""
    return sum(count.value for count in _found(measure, event) if part is None or count.part == part)


def _sums(
    keys: Sequence[str],
    units: Units,
    pieces: Sequence[rules.Piece],
    *by: Literal["measure", "part", "unit_id", "day"],
    part: str | None = None,
) -> QuerySet[Any, Any]:
    """Sum by some columns: rows of tallies, then rows of what is pending, each with its sum at the end."""
    for key in keys:
        declare.get(key)
    spans, days = Q(pk__in=[]), Q(pk__in=[])
    for piece in pieces:
        spans |= Q(span=piece.span, start__gte=piece.first, start__lt=piece.end)
        days |= Q(day__gte=piece.first, day__lt=piece.end)
    which = Q(measure__in=keys)
    if part is not None:
        which &= Q(part=part)
    if units is not None:
        which &= Q(unit_id__in=units)
    where = Q(everywhere=False)
    if units is None and "unit_id" not in by:
        where = Q(everywhere=True, unit_id__isnull=True)
    columns = ["start" if column == "day" else column for column in by]
    kept = Tally.objects.filter(which & where & spans).values_list(*columns).annotate(total=Sum("value"))
    waiting = Pending.objects.filter(which & days).values_list(*by).annotate(total=Sum("value"))
    return kept.union(waiting, all=True)


def _candidates(measure: Measure, units: Units, since: date, until: date) -> QuerySet[Event]:
    found = Event.objects.filter(kind__in=measure.kinds)
    if since > date.min:
        found = found.filter(at__gte=_midnight(since))
    if until < date.max:
        found = found.filter(at__lt=_midnight(until))
    if units is None:
        return found
    if not measure.unit_from:
        return found.filter(unit_id__in=units)
    unit = Cast(KeyTextTransform(measure.unit_from, "body"), BigIntegerField())
    return found.alias(counted_at=unit).filter(counted_at__in=units)


def _found(measure: Measure, event: Event) -> tuple[Count, ...]:
    return measure.counts(fact_of(event.kind, event.at, event.unit_id, event.by_id, event.body))


def _steps(since: date, until: date, span: Span) -> Iterator[date]:
    day = rules.start(since, span)
    while day < until:
        yield day
        day = rules.after(day, span)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZONE)


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day
