"""The rule book as it is declared, and short words for cases; no database."""

from datetime import date
from typing import Any

from yixian.kernel.workdays import WorkCalendar
from yixian.remedies.questions import case_of
from yixian.remedies.rules import Found, routes
from yixian.rulebook import declare
from yixian.rulebook.queries import Book
from yixian.rulebook.terms import Term

ON = date(2026, 3, 4)
"""A Wednesday."""


def declared(on: date) -> Book:
    """The declared rows and the announced schedule."""
    dated = tuple(
        Term(
            code=row.code,
            value=row.value,
            unit=row.unit,
            source=row.source_id,
            article=row.article,
            mark=row.mark,
            roll_forward=row.roll_forward,
            valid_from=row.valid_from,
        )
        for row in declare.every()
    )
    return Book(on=on, dated=dated, calendar=WorkCalendar())


def ways(category: str, on: date = ON, **answers: Any) -> dict[str, Found]:
    """Every route of a case by its key; days are given as ISO text."""
    return {each.route.key: each for each in routes(case_of(category, answers), declared(on), on)}
