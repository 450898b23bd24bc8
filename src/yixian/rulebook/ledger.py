"""The deadline ledger: how a due date came about, day by day and in one sentence."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.kernel.workdays import DayKind, WorkCalendar
from yixian.rulebook.counting import in_gap
from yixian.rulebook.terms import Clock, due_date
from yixian.rulebook.words import amount, day_text, language, source_text, weekday_text


@dataclass(frozen=True, slots=True)
class LedgerDay:
    """One day of a term. ``counted`` is its running number, None where it does not count.

    ``extension`` marks days after the original term, ``rolled`` the days passed over and the day reached
    because a term does not end on a free day.
    """

    day: date
    kind: DayKind
    name: str
    counted: int | None = None
    paused: bool = False
    extension: bool = False
    rolled: bool = False
    provisional: bool = False
    due: bool = False


def days(clock: Clock, calendar: WorkCalendar) -> list[LedgerDay]:
    """The days from the starting day to the last day, as `calendar` has them.

    While the clock is paused: to the first day of that pause.
    """
    if clock.paused:
        since = clock.pauses[-1].since
        running = takewhile(lambda each: each.day < since, _walk(clock, calendar))
        return [*running, replace(_day(since, calendar), paused=True)]
    *before, last = _walk(clock, calendar)
    return [*before, replace(last, due=True)]


def sentence(clock: Clock, calendar: WorkCalendar) -> str:
    """One line: the term, from when, by which clause, what was paused and added, and the last day."""
    clock = clock.recomputed(calendar)
    parts = [_begin(clock), *_changes(clock), *_end(clock, calendar)]
    return _("; ").join(parts)


def _begin(clock: Clock) -> str:
    return _("%(amount)s from %(day)s (%(source)s)") % {
        "amount": amount(clock.term.value, clock.term.unit),
        "day": day_text(clock.first),
        "source": source_text(clock.term),
    }


def _changes(clock: Clock) -> Iterator[str]:
    paused = sum(((until - since).days for since, until in clock.gaps), 0)
    if paused:
        yield ngettext("paused %(n)d day", "paused %(n)d days", paused) % {"n": paused}
    for each in clock.extensions:
        yield _("extended by %(amount)s") % {"amount": amount(each.value, each.unit)}


def _end(clock: Clock, calendar: WorkCalendar) -> Iterator[str]:
    last = due_date(clock)
    if last is None:
        yield _("paused since %(day)s, the term does not run") % {"day": day_text(clock.pauses[-1].since)}
        return
    counted = clock.stretches(calendar)[-1].last
    facts = {
        "weekday": weekday_text(counted),
        "day": day_text(counted),
        "end_weekday": weekday_text(last),
        "end": day_text(last),
    }
    if counted == last:
        yield _("last day %(weekday)s %(day)s") % facts
    else:
        yield _("last day %(weekday)s %(day)s → %(end_weekday)s %(end)s") % facts
    if clock.provisional:
        yield _("provisional until the holiday schedule of %(year)d is announced") % {
            "year": calendar.published_until.year + 1
        }


def _walk(clock: Clock, calendar: WorkCalendar) -> Iterator[LedgerDay]:
    """Every day from the starting day, as if an open pause had never begun."""
    yield _day(clock.first, calendar)
    number = 0
    stretches = clock.stretches(calendar)
    for stretch in stretches:
        extension = stretch is not stretches[0]
        for day in _between(stretch.after, stretch.last):
            paused = in_gap(day, clock.gaps)
            counts = not paused and (not stretch.working or calendar.is_working(day))
            number += counts
            counted = number if counts else None
            yield replace(_day(day, calendar), counted=counted, paused=paused, extension=extension)
    counted_last = stretches[-1].last
    for day in _between(counted_last, clock.last_day(calendar)):
        paused = in_gap(day, clock.gaps)
        yield replace(_day(day, calendar), paused=paused, extension=bool(clock.extensions), rolled=True)


def _day(day: date, calendar: WorkCalendar) -> LedgerDay:
    return LedgerDay(
        day=day,
        kind=calendar.kind(day),
        name=calendar.name(day, language()),
        provisional=calendar.is_provisional(day),
    )


def _between(after: date, last: date) -> Iterator[date]:
    return (after + timedelta(days=n) for n in range(1, (last - after).days + 1))
