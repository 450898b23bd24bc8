"""What people are told about publications and messages: what waits for them, and what did not arrive."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.channels import events
from yixian.channels.enums import STANDING_STILL, MessageState
from yixian.channels.models import Edition, Message, Publication
from yixian.channels.queries import RECEIVE
from yixian.notices.audiences import acting_near
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


def _unit(event: Event) -> Unit:
    return Unit.objects.defer("boundary").get(pk=event.unit_id or 0)


def _day(event: Event) -> date:
    return timezone.localdate(event.at)


def _wrote(event: Event) -> frozenset[int]:
    edition = Edition.objects.filter(publication__uid=_uid(event.stream), number=event.body.get("edition"))
    return frozenset(edition.values_list("writers", flat=True).first() or ())


def _reviewers(event: Event) -> Audience:
    """Those who may review it where it was written and above; farther up where all of them wrote at it."""
    return acting_near(_unit(event), "channels.review", _day(event), above=True, but=_wrote(event))


def _writers(event: Event) -> Audience:
    return Audience(persons=_wrote(event))


def _left_to_writers(event: Event) -> Audience:
    """Those who wrote it, who may have left since, and those who write for the unit."""
    if event.body.get("state") not in STANDING_STILL:
        return NOBODY
    unit = acting_near(_unit(event), "channels.write", _day(event))
    return Audience(persons=_wrote(event) | unit.persons)


def _keepers(event: Event) -> Audience:
    """Those who take up messages for the unit that keeps the channel, or for the nearest one above."""
    return acting_near(_unit(event), RECEIVE, _day(event))


def _left_to_keepers(event: Event) -> Audience:
    return _keepers(event) if event.body.get("state") in STANDING_STILL else NOBODY


def _late(at: datetime) -> Iterator[Due]:
    """Messages that nobody has dealt with in time, for whoever keeps the inbox. A few statements for each keeper."""
    day, keepers = timezone.localdate(at), dict[int, Audience]()
    rows = Message.objects.filter(state=MessageState.NEW, due_at__lte=at).placed()
    for each in rows.order_by("due_at", "pk")[:MOST]:
        if each.unit_id not in keepers:
            keepers[each.unit_id] = acting_near(each.unit, RECEIVE, day)
        page = ("desk:message", {"uid": each.uid})
        yield Due(audience=keepers[each.unit_id], stream=each.stream, page=page)


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
        to=_keepers,
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
