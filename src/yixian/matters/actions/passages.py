"""Handing a matter over to another unit, in its procedure or into another one, with its whole file.

Whoever has it answers for it until it is taken. A refusal has its reason and is decided on in its time; what was
taken may be given back to where it stood.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import SYSTEM, Actor, Denied
from yixian.kernel.ids import uuid7
from yixian.matters import clocks
from yixian.matters.actions.move import answer_of
from yixian.matters.actions.standing import end_offer, enter, hold
from yixian.matters.actions.store import Refused, Writing, refuse, take
from yixian.matters.enums import (
    OPEN_PASSAGES,
    Ground,
    PassageState,
    RefusalGround,
    State,
    Taking,
    Voice,
)
from yixian.matters.events import GIVEN_BACK, KEPT, OFFERED, REFUSED, TAKEN
from yixian.matters.models import Matter, Passage
from yixian.matters.passages import gives_back, may_answer, may_decide
from yixian.places.models import Unit
from yixian.procedures import registry
from yixian.procedures.decide import admission
from yixian.procedures.enums import Mover
from yixian.procedures.language import Procedure
from yixian.rulebook.queries import Book, book
from yixian.rulebook.terms import Clock

CARRIED = ("violence", "minor", "crime", "reported")
"""Facts that every procedure knows; the others stay with the one that they were given in."""
ANSWER, DECIDE = "answer", "decide"


@transaction.atomic
def offer(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    to: Unit,
    into: str,
    reason: str,
    token: UUID | None = None,
) -> Matter:
    """Offer a matter to a unit, which is to go on with it in the procedure `into` (its own, or another).

    Raises Denied, Refused, Stale, Matter.DoesNotExist, UnknownProcedure.
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("matters.hand_over")
    matter, target = writing.matter, registry.get(into)
    _refuse_offer(matter, target, to, reason)
    term = book(timezone.localdate(at))
    clock = _clock(ANSWER, target, term, at)
    Passage.objects.create(
        uid=uuid7(at),
        matter=matter,
        from_unit=matter.holder,
        from_procedure=matter.procedure,
        to_unit=to,
        to_procedure=target.key,
        state=PassageState.OFFERED,
        offered_at=at,
        clock=clock.as_json(),
        due_at=clock.due,
    )
    matter.offered_to = to
    matter.sight = sorted({*matter.sight, *to.lineage})
    writing.tell(OFFERED, _told(matter, to, target) | {"reason": writing.seal("reason", reason, Voice.FILE)})
    return writing.store()


@transaction.atomic
def take_over(*, by: Actor, at: datetime, uid: UUID, seen: int, token: UUID | None = None) -> Matter:
    """Take a matter that was offered to one's unit. Raises Denied, Refused, Stale, Matter.DoesNotExist."""
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    passage = _open_passage(writing.matter, PassageState.OFFERED)
    if not may_answer(by, passage):
        raise Denied("matters.take_over")
    return _taken(writing, passage, Taking.ACCEPTED, {})


@transaction.atomic
def turn_down(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    ground: RefusalGround,
    reason: str,
    token: UUID | None = None,
) -> Matter:
    """Refuse a matter that was offered to one's unit, with detailed reasons; who offered it or who stands above decides.

    Raises Denied, Refused, Stale, Matter.DoesNotExist. (Regulation on Petition Work, article 23(3).)
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    passage = _open_passage(writing.matter, PassageState.OFFERED)
    if not may_answer(by, passage):
        raise Denied("matters.take_over")
    if not reason.strip():
        raise refuse(_("Please give the reasons in detail."), field="reason")
    return _refused(writing, passage, ground, reason)


@transaction.atomic
def keep(*, by: Actor, at: datetime, uid: UUID, seen: int, reason: str, token: UUID | None = None) -> Matter:
    """Take an offer back, or agree to its refusal: the matter stays where it is.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    passage = _open_passage(writing.matter)
    writing.require("matters.hand_over")
    return _kept(writing, passage, reason, how="agreed")


@transaction.atomic
def decide(
    *, by: Actor, at: datetime, uid: UUID, seen: int, order: bool, reason: str, token: UUID | None = None
) -> Matter:
    """Decide on a refused hand-over from above both units: the one takes it by `order`, or the other keeps it.

    Raises Denied, Refused, Stale, Matter.DoesNotExist. (Regulation on Petition Work, article 24.)
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    passage = _open_passage(writing.matter, PassageState.REFUSED)
    if not may_decide(by, passage):
        raise Denied("matters.arbitrate")
    if not reason.strip():
        raise refuse(_("Please give the reason."), field="reason")
    if order:
        sealed = {"reason": writing.seal("reason", reason, Voice.FILE)}
        return _taken(writing, passage, Taking.ORDERED, sealed)
    return _kept(writing, passage, reason, how="decided")


@transaction.atomic
def give_back(
    *, by: Actor, at: datetime, uid: UUID, seen: int, reason: str, token: UUID | None = None
) -> Matter:
    """Give a matter back to the unit and the step that it was taken over from, its file the longer for it.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("matters.hand_over")
    matter = writing.matter
    passage = _last_taken(matter)
    if passage is None or matter.state != State.WORK or matter.offered_to_id is not None:
        raise refuse(_("Only what was taken over and is in hand can be given back."))
    if not gives_back(matter, passage):
        raise refuse(_("It has gone on since: only the unit that took it gives it back."))
    if set(passage.from_unit.lineage) & set(matter.about_units):
        raise refuse(_("It is about that unit, which may not have it."))
    if not reason.strip():
        raise refuse(_("Please give the reason."), field="reason")
    passage.state, passage.returned_at = PassageState.RETURNED, at
    passage.save(update_fields=["state", "returned_at"])
    body = _told(matter, passage.from_unit, registry.get(passage.from_procedure)) | {
        "before": answer_of(matter)
    }
    _back(matter, passage, at)
    sealed = writing.seal("reason", reason, Voice.ANSWER)
    writing.tell(GIVEN_BACK, body | {"after": answer_of(matter), "target": matter.step, "reason": sealed})
    return writing.store()


def wake_passages(at: datetime, most: int = 1000) -> int:
    """Carry on what was not answered or decided in its time, each in a transaction of its own; return how many."""
    count = 0
    while count < most and _wake_one(at):
        count += 1
    return count


@transaction.atomic
def _wake_one(at: datetime) -> bool:
    """Silence is acceptance where the rule says so; else the offer is decided on. A late decision falls to nobody."""
    late = Passage.objects.filter(due_at__lte=at).order_by("due_at").values("matter_id")[:1]
    rows = Matter.objects.placed().select_for_update(of=("self",), skip_locked=True)
    matter = rows.filter(pk__in=late).first()
    if matter is None:
        return False
    writing = Writing(matter=matter, by=SYSTEM, at=at, mover=Mover.CLOCK)
    passage = _open_passage(matter)
    target = registry.get(passage.to_procedure)
    if passage.state == PassageState.REFUSED:
        passage.due_at = None
        passage.save(update_fields=["due_at"])
    elif target.passing and target.passing.silence_takes:
        _taken(writing, passage, Taking.SILENT, {})
    else:
        _refused(writing, passage, RefusalGround.SILENT, "")
    return True


def _refuse_offer(matter: Matter, target: Procedure, to: Unit, reason: str) -> None:
    if matter.state != State.WORK:
        raise refuse(_("Only what is in hand can be handed over."))
    if matter.offered_to_id is not None:
        raise refuse(_("It is being handed over already."))
    if target.passing is None or to.kind not in target.passing.bodies or to.pk == matter.holder_id:
        raise refuse(_("It cannot be handed over to this unit."), field="to")
    if set(to.lineage) & set(matter.about_units):
        raise refuse(_("It is about that unit, which may not have it."), field="to")
    if not reason.strip():
        raise refuse(_("Please give the reason."), field="reason")
    if refusals := admission(target, matter.facts, matter.category):
        raise Refused(refusals)


def _open_passage(matter: Matter, state: PassageState | None = None) -> Passage:
    """The hand-over under way. One statement. Raises Refused."""
    states = OPEN_PASSAGES if state is None else (state,)
    rows = Passage.objects.select_related("from_unit", "to_unit")
    found = rows.defer("from_unit__boundary", "to_unit__boundary").filter(matter=matter, state__in=states)
    if (passage := found.first()) is None:
        raise refuse(_("That has been done already, or is no longer open here."))
    return passage


def _last_taken(matter: Matter) -> Passage | None:
    """The hand-over by which the matter came to where it is. One statement."""
    rows = Passage.objects.select_related("from_unit").defer("from_unit__boundary")
    return rows.filter(matter=matter, state=PassageState.TAKEN).order_by("-pk").first()


def _clock(kind: str, target: Procedure, rules_of_day: Book, at: datetime) -> Clock:
    assert target.passing is not None
    code = target.passing.answer if kind == ANSWER else target.passing.decide
    return Clock.start(kind, rules_of_day.term(code), at, rules_of_day.calendar)


def _told(matter: Matter, to: Unit, into: Procedure) -> dict[str, object]:
    return {
        "procedure": matter.procedure,
        "version": matter.procedure_version,
        "source": matter.step,
        "holder": matter.holder_id,
        "to": to.pk,
        "entered": into.key,
        "kind": to.kind,
    }


def _refused(writing: Writing, passage: Passage, ground: RefusalGround, reason: str) -> Matter:
    target = registry.get(passage.to_procedure)
    clock = _clock(DECIDE, target, book(timezone.localdate(writing.at)), writing.at)
    passage.state, passage.ground, passage.answered_at = PassageState.REFUSED, ground, writing.at
    passage.clock, passage.due_at = clock.as_json(), clock.due
    passage.save(update_fields=["state", "ground", "answered_at", "clock", "due_at"])
    body = _told(writing.matter, passage.to_unit, target) | {"refusal": ground.value}
    writing.tell(REFUSED, body | {"reason": writing.seal("reason", reason, Voice.FILE)})
    return writing.store()


def _kept(writing: Writing, passage: Passage, reason: str, *, how: str) -> Matter:
    matter, at = writing.matter, writing.at
    was_refused = passage.state == PassageState.REFUSED
    passage.state, passage.settled_at, passage.due_at = PassageState.KEPT, at, None
    passage.save(update_fields=["state", "settled_at", "due_at"])
    end_offer(matter, at)
    body = _told(matter, passage.to_unit, registry.get(passage.to_procedure)) | {"how": how}
    body |= {"refusal": passage.ground if was_refused else "", "ruled": how == "decided"}
    writing.tell(KEPT, body | {"reason": writing.seal("reason", reason, Voice.FILE)})
    return writing.store()


def _taken(writing: Writing, passage: Passage, taking: Taking, sealed: Mapping[str, object]) -> Matter:
    matter, at = writing.matter, writing.at
    target = registry.get(passage.to_procedure)
    body = _told(matter, passage.to_unit, target) | {"before": answer_of(matter), "taking": taking.value}
    if taking is Taking.ORDERED:
        body |= {"refusal": passage.ground}
    passage.left = _left(matter)
    passage.state, passage.taking, passage.settled_at, passage.due_at = (
        PassageState.TAKEN, taking, at, None,
    )  # fmt: skip
    passage.answered_at = passage.answered_at or at
    passage.save(update_fields=["state", "taking", "settled_at", "answered_at", "due_at", "left"])
    matter.offered_to = None
    matter.keepers = sorted({*matter.keepers, passage.from_unit_id})
    if target.key != matter.procedure:
        _change_procedure(matter, target, at)
    else:
        _received(matter, target, at)
    hold(matter, passage.to_unit)
    writing.tell(TAKEN, body | {"after": answer_of(matter), "target": matter.step} | dict(sealed))
    return writing.store()


def _left(matter: Matter) -> dict[str, Any]:
    return {
        "version": matter.procedure_version,
        "step": matter.step,
        "came_from": matter.came_from,
        "facts": matter.facts,
        "step_clock": matter.step_clock,
        "legal_clock": matter.legal_clock,
    }


def _change_procedure(matter: Matter, target: Procedure, at: datetime) -> None:
    """Put a matter, in memory, at the entry of another procedure; facts of the old one do not bind the new."""
    assert target.passing is not None
    rules_of_day = book(timezone.localdate(at))
    matter.procedure, matter.procedure_version = target.key, target.version
    matter.facts = {name: matter.facts[name] for name in CARRIED if name in matter.facts}
    matter.step = matter.came_from = ""
    matter.legal_clock = None
    if target.passing.starts_legal:
        clocks.begin_legal(matter, target, rules_of_day, at)
    enter(matter, target.step(target.passing.entry or target.start), book=rules_of_day, at=at)


def _received(matter: Matter, target: Procedure, at: datetime) -> None:
    """In the same procedure the clock goes on, unless the rule counts it from when this unit received the matter."""
    since = target.passing.since if target.passing else ""
    limit = matter.standing_step.limit
    if since and limit and limit.since == since:
        matter.facts = matter.facts | {since: timezone.localdate(at).isoformat()}
        clocks.begin_step(matter, matter.standing_step, book(timezone.localdate(at)), at)


def _back(matter: Matter, passage: Passage, at: datetime) -> None:
    """Put a matter, in memory, back to where it was taken over from; the clocks there stood still meanwhile."""
    today, left = timezone.localdate(at), passage.left or {}
    rules_of_day = book(today)
    matter.keepers = sorted({*matter.keepers, passage.to_unit_id})
    if passage.from_procedure != matter.procedure:
        carried = {name: matter.facts[name] for name in CARRIED if name in matter.facts}
        matter.procedure, matter.procedure_version = passage.from_procedure, left["version"]
        matter.facts = left["facts"] | carried
        matter.step = ""
        enter(matter, matter.declaration.step(left["step"]), book=rules_of_day, at=at)
        matter.came_from = left["came_from"]
        for name in ("step_clock", "legal_clock"):
            kept = left[name]
            setattr(matter, name, _stood_still(kept, passage, today, rules_of_day) if kept else None)
    hold(matter, passage.from_unit)


def _stood_still(kept: dict[str, Any], passage: Passage, today: date, rules_of_day: Book) -> dict[str, Any]:
    """A clock of the procedure that was left, the days away not counted; one that had run out stays so."""
    clock = Clock.from_json(kept)
    assert passage.settled_at is not None
    away = timezone.localdate(passage.settled_at)
    if clock.paused or clock.due is None or clock.due <= passage.settled_at:
        return kept
    if clock.gaps and away < clock.gaps[-1][1]:
        away = clock.gaps[-1][1]
    paused = clock.pause(away, Ground.COURT.value, None)
    return paused.resume(max(today, away), rules_of_day.calendar).as_json()
