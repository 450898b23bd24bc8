"""Routes by the rule book as it stands."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from yixian.remedies.declare import KNOWN, Case
from yixian.remedies.questions import case_of
from yixian.remedies.rules import Found, RouteRow, routes, row_of
from yixian.rulebook.queries import book

KNOWN_ON = "known_on"
"""The fact of a matter that says when whoever raised it knew; `known` of the route finder."""


def found(case: Case, on: date) -> tuple[Found, ...]:
    """Every route of a case on a day."""
    return routes(case, book(on), on)


def case_from(category: str, facts: Mapping[str, Any]) -> Case:
    """A case from the remembered facts of a matter; what is no answer to a question of its kind is left out."""
    return case_of(category, {**facts, KNOWN: facts.get(KNOWN_ON) or facts.get(KNOWN)})


def rows_for(category: str, facts: Mapping[str, Any], on: date) -> list[RouteRow]:
    """What an exit notice prints: the open routes, soonest last day first, in plain text of the active language."""
    return [row_of(each) for each in found(case_from(category, facts), on) if each.is_open]


def soonest(category: str, facts: Mapping[str, Any], on: date) -> Found | None:
    """The open route that closes first, where any has a day on which it closes."""
    open_ones = (each for each in found(case_from(category, facts), on) if each.is_open)
    return next((each for each in open_ones if each.last_day), None)


def split(ways: tuple[Found, ...]) -> dict[str, list[Found]]:
    """The open routes and the others, as a page shows them."""
    return {
        "open": [each for each in ways if each.is_open],
        "closed": [each for each in ways if not each.is_open],
    }
