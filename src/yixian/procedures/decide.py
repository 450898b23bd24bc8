"""Pure decisions: which moves are open, what a move needs, what it leads to.

Nothing here reads a clock or a database. The engine in ``matters`` asks these functions and carries out
what they answer; the transition-table walk in the tests asks the very same functions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from yixian.procedures.enums import FieldKind, MoveKind, Mover
from yixian.procedures.language import Back, Clause, Facts, Field, Guard, Move, Procedure, Step, Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where a matter stands: its step, the step before, and what is remembered of it."""

    step: str
    came_from: str
    facts: Facts


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Why a move may not be made, as a sentence, the clause it rests on, and the field at fault if any."""

    text: Text
    clause: Clause | None = None
    field: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What a permitted move leads to. ``changed`` are the facts it set; ``outcome`` None leaves the one there is."""

    move: Move
    target: Step
    facts: dict[str, Any]
    changed: dict[str, Any]
    outcome: str | None
    plain: dict[str, Any]
    sealed: dict[str, str]


def offers(procedure: Procedure, standing: Standing, mover: Mover) -> tuple[Move, ...]:
    """The moves that lead out of this step for this kind of mover, in the order they are declared."""
    facts = standing.facts
    return tuple(
        move
        for move in procedure.moves_from(standing.step)
        if mover in move.movers and all(guard.holds(facts) for guard in move.guards if guard.fixed)
    )


def obstacles(
    procedure: Procedure, standing: Standing, move: Move, facts: Facts | None = None
) -> list[Refusal]:
    """What stands against a move with these facts: its own guards, then what the target step requires."""
    known = standing.facts if facts is None else facts
    target = procedure.step(_target(standing, move))
    return [*_unmet(move.guards, known), *_unmet(target.requires, known)]


def _unmet(guards: tuple[Guard, ...], facts: Facts) -> list[Refusal]:
    return [Refusal(text=guard.text, clause=guard.clause) for guard in guards if not guard.holds(facts)]


def decide(
    procedure: Procedure, standing: Standing, move: Move, given: Mapping[str, Any]
) -> Decision | list[Refusal]:
    """Judge a move with what was supplied.

    ``given`` maps field keys to text, ISO date text or date, bool, or a choice value. Returns a Decision, or
    the non-empty list of everything that stands against the move.
    """
    if standing.step not in move.sources:
        return [Refusal(text=_("This matter is no longer at the step where that can be done."))]
    plain, sealed, refusals = _read(move, given)
    given_facts = {**move.sets, **_remembered(standing, move, plain, sealed)}
    facts = {**standing.facts, **given_facts}
    refusals += _unmet(move.guards, facts)
    for name in move.clears:
        facts.pop(name, None)
    target = procedure.step(_target(standing, move))
    refusals += _unmet(target.requires, facts)
    if refusals:
        return refusals
    return Decision(
        move=move,
        target=target,
        facts=facts,
        changed={name: value for name, value in facts.items() if standing.facts.get(name) != value},
        outcome=_outcome(move, plain),
        plain=plain,
        sealed=sealed,
    )


def admission(procedure: Procedure, facts: Facts, category: str) -> list[Refusal]:
    """What stands against taking a matter with these facts into a procedure; its kind is the fact `category`."""
    if procedure.passing is None:
        return [Refusal(text=_("Nothing can be handed over into this procedure."))]
    if category not in {choice.value for choice in procedure.categories}:
        return [Refusal(text=_("Matters of this kind are not dealt with there."), clause=procedure.clause)]
    return _unmet(procedure.passing.admits, {**facts, "category": category})


def _outcome(move: Move, plain: Facts) -> str | None:
    if move.outcome_by:
        return str(plain[move.outcome_by])
    return move.outcome or ("" if move.kind is MoveKind.RETURN else None)


def _target(standing: Standing, move: Move) -> str:
    if not isinstance(move.target, Back):
        return move.target
    return standing.came_from if standing.came_from in move.target.options else move.target.options[0]


def _read(move: Move, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str], list[Refusal]]:
    plain: dict[str, Any] = {}
    sealed: dict[str, str] = {}
    refusals: list[Refusal] = []
    for wanted in move.fields:
        value = _clean(wanted, given.get(wanted.key))
        if isinstance(value, Refusal):
            refusals.append(value)
        elif value is None:
            if wanted.required:
                refusals.append(
                    Refusal(text=_("Please fill this in."), clause=wanted.source, field=wanted.key)
                )
        elif wanted.sealed:
            sealed[wanted.key] = value
        else:
            plain[wanted.key] = value
    return plain, sealed, refusals


def _clean(wanted: Field, value: Any) -> Any:
    if value is None or value == "":
        return None
    if wanted.kind is FieldKind.YES_NO:
        return value if isinstance(value, bool) else str(value).lower() in ("true", "yes", "1", "on")
    if wanted.kind is FieldKind.CHOICE:
        if value not in {choice.value for choice in wanted.choices}:
            return Refusal(text=_("Please choose one of the answers offered."), field=wanted.key)
        return value
    if wanted.kind is FieldKind.DATE:
        return _clean_date(wanted, value)
    return str(value).strip() or None


def _clean_date(wanted: Field, value: Any) -> str | Refusal:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()
    except ValueError:
        return Refusal(text=_("Please give the date as year-month-day."), field=wanted.key)


def _remembered(standing: Standing, move: Move, plain: Facts, sealed: Facts) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for wanted in move.fields:
        if not wanted.fact:
            continue
        name = wanted.fact.format(step=standing.step)
        if wanted.key in plain:
            facts[name] = plain[wanted.key]
        elif wanted.key in sealed:
            facts[name] = True
    return facts
