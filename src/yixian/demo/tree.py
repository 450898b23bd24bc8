"""The tree of the demonstration: its units, in the numbers of the year 2013, and the land they stand on.

Everything follows from the generator that is passed in; the ids too, so that two banners are alike to the byte.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID, uuid5

from yixian.demo import land
from yixian.demo.land import Land, Point
from yixian.demo.words import data, village_names
from yixian.places.actions import NewUnit
from yixian.places.enums import UnitKind

NAMESPACE = UUID("0b6f2f0e-6d1c-5a51-9f5e-150623000000")
SINCE = date(2010, 1, 1)
BANNER_NAME, BANNER_CODE = "鄂托克前旗", "150623000000"
TOWNS: tuple[tuple[str, str, Point], ...] = (
    ("敖勒召其镇", "150623100000", (107.48, 38.18)),
    ("上海庙镇", "150623101000", (106.83, 38.25)),
    ("城川镇", "150623102000", (108.28, 37.82)),
    ("昂素镇", "150623103000", (107.85, 38.45)),
)
"""Public names and codes, and roughly where each stands."""
COMMUNITIES_A_TOWN = 4
VILLAGES_OF_TOWNS = (17, 16, 18, 17)
PLAIN_VILLAGES = 18
GRIDS = 348
WITHOUT_ROOM = 18
JOINT_OF_TOWNS = (3, 3, 3, 2)
"""So many communities of each town, those first in it, have villages joined to them."""


@dataclass(frozen=True)
class Grid:
    """A third-level grid and the cells of land that it covers."""

    uid: UUID
    name: str
    cells: tuple[int, ...]


@dataclass(frozen=True)
class Village:
    """A village or community with its grids; `room` and `assembly` are its bodies, `room` None where it has none."""

    uid: UUID
    name: str
    kind: UnitKind
    town: int
    code: str
    room: UUID | None
    assembly: UUID
    grids: tuple[Grid, ...]


@dataclass(frozen=True)
class Tree:
    """All units, each after the one above it, and how they belong together."""

    land: Land
    units: tuple[NewUnit, ...]
    villages: tuple[Village, ...]

    def of_kind(self, kind: UnitKind) -> list[NewUnit]:
        """Return the units of a kind, in order."""
        return [unit for unit in self.units if unit.kind == kind]

    @property
    def outlying(self) -> list[Village]:
        """The villages without a mass-work room."""
        return [village for village in self.villages if village.room is None]

    def joined(self) -> list[tuple[Village, tuple[Village, ...]]]:
        """Each joint community with the villages joined to it: the nearest, in even shares within a town."""
        return [each for town in range(len(TOWNS)) for each in _shared_out(self.land, self.villages, town)]


def uid(*path: object) -> UUID:
    """Return the id of what is called by this path, the same in every demonstration."""
    return uuid5(NAMESPACE, "/".join(map(str, path)))


BANNER = uid("banner")


def plant(rng: Random) -> Tree:
    """Lay out the land and return the tree that stands on it."""
    plain = land.survey(rng, [centre for _name, _code, centre in TOWNS])
    towns = land.divide(rng, plain, range(len(plain.sites)), [centre for _name, _code, centre in TOWNS])
    villages = _villages(rng, plain, towns)
    units = [
        _unit(BANNER, UnitKind.BANNER, BANNER_NAME, None, BANNER_CODE, (plain, range(len(plain.sites)))),
        *_offices(),
        *(unit for n, cells in enumerate(towns) for unit in _town(n, plain, cells)),
        *(unit for village in villages for unit in _village(plain, village)),
        *(_joint_office(village) for town in range(len(TOWNS)) for village in _joint(villages, town)),
    ]
    return Tree(land=plain, units=tuple(units), villages=tuple(villages))


def _villages(rng: Random, plain: Land, towns: Sequence[frozenset[int]]) -> list[Village]:
    names = iter(village_names(rng, sum(VILLAGES_OF_TOWNS) - PLAIN_VILLAGES, PLAIN_VILLAGES))
    parts: list[tuple[int, frozenset[int]]] = []
    for town, cells in enumerate(towns):
        pieces = land.divide(rng, plain, cells, VILLAGES_OF_TOWNS[town] + COMMUNITIES_A_TOWN)
        centre = TOWNS[town][2]
        pieces.sort(key=lambda piece: min(land.distance(plain.sites[cell], centre) for cell in piece))
        parts += [(town, piece) for piece in pieces]
    shares = _shares(rng, [len(piece) for _town, piece in parts])
    outlying = set(rng.sample([n for n, (_t, _p) in enumerate(parts) if not _urban(parts, n)], WITHOUT_ROOM))
    made = []
    for number, (town, piece) in enumerate(parts):
        nth = sum(1 for other, _piece in parts[:number] if other == town)
        urban = nth < COMMUNITIES_A_TOWN
        name = f"{data('names')['villages']['communities'][town][nth]}社区" if urban else next(names)
        code = TOWNS[town][1][:9] + f"{nth + 1 if urban else 200 + nth - COMMUNITIES_A_TOWN:03d}"
        made.append(
            Village(
                uid=uid("village", code),
                name=name,
                kind=UnitKind.COMMUNITY if urban else UnitKind.VILLAGE,
                town=town,
                code=code,
                room=None if number in outlying else uid("room", code),
                assembly=uid("assembly", code),
                grids=_grids(rng, plain, piece, shares[number], name, code),
            )
        )
    return made


def _urban(parts: Sequence[tuple[int, frozenset[int]]], number: int) -> bool:
    town = parts[number][0]
    return sum(1 for other, _piece in parts[:number] if other == town) < COMMUNITIES_A_TOWN


def _shares(rng: Random, sizes: Sequence[int]) -> list[int]:
    """How many grids each village has: three, and what is left dealt out, six at most, more to larger ones."""
    shares = [3] * len(sizes)
    while sum(shares) < GRIDS:
        (chosen,) = rng.choices(
            range(len(sizes)), [size / share**2 for size, share in zip(sizes, shares, strict=True)]
        )
        if shares[chosen] < min(6, sizes[chosen] // 3):
            shares[chosen] += 1
    return shares


def _grids(
    rng: Random, plain: Land, piece: frozenset[int], count: int, name: str, code: str
) -> tuple[Grid, ...]:
    words = data("names")["bodies"]
    return tuple(
        Grid(
            uid=uid("grid3", code, n),
            name=name + words["grid"].format(number=words["numbers"][n]),
            cells=tuple(sorted(cells)),
        )
        for n, cells in enumerate(land.divide(rng, plain, piece, count))
    )


def _offices() -> Iterator[NewUnit]:
    words, kinds = data("names")["bodies"], data("departments")
    yield _unit(uid("centre"), UnitKind.RECEPTION_CENTRE, f"旗{words['reception_centre']}", BANNER)
    yield _unit(uid("meeting"), UnitKind.BANNER_MEETING, words["banner_meeting"], BANNER)
    for kind, name in data("names")["specialised"].items():
        yield _unit(uid(kind), UnitKind(kind), name, BANNER)
    for name in (*kinds["with_station"], *kinds["others"]):
        yield _unit(uid("department", name), UnitKind.DEPARTMENT, name, BANNER)
    for name in kinds["with_station"]:
        title = f"{name}{words['station']}"
        yield _unit(
            uid("department-station", name), UnitKind.DEPARTMENT_STATION, title, uid("department", name)
        )


def _town(number: int, plain: Land, cells: frozenset[int]) -> Iterator[NewUnit]:
    words, (name, code, _centre) = data("names")["bodies"], TOWNS[number]
    own = uid("town", code)
    yield _unit(own, UnitKind.TOWN, name, BANNER, code, (plain, cells))
    yield _unit(uid("station", code), UnitKind.STATION, name + words["station"], own)
    yield _unit(uid("town-meeting", code), UnitKind.TOWN_MEETING, name + words["town_meeting"], own)
    for kind in (UnitKind.JUDICIAL_OFFICE, UnitKind.MEDIATION_COMMITTEE):
        yield _unit(uid(kind, code), kind, name + words[kind.value], own)
    yield _unit(uid("grid1", code), UnitKind.GRID1, name + words["first_grid"], own)


def _village(plain: Land, village: Village) -> Iterator[NewUnit]:
    words, name = data("names")["bodies"], village.name
    cells = [cell for grid in village.grids for cell in grid.cells]
    above = uid("town", TOWNS[village.town][1])
    yield _unit(village.uid, village.kind, name, above, village.code, (plain, cells))
    if village.room is not None:
        yield _unit(village.room, UnitKind.ROOM, name + words["room"], village.uid)
    heard = words["assembly" if village.kind == UnitKind.VILLAGE else "residents_assembly"]
    yield _unit(village.assembly, UnitKind.ASSEMBLY, name + heard, village.uid)
    second = uid("grid2", village.code)
    yield _unit(second, UnitKind.GRID2, name + words["second_grid"], village.uid)
    for grid in village.grids:
        yield _unit(grid.uid, UnitKind.GRID3, grid.name, second, "", (plain, grid.cells))


def _joint(villages: Sequence[Village], town: int) -> list[Village]:
    """The communities of a town that have villages joined to them."""
    urban = [each for each in villages if each.town == town and each.kind == UnitKind.COMMUNITY]
    return urban[: JOINT_OF_TOWNS[town]]


def _joint_office(community: Village) -> NewUnit:
    name = community.name + data("names")["bodies"]["joint_office"]
    return _unit(uid("joint-office", community.code), UnitKind.JOINT_OFFICE, name, community.uid)


def _shared_out(
    plain: Land, villages: Sequence[Village], town: int
) -> Iterator[tuple[Village, tuple[Village, ...]]]:
    """The villages of a town dealt out to its joint communities: each to the nearest that is not full."""
    places = {each.uid: _centre(plain, each) for each in villages if each.town == town}
    joint = _joint(villages, town)
    rural = [each for each in villages if each.town == town and each.kind == UnitKind.VILLAGE]
    most = -(-len(rural) // len(joint))
    near = sorted(
        (land.distance(places[village.uid], places[each.uid]), village.code, each.code)
        for village in rural
        for each in joint
    )
    chosen: dict[str, str] = {}
    for _far, village, community in near:
        if village not in chosen and list(chosen.values()).count(community) < most:
            chosen[village] = community
    for each in joint:
        yield each, tuple(village for village in rural if chosen[village.code] == each.code)


def _centre(plain: Land, village: Village) -> Point:
    sites = [plain.sites[cell] for grid in village.grids for cell in grid.cells]
    return sum(x for x, _y in sites) / len(sites), sum(y for _x, y in sites) / len(sites)


def _unit(
    own: UUID,
    kind: UnitKind,
    name: str,
    above: UUID | None,
    code: str = "",
    ground: tuple[Land, Sequence[int] | range | frozenset[int]] | None = None,
) -> NewUnit:
    boundary = None if ground is None else land.outline(*ground)
    return NewUnit(uid=own, kind=kind, name=name, since=SINCE, above=above, code=code, boundary=boundary)
