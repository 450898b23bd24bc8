"""The land of the demonstration: an outline, divided into towns, villages and grids that fit without a gap.

The plain is strewn with points, each with its Voronoi cell; a region is a set of neighbouring cells. So borders
are crooked as real ones are, and every border is shared, corner by corner, by the regions on both its sides.
Towns, villages and grids grow cell by cell from a centre, the smallest of its kind first.
"""

import heapq
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import shapely
from shapely import MultiPoint, Polygon

DECIMALS = 5
"""Of a degree: about a metre."""

Point = tuple[float, float]
Ring = tuple[Point, ...]

_MIDDLE: Point = (107.48, 38.27)
_HALF = (0.84, 0.49)
_SITES = 6400
_STRETCH = 0.785
"""Cosine of the latitude: what a degree of longitude measures in degrees of latitude."""
_ROUNDS = 4


@dataclass(frozen=True)
class Land:
    """Cells by number: where each stands, its ring of corners, and its neighbours."""

    sites: tuple[Point, ...]
    rings: tuple[Ring, ...]
    neighbours: tuple[frozenset[int], ...]


def survey(rng: Random, centres: Sequence[Point]) -> Land:
    """Strew the plain with cells, closer together around the centres (longitude, latitude)."""
    sites = list(dict.fromkeys(_strewn(rng, centres)))
    order = {site: n for n, site in enumerate(sites)}
    cells = shapely.voronoi_polygons(MultiPoint(sites), ordered=True).geoms
    reach = _coast(rng)
    kept = [site for site in sites if _inside(site, reach)]
    rings = [_ring(cells[order[site]]) for site in kept]
    return _joined(kept, rings, _neighbours(rings))


def divide(
    rng: Random, land: Land, cells: Iterable[int], seeds: Sequence[Point] | int
) -> list[frozenset[int]]:
    """Divide a set of cells into connected parts, one to a seed, of nearly the same number of cells.

    `seeds` are places, or how many to find.
    """
    inside = sorted(cells)
    places = _spread(rng, land, inside, seeds) if isinstance(seeds, int) else list(seeds)
    starts: list[int] = []
    for place in places:
        free = (cell for cell in inside if cell not in starts)
        starts.append(min(free, key=lambda cell: distance(land.sites[cell], place)))
    return _grown(rng, land, frozenset(inside), starts)


def outline(land: Land, cells: Iterable[int]) -> dict[str, Any]:
    """The outline of a set of cells as a GeoJSON geometry."""
    merged = shapely.coverage_union_all([Polygon(land.rings[cell]) for cell in sorted(cells)])
    found: dict[str, Any] = shapely.geometry.mapping(shapely.normalize(merged))
    return {"type": found["type"], "coordinates": _listed(found["coordinates"])}


def spot(rng: Random, land: Land, cells: Sequence[int]) -> Point:
    """A point well inside one of the cells."""
    cell = rng.choice(cells)
    lon, lat = land.sites[cell]
    corner = rng.choice(land.rings[cell])
    share = rng.uniform(0.0, 0.6)
    return (
        round(lon + (corner[0] - lon) * share, DECIMALS),
        round(lat + (corner[1] - lat) * share, DECIMALS),
    )


def _strewn(rng: Random, centres: Sequence[Point]) -> Iterable[Point]:
    for number in range(_SITES):
        if number % 5 == 0:
            lon, lat = centres[number // 5 % len(centres)]
            yield round(rng.gauss(lon, 0.09), DECIMALS), round(rng.gauss(lat, 0.07), DECIMALS)
        else:
            lon = _MIDDLE[0] + rng.uniform(-1.3, 1.3) * _HALF[0]
            lat = _MIDDLE[1] + rng.uniform(-1.3, 1.3) * _HALF[1]
            yield round(lon, DECIMALS), round(lat, DECIMALS)


def _coast(rng: Random) -> list[tuple[int, float, float]]:
    """Waves that bend the outer outline: number around the circle, height, phase."""
    return [(n, rng.uniform(0.4, 1.0) * 0.16 / n**0.9, rng.uniform(0, math.tau)) for n in range(2, 9)]


def _inside(site: Point, coast: Sequence[tuple[int, float, float]]) -> bool:
    x, y = (site[0] - _MIDDLE[0]) / _HALF[0], (site[1] - _MIDDLE[1]) / _HALF[1]
    angle = math.atan2(y, x)
    limit = 1.0 + sum(height * math.sin(n * angle + phase) for n, height, phase in coast)
    return math.hypot(x, y) < min(limit, 1.18)


def _ring(cell: Polygon) -> Ring:
    corners = [(round(x, DECIMALS), round(y, DECIMALS)) for x, y in cell.exterior.coords]
    return tuple(dict.fromkeys(corners))


def _neighbours(rings: Sequence[Ring]) -> list[set[int]]:
    """Cells that share an edge."""
    owner: dict[frozenset[Point], int] = {}
    found: list[set[int]] = [set() for _ in rings]
    for cell, ring in enumerate(rings):
        for edge in map(frozenset, zip(ring, (*ring[1:], ring[0]), strict=True)):
            other = owner.setdefault(edge, cell)
            if other != cell:
                found[cell].add(other)
                found[other].add(cell)
    return found


def _joined(sites: Sequence[Point], rings: Sequence[Ring], neighbours: Sequence[set[int]]) -> Land:
    """The land without cells that the outline has cut off from the largest piece."""
    pieces: list[set[int]] = []
    left = set(range(len(sites)))
    while left:
        piece, edge = set[int](), {min(left)}
        while edge:
            piece |= edge
            edge = set[int]().union(*(neighbours[cell] for cell in edge)) - piece
        pieces.append(piece)
        left -= piece
    largest = max(pieces, key=len)
    kept = sorted(largest)
    number = {cell: n for n, cell in enumerate(kept)}
    return Land(
        sites=tuple(sites[cell] for cell in kept),
        rings=tuple(rings[cell] for cell in kept),
        neighbours=tuple(frozenset(number[n] for n in neighbours[cell]) for cell in kept),
    )


def _spread(rng: Random, land: Land, cells: Sequence[int], count: int) -> list[Point]:
    """Places spread evenly over cells: drawn, then moved to the middle of what lies nearest, a few times."""
    places = [land.sites[cell] for cell in rng.sample(cells, count)]
    for _ in range(_ROUNDS):
        groups: list[list[Point]] = [[] for _ in places]
        for cell in cells:
            site = land.sites[cell]
            nearest = min(range(count), key=lambda n: distance(site, places[n]))
            groups[nearest].append(site)
        places = [_mean(group) if group else old for group, old in zip(groups, places, strict=True)]
    return places


def _grown(rng: Random, land: Land, inside: frozenset[int], starts: Sequence[int]) -> list[frozenset[int]]:
    parts: list[set[int]] = [{start} for start in starts]
    taken = set(starts)
    edges: list[list[tuple[float, int]]] = [[] for _ in starts]

    def reach(part: int, cell: int) -> None:
        for other in sorted(land.neighbours[cell] & inside - taken):
            far = distance(land.sites[other], land.sites[starts[part]]) * rng.uniform(0.8, 1.2)
            heapq.heappush(edges[part], (far, other))

    turns = [(1, part) for part in range(len(starts))]
    for part, start in enumerate(starts):
        reach(part, start)
    while turns:
        size, part = heapq.heappop(turns)
        while edges[part] and edges[part][0][1] in taken:
            heapq.heappop(edges[part])
        if not edges[part]:
            continue
        _far, cell = heapq.heappop(edges[part])
        taken.add(cell)
        parts[part].add(cell)
        reach(part, cell)
        heapq.heappush(turns, (size + 1, part))
    return [frozenset(part) for part in parts]


def distance(a: Point, b: Point) -> float:
    """How far apart two places are, in degrees of latitude."""
    return math.hypot((a[0] - b[0]) * _STRETCH, a[1] - b[1])


def _mean(points: Sequence[Point]) -> Point:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _listed(coordinates: Any) -> Any:
    """Coordinates as lists, as JSON has them, rounded again."""
    if isinstance(coordinates, float):
        return round(coordinates, DECIMALS)
    return [_listed(each) for each in coordinates]
