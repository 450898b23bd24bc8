"""Gatherings follow a unit that is moved: those above it now see them too."""

from collections.abc import Sequence

from django.db.models import Q

from yixian.gatherings.models import Gathering
from yixian.matters.models import with_sight
from yixian.places.declare import follow_moves


@follow_moves
def follow(unit: int, above: Sequence[int]) -> None:
    """Widen the sight of what a unit below the moved one organises, or what is held there."""
    rows = Gathering.objects.filter(Q(unit__lineage__contains=[unit]) | Q(place__lineage__contains=[unit]))
    Gathering.objects.filter(pk__in=rows.values("pk")).update(sight=with_sight(above))
