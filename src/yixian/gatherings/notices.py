"""What people are told about gatherings: a task there, that it is called off, and that it is to be closed."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.gatherings import events
from yixian.gatherings.models import Gathering, Proposal
from yixian.notices.audiences import acting_for
from yixian.notices.declare import Audience, Due, NoticeKind, Page, Recurring, Subject, guard, recur, register

MOST = 2_000
"""How many gatherings the daily kind looks at, oldest first."""


def _uid(stream: str) -> UUID:
    return UUID(hex=stream.removeprefix(Gathering.stream_prefix()))


def _page(event: Event) -> Page:
    return "desk:gathering", {"uid": _uid(event.stream)}


def _team(event: Event) -> Audience:
    """Those who have a task there: holders of posts, and whole units."""
    seats = Gathering.objects.get(uid=_uid(event.stream)).team.select_related("post")
    return Audience(
        persons=frozenset(seat.post.person_id for seat in seats if seat.post is not None),
        units=frozenset(seat.unit_id for seat in seats if seat.post is None),
        ability="gatherings.see",
    )


def _second(event: Event) -> Audience:
    """Those who keep gatherings where it is organised and above."""
    gathering = Gathering.objects.placed().get(uid=_uid(event.stream))
    return acting_for(gathering.unit, "gatherings.keep", timezone.localdate(event.at))


def _proposer(event: Event) -> Audience:
    """Whoever proposed it."""
    made = Proposal.objects.filter(gathering__uid=_uid(event.stream)).values_list("made_by", flat=True)
    return Audience(persons=frozenset(made))


def _check_page(event: Event) -> Page:
    return "desk:gathering_check", {"uid": _uid(event.stream)}


def _to_close(at: datetime) -> Iterator[Due]:
    """Gatherings that lie behind, of which nobody has recorded whether they were held."""
    rows = Gathering.objects.ahead().filter(ends_at__lte=at).order_by("ends_at", "pk")
    for each in rows[:MOST]:
        audience = Audience(units=frozenset([each.unit_id]), ability="gatherings.keep")
        yield Due(audience=audience, stream=each.stream, page=("desk:gathering", {"uid": each.uid}))


def _seen(actor: Actor, streams: Collection[str]) -> set[str]:
    found = Gathering.objects.visible_to(actor).filter(uid__in=map(_uid, streams))
    return {each.stream for each in found.only("uid")}


def _numbers(streams: Collection[str]) -> dict[str, str]:
    """Their days: titles may tell more than a notice should."""
    found = Gathering.objects.filter(uid__in=map(_uid, streams)).only("uid", "starts_at")
    return {each.stream: f"{timezone.localtime(each.starts_at):%Y-%m-%d %H:%M}" for each in found}


guard(Subject(prefix=Gathering.stream_prefix(), seen=_seen, numbers=_numbers))
register(
    NoticeKind(
        key="gatherings.task",
        title=_("You have a task at a gathering"),
        on=(events.TEAMED.key,),
        to=_team,
        page=_page,
    )
)
register(
    NoticeKind(
        key="gatherings.off",
        title=_("A gathering at which you have a task is called off"),
        on=(events.CANCELLED.key,),
        to=_team,
        page=_page,
        urgent=True,
    )
)
register(
    NoticeKind(
        key="gatherings.to_check",
        title=_("What was asked at a gathering waits for the second person"),
        on=(events.PROPOSED.key,),
        to=_second,
        page=_check_page,
    )
)
register(
    NoticeKind(
        key="gatherings.sent_back",
        title=_("What you wanted to publish of a gathering was sent back"),
        on=(events.SENT_BACK.key,),
        to=_proposer,
        page=_page,
    )
)
recur(
    Recurring(
        key="gatherings.to_close",
        title=_("A gathering is to be closed: held or cancelled"),
        find=_to_close,
        page=("desk:gatherings", {}),
        query="which=owed",
    )
)
