"""Sessions of the parties with the mediator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import Refused, Writing, refuse
from yixian.matters.models import Matter
from yixian.mediation import events
from yixian.mediation import sources as law
from yixian.mediation.actions.hand import in_hand
from yixian.mediation.enums import GUESTS, Present, Result, SessionState
from yixian.mediation.models import Appointment, Session
from yixian.procedures.decide import Refusal

CLOSED_FACTS = ("violence", "minor", "crime")
"""Facts of a dispute that never goes before the public."""


@transaction.atomic
def plan(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    begins_at: datetime,
    place: str,
    is_open: bool = False,
    token: UUID | None = None,
) -> Matter:
    """Plan a session. It is closed, unless the parties ask for an open one. Raises Denied, Refused, Stale."""
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token, mediates=True)
    if writing.done:
        return writing.matter
    _refuse_session(writing, place, is_open)
    session = Session.objects.create(
        uid=uuid7(at),
        matter=writing.matter,
        number=_next_number(writing.matter),
        begins_at=begins_at,
        place=place.strip(),
        is_open=is_open,
        state=SessionState.PLANNED,
    )
    body = {"session": session.uid.hex, "begins": begins_at.isoformat(), "open": is_open}
    writing.tell(events.PLANNED, body)
    return writing.store()


@dataclass(frozen=True, kw_only=True)
class Minutes:
    """The record of a session; `guests_agreed` says that all parties agreed to those invited."""

    present: Sequence[str]
    course: str
    outcome: str
    result: Result
    read_out: bool
    guests_agreed: bool = False


@transaction.atomic
def hold(
    *, by: Actor, at: datetime, uid: UUID, seen: int, session: UUID, given: Minutes, token: UUID | None = None
) -> Matter:
    """Record a session that was held: who was there, its course and result. Raises Denied, Refused, Stale."""
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token, mediates=True)
    if writing.done:
        return writing.matter
    found = _planned(writing, session)
    _refuse_minutes(given)
    found.state, found.result, found.read_out = SessionState.HELD, given.result, given.read_out
    found.begins_at = min(found.begins_at, at)
    found.present = [each.value for each in Present if each in given.present]
    body = {
        "session": found.uid.hex,
        "open": found.is_open,
        "present": found.present,
        "result": given.result.value,
        "course": sealed.put(found, "course", given.course.strip()),
        "outcome": sealed.put(found, "outcome", given.outcome.strip()),
    }
    found.save()
    writing.tell(events.HELD, body)
    return writing.store()


@transaction.atomic
def cancel(
    *, by: Actor, at: datetime, uid: UUID, seen: int, session: UUID, token: UUID | None = None
) -> Matter:
    """Call a planned session off. Raises Denied, Refused, Stale."""
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    found = _planned(writing, session)
    found.state = SessionState.CANCELLED
    found.save(update_fields=["state"])
    writing.tell(events.CANCELLED, {"session": found.uid.hex})
    return writing.store()


def _refuse_session(writing: Writing, place: str, is_open: bool) -> None:
    matter = writing.matter
    if not place.strip():
        raise refuse(_("Please say where."), field="place")
    if is_open and any(matter.facts.get(fact) for fact in CLOSED_FACTS):
        text = _("Violence, a minor or a possible crime is involved: no open session.")
        raise Refused([Refusal(text=text, clause=law.RIGHTS, field="is_open")])
    if is_open and matter.declaration.discreet:
        text = _("Matters of this kind are mediated without the public.")
        raise Refused([Refusal(text=text, clause=matter.declaration.clause, field="is_open")])
    if not Appointment.objects.filter(matter=matter, ended_at__isnull=True).exists():
        text = _("Nobody has been appointed to mediate yet. Please do that first.")
        raise Refused([Refusal(text=text, clause=law.CHOICE)])


def _refuse_minutes(given: Minutes) -> None:
    faults = []
    needed = {Present.RAISER, Present.OTHER, Present.AGENT}
    if not needed & set(given.present) or Present.MEDIATOR not in given.present:
        text = _("A session is one of the mediator with at least one party.")
        faults.append(Refusal(text=text, clause=law.RECORDS, field="present"))
    if GUESTS & set(given.present) and not given.guests_agreed:
        text = _("Whoever is invited takes part only with the consent of the parties.")
        faults.append(Refusal(text=text, clause=law.GUESTS, field="guests_agreed"))
    if not given.read_out:
        text = _("The record is read out to those present, or they read it, and they confirm it.")
        faults.append(Refusal(text=text, clause=law.RECORDS, field="read_out"))
    if not given.course.strip():
        faults.append(Refusal(text=_("Please fill this in."), clause=law.RECORDS, field="course"))
    if faults:
        raise Refused(faults)


def _planned(writing: Writing, session: UUID) -> Session:
    found = Session.objects.select_for_update().get(matter=writing.matter, uid=session)
    if found.state != SessionState.PLANNED:
        raise refuse(_("This session is no longer planned."))
    return found


def _next_number(matter: Matter) -> int:
    last = Session.objects.filter(matter=matter).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1
