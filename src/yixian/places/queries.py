"""Reading the tree."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db import connection
from django.db.models import Case, Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Length
from shapely import Point, STRtree
from shapely.geometry import shape

from yixian.kernel import banner
from yixian.places.enums import BODY_KINDS, PLACE_KINDS, UnitKind
from yixian.places.models import Span, Succession, Unit
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

    def above(self, tier: Tier, avoid: Sequence[int]) -> Unit | None:
        """The nearest mass-work body from a tier upwards that stands outside every avoided unit (for complaints)."""
        bodies = (
            Holder(tier=Tier.VILLAGE, body=UnitKind.ROOM),
            Holder(tier=Tier.TOWN, body=UnitKind.STATION),
            Holder(tier=Tier.BANNER, body=UnitKind.RECEPTION_CENTRE),
        )
        order = list(Tier)
        upwards = [body for body in bodies if order.index(body.tier) >= order.index(tier)]
        return next((u for b in upwards if (u := self.holder(b, avoid))), None)

    def root(self, avoid: Sequence[int]) -> Unit | None:
        """The banner itself, unless it is to be avoided."""
        found = self.tier(Tier.BANNER)
        return None if found is None or set(found.lineage) & set(avoid) else found

    def told(self, holder: Unit, level: int, avoid: Sequence[int]) -> Unit | None:
        """Who is told when a holder is late for the `level`-th time (from 1): each time one tier further up."""
        tiers = (Tier.VILLAGE, Tier.TOWN)
        own = next((n for n, t in enumerate(tiers) if (u := self.tier(t)) and u.id in holder.lineage), 2)
        ladder = (
            self.holder(Holder(tier=Tier.TOWN, body=UnitKind.STATION), avoid),
            self.holder(Holder(tier=Tier.BANNER, body=UnitKind.RECEPTION_CENTRE), avoid),
            self.root(avoid),
        )
        return next((unit for unit in ladder[own + level - 1 :] if unit and unit.id != holder.id), None)


def surroundings(place: Unit, on: date) -> Surroundings:
    """Load what stands above a place on a day. One statement."""
    bodies = Unit.objects.on(on).filter(parent_id__in=place.lineage, kind__in=BODY_KINDS)
    chain = Unit.objects.filter(id__in=place.lineage)
    return Surroundings(place, list((bodies | chain).order_by().defer("boundary")))


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


_VERSION = """
    SELECT md5(string_agg(chain_head, ''::bytea ORDER BY id)) FROM places_unit WHERE kind = %s
"""
_KEPT = 16
_indexes: OrderedDict[tuple[str, date], tuple[str, GridIndex]] = OrderedDict()
_indexing = threading.Lock()


def grid_index(on: date) -> GridIndex:
    """The index of the grids of a day: one small statement while no grid changes, two after a change.

    It is kept in the process by banner and day, as long as the heads of the grids' chains are the same.
    """
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, [UnitKind.GRID3])
        version = str(cursor.fetchone()[0])
    key = (banner.current(), on)
    with _indexing:
        known = _indexes.get(key)
        if known and known[0] == version:
            _indexes.move_to_end(key)
            return known[1]
    grids = Unit.objects.on(on).filter(kind=UnitKind.GRID3, boundary__isnull=False).order_by("id")
    index = GridIndex(
        [(number, outline) for number, outline in grids.values_list("id", "boundary") if outline]
    )
    with _indexing:
        _indexes[key] = (version, index)
        while len(_indexes) > _KEPT:
            _indexes.popitem(last=False)
    return index


def grid_of(lon: float, lat: float, on: date) -> Unit | None:
    """The third-level grid that covers a WGS-84 point on a day."""
    found = grid_index(on).find(lon, lat)
    return None if found is None else Unit.objects.defer("boundary").get(id=found)


def subtree_ids(unit_ids: Sequence[int]) -> QuerySet[Unit, int]:
    """Ids of units and all that ever stood below them, for use as a subquery."""
    return Unit.objects.filter(lineage__overlap=list(unit_ids)).order_by().values_list("id", flat=True)


@dataclass(frozen=True)
class Child:
    """A unit right below another, and how many stand right below it in turn."""

    unit: Unit
    below: int


def children(unit: Unit, on: date) -> list[Child]:
    """Units right below one on a day, by kind and code. One statement."""
    under = Unit.objects.on(on).filter(parent=OuterRef("pk")).order_by().values("parent")
    below = Coalesce(Subquery(under.values(count=Count("pk"))), 0)
    found = Unit.objects.on(on).filter(parent=unit).defer("boundary").annotate(below=below)
    return [Child(each, cast(Any, each).below) for each in found.order_by("kind", "code", "id")]


def search_units(text: str, on: date, most: int = 20) -> list[Unit]:
    """Units of a day whose name holds `text`, or whose code begins with it; places first, short names first."""
    text = text.strip()
    if not text:
        return []
    named = Q(name__icontains=text) | (Q(code__startswith=text) if text.isdecimal() else Q(pk__in=()))
    is_place = Case(When(kind__in=[UnitKind.TOWN, *PLACE_KINDS], then=0), default=1)
    found = Unit.objects.on(on).filter(named).defer("boundary").select_related("parent")
    return list(found.order_by(is_place, Length("name"), "id")[:most])


@dataclass(frozen=True)
class Pick:
    """A place to choose, with the places below it."""

    id: int
    name: str
    kind: str
    below: list["Pick"] = field(default_factory=list)


def picker(on: date) -> list[Pick]:
    """Towns, in them villages and communities, in these third-level grids. One statement."""
    kinds = (UnitKind.TOWN, *PLACE_KINDS)
    rows = (
        Unit.objects.on(on)
        .filter(kind__in=kinds)
        .order_by(Func(F("lineage"), function="cardinality", output_field=IntegerField()), "code", "id")
    )
    towns: list[Pick] = []
    seen: dict[int, Pick] = {}
    for number, name, kind, lineage in rows.values_list("id", "name", "kind", "lineage"):
        seen[number] = pick = Pick(number, name, kind)
        above = next((seen[n] for n in reversed(lineage[:-1]) if n in seen), None)
        if above is not None:
            above.below.append(pick)
        elif kind == UnitKind.TOWN:
            towns.append(pick)
    return towns


def names_on(unit_ids: Sequence[int], on: date) -> dict[int, str]:
    """What units were called on a day. One statement."""
    spans = Span.objects.filter(unit__in=unit_ids, since__lte=on).filter(
        Q(until__isnull=True) | Q(until__gt=on)
    )
    return dict(spans.values_list("unit_id", "name"))


def successors(unit: Unit) -> list[Unit]:
    """The units in being that a unit went over into, over however many mergers and splits."""
    found: dict[int, Unit] = {}
    edge = {unit.pk}
    while edge:
        steps = Succession.objects.filter(old__in=edge).exclude(new__in=found).select_related("new")
        fresh = {step.new.pk: step.new for step in steps}
        found |= fresh
        edge = set(fresh)
    return [each for _pk, each in sorted(found.items()) if each.until is None]
