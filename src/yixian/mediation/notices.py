"""What people are told about mediation."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.audit.models import Event
from yixian.matters.models import Matter
from yixian.matters.notices import due, in_charge, matter_of, uid_of
from yixian.mediation import events
from yixian.mediation.enums import OWED
from yixian.mediation.models import Appointment, Mediator, Obligation
from yixian.notices.declare import Audience, Due, NoticeKind, Page, Recurring, recur, register


def _page(event: Event) -> Page:
    return "desk:mediation", {"uid": uid_of(event.stream)}


def _appointed(event: Event) -> Audience:
    found = Mediator.objects.filter(uid=str(event.body["mediator"]), person__isnull=False)
    return Audience(persons=frozenset(found.values_list("person", flat=True)))


def _mediating(event: Event) -> Audience:
    """Whoever mediates in it now and whoever has the matter."""
    held = in_charge(matter_of(event))
    now = Appointment.objects.filter(
        matter__uid=uid_of(event.stream), ended_at__isnull=True, mediator__person__isnull=False
    )
    persons = frozenset(now.values_list("mediator__person", flat=True))
    return Audience(persons=held.persons | persons, units=held.units)


def _owed(at: datetime) -> Iterator[Due]:
    late = Obligation.objects.filter(state__in=OWED, due_on__lt=timezone.localdate(at))
    yield from due(Matter.objects.filter(pk__in=late.values("matter")))


APPOINTED = register(
    NoticeKind(
        key="mediation.appointed",
        title=_("You were appointed to mediate"),
        on=(events.APPOINTED.key,),
        to=_appointed,
        page=_page,
    )
)
PLANNED = register(
    NoticeKind(
        key="mediation.planned",
        title=_("A mediation session was planned"),
        on=(events.PLANNED.key,),
        to=_mediating,
        page=_page,
    )
)
CANCELLED = register(
    NoticeKind(
        key="mediation.cancelled",
        title=_("A mediation session was called off"),
        on=(events.CANCELLED.key,),
        to=_mediating,
        page=_page,
    )
)
OVERDUE = recur(
    Recurring(
        key="mediation.overdue",
        title=_("What was agreed has not been performed in its time"),
        find=_owed,
        page=("desk:obligations", {}),
        query="which=overdue",
    )
)
