"""What people are told about the board: a text to be checked, one sent back, and answers owed to the public."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.board import purposes, queries
from yixian.board.models import Entry
from yixian.disclosure import events
from yixian.disclosure.models import Snapshot
from yixian.matters.models import Matter
from yixian.notices.audiences import acting_for
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
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

OURS = (purposes.RAISED.key, purposes.ANSWER.key)


def _uid(stream: str) -> UUID:
    return UUID(hex=stream.removeprefix(Snapshot.stream_prefix()))


def _page(event: Event) -> Page:
    return "desk:board_check", {"uid": _uid(event.stream)}


def _texts(uids: Collection[UUID]) -> Q:
    return Q(raised__uid__in=uids) | Q(answer__uid__in=uids)


def _seen(actor: Actor, streams: Collection[str]) -> set[str]:
    uids = {_uid(each) for each in streams}
    found = Entry.objects.visible_to(actor).filter(_texts(uids)).values_list("raised__uid", "answer__uid")
    known = {uid for pair in found for uid in pair if uid in uids}
    return {f"{Snapshot.stream_prefix()}{uid.hex}" for uid in known}


def _numbers(streams: Collection[str]) -> dict[str, str]:
    """The numbers of the matters."""
    uids = {_uid(each) for each in streams}
    rows = Entry.objects.filter(_texts(uids)).select_related("matter", "raised", "answer")
    return {
        text.stream: entry.matter.number
        for entry in rows
        for text in (entry.raised, entry.answer)
        if text is not None and text.uid in uids
    }


def _second(event: Event) -> Audience:
    """Those who check, where the writer works and at the reception centre."""
    if event.body.get("purpose") not in OURS:
        return NOBODY
    writer = Post.objects.filter(pk=event.post_id or 0).values("unit")
    units = Unit.objects.filter(Q(pk__in=writer) | Q(kind=UnitKind.RECEPTION_CENTRE))
    return Audience(units=frozenset(units.values_list("pk", flat=True)), ability="board.check")


def _writers(texts: Collection[Snapshot], on: date) -> dict[int, Audience]:
    """By text, whoever wrote it, and those who put up where it was written: posts change hands.

    Two statements, and two for each unit.
    """
    drafts = Event.objects.filter(stream__in=[each.stream for each in texts], kind=events.DRAFTED.key)
    posts = {stream: post for stream, post in drafts.values_list("stream", "post_id") if post}
    held = Post.objects.filter(pk__in=posts.values()).select_related("unit").defer("unit__boundary")
    units = {each.pk: each.unit for each in held}
    there = {unit: acting_for(unit, "board.put", on) for unit in set(units.values())}
    audiences = {}
    for text in texts:
        unit = units.get(posts.get(text.stream, 0))
        beside = there[unit] if unit else NOBODY
        audiences[text.pk] = replace(beside, persons=beside.persons | {text.made_by_id})
    return audiences


def _returned(event: Event) -> Audience:
    if event.body.get("purpose") not in OURS:
        return NOBODY
    text = Snapshot.objects.get(uid=_uid(event.stream))
    return _writers([text], timezone.localdate(event.at))[text.pk]


def _again(event: Event) -> Page:
    """Where it is written again."""
    source = Snapshot.objects.only("source_stream").get(uid=_uid(event.stream)).source_stream
    if not source.startswith(Matter.stream_prefix()):
        return "desk:board", {}
    matter = UUID(hex=source.removeprefix(Matter.stream_prefix()))
    answers = event.body.get("purpose") == purposes.ANSWER.key
    return "desk:board_answer" if answers else "desk:board_put", {"uid": matter}


def _owed(at: datetime) -> Iterator[Due]:
    found = list(Entry.objects.shown().filter(queries.OWED).select_related("matter", "raised"))
    audiences = _writers([entry.raised for entry in found], timezone.localdate(at))
    for entry in found:
        yield Due(
            audience=audiences[entry.raised_id],
            stream=entry.matter.stream,
            page=("desk:board_answer", {"uid": entry.matter.uid}),
        )


guard(Subject(prefix=Snapshot.stream_prefix(), seen=_seen, numbers=_numbers))

TO_CHECK = register(
    NoticeKind(
        key="board.to_check",
        title=_("A text for the public board waits for the second person"),
        on=(events.DRAFTED.key,),
        to=_second,
        page=_page,
    )
)
RETURNED = register(
    NoticeKind(
        key="board.returned",
        title=_("A text for the public board was sent back"),
        on=(events.RETURNED.key,),
        to=_returned,
        page=_again,
    )
)
OWED = recur(
    Recurring(
        key="board.owed",
        title=_("Answers owed to the public on the board"),
        find=_owed,
        page=("desk:board", {}),
        query="look=owed",
    )
)
