"""The retained lawyer's opinion, and legal aid."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import Refused, Writing, refuse, take
from yixian.matters.models import Matter
from yixian.mediation import events
from yixian.mediation import sources as law
from yixian.mediation.enums import AidGround, AidState
from yixian.mediation.models import Aid, Opinion
from yixian.procedures.decide import Refusal


@transaction.atomic
def advise(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    lawyer: str,
    on: date,
    text: str,
    token: UUID | None = None,
) -> Matter:
    """Put a lawyer's opinion into the file: by the lawyer, or by the office on their behalf.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = _taken(by, at, uid, seen, token)
    if writing.done:
        return writing.matter
    if not text.strip() or not lawyer.strip():
        field = "text" if not text.strip() else "lawyer"
        raise Refused([Refusal(text=_("Please fill this in."), clause=law.COUNSEL, field=field)])
    if on > timezone.localdate(at):
        raise refuse(_("This day is still to come."), field="on")
    opinion = Opinion(uid=uuid7(at), matter=writing.matter, lawyer=lawyer.strip(), on=on)
    commitment = sealed.put(opinion, "text", text.strip())
    opinion.save()
    writing.tell(events.ADVISED, {"opinion": opinion.uid.hex, "on": on.isoformat(), "text": commitment})
    return writing.store()


@transaction.atomic
def ask_aid(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    ground: AidGround,
    words: str,
    on: date,
    token: UUID | None = None,
) -> Matter:
    """Record an application for legal aid. Raises Denied, Refused, Stale, Matter.DoesNotExist."""
    writing = _taken(by, at, uid, seen, token)
    if writing.done:
        return writing.matter
    if writing.matter.legal_aid.filter(state=AidState.ASKED).exists():
        raise refuse(_("An application for legal aid waits for its result already."))
    if on > timezone.localdate(at):
        raise refuse(_("This day is still to come."), field="on")
    aid = Aid(uid=uuid7(at), matter=writing.matter, ground=ground, asked_on=on, state=AidState.ASKED)
    commitment = sealed.put(aid, "words", words.strip())
    aid.save()
    writing.tell(events.AID_ASKED, {"aid": aid.uid.hex, "on": on.isoformat(), "words": commitment})
    return writing.store()


@transaction.atomic
def decide_aid(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    granted: bool,
    on: date,
    reason: str,
    token: UUID | None = None,
) -> Matter:
    """Record whether legal aid was granted, with the reason where it was not. Raises Denied, Refused, Stale."""
    writing = _taken(by, at, uid, seen, token)
    if writing.done:
        return writing.matter
    aid = Aid.objects.select_for_update().filter(matter=writing.matter, state=AidState.ASKED).first()
    if aid is None:
        raise refuse(_("No application for legal aid waits for its result."))
    if not granted and not reason.strip():
        raise refuse(_("Please give the reason."), field="reason")
    if not aid.asked_on <= on <= timezone.localdate(at):
        raise refuse(_("This lies between the application and today."), field="on")
    aid.state, aid.decided_on = AidState.GRANTED if granted else AidState.REFUSED, on
    commitment = sealed.put(aid, "reason", reason.strip())
    aid.save()
    body = {"aid": aid.uid.hex, "state": aid.state, "on": on.isoformat(), "reason": commitment}
    writing.tell(events.AID_DECIDED, body)
    return writing.store()


def _taken(by: Actor, at: datetime, uid: UUID, seen: int, token: UUID | None) -> Writing:
    """A matter in hand, for the office that has it, or for the lawyer who was brought in."""
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if not writing.done:
        by.require("mediation.advise", {*writing.matter.holder.lineage, *writing.matter.sight})
    return writing
