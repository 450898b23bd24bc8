"""Short words for what the tests do with leaders' cases and teams."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.cast import NOON, SINCE, TODAY, World
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.places.models import Unit
from yixian.teams import actions
from yixian.teams.actions.teams import Call, Trip
from yixian.teams.actions.work import Wanted
from yixian.teams.enums import Came, Capacity, Met, TeamKind
from yixian.teams.models import Problem, Sponsorship, Team


def post_of(world: World, who: str) -> Post:
    """The post of somebody of the cast."""
    return Post.objects.select_related("unit", "person").get(person=world.people[who])


def another_leader(world: World, name: str = "leader2", **changes: Any) -> Post:
    """A second banner leader."""
    person = Person.objects.create_user(username=name, name=name.title())
    world.people[name] = person
    given = {"person": person, "unit": world.banner, "role": Role.BANNER_LEADER, "since": SINCE}
    return Post.objects.create(**{**given, **changes})


def led(
    world: World, matter: Matter, *, at: datetime = NOON, by: str = "chief", **changes: Any
) -> Sponsorship:
    """Put a matter under the leader of the cast; the department undertakes, the village secretary assists."""
    given: dict[str, Any] = {
        "leader": post_of(world, "leader"),
        "undertaker": world.department,
        "assistants": [post_of(world, "secretary")],
    }
    return actions.sponsor(by=world.actor(by), at=at, uid=matter.uid, **{**given, **changes})


def wanted(unit: Unit, *, days: int = 7, at: datetime = NOON, **changes: Any) -> Wanted:
    """Something to be done by a unit within some days."""
    given = {
        "what": "量清草场界线",
        "unit": unit,
        "until": timezone.localdate(at) + timedelta(days=days),
        "text": "请测绘队到场。",
    }
    return Wanted(**{**given, **changes})


def visited(
    world: World, matter: Matter, who: str = "leader", *, at: datetime = NOON, **changes: Any
) -> Sponsorship:
    """Somebody visits for a case."""
    given: dict[str, Any] = {
        "day": timezone.localdate(at),
        "place": world.grid,
        "met": [Met.RAISER],
        "heard": "老人说孩子上学缺钱。",
    }
    return actions.visit(by=world.actor(who), at=at, uid=matter.uid, **{**given, **changes})


def team(
    world: World, *, unit: str = "mass_work", kind: TeamKind = TeamKind.JOINT, by: str = "chief"
) -> Team:
    """A team with two members, one of them from outside."""
    made = actions.found(
        by=world.actor(by),
        at=NOON,
        uid=uuid4(),
        kind=kind,
        name="疑难案件联合工作组",
        unit=getattr(world, unit),
        since=TODAY,
    )
    actions.join(
        by=world.actor(by),
        at=NOON,
        uid=made.uid,
        capacity=Capacity.HEAD,
        since=TODAY,
        post=post_of(world, "department" if unit == "mass_work" else "station"),
    )
    return actions.join(
        by=world.actor(by), at=NOON, uid=made.uid, capacity=Capacity.RETIRED, since=TODAY, name="巴图"
    )


def called_on(
    world: World,
    made: Team,
    *,
    by: str = "chief",
    matter: Matter | None = None,
    at: datetime = NOON,
    **changes: Any,
) -> Any:
    """The team visits a household."""
    given: dict[str, Any] = {
        "day": timezone.localdate(at),
        "place": world.village,
        "came": Came.HELPED,
        "household": "" if matter else "一组东头",
    }
    return actions.household(
        by=world.actor(by),
        at=at,
        uid=made.uid,
        call=Call(**{**given, **changes}),
        matter=matter.uid if matter else None,
    )


def toured(world: World, made: Team, *, by: str = "chief", **changes: Any) -> Any:
    """The team goes out."""
    given: dict[str, Any] = {
        "day": TODAY,
        "places": [world.village],
        "members": list(made.members.all()),
        "helped": 3,
    }
    return actions.tour(
        by=world.actor(by), at=NOON, uid=made.uid, tour_uid=uuid4(), trip=Trip(**{**given, **changes})
    )


def taken_on(
    world: World, made: Team, matter: Matter, *, by: str = "chief", at: datetime = NOON, **changes: Any
) -> Problem:
    """The team takes a matter on."""
    given: dict[str, Any] = {
        "lead": made.members.first(),
        "stands_since": SINCE,
        "plan": "先摸清来龙去脉，再一家一家谈。",
    }
    return actions.take_on(by=world.actor(by), at=at, uid=matter.uid, team=made.uid, **{**given, **changes})
