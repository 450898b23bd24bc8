"""Pure rules of the board: what may stand on it, and in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from yixian.board import sources as law
from yixian.board.enums import Standing
from yixian.matters.enums import State
from yixian.procedures.decide import Refusal

MEDIATED = frozenset({"dispute"})
"""Procedures in which parties are heard: all of them must have agreed that others hear it."""
ADMITTED = frozenset({"petition", "concern"}) | MEDIATED
"""Procedures whose matters may be put up."""
CLOSED_FACTS = ("violence", "minor", "crime")
"""Facts of a matter that never goes before the public."""
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """What the rules look at of a matter."""

    procedure: str
    state: str
    outcome: str
    facts: Mapping[str, Any]
    about: bool
    discreet: bool


def obstacles(matter: Candidate) -> list[Refusal]:
    """Why a matter may not stand on the board; nothing, where it may."""
    checks = (
        (
            matter.about or matter.facts.get("purpose") == "accusation",
            _("It is a complaint about a unit or a person: such a matter is never made public."),
            law.NO_LEAK,
        ),
        (
            matter.discreet or matter.procedure not in ADMITTED,
            _("Matters of this kind are handled without the public."),
            law.PRIVACY,
        ),
        (
            any(matter.facts.get(fact) for fact in CLOSED_FACTS),
            _("Violence, a minor or a possible crime is involved: such a matter is never made public."),
            law.PRIVACY,
        ),
        (
            matter.procedure in MEDIATED and matter.facts.get("openness") != "yes",
            _("The parties have not agreed that others hear of their dispute."),
            law.PARTY_RIGHTS,
        ),
        (
            matter.state == State.MERGED or matter.outcome == WITHDRAWN,
            _("It was withdrawn, or joined with another matter."),
            law.METHOD,
        ),
    )
    return [Refusal(text=text, clause=clause) for fails, text, clause in checks if fails]


def standing(state: str, *, overdue: bool) -> Standing:
    """How a matter stands, as the public reads it."""
    if overdue:
        return Standing.OVERDUE
    return Standing.IN_HAND if state == State.WORK else Standing.ANSWERED


def answered(state: str) -> bool:
    """Whether a matter has an answer that can be put up."""
    return state in (State.WAITING, State.AFTER, State.END)
