"""Reading leaders' cases. Everything begins at the matters that the actor may see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from yixian.access.actor import Actor
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Post, Substitution
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.teams.models import (
    OPEN,
    Assistant,
    Consultation,
    Opinion,
    Problem,
    Recusal,
    Sponsor,
    Sponsorship,
    Task,
    Visit,
)
from yixian.teams.rules import Seat, chain, followers

PAGE = 50
COUNT_UP_TO = 1000
OPEN_TASK = Q(done_at__isnull=True, case__until__isnull=True)
VILLAGE_ROLES = (Role.GRID_HEAD, Role.GRID_WORKER, Role.MEDIATOR)


class View(StrEnum):
    """Which leaders' cases a list shows."""

    LEAD = "lead"
    UNDERTAKE = "undertake"
    ASSIST = "assist"
    WITHOUT = "without"
    STUCK = "stuck"
    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True)
class Leaders:
    """Who leads on a day: every post of a banner leader, and which followed on which."""

    on: date
    seats: Mapping[int, Seat]
    after: Mapping[int, int]

    def now(self, post: int | None) -> Seat | None:
        """Who holds a post, or what followed on it; None where it ended and nobody has followed."""
        found = chain(post, self.seats, self.after) if post is not None else []
        return next((seat for seat in found if seat.held_on(self.on)), None)

    def posts_led_by(self, held: set[int]) -> list[int]:
        """Posts whose cases go to whoever holds some of these."""
        return [post for post in self.seats if (seat := self.now(post)) and seat.post in held]

    @property
    def vacant(self) -> list[int]:
        """Posts that nobody holds or has followed on."""
        return [post for post in self.seats if self.now(post) is None]

    @property
    def passed_on(self) -> list[tuple[int, Seat]]:
        """Posts that somebody else's followed on, with that one."""
        found = [(post, self.now(post)) for post in self.seats]
        return [(post, seat) for post, seat in found if seat is not None and seat.post != post]


def leaders(on: date) -> Leaders:
    """The posts of banner leaders as they stand on a day. One statement."""
    columns = ("pk", "person_id", "person__name", "unit_id", "role", "since", "until")
    rows = Post.objects.filter(role=Role.BANNER_LEADER, since__lte=on).values_list(*columns)
    seats = [
        Seat(post=pk, person=person, name=name, unit=unit, role=role, since=since, until=until)
        for pk, person, name, unit, role, since, until in rows
    ]
    return Leaders(on, {seat.post: seat for seat in seats}, followers(seats))


def posts_held(person_id: int | None, on: date) -> set[int]:
    """Posts that somebody holds or stands in for on a day. One statement."""
    lent = Substitution.objects.filter(person=person_id, since__lte=on, until__gt=on).values("post")
    held = Post.objects.on(on).filter(Q(person=person_id) | Q(pk__in=lent))
    return set(held.values_list("pk", flat=True))


def seen_by(actor: Actor) -> QuerySet[Sponsorship]:
    """The cases whose matters an actor may see."""
    return Sponsorship.objects.filter(matter__in=Matter.objects.visible_to(actor))


def scope(actor: Actor, view: View, at: datetime, led: Leaders | None = None) -> QuerySet[Sponsorship]:
    """The cases that a list means, within what the actor may see. `led` as `leaders` gives it; two statements."""
    rows, on = seen_by(actor), timezone.localdate(at)
    if view is View.ENDED:
        return rows.exclude(OPEN)
    return rows.filter(OPEN & _meant(actor, view, at, on, led))


def _meant(actor: Actor, view: View, at: datetime, on: date, led: Leaders | None) -> Q:
    if view is View.LEAD:
        posts = (led or leaders(on)).posts_led_by(posts_held(actor.person_id, on))
        return Q(post__in=posts) & ~_tied(Q(person=actor.person_id))
    if view is View.UNDERTAKE:
        return Q(undertaker__in=sorted({*actor.own_units, *actor.units("teams.undertake")}))
    if view is View.ASSIST:
        open_ones = Assistant.objects.filter(OPEN, post__in=posts_held(actor.person_id, on))
        return Q(pk__in=open_ones.values("case"))
    if view is View.WITHOUT:
        return without_leader(led or leaders(on))
    return Q(quiet_until__lte=at) if view is View.STUCK else Q()


def without_leader(led: Leaders) -> Q:
    """Cases that nobody leads: the post ended and nobody followed, or whoever followed keeps out of the matter."""
    nobody = Q(post__isnull=True) | Q(post__in=led.vacant)
    for post, seat in led.passed_on:
        out = Q(matter__about_persons__contains=[seat.person]) | _tied(Q(person=seat.person))
        nobody |= Q(post=post) & (out | Q(matter__about_units__contains=[seat.unit]))
    return nobody


def _tied(who: Q) -> Q:
    return Q(Exists(Recusal.objects.filter(who, matter=OuterRef("matter"))))


@dataclass(frozen=True)
class Page:
    """Some rows of a list, with the keys of the pages beside it (empty where there is none)."""

    rows: list[Any]
    newer: str
    older: str


def page(
    rows: QuerySet[Sponsorship], view: View, *, after: str = "", before: str = "", size: int = PAGE
) -> Page:
    """One page by key: what is due soonest first, ended ones newest first. One statement. Raises ValueError."""
    column = "until" if view is View.ENDED else "next_due"
    backwards = bool(before) != (view is View.ENDED)
    sign, beyond = ("-", "lt") if backwards else ("", "gt")
    if key := before or after:
        moment, _line, pk = key.rpartition("_")
        edge = datetime.fromisoformat(moment)
        rows = rows.filter(Q(**{f"{column}__{beyond}": edge}) | Q(**{column: edge, f"pk__{beyond}": int(pk)}))
    found = rows.select_related("matter__place", "undertaker").defer(
        "matter__story", "matter__place__boundary", "undertaker__boundary"
    )
    listed = list(found.order_by(f"{sign}{column}", f"{sign}pk")[: size + 1])
    more, listed = len(listed) > size, listed[:size]
    if before:
        listed.reverse()
    first, last = (_key(listed[0], column), _key(listed[-1], column)) if listed else ("", "")
    return Page(
        listed, first if (before and more) or after else "", last if (not before and more) or before else ""
    )


def _key(row: Sponsorship, column: str) -> str:
    return f"{getattr(row, column).isoformat()}_{row.pk}"


def counted(rows: QuerySet[Sponsorship]) -> int:
    """How many cases there are, counted up to `COUNT_UP_TO`."""
    return rows.order_by()[: COUNT_UP_TO + 1].count()


def newest_case(matter: Matter) -> Sponsorship | None:
    """The newest case of a matter that the caller may see, with who undertakes it. One statement."""
    return (
        matter.sponsorships.select_related("undertaker").defer("undertaker__boundary").order_by("-pk").first()
    )


@dataclass(frozen=True)
class File:
    """Everything that belongs to a case, in seven statements."""

    sponsors: list[Sponsor]
    assistants: list[Assistant]
    tasks: list[Task]
    visits: list[Visit]
    consultations: list[Consultation]
    earlier: list[Sponsorship] = field(default_factory=list)


def file_of(case: Sponsorship) -> File:
    """What happened in a case, in the order in which one reads it."""
    opinions = Opinion.objects.select_related("unit").defer("unit__boundary")
    return File(
        sponsors=list(case.sponsors.select_related("post__person")),
        assistants=list(
            case.assistants.filter(OPEN)
            .select_related("post__person", "post__unit")
            .defer("post__unit__boundary")
        ),
        tasks=list(case.tasks.select_related("unit").defer("unit__boundary")),
        visits=list(
            case.visits.select_related("place", "by").defer("place__boundary").order_by("-day", "-pk")
        ),
        consultations=list(
            case.consultations.prefetch_related(Prefetch("opinions", opinions)).order_by("-day", "-pk")
        ),
        earlier=list(Sponsorship.objects.filter(matter=case.matter_id).exclude(pk=case.pk).order_by("-pk")),
    )


def at_a_glance(matter: Matter) -> dict[str, Any]:
    """What the page of a matter says about its leader's case (`case`) and its team (`problem`). One statement."""
    coming = Task.objects.filter(case=OuterRef("pk"), done_at=None).order_by("due_at", "pk")
    helpers = (
        Assistant.objects.filter(OPEN, case=OuterRef("pk"))
        .order_by()
        .values("case")
        .annotate(names=StringAgg("post__person__name", "、", order_by="pk"))
    )
    open_case = Sponsorship.objects.filter(OPEN, matter=OuterRef("pk")).values(
        told=JSONObject(
            leader=F("post__person__name"),
            until=F("post__until"),
            undertaker=F("undertaker__name"),
            assistants=Subquery(helpers.values("names")),
            what=Subquery(coming.values("what")[:1]),
            quiet_until=F("quiet_until"),
        )
    )
    problem = Problem.objects.filter(matter=OuterRef("pk")).values(
        told=JSONObject(
            team=F("team__name"), uid=F("team__uid"), since=F("stands_since"), settled=F("settled_at")
        )
    )
    due = Task.objects.filter(OPEN_TASK, case__matter=OuterRef("pk")).order_by("due_at", "pk")
    row = Matter.objects.filter(pk=matter.pk).values_list(
        Subquery(open_case[:1]), Subquery(problem[:1]), Subquery(due.values("due_at")[:1])
    )
    case, taken, due_at = row.get()
    return {"case": case, "problem": taken, "due_at": due_at}


def due_for(actor: Actor, at: datetime, most: int = 8) -> list[Task]:
    """What is to be done in the cases that an actor leads and by the units that they act for, soonest first.

    Each task with its case and matter. Three statements.
    """
    on = timezone.localdate(at)
    led = leaders(on).posts_led_by(posts_held(actor.person_id, on))
    units = sorted({*actor.own_units, *actor.units("teams.undertake")})
    mine = Q(case__post__in=led) | Q(unit__in=units)
    found = Task.objects.filter(OPEN_TASK & mine, case__in=seen_by(actor)).select_related(
        "unit", "case__matter__place"
    )
    return list(
        found.defer("unit__boundary", "case__matter__story", "case__matter__place__boundary").order_by(
            "due_at", "pk"
        )[:most]
    )


def undertakers(on: date) -> list[tuple[int, str]]:
    """Towns and departments that may undertake a case, by id and name. One statement."""
    units = Unit.objects.on(on).filter(kind__in=(UnitKind.TOWN, UnitKind.DEPARTMENT))
    return list(units.order_by("-kind", "code", "name", "pk").values_list("pk", "name"))


def leading_posts(on: date) -> list[tuple[int, str]]:
    """Posts of banner leaders by id and name. One statement."""
    posts = Post.objects.on(on).filter(role=Role.BANNER_LEADER, person__is_active=True)
    return [
        (post.pk, post.person.name) for post in posts.select_related("person").order_by("person__name", "pk")
    ]


def village_posts(matter: Matter, on: date) -> list[Post]:
    """Posts of village cadres who see the matter where it stands: only they can assist with it. One statement."""
    near = Q(unit__in=matter.sight) | Q(unit__parent__in=matter.sight, unit__kind=UnitKind.ROOM)
    posts = Post.objects.on(on).filter(near, role__in=VILLAGE_ROLES, person__is_active=True)
    posts = posts.exclude(person__in=matter.about_persons).exclude(unit__lineage__overlap=matter.about_units)
    return list(
        posts.select_related("person", "unit").defer("unit__boundary").order_by("unit__lineage", "pk")
    )
