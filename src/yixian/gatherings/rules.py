"""Pure rules of gatherings: on which days a series comes back, and what stands against a plan."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import islice

from django.utils.translation import gettext_lazy as _
from lunar_python import Solar

from yixian.gatherings.enums import Cycle, Festival
from yixian.kernel.workdays import ONE_DAY, DayKind, WorkCalendar
from yixian.procedures.language import Text

YEARS = range(2000, 2101)
"""The years in which gatherings are held."""
LONGEST = timedelta(days=3)
"""No gathering lasts longer."""
SEARCHED = 800
"""So many days are searched for the next dates of a series."""
MOST_DATES = 60
"""So many dates of a series are planned at once."""
WEEK = 7
MONTH_DAYS = range(1, 32)
DIGITS = range(10)
LUNAR_DAYS: Mapping[Festival, tuple[int, int]] = {
    Festival.SPRING: (1, 1),
    Festival.LANTERN: (1, 15),
    Festival.DRAGON_HEAD: (2, 2),
    Festival.DRAGON_BOAT: (5, 5),
    Festival.QIXI: (7, 7),
    Festival.MID_AUTUMN: (8, 15),
    Festival.DOUBLE_NINTH: (9, 9),
    Festival.LABA: (12, 8),
}
"""Lunar month and day; New Year's Eve is the day before the Spring Festival."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pattern:
    """On which days a series comes back.

    WEEKS: every `every` weeks on `weekday` (Monday is 0). MONTH_DAYS: on `days` of the month; a month without such
    a day is passed over. SOLAR, LUNAR: on dates of the month that end in one of the digits `days`.
    FESTIVALS: those named. HOLIDAYS: the first day of each public holiday.
    """

    cycle: Cycle
    every: int = 1
    weekday: int = 0
    days: tuple[int, ...] = ()
    festivals: tuple[Festival, ...] = ()


def packed(pattern: Pattern) -> dict[str, object]:
    """A pattern as it is stored."""
    return {
        "cycle": pattern.cycle.value,
        "every": pattern.every,
        "weekday": pattern.weekday,
        "days": sorted(pattern.days),
        "festivals": [each.value for each in Festival if each in pattern.festivals],
    }


def unpacked(stored: Mapping[str, object]) -> Pattern:
    """A pattern out of the store."""
    days, festivals = stored["days"], stored["festivals"]
    assert isinstance(days, list)
    assert isinstance(festivals, list)
    return Pattern(
        cycle=Cycle(str(stored["cycle"])),
        every=int(str(stored["every"])),
        weekday=int(str(stored["weekday"])),
        days=tuple(days),
        festivals=tuple(Festival(each) for each in festivals),
    )


def pattern_fault(pattern: Pattern) -> Text | None:
    """Say what is wrong with a pattern, or give None."""
    if pattern.cycle is Cycle.WEEKS:
        right = 1 <= pattern.every <= 52 and 0 <= pattern.weekday < WEEK
        return None if right else _("Say every how many weeks, one to fifty-two.")
    if pattern.cycle is Cycle.MONTH_DAYS and not _within(pattern.days, MONTH_DAYS):
        return _("Name days of the month, such as 1, 15.")
    if pattern.cycle in (Cycle.SOLAR, Cycle.LUNAR) and not _within(pattern.days, DIGITS):
        return _("Name the last digits of the market dates, such as 3, 6, 9.")
    if pattern.cycle is Cycle.FESTIVALS and not pattern.festivals:
        return _("Choose at least one festival.")
    return None


def falls_on(pattern: Pattern, day: date, *, since: date, calendar: WorkCalendar) -> bool:
    """Whether a series that began on `since` comes back on a day."""
    if pattern.cycle is Cycle.WEEKS:
        first = since + timedelta(days=(pattern.weekday - since.weekday()) % WEEK)
        return (day - first).days % (WEEK * pattern.every) == 0
    if pattern.cycle is Cycle.MONTH_DAYS:
        return day.day in pattern.days
    if pattern.cycle is Cycle.SOLAR:
        return day.day % 10 in pattern.days
    if pattern.cycle is Cycle.LUNAR:
        return lunar_date(day)[1] % 10 in pattern.days
    if pattern.cycle is Cycle.FESTIVALS:
        return festival_on(day) in pattern.festivals
    return begins_holiday(day, calendar)


def begins_holiday(day: date, calendar: WorkCalendar) -> bool:
    """Whether a day is the first of a public holiday; weekends within one do not end it."""
    if calendar.kind(day) is not DayKind.HOLIDAY:
        return False
    before = day - ONE_DAY
    while calendar.kind(before) is DayKind.WEEKEND:
        before -= ONE_DAY
    return calendar.kind(before) is not DayKind.HOLIDAY


def dates(
    pattern: Pattern, *, since: date, after: date, calendar: WorkCalendar, until: date | None = None
) -> Iterator[date]:
    """The days, in order, on which a series that began on `since` comes back after (not on) a day.

    It ends before `until`, and in any case after `SEARCHED` days.
    """
    first = max(since, after + ONE_DAY)
    for ahead in range(SEARCHED):
        day = first + timedelta(days=ahead)
        if until is not None and day >= until:
            return
        if falls_on(pattern, day, since=since, calendar=calendar):
            yield day


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a series: the day by its pattern, and the day on which it is held."""

    by_rule: date
    day: date


def turns(
    days: Iterator[date], count: int, *, moved: Mapping[date, date | None], taken: Collection[date] = ()
) -> list[Turn]:
    """The next `count` turns: without days skipped (`moved` to None) or planned already (`taken`), others moved."""
    kept = (
        Turn(day, moved.get(day) or day)
        for day in days
        if day not in taken and not (day in moved and moved[day] is None)
    )
    return list(islice(kept, count))


@cache
def lunar_date(day: date) -> tuple[int, int]:
    """Month and day of the traditional calendar; a leap month has the number of the month before it, negative."""
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return lunar.getMonth(), lunar.getDay()


def lunar_text(day: date) -> str:
    """A date of the traditional calendar as it is written, such as 正月十五."""
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return f"{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"


def festival_on(day: date) -> Festival | None:
    """The traditional festival of a day, if it is one."""
    if lunar_date(day + ONE_DAY) == LUNAR_DAYS[Festival.SPRING]:
        return Festival.EVE
    at = lunar_date(day)
    return next((festival for festival, when in LUNAR_DAYS.items() if when == at), None)


def years_fault(*days: date) -> Text | None:
    """Say that a day (or a moment) lies in no year that can be meant, or give None."""
    if all(day.year in YEARS for day in days):
        return None
    return _("Choose a day in the years from 2000 to 2100.")


def time_fault(starts_at: datetime, ends_at: datetime) -> Text | None:
    """Say what is wrong with the times of a gathering, or give None."""
    if ends_at <= starts_at:
        return _("It must end after it begins.")
    if ends_at - starts_at > LONGEST:
        return _("A gathering lasts three days at most. Plan each day of a longer one by itself.")
    return None


def _within(days: Collection[int], allowed: range) -> bool:
    return bool(days) and all(each in allowed for each in days)
