"""Reading hand-overs: who had a matter for how long, what is under way, and to whom it may go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from yixian.access.actor import Actor
from yixian.matters.enums import OPEN_PASSAGES, PassageState, State
from yixian.matters.models import Matter, Passage
from yixian.places.models import Unit
from yixian.procedures import registry
from yixian.procedures.decide import admission
from yixian.procedures.language import Procedure, Text


@dataclass(frozen=True, kw_only=True)
class Leg:
    """A time in which one unit answered for a matter in one procedure; `until` None while it does."""

    unit: Unit
    procedure: Text
    since: datetime
    until: datetime | None
    days: int


def passages_of(matter: Matter) -> list[Passage]:
    """Every hand-over of a matter, in order. One statement; none where nobody else ever had it or is to have it."""
    if not matter.keepers and matter.offered_to_id is None:
        return []
    rows = Passage.objects.filter(matter=matter).select_related("from_unit", "to_unit")
    return list(rows.defer("from_unit__boundary", "to_unit__boundary"))


def under_way(passages: Sequence[Passage]) -> Passage | None:
    """The hand-over that is not settled yet."""
    return next((each for each in passages if each.state in OPEN_PASSAGES), None)


def legs(matter: Matter, passages: Sequence[Passage], at: datetime) -> list[Leg]:
    """Who answered for a matter since when, from the first receiver on; the days of all add up to its whole time.

    Within a leg the holder may change by the steps of the procedure; a leg ends when another unit has taken it.
    """
    turns: list[tuple[datetime, Unit, str]] = []
    taken = [each for each in passages if each.state in (PassageState.TAKEN, PassageState.RETURNED)]
    if not taken:
        return []
    turns.append((matter.raised_at, taken[0].from_unit, taken[0].from_procedure))
    for each in taken:
        assert each.settled_at is not None
        turns.append((each.settled_at, each.to_unit, each.to_procedure))
        if each.returned_at is not None:
            turns.append((each.returned_at, each.from_unit, each.from_procedure))
    turns.sort(key=lambda turn: turn[0])
    ends = [turn[0] for turn in turns[1:]] + [matter.ended_at]
    return [
        Leg(
            unit=unit,
            procedure=registry.get(key).title,
            since=since,
            until=until,
            days=((until or at).date() - since.date()).days,
        )
        for (since, unit, key), until in zip(turns, ends, strict=True)
    ]


def may_answer(actor: Actor, passage: Passage) -> bool:
    """Whether an actor takes or refuses for the unit that it is offered to; nobody answers their own offer."""
    own = passage.from_unit_id in actor.own_units
    return not own and actor.may("matters.take_over", passage.to_unit.lineage)


def may_decide(actor: Actor, passage: Passage) -> bool:
    """Whether an actor stands above both units of a hand-over; nobody decides on one of their own unit."""
    units = (passage.from_unit, passage.to_unit)
    own = any(unit.pk in actor.own_units for unit in units)
    return not own and all(actor.may("matters.arbitrate", unit.lineage) for unit in units)


def may_be_given_back(matter: Matter, passages: Sequence[Passage]) -> bool:
    """Whether there is a unit that it was taken over from, and it is in hand."""
    last = next((each for each in reversed(passages) if each.state == PassageState.TAKEN), None)
    return (
        last is not None
        and gives_back(matter, last)
        and matter.state == State.WORK
        and matter.offered_to_id is None
    )


def gives_back(matter: Matter, passage: Passage) -> bool:
    """Whether whoever has a matter may give it back: within a procedure only the unit that took it, for the step
    stays as it is.
    """
    return passage.from_procedure != matter.procedure or passage.to_unit_id == matter.holder_id


@dataclass(frozen=True)
class Way:
    """A procedure that a matter may pass into, with the units that may take it there."""

    procedure: Procedure
    units: list[Unit]


def ways(matter: Matter, on: date) -> list[Way]:
    """Where a matter may be handed over to, its own procedure first. One statement.

    Units that it is about, and those that stand under them, are left out; those of its own town come first.
    """
    open_to = [
        procedure
        for procedure in registry.newest()
        if procedure.passing and not admission(procedure, matter.facts, matter.category)
    ]
    open_to.sort(key=lambda procedure: (procedure.key != matter.procedure, procedure.key))
    kinds = {kind for procedure in open_to if procedure.passing for kind in procedure.passing.bodies}
    units = list(_in_being(kinds, matter, on))
    near = set(matter.place.lineage[1:])
    units.sort(key=lambda unit: (not near & set(unit.lineage), unit.kind, unit.pk))
    return [
        Way(procedure, [unit for unit in units if unit.kind in procedure.passing.bodies])
        for procedure in open_to
        if procedure.passing
    ]


def _in_being(kinds: set[str], matter: Matter, on: date) -> QuerySet[Unit]:
    found = Unit.objects.on(on).filter(kind__in=kinds).exclude(pk=matter.holder_id)
    if matter.about_units:
        found = found.exclude(lineage__overlap=matter.about_units)
    return found.defer("boundary").order_by("kind", "pk")
