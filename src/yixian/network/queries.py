"""Reading the network: its offices, when they are open, who is on duty, and what is lacking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, cast

from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q
from django.utils import timezone

from yixian.access.actor import Actor
from yixian.matters.models import Matter
from yixian.network import rules
from yixian.network.enums import HERE, OFFICE_KINDS, Lack, Outcome
from yixian.network.models import Duty, Profile, SpecialDay
from yixian.network.procedures import ERRAND
from yixian.network.rules import Door, Hours
from yixian.people.enums import Role
from yixian.people.models import Post, Substitution
from yixian.places.enums import UnitKind
from yixian.places.models import Unit, UnitQuerySet
from yixian.procedures.language import Text
from yixian.rulebook.queries import book

PLACES = (UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.DEPARTMENT)
"""Where there should be a body of the network."""
BELOW = {
    UnitKind.TOWN: UnitKind.STATION,
    UnitKind.VILLAGE: UnitKind.ROOM,
    UnitKind.COMMUNITY: UnitKind.ROOM,
    UnitKind.DEPARTMENT: UnitKind.DEPARTMENT_STATION,
}
DEPTH = Func(F("lineage"), function="cardinality", output_field=IntegerField())


@dataclass(frozen=True)
class Office:
    """A body of the network as it stands on a day; `profile` None where nothing is said of it yet."""

    unit: Unit
    place: Unit | None
    profile: Profile | None
    special: Sequence[SpecialDay] = ()

    @cached_property
    def hours(self) -> Hours:
        """Its opening hours."""
        if self.profile is None:
            return Hours()
        return Hours(
            week=self.profile.week,
            special={each.day: each.times for each in self.special},
            on_holidays=self.profile.on_holidays,
        )

    def door(self, at: datetime) -> Door | None:
        """Whether it is open, None where its hours are not known."""
        if self.profile is None or not (self.profile.hours or self.special):
            return None
        local = timezone.localtime(at)
        return rules.door(self.hours, book(local.date()).calendar, local)

    def today(self, day: date) -> SpecialDay | None:
        """The times of their own that a day has here."""
        return next((each for each in self.special if each.day == day), None)


def offices(on: date) -> UnitQuerySet:
    """The bodies of the network that are in being on a day."""
    chief = Exists(Post.objects.on(on).filter(unit=OuterRef("pk"), role=Role.MASS_WORK_CHIEF))
    return Unit.objects.on(on).filter(Q(kind__in=OFFICE_KINDS) | Q(kind=UnitKind.DEPARTMENT) & chief)


def found(units: UnitQuerySet, on: date) -> list[Office]:
    """Offices with what they offer on a day and in the weeks after it. Three statements, however many."""
    rows = list(units.select_related("parent").defer("boundary", "parent__boundary").order_by("lineage"))
    numbers = [unit.pk for unit in rows]
    profiles = {each.unit_id: each for each in Profile.objects.on(on).filter(unit__in=numbers)}
    special: dict[int, list[SpecialDay]] = {}
    last = on + timedelta(days=rules.LOOK_AHEAD)
    for each in SpecialDay.objects.filter(unit__in=numbers, day__gte=on - timedelta(days=1), day__lt=last):
        special.setdefault(each.unit_id, []).append(each)
    return [Office(unit, unit.parent, profiles.get(unit.pk), special.get(unit.pk, ())) for unit in rows]


def search(text: str, on: date) -> UnitQuerySet:
    """Offices of this name, at a place of this name, or at the town above one: a village without a room has a station.

    One statement for the places; the offices are read by whoever asks.
    """
    typed = text.strip()
    named = Unit.objects.on(on).filter(kind__in=PLACES, name__icontains=typed)
    places = [each for lineage in named.order_by().values_list("lineage", flat=True) for each in lineage[1:]]
    return offices(on).filter(Q(name__icontains=typed) | Q(parent__in=places))


def office(pk: int, on: date) -> Office:
    """One office. Raises Unit.DoesNotExist."""
    row = found(offices(on).filter(pk=pk), on)
    if not row:
        raise Unit.DoesNotExist
    return row[0]


@dataclass(frozen=True)
class OnDuty:
    """A post on duty, the weekdays, and who does it today: its holder, or whoever stands in."""

    duty: Duty
    name: str
    stands_in: bool


def duties(unit: Unit, on: date) -> list[OnDuty]:
    """Who is on duty at an office, as it stands on a day. Two statements."""
    held = Post.objects.on(on)
    rows = Duty.objects.on(on).filter(unit=unit, post__in=held).select_related("post__person")
    listed = list(rows.order_by("post__role", "post__person__name"))
    lent = Substitution.objects.filter(
        post__in=[each.post_id for each in listed], since__lte=on, until__gt=on
    )
    instead = {each.post_id: each.person.name for each in lent.select_related("person")}
    return [
        OnDuty(each, instead.get(each.post_id, each.post.person.name), each.post_id in instead)
        for each in listed
    ]


def eligible(unit: Unit, on: date) -> list[Post]:
    """Posts that may be put on duty at an office: its own, and those of the place where it stands. One statement."""
    at = Q(unit=unit) | Q(unit=unit.parent_id)
    posts = Post.objects.on(on).filter(at, person__is_active=True).select_related("person", "unit")
    return list(posts.exclude(role__in=NOT_AT_A_DESK).order_by("role", "person__name", "pk"))


NOT_AT_A_DESK = (
    Role.BANNER_LEADER, Role.DEPUTY, Role.INTERVIEWER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN,
)  # fmt: skip


def done_by_kind(actor: Actor, since: datetime) -> dict[str, int]:
    """Errands asked for since then that are done, by kind, within what an actor may see. One statement."""
    found = Matter.objects.visible_to(actor).filter(procedure=ERRAND.key, raised_at__gte=since)
    kinds = found.filter(outcome=Outcome.DONE).order_by().values_list("category")
    return dict(kinds.annotate(count=Count("pk")))


@dataclass(frozen=True)
class Row:
    """A unit of the network, or a place that should have one, with the town it lies in and what it lacks."""

    unit: Unit
    town: Unit | None
    body: bool
    lacks: tuple[Lack, ...]

    @property
    def words(self) -> list[Text]:
        """What it lacks, in words."""
        return [HERE[each] for each in self.lacks]


def coverage(on: date) -> list[Row]:
    """Every place and department that should have a body, and every body, with what each lacks. One statement."""
    below = Unit.objects.on(on).filter(parent=OuterRef("pk"))
    profile = Profile.objects.on(on).filter(unit=OuterRef("pk"))
    staff = Post.objects.on(on).filter(unit=OuterRef("pk"), person__is_active=True)
    units = (
        Unit.objects.on(on)
        .filter(kind__in=(*PLACES, *OFFICE_KINDS))
        .defer("boundary")
        .annotate(
            leads=Exists(Post.objects.on(on).filter(unit=OuterRef("pk"), role=Role.MASS_WORK_CHIEF)),
            served=Exists(profile.filter(services__len__gt=0)),
            timed=Exists(profile.exclude(hours={})),
            staffed=Exists(staff),
            **{f"has_{body.value}": Exists(below.filter(kind=body)) for body in set(BELOW.values())},
        )
        .order_by(DEPTH, "lineage")
    )
    towns: dict[int, Unit] = {}
    rows = []
    for unit in units:
        if unit.kind == UnitKind.TOWN:
            towns[unit.pk] = unit
        town = next((towns[each] for each in unit.lineage if each in towns), None)
        rows.append(_row(unit, town))
    return rows


def _row(unit: Unit, town: Unit | None) -> Row:
    seen = cast(Any, unit)
    body = BELOW.get(UnitKind(unit.kind))
    leads = unit.kind == UnitKind.DEPARTMENT and seen.leads
    lacks = rules.lacks(
        unit.kind,
        below=body is not None and getattr(seen, f"has_{body.value}"),
        served=seen.served,
        timed=seen.timed,
        staffed=seen.staffed,
        leads=leads,
    )
    return Row(unit, town, unit.kind in OFFICE_KINDS or leads, lacks)
