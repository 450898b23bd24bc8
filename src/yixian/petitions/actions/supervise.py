"""Supervision of how a petition is handled: the order, and the written reply that it asks for (article 40)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import refuse, take
from yixian.petitions.enums import Advice, Failing
from yixian.petitions.events import COMPLIED, SUPERVISED
from yixian.petitions.models import Order
from yixian.petitions.procedures import PETITION
from yixian.rulebook.queries import book
from yixian.rulebook.terms import Clock


@transaction.atomic
def supervise(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    failing: Failing,
    advice: Advice,
    order: str,
    token: UUID | None = None,
) -> Order:
    """Order the unit that has a petition to mend how it is handled; it owes a written reply.

    Raises Denied, Refused, Stale, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    by.require("petitions.supervise")
    matter = writing.matter
    if writing.done:
        return Order.objects.filter(matter=matter).latest("pk")
    if matter.procedure != PETITION.key or by.unit_id is None:
        raise refuse(_("Only petitions are supervised in this way."))
    if matter.holder_id in by.own_units:
        raise refuse(_("Your own unit has it: nobody supervises themselves."))
    if not order.strip():
        raise refuse(_("Please say what is to be mended."), field="order")
    today = timezone.localdate(at)
    clock = Clock.start("order", book(today).term("petition.supervise"), at, book(today).calendar)
    assert clock.due is not None
    made = Order(
        uid=uuid7(at),
        matter=matter,
        unit=matter.holder,
        office_id=by.unit_id,
        failing=failing,
        advice=advice,
        issued_at=at,
        clock=clock.as_json(),
        due_at=clock.due,
    )
    commitment = sealed.put(made, "order", order.strip())
    made.save(force_insert=True)
    writing.tell(
        SUPERVISED,
        {"to": made.unit_id, "failing": failing.value, "advice": advice.value, "order": commitment},
    )
    writing.store()
    return made


@transaction.atomic
def comply(
    *,
    by: Actor,
    at: datetime,
    uid: UUID,
    seen: int,
    order: UUID,
    reply: str,
    adopted: bool,
    token: UUID | None = None,
) -> Order:
    """Reply in writing to a supervision order, saying whether its advice was adopted.

    Raises Denied, Refused, Stale, Matter.DoesNotExist, Order.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, seen=seen, token=token)
    found = Order.objects.select_related("unit").get(matter=writing.matter, uid=order)
    if writing.done:
        return found
    by.require("petitions.handle", found.unit.lineage)
    if found.replied_at is not None:
        raise refuse(_("This order was replied to already."))
    if not reply.strip():
        raise refuse(_("Please write the reply."), field="reply")
    commitment = sealed.put(found, "reply", reply.strip())
    found.adopted, found.replied_at = adopted, at
    found.save(update_fields=["reply", "adopted", "replied_at"])
    late = at >= found.due_at
    writing.tell(
        COMPLIED,
        {
            "to": found.unit_id,
            "advice": found.advice,
            "adopted": adopted,
            "late": late,
            "reply": commitment,
        },
    )
    writing.store()
    return found
