"""Matters follow a unit that is moved: those above it now see them too; those that had them keep sight of them."""

from collections.abc import Sequence

from django.db.models import Q

from yixian.matters.models import Matter, with_sight
from yixian.places.declare import follow_moves
from yixian.procedures import registry


@follow_moves
def follow(unit: int, above: Sequence[int]) -> None:
    """Widen the sight of what a unit below the moved one holds, or what happened there unless that is kept from it.

    One statement.
    """
    discreet = [each.key for each in registry.newest() if each.discreet]
    open_there = Q(place__lineage__contains=[unit], about_units=[], about_persons=[]) & ~Q(
        procedure__in=discreet
    )
    rows = Matter.objects.filter(Q(holder__lineage__contains=[unit]) | open_there)
    Matter.objects.filter(pk__in=rows.values("pk")).update(sight=with_sight(above))
