"""Joint communities of the demonstration: which village belongs to which, and who works in their offices. Invented."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from yixian.access.actor import Actor
from yixian.communities import actions
from yixian.demo.acting import actor_of
from yixian.demo.tree import SINCE, Tree
from yixian.demo.words import personal_names
from yixian.network import actions as network
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

IN_AN_OFFICE = 2
SIGNS_IN = "joint"
TURNS = ((0, 2, 4), (1, 3))
"""On which weekdays the people of an office are there."""
BEFORE = 19
"""So many days before the year that is shown the villages were joined."""


def furnish(rng: Random, tree: Tree, start: date, secret: str = "") -> None:
    """Join every village to its community, and put two people into each joint office, before the year begins.

    `secret` is the hashed password of the one of the first office who can sign in.
    """
    day = start - timedelta(days=BEFORE)
    at = timezone.make_aware(datetime.combine(day, time(10)))
    by = _chief()
    offices = list(Unit.objects.filter(kind=UnitKind.JOINT_OFFICE).defer("boundary").order_by("lineage"))
    for unit, posts in zip(offices, _appoint(rng, offices, secret), strict=True):
        for post, weekdays in zip(posts, TURNS, strict=True):
            network.set_duty(by=by, at=at, unit=unit, post=post, weekdays=weekdays, since=day)
    units = {unit.uid: unit for unit in Unit.objects.defer("boundary")}
    for community, villages in tree.joined():
        for village in villages:
            actions.join(by=by, at=at, village=units[village.uid], community=units[community.uid], since=day)


def _chief() -> Actor:
    return actor_of(Post.objects.select_related("unit", "person").get(role=Role.MASS_WORK_CHIEF))


def _appoint(rng: Random, offices: list[Unit], secret: str) -> list[list[Post]]:
    """The posts of each joint office, held by people of whom nobody else has the name; the first of them signs in."""
    known = set(Person.objects.values_list("name", flat=True))
    names = (name for name in personal_names(rng) if name not in known)
    none = make_password(None)
    people = Person.objects.bulk_create(
        Person(
            username=f"j{number:03d}" if number else SIGNS_IN,
            name=next(names),
            password=none if number or not secret else secret,
        )
        for number in range(IN_AN_OFFICE * len(offices))
    )
    posts = Post.objects.bulk_create(
        Post(person=person, unit=offices[number // IN_AN_OFFICE], role=Role.STATION_OFFICER, since=SINCE)
        for number, person in enumerate(people)
    )
    return [posts[n : n + IN_AN_OFFICE] for n in range(0, len(posts), IN_AN_OFFICE)]
