"""What may move a due time: a stop, a resumption, an extension, a corrected calendar. Nothing else does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.matters import clocks
from yixian.matters.actions.store import Refused, Writing, refuse, take
from yixian.matters.enums import RUNNING_STATES, Ground, Voice
from yixian.matters.events import EXTENDED, PAUSED, RECOMPUTED, RESUMED
from yixian.matters.models import Matter
from yixian.procedures.decide import Refusal
from yixian.procedures.enums import Mover
from yixian.procedures.language import Clause, Limit
from yixian.rulebook.enums import TermUnit
from yixian.rulebook.queries import Book, book
from yixian.rulebook.terms import Clock, ClockRefused
from yixian.rulebook.words import amount, source_text


@transaction.atomic
def pause(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    ground: Ground,
    reason: str,
    token: UUID | None = None,
) -> Matter:
    """Stop every clock of a matter that its procedure lets be stopped, such as for an appraisal.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = _taken(by, at, uid, seen, token, reason)
    if writing.done:
        return writing.matter
    writing.require("matters.pause")
    stoppable = [
        clock
        for clock, limit in clocks.limited(writing.matter)
        if ground in clocks.grounds_of(limit) and clock.due is not None and at < clock.due
    ]
    if not stoppable:
        raise refuse(_("These clocks cannot be stopped: they stand still already, or have run out."))
    for clock in stoppable:
        clocks.put(writing.matter, clock.pause(timezone.localdate(at), ground.value, by.person_id))
    body = {"clocks": [clock.name for clock in stoppable], "ground": ground.value}
    writing.tell(PAUSED, body | {"reason": writing.seal("reason", reason, Voice.FILE)})
    return writing.store()


@transaction.atomic
def resume(*, by: Actor, at: datetime, uid: UUID, seen: int, token: UUID | None = None) -> Matter:
    """Let the stopped clocks run again. Raises Denied, Refused, Stale, Matter.DoesNotExist."""
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("matters.pause")
    stopped = [clock for clock, _limit in clocks.limited(writing.matter) if clock.paused]
    if not stopped:
        raise refuse(_("The clocks run already."))
    calendar = book(timezone.localdate(at)).calendar
    for clock in stopped:
        clocks.put(writing.matter, clock.resume(timezone.localdate(at), calendar))
    writing.matter.escalation = 0
    writing.tell(RESUMED, {"clocks": [clock.name for clock in stopped]})
    return writing.store()


@transaction.atomic
def extend(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    clock: str,
    value: int,
    unit: TermUnit,
    ground: Ground,
    reason: str,
    token: UUID | None = None,
) -> Matter:
    """Extend the clock `legal` or `step`, where the procedure says that it may be, by an officer with that ability.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = _taken(by, at, uid, seen, token, reason)
    if writing.done:
        return writing.matter
    found = {each.name: (each, limit) for each, limit in clocks.limited(writing.matter)}.get(clock)
    if found is None or not found[1].extendable_by:
        raise refuse(_("This deadline cannot be extended."), field="clock")
    writing.require(found[1].extendable_by)
    if ground not in clocks.extension_grounds(found[1]):
        raise refuse(_("This deadline is not extended on that ground."), field="ground")
    today = timezone.localdate(at)
    try:
        longer = found[0].extend(value, unit, ground.value, by.person_id, today, book(today).calendar)
    except ClockRefused as error:
        raise refuse(str(error), field="value") from error
    _refuse_too_long(longer, found[1], book(today))
    clocks.put(writing.matter, longer)
    writing.matter.escalation = 0
    body = {"clock": clock, "value": value, "unit": unit.value, "ground": ground.value, "due": _day(longer)}
    writing.tell(EXTENDED, body | {"reason": writing.seal("reason", reason, Voice.ANSWER)})
    return writing.store()


@dataclass(frozen=True)
class Recomputed:
    """A deadline that a corrected calendar moved or settled."""

    matter: Matter
    before: Clock
    after: Clock


def recompute(*, by: Actor, at: datetime, dry: bool = False, chunk: int = 500) -> Iterator[Recomputed]:
    """Bring running clocks in line with the calendar as it stands; `dry` only says what would change.

    Closed matters keep theirs. Raises Denied.
    """
    by.require("matters.recompute")
    rules_of_day = book(timezone.localdate(at))
    last = 0
    while ids := list(
        Matter.objects.filter(state__in=RUNNING_STATES, pk__gt=last)
        .order_by("pk")
        .values_list("pk", flat=True)[:chunk]
    ):
        last = ids[-1]
        with transaction.atomic():
            for matter in Matter.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"):
                changed = clocks.recomputed(matter, rules_of_day)
                if changed and not dry:
                    writing = Writing(matter=matter, by=by, at=at, mover=Mover.OFFICER)
                    moved = {before.name: [_day(before), _day(after)] for before, after in changed}
                    writing.tell(RECOMPUTED, {"calendar": rules_of_day.calendar.version, "moved": moved})
                    writing.store()
                yield from (Recomputed(matter, before, after) for before, after in changed)


def _taken(by: Actor, at: datetime, uid: UUID, seen: int, token: UUID | None, reason: str) -> Writing:
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if not writing.done and not reason.strip():
        raise refuse(_("Please give the reason."), field="reason")
    return writing


def _refuse_too_long(clock: Clock, limit: Limit, rules_of_day: Book) -> None:
    """Raise Refused where all extensions together exceed what the rule allows."""
    if not limit.extension:
        return
    most = rules_of_day.term(limit.extension)
    given = sum(each.value for each in clock.extensions)
    if given > most.value or any(each.unit != most.unit for each in clock.extensions):
        raise Refused(
            [
                Refusal(
                    text=_("All extensions together may be %(amount)s at most.")
                    % {"amount": amount(most.value, most.unit)},
                    clause=Clause(source=source_text(most)),
                    field="value",
                )
            ]
        )


def _day(clock: Clock) -> str | None:
    return clock.due.isoformat() if clock.due else None
