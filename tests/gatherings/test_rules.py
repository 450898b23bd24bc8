"""On which days a series comes back: against other reckonings, and against days that everybody knows."""

from datetime import date, datetime, timedelta
from itertools import islice, pairwise

import pytest
from dateutil.rrule import MONTHLY, WEEKLY, rrule
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_python import Lunar

from yixian.gatherings.enums import Cycle, Festival
from yixian.gatherings.rules import (
    SEARCHED,
    Pattern,
    Turn,
    dates,
    festival_on,
    lunar_date,
    packed,
    pattern_fault,
    turns,
    unpacked,
)
from yixian.kernel.workdays import DayKind, WorkCalendar

CALENDAR = WorkCalendar()
days_of_life = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def first(pattern: Pattern, since: date, count: int, after: date | None = None) -> list[date]:
    found = dates(pattern, since=since, after=after or since - timedelta(days=1), calendar=CALENDAR)
    return list(islice(found, count))


@given(since=days_of_life, every=st.integers(1, 6), weekday=st.integers(0, 6), ahead=st.integers(0, 400))
def test_weeks_agree_with_the_recurrence_rule_of_rfc_5545(
    since: date, every: int, weekday: int, ahead: int
) -> None:
    after = since + timedelta(days=ahead)
    pattern = Pattern(cycle=Cycle.WEEKS, every=every, weekday=weekday)
    start = since + timedelta(days=(weekday - since.weekday()) % 7)
    rule = rrule(WEEKLY, interval=every, dtstart=datetime.combine(start, datetime.min.time()))
    wanted = [each.date() for each in islice((day for day in rule if day.date() > after), 5)]
    assert first(pattern, since, 5, after) == wanted


@given(since=days_of_life, days=st.sets(st.integers(1, 31), min_size=1, max_size=4))
def test_days_of_the_month_agree_with_it_too(since: date, days: set[int]) -> None:
    rule = rrule(
        MONTHLY, bymonthday=sorted(days), dtstart=datetime.combine(since, datetime.min.time()), count=6
    )
    pattern = Pattern(cycle=Cycle.MONTH_DAYS, days=tuple(days))
    assert first(pattern, since, 6) == [each.date() for each in rule]


@given(since=days_of_life, digits=st.sets(st.integers(0, 9), min_size=1, max_size=4))
def test_solar_market_days_end_in_their_digits_and_none_is_left_out(since: date, digits: set[int]) -> None:
    found = set(first(Pattern(cycle=Cycle.SOLAR, days=tuple(digits)), since, 30))
    span = (since + timedelta(days=each) for each in range((max(found) - since).days + 1))
    assert found == {day for day in span if int(f"{day:%d}"[1]) in digits}


@settings(max_examples=25, deadline=None)
@given(since=days_of_life, digit=st.integers(0, 9))
def test_lunar_market_days_are_those_that_the_lunar_calendar_names(since: date, digit: int) -> None:
    found = first(Pattern(cycle=Cycle.LUNAR, days=(digit,)), since, 6)
    assert all(lunar_date(day)[1] in {digit, digit + 10, digit + 20, digit + 30} for day in found)
    gaps = {(later - sooner).days for sooner, later in pairwise(found)}
    assert gaps <= {9, 10, 19, 20}


def test_lunar_dates_are_read_back_by_the_calendar_itself() -> None:
    for month, day in ((1, 3), (4, 13), (8, 23), (12, 13)):
        solar = Lunar.fromYmd(2026, month, day).getSolar()
        assert lunar_date(date(solar.getYear(), solar.getMonth(), solar.getDay())) == (month, day)


@pytest.mark.parametrize(
    ("day", "festival"),
    [
        ("2026-02-16", Festival.EVE),
        ("2026-02-17", Festival.SPRING),
        ("2026-03-03", Festival.LANTERN),
        ("2025-05-31", Festival.DRAGON_BOAT),
        ("2025-10-06", Festival.MID_AUTUMN),
        ("2025-10-29", Festival.DOUBLE_NINTH),
        ("2026-03-04", None),
    ],
)
def test_festivals_fall_on_the_days_that_everybody_knows(day: str, festival: Festival | None) -> None:
    assert festival_on(date.fromisoformat(day)) == festival


def test_a_month_repeated_in_a_leap_year_has_no_second_festival() -> None:
    pattern = Pattern(cycle=Cycle.FESTIVALS, festivals=(Festival.DRAGON_BOAT,))
    assert [each.year for each in first(pattern, date(2024, 1, 1), 2)] == [2024, 2025]
    leap = [date(2025, 7, 25) + timedelta(days=each) for each in range(29)]
    assert {lunar_date(day)[0] for day in leap} == {-6}


def test_holidays_give_the_first_day_of_each_break() -> None:
    found = first(Pattern(cycle=Cycle.HOLIDAYS), date(2026, 1, 1), 3)
    assert found[0] == date(2026, 1, 1)
    assert all(CALENDAR.kind(day) is DayKind.HOLIDAY for day in found)
    assert date(2026, 10, 1) in first(Pattern(cycle=Cycle.HOLIDAYS), date(2026, 1, 1), 12)


patterns = st.one_of(
    st.builds(
        lambda every, weekday: Pattern(cycle=Cycle.WEEKS, every=every, weekday=weekday),
        st.integers(1, 8),
        st.integers(0, 6),
    ),
    st.builds(
        lambda cycle, days: Pattern(cycle=cycle, days=tuple(sorted(days))),
        st.sampled_from([Cycle.MONTH_DAYS, Cycle.SOLAR]),
        st.sets(st.integers(1, 9), min_size=1, max_size=3),
    ),
)


@given(pattern=patterns)
def test_a_pattern_comes_out_of_the_store_as_it_went_in(pattern: Pattern) -> None:
    assert unpacked(packed(pattern)) == pattern
    assert pattern_fault(pattern) is None


@given(pattern=patterns, since=days_of_life, after=days_of_life, count=st.integers(1, 8), data=st.data())
def test_turns_are_the_days_without_those_skipped_and_with_those_moved(
    pattern: Pattern, since: date, after: date, count: int, data: st.DataObject
) -> None:
    every = list(dates(pattern, since=since, after=after, calendar=CALENDAR))
    shown = st.sets(st.sampled_from(every), max_size=5) if every else st.just(set())
    skipped, taken = data.draw(shown), data.draw(shown)
    moved = {day: day + timedelta(days=1) for day in data.draw(shown) - skipped}
    exceptions: dict[date, date | None] = {**dict.fromkeys(skipped), **moved}
    found = turns(iter(every), count, moved=exceptions, taken=taken)
    naive = [Turn(day, moved.get(day, day)) for day in every if day not in skipped and day not in taken]
    assert found == naive[:count]


@given(pattern=patterns, since=days_of_life, until=days_of_life)
def test_nothing_falls_before_the_beginning_or_on_or_after_the_end(
    pattern: Pattern, since: date, until: date
) -> None:
    found = list(dates(pattern, since=since, after=date(2020, 1, 1), calendar=CALENDAR, until=until))
    assert all(since <= day < until for day in found)
    assert len(found) <= SEARCHED


@pytest.mark.parametrize(
    "pattern",
    [
        Pattern(cycle=Cycle.WEEKS, every=0),
        Pattern(cycle=Cycle.MONTH_DAYS),
        Pattern(cycle=Cycle.MONTH_DAYS, days=(32,)),
        Pattern(cycle=Cycle.LUNAR, days=(13,)),
        Pattern(cycle=Cycle.FESTIVALS),
    ],
)
def test_a_rule_that_gives_no_day_is_refused(pattern: Pattern) -> None:
    assert pattern_fault(pattern) is not None
