"""Everything a matter can come to under a procedure, found by asking ``decide`` about every answer.

Facts that no guard can read any more are dropped from a standing, so that the walk stays finite and quick
without losing a single distinction that a guard could draw.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from yixian.procedures.decide import Decision, Standing, decide
from yixian.procedures.enums import FieldKind, StepKind
from yixian.procedures.language import Back, Facts, Field, Guard, Move, Procedure

Place = tuple[str, str]
"""A step and the step before it."""

ABSENT = object()
FILLER = "…"
SOME_DAY = "2000-01-01"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reached:
    """A standing, the shortest way of moves to it, what leads on, and the guards its step finds unmet."""

    standing: Standing
    path: tuple[str, ...]
    enabled: tuple[str, ...]
    leads_to: tuple[str, ...]
    unmet: tuple[str, ...]


def walk(procedure: Procedure, opening: Mapping[str, Sequence[Any]] | None = None) -> Iterator[Reached]:
    """Every standing that can be reached, nearest first.

    ``opening`` maps each fact known when a matter is opened to the values it may have. Every answer of a
    choice, yes and no, and the presence and absence of what is optional are tried wherever a guard may read
    them; free text and dates stand for themselves by one example.
    """
    reading = _Reading(procedure, opening or {})
    first = [_standing(reading, procedure.start, "", facts) for facts in _openings(opening or {})]
    queue: deque[tuple[Standing, tuple[str, ...]]] = deque((standing, ()) for standing in first)
    seen = {_name(standing) for standing in first}
    while queue:
        standing, path = queue.popleft()
        arrivals = _arrivals(procedure, reading, standing)
        yield Reached(
            standing=standing,
            path=path,
            enabled=tuple(dict.fromkeys(move for move, _ in arrivals)),
            leads_to=tuple(dict.fromkeys(after.step for _, after in arrivals)),
            unmet=tuple(g.key for g in procedure.step(standing.step).requires if not g.holds(standing.facts)),
        )
        for move, after in arrivals:
            if (name := _name(after)) not in seen:
                seen.add(name)
                queue.append((after, (*path, move)))


def trouble(procedure: Procedure, opening: Mapping[str, Sequence[Any]] | None = None) -> list[str]:
    """What the walk finds wrong: standings without a way on, steps entered without what they require."""
    found = []
    for reached in walk(procedure, opening):
        where = f"{procedure.key}: {reached.standing.step} by {' > '.join(reached.path) or 'opening'}"
        if reached.unmet:
            found.append(f"{where} lacks {', '.join(reached.unmet)}")
        if not reached.enabled and procedure.step(reached.standing.step).kind is not StepKind.END:
            found.append(f"{where} has no way on with {dict(reached.standing.facts)}")
    return found


def _arrivals(procedure: Procedure, reading: "_Reading", standing: Standing) -> list[tuple[str, Standing]]:
    found = []
    for move in procedure.moves_from(standing.step):
        after = (_follow(move, (standing.step, standing.came_from)), standing.step)
        heeded = reading.live[after] | reading.by(move.guards)
        for given in _answers(move, standing.step, heeded):
            decision = decide(procedure, standing, move, given)
            if isinstance(decision, Decision):
                reached = _standing(reading, decision.target.key, standing.step, decision.facts)
                found.append((move.key, reached))
    return found


def _answers(move: Move, step: str, heeded: frozenset[str]) -> Iterator[dict[str, Any]]:
    options = []
    for field in move.fields:
        values = _values(field)
        if not field.fact or field.fact.format(step=step) not in heeded:
            values = values[:1]
        elif not field.required:
            values = [*values, ABSENT]
        options.append([(field.key, value) for value in values])
    for combination in product(*options):
        yield {key: value for key, value in combination if value is not ABSENT}


def _values(field: Field) -> list[Any]:
    match field.kind:
        case FieldKind.CHOICE:
            return [choice.value for choice in field.choices]
        case FieldKind.YES_NO:
            return [True, False]
        case FieldKind.DATE:
            return [SOME_DAY]
        case _:
            return [FILLER]


def _follow(move: Move, place: Place) -> str:
    """The step that a move leads to from a place, a way back being resolved as ``decide`` resolves it."""
    if not isinstance(move.target, Back):
        return move.target
    return place[1] if place[1] in move.target.options else move.target.options[0]


def _openings(opening: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    return (dict(zip(opening, values, strict=True)) for values in product(*opening.values()))


def _standing(reading: "_Reading", step: str, came_from: str, facts: Facts) -> Standing:
    live = reading.live[step, came_from]
    return Standing(step=step, came_from=came_from, facts={k: v for k, v in facts.items() if k in live})


def _name(standing: Standing) -> tuple[str, str, frozenset[tuple[str, Any]]]:
    return standing.step, standing.came_from, frozenset(standing.facts.items())


class _Reading:
    """Which facts guards can read, and which of them can still be read from a place on."""

    def __init__(self, procedure: Procedure, opening: Mapping[str, Sequence[Any]]) -> None:
        self._domains = _domains(procedure, opening)
        self._known: dict[Guard, frozenset[str]] = {}
        self.live = self._live(procedure)

    def by(self, guards: tuple[Guard, ...]) -> frozenset[str]:
        for guard in guards:
            if guard not in self._known:
                self._known[guard] = frozenset(_reads(guard, self._domains, {}))
        return frozenset().union(*(self._known[guard] for guard in guards))

    def _live(self, procedure: Procedure) -> dict[Place, frozenset[str]]:
        arrows = _arrows(procedure)
        live = {place: self.by(procedure.step(place[0]).requires) for place in arrows}
        for place, leaving in arrows.items():
            for move, _ in leaving:
                live[place] |= self.by(move.guards)
        changed = True
        while changed:
            changed = False
            for place, leaving in arrows.items():
                wider = live[place].union(*(live[after] for _, after in leaving))
                changed |= wider != live[place]
                live[place] = wider
        return live


def _arrows(procedure: Procedure) -> dict[Place, list[tuple[Move, Place]]]:
    found: dict[Place, list[tuple[Move, Place]]] = {}
    waiting: list[Place] = [(procedure.start, "")]
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        moves = procedure.moves_from(place[0])
        found[place] = [(move, (_follow(move, place), place[0])) for move in moves]
        waiting += [after for _, after in found[place]]
    return found


def _domains(procedure: Procedure, opening: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
    domains: dict[str, list[Any]] = {name: list(values) for name, values in opening.items()}
    for move in procedure.moves:
        for name, value in move.sets.items():
            domains.setdefault(name, []).append(value)
        for field in move.fields:
            for source in move.sources if field.fact else ():
                remembered = [True] if field.sealed else _values(field)
                domains.setdefault(field.fact.format(step=source), []).extend(remembered)
    return domains


class _Asked(Exception):
    """A guard read a fact to which this trial gives no value yet."""


class _Trial(dict[str, Any]):
    """Facts under trial: the first read of a fact without a value stops the guard."""

    def __missing__(self, name: str) -> Any:
        raise _Asked(name)

    def get(self, name: str, default: Any = None) -> Any:
        value = self[name]
        return default if value is ABSENT else value

    def __contains__(self, name: object) -> bool:
        return self[str(name)] is not ABSENT


def _reads(guard: Guard, domains: Mapping[str, Sequence[Any]], assumed: dict[str, Any]) -> set[str]:
    """Every fact that a guard reads under any values of the facts read before it."""
    try:
        guard.holds(_Trial(assumed))
    except _Asked as asked:
        name = str(asked.args[0])
        found = {name}
        for value in [*dict.fromkeys(domains.get(name, ())), ABSENT]:
            found |= _reads(guard, domains, {**assumed, name: value})
        return found
    return set()
