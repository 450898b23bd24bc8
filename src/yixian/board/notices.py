"""What people are told about the board: a text to be checked, and answers owed to the public."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.board import purposes, queries
from yixian.board.models import Entry
from yixian.disclosure import events
from yixian.disclosure.models import Snapshot
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


def _owed(at: datetime) -> Iterator[Due]:
    for entry in Entry.objects.shown().filter(queries.OWED).select_related("matter", "raised"):
        yield Due(
            audience=Audience(persons=frozenset({entry.raised.made_by_id})),
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
OWED = recur(
    Recurring(
        key="board.owed",
        title=_("Answers owed to the public on the board"),
        find=_owed,
        page=("desk:board", {}),
        query="look=owed",
    )
)
