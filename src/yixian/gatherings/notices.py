"""What people are told about gatherings: a task there, that it is moved or called off, what waits to be done."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.gatherings import events, queries
from yixian.gatherings.models import Gathering, Proposal, Series
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
from yixian.places.models import Unit

MOST = 2_000
"""How many gatherings or series a daily kind looks at, oldest first."""


def _uid(stream: str) -> UUID:
    return UUID(hex=stream.removeprefix(Gathering.stream_prefix()))


def _page(event: Event) -> Page:
    return "desk:gathering", {"uid": _uid(event.stream)}


def _team(event: Event) -> Audience:
    """Those who have a task there: holders of posts, and whole units; for a post that has ended its unit."""
    seats = Gathering.objects.get(uid=_uid(event.stream)).team.select_related("post")
    holders = {seat.pk: seat.holder(timezone.localdate(event.at)) for seat in seats}
    return Audience(
        persons=frozenset(person for person in holders.values() if person is not None),
        units=frozenset(seat.unit_id for seat in seats if holders[seat.pk] is None),
        ability="gatherings.see",
    )


def _moved(event: Event) -> Audience:
    """Those who have a task there, where it is held at another time or place from now on."""
    return _team(event) if event.body.get("moved") else NOBODY


def _second(event: Event) -> Audience:
    """Those who keep gatherings where it is organised and above."""
    gathering = Gathering.objects.placed().get(uid=_uid(event.stream))
    return acting_for(gathering.unit, "gatherings.keep", timezone.localdate(event.at))


def _proposer(event: Event) -> Audience:
    """Whoever proposed it, and those who keep gatherings where it is organised: the proposer may be gone."""
    gathering = Gathering.objects.placed().get(uid=_uid(event.stream))
    made = Proposal.objects.filter(gathering=gathering).values_list("made_by", flat=True)
    keepers = acting_for(gathering.unit, "gatherings.keep", timezone.localdate(event.at), above=False)
    return replace(keepers, persons=keepers.persons | frozenset(made))


def _check_page(event: Event) -> Page:
    return "desk:gathering_check", {"uid": _uid(event.stream)}


def _to_close(at: datetime) -> Iterator[Due]:
    """Gatherings that lie behind, of which nobody has recorded whether they were held."""
    rows = Gathering.objects.ahead().filter(ends_at__lte=at).placed().order_by("ends_at", "pk")
    yield from _due(rows[:MOST], "desk:gathering", at)


def _run_dry(at: datetime) -> Iterator[Due]:
    """Series that go on by their rule, but of which no date is planned."""
    rows = queries.without_a_date(at).placed().order_by("pk")[:MOST]
    yield from _due(
        [each for each in rows if queries.next_turns(each, at, 1)], "desk:gathering_series_one", at
    )


def _due(rows: Iterable[Gathering | Series], page: str, at: datetime) -> Iterator[Due]:
    """A row for the keepers of each; whoever keeps them for a unit is looked up once."""
    keepers: dict[Unit, Audience] = {}
    for each in rows:
        if each.unit not in keepers:
            keepers[each.unit] = acting_for(each.unit, "gatherings.keep", timezone.localdate(at), above=False)
        yield Due(audience=keepers[each.unit], stream=each.stream, page=(page, {"uid": each.uid}))


def _seen(actor: Actor, streams: Collection[str]) -> set[str]:
    found = Gathering.objects.visible_to(actor).filter(uid__in=map(_uid, streams))
    return {each.stream for each in found.only("uid")}


def _numbers(streams: Collection[str]) -> dict[str, str]:
    """Their days: titles may tell more than a notice should."""
    found = Gathering.objects.filter(uid__in=map(_uid, streams)).only("uid", "starts_at")
    return {each.stream: f"{timezone.localtime(each.starts_at):%Y-%m-%d %H:%M}" for each in found}


def _series_uids(streams: Collection[str]) -> list[UUID]:
    return [UUID(hex=each.removeprefix(Series.stream_prefix())) for each in streams]


def _series_seen(actor: Actor, streams: Collection[str]) -> set[str]:
    found = Series.objects.kept_by(actor).filter(uid__in=_series_uids(streams))
    return {each.stream for each in found.only("uid")}


def _series_numbers(streams: Collection[str]) -> dict[str, str]:
    """The days on which they began, and the hour at which they are held."""
    found = Series.objects.filter(uid__in=_series_uids(streams)).only("uid", "since", "starts")
    return {each.stream: f"{each.since:%Y-%m-%d} {each.starts:%H:%M}" for each in found}


guard(Subject(prefix=Gathering.stream_prefix(), seen=_seen, numbers=_numbers))
guard(Subject(prefix=Series.stream_prefix(), seen=_series_seen, numbers=_series_numbers))
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
        key="gatherings.moved",
        title=_("A gathering at which you have a task is moved: another time or place"),
        on=(events.CHANGED.key,),
        to=_moved,
        page=_page,
        urgent=True,
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
        title=_("What was to be published of a gathering was sent back"),
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
recur(
    Recurring(
        key="gatherings.run_dry",
        title=_("A series of gatherings has no date ahead: plan the next ones, or end it"),
        find=_run_dry,
        page=("desk:gathering_series", {}),
    )
)
