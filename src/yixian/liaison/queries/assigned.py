"""Who is assigned where: a person's portfolio, a place's whole set, what is open, and who may follow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, Subquery

from yixian.access.actor import Actor
from yixian.concerns.models import Concern, ConcernQuerySet
from yixian.liaison.enums import GROUND_KINDS, OPEN_ITEMS, PLACES, ROLES, Kind, VisitState
from yixian.liaison.models import FieldVisit, Liaison, LiaisonQuerySet, PlanItem, held_by
from yixian.liaison.queries.coverage import counts_until, made
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.places.queries import successors

SOURCE = "visit"
"""The key under which visits are a source of concerns."""
NEWEST = 50


def holds(actor: Actor, liaison: Liaison, on: date) -> bool:
    """Whether somebody is the one assigned, or stands in for them. One statement."""
    return Liaison.objects.filter(held_by(actor, on), pk=liaison.pk).exists()


def carries_on(actor: Actor, liaison: Liaison, on: date) -> bool:
    """Whether somebody holds the liaison in force that this one is, or has gone over into. One statement."""
    return Liaison.objects.on(on).filter(held_by(actor, on), line=liaison.line).exists()


def keeps(actor: Actor, liaison: Liaison) -> bool:
    """Whether somebody decides on this assignment."""
    return actor.may("liaison.keep", liaison.place.lineage)


def may_read(actor: Actor, place: Unit, on: date) -> bool:
    """Whether somebody may know of the liaison of a place: by post, or because they are assigned there. One statement."""
    if actor.may("liaison.see", place.lineage):
        return True
    return Liaison.objects.on(on).filter(held_by(actor, on), place__in=place.lineage).exists()


def may_plan(actor: Actor, place: Unit, on: date) -> bool:
    """Whether somebody keeps the plan of a place: by post, or because they are assigned to it. One statement at most."""
    if actor.may("liaison.plan", place.lineage):
        return True
    return Liaison.objects.on(on).filter(held_by(actor, on), place=place).exists()


def place_of(pk: int, on: date) -> Unit:
    """A place to which somebody can be assigned, or one no more to which somebody was, or that has a plan.

    Raises Unit.DoesNotExist.
    """
    known = Exists(Liaison.objects.filter(place=OuterRef("pk"))) | Exists(
        PlanItem.objects.filter(place=OuterRef("pk"))
    )
    found = Unit.objects.filter(Q(pk__in=Unit.objects.on(on).order_by().values("pk")) | known)
    named = found.filter(kind__in=GROUND_KINDS).select_related("parent")
    return named.defer("boundary", "parent__boundary").get(pk=pk)


def stands(place: Unit, on: date) -> bool:
    """Whether a place is in being on a day."""
    return place.since <= on and (place.until is None or on < place.until)


def goes_on_at(liaison: Liaison, on: date) -> list[Unit]:
    """The places to which a liaison can go over when its own is no more: what that became, else its neighbours."""
    kinds = PLACES[Kind(liaison.kind)]
    became = [unit for unit in successors(liaison.place) if unit.kind in kinds and stands(unit, on)]
    if became:
        return became
    around = Unit.objects.on(on).filter(parent=liaison.place.parent_id, kind__in=kinds)
    return list(around.defer("boundary").order_by("code", "pk"))


@dataclass(frozen=True)
class Standing:
    """A liaison with the latest visit under its kind, and until when that counts; `late` where it does no longer."""

    liaison: Liaison
    last: date | None
    until: date
    late: bool


def standings(rows: LiaisonQuerySet, on: date) -> list[Standing]:
    """How some liaisons stand on a day. One statement."""
    latest = made().filter(day__lte=on).values("ground").annotate(latest=Max("day")).values("latest")
    found = rows.named().annotate(last=Subquery(latest)).order_by("kind", "place__lineage", "since", "pk")
    return [_standing(each, cast(Any, each).last, on) for each in found]


def _standing(liaison: Liaison, last: date | None, on: date) -> Standing:
    until = counts_until(Kind(liaison.kind), max(last or liaison.begun, liaison.begun), on)
    return Standing(liaison, last, until, until < on)


def mine(actor: Actor, on: date) -> LiaisonQuerySet:
    """The assignments of somebody that are in force."""
    return Liaison.objects.on(on).filter(held_by(actor, on))


def of_place(place: Unit, on: date) -> LiaisonQuerySet:
    """Whoever is responsible for a place: assigned to it, or to the town above it."""
    return Liaison.objects.on(on).filter(place__in=place.lineage)


def coming(place: Unit, on: date) -> list[Liaison]:
    """Assignments to a place that have not begun, and have not been taken back. One statement."""
    rows = Liaison.objects.filter(place=place, since__gt=on, until__isnull=True)
    return list(rows.named().order_by("since", "pk"))


@dataclass(frozen=True)
class Assigned:
    """Those of one kind who are assigned to a place, or to the town above it, by their public-office names."""

    kind: Kind
    place: Unit
    names: list[str]


def told_of(place: Unit, on: date) -> list[Assigned]:
    """Whoever is responsible for a place, for everybody to read, nearest first; none that nobody holds any more.

    One statement.
    """
    rows = of_place(place, on).held(on).named()
    found: dict[tuple[int, str], Assigned] = {}
    for each in rows.order_by("-place__lineage", "kind", "since", "pk"):
        kind = Kind(each.kind)
        found.setdefault((each.place_id, kind), Assigned(kind, each.place, [])).names.append(each.name)
    return list(found.values())


def vacant(actor: Actor, on: date) -> list[Liaison]:
    """Assignments whose post, department or place is no more, and which nobody has taken over. One statement."""
    rows = Liaison.objects.visible_to(actor, on).stuck(on)
    return list(rows.named().order_by("place__lineage", "pk"))


@dataclass
class Threads:
    """What is open under a liaison: planned visits, items it helps with, concerns heard that owe their end."""

    visits: list[FieldVisit] = field(default_factory=list)
    items: list[PlanItem] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.visits or self.items or self.concerns)


def threads(actor: Actor, *lines: Liaison) -> Threads:
    """What is open under some liaisons and those that they follow, as far as the actor may see it. Three statements.

    Of the concerns those that are soonest due.
    """
    return _open_under(lines, Concern.objects.visible_to(actor), NEWEST)


def everything_open(actor: Actor, liaison: Liaison) -> Threads:
    """All that is open under a liaison and those that it follows, for whoever hands it over. Three statements.

    What a substitute heard is not theirs to see and goes along all the same; a concern about somebody is here only
    where the actor sees it.
    """
    plain = Concern.objects.filter(about_units=[], about_persons=[])
    return _open_under([liaison], Concern.objects.visible_to(actor) | plain, None)


def _open_under(lines: Iterable[Liaison], among: ConcernQuerySet, most: int | None) -> Threads:
    numbers = [each.line for each in lines]
    visits = FieldVisit.objects.filter(liaison__line__in=numbers)
    planned = visits.filter(state=VisitState.PLANNED).named().order_by("planned_for", "pk")
    items = PlanItem.objects.filter(liaison__line__in=numbers, state__in=OPEN_ITEMS)
    owing = among.owing().filter(source=SOURCE)
    concerns = owing.filter(source_uid__in=visits.values("uid")).placed().order_by("due_at", "pk")
    return Threads(
        visits=list(planned),
        items=list(items.select_related("place", "liaison").defer("place__boundary").order_by("until", "pk")),
        concerns=list(concerns[:most]),
    )


def visits_at(actor: Actor, place: Unit, on: date) -> list[FieldVisit]:
    """The newest visits made in a place or under its liaison, within what the actor may see. One statement."""
    here = Q(ground=place) | Q(place__lineage__contains=[place.pk])
    found = FieldVisit.objects.visible_to(actor, on).filter(here, state=VisitState.MADE)
    return list(found.named().order_by("-day", "-pk")[:NEWEST])


def plan_of(place: Unit) -> list[PlanItem]:
    """The development plan of a place: what is open first, by its day. One statement."""
    rows = PlanItem.objects.filter(place=place).select_related("liaison__unit", "liaison__post__person")
    found = list(rows.defer("liaison__unit__boundary").order_by("until", "pk"))
    return sorted(found, key=lambda each: not each.is_open)


def candidates(kind: Kind, on: date) -> list[tuple[int, str]]:
    """Whoever can be assigned: departments by unit, others by post, with their names. One statement."""
    if kind is Kind.DEPARTMENT:
        units = Unit.objects.on(on).filter(kind=UnitKind.DEPARTMENT).order_by("name")
        return list(units.values_list("pk", "name"))
    posts = Post.objects.on(on).filter(role=ROLES[kind], person__is_active=True)
    rows = posts.order_by("person__name", "pk").values_list("pk", "person__name", "unit__name")
    return [(pk, f"{name} · {unit}") for pk, name, unit in rows]


def kinds_for(place: Unit, on: date) -> list[Kind]:
    """The kinds of liaison that can hold for a place; none for one that is no more."""
    return [kind for kind in Kind if place.kind in PLACES[kind] and stands(place, on)]


def inside(place: Unit, on: date) -> list[tuple[int, str]]:
    """A place and the villages and communities in being below it, to say where a visit led. One statement."""
    below = Q(pk__in=Unit.objects.on(on).under(place.pk).order_by().values("pk"), kind__in=GROUND_KINDS)
    rows = Unit.objects.filter(Q(pk=place.pk) | below)
    return list(rows.order_by("lineage").values_list("pk", "name"))


def visit_of(actor: Actor, uid: UUID, on: date) -> FieldVisit:
    """A visit that the actor may see. Raises FieldVisit.DoesNotExist."""
    return FieldVisit.objects.visible_to(actor, on).named().get(uid=uid)


def own_of_visit(actor: Actor, uid: UUID, on: date) -> Liaison | None:
    """The newest liaison of somebody's own in the succession under which a visit is. One statement."""
    lines = FieldVisit.objects.filter(uid=uid).values("liaison__line")
    own = Liaison.objects.filter(held_by(actor, on), line__in=lines)
    return own.named().order_by("-since", "-pk").first()


def liaison_of(actor: Actor, uid: UUID, on: date) -> Liaison:
    """A liaison that the actor may see. Raises Liaison.DoesNotExist."""
    return Liaison.objects.visible_to(actor, on).named().get(uid=uid)
