"""What people are told about matters. Who may not see a matter hears nothing of it."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.matters import events
from yixian.matters.enums import RUNNING_STATES
from yixian.matters.models import Matter, MatterQuerySet
from yixian.matters.queries import SOON
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
from yixian.procedures.language import Text

MOST = 20_000
"""How many matters one daily kind looks at, soonest due first."""


def uid_of(stream: str) -> UUID:
    """The id of the matter whose chain a stream is."""
    return UUID(hex=stream.removeprefix(Matter.stream_prefix()))


def page_of(event: Event) -> Page:
    """The page of the matter that an event tells of."""
    return "desk:matter", {"uid": uid_of(event.stream)}


def matter_of(event: Event) -> Matter:
    """The matter that an event tells of, as it stands now. One statement."""
    return Matter.objects.defer("story").get(uid=uid_of(event.stream))


def in_charge(matter: Matter) -> Audience:
    """Whoever has a matter: the person that it was given to, else the unit that holds it."""
    if matter.assignee_id is not None:
        return Audience(persons=frozenset({matter.assignee_id}))
    return Audience(units=frozenset({matter.holder_id}))


def unit_in(event: Event, key: str) -> Audience:
    """The unit whose id stands in the body of an event; nobody, where there is none."""
    return _one(event.body.get(key))


def _one(unit: object) -> Audience:
    return Audience(units=frozenset({unit})) if isinstance(unit, int) else NOBODY


def _seen(actor: Actor, streams: Collection[str]) -> set[str]:
    found = Matter.objects.visible_to(actor).filter(uid__in=[uid_of(each) for each in streams])
    return {f"{Matter.stream_prefix()}{uid.hex}" for uid in found.values_list("uid", flat=True)}


def _numbers(streams: Collection[str]) -> dict[str, str]:
    found = Matter.objects.filter(uid__in=[uid_of(each) for each in streams])
    return {each.stream: each.number for each in found.only("uid", "sign", "raised_at")}


def _assigned(event: Event) -> Audience:
    person = event.body.get("assignee")
    return Audience(persons=frozenset({person})) if isinstance(person, int) else NOBODY


def _came(event: Event) -> Audience:
    """The unit that it was brought to, unless that had it before, or a person there was given it."""
    if event.body.get("assignee"):
        return NOBODY
    earlier = Event.objects.filter(stream=event.stream, seq__lt=event.seq, body__has_key="holder")
    last = earlier.order_by("-seq").values_list("body__holder", flat=True).first()
    return unit_in(event, "holder") if event.body.get("holder") != last else NOBODY


def _wrote(event: Event) -> Audience:
    return in_charge(matter_of(event)) if event.body.get("mover") == "raiser" else NOBODY


guard(Subject(prefix=Matter.stream_prefix(), seen=_seen, numbers=_numbers))

ASSIGNED = register(
    NoticeKind(
        key="matters.assigned",
        title=_("A matter was given to you"),
        on=(events.ASSIGNED.key,),
        to=_assigned,
        page=page_of,
    )
)
ARRIVED = register(
    NoticeKind(
        key="matters.arrived",
        title=_("A new matter is with your unit"),
        on=(events.OPENED.key,),
        to=lambda event: unit_in(event, "holder"),
        page=page_of,
    )
)
CAME = register(
    NoticeKind(
        key="matters.came",
        title=_("A matter came to your unit"),
        on=(events.MOVED.key, events.ASSIGNED.key),
        to=_came,
        page=page_of,
    )
)
WROTE = register(
    NoticeKind(
        key="matters.wrote",
        title=_("Whoever raised it asked or added something"),
        on=(events.ASKED.key, events.ATTACHED.key),
        to=_wrote,
        page=page_of,
    )
)
OFFERED = register(
    NoticeKind(
        key="matters.offered",
        title=_("A matter is offered to your unit: take it or refuse it"),
        on=(events.OFFERED.key,),
        to=lambda event: unit_in(event, "to"),
        page=page_of,
    )
)
REFUSED = register(
    NoticeKind(
        key="matters.refused",
        title=_("A unit refused what you handed over"),
        on=(events.REFUSED.key,),
        to=lambda event: unit_in(event, "holder"),
        page=page_of,
    )
)
SETTLED = register(
    NoticeKind(
        key="matters.settled",
        title=_("A hand-over was decided on"),
        on=(events.TAKEN.key, events.KEPT.key),
        to=lambda event: Audience(units=unit_in(event, "holder").units | unit_in(event, "to").units),
        page=page_of,
    )
)
GIVEN_BACK = register(
    NoticeKind(
        key="matters.given_back",
        title=_("A matter was given back to your unit"),
        on=(events.GIVEN_BACK.key,),
        to=lambda event: unit_in(event, "to"),
        page=page_of,
    )
)
ESCALATED = register(
    NoticeKind(
        key="matters.escalated",
        title=_("A unit below you is late; it was reported to you"),
        on=(events.ESCALATED.key,),
        to=lambda event: unit_in(event, "to"),
        page=page_of,
        urgent=True,
    )
)


def due(rows: MatterQuerySet) -> Iterator[Due]:
    """Each of some matters with whoever has it, soonest due first. One statement."""
    wanted = rows.order_by("due_at", "pk").values_list("uid", "assignee", "holder")[:MOST]
    for uid, assignee, holder in wanted.iterator(chunk_size=2000):
        person = frozenset({assignee}) if assignee else frozenset()
        yield Due(
            audience=Audience(persons=person, units=frozenset() if assignee else frozenset({holder})),
            stream=f"{Matter.stream_prefix()}{uid.hex}",
            page=("desk:matter", {"uid": uid}),
        )


def _daily(name: str, own: Text, unit: Text, condition: Callable[[datetime], Q]) -> None:
    """Two daily kinds: what was given to a person, and what is with a unit and given to nobody."""

    def of_somebody(at: datetime) -> Iterator[Due]:
        return due(Matter.objects.filter(condition(at), assignee__isnull=False))

    def of_nobody(at: datetime) -> Iterator[Due]:
        return due(Matter.objects.filter(condition(at), assignee__isnull=True))

    page: Page = ("desk:worklist", {})
    which = f"which={name}"
    key = f"matters.{name}"
    recur(Recurring(key=key, title=own, find=of_somebody, page=page, query=f"whose=mine&{which}"))
    recur(Recurring(key=f"{key}_unit", title=unit, find=of_nobody, page=page, query=f"whose=unit&{which}"))


_daily(
    "soon",
    _("Due within three days, given to you"),
    _("Due within three days at your unit"),
    lambda at: Q(state__in=RUNNING_STATES, due_at__gt=at, due_at__lte=at + SOON),
)
_daily(
    "overdue",
    _("Overdue, given to you"),
    _("Overdue at your unit"),
    lambda at: Q(state__in=RUNNING_STATES, due_at__lte=at),
)
_daily(
    "asked",
    _("You have owed an answer for three days"),
    _("Your unit has owed an answer for three days"),
    lambda at: Q(asked_at__lte=at - SOON),
)
