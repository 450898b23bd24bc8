"""What people are told about publications and messages: what waits for them, and what did not arrive."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.channels import events
from yixian.channels.enums import STANDING_STILL, MessageState
from yixian.channels.models import Edition, Message, Publication
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
from yixian.places.models import Unit

MOST = 5_000
"""How many messages the daily kind looks at, soonest due first."""


def _uid(stream: str) -> UUID:
    return UUID(hex=stream.partition(":")[2])


def _publication(event: Event) -> Page:
    return "desk:publication", {"uid": _uid(event.stream)}


def _message(event: Event) -> Page:
    return "desk:message", {"uid": _uid(event.stream)}


def _seen_publications(actor: Actor, streams: Collection[str]) -> set[str]:
    found = Publication.objects.open_to(actor).filter(uid__in=[_uid(each) for each in streams])
    return {each.stream for each in found.only("uid")}


def _seen_messages(actor: Actor, streams: Collection[str]) -> set[str]:
    found = Message.objects.visible_to(actor).filter(uid__in=[_uid(each) for each in streams])
    return {each.stream for each in found.only("uid")}


def _publication_numbers(streams: Collection[str]) -> dict[str, str]:
    found = Publication.objects.filter(uid__in=[_uid(each) for each in streams])
    return {each.stream: f"{each.pk:05d}" for each in found.only("uid")}


def _message_numbers(streams: Collection[str]) -> dict[str, str]:
    found = Message.objects.filter(uid__in=[_uid(each) for each in streams])
    return {each.stream: each.label for each in found.only("uid")}


def _reviewers(event: Event) -> Audience:
    """Those who may review it at the unit that wrote it, and at the one above."""
    unit = Unit.objects.only("lineage").get(pk=event.unit_id or 0)
    return Audience(units=frozenset(unit.lineage[-2:]), ability="channels.review")


def _writers(event: Event) -> Audience:
    edition = Edition.objects.filter(publication__uid=_uid(event.stream), number=event.body.get("edition"))
    writers = edition.values_list("writers", flat=True).first()
    return Audience(persons=frozenset(writers)) if writers else NOBODY


def _left_to_writers(event: Event) -> Audience:
    return _writers(event) if event.body.get("state") in STANDING_STILL else NOBODY


def _keepers(unit: int | None) -> Audience:
    return Audience(units=frozenset({unit or 0}), ability="channels.receive")


def _left_to_keepers(event: Event) -> Audience:
    return _keepers(event.unit_id) if event.body.get("state") in STANDING_STILL else NOBODY


def _late(at: datetime) -> Iterator[Due]:
    """Messages that nobody has dealt with in time, for whoever keeps the inbox. One statement."""
    rows = Message.objects.filter(state=MessageState.NEW, due_at__lte=at).only("uid", "unit")
    for each in rows.order_by("due_at", "pk")[:MOST]:
        page = ("desk:message", {"uid": each.uid})
        yield Due(audience=_keepers(each.unit_id), stream=each.stream, page=page)


guard(Subject(prefix=Publication.stream_prefix(), seen=_seen_publications, numbers=_publication_numbers))
guard(Subject(prefix=Message.stream_prefix(), seen=_seen_messages, numbers=_message_numbers))

TO_REVIEW = register(
    NoticeKind(
        key="channels.to_review",
        title=_("A text waits for your review before it is published"),
        on=(events.SUBMITTED.key,),
        to=_reviewers,
        page=_publication,
    )
)
SENT_BACK = register(
    NoticeKind(
        key="channels.sent_back",
        title=_("A reviewer sent your text back"),
        on=(events.SENT_BACK.key,),
        to=_writers,
        page=_publication,
    )
)
FAILED = register(
    NoticeKind(
        key="channels.failed",
        title=_("A publication did not reach a channel: please look at it"),
        on=(events.FAILED.key,),
        to=_left_to_writers,
        page=_publication,
        urgent=True,
    )
)
ARRIVED = register(
    NoticeKind(
        key="channels.arrived",
        title=_("Somebody wrote by a channel that your unit keeps"),
        on=(events.RECEIVED.key,),
        to=lambda event: _keepers(event.unit_id),
        page=_message,
    )
)
UNTOLD = register(
    NoticeKind(
        key="channels.untold",
        title=_("An answer did not reach whoever wrote: please look at it"),
        on=(events.UNTOLD.key,),
        to=_left_to_keepers,
        page=_message,
        urgent=True,
    )
)
LATE = recur(
    Recurring(
        key="channels.late",
        title=_("Messages past their time"),
        find=_late,
        page=("desk:messages", {}),
        query="which=late",
    )
)
