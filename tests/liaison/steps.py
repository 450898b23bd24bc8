"""Short words for what the tests do with liaison."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.cast import NOON, SINCE, TODAY, World
from yixian.liaison import actions
from yixian.liaison.actions import Heir, Told
from yixian.liaison.enums import Kind, Met
from yixian.liaison.models import FieldVisit, Liaison, PlanItem
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.places import actions as places
from yixian.places.enums import ChangeKind
from yixian.places.models import Unit

HEARD = "老人说井水发苦，盼着早点通自来水。"
NAMES = "其其格 13800001234"
WHO = {Kind.LEADER: "leader", Kind.DEPARTMENT: "department", Kind.STATIONED: "reserve"}
WHERE = {Kind.LEADER: "town", Kind.DEPARTMENT: "village", Kind.STATIONED: "village"}


def post_of(world: World, who: str) -> Post:
    """The post of somebody of the cast."""
    return Post.objects.select_related("unit", "person").get(person=world.people[who])


def another(world: World, name: str, role: Role, unit: Unit) -> Post:
    """Somebody more in a role."""
    world.people[name] = Person.objects.create_user(username=name, name=name.title())
    return Post.objects.create(person=world.people[name], unit=unit, role=role, since=SINCE)


def heir(world: World, kind: Kind, **changes: Any) -> Heir:
    """Whoever of the cast is assigned in a kind of liaison."""
    given: dict[str, Any] = {"uid": uuid4()}
    if kind is Kind.DEPARTMENT:
        given["unit"] = world.department
    else:
        given["post"] = post_of(world, WHO[kind])
    return Heir(**{**given, **changes})


def assigned(
    world: World,
    kind: Kind = Kind.STATIONED,
    *,
    place: Unit | None = None,
    since: date = SINCE,
    at: datetime = NOON,
    given: Heir | None = None,
) -> Liaison:
    """The chief assigns the one of the cast to the place of the cast."""
    return actions.assign(
        by=world.actor("chief"),
        at=at,
        kind=kind,
        place=place or getattr(world, WHERE[kind]),
        given=given or heir(world, kind),
        since=since,
    )


def told(liaison: Liaison, day: date, **changes: Any) -> Told:
    """What is told of a visit."""
    given: dict[str, Any] = {
        "place": liaison.place,
        "met": [Met.ELDERS],
        "heads": 3,
        "note": HEARD,
        "names": NAMES,
    }
    return Told(**{"day": day, **given, **changes})


def visited(
    world: World,
    liaison: Liaison,
    *,
    who: str = "",
    at: datetime = NOON,
    day: date | None = None,
    **changes: Any,
) -> FieldVisit:
    """Whoever is assigned makes a visit."""
    return actions.make_visit(
        by=world.actor(who or WHO[Kind(liaison.kind)]),
        at=at,
        liaison=liaison.uid,
        uid=changes.pop("uid", None) or uuid4(),
        uploads=changes.pop("uploads", ()),
        told=told(liaison, day or timezone.localdate(at), **changes),
    )


def planned(world: World, liaison: Liaison, *, at: datetime = NOON, **changes: Any) -> FieldVisit:
    """Whoever is assigned plans a visit."""
    given: dict[str, Any] = {
        "uid": uuid4(),
        "day": timezone.localdate(at),
        "place": liaison.place,
        "topic": "看望老人",
    }
    who = world.actor(WHO[Kind(liaison.kind)])
    return actions.plan_visit(by=who, at=at, liaison=liaison.uid, **{**given, **changes})


def item(world: World, *, at: datetime = NOON, by: str = "secretary", **changes: Any) -> PlanItem:
    """Something in the plan of the village."""
    given: dict[str, Any] = {
        "uid": uuid4(),
        "place": world.village,
        "title": "打深井通自来水",
        "until": timezone.localdate(at),
    }
    return actions.plan_item(by=world.actor(by), at=at, **{**given, **changes})


def left(world: World, who: str, on: date = TODAY) -> None:
    """Somebody of the cast leaves their post on a day."""
    Post.objects.filter(person=world.people[who]).update(until=on)


def merged(old: Unit, into: Unit, on: date = TODAY) -> None:
    """A unit goes over into another on a day, and whatever stands below it ends with it."""
    for unit in [*Unit.objects.under(old.pk).exclude(pk=old.pk).order_by("-lineage"), old]:
        places.end_into(by=None, at=NOON, units=[unit], into=[into], on=on, kind=ChangeKind.MERGED)


def follow(world: World, old: Liaison, post: Post, *, by: str = "chief", **changes: Any) -> Liaison:
    """Somebody follows on an assignment, from the day of the cast on."""
    given: dict[str, Any] = {"at": NOON, "until": TODAY, "heir": Heir(uid=uuid4(), post=post)}
    new = actions.hand_over(by=world.actor(by), uid=old.uid, **{**given, **changes})
    assert new is not None
    return new
