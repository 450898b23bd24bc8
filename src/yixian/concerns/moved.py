"""Concerns follow a unit that is moved: those above it now see them too."""

from collections.abc import Sequence

from django.db.models import Q

from yixian.concerns.models import Concern
from yixian.matters.models import with_sight
from yixian.places.declare import follow_moves


@follow_moves
def follow(unit: int, above: Sequence[int]) -> None:
    """Widen the sight of what a unit below the moved one answers for, or what was said there about nobody."""
    there = Q(place__lineage__contains=[unit], about_units=[], about_persons=[])
    rows = Concern.objects.filter(Q(unit__lineage__contains=[unit]) | there)
    Concern.objects.filter(pk__in=rows.values("pk")).update(sight=with_sight(above))
