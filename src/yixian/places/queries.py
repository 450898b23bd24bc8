"""Reading the tree."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from shapely import Point, STRtree
from shapely.geometry import shape

from yixian.places.enums import BODY_KINDS, UnitKind
from yixian.places.models import Unit
from yixian.procedures.enums import Tier
from yixian.procedures.language import Holder

TIER_KINDS = {
    Tier.GRID: (UnitKind.GRID3,),
    Tier.VILLAGE: (UnitKind.VILLAGE, UnitKind.COMMUNITY),
    Tier.TOWN: (UnitKind.TOWN,),
    Tier.BANNER: (UnitKind.BANNER,),
}


class Surroundings:
    """A place with everything above it and the bodies that stand there, loaded in one statement."""

    def __init__(self, place: Unit, units: Sequence[Unit]) -> None:
        self.place = place
        self._chain = {u.id: u for u in units if u.id in place.lineage} | {place.id: place}
        self._bodies = {(u.parent_id, u.kind): u for u in units if u.id not in place.lineage}

    def tier(self, tier: Tier) -> Unit | None:
        """The unit of a tier above (or at) the place."""
        kinds = TIER_KINDS[tier]
        return next((u for u in self._chain.values() if u.kind in kinds), None)

    def holder(self, wanted: Holder, avoid: Sequence[int] = ()) -> Unit | None:
        """The unit that holds a step here; None where there is none, or it lies under an avoided unit."""
        at = self.tier(wanted.tier)
        found = self._bodies.get((at.id, wanted.body)) if at else None
        if found is None and at is not None and at.kind == wanted.body:
            found = at
        if found is None and wanted.fallback:
            found = self.tier(Tier.VILLAGE) or self.tier(Tier.TOWN) or self.tier(Tier.BANNER)
        if found is None or set(found.lineage) & set(avoid):
            return None
        return found

    def above(self, avoid: Sequence[int]) -> Unit | None:
        """The nearest mass-work body that stands outside every avoided unit (for complaints)."""
        bodies = (
            Holder(tier=Tier.VILLAGE, body=UnitKind.ROOM),
            Holder(tier=Tier.TOWN, body=UnitKind.STATION),
            Holder(tier=Tier.BANNER, body=UnitKind.RECEPTION_CENTRE),
        )
        return next((u for b in bodies if (u := self.holder(b, avoid))), None)


def surroundings(place: Unit, on: date) -> Surroundings:
    """Load what stands above a place on a day. One statement."""
    bodies = Unit.objects.on(on).filter(parent_id__in=place.lineage, kind__in=BODY_KINDS)
    chain = Unit.objects.filter(id__in=place.lineage)
    return Surroundings(place, list((bodies | chain).order_by()))


def tree(on: date) -> list[Unit]:
    """Every unit in being on a day, parents before children. One statement."""
    return list(Unit.objects.on(on).defer("boundary").order_by("lineage"))


class GridIndex:
    """Finds the grid of a point among the outlines of a day."""

    def __init__(self, rows: Sequence[tuple[int, dict[str, Any]]]) -> None:
        self._ids = [row[0] for row in rows]
        self._shapes = [shape(row[1]) for row in rows]
        self._tree = STRtree(self._shapes)

    def find(self, lon: float, lat: float) -> int | None:
        """Id of the grid that covers a WGS-84 point, or None outside every outline."""
        hits = self._tree.query(Point(lon, lat), predicate="intersects")
        return min((self._ids[i] for i in hits), default=None)


def grid_of(lon: float, lat: float, on: date) -> Unit | None:
    """The third-level grid that covers a WGS-84 point on a day."""
    grids = Unit.objects.on(on).filter(kind=UnitKind.GRID3, boundary__isnull=False)
    outlines = [(grid_id, outline) for grid_id, outline in grids.values_list("id", "boundary") if outline]
    found = GridIndex(outlines).find(lon, lat)
    return None if found is None else Unit.objects.get(id=found)
