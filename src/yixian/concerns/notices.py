"""What people are told about concerns: what is to be checked, and what is past its time."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.concerns import events
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
from yixian.people.models import Post
from yixian.places.enums import BODY_KINDS
from yixian.places.models import Unit
from yixian.places.queries import surroundings

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


def _checking(concern: Concern, on: date) -> Audience:
    """Those who check closings at the unit that answers for it, at the one above, and at the office of the next level.

    One statement.
    """
    unit = concern.unit
    higher = surroundings(unit, on).told(unit, 1, concern.about_units)
    return Audience(
        units=frozenset({*unit.lineage[-2:], *([higher.pk] if higher else [])}), ability="concerns.check"
    )


def _superiors(event: Event) -> Audience:
    """Those who check it, when it was closed with a reason."""
    if event.body.get("fate") != Fate.CLOSED:
        return NOBODY
    found = Concern.objects.select_related("unit").defer("unit__boundary").get(uid=_uid(event.stream))
    return _checking(found, timezone.localdate(event.at))


def _reopened(event: Event) -> Audience:
    """Whoever is in charge of it, or the unit, when a superior did not agree to its closing."""
    if event.body.get("agrees"):
        return NOBODY
    found = Concern.objects.get(uid=_uid(event.stream))
    if found.in_charge is not None:
        return Audience(persons=frozenset({found.in_charge}))
    return _offices([found.unit_id], timezone.localdate(event.at))[found.unit_id]


def _offices(units: Collection[int], on: date) -> dict[int, Audience]:
    """Those who bring things to their end for some units: there, and in the bodies that stand there. One statement."""
    bodies = Unit.objects.on(on).filter(parent__in=units, kind__in=BODY_KINDS)
    found = {unit: {unit} for unit in units}
    for lineage in bodies.values_list("lineage", flat=True):
        found[lineage[-2]].add(lineage[-1])
    return {unit: Audience(units=frozenset(at), ability="concerns.handle") for unit, at in found.items()}


def _follower(event: Event) -> Audience:
    person, unit = event.body.get("to"), event.body.get("unit")
    if isinstance(person, int):
        return Audience(persons=frozenset({person}))
    return _offices([unit], timezone.localdate(event.at))[unit] if isinstance(unit, int) else NOBODY


def _late(at: datetime) -> Iterator[Due]:
    """What is past its time, for whoever is in charge of it.

    For the unit, where that person has no post any more, or one at an office that it is about.
    """
    today = timezone.localdate(at)
    rows = Concern.objects.owing().filter(due_at__lte=at).select_related("unit").defer("unit__boundary")
    found = list(rows.order_by("due_at", "pk")[:MOST])
    wanted = {each.in_charge for each in found if each.in_charge is not None}
    kin: dict[int, set[int]] = {}
    posts = Post.objects.on(today).filter(person__in=wanted)
    for person, lineage in posts.values_list("person_id", "unit__lineage"):
        kin.setdefault(person, set()).update(lineage)
    offices = _offices({each.unit_id for each in found}, today)
    for each in found:
        if each.fate == Fate.CLOSED:
            audience = _checking(each, today)
        elif (minder := _minds(each, kin)) is not None:
            audience = Audience(persons=frozenset({minder}))
        else:
            audience = offices[each.unit_id]
        yield Due(audience=audience, stream=each.stream, page=("desk:concern", {"uid": each.uid}))


def _minds(concern: Concern, kin: Mapping[int, set[int]]) -> int | None:
    """Whoever is in charge of it, serves, and is not whom it is about; `kin` are the units in and under which they do."""
    person = concern.in_charge
    if person is None or person not in kin or person in concern.about_persons:
        return None
    return person if kin[person].isdisjoint(concern.about_units) else None


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
        to=_follower,
        page=_page,
    )
)
ENTRUSTED = register(
    NoticeKind(
        key="concerns.entrusted",
        title=_("A concern about somebody was heard: your office brings it to its end"),
        on=(events.HEARD.key,),
        to=_follower,
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
