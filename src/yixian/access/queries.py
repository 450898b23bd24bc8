"""From a person to an actor."""

from datetime import date

from django.db.models import Q

from yixian.access.actor import Actor
from yixian.access.declare import of_role
from yixian.access.models import Grant
from yixian.people.enums import TERRITORIAL
from yixian.people.models import Person, Post, Substitution
from yixian.places.enums import SPECIAL_KINDS


def actor_for(person: Person, on: date) -> Actor:
    """The actor a person is on a day: own posts, posts they stand in for, and extra grants. Two statements.

    Own posts come first: the first post is the one that they write as. A locked account may nothing.
    """
    if not person.is_active:
        return Actor(person_id=person.pk, name=person.name)
    standing_in = Substitution.objects.filter(person=person, since__lte=on, until__gt=on).values("post")
    held = Post.objects.on(on).filter(Q(person=person) | Q(pk__in=standing_in))
    posts = sorted(
        held.select_related("unit").defer("unit__boundary"),
        key=lambda post: (post.person_id != person.pk, post.pk),
    )
    reach: dict[str, set[int]] = {}
    for post in posts:
        for ability in of_role(post.role):
            reach.setdefault(ability, set()).add(ground_of(post))
    current = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    for grant in Grant.objects.filter(current, post__in=posts).select_related("post__unit"):
        reach.setdefault(grant.ability, set()).add(ground_of(grant.post))
    first = posts[0] if posts else None
    return Actor(
        person_id=person.pk,
        name=person.name,
        post_id=first.pk if first else None,
        unit_id=first.unit_id if first else None,
        unit_name=first.unit.name if first else "",
        reach={ability: frozenset(units) for ability, units in reach.items()},
        kin=frozenset(unit for post in posts for unit in post.unit.lineage),
        own_units=frozenset(post.unit_id for post in posts),
        roles=frozenset(post.role for post in posts),
    )


def ground_of(post: Post) -> int:
    """The unit whose subtree a post covers: a mass-work body and its chief act for the territory they stand in."""
    parent = post.unit.parent_id
    territorial = post.role in TERRITORIAL and post.unit.kind not in SPECIAL_KINDS
    return parent if territorial and parent is not None else post.unit_id
