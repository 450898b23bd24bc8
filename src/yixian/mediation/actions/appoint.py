"""Who mediates in a matter."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import Refused, Writing, refuse
from yixian.matters.models import Matter
from yixian.mediation import events, rules
from yixian.mediation import sources as law
from yixian.mediation.actions.hand import in_hand
from yixian.mediation.enums import Chooser, Tie
from yixian.mediation.models import Appointment, Mediator
from yixian.procedures.decide import Refusal


@transaction.atomic
def appoint(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    mediator: Mediator,
    chooser: Chooser,
    accepted: bool,
    tie: str = "",
    token: UUID | None = None,
) -> Matter:
    """Let somebody of a roster mediate in a matter; there may be several (People's Mediation Law, article 19).

    `tie` is what the mediator declares. Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token, mediates=True)
    if writing.done:
        return writing.matter
    _refuse_appointment(writing, mediator, tie)
    if chooser is Chooser.COMMITTEE and not accepted:
        text = _("The parties choose or accept who mediates. Please ask them first.")
        raise Refused([Refusal(text=text, clause=law.RIGHTS, field="accepted")])
    Appointment.objects.create(
        uid=uuid7(at), matter=writing.matter, mediator=mediator, chooser=chooser, since=at
    )
    writing.tell(events.APPOINTED, {"mediator": mediator.uid.hex, "chooser": chooser.value})
    return writing.store()


@transaction.atomic
def stand_down(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    appointment: UUID,
    tie: str = "",
    reason: str = "",
    token: UUID | None = None,
) -> Matter:
    """End an appointment: the mediator declares a `tie`, or the parties want somebody else.

    Whoever declared a tie cannot be appointed in this matter again. Raises Denied, Refused, Stale, DoesNotExist.
    """
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    if not tie and not reason.strip():
        raise refuse(_("Please give the reason."), field="reason")
    found = Appointment.objects.select_for_update().get(matter=writing.matter, uid=appointment)
    if found.ended_at is not None:
        raise refuse(_("This mediator has stood down already."))
    found.ended_at, found.tie = at, Tie(tie) if tie else ""
    commitment = sealed.put(found, "reason", reason.strip())
    found.save()
    body = {"appointment": found.uid.hex, "tie": found.tie, "reason": commitment}
    writing.tell(events.STOOD_DOWN, body)
    return writing.store()


def _refuse_appointment(writing: Writing, mediator: Mediator, declared: str) -> None:
    matter = writing.matter
    today = timezone.localdate(writing.at)
    if mediator.since > today or (mediator.until is not None and mediator.until <= today):
        raise refuse(_("This mediator is not on the roster today."), field="mediator")
    tie = rules.tie_of(
        declared,
        lineage=mediator.unit.lineage,
        person=mediator.person_id,
        about_units=matter.about_units,
        about_persons=matter.about_persons,
    )
    if tie is not None:
        raise Refused([rules.tie_refusal(tie)])
    before = list(Appointment.objects.filter(matter=matter, mediator=mediator))
    if any(each.ended_at is None for each in before):
        raise refuse(_("This mediator has been appointed already."), field="mediator")
    if known := next((each.tie for each in before if each.tie), ""):
        raise Refused([rules.tie_refusal(Tie(known))])
