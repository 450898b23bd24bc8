"""The ledger says the same as the clock, and as somebody who walks through a paper calendar."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rulebook.sample import CALENDAR, clock, day, moment, term
from yixian.kernel.workdays import DayKind, WorkCalendar
from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.ledger import LedgerDay, days, sentence
from yixian.rulebook.terms import Clock, due_date

Pauses = list[tuple[date, date]]
Amounts = list[tuple[int, TermUnit]]


class Walker:
    """Walks one day at a time with a set of struck-out days; knows nothing of the code under test."""

    def __init__(self, start: date, pauses: Pauses, calendar: WorkCalendar) -> None:
        self.today = start
        self.counted: list[date] = []
        self.calendar = calendar
        self.struck = {
            since + timedelta(days=n) for since, until in pauses for n in range((until - since).days)
        }

    def walk(self, value: int, unit: TermUnit) -> None:
        left = value if unit in (TermUnit.DAYS, TermUnit.WORKING_DAYS) else self._length(value, unit)
        while left:
            self.today += timedelta(days=1)
            free = unit is TermUnit.WORKING_DAYS and not self.calendar.is_working(self.today)
            if self.today not in self.struck and not free:
                self.counted.append(self.today)
                left -= 1

    def roll(self) -> None:
        while self.today in self.struck or str(self.calendar.kind(self.today)) in ("holiday", "weekend"):
            self.today += timedelta(days=1)

    def _length(self, value: int, unit: TermUnit) -> int:
        """Days until as many months have begun as the term has, and the day of the month has come again."""
        months = value if unit is TermUnit.MONTHS else value * 12
        for n in count(1):
            at = self.today + timedelta(days=n)
            begun = (at.year - self.today.year) * 12 + at.month - self.today.month
            is_last = (at + timedelta(days=1)).month != at.month
            if begun == months and (at.day == self.today.day or (is_last and at.day < self.today.day)):
                return n
        raise AssertionError


@st.composite
def stories(draw: st.DrawFn) -> tuple[date, bool, Amounts, list[tuple[int, int]]]:
    """A start, whether it rolls, lengths, and pauses as (days after the last one, how many days)."""
    units = st.sampled_from([*TermUnit, TermUnit.WORKING_DAYS])
    most = {TermUnit.DAYS: 120, TermUnit.WORKING_DAYS: 60, TermUnit.MONTHS: 14, TermUnit.YEARS: 3}
    amounts = [
        (draw(st.integers(1, most[unit])), unit) for unit in draw(st.lists(units, min_size=1, max_size=3))
    ]
    pauses = draw(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 25)), max_size=3))
    start = draw(st.dates(date(2023, 1, 1), date(2027, 12, 31)))
    return start, draw(st.booleans()), amounts, pauses


def run(start: date, roll: bool, amounts: Amounts, asked: list[tuple[int, int]]) -> tuple[Clock, Pauses]:
    """The clock of a story, and those of its pauses that came before the end."""
    (value, unit), *extensions = amounts
    held = Clock.start("legal", term(value, unit, roll=roll), moment(start), CALENDAR)
    for value, unit in extensions:
        held = held.extend(value, unit, "complex", 7, start, CALENDAR)
    pauses: Pauses = []
    free_from = start
    for wait, length in asked:
        since = free_from + timedelta(days=wait)
        last = due_date(held)
        if last and since <= last:
            free_from = since + timedelta(days=length)
            held = held.pause(since, "hearing", 7).resume(free_from, CALENDAR)
            pauses.append((since, free_from))
    return held, pauses


@settings(max_examples=1500, deadline=None)
@given(stories())
def test_an_independent_walk_counts_the_same_days_and_ends_on_the_same_one(
    story: tuple[date, bool, Amounts, list[tuple[int, int]]],
) -> None:
    start, roll, amounts, _asked = story
    held, pauses = run(*story)
    walker = Walker(start, pauses, CALENDAR)
    for value, unit in amounts:
        walker.walk(value, unit)
    if roll:
        walker.roll()
    ledger = days(held, CALENDAR)
    assert due_date(held) == walker.today == ledger[-1].day
    assert [each.day for each in ledger if each.counted] == walker.counted
    assert [each.counted for each in ledger if each.counted] == list(range(1, len(walker.counted) + 1))
    assert [each.day for each in ledger] == list(_from(start, walker.today))
    assert [each.due for each in ledger] == [False] * (len(ledger) - 1) + [True]
    assert Clock.from_json(held.as_json()) == held == held.recomputed(CALENDAR)


@settings(max_examples=200, deadline=None)
@given(stories())
def test_what_is_not_provisional_stands_even_if_every_later_day_became_a_holiday(
    story: tuple[date, bool, Amounts, list[tuple[int, int]]],
) -> None:
    held, _pauses = run(*story)
    later = (date(2026, 12, 29) + timedelta(days=n) for n in range(2500))
    worst = WorkCalendar(corrections=dict.fromkeys(later, DayKind.HOLIDAY))
    assert held.provisional or held.recomputed(worst).due == held.due


def _from(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _at(ledger: list[LedgerDay], text: str) -> LedgerDay:
    return next(each for each in ledger if each.day == day(text))


def test_every_day_says_what_it_is() -> None:
    held = clock("2026-04-28", 3, TermUnit.WORKING_DAYS)
    held = held.pause(day("2026-05-06"), "hearing", 7).resume(day("2026-05-08"), CALENDAR)
    held = held.extend(1, TermUnit.DAYS, "complex", 7, day("2026-05-08"), CALENDAR)
    with override("zh-hans"):
        ledger = days(held, CALENDAR)
    assert _at(ledger, "2026-04-28").counted is None
    assert (_at(ledger, "2026-04-30").counted, _at(ledger, "2026-05-08").counted) == (2, 3)
    assert (_at(ledger, "2026-05-01").kind, _at(ledger, "2026-05-01").name) == ("holiday", "劳动节")
    assert _at(ledger, "2026-05-06").paused
    last = _at(ledger, "2026-05-09")
    assert (last.kind, last.extension, last.counted, last.due) == ("makeup", True, 4, True)


def test_days_rolled_over_are_shown() -> None:
    ledger = days(clock("2026-03-04", 3), CALENDAR)
    assert [(each.counted, each.rolled, each.due) for each in ledger[-3:]] == [
        (3, False, False),
        (None, True, False),
        (None, True, True),
    ]


def test_the_ledger_of_a_paused_clock_ends_with_the_pause() -> None:
    ledger = days(clock("2026-03-02").pause(day("2026-03-05"), "hearing", 7), CALENDAR)
    assert [(each.counted, each.paused, each.due) for each in ledger] == [
        (None, False, False),
        (1, False, False),
        (2, False, False),
        (None, True, False),
    ]


def test_days_beyond_the_schedule_are_marked() -> None:
    ledger = days(clock("2026-12-20", 20), CALENDAR)
    assert [each.provisional for each in ledger] == [each.day > day("2026-12-28") for each in ledger]


SENTENCES = {
    "60 days from 2 March 2026 (Regulation, Art. 34); last day Friday 1 May 2026 → Wednesday 6 May 2026": (
        clock("2026-03-02")
    ),
    "1 day from 2 March 2026 (Regulation, Art. 34); paused 3 days; extended by 1 working day; "
    "last day Monday 9 March 2026": (
        clock("2026-03-02", 1)
        .pause(day("2026-03-03"), "hearing", 7)
        .resume(day("2026-03-06"), CALENDAR)
        .extend(1, TermUnit.WORKING_DAYS, "complex", 7, day("2026-03-06"), CALENDAR)
    ),
    "60 days from 2 March 2026 (Regulation, Art. 34); paused since 5 March 2026, the term does not run": (
        clock("2026-03-02").pause(day("2026-03-05"), "hearing", 7)
    ),
    "1 month from 15 December 2026 (Regulation, Art. 34, from a secondary text); "
    "last day Friday 15 January 2027; provisional until the holiday schedule of 2027 is announced": (
        clock("2026-12-15", 1, TermUnit.MONTHS, mark=Mark.V2)
    ),
    "7 days from 2 March 2026 (local setting, not law: Regulation); last day Monday 9 March 2026": (
        clock("2026-03-02", 7, mark=Mark.K)
    ),
}


@pytest.mark.parametrize("text", SENTENCES)
def test_one_sentence_tells_it(text: str) -> None:
    with override("en"):
        assert sentence(SENTENCES[text], CALENDAR) == text


def test_the_sentence_speaks_chinese() -> None:
    with override("zh-hans"):
        told = sentence(clock("2026-03-02"), CALENDAR)
    assert (
        told == "自2026年3月2日起60日（Regulation第34条）；末日2026年5月1日星期五，顺延至2026年5月6日星期三"
    )
