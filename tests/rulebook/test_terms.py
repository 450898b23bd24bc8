"""Terms end on the day that the law says."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from tests.rulebook.sample import CALENDAR, clock, day, moment, term
from yixian.kernel.workdays import DayKind
from yixian.rulebook.enums import TermUnit
from yixian.rulebook.terms import LOCAL, Clock, ClockRefused, due_date

DAYS, WORKING, MONTHS, YEARS = TermUnit

KNOWN = [
    ("2026-03-02", 1, DAYS, "2026-03-03"),
    ("2026-03-01", 60, DAYS, "2026-04-30"),
    ("2026-03-02", 60, DAYS, "2026-05-06"),  # ends on 1 May, the holiday lasts to 5 May
    ("2026-02-01", 15, DAYS, "2026-02-24"),  # 16 February lies in the Spring Festival, 15–23
    ("2025-12-02", 30, DAYS, "2026-01-04"),  # 1 January; Sunday 4 January is worked
    ("2026-02-12", 2, DAYS, "2026-02-14"),  # a Saturday that is worked ends a term
    ("2026-03-04", 3, DAYS, "2026-03-09"),  # an ordinary Saturday does not
    ("2025-01-25", 3, WORKING, "2025-02-05"),  # worked Sunday 26 January, festival to 4 February
    ("2025-09-26", 6, WORKING, "2025-10-11"),  # Sunday 28 September and Saturday 11 October are worked
    ("2026-02-13", 1, WORKING, "2026-02-14"),
    ("2026-02-14", 5, WORKING, "2026-02-28"),
    ("2026-09-18", 5, WORKING, "2026-09-24"),  # Sunday 20 September is worked
    ("2026-09-30", 3, WORKING, "2026-10-10"),
    ("2026-05-08", 5, WORKING, "2026-05-14"),
    ("2025-01-31", 1, MONTHS, "2025-02-28"),
    ("2024-01-31", 1, MONTHS, "2024-02-29"),
    ("2024-02-29", 1, YEARS, "2025-02-28"),
    ("2025-08-31", 1, MONTHS, "2025-09-30"),
    ("2026-03-31", 1, MONTHS, "2026-04-30"),
    ("2025-12-15", 2, MONTHS, "2026-02-24"),  # 15 February is the first day of the festival
    ("2025-10-31", 4, MONTHS, "2026-02-28"),  # a Saturday that is worked
    ("2023-06-19", 3, YEARS, "2026-06-22"),  # Dragon Boat Festival, 19–21 June
]


@pytest.mark.parametrize(("start", "value", "unit", "end"), KNOWN)
def test_a_term_ends_on_the_known_day(start: str, value: int, unit: TermUnit, end: str) -> None:
    assert due_date(clock(start, value, unit)) == day(end)


def test_a_term_that_does_not_roll_ends_on_a_free_day() -> None:
    assert due_date(clock("2026-03-02", 60, roll=False)) == day("2026-05-01")


def test_due_is_the_end_of_the_last_day_in_shanghai() -> None:
    assert clock("2026-03-02", 1).due == datetime(2026, 3, 4, tzinfo=LOCAL)


def test_the_starting_day_is_the_local_one() -> None:
    late = datetime(2026, 3, 1, 17, tzinfo=UTC)  # 01:00 on 2 March in Shanghai
    assert due_date(Clock.start("step", term(1), late, CALENDAR)) == day("2026-03-03")


def test_the_hour_of_the_start_does_not_matter() -> None:
    dues = {Clock.start("step", term(7), moment(day("2026-03-02"), hour), CALENDAR).due for hour in range(24)}
    assert len(dues) == 1


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Clock.start("legal", term(), datetime(2026, 3, 1), CALENDAR)  # noqa: DTZ001


@pytest.mark.parametrize("value", [0, 1001])
def test_a_term_has_a_length(value: int) -> None:
    with pytest.raises(ValueError, match="1 to 1000"):
        term(value)


PAUSED = [
    ("2026-03-02", 10, DAYS, "2026-03-05", "2026-03-12", "2026-03-19"),
    ("2026-03-02", 10, DAYS, "2026-03-02", "2026-03-12", "2026-03-23"),  # the starting day counts in no case
    ("2026-03-02", 10, DAYS, "2026-03-05", "2026-03-05", "2026-03-12"),  # resumed on the same day
    ("2026-03-02", 5, WORKING, "2026-03-06", "2026-03-10", "2026-03-11"),  # a weekend and two working days
    ("2026-01-30", 1, MONTHS, "2026-02-27", "2026-03-02", "2026-03-03"),
    ("2026-03-04", 3, DAYS, "2026-03-07", "2026-03-09", "2026-03-09"),  # paused on its last day, a Saturday
]


@pytest.mark.parametrize(("start", "value", "unit", "since", "until", "end"), PAUSED)
def test_paused_days_are_not_counted(
    start: str, value: int, unit: TermUnit, since: str, until: str, end: str
) -> None:
    paused = clock(start, value, unit).pause(day(since), "hearing", 7)
    assert (paused.due, paused.provisional, paused.paused) == (None, False, True)
    assert due_date(paused.resume(day(until), CALENDAR)) == day(end)


def test_a_pause_that_begins_on_the_days_rolled_over_moves_the_end() -> None:
    paused = clock("2026-03-04", 3).pause(day("2026-03-08"), "hearing", 7)
    assert due_date(paused.resume(day("2026-03-11"), CALENDAR)) == day("2026-03-11")


def test_an_extension_follows_the_last_counted_day_not_the_one_it_rolled_to() -> None:
    whole = clock("2026-03-02", 60)
    longer = whole.extend(30, DAYS, "complex", 7, day("2026-04-20"), CALENDAR)
    assert due_date(longer) == day("2026-06-01")  # 31 May is a Sunday
    assert longer.due == clock("2026-03-02", 90).due


def test_an_extension_may_have_another_unit() -> None:
    longer = clock("2026-03-02", 3).extend(2, WORKING, "complex", 7, day("2026-03-03"), CALENDAR)
    assert due_date(longer) == day("2026-03-09")


def test_an_extension_may_be_granted_while_paused() -> None:
    paused = clock("2026-03-02", 10).pause(day("2026-03-05"), "hearing", 7)
    longer = paused.extend(1, DAYS, "complex", 7, day("2026-03-06"), CALENDAR)
    assert longer.due is None
    assert due_date(longer.resume(day("2026-03-12"), CALENDAR)) == day("2026-03-20")


RUNNING = clock("2026-03-02", 10)
PAUSED_CLOCK = RUNNING.pause(day("2026-03-05"), "hearing", 7)
RESUMED = PAUSED_CLOCK.resume(day("2026-03-09"), CALENDAR)
IMPOSSIBLE: dict[str, Callable[[], Clock]] = {
    "pause twice": lambda: PAUSED_CLOCK.pause(day("2026-03-06"), "again", 7),
    "pause before the start": lambda: RUNNING.pause(day("2026-03-01"), "early", 7),
    "pause after the end": lambda: RUNNING.pause(day("2026-03-13"), "late", 7),
    "pause days already paused": lambda: RESUMED.pause(day("2026-03-08"), "overlap", 7),
    "pause without a reason": lambda: RUNNING.pause(day("2026-03-05"), " ", 7),
    "resume a running one": lambda: RUNNING.resume(day("2026-03-05"), CALENDAR),
    "resume before the pause": lambda: PAUSED_CLOCK.resume(day("2026-03-04"), CALENDAR),
    "extend by nothing": lambda: RUNNING.extend(0, DAYS, "none", 7, day("2026-03-05"), CALENDAR),
    "extend without end": lambda: RUNNING.extend(1001, DAYS, "ever", 7, day("2026-03-05"), CALENDAR),
    "extend what has run out": lambda: RUNNING.extend(1, DAYS, "late", 7, day("2026-03-13"), CALENDAR),
    "extend before the start": lambda: RUNNING.extend(1, DAYS, "early", 7, day("2026-03-01"), CALENDAR),
    "extend without a reason": lambda: RUNNING.extend(1, DAYS, "", 7, day("2026-03-05"), CALENDAR),
}


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_the_impossible_is_refused_in_the_language_of_the_reader(what: str) -> None:
    with override("en"), pytest.raises(ClockRefused) as english:
        IMPOSSIBLE[what]()
    with override("zh-hans"), pytest.raises(ClockRefused) as chinese:
        IMPOSSIBLE[what]()
    assert str(english.value) != str(chinese.value)


def test_a_date_beyond_the_known_schedule_is_provisional_until_that_is_announced() -> None:
    held = clock("2026-12-15", 20, WORKING)
    assert (held.provisional, due_date(held)) == (True, day("2027-01-12"))
    notice = {date(2027, 1, n): DayKind.HOLIDAY for n in (1, 2, 3)}
    announced = CALENDAR.published(2027, notice)
    settled = held.recomputed(announced)
    assert (settled.provisional, due_date(settled)) == (False, day("2027-01-13"))
    assert settled.calendar == announced.version != held.calendar


@pytest.mark.parametrize(
    ("start", "value", "unit", "roll", "provisional"),
    [
        ("2026-11-30", 28, DAYS, True, False),  # ends on 28 December
        ("2026-11-30", 29, DAYS, True, True),
        ("2026-12-15", 60, DAYS, False, False),  # no schedule matters
        ("2026-12-15", 30, WORKING, False, True),
    ],
)
def test_only_what_a_schedule_may_move_is_provisional(
    start: str, value: int, unit: TermUnit, roll: bool, provisional: bool
) -> None:
    assert clock(start, value, unit, roll=roll).provisional is provisional


def test_a_clock_survives_json() -> None:
    held = RESUMED.extend(2, WORKING, "complex", None, day("2026-03-10"), CALENDAR)
    for each in (RUNNING, PAUSED_CLOCK, held):
        assert Clock.from_json(json.loads(json.dumps(each.as_json()))) == each
