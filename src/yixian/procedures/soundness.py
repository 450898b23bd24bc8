"""Is a declaration whole? Its structural faults, as sentences for a system check."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from string import Formatter

from yixian.procedures.enums import FieldKind, MoveKind, Mover, StepKind
from yixian.procedures.language import Back, Field, Move, Procedure, Step


def faults(procedure: Procedure) -> list[str]:
    """Everything wrong with the shape of a procedure, one sentence a fault; empty when it is sound."""
    known = {step.key for step in procedure.steps}
    found = [
        *_repeated("step", (step.key for step in procedure.steps)),
        *_repeated("move", (move.key for move in procedure.moves)),
        *_repeated("outcome", (outcome.value for outcome in procedure.outcomes)),
    ]
    if procedure.start not in known:
        found.append(f"the start {procedure.start!r} is no step")
    for step in procedure.steps:
        found += _step_faults(procedure, step)
    for move in procedure.moves:
        found += _move_faults(procedure, move, known)
    found += _passing_faults(procedure, known)
    found += _unreachable(procedure, known)
    return [f"{procedure.key} version {procedure.version}: {fault}" for fault in found]


def _repeated(noun: str, keys: Iterable[str]) -> Iterator[str]:
    return (f"{noun} {key!r} is declared {count} times" for key, count in Counter(keys).items() if count > 1)


def _step_faults(procedure: Procedure, step: Step) -> Iterator[str]:
    name = f"step {step.key!r}"
    leaving = procedure.moves_from(step.key)
    if step.kind in (StepKind.WORK, StepKind.AFTER) and step.holder is None:
        yield f"{name} is work and has no holder"
    if step.lapse and not any(move.key == step.lapse and Mover.CLOCK in move.movers for move in leaving):
        yield f"{name} lapses by {step.lapse!r}, which is no move of the clock from there"
    if step.lapse and step.limit is None:
        yield f"{name} lapses and has no limit"
    if step.kind is StepKind.END and step.limit is not None:
        yield f"{name} is an end and has a limit"
    if step.kind is StepKind.END:
        for move in leaving:
            if move.kind not in (MoveKind.RETURN, MoveKind.CLOSE):
                yield f"move {move.key!r} leaves the end {step.key!r} and is neither a return nor a close"
    yield from (f"{name}: {fault}" for fault in _repeated("guard", (guard.key for guard in step.requires)))


def _move_faults(procedure: Procedure, move: Move, known: set[str]) -> Iterator[str]:
    name = f"move {move.key!r}"
    if not move.sources:
        yield f"{name} has no source"
    yield from (
        f"{name} leaves {source!r}, which is no step" for source in move.sources if source not in known
    )
    yield from (
        f"{name} leads to {target!r}, which is no step" for target in move.targets() if target not in known
    )
    if isinstance(move.target, Back):
        yield from (f"{name} {fault}" for fault in _back_faults(procedure, move.target))
    if not move.movers:
        yield f"{name} can be made by nobody"
    if {Mover.OFFICER, Mover.TAKER} & move.movers and not move.ability:
        yield f"{name} is an officer's and names no ability"
    yield from (f"{name} {fault}" for fault in _taking_faults(procedure, move))
    if move.outcome and move.outcome not in {outcome.value for outcome in procedure.outcomes}:
        yield f"{name} gives the outcome {move.outcome!r}, which is not declared"
    yield from (f"{name} {fault}" for fault in _outcome_faults(procedure, move))
    yield from (f"{name}: {fault}" for fault in _repeated("source", move.sources))
    yield from (f"{name}: {fault}" for fault in _repeated("field", (field.key for field in move.fields)))
    for field in move.fields:
        yield from (f"{name}, field {field.key!r}: {fault}" for fault in _field_faults(field))


def _taking_faults(procedure: Procedure, move: Move) -> Iterator[str]:
    if bool(move.takers) != (Mover.TAKER in move.movers) or (move.takers and len(move.movers) > 1):
        yield "is taken by units and by others, or by none that it names"
    for key in move.targets() if move.takers else ():
        step = next((step for step in procedure.steps if step.key == key), None)
        if step is not None and not (step.holder and step.holder.keeps):
            yield f"gives the matter to who takes it, but {key!r} has a holder of its own"


def _outcome_faults(procedure: Procedure, move: Move) -> Iterator[str]:
    if not move.outcome_by:
        return
    field = next((field for field in move.fields if field.key == move.outcome_by), None)
    if field is None or field.kind is not FieldKind.CHOICE or not field.required:
        yield f"takes its outcome from {move.outcome_by!r}, which is no choice that must be made"
        return
    known = {outcome.value for outcome in procedure.outcomes}
    for choice in field.choices:
        if choice.value not in known:
            yield f"gives the outcome {choice.value!r}, which is not declared"


def _passing_faults(procedure: Procedure, known: set[str]) -> Iterator[str]:
    passing = procedure.passing
    if passing is None:
        return
    if not passing.bodies:
        yield "can be handed over to nobody"
    if passing.entry and passing.entry not in known:
        yield f"is entered at {passing.entry!r}, which is no step"
    yield from _repeated("admission", (guard.key for guard in passing.admits))


def _back_faults(procedure: Procedure, back: Back) -> Iterator[str]:
    ends = {step.key for step in procedure.steps if step.kind is StepKind.END}
    if not back.options:
        yield "goes back and names no step it may go back to"
    for option in back.options:
        if option in ends:
            yield f"goes back to {option!r}, which is an end"
    yield from _repeated("option", back.options)


def _field_faults(field: Field) -> Iterator[str]:
    if field.kind is FieldKind.CHOICE and not field.choices:
        yield "a choice without answers"
    if field.kind is not FieldKind.CHOICE and field.choices:
        yield "has answers but is no choice"
    yield from _repeated("answer", (choice.value for choice in field.choices))
    if unknown := [name for _, name, _, _ in Formatter().parse(field.fact) if name not in (None, "step")]:
        yield f"its fact asks for {', '.join(map(repr, unknown))}; only {{step}} is known"


def _unreachable(procedure: Procedure, known: set[str]) -> Iterator[str]:
    onward: dict[str, set[str]] = {key: set() for key in known}
    backward: dict[str, set[str]] = {key: set() for key in known}
    for move in procedure.moves:
        for source in known.intersection(move.sources):
            for target in known.intersection(move.targets()):
                onward[source].add(target)
                backward[target].add(source)
    reached = _closure({procedure.start} & known, onward)
    ending = _closure({step.key for step in procedure.steps if step.kind is StepKind.END}, backward)
    for step in procedure.steps:
        if step.key not in reached:
            yield f"step {step.key!r} cannot be reached from the start"
        if step.key not in ending:
            yield f"step {step.key!r} has no way to an end"


def _closure(seeds: set[str], arrows: dict[str, set[str]]) -> set[str]:
    seen, waiting = set(seeds), deque(seeds)
    while waiting:
        for key in arrows[waiting.popleft()] - seen:
            seen.add(key)
            waiting.append(key)
    return seen
