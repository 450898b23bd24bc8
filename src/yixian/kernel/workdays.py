"""Which days are worked in China.

The schedule announced each year (holidays, and the weekends worked in exchange, 调休) comes from the
``holidays`` package. A banner may correct single days and may enter a year that the package does not know yet.
Days beyond the announced schedule are taken as Monday to Friday and are provisional.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from importlib.metadata import version
from typing import Any, NamedTuple

import holidays
from holidays.countries.china import ChinaStaticHolidays

ONE_DAY = timedelta(days=1)
SCHEDULE_YEAR: int = max(ChinaStaticHolidays.special_public_holidays)
SCHEDULE_UNTIL = date(SCHEDULE_YEAR, 12, 31)
LAST_SETTLED_IN_DECEMBER = 28


class DayKind(StrEnum):
    """What a day is; ``MAKEUP`` is a weekend that is worked (调休)."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"


WORKED = frozenset({DayKind.WORKDAY, DayKind.MAKEUP})


class _Year(NamedTuple):
    first: int
    kinds: tuple[DayKind, ...]
    worked: tuple[int, ...]


@cache
def _announced(year: int) -> Mapping[date, DayKind]:
    known = holidays.country_holidays("CN", years=year)
    kinds = {day: DayKind.HOLIDAY for day in known if day.year == year}
    kinds.update({day: DayKind.MAKEUP for day in known.weekend_workdays if day.year == year})
    return kinds


@cache
def _announced_names(year: int, language: str) -> Mapping[date, str]:
    return dict(holidays.country_holidays("CN", years=year, language=language))


def weekday_kind(day: date) -> DayKind:
    """WORKDAY from Monday to Friday, else WEEKEND; no schedule is looked at."""
    return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY


@dataclass(frozen=True, eq=False, kw_only=True)
class WorkCalendar:
    """The worked and free days of a banner; equal, hashed and stored by ``version``.

    ``corrections`` override the announced schedule day by day, ``names`` say what such a day is.
    ``published_until`` is the last day with an announced schedule.
    ``rolls_on`` are the kinds of day on which a term cannot end. A holiday is one by law (民法典 203);
    that a plain weekend is one too, and a make-up day is not, is a local setting.

    Raises ValueError for a correction that does not fit its weekday, or where ``rolls_on`` leaves out holidays.
    """

    corrections: Mapping[date, DayKind] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)
    published_until: date = SCHEDULE_UNTIL
    rolls_on: frozenset[DayKind] = frozenset({DayKind.HOLIDAY, DayKind.WEEKEND})
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "corrections", dict(self.corrections))
        object.__setattr__(self, "names", dict(self.names))
        for day, kind in self.corrections.items():
            fitting = (DayKind.WEEKEND, DayKind.MAKEUP) if day.weekday() >= 5 else (DayKind.WORKDAY,)
            if kind is not DayKind.HOLIDAY and kind not in fitting:
                raise ValueError(f"{day:%Y-%m-%d %a} cannot be a {kind}")
        if DayKind.HOLIDAY not in self.rolls_on or DayKind.WORKDAY in self.rolls_on:
            raise ValueError("a term cannot end on a holiday, and can end on an ordinary working day")

    @cached_property
    def version(self) -> str:
        """Names this calendar's content: two calendars of one version agree on every day."""
        content = (
            sorted((day.isoformat(), str(kind)) for day, kind in self.corrections.items()),
            sorted((day.isoformat(), name) for day, name in self.names.items()),
            sorted(map(str, self.rolls_on)),
        )
        digest = hashlib.sha256(repr(content).encode()).hexdigest()[:12]
        return f"cn-{version('holidays')}-{self.published_until:%Y%m%d}-{digest}"

    def __eq__(self, other: object) -> bool:
        return self.version == other.version if isinstance(other, WorkCalendar) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.version)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_years": {}}

    @property
    def settled_until(self) -> date:
        """The last day that no later notice is expected to change.

        The notice for a year has moved days as early as 29 December of the year before (2001, 2007, 2018).
        """
        last_settled = date(self.published_until.year, 12, LAST_SETTLED_IN_DECEMBER)
        return min(self.published_until, last_settled)

    def kind(self, day: date) -> DayKind:
        """What ``day`` is: by correction, else by announced schedule, else by weekday."""
        year = self._year(day.year)
        return year.kinds[day.toordinal() - year.first]

    def is_working(self, day: date) -> bool:
        return self.kind(day) in WORKED

    def is_provisional(self, day: date) -> bool:
        """True where a schedule still to be announced may change what ``day`` is."""
        return day > self.settled_until

    def name(self, day: date, language: str = "zh") -> str:
        """The name of a holiday in Chinese (or in English, ``language`` "en…"); empty for other days.

        A corrected day has the one name that was entered with it.
        """
        if day in self.corrections:
            return self.names.get(day, "")
        if self.kind(day) is not DayKind.HOLIDAY:
            return ""
        return _announced_names(day.year, "en_US" if language.startswith("en") else "zh_CN")[day]

    def is_break(self, day: date) -> bool:
        """True for a holiday and for the free days that adjoin it: the break as the yearly notice announces it."""
        return any(self._meets_holiday(day, step) for step in (ONE_DAY, -ONE_DAY))

    def rolls(self, day: date) -> bool:
        """True where a term may not end on ``day`` and ends on a later one (民法典 203, and ``rolls_on``)."""
        kind = self.kind(day)
        return kind in self.rolls_on or (kind is DayKind.WEEKEND and self.is_break(day))

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after ``day`` (n ≥ 1); ``day`` itself is not counted."""
        if n < 1:
            raise ValueError("the number of working days must be at least 1")
        number, at = day.year, day.toordinal()
        while True:
            worked = self._year(number).worked
            index = bisect_right(worked, at) + n - 1
            if index < len(worked):
                return date.fromordinal(worked[index])
            n, number = index - len(worked) + 1, number + 1

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]; 0 where ``until`` is not later."""
        low, high = after.toordinal(), until.toordinal()
        if high <= low:
            return 0
        tables = (self._year(number).worked for number in range(after.year, until.year + 1))
        return sum(bisect_right(worked, high) - bisect_right(worked, low) for worked in tables)

    def published(
        self, year: int, days: Mapping[date, DayKind], names: Mapping[date, str] | None = None
    ) -> "WorkCalendar":
        """This calendar with the schedule announced for ``year``; last days of the year before may be in it.

        A day of the notice wins over an earlier correction.
        Raises ValueError where a year would be left out or a day lies outside.
        """
        if year > self.published_until.year + 1:
            raise ValueError(f"the schedule of {self.published_until.year + 1} must be entered first")
        outside = [day for day in days if not date(year - 1, 12, 1) <= day <= date(year, 12, 31)]
        if outside:
            raise ValueError(f"{outside[0]} is not a day of the schedule of {year}")
        kept_names = {day: name for day, name in self.names.items() if day not in days}
        return replace(
            self,
            corrections={**self.corrections, **days},
            names={**kept_names, **(names or {})},
            published_until=max(self.published_until, date(year, 12, 31)),
        )

    def changed_days(self, other: "WorkCalendar", first: date, last: date) -> tuple[date, ...]:
        """Days of first … last that are of another kind, or end terms differently, in ``other``."""
        if self == other:
            return ()
        days = map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
        return tuple(
            day for day in days if self.kind(day) != other.kind(day) or self.rolls(day) != other.rolls(day)
        )

    def _meets_holiday(self, day: date, step: timedelta) -> bool:
        while (kind := self.kind(day)) is DayKind.WEEKEND:
            day += step
        return kind is DayKind.HOLIDAY

    def _year(self, number: int) -> _Year:
        known = self._years.get(number)
        if known is None:
            known = self._years[number] = self._build(number)
        return known

    def _build(self, number: int) -> _Year:
        first = date(number, 1, 1).toordinal()
        last = date(number, 12, 31).toordinal()
        days = [date.fromordinal(at) for at in range(first, last + 1)]
        announced = _announced(number) if number <= SCHEDULE_YEAR else {}
        kinds = tuple(
            self.corrections.get(day)
            or (day <= self.published_until and announced.get(day))
            or weekday_kind(day)
            for day in days
        )
        worked = tuple(at for at, kind in enumerate(kinds, first) if kind in WORKED)
        return _Year(first, kinds, worked)
