"""Terms, moments and calendars for the tests of the rule book."""

from datetime import date, datetime, time

from yixian.kernel.workdays import WorkCalendar
from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.terms import LOCAL, Clock, Term

CALENDAR = WorkCalendar()


def term(value: int = 60, unit: TermUnit = TermUnit.DAYS, *, roll: bool = True, mark: Mark = Mark.V) -> Term:
    return Term("petition.settle", value, unit, "Regulation", "34", mark, roll, date(2022, 5, 1))


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(on: date, hour: int = 9) -> datetime:
    return datetime.combine(on, time(hour), LOCAL)


def clock(
    start: str, value: int = 60, unit: TermUnit = TermUnit.DAYS, *, roll: bool = True, mark: Mark = Mark.V
) -> Clock:
    return Clock.start("legal", term(value, unit, roll=roll, mark=mark), moment(day(start)), CALENDAR)
