"""What people are told about leaders' cases."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yixian.audit.models import Event
from yixian.matters.models import Matter
from yixian.matters.notices import uid_of, unit_in
from yixian.notices.declare import Audience, Due, NoticeKind, Page, Recurring, recur, register
from yixian.teams import events
from yixian.teams.models import Task
from yixian.teams.queries.cases import OPEN_TASK


def _page(event: Event) -> Page:
    return "desk:case", {"uid": uid_of(event.stream)}


def _leader(event: Event) -> frozenset[int]:
    person = event.body.get("assignee")
    return frozenset({person}) if isinstance(person, int) else frozenset()


def _arranged(event: Event) -> Audience:
    return Audience(persons=_leader(event), units=unit_in(event, "holder").units)


def _invited(event: Event) -> Audience:
    units = event.body.get("units")
    return Audience(units=frozenset(units if isinstance(units, list) else ()))


def _late(at: datetime) -> Iterator[Due]:
    """Steps of open cases that are overdue: for the unit that carries them out and the leader."""
    late = Task.objects.filter(OPEN_TASK, due_at__lte=at).order_by("due_at", "pk")
    rows = late.values_list("unit", "case__matter__uid", "case__post__person")
    for unit, uid, leader in rows.iterator(chunk_size=2000):
        yield Due(
            audience=Audience(persons=frozenset({leader} if leader else ()), units=frozenset({unit})),
            stream=f"{Matter.stream_prefix()}{uid.hex}",
            page=("desk:case", {"uid": uid}),
        )


SPONSORED = register(
    NoticeKind(
        key="teams.sponsored",
        title=_("A case under a leader is yours to lead or to undertake"),
        on=(events.SPONSORED.key, events.ARRANGED.key, events.SUCCEEDED.key),
        to=_arranged,
        page=_page,
    )
)
PLANNED = register(
    NoticeKind(
        key="teams.planned",
        title=_("Your unit is to do something in a leader's case"),
        on=(events.PLANNED.key, events.DECIDED.key, events.ON_SITE.key),
        to=lambda event: unit_in(event, "to"),
        page=_page,
    )
)
CALLED = register(
    NoticeKind(
        key="teams.called",
        title=_("Your unit is invited to a joint consultation"),
        on=(events.CALLED.key,),
        to=_invited,
        page=_page,
    )
)
LATE = recur(
    Recurring(
        key="teams.late",
        title=_("A step of a leader's case is overdue"),
        find=_late,
        page=("desk:cases", {}),
    )
)
