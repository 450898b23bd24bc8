"""What those assigned to a place are told of."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.liaison.enums import VisitState
from yixian.liaison.events import ASSIGNED
from yixian.liaison.models import FieldVisit, Liaison
from yixian.notices.declare import Audience, Due, NoticeKind, Page, Recurring, Subject, guard, recur, register


def _uid(stream: str) -> UUID:
    return UUID(stream.rpartition(":")[2])


def _audience(liaison: Liaison) -> Audience:
    """Whoever is assigned: the holder of the post, or the department."""
    if liaison.post is not None:
        return Audience(persons=frozenset([liaison.post.person_id]))
    return Audience(units=frozenset([liaison.unit_id]), ability="liaison.see")


def _assigned(event: Event) -> Audience:
    return _audience(Liaison.objects.select_related("post").get(uid=_uid(event.stream)))


def _page(event: Event) -> Page:
    return "desk:liaison_one", {"uid": _uid(event.stream)}


def _today(at: datetime) -> Iterator[Due]:
    """Visits planned for this day."""
    planned = FieldVisit.objects.filter(state=VisitState.PLANNED, planned_for=timezone.localdate(at))
    for visit in planned.select_related("liaison__post").order_by("pk"):
        page = "desk:liaison_visit", {"uid": visit.uid}
        yield Due(audience=_audience(visit.liaison), stream=visit.stream, page=page)


def _liaisons_seen(actor: Actor, streams: Collection[str]) -> set[str]:
    seen = Liaison.objects.visible_to(actor, timezone.localdate())
    return {each.stream for each in seen.filter(uid__in=map(_uid, streams))}


def _visits_seen(actor: Actor, streams: Collection[str]) -> set[str]:
    seen = FieldVisit.objects.visible_to(actor, timezone.localdate())
    return {each.stream for each in seen.filter(uid__in=map(_uid, streams))}


def _liaisons_named(streams: Collection[str]) -> dict[str, str]:
    rows = Liaison.objects.filter(uid__in=map(_uid, streams)).select_related("place").defer("place__boundary")
    return {each.stream: each.place.name for each in rows}


def _visits_named(streams: Collection[str]) -> dict[str, str]:
    rows = FieldVisit.objects.filter(uid__in=map(_uid, streams)).select_related("place")
    return {each.stream: each.place.name for each in rows.defer("place__boundary")}


guard(Subject(prefix=Liaison.stream_prefix(), seen=_liaisons_seen, numbers=_liaisons_named))
guard(Subject(prefix=FieldVisit.stream_prefix(), seen=_visits_seen, numbers=_visits_named))
register(
    NoticeKind(
        key="liaison.assigned",
        title=_("You are assigned to a place"),
        on=(ASSIGNED.key,),
        to=_assigned,
        page=_page,
    )
)
recur(
    Recurring(
        key="liaison.visit_today",
        title=_("A visit is planned for today"),
        find=_today,
        page=("desk:liaison_mine", {}),
    )
)
