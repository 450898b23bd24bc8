"""Reading teams. What has a matter is shown and counted only where the actor may see that matter."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yixian.access.actor import Actor
from yixian.matters.models import Matter
from yixian.people.enums import ADMINISTRATORS
from yixian.people.models import Post
from yixian.places.enums import PLACE_KINDS, UnitKind
from yixian.places.models import Unit
from yixian.teams.models import OPEN, Member, Problem, Team, Tour, Visit

NEWEST = 50
TEAMS = 200


def teams(actor: Actor) -> list[Team]:
    """Every team with `people`, `trips` and `taken`: members now, tours, problems that the actor may see."""
    found = Team.objects.select_related("unit").defer("unit__boundary")
    found = found.annotate(
        people=_number(Member.objects.filter(OPEN)),
        trips=_number(Tour.objects.all()),
        taken=_number(Problem.objects.filter(matter__in=Matter.objects.visible_to(actor))),
    )
    return list(found.order_by("kind", "name", "pk")[:TEAMS])


def _number(rows: QuerySet[Member] | QuerySet[Tour] | QuerySet[Problem]) -> Coalesce:
    counted = rows.filter(team=OuterRef("pk")).order_by().values("team").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def team_of(uid: UUID) -> Team:
    """A team. Raises Team.DoesNotExist."""
    return Team.objects.select_related("unit").defer("unit__boundary").get(uid=uid)


@dataclass(frozen=True)
class Sheet:
    """What the page of a team shows: six statements, the newest of each."""

    members: list[Member]
    tours: list[Tour]
    visits: list[Visit]
    problems: list[Problem]
    households: int
    settled: int


def sheet_of(team: Team, actor: Actor) -> Sheet:
    """Members, tours, visits and problems of a team, as far as the actor may see their matters."""
    seen = Matter.objects.visible_to(actor)
    visits = team.visits.filter(Q(matter__isnull=True) | Q(matter__in=seen))
    problems = team.problems.filter(matter__in=seen)
    sums = visits.aggregate(
        households=Count("household_index", distinct=True, filter=~Q(household_index=b""))
    )
    return Sheet(
        members=list(team.members.filter(OPEN).select_related("unit", "post").defer("unit__boundary")),
        tours=list(team.tours.prefetch_related(_names("places"), "members").order_by("-day", "-pk")[:NEWEST]),
        visits=list(
            visits.select_related("place", "matter__place")
            .defer("place__boundary", "matter__story", "matter__place__boundary")
            .order_by("-day", "-pk")[:NEWEST]
        ),
        problems=list(
            problems.select_related("lead", "matter__place")
            .defer("matter__story", "matter__place__boundary")
            .order_by("-taken_at", "-pk")[:NEWEST]
        ),
        households=sums["households"],
        settled=problems.filter(settled_at__isnull=False).count(),
    )


def _names(field: str) -> "Prefetch[Any, Any, Any]":
    return Prefetch(field, Unit.objects.only("name", "kind", "lineage"))


def places_of(unit: Unit, on: date) -> list[tuple[int, str]]:
    """Villages and communities that a team led by this unit goes to; all of the banner for a department."""
    inside = unit.pk if unit.kind == UnitKind.TOWN else unit.lineage[0]
    kinds = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
    found = Unit.objects.on(on).under(inside).filter(kind__in=kinds)
    return list(found.order_by("lineage").values_list("pk", "name"))


def may_join(unit: Unit, on: date) -> QuerySet[Post]:
    """Posts that may join a team of this unit: of its town, or of any office of the banner and its departments."""
    posts = Post.objects.on(on).exclude(role__in=ADMINISTRATORS).filter(person__is_active=True)
    if unit.kind == UnitKind.TOWN:
        posts = posts.filter(unit__lineage__contains=[unit.pk])
    else:
        posts = posts.exclude(unit__kind__in=(*PLACE_KINDS, UnitKind.ROOM))
    return (
        posts.select_related("person", "unit")
        .defer("unit__boundary")
        .order_by("unit__lineage", "person__name", "pk")
    )


def kept_by(actor: Actor) -> QuerySet[Team]:
    """Teams that an actor keeps: those led by units on their ground."""
    return Team.objects.filter(unit__lineage__overlap=actor.units("teams.keep")).order_by("name", "pk")


def leading_units(actor: Actor, on: date) -> list[tuple[int, str]]:
    """Departments and towns on whose ground an actor may set up a team. One statement."""
    kinds = (UnitKind.DEPARTMENT, UnitKind.TOWN)
    found = Unit.objects.on(on).filter(kind__in=kinds, lineage__overlap=actor.units("teams.keep"))
    return list(found.order_by("-kind", "code", "name", "pk").values_list("pk", "name"))
