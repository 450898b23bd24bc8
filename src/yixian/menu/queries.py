"""Reading the menu: what a place offers, what waits to be claimed, and who could claim it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yixian.access.actor import Actor
from yixian.matters.models import Matter
from yixian.menu.enums import ISSUED, WAITING, WITH_A_TEAM, Outcome
from yixian.menu.models import MenuItem, Task, Volunteer, VolunteerTeam, Wish
from yixian.menu.procedures import PROPOSAL, SERVICE
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit, UnitQuerySet

LONGEST_LIST = 300
NOT_SERVED = (Outcome.DECLINED, Outcome.WITHDRAWN)
"""Outcomes of those who take no place of a season."""
MENU_PLACES = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


@dataclass(frozen=True)
class Offered:
    """An item of a menu on a day: whether it is in season, and how many places of the season are left."""

    item: MenuItem
    in_season: bool
    left: int


def menu_of(place: Unit, on: date) -> list[Offered]:
    """What a village or community offers on a day, by kind. Two statements."""
    items = list(
        MenuItem.objects.offered_on(on).filter(place=place).select_related("place").defer("place__boundary")
    )
    return offered(items, on)


def offered(items: Sequence[MenuItem], on: date) -> list[Offered]:
    """Items with what is left of them in the season of a day. One statement."""
    seasons = {item.pk: item.season(on) for item in items}
    condition = Q(pk__in=())
    for pk, span in seasons.items():
        if span is not None:
            condition |= Q(item=pk, signed_on__gte=span.since, signed_on__lt=span.until)
    rows = Wish.objects.filter(condition).exclude(matter__outcome__in=NOT_SERVED)
    taken = dict(rows.order_by().values_list("item").annotate(count=Count("pk")))
    return [
        Offered(item, seasons[item.pk] is not None, max(item.capacity - taken.get(item.pk, 0), 0))
        for item in items
    ]


def places_with_menu(on: date) -> UnitQuerySet:
    """Villages and communities that offer something on a day."""
    items = MenuItem.objects.on(on).filter(place=OuterRef("pk"))
    return Unit.objects.on(on).filter(Exists(items), kind__in=MENU_PLACES)


def towns() -> list[int]:
    """The ids of all towns. One statement."""
    return list(Unit.objects.filter(kind=UnitKind.TOWN).order_by().values_list("pk", flat=True))


def around(place: Unit) -> Q:
    """The condition on a team that its branch is around a place, as `rules.around` has it. One statement."""
    return ~Q(branch__lineage__overlap=[pk for pk in towns() if pk not in place.lineage])


def waiting() -> QuerySet[Wish]:
    """Items that wait to be claimed, the soonest due first: what and where, never who."""
    return _listed(WAITING)


def _listed(steps: Sequence[str]) -> QuerySet[Wish]:
    rows = Wish.objects.filter(
        matter__procedure=SERVICE.key,
        matter__step__in=steps,
        matter__about_units=[],
        matter__about_persons=[],
    )
    joined = rows.select_related("item", "matter__place__parent", "matter__holder")
    hidden = (
        "matter__story",
        "matter__terms",
        *(f"matter__{each}__boundary" for each in ("place", "holder")),
    )
    return joined.defer(*hidden, "matter__place__parent__boundary").order_by("matter__due_at", "matter__pk")


def unclaimed_late(at: datetime) -> QuerySet[Wish]:
    """Items that no branch has claimed in their time: those that rose to the town, and those about to."""
    over = Q(matter__step="risen") | Q(matter__step="issued", matter__step_due_at__lte=at)
    return waiting().filter(over)


def narrowed(rows: QuerySet[Wish], *, skill: str = "", town: int | None = None) -> QuerySet[Wish]:
    """Those of a kind, in a town."""
    if skill:
        rows = rows.filter(item__skill=skill)
    return rows if town is None else rows.filter(matter__place__lineage__contains=[town])


def wish_of(uid: UUID) -> Wish:
    """A wish that waits to be claimed, by the id of its matter. Raises Wish.DoesNotExist."""
    return waiting().get(matter__uid=uid)


def left_behind(actor: Actor, on: date) -> QuerySet[Wish]:
    """What a branch has in hand that has ended or where nobody holds a post, on the ground where an actor hands back."""
    ground = actor.units("menu.release")
    posts = Post.objects.on(on).filter(unit=OuterRef("matter__holder"), person__is_active=True)
    nobody = Q(matter__holder__until__lte=on) | ~Exists(posts)
    near = Q(matter__holder__lineage__overlap=ground) | Q(matter__place__lineage__overlap=ground)
    rows = _listed(WITH_A_TEAM).filter(nobody, near)
    return rows if ground else rows.none()


def every_team(on: date) -> QuerySet[VolunteerTeam]:
    """Teams that are not dissolved, with `people` on them and `load`, what they have in hand."""
    return _with_load(VolunteerTeam.objects.on(on), on)


def _with_load(rows: QuerySet[VolunteerTeam], on: date) -> QuerySet[VolunteerTeam]:
    people = Volunteer.objects.on(on).filter(team=OuterRef("pk"))
    load = Wish.objects.filter(team=OuterRef("pk"), matter__step__in=WITH_A_TEAM)
    joined = rows.select_related("branch__parent").defer("branch__boundary", "branch__parent__boundary")
    return joined.annotate(people=_count(people, "team"), load=_count(load, "team")).order_by("name", "pk")


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


def load_of(team: VolunteerTeam) -> int:
    """How many services a team has in hand. One statement."""
    return Wish.objects.filter(team=team, matter__step__in=WITH_A_TEAM).count()


def team_of(uid: UUID, on: date) -> VolunteerTeam:
    """A team with `people` and `load`, a dissolved one too. Raises VolunteerTeam.DoesNotExist."""
    return _with_load(VolunteerTeam.objects.all(), on).get(uid=uid)


def branches_of(actor: Actor, ability: str, on: date) -> list[Unit]:
    """The branches on which an actor may do something. One statement."""
    units = actor.units(ability)
    rows = (
        Unit.objects.on(on).filter(kind=UnitKind.BRANCH, lineage__overlap=units)
        if units
        else Unit.objects.none()
    )
    return list(rows.defer("boundary").order_by("name", "pk"))


@dataclass(frozen=True)
class Choice:
    """A team that could claim an item; `fits` says that it or somebody on it knows the kind of work."""

    team: VolunteerTeam
    load: int
    fits: bool

    @property
    def full(self) -> bool:
        """Whether it has as many in hand as it does at once."""
        return self.load >= self.team.most


def claimants(actor: Actor, wish: Wish, on: date) -> list[Choice]:
    """Teams for which an actor may claim an item: of their own branches, or any where they act for who holds it.

    While it is with its community, those of branches around it. Those who know the kind of work and have room come
    first. Three statements.
    """
    every = actor.may("menu.claim", wish.matter.holder.lineage)
    rows: QuerySet[VolunteerTeam] = VolunteerTeam.objects.able_on(on)
    if not every:
        rows = rows.filter(branch__in=[unit.pk for unit in branches_of(actor, "menu.claim", on)])
    able = Volunteer.objects.on(on).filter(team=OuterRef("pk"), skills__contains=[wish.item.skill])
    rows = _with_load(rows, on).annotate(able=Exists(able))
    if wish.matter.step == ISSUED:
        rows = rows.filter(around(wish.matter.place))
    found = [
        Choice(team, cast(Any, team).load, wish.item.skill in team.skills or cast(Any, team).able)
        for team in rows
    ]
    return sorted(found, key=lambda each: (each.full, not each.fits))


@dataclass(frozen=True)
class Card:
    """A service as its matter's page shows it."""

    wish: Wish
    tasks: list[Task]


def card_of(matter: Matter) -> Card | None:
    """The item, team and parts of a service, None where it is none. Two statements."""
    rows = Wish.objects.select_related("item", "team__branch").defer("team__branch__boundary")
    wish = rows.filter(matter=matter).first()
    if wish is None:
        return None
    return Card(wish, list(wish.tasks.select_related("volunteer")))


def in_hand(team: VolunteerTeam) -> list[Wish]:
    """What a team has claimed and not brought to its end, the soonest due first. One statement."""
    rows = Wish.objects.filter(team=team, matter__step__in=(*WITH_A_TEAM, "review"))
    joined = rows.select_related("item", "matter__place").defer(
        "matter__story", "matter__terms", "matter__place__boundary"
    )
    return list(joined.order_by("matter__due_at", "matter__pk")[:LONGEST_LIST])


def reviewed(team: VolunteerTeam, most: int = 20) -> list[Wish]:
    """The newest services of a team that residents have reviewed. One statement."""
    rows = Wish.objects.filter(team=team, matter__facts__review__in=("content", "not_content"))
    joined = rows.select_related("item", "matter__place").defer(
        "matter__story", "matter__terms", "matter__place__boundary"
    )
    return list(joined.order_by("-matter__raised_at", "-matter__pk")[:most])


def proposals(actor: Actor) -> QuerySet[Matter]:
    """Proposals for the menu that an actor sees and that wait for an answer, the soonest due first."""
    rows = Matter.objects.visible_to(actor).open().filter(procedure=PROPOSAL.key)
    return (
        rows.placed().defer("story", "terms", "place__boundary", "holder__boundary").order_by("due_at", "pk")
    )


def to_issue(actor: Actor) -> QuerySet[Matter]:
    """What residents signed on an actor's ground and nobody has issued yet, the soonest due first."""
    rows = Matter.objects.visible_to(actor).filter(procedure=SERVICE.key, step="signed")
    return (
        rows.placed().defer("story", "terms", "place__boundary", "holder__boundary").order_by("due_at", "pk")
    )


def secretaries(branch: Unit, on: date) -> list[str]:
    """The names of those who act for a branch on a day. One statement."""
    held = Post.objects.on(on).filter(unit=branch, person__is_active=True)
    return list(held.order_by("pk").values_list("person__name", flat=True))
