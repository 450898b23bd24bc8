"""Taking a matter in hand for mediation."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.matters.actions.store import Refused, Writing, take
from yixian.mediation import sources as law
from yixian.procedures.decide import Refusal


def in_hand(
    *, by: Actor, at: datetime, uid: UUID, seen: int, token: UUID | None, mediates: bool = False
) -> Writing:
    """A matter under its lock, for somebody who may mediate in it; `mediates`: only where mediation goes on now.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing
    writing.require("mediation.handle")
    if mediates and not writing.matter.standing_step.mediates:
        text = _("Mediation does not go on at the step where this matter stands.")
        raise Refused([Refusal(text=text, clause=law.RIGHTS)])
    return writing
