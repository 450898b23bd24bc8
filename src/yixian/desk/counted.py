"""The records that a figure counts, of whatever kind, as a reader may open them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import resolve, reverse

from yixian.access.actor import Actor
from yixian.access.gate import right_of
from yixian.audit.models import Event
from yixian.channels.models import Message, Publication
from yixian.concerns.models import COMPLAINT, NAMED, Concern
from yixian.deputies.models import Deputy
from yixian.desk.views.matter import title_of
from yixian.diary.models import Entry
from yixian.fairs.models import Fair
from yixian.gatherings.models import Gathering
from yixian.liaison.models import FieldVisit, Liaison, PlanItem
from yixian.matters.models import Matter
from yixian.measures.declare import Measure
from yixian.measures.queries import counted
from yixian.menu.models import VolunteerTeam
from yixian.teams.models import Team

LISTS = {
    "concerns.owing": ("desk:concerns", "?which=owing"),
    "liaison.assigned": ("desk:liaison_places", ""),
    "matters.open": ("desk:worklist", "?whose=all&which=open"),
    "menu.teams": ("desk:menu_teams", ""),
    "menu.volunteers": ("desk:menu_teams", ""),
    "teams.led": ("desk:cases", "?view=open"),
}
"""Where what a stock counts stands as it is now."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of record: what of it a reader may know, and how a list shows one.

    A record that fulfils `quiet` is passed over in silence where it may not be opened: a complaint, which counts
    elsewhere than at the office that it is about. An entry of a diary counts where it tells of, with a complaint in it
    or without, so that silence would give the complaint away: it is one more that somebody else reads.
    """

    model: Any
    seen: Callable[[Actor, date], QuerySet[Any]]
    page: Callable[[Any], str]
    title: Callable[[Any], str] = str
    sub: Callable[[Any], str] = lambda row: ""
    quiet: Q | None = None


def _at(name: str) -> Callable[[Any], str]:
    return lambda row: reverse(name, kwargs={"uid": row.uid})


KINDS = (
    Kind(
        model=Matter,
        seen=lambda actor, _on: Matter.objects.visible_to(actor).placed(),
        page=_at("desk:matter"),
        title=title_of,
        sub=lambda row: row.number,
        quiet=NAMED,
    ),
    Kind(
        model=Concern,
        seen=lambda actor, _on: Concern.objects.visible_to(actor).placed(),
        page=_at("desk:concern"),
        sub=lambda row: row.place.name,
        quiet=COMPLAINT,
    ),
    Kind(
        model=Entry,
        seen=lambda actor, _on: Entry.objects.visible_to(actor).placed(),
        page=_at("desk:diary_entry"),
        sub=lambda row: row.place.name,
    ),
    Kind(
        model=Message,
        seen=lambda actor, _on: Message.objects.visible_to(actor).placed(),
        page=_at("desk:message"),
        title=lambda row: row.label,
        sub=lambda row: row.unit.name,
        quiet=Q(Exists(Concern.objects.complaints().filter(pk=OuterRef("concern")))),
    ),
    Kind(
        model=Publication,
        seen=lambda actor, _on: Publication.objects.open_to(actor).placed(),
        page=_at("desk:publication"),
        title=lambda row: row.title,
        sub=lambda row: row.unit.name,
    ),
    Kind(
        model=Gathering,
        seen=lambda actor, _on: Gathering.objects.visible_to(actor),
        page=_at("desk:gathering"),
        title=lambda row: row.title,
        sub=lambda row: row.get_kind_display(),
    ),
    Kind(
        model=Fair,
        seen=lambda actor, _on: Fair.objects.filter(
            gathering__in=Gathering.objects.visible_to(actor)
        ).select_related("gathering"),
        page=_at("desk:fair"),
    ),
    Kind(
        model=Deputy,
        seen=lambda _actor, _on: Deputy.objects.select_related("constituency").defer(
            "constituency__boundary"
        ),
        page=_at("desk:deputy"),
        title=lambda row: row.name,
        sub=lambda row: f"{row.get_kind_display()} · {row.constituency.name}",
    ),
    Kind(
        model=Liaison,
        seen=lambda actor, on: Liaison.objects.visible_to(actor, on).named(),
        page=_at("desk:liaison_one"),
        sub=lambda row: row.get_kind_display(),
    ),
    Kind(
        model=FieldVisit,
        seen=lambda actor, on: FieldVisit.objects.visible_to(actor, on).named(),
        page=_at("desk:liaison_visit"),
        title=lambda row: row.place.name,
        sub=lambda row: row.get_kind_display(),
    ),
    Kind(
        model=PlanItem,
        seen=lambda actor, on: (
            PlanItem.objects.filter(
                Q(place__lineage__overlap=actor.units("liaison.see"))
                | Q(place__in=Liaison.objects.visible_to(actor, on).values("place"))
            )
            .select_related("place")
            .defer("place__boundary")
        ),
        page=lambda row: reverse("desk:liaison_place", args=[row.place_id]),
        title=lambda row: row.title,
        sub=lambda row: row.place.name,
    ),
    Kind(
        model=Team,
        seen=lambda _actor, _on: Team.objects.all(),
        page=_at("desk:team"),
        sub=lambda row: row.get_kind_display(),
    ),
    Kind(
        model=VolunteerTeam,
        seen=lambda _actor, _on: VolunteerTeam.objects.select_related("branch").defer("branch__boundary"),
        page=_at("desk:menu_team"),
        sub=lambda row: row.branch.name,
    ),
)
BY_PREFIX = {kind.model.stream_prefix(): kind for kind in KINDS}


@dataclass(frozen=True)
class Row:
    """An event that is counted: of which record, and how much it adds (1), or takes off (below 0)."""

    event: Event
    title: str
    sub: str
    href: str
    value: int


def rows(
    actor: Actor, measure: Measure, part: str | None, events: Sequence[Event], on: date
) -> tuple[list[Row], int]:
    """What of some events a reader may open, and how many more records to say are there. Two statements a kind."""
    found: dict[str, tuple[str, str, str]] = {}
    hidden = 0
    for prefix, uids in _grouped(events).items():
        kind = BY_PREFIX.get(prefix)
        if kind is None:
            hidden += len(uids)
            continue
        seen = {
            row.stream: (kind.title(row), kind.sub(row), kind.page(row))
            for row in kind.seen(actor, on).filter(uid__in=uids)
        }
        opens = _may_open(actor, seen.values())
        found |= seen if opens else {}
        left = [uid for uid in uids if not opens or f"{prefix}{uid.hex}" not in seen]
        hidden += len(left) - _quiet(kind, left)
    shown = [
        Row(event, *found[event.stream], counted(measure, event, part))
        for event in events
        if event.stream in found
    ]
    return shown, hidden


def _grouped(events: Iterable[Event]) -> dict[str, set[UUID]]:
    found: dict[str, set[UUID]] = {}
    for event in events:
        prefix, colon, uid = event.stream.partition(":")
        found.setdefault(prefix + colon, set()).add(UUID(hex=uid))
    return found


def _may_open(actor: Actor, pages: Iterable[tuple[str, str, str]]) -> bool:
    """Whether the pages of a kind are for this reader at all."""
    href = next((href for _title, _sub, href in pages), None)
    right = right_of(resolve(href).func) if href else None
    return right is not None and (not right.abilities or any(actor.may(each) for each in right.abilities))


def _quiet(kind: Kind, uids: Sequence[UUID]) -> int:
    """How many of these to pass over in silence. One statement, or none."""
    if kind.quiet is None or not uids:
        return 0
    return int(kind.model.objects.filter(kind.quiet, uid__in=uids).count())


def standing(actor: Actor, measure: Measure) -> str:
    """Where a reader finds what a stock counts, as it is now; empty where there is no such list for them."""
    name, query = LISTS.get(measure.key, ("", ""))
    href = reverse(name) if name else ""
    return href + query if href and _may_open(actor, [("", "", href)]) else ""
