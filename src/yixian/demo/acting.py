"""Who acts for a unit in the demonstration, as the actor that signing in would make of them."""

from collections import defaultdict
from dataclasses import dataclass, field

from yixian.access.actor import Actor
from yixian.access.declare import of_role
from yixian.access.queries import ground_of
from yixian.matters.abilities import HANDLERS
from yixian.people.models import Person, Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

_DESKS = (UnitKind.ROOM, UnitKind.STATION, UnitKind.RECEPTION_CENTRE)
"""Bodies with staff of their own, who also act for the meetings beside them."""


@dataclass
class Staff:
    """Posts by unit, and the actors made of them so far. Everybody has one post, and it lasts the year."""

    units: dict[int, Unit]
    posts: dict[int, list[Post]]
    beside: dict[int | None, list[int]]
    known: dict[int, Actor] = field(default_factory=dict)

    def of(self, unit: int, turn: int) -> Actor:
        """Who acts for a unit; the same `turn` gives the same one. Raises LookupError."""
        post = self._post(unit, turn)
        if post.pk not in self.known:
            self.known[post.pk] = actor_of(post)
        return self.known[post.pk]

    def person(self, unit: int, turn: int) -> Person:
        """The person behind `of`. Raises LookupError."""
        return self._post(unit, turn).person

    def _post(self, unit: int, turn: int) -> Post:
        """Somebody with a post there, or in a body beside it, or above it."""
        here: int | None = unit
        while here is not None:
            parent = self.units[here].parent_id
            if here in self.posts:
                return self.posts[here][turn % len(self.posts[here])]
            near = [other for other in self.beside[parent] if other in self.posts]
            if near and self.units[here].kind != UnitKind.VILLAGE:
                return self.posts[near[0]][turn % len(self.posts[near[0]])]
            here = parent
        raise LookupError(f"nobody acts for unit {unit}")


def staff(units: dict[int, Unit]) -> Staff:
    """Load who acts for these units, without their boundaries. One statement."""
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in Post.objects.filter(role__in=HANDLERS).select_related("person").order_by("pk"):
        post.unit = units[post.unit_id]
        posts[post.unit_id].append(post)
    beside: dict[int | None, list[int]] = defaultdict(list)
    for unit in units.values():
        if unit.kind in _DESKS:
            beside[unit.parent_id].append(unit.pk)
    return Staff(units, dict(posts), beside)


def actor_of(post: Post) -> Actor:
    """The actor of somebody whose only post this is, as `access.queries.actor_for` gives it."""
    ground = frozenset([ground_of(post)])
    return Actor(
        person_id=post.person_id,
        name=post.person.name,
        post_id=post.pk,
        unit_id=post.unit_id,
        unit_name=post.unit.name,
        reach=dict.fromkeys(of_role(post.role), ground),
        kin=frozenset(post.unit.lineage),
        own_units=frozenset([post.unit_id]),
        roles=frozenset([post.role]),
    )
