"""Pure rules of opening hours and of what the network lacks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from yixian.kernel.workdays import DayKind, WorkCalendar
from yixian.network.enums import DAYS, Lack
from yixian.places.enums import UnitKind
from yixian.procedures.language import Text

MIDNIGHT = 24 * 60
LOOK_AHEAD = 60
"""So many days are searched for the next opening."""
LONGEST_ADDRESS, LONGEST_PHONE, LONGEST_REASON = 120, 30, 60
_BETWEEN = re.compile(r"[,，、;；\s]+")
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~～至]+\s*(\d{1,2})[:：](\d{2})")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,28}[0-9]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from–to on one day, in minutes after midnight; `closes` is 1440 for midnight at its end."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{clock(self.opens)}–{clock(self.closes)}"


Spans = tuple[Span, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """When an office is open: by weekday (Monday is 0), on days of their own, and whether on public holidays."""

    week: Mapping[int, Spans] = field(default_factory=dict)
    special: Mapping[date, Spans] = field(default_factory=dict)
    on_holidays: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """Whether an office is open; `changes_at` is when that changes, None where it does not in the days searched."""

    open: bool
    changes_at: datetime | None = None


def clock(minutes: int) -> str:
    """Minutes after midnight as people write them, such as `08:30`."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def read_spans(typed: str) -> Spans:
    """Read hours as somebody types them, such as `8:30-12:00, 14:30-17:30`. Raises ValueError."""
    spans = tuple(Span(int(a) * 60 + int(b), int(c) * 60 + int(d)) for a, b, c, d in _SPAN.findall(typed))
    if _BETWEEN.sub("", _SPAN.sub("", typed)) or spans_fault(spans):
        raise ValueError("no hours")
    return tuple(sorted(spans))


def write_spans(spans: Sequence[Span]) -> str:
    """Hours as `read_spans` reads them."""
    return ", ".join(f"{clock(each.opens)}-{clock(each.closes)}" for each in spans)


def spans_fault(spans: Sequence[Span]) -> Text | None:
    """Say what is wrong with the hours of a day, or give None."""
    if any(not 0 <= each.opens < each.closes <= MIDNIGHT for each in spans):
        return _("Each time must end after it begins, on the same day; midnight is 24:00.")
    if any(before.closes > after.opens for before, after in pairwise(sorted(spans))):
        return _("The times of a day overlap.")
    return None


def phone_fault(phone: str) -> Text | None:
    """Say what is wrong with the public telephone number of an office, or give None; it may have none."""
    if phone and (len(phone) > LONGEST_PHONE or not _PHONE.fullmatch(phone)):
        return _("This is not a telephone number that can be called.")
    return None


def spans_on(hours: Hours, day: date, kind: DayKind) -> Spans:
    """The times at which an office is open on a day of this kind.

    A day with times of its own goes before all else. On a public holiday it is closed, unless it is said to be
    open. A weekend that is worked in exchange has the hours of a working day.
    """
    if day in hours.special:
        return hours.special[day]
    own = hours.week.get(day.weekday(), ())
    if kind is DayKind.HOLIDAY and not hours.on_holidays:
        return ()
    if kind is DayKind.MAKEUP:
        return next((hours.week[each] for each in range(5) if hours.week.get(each)), own)
    return own


def kind_of(calendar: WorkCalendar, day: date) -> DayKind:
    """What a day is for an office: the free days that adjoin a holiday belong to it, as the yearly notice has it."""
    return DayKind.HOLIDAY if calendar.is_break(day) else calendar.kind(day)


def door(hours: Hours, calendar: WorkCalendar, at: datetime) -> Door:
    """Whether an office is open at a local time, and until when, or from when on."""
    runs = _runs(hours, calendar, at)
    for opens, closes in runs:
        if opens <= at < closes:
            return Door(open=True, changes_at=closes if closes < _last(at) else None)
        if opens > at:
            return Door(open=False, changes_at=opens)
    return Door(open=False)


def lacks(
    kind: str, *, below: bool, served: bool, timed: bool, staffed: bool, leads: bool = False
) -> tuple[Lack, ...]:
    """What a unit of the network, or a place that should have one, lacks.

    `below` says whether the body of its kind stands below a place or department; `leads` that this department is
    itself the one that leads the network.
    """
    missing = {
        UnitKind.TOWN: Lack.NO_STATION,
        UnitKind.VILLAGE: Lack.NO_ROOM,
        UnitKind.COMMUNITY: Lack.NO_ROOM,
        UnitKind.DEPARTMENT: Lack.NO_DEPARTMENT_STATION,
    }.get(UnitKind(kind))
    if missing and not leads:
        return () if below else (missing,)
    manned = kind in (UnitKind.ROOM, UnitKind.STATION)
    checks = ((served, Lack.NO_SERVICES), (timed, Lack.NO_HOURS), (staffed or not manned, Lack.NO_STAFF))
    return tuple(lack for holds, lack in checks if not holds)


def _runs(hours: Hours, calendar: WorkCalendar, at: datetime) -> list[tuple[datetime, datetime]]:
    """The times at which it is open from a day before `at` on, those that meet at midnight joined."""
    joined: list[tuple[datetime, datetime]] = []
    for number in range(-1, LOOK_AHEAD):
        day = at.date() + timedelta(days=number)
        start = datetime.combine(day, time(), at.tzinfo)
        for each in sorted(spans_on(hours, day, kind_of(calendar, day))):
            opens, closes = (start + timedelta(minutes=m) for m in (each.opens, each.closes))
            if joined and joined[-1][1] == opens:
                joined[-1] = (joined[-1][0], closes)
            else:
                joined.append((opens, closes))
    return joined


def _last(at: datetime) -> datetime:
    return datetime.combine(at.date() + timedelta(days=LOOK_AHEAD), time(), at.tzinfo)


def week_fault(week: Mapping[int, Spans]) -> Text | None:
    """Say what is wrong with the hours of a week, or give None."""
    if not set(week) <= set(range(DAYS)):
        return _("A week has seven days.")
    return next((fault for spans in week.values() if (fault := spans_fault(spans))), None)
