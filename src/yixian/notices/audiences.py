"""Who is told of what happens on some ground: posts stand at units, at the bodies there, and with the chiefs."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from yixian.access.actor import Actor
from yixian.notices.declare import Audience
from yixian.notices.queries import Crowd
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.places.enums import BODY_KINDS
from yixian.places.models import Unit


def acting_for(unit: Unit, ability: str, on: date, *, above: bool = True) -> Audience:
    """Those who hold an ability at a unit, at the bodies that stand there, or as chief of that ground.

    With `above` also those of the unit above it. Two statements.
    """
    ground = unit.lineage[-2:] if above else [unit.pk]
    there = Unit.objects.on(on).filter(Q(pk__in=ground) | Q(parent__in=ground, kind__in=BODY_KINDS))
    chiefs = Post.objects.on(on).filter(role=Role.MASS_WORK_CHIEF, unit__parent__in=ground)
    return Audience(
        units=frozenset(there.order_by().values_list("pk", flat=True)),
        persons=frozenset(chiefs.order_by().values_list("person", flat=True)),
        ability=ability,
    )


def actors_near(
    unit: Unit, ability: str, on: date, *, above: bool = False, but: Collection[int] = ()
) -> list[Actor]:
    """Those who act for a unit with an ability or, where there is nobody else than `but`, for the nearest unit above.

    `above` as in `acting_for`. A few statements for each unit that is looked at, two for each person.
    """
    crowd = Crowd(on)
    line = Unit.objects.defer("boundary").in_bulk(unit.lineage)
    for each in reversed(unit.lineage):
        audience = acting_for(line[each], ability, on, above=above)
        crowd.meet([audience])
        if found := [actor for actor in crowd.members(audience) if actor.person_id not in but]:
            return found
    return []


def acting_near(
    unit: Unit, ability: str, on: date, *, above: bool = False, but: Collection[int] = ()
) -> Audience:
    """The same as an audience."""
    found = actors_near(unit, ability, on, above=above, but=but)
    return Audience(persons=frozenset(each.person_id for each in found if each.person_id is not None))
