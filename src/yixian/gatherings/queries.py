"""Reading gatherings. Everything that shows one begins at `visible_to` or `open_to_all`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import get_language

from yixian.access.actor import Actor
from yixian.concerns.enums import Fate
from yixian.concerns.models import COMPLAINT, Concern
from yixian.gatherings import rules
from yixian.gatherings.enums import State
from yixian.gatherings.models import (
    Gathering,
    GatheringQuerySet,
    Proposal,
    Series,
    SeriesQuerySet,
    SignUp,
    TeamPost,
    Told,
)
from yixian.gatherings.rules import Turn
from yixian.kernel.workdays import WorkCalendar
from yixian.people.enums import ADMINISTRATORS
from yixian.people.models import Post
from yixian.places.enums import BODY_KINDS, TERRITORY_KINDS, UnitKind
from yixian.places.models import Unit
from yixian.rulebook.queries import book

SOURCE = "gathering"
"""The key under which questions raised at gatherings are concerns."""
PAGE = 30
FEED_BEHIND, FEED_AHEAD = timedelta(days=60), timedelta(days=200)
ORGANISERS = (*TERRITORY_KINDS, UnitKind.DEPARTMENT, UnitKind.BRANCH, UnitKind.JOINT_OFFICE)


def for_reader(actor: Actor, uid: UUID) -> Gathering:
    """The gathering, if the actor may see it; the getter is the gate. One statement. Raises Gathering.DoesNotExist."""
    return Gathering.objects.visible_to(actor).placed().select_related("series").get(uid=uid)


def public_one(uid: UUID) -> Gathering:
    """A gathering that everybody may read of. One statement. Raises Gathering.DoesNotExist."""
    return Gathering.objects.open_to_all().placed().get(uid=uid)


def later(actor: Actor, uid: UUID) -> list[Gathering]:
    """Gatherings still ahead to which a question raised at this one may be carried on. Two statements.

    Those of its series, and others of its organiser or at its place; those of the series come first.
    """
    one = Gathering.objects.visible_to(actor).filter(uid=uid).first()
    if one is None:
        return []
    near = Q(unit=one.unit_id) | Q(place=one.place_id)
    if one.series_id:
        near |= Q(series=one.series_id)
    rows = Gathering.objects.visible_to(actor).ahead().filter(near, starts_at__gt=one.starts_at)
    found = list(rows.exclude(pk=one.pk).order_by("starts_at", "pk")[:PAGE])
    return sorted(found, key=lambda each: one.series_id is None or each.series_id != one.series_id)


def owed(actor: Actor, at: datetime) -> GatheringQuerySet:
    """Gatherings that lie behind and are not brought to their end, among those that the actor keeps.

    Nobody recorded whether it was held or cancelled, a question raised there has no end yet, or what is to be
    published of it waits for the second person or was sent back (`to_check` and `sent_back` say so).
    """
    proposed = Proposal.objects.filter(gathering=OuterRef("pk"))
    kept = Gathering.objects.kept_by(actor).annotate(
        to_check=Exists(proposed.waiting()), sent_back=Exists(proposed.sent_back())
    )
    unclosed = Q(state__in=(State.PLANNED, State.ANNOUNCED), ends_at__lte=at)
    return kept.filter(unclosed | waiting(actor) | Q(to_check=True) | Q(sent_back=True))


def waiting(actor: Actor) -> Q:
    """The condition that a gathering was held and a question raised there, that the actor sees, has no end yet."""
    questions = Concern.objects.visible_to(actor).filter(source=SOURCE, fate=Fate.OPEN)
    return Q(Exists(questions.filter(source_uid=OuterRef("uid"))), state=State.HELD)


def owed_listed(actor: Actor, at: datetime) -> list[Gathering]:
    """The first of those owed, oldest first, with how many questions wait. Two statements."""
    found = list(owed(actor, at).placed().order_by("ends_at", "pk")[:PAGE])
    counts = open_questions(actor, found)
    for each in found:
        each.waits = counts.get(each.uid, 0)  # type: ignore[attr-defined]
    return found


def open_questions(actor: Actor, gatherings: Iterable[Gathering]) -> dict[UUID, int]:
    """How many questions without an end the actor sees, by gathering. One statement."""
    rows = Concern.objects.visible_to(actor).filter(
        source=SOURCE, source_uid__in=[each.uid for each in gatherings], fate=Fate.OPEN
    )
    return dict(rows.order_by().values_list("source_uid").annotate(count=Count("pk")))


@dataclass(frozen=True)
class Page:
    """Some gatherings, with the keys of the pages beside them (empty where there is none)."""

    rows: list[Gathering]
    newer: str
    older: str


def listed(rows: GatheringQuerySet, *, forwards: bool, after: str = "", before: str = "") -> Page:
    """One page by key: the next first (`forwards`), or the last first. One statement. Raises ValueError."""
    backwards = bool(before) == forwards
    if key := before or after:
        moment, _, pk = key.rpartition("_")
        when, beyond = datetime.fromisoformat(moment), "lt" if backwards else "gt"
        if when.tzinfo is None:
            raise ValueError("a key holds a moment, not a bare date")
        further = Q(starts_at=when, **{f"pk__{beyond}": int(pk)})
        rows = rows.filter(Q(**{f"starts_at__{beyond}": when}) | further)
    sign = "-" if backwards else ""
    found = list(rows.placed().order_by(f"{sign}starts_at", f"{sign}pk")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    if before:
        found.reverse()
    first, last = (_key(found[0]), _key(found[-1])) if found else ("", "")
    return Page(
        rows=found,
        newer=first if (before and more) or after else "",
        older=last if (not before and more) or before else "",
    )


def _key(gathering: Gathering) -> str:
    return f"{gathering.starts_at.isoformat()}_{gathering.pk}"


def publishable(gathering: Gathering, actor: Actor | None = None) -> list[Concern]:
    """Questions of a gathering that may be published, none about a unit or a person; with an actor those they see."""
    rows = Concern.objects.visible_to(actor) if actor is not None else Concern.objects.all()
    found = rows.of(SOURCE, gathering.uid).exclude(COMPLAINT)
    return list(found.select_related("speaker").order_by("pk"))


def proposal_of(gathering: Gathering) -> Proposal | None:
    """What was last proposed to be published of a gathering. One statement."""
    return Proposal.objects.filter(gathering=gathering).select_related("made_by", "checked_by").first()


def complaints() -> "QuerySet[Concern, UUID]":
    """Ids of the concerns that are about a unit or a person, or whose matter turned out to be."""
    return Concern.objects.complaints().values_list("uid", flat=True)


@dataclass(frozen=True)
class Sheet:
    """What stands on the page of a gathering, beside its questions; of `named` of those signed up names are kept."""

    agenda: list[str]
    team: list[TeamPost]
    told: list[Told]
    signed_up: int
    named: int
    persons: int


def sheet_of(gathering: Gathering) -> Sheet:
    """Agenda, team, publication, and how many signed up. Four statements."""
    signed = gathering.sign_ups.filter(withdrawn_at__isnull=True)
    kept = Count("pk", filter=Q(resident__erased_at__isnull=True))
    numbers = signed.aggregate(count=Count("pk"), named=kept, persons=Sum("persons"))
    team = gathering.team.select_related("unit", "post__person").defer("unit__boundary")
    return Sheet(
        agenda=[each.text for each in gathering.agenda.all()],
        team=list(team),
        told=list(gathering.told.exclude(concern_uid__in=complaints())),
        signed_up=numbers["count"],
        named=numbers["named"],
        persons=numbers["persons"] or 0,
    )


def signed_up(gathering: Gathering) -> list[SignUp]:
    """Those who mean to come, with what is sealed of them. One statement."""
    rows = gathering.sign_ups.filter(withdrawn_at__isnull=True)
    return list(rows.select_related("resident").order_by("pk"))


@dataclass(frozen=True)
class Day:
    """A day of a month as the calendar shows it."""

    day: date
    here: bool
    rows: list[Gathering]
    note: str = ""


def month_bounds(first: date) -> tuple[datetime, datetime]:
    """When a month begins and ends."""
    return _midnight(first), _midnight(months_beside(first)[1])


def in_month(rows: GatheringQuerySet, first: date) -> list[Gathering]:
    """Gatherings that begin in a month, in order. One statement."""
    begins, ends = month_bounds(first)
    found = rows.filter(starts_at__gte=begins, starts_at__lt=ends)
    return list(found.placed().order_by("starts_at", "pk"))


def weeks(found: Sequence[Gathering], first: date) -> list[list[Day]]:
    """The weeks of a month, Monday first, each day with what is held on it and which festival or holiday it is."""
    by_day: dict[date, list[Gathering]] = {}
    for each in found:
        by_day.setdefault(timezone.localdate(each.starts_at), []).append(each)
    calendar = book(first).calendar
    start = first - timedelta(days=first.weekday())
    _begins, ends = month_bounds(first)
    count = -(-(timezone.localdate(ends) - start).days // rules.WEEK)
    rows = []
    for week in range(count):
        days = [start + timedelta(days=week * rules.WEEK + each) for each in range(rules.WEEK)]
        rows.append(
            [
                Day(each, each.month == first.month, by_day.get(each, []), _note(each, calendar))
                for each in days
            ]
        )
    return rows


def _note(day: date, calendar: WorkCalendar) -> str:
    """The holiday or traditional festival that begins on a day, in the reader's language."""
    if festival := rules.festival_on(day):
        return str(festival.label)
    begins = rules.begins_holiday(day, calendar)
    return calendar.name(day, get_language() or "zh") if begins else ""


def ahead(rows: GatheringQuerySet, at: datetime, most: int) -> list[Gathering]:
    """The next gatherings. One statement."""
    return list(rows.ahead().filter(ends_at__gt=at).placed().order_by("starts_at", "pk")[:most])


def published(most: int = PAGE) -> list[Gathering]:
    """Gatherings of which it was last published what was asked, newest first. Two statements."""
    rows = Gathering.objects.open_to_all().filter(published_at__isnull=False).placed()
    return list(
        rows.order_by("-published_at", "-pk").prefetch_related(
            Prefetch("told", Told.objects.exclude(concern_uid__in=complaints()))
        )[:most]
    )


def for_feed(at: datetime, *, unit: Unit | None = None) -> list[Gathering]:
    """What a public calendar feed holds, of the banner or of a unit and what lies below it. One statement."""
    rows = Gathering.objects.open_to_all()
    if unit is not None:
        rows = rows.filter(Q(unit__lineage__contains=[unit.pk]) | Q(place__lineage__contains=[unit.pk]))
    return _of_feed(rows, at)


def own_feed(actor: Actor, at: datetime) -> list[Gathering]:
    """What an officer's own calendar feed holds: what their units organise, and where they or their units have a task.

    The task of a post that has ended is taken on by whoever holds the same role there.
    """
    today = timezone.localdate(at)
    posts = Post.objects.on(today).filter(person=actor.person_id)
    same = posts.filter(unit=OuterRef("unit"), role=OuterRef("post__role"))
    tasks = TeamPost.objects.filter(gathering=OuterRef("pk")).filter(
        Q(post__in=posts)
        | Q(post__isnull=True, unit__in=sorted(actor.own_units))
        | Q(Exists(same), post__until__lte=today)
    )
    rows = Gathering.objects.visible_to(actor)
    return _of_feed(rows.filter(Q(unit__in=sorted(actor.own_units)) | Exists(tasks)), at)


def _of_feed(rows: GatheringQuerySet, at: datetime) -> list[Gathering]:
    within = rows.filter(starts_at__gte=at - FEED_BEHIND, starts_at__lt=at + FEED_AHEAD)
    return list(within.placed().order_by("starts_at", "pk"))


def organisers(actor: Actor, on: date) -> list[Unit]:
    """Units in whose name the actor may organise. One statement."""
    keeps = actor.units("gatherings.keep")
    rows = Unit.objects.on(on).filter(Q(pk__in=keeps) | Q(kind__in=ORGANISERS, lineage__overlap=keeps))
    return list(rows.defer("boundary").order_by("lineage"))


@dataclass(frozen=True)
class Helpers:
    """Who may be given a task: posts and whole units, as choices."""

    posts: list[tuple[str, str]]
    units: list[tuple[str, str]]


def may_help(gathering: Gathering, on: date) -> Helpers:
    """Posts at the organiser, at the place and at what stands there; towns and departments. Two statements."""
    near = {gathering.unit_id, gathering.place_id}
    at = Q(unit__in=near) | Q(unit__parent__in=near, unit__kind__in=(*BODY_KINDS, UnitKind.DEPARTMENT))
    posts = Post.objects.on(on).filter(at, person__is_active=True).exclude(role__in=ADMINISTRATORS)
    listed = posts.select_related("person", "unit").order_by("unit__lineage", "person__name", "pk")
    units = Unit.objects.on(on).filter(kind__in=(UnitKind.TOWN, UnitKind.DEPARTMENT, UnitKind.BRANCH))
    return Helpers(
        posts=[(f"p{each.pk}", f"{each.person.name} · {each.unit.name}") for each in listed],
        units=[(f"u{pk}", name) for pk, name in units.order_by("kind", "name").values_list("pk", "name")],
    )


def series_of(actor: Actor) -> list[Series]:
    """The series that the actor keeps, those still running first. One statement."""
    rows = Series.objects.kept_by(actor).placed()
    return list(rows.order_by(F("until").desc(nulls_first=True), "pk"))


def without_a_date(at: datetime) -> SeriesQuerySet:
    """Series that have not ended, and of which no gathering is ahead."""
    ahead = Gathering.objects.ahead().filter(series=OuterRef("pk"), starts_at__gt=at)
    going = Q(until__isnull=True) | Q(until__gt=timezone.localdate(at))
    return Series.objects.filter(going, ~Exists(ahead))


def one_series(actor: Actor, uid: UUID) -> Series:
    """A series that the actor keeps. One statement. Raises Series.DoesNotExist."""
    return Series.objects.kept_by(actor).placed().get(uid=uid)


def planned_of(series: Series, at: datetime) -> list[Gathering]:
    """The gatherings of a series that are still ahead. One statement."""
    return list(series.gatherings.ahead().filter(ends_at__gt=at).placed().order_by("starts_at", "pk"))


def next_turns(series: Series, at: datetime, count: int) -> list[Turn]:
    """The next turns of a series that no gathering is planned for, as they are moved. Two statements."""
    today = timezone.localdate(at)
    days = rules.dates(
        series.rule,
        since=series.since,
        after=today,
        calendar=book(today).calendar,
        until=series.until,
    )
    moved = dict(series.days.values_list("day", "moved_to"))
    planned = series.gatherings.filter(series_day__gt=today).values_list("series_day", flat=True)
    taken = {day for day in planned if day is not None}
    return rules.turns(days, count, moved=moved, taken=taken)


def month_of(typed: str, today: date) -> date:
    """The first day of the month that is asked for, of this one where that is none."""
    try:
        found = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return today.replace(day=1)
    return found if 1990 <= found.year <= 2090 else today.replace(day=1)


def months_beside(first: date) -> tuple[date, date]:
    """The first days of the months before and after one."""
    return (first - timedelta(days=1)).replace(day=1), (first.replace(day=28) + timedelta(days=4)).replace(
        day=1
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
