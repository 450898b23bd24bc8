"""Giving a matter to a unit and to a person. The unit always holds it; the clocks do not notice."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.access.queries import actor_for
from yixian.matters.actions.standing import hold
from yixian.matters.actions.store import refuse, take
from yixian.matters.enums import Voice
from yixian.matters.events import ASSIGNED
from yixian.matters.models import Matter
from yixian.people.models import Person
from yixian.places.models import Unit


@transaction.atomic
def assign(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    person: Person | None,
    unit: Unit | None = None,
    reason: str = "",
    token: UUID | None = None,
) -> Matter:
    """Give a matter to a person (None: to nobody in particular), and with `unit` to another holder, with a reason.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    if writing.done:
        return writing.matter
    writing.require("matters.assign")
    matter = writing.matter
    if unit is not None and unit.pk != matter.holder_id:
        if set(unit.lineage) & set(matter.about_units):
            raise refuse(_("It is about this unit, which may not have it."), field="unit")
        if not reason.strip():
            raise refuse(_("Please say why it goes to another unit."), field="reason")
        hold(matter, unit)
    if person is not None and not may_have(person, matter, at):
        raise refuse(_("This person has no post that covers it."), field="person")
    matter.assignee = person
    commitment = writing.seal("reason", reason.strip(), Voice.FILE)
    body = {"assignee": person.pk if person else None, "holder": matter.holder_id, "reason": commitment}
    writing.tell(ASSIGNED, body)
    return writing.store()


def assign_many(
    *, by: Actor, at: datetime, chosen: Sequence[tuple[UUID, int]], person: Person | None
) -> list[Matter]:
    """Give several matters, each with the version that was seen, to one person: all of them or none."""
    with transaction.atomic():
        return [
            assign(by=by, at=at, uid=uid, seen=seen, person=person)
            for uid, seen in sorted(chosen, key=lambda each: each[0])
        ]


def may_have(person: Person, matter: Matter, at: datetime) -> bool:
    """Whether a person's posts cover the holder, and it is not about them or their unit."""
    actor = actor_for(person, timezone.localdate(at))
    if person.pk in matter.about_persons or actor.kin & set(matter.about_units):
        return False
    return actor.may("matters.see", matter.holder.lineage)
