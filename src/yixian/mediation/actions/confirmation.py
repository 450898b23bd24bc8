"""Asking a court to confirm an agreement (People's Mediation Law, 33; Civil Procedure Law, 205)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import Refused, Writing, refuse
from yixian.matters.models import Matter
from yixian.mediation import events, rules
from yixian.mediation import sources as law
from yixian.mediation.actions.hand import in_hand
from yixian.mediation.enums import AgreementState, Ruling
from yixian.mediation.models import Agreement, Confirmation
from yixian.mediation.queries import confirmation_clock
from yixian.procedures.decide import Refusal
from yixian.rulebook.terms import due_date
from yixian.rulebook.words import day_text


@transaction.atomic
def apply(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    on: date,
    court: str,
    jointly: bool,
    token: UUID | None = None,
) -> Matter:
    """Record that both parties asked a court to confirm the agreement. Raises Denied, Refused, Stale."""
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    agreement = _in_effect(writing)
    last = _last_day(agreement)
    _refuse_application(writing, agreement, on=on, last=last, court=court, jointly=jointly)
    made = Confirmation.objects.create(
        uid=uuid7(at),
        agreement=agreement,
        applied_on=on,
        last_day=last,
        court=court.strip(),
        ruling=Ruling.PENDING,
    )
    body = {"confirmation": made.uid.hex, "on": on.isoformat(), "last_day": last.isoformat()}
    writing.tell(events.APPLIED, body)
    return writing.store()


@transaction.atomic
def rule(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    ruling: Ruling,
    on: date,
    number: str = "",
    token: UUID | None = None,
) -> Matter:
    """Record what became of the application: confirmed, refused, taken back. Raises Denied, Refused, Stale."""
    writing = in_hand(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    agreement = _in_effect(writing)
    made = agreement.confirmations.select_for_update().filter(ruling=Ruling.PENDING).first()
    if made is None:
        raise refuse(_("No application is with the court."))
    if ruling is Ruling.PENDING:
        raise refuse(_("Please choose one of the answers offered."), field="ruling")
    if not made.applied_on <= on <= timezone.localdate(at):
        raise refuse(_("This lies between the application and today."), field="on")
    if ruling is not Ruling.WITHDRAWN and not number.strip():
        raise refuse(_("Please give the number of the ruling."), field="number")
    made.ruling, made.ruled_on, made.number = ruling, on, number.strip()
    made.save()
    if ruling is Ruling.CONFIRMED:
        writing.matter.facts = {**writing.matter.facts, "confirmed": "yes"}
    body = {"confirmation": made.uid.hex, "ruling": ruling.value, "on": on.isoformat()}
    writing.tell(events.RULED, body)
    return writing.store()


def _in_effect(writing: Writing) -> Agreement:
    found = Agreement.objects.filter(matter=writing.matter, state=AgreementState.EFFECTIVE).first()
    if found is None:
        raise refuse(_("No agreement is in effect."))
    return found


def _last_day(agreement: Agreement) -> date:
    """The last day for the application. Raises Refused where no court confirms such an agreement."""
    refusal = rules.unconfirmable(agreement.subject)
    if refusal is not None:
        raise Refused([refusal])
    clock = confirmation_clock(agreement)
    last = due_date(clock) if clock else None
    if last is None:
        raise refuse(_("No agreement is in effect."))
    return last


def _refuse_application(
    writing: Writing, agreement: Agreement, *, on: date, last: date, court: str, jointly: bool
) -> None:
    if not jointly:
        text = _("Only both parties together may ask the court to confirm it.")
        raise Refused([Refusal(text=text, clause=law.COURT, field="jointly")])
    if not court.strip():
        raise refuse(_("Please name the court."), field="court")
    if on > timezone.localdate(writing.at):
        raise refuse(_("This day is still to come."), field="on")
    if agreement.effective_on is not None and on < agreement.effective_on:
        raise refuse(_("The agreement was not in effect on that day."), field="on")
    if on > last:
        over = _("The last day for it was %(day)s.") % {"day": day_text(last)}
        raise Refused([Refusal(text=over, clause=law.CONFIRMATION, field="on")])
    if agreement.confirmations.filter(ruling__in=(Ruling.PENDING, Ruling.CONFIRMED)).exists():
        raise refuse(_("An application has been made already."))
