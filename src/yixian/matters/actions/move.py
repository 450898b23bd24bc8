"""Moving a matter along its procedure."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.matters import clocks, rules
from yixian.matters.actions.standing import drop_offer, enter, hold
from yixian.matters.actions.store import Refused, Writing, refuse, take
from yixian.matters.enums import OPEN_STATES
from yixian.matters.events import MOVED
from yixian.matters.models import Matter
from yixian.places.models import Unit
from yixian.procedures.decide import Decision, decide
from yixian.procedures.language import Move, Procedure
from yixian.rulebook.queries import Book, book
from yixian.rulebook.terms import Clock


@transaction.atomic
def move(
    *,
    by: Actor,
    at: datetime,
    key: str,
    given: Mapping[str, Any],
    seen: int | None,
    uid: UUID | None = None,
    code: str = "",
    token: UUID | None = None,
    unit: Unit | None = None,
) -> Matter:
    """Make a move: an officer's on `uid`, or the raiser's by receipt `code`. `given` maps field keys to values.

    `unit` takes the matter by a move that names `takers`; whoever has not seen it before has no version `seen`.

    Raises Denied, Refused, Stale, Matter.DoesNotExist, InvalidCode; KeyError for a move that there is not.
    """
    writing = take(by=by, at=at, uid=uid, code=code, seen=seen, token=token, taking=unit is not None)
    return writing.matter if writing.done else carry_out(writing, key, given, unit)


def carry_out(writing: Writing, key: str, given: Mapping[str, Any], unit: Unit | None = None) -> Matter:
    """Make a move on a matter in hand, by which `unit` takes it where the move names takers."""
    matter = writing.matter
    procedure = matter.declaration
    wanted = procedure.move(key)
    if writing.mover not in wanted.movers:
        raise refuse(_("This is not for you to do."))
    if unit is None or not writing.by.may(wanted.ability, unit.lineage):
        writing.require(wanted.ability, rules.ground(wanted, matter.holder.lineage, matter.place.lineage))
    rules_of_day = book(timezone.localdate(writing.at))
    if wanted.within and not is_within(matter, wanted, rules_of_day, writing.at):
        raise refuse(_("The time in which this can be taken up again has passed. Please raise it anew."))
    standing = rules.standing(matter.step, matter.came_from, matter.facts)
    decision = decide(procedure, standing, wanted, given)
    if not isinstance(decision, Decision):
        raise Refused(decision)
    _refuse_future(procedure, decision, timezone.localdate(writing.at))
    if unit is not None and unit.kind not in wanted.takers:
        raise refuse(_("A unit of this kind cannot take it."), field="unit")
    before, kind = answer_of(matter), matter.holder.kind
    source = matter.step
    drop_offer(matter, writing.at)
    if unit is not None:
        hold(matter, unit)
    _apply(matter, procedure, decision, rules_of_day, writing.at)
    words = {
        field.key: writing.seal(field.key, decision.sealed[field.key], rules.voice(field, writing.mover))
        for field in wanted.fields
        if field.key in decision.sealed
    }
    writing.tell(MOVED, _body(matter, decision, source, before) | {"kind": kind, "words": words})
    return writing.store()


def _refuse_future(procedure: Procedure, decision: Decision, today: date) -> None:
    """Raise Refused where a clock would count from a day that has not come."""
    limits = [decision.target.limit, procedure.legal_limit if decision.move.starts_legal else None]
    for name in {limit.since for limit in limits if limit and limit.since}:
        day = decision.facts.get(name)
        if day and date.fromisoformat(day) > today:
            field = next((each.key for each in decision.move.fields if each.fact == name), "")
            raise refuse(_("That day has not come yet."), field=field)


def is_within(matter: Matter, wanted: Move, rules_of_day: Book, at: datetime) -> bool:
    """Whether a move that is open for some time after the end may still be made."""
    if matter.ended_at is None:
        return False
    clock = Clock.start(wanted.key, rules_of_day.term(wanted.within), matter.ended_at, rules_of_day.calendar)
    return clock.due is not None and at < clock.due


def _apply(
    matter: Matter, procedure: Procedure, decision: Decision, rules_of_day: Book, at: datetime
) -> None:
    matter.facts = decision.facts
    if decision.move.answers:
        matter.asked_at = None
    if decision.outcome is not None:
        _settle(matter, decision.outcome)
    clocks.resume_legal(matter, timezone.localdate(at), rules_of_day)
    if decision.move.starts_legal:
        clocks.begin_legal(matter, procedure, rules_of_day, at)
    enter(matter, decision.target, book=rules_of_day, at=at)


def _settle(matter: Matter, outcome: str) -> None:
    """Note an outcome, in memory, and where it was come to; one that only follows an earlier one leaves that as it is."""
    follows = bool(outcome and matter.outcome) and matter.state not in OPEN_STATES
    matter.outcome = outcome
    if not follows:
        matter.settled_step, matter.settled_kind = (matter.step, matter.holder.kind) if outcome else ("", "")


def answer_of(matter: Matter) -> dict[str, str]:
    """Outcome and state, as the events tell them before and after a change."""
    return {
        "outcome": matter.outcome,
        "settled": matter.settled_step,
        "kind": matter.settled_kind,
        "state": matter.state,
    }


def _body(matter: Matter, decision: Decision, source: str, before: dict[str, str]) -> dict[str, object]:
    return {
        "procedure": matter.procedure,
        "version": matter.procedure_version,
        "category": matter.category,
        "move": decision.move.key,
        "source": source,
        "target": matter.step,
        "holder": matter.holder_id,
        "facts": decision.changed,
        "given": decision.plain,
        "before": before,
        "after": answer_of(matter),
    }
