"""Where a term ends: pure arithmetic over days.

A term is one or more stretches, each counted from the last day of the one before: the term itself, then its
extensions. The starting day is not counted (民法典 201). Months and years run to the same-numbered day, or to
the last of the month (民法典 202). Days inside a gap (the term is paused) are not counted.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from yixian.kernel.workdays import ONE_DAY, WorkCalendar
from yixian.rulebook.enums import TermUnit

Gap = tuple[date, date]
"""The first day that is not counted, and the first day that is counted again."""

Amount = tuple[int, TermUnit]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Counted days after ``after``, up to and with ``last``; only worked ones where ``working``."""

    after: date
    last: date
    working: bool


def stretches(
    start: date, amounts: Iterable[Amount], gaps: Sequence[Gap], calendar: WorkCalendar
) -> Iterator[Stretch]:
    """Count each amount from the end of the one before; ``gaps`` are in order and do not overlap."""
    for value, unit in amounts:
        if unit is TermUnit.WORKING_DAYS:
            last = _after_working_days(start, value, gaps, calendar)
        else:
            last = _after_days(start, _calendar_days(start, value, unit), gaps)
        yield Stretch(start, last, unit is TermUnit.WORKING_DAYS)
        start = last


def last_day(counted: date, roll_forward: bool, gaps: Sequence[Gap], calendar: WorkCalendar) -> date:
    """The day on which a term ends whose last counted day is ``counted``.

    Where it rolls, it ends on the first day after that is neither free (民法典 203) nor paused.
    """
    day = counted
    while roll_forward and (calendar.rolls(day) or in_gap(day, gaps)):
        day += ONE_DAY
    return day


def in_gap(day: date, gaps: Sequence[Gap]) -> bool:
    return any(since <= day < until for since, until in gaps)


def later(day: date, value: int, unit: TermUnit) -> date:
    """The same-numbered day so many months or years later (earlier, below 0), or the last day of that month."""
    months = day.month - 1 + value * (12 if unit is TermUnit.YEARS else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _calendar_days(start: date, value: int, unit: TermUnit) -> int:
    return value if unit is TermUnit.DAYS else (later(start, value, unit) - start).days


def _after_days(start: date, n: int, gaps: Sequence[Gap]) -> date:
    day = start + timedelta(days=n)
    for since, until in gaps:
        if since <= day:
            day += max(until - max(since, start + ONE_DAY), timedelta())
    return day


def _after_working_days(start: date, n: int, gaps: Sequence[Gap], calendar: WorkCalendar) -> date:
    day = calendar.add_working_days(start, n)
    for since, until in gaps:
        if since <= day:
            missed = calendar.working_days(max(since - ONE_DAY, start), until - ONE_DAY)
            day = calendar.add_working_days(day, missed) if missed else day
    return day
