"""What people are told about petitions, beyond what holds for every matter."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yixian.audit.models import Event
from yixian.matters.models import Matter
from yixian.matters.notices import page_of, uid_of, unit_in
from yixian.notices.declare import Audience, Due, NoticeKind, Recurring, recur, register
from yixian.petitions import events
from yixian.petitions.models import Order


def _offices(event: Event) -> Audience:
    """The offices that supervise it."""
    orders = Order.objects.filter(matter__uid=uid_of(event.stream))
    return Audience(units=frozenset(orders.values_list("office", flat=True)))


def _owing(at: datetime) -> Iterator[Due]:
    late = Order.objects.filter(replied_at__isnull=True, due_at__lte=at).order_by("due_at", "pk")
    for unit, uid in late.values_list("unit", "matter__uid").iterator(chunk_size=2000):
        yield Due(
            audience=Audience(units=frozenset({unit})),
            stream=f"{Matter.stream_prefix()}{uid.hex}",
            page=("desk:matter", {"uid": uid}),
        )


SUPERVISED = register(
    NoticeKind(
        key="petitions.supervised",
        title=_("A supervision order asks your unit for a written reply"),
        on=(events.SUPERVISED.key,),
        to=lambda event: unit_in(event, "to"),
        page=page_of,
        urgent=True,
    )
)
COMPLIED = register(
    NoticeKind(
        key="petitions.complied",
        title=_("The reply to your supervision order is here"),
        on=(events.COMPLIED.key,),
        to=_offices,
        page=page_of,
    )
)
OWING = recur(
    Recurring(
        key="petitions.owing",
        title=_("The reply to a supervision order is overdue"),
        find=_owing,
        page=("desk:petition_orders", {}),
    )
)
