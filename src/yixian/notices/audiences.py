"""Who is told of what happens on some ground: posts stand at units, at the bodies there, and with the chiefs."""

from datetime import date

from django.db.models import Q

from yixian.notices.declare import Audience
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
