"""What else happens to a concern: it is passed on, opened, and counted anew."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.concerns import events
from yixian.concerns.actions.hand import Hand, take
from yixian.concerns.models import OWING, Concern
from yixian.matters.actions.store import refuse
from yixian.matters.actions.words import SHORTEST_REASON
from yixian.matters.enums import Need
from yixian.matters.models import FAR
from yixian.matters.rules import sight
from yixian.people.models import Person
from yixian.places.models import Unit
from yixian.rulebook.queries import book


@transaction.atomic
def pass_on(
    *, by: Actor, at: datetime, uid: UUID, unit: Unit, to: Person | None = None, token: UUID | None = None
) -> Concern:
    """Have somebody else go on with it: a person, or whoever answers for it at `unit`. Its time runs on.

    A concern about a unit or person stays with whom it is. Raises Denied, Refused, Concern.DoesNotExist.
    """
    hand = take(by, at, uid, token)
    concern = hand.concern
    if hand.done:
        return concern
    hand.require()
    if concern.about_units or concern.about_persons:
        raise refuse(_("It is about somebody, and stays with whom it is."))
    concern.minder, concern.unit, concern.with_unit = to, unit, to is None
    concern.sight = sight(unit.lineage, concern.place.lineage, about=False)
    return hand.tell(events.PASSED, {"to": to.pk if to else None, "unit": unit.pk})


@transaction.atomic
def unseal(*, by: Actor, at: datetime, uid: UUID, need: Need, reason: str = "") -> Concern:
    """Record that somebody opens what is sealed, and why. Raises Denied, Refused, Concern.DoesNotExist."""
    hand = take(by, at, uid, None)
    if hand.concern.in_charge != by.person_id:
        by.require("people.open", hand.concern.unit.lineage)
    if need is Need.OTHER and len(reason.strip()) < SHORTEST_REASON:
        raise refuse(_("Please say for what reason you open it."), field="reason")
    commitment = hand.say(reason)
    return hand.tell(events.OPENED, {"need": need.value, "reason": commitment})


def recompute(*, by: Actor, at: datetime) -> int:
    """Bring the running clocks in line with the calendar as it stands; return how many moved. Raises Denied."""
    by.require("matters.recompute")
    calendar = book(timezone.localdate(at)).calendar
    moved = 0
    with transaction.atomic():
        rows = Concern.objects.filter(OWING, clock__isnull=False).select_for_update(of=("self",))
        for concern in rows.select_related("unit").defer("unit__boundary").order_by("pk"):
            before = concern.running
            if before is None:
                continue
            after = before.recomputed(calendar)
            if (after.due, after.provisional) != (before.due, before.provisional):
                concern.clock, concern.due_at = after.as_json(), after.due or FAR
                Hand(concern, by, at).tell(events.RECOUNTED, {"calendar": calendar.version})
                moved += 1
    return moved
