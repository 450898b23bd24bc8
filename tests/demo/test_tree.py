"""The tree has the numbers of the year 2013, and its land fits without a gap."""

from collections import Counter
from random import Random

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from yixian.demo import build, land
from yixian.demo.staff import SPECIALISED, appoint
from yixian.demo.tree import BANNER, Tree, plant
from yixian.people.enums import GRID_STAFF, Role
from yixian.places import rules
from yixian.places.enums import UnitKind
from yixian.places.queries import GridIndex

NUMBERS = {
    UnitKind.BANNER: 1,
    UnitKind.TOWN: 4,
    UnitKind.VILLAGE: 68,
    UnitKind.COMMUNITY: 16,
    UnitKind.GRID1: 4,
    UnitKind.GRID2: 84,
    UnitKind.GRID3: 348,
    UnitKind.DEPARTMENT: 105,
    UnitKind.DEPARTMENT_STATION: 35,
    UnitKind.ROOM: 66,
    UnitKind.ASSEMBLY: 84,
    UnitKind.STATION: 4,
    UnitKind.TOWN_MEETING: 4,
    UnitKind.RECEPTION_CENTRE: 1,
    UnitKind.BANNER_MEETING: 1,
    UnitKind.JUDICIAL_OFFICE: 4,
    UnitKind.MEDIATION_COMMITTEE: 4,
    UnitKind.JOINT_OFFICE: 11,
    **dict.fromkeys(SPECIALISED, 1),
}


@pytest.fixture(scope="module")
def tree() -> Tree:
    return build.tree()


def test_it_has_as_many_units_of_each_kind_as_the_report_says(tree: Tree) -> None:
    assert Counter(unit.kind for unit in tree.units) == NUMBERS


def test_the_posts_are_as_many_as_the_report_says(tree: Tree) -> None:
    posts = Counter(post.role for post in appoint(build.stream("staff"), tree))
    assert sum(posts[role] for role in GRID_STAFF) == 765
    assert posts[Role.GRID_HEAD] == posts[Role.RESERVE_CADRE] == 84
    assert posts[Role.BANNER_LEADER] == 45
    assert posts[Role.DEPARTMENT_OFFICER] == 105


def test_every_grid_has_somebody_and_most_have_several(tree: Tree) -> None:
    workers = Counter(p.unit for p in appoint(build.stream("staff"), tree) if p.role == Role.GRID_WORKER)
    assert set(workers) == {unit.uid for unit in tree.of_kind(UnitKind.GRID3)}
    assert max(workers.values()) > 2


def test_nobody_and_nothing_shares_a_name(tree: Tree) -> None:
    people = appoint(build.stream("staff"), tree)
    assert len({p.name for p in people}) == len({p.username for p in people}) == len(people)
    assert len({unit.name for unit in tree.units}) == len(tree.units)


def test_the_same_seed_gives_the_same_banner_to_the_byte(tree: Tree) -> None:
    assert build.digest(plant(build.stream("tree"))) == build.digest(tree)
    assert build.digest(plant(Random(1))) != build.digest(tree)


def test_codes_are_right_and_usual(tree: Tree) -> None:
    codes = {unit.uid: unit.code for unit in tree.units}
    for unit in tree.units:
        above = codes[unit.above] if unit.above else ""
        assert rules.code_fault(unit.kind, unit.code, above) is None
        assert rules.code_doubt(unit.kind, unit.code) is None


def outlines(tree: Tree, kind: UnitKind) -> list[BaseGeometry]:
    return [shape(dict(unit.boundary or {})) for unit in tree.of_kind(kind)]


@pytest.mark.parametrize("kind", [UnitKind.GRID3, UnitKind.TOWN])
def test_the_land_is_tiled_without_gap_or_overlap(tree: Tree, kind: UnitKind) -> None:
    (whole,) = outlines(tree, UnitKind.BANNER)
    parts = outlines(tree, kind)
    assert all(part.is_valid for part in parts)
    assert shapely.coverage_is_valid(parts)
    assert shapely.coverage_union_all(parts).equals(whole)
    assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=1e-9)


def test_each_village_is_the_sum_of_its_grids(tree: Tree) -> None:
    drawn = {unit.uid: shape(dict(unit.boundary)) for unit in tree.units if unit.boundary}
    for village in tree.villages:
        grids = shapely.coverage_union_all([drawn[grid.uid] for grid in village.grids])
        assert grids.equals(drawn[village.uid])


def test_the_banner_lies_where_it_does(tree: Tree) -> None:
    (whole,) = outlines(tree, UnitKind.BANNER)
    west, south, east, north = whole.bounds
    assert 106.4 < west < east < 108.6
    assert 37.6 < south < north < 39.0
    assert tree.units[0].uid == BANNER


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_point_in_a_grid_finds_that_grid(seed: int) -> None:
    tree, rng = build.tree(), Random(seed)
    village = rng.choice(tree.villages)
    grid = rng.choice(village.grids)
    assert INDEX.find(*land.spot(rng, tree.land, grid.cells)) == ORDER[grid.uid]


ORDER = {unit.uid: n for n, unit in enumerate(build.tree().of_kind(UnitKind.GRID3))}
INDEX = GridIndex([(ORDER[u.uid], dict(u.boundary or {})) for u in build.tree().of_kind(UnitKind.GRID3)])
