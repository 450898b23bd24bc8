"""The rule book as it stands on a day, read from memory where it was read a moment ago."""

import time
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.db import connection, transaction

from yixian.kernel import banner
from yixian.kernel.workdays import SCHEDULE_UNTIL, DayKind, WorkCalendar
from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.models import DayCorrection, PublishedYear, Rule
from yixian.rulebook.terms import LOCAL, Term

SECONDS_KEPT = 10.0


class UnknownRule(KeyError):
    """No row of this code is in force on that day."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Book:
    """The rule book on a day: the rows in force and the calendar."""

    on: date
    dated: tuple[Term, ...]
    """Every row, by code and day, also those no longer or not yet in force."""
    calendar: WorkCalendar

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return {term.code: term for term in self.dated if term.valid_from <= self.on}

    @property
    def rows(self) -> tuple[Term, ...]:
        """The rows in force, by code."""
        return tuple(self._terms.values())

    def term(self, code: str) -> Term:
        """The row in force. Raises UnknownRule."""
        try:
            return self._terms[code]
        except KeyError:
            raise UnknownRule(f"no rule {code} is in force on {self.on}") from None

    def back(self, code: str, at: datetime) -> datetime:
        """The moment that lies the term of a row before another, at the same hour. Raises UnknownRule."""
        local = at.astimezone(LOCAL)
        return datetime.combine(self.term(code).back(local.date(), self.calendar), local.timetz())


@dataclass(slots=True)
class _Shelf:
    """What one reading found, and the books made of it."""

    until: float
    dated: tuple[Term, ...]
    calendar: WorkCalendar
    books: dict[date, Book] = field(default_factory=dict)


class _Written:
    """Waits in a transaction that wrote to the rule book; gone when that is rolled back.

    Readings inside the transaction are kept here, where no one else finds them.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.shelf: _Shelf | None = None

    def __call__(self) -> None:
        _shelves.pop(self.code, None)


_shelves: dict[str, _Shelf] = {}


def book(on: date) -> Book:
    """The rule book on a day: three statements, or none where it was read in the last seconds."""
    code = banner.current()
    written = _written(code)
    shelf = written.shelf if written else _shelves.get(code)
    if shelf is None or shelf.until <= time.monotonic():
        shelf = _read()
        if written:
            written.shelf = shelf
        else:
            _shelves[code] = shelf
    if on not in shelf.books:
        shelf.books[on] = Book(on=on, dated=shelf.dated, calendar=shelf.calendar)
    return shelf.books[on]


def forget() -> None:
    """Read anew from now on: inside this transaction at once, elsewhere in this process when it commits."""
    code = banner.current()
    if connection.in_atomic_block:
        transaction.on_commit(_Written(code))
    else:
        _shelves.pop(code, None)


def _written(code: str) -> _Written | None:
    waiting = (entry[1] for entry in reversed(connection.run_on_commit))
    return next((each for each in waiting if isinstance(each, _Written) and each.code == code), None)


def _read() -> _Shelf:
    until = time.monotonic() + SECONDS_KEPT
    dated = tuple(_term(row) for row in Rule.objects.order_by("code", "valid_from"))
    return _Shelf(until=until, dated=dated, calendar=_calendar())


def _term(row: Rule) -> Term:
    return Term(
        code=row.code,
        value=row.value,
        unit=TermUnit(row.unit),
        source=row.source,
        article=row.article,
        mark=Mark(row.mark),
        roll_forward=row.roll_forward,
        valid_from=row.valid_from,
    )


def _calendar() -> WorkCalendar:
    corrections = list(DayCorrection.objects.all())
    published = [date(year, 12, 31) for year in PublishedYear.objects.values_list("year", flat=True)]
    return WorkCalendar(
        corrections={each.day: DayKind(each.kind) for each in corrections},
        names={each.day: each.name for each in corrections if each.name},
        published_until=max(published, default=SCHEDULE_UNTIL),
    )
