"""Joining two matters that are one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.matters.actions.move import answer_of
from yixian.matters.actions.standing import drop_offer
from yixian.matters.actions.store import refuse, take
from yixian.matters.enums import OPEN_STATES, State, Voice
from yixian.matters.events import ABSORBED, MERGED
from yixian.matters.models import Matter


@transaction.atomic
def merge(
    *, by: Actor, at: datetime, uid: UUID, seen: int, into: UUID, reason: str, token: UUID | None = None
) -> Matter:
    """Join the matter `uid` with the matter `into`, which goes on; both keep their history. Returns the latter.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    if uid == into:
        raise refuse(_("A matter cannot be joined with itself."), field="into")
    if not reason.strip():
        raise refuse(_("Please say how you know that they are one."), field="reason")
    taken = {
        each: take(by=by, at=at, uid=each, token=token if each == uid else None)
        for each in sorted((uid, into))
    }
    gone, kept = taken[uid], taken[into]
    if gone.done:
        return kept.matter
    if seen != gone.matter.version:
        raise refuse(_("Somebody has changed this meanwhile. Please look at it again before you go on."))
    gone.require("matters.merge")
    kept.require("matters.merge")
    fits = gone.matter.procedure == kept.matter.procedure and gone.matter.state in OPEN_STATES
    same_subject = gone.matter.about_units == kept.matter.about_units
    if not fits or not same_subject or gone.matter.about_persons != kept.matter.about_persons:
        raise refuse(_("Only open matters of the same kind, about the same unit or person, can be joined."))
    before = answer_of(gone.matter)
    commitment = gone.seal("reason", reason.strip(), Voice.FILE)
    gone.matter.state = State.MERGED
    gone.matter.merged_into = kept.matter
    gone.matter.ended_at = at
    drop_offer(gone.matter, at)
    gone.tell(
        MERGED,
        {
            "procedure": gone.matter.procedure,
            "into": kept.matter.uid.hex,
            "other": kept.matter.number,
            "before": before,
            "after": before | {"state": State.MERGED.value},
            "reason": commitment,
        },
    )
    kept.tell(ABSORBED, {"gone": gone.matter.uid.hex, "other": gone.matter.number})
    gone.store()
    return kept.store()
