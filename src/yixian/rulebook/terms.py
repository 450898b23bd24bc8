"""Terms, and the clocks that run by them.

A clock is a value: nothing but starting, pausing, resuming, extending and recomputing it by another calendar
gives one with another due time. It is kept as JSON on the matter whose clock it is.
"""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from yixian.kernel.workdays import ONE_DAY, WorkCalendar
from yixian.rulebook import counting
from yixian.rulebook.counting import Gap, Stretch
from yixian.rulebook.enums import Mark, TermUnit

LOCAL = ZoneInfo("Asia/Shanghai")
MOST = 1000


class ClockRefused(Exception):
    """What was asked of a clock is impossible; the message says why, in the active language."""


@dataclass(frozen=True, slots=True)
class Term:
    """A number of the law or of the banner, as it stood in its row. ``source`` is kept as entered (words.py)."""

    code: str
    value: int
    unit: TermUnit
    source: str
    article: str
    mark: Mark
    roll_forward: bool
    valid_from: date

    def __post_init__(self) -> None:
        if not 1 <= self.value <= MOST:
            raise ValueError(f"{self.code}: a term is 1 to {MOST} long, not {self.value}")

    @property
    def is_law(self) -> bool:
        return self.mark is not Mark.K

    def back(self, on: date, calendar: WorkCalendar) -> date:
        """The day that lies this term before another."""
        if self.unit is TermUnit.WORKING_DAYS:
            day = on
            for _turn in range(self.value):
                day -= ONE_DAY
                while not calendar.is_working(day):
                    day -= ONE_DAY
            return day
        if self.unit is TermUnit.DAYS:
            return on - timedelta(days=self.value)
        return counting.later(on, -self.value, self.unit)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that are not counted: from ``since`` to the day before ``until``, or still (None)."""

    since: date
    until: date | None
    reason: str
    by: int | None


@dataclass(frozen=True, slots=True)
class Extension:
    """A term added after the one that runs, granted on a day."""

    value: int
    unit: TermUnit
    reason: str
    by: int | None
    on: date


@dataclass(frozen=True, slots=True)
class Clock:
    """A running term of a matter: the ``legal`` one or that of its ``step``.

    ``due`` is the end (24:00) of the last day, that is 00:00 of the next day in Asia/Shanghai; None while the
    clock is paused. ``provisional`` says that a holiday schedule still to be announced may move it.
    ``calendar`` is the version of the calendar it was computed by.
    """

    name: str
    term: Term
    started: datetime
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    due: datetime | None = None
    provisional: bool = False
    calendar: str = ""

    @classmethod
    def start(cls, name: str, term: Term, started: datetime, calendar: WorkCalendar) -> "Clock":
        """A clock that runs from a moment. Raises ValueError for one without time zone."""
        if started.tzinfo is None:
            raise ValueError("a clock starts at a moment with a time zone")
        return cls(name=name, term=term, started=started).recomputed(calendar)

    @property
    def first(self) -> date:
        """The starting day; it is not counted."""
        return self.started.astimezone(LOCAL).date()

    @property
    def paused(self) -> bool:
        return bool(self.pauses) and self.pauses[-1].until is None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The closed pauses, in order."""
        return tuple((each.since, each.until) for each in self.pauses if each.until is not None)

    def pause(self, on: date, reason: str, by: int | None) -> "Clock":
        """Stop counting from the day ``on``. Raises ClockRefused."""
        if self.paused:
            raise ClockRefused(_("The term is already paused."))
        self._refuse_before(on)
        self._refuse_after_the_end(on)
        if self.gaps and on < self.gaps[-1][1]:
            raise ClockRefused(_("The term was already paused on that day."))
        pause = Pause(since=on, until=None, reason=_said(reason), by=by)
        return replace(self, pauses=(*self.pauses, pause), due=None, provisional=False)

    def resume(self, on: date, calendar: WorkCalendar) -> "Clock":
        """Count again, ``on`` being the first day that may count. Raises ClockRefused."""
        if not self.paused:
            raise ClockRefused(_("The term is not paused."))
        last = self.pauses[-1]
        if on < last.since:
            raise ClockRefused(_("A term cannot run again before the day on which it was paused."))
        closed = replace(last, until=on)
        return replace(self, pauses=(*self.pauses[:-1], closed)).recomputed(calendar)

    def extend(
        self, value: int, unit: TermUnit, reason: str, by: int | None, on: date, calendar: WorkCalendar
    ) -> "Clock":
        """Add time after the last counted day; where that day rolls, the extension still counts from it.

        A term that has run out cannot be extended. Raises ClockRefused.
        """
        if not 1 <= value <= MOST:
            raise ClockRefused(_("An extension is at least 1 and at most %(most)d long.") % {"most": MOST})
        self._refuse_before(on)
        self._refuse_after_the_end(on)
        extension = Extension(value=value, unit=unit, reason=_said(reason), by=by, on=on)
        return replace(self, extensions=(*self.extensions, extension)).recomputed(calendar)

    def recomputed(self, calendar: WorkCalendar) -> "Clock":
        """This clock by another calendar."""
        if self.paused:
            return replace(self, due=None, provisional=False, calendar=calendar.version)
        day = self.last_day(calendar)
        ends = [each.last for each in self.stretches(calendar) if each.working]
        if self.term.roll_forward:
            ends.append(day)
        return replace(
            self,
            due=datetime.combine(day + ONE_DAY, time(), LOCAL),
            provisional=any(map(calendar.is_provisional, ends)),
            calendar=calendar.version,
        )

    def stretches(self, calendar: WorkCalendar) -> tuple[Stretch, ...]:
        """The term and its extensions, each with the day it is counted after and its last day."""
        amounts = [(self.term.value, self.term.unit), *((each.value, each.unit) for each in self.extensions)]
        return tuple(counting.stretches(self.first, amounts, self.gaps, calendar))

    def last_day(self, calendar: WorkCalendar) -> date:
        """The day on which the term ends by ``calendar``, an open pause left aside."""
        counted = self.stretches(calendar)[-1].last
        return counting.last_day(counted, self.term.roll_forward, self.gaps, calendar)

    def as_json(self) -> dict[str, Any]:
        """This clock as JSON values."""
        return {
            "name": self.name,
            "term": {**asdict(self.term), "valid_from": self.term.valid_from.isoformat()},
            "started": _moment(self.started),
            "pauses": [
                {**asdict(each), "since": _day(each.since), "until": _day(each.until)} for each in self.pauses
            ],
            "extensions": [{**asdict(each), "on": _day(each.on)} for each in self.extensions],
            "due": _moment(self.due),
            "provisional": self.provisional,
            "calendar": self.calendar,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Clock":
        """The clock that `as_json` gave."""
        due = kept["due"]
        return cls(
            name=kept["name"],
            term=_term(kept["term"]),
            started=datetime.fromisoformat(kept["started"]),
            pauses=tuple(map(_pause, kept["pauses"])),
            extensions=tuple(map(_extension, kept["extensions"])),
            due=datetime.fromisoformat(due) if due else None,
            provisional=kept["provisional"],
            calendar=kept["calendar"],
        )

    def _refuse_before(self, on: date) -> None:
        if on < self.first:
            raise ClockRefused(_("The term had not begun on that day."))

    def _refuse_after_the_end(self, on: date) -> None:
        last = due_date(self)
        if last is not None and on > last:
            raise ClockRefused(_("The term has run out: it can be neither paused nor extended."))


def due_date(clock: Clock) -> date | None:
    """The last day of a clock's term; None while it is paused."""
    return (clock.due - timedelta(microseconds=1)).astimezone(LOCAL).date() if clock.due else None


def _said(reason: str) -> str:
    if not reason.strip():
        raise ClockRefused(_("Say why."))
    return reason.strip()


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None


def _term(kept: dict[str, Any]) -> Term:
    return Term(
        **{
            **kept,
            "unit": TermUnit(kept["unit"]),
            "mark": Mark(kept["mark"]),
            "valid_from": date.fromisoformat(kept["valid_from"]),
        }
    )


def _pause(kept: dict[str, Any]) -> Pause:
    until = kept["until"]
    return Pause(
        **{
            **kept,
            "since": date.fromisoformat(kept["since"]),
            "until": date.fromisoformat(until) if until else None,
        }
    )


def _extension(kept: dict[str, Any]) -> Extension:
    return Extension(**{**kept, "unit": TermUnit(kept["unit"]), "on": date.fromisoformat(kept["on"])})
