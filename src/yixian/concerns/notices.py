"""What people are told about concerns: what is to be checked, and what is past its time."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.concerns import events
from yixian.concerns.audiences import Staff
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.notices.declare import (
    NOBODY,
    Audience,
    Due,
    NoticeKind,
    Page,
    Recurring,
    Subject,
    guard,
    recur,
    register,
)

MOST = 5_000
"""How many concerns the daily kind looks at, soonest due first."""


def _uid(stream: str) -> UUID:
    return UUID(hex=stream.removeprefix(Concern.stream_prefix()))


def _page(event: Event) -> Page:
    return "desk:concern", {"uid": _uid(event.stream)}


def _seen(actor: Actor, streams: Collection[str]) -> set[str]:
    found = Concern.objects.visible_to(actor).filter(uid__in=[_uid(each) for each in streams])
    return {f"{Concern.stream_prefix()}{uid.hex}" for uid in found.values_list("uid", flat=True)}


def _numbers(streams: Collection[str]) -> dict[str, str]:
    found = Concern.objects.filter(uid__in=[_uid(each) for each in streams])
    return {each.stream: f"{each.pk:06d}" for each in found.only("uid")}


def _of(event: Event) -> tuple[Concern, Staff]:
    """The concern that an event tells of, and who serves on its ground on that day."""
    found = Concern.objects.select_related("unit").defer("unit__boundary").get(uid=_uid(event.stream))
    return found, Staff([found], timezone.localdate(event.at))


def _superiors(event: Event) -> Audience:
    """Those who check it, when it was closed with a reason."""
    if event.body.get("fate") != Fate.CLOSED:
        return NOBODY
    found, staff = _of(event)
    return staff.checkers(found)


def _reopened(event: Event) -> Audience:
    """Whoever is in charge of it, or the office, when a superior did not agree to its closing."""
    if event.body.get("agrees"):
        return NOBODY
    found, staff = _of(event)
    return staff.in_charge(found)


def _passed(event: Event) -> Audience:
    """The person, or the office, that goes on with it."""
    found, staff = _of(event)
    person = event.body.get("to")
    return staff.minder(found, person if isinstance(person, int) else None)


def _entrusted(event: Event) -> Audience:
    """The office that brings it to its end from the beginning, because it is about whoever heard it."""
    if not isinstance(event.body.get("unit"), int):
        return NOBODY
    found, staff = _of(event)
    return staff.office(found)


def _late(at: datetime) -> Iterator[Due]:
    """What is past its time, for whoever is in charge of it or checks its closing.

    For the office, where that person serves no longer or has a post at an office that it is about.
    """
    rows = Concern.objects.owing().filter(due_at__lte=at).select_related("unit").defer("unit__boundary")
    found = list(rows.order_by("due_at", "pk")[:MOST])
    staff = Staff(found, timezone.localdate(at))
    for each in found:
        audience = staff.checkers(each) if each.fate == Fate.CLOSED else staff.in_charge(each)
        yield Due(audience=audience, stream=each.stream, page=("desk:concern", {"uid": each.uid}))


guard(Subject(prefix=Concern.stream_prefix(), seen=_seen, numbers=_numbers))

TO_CHECK = register(
    NoticeKind(
        key="concerns.to_check",
        title=_("A concern was closed with a reason: please check it"),
        on=(events.FATED.key,),
        to=_superiors,
        page=_page,
    )
)
REOPENED = register(
    NoticeKind(
        key="concerns.reopened",
        title=_("A superior opened again what you had closed"),
        on=(events.CHECKED.key,),
        to=_reopened,
        page=_page,
    )
)
PASSED = register(
    NoticeKind(
        key="concerns.passed",
        title=_("A concern was passed on to you"),
        on=(events.PASSED.key,),
        to=_passed,
        page=_page,
    )
)
ENTRUSTED = register(
    NoticeKind(
        key="concerns.entrusted",
        title=_("A concern about somebody was heard: your office brings it to its end"),
        on=(events.HEARD.key,),
        to=_entrusted,
        page=_page,
    )
)
LATE = recur(
    Recurring(
        key="concerns.late",
        title=_("Concerns past their time"),
        find=_late,
        page=("desk:concerns", {}),
        query="which=late",
    )
)
