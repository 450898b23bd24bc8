"""The tree is read in few statements, and a point finds its grid."""

from datetime import UTC, date, datetime
from typing import Any
from unittest.mock import ANY

import pytest
from pytest_django import DjangoAssertNumQueries

from yixian.kernel import banner
from yixian.places import actions, queries
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.core]
AT = datetime(2013, 1, 1, tzinfo=UTC)
DAY, LATER = date(2013, 1, 1), date(2014, 1, 1)


def unit(kind: UnitKind, name: str, parent: Unit | None = None, **more: Any) -> Unit:
    return actions.found(by=None, at=AT, kind=kind, name=name, parent=parent, since=DAY, **more)


def square(lon: float) -> dict[str, Any]:
    ring = [[lon, 38], [lon + 1, 38], [lon + 1, 39], [lon, 39], [lon, 38]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def tree() -> dict[str, Unit]:
    top = unit(UnitKind.BANNER, "旗", code="150623000000")
    town = unit(UnitKind.TOWN, "南镇", top, code="150623100000")
    village = unit(UnitKind.VILLAGE, "泉水嘎查", town, code="150623100200")
    second = unit(UnitKind.GRID2, "泉水二级网格", village)
    west = unit(UnitKind.GRID3, "西网格", second, boundary=square(106))
    east = unit(UnitKind.GRID3, "东网格", second, boundary=square(107))
    return {"banner": top, "town": town, "village": village, "second": second, "west": west, "east": east}


def test_a_point_finds_its_grid(tree: dict[str, Unit]) -> None:
    assert queries.grid_of(106.5, 38.5, DAY) == tree["west"]
    assert queries.grid_of(107.5, 38.5, DAY) == tree["east"]
    assert queries.grid_of(110.0, 38.5, DAY) is None
    assert queries.grid_of(106.5, 38.5, date(2012, 1, 1)) is None


def test_a_point_on_a_border_belongs_to_one_grid_only(tree: dict[str, Unit]) -> None:
    assert queries.grid_of(107.0, 38.5, DAY) == tree["west"]


def test_the_index_is_kept_until_a_grid_changes(
    tree: dict[str, Unit], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = queries.grid_index(DAY)
    with django_assert_num_queries(1):
        assert queries.grid_index(DAY) is first
    actions.draw(by=None, at=AT, unit=tree["west"], boundary=square(109))
    assert queries.grid_of(106.5, 38.5, DAY) is None
    assert queries.grid_of(109.5, 38.5, DAY) == tree["west"]


def test_banners_do_not_share_an_index(tree: dict[str, Unit]) -> None:
    first = queries.grid_index(DAY)
    with banner.use("150624"):
        assert not [key for key in queries._indexes if key[0] == banner.current()]
    assert queries.grid_index(DAY) is first


def test_a_subtree_serves_as_a_subquery(
    tree: dict[str, Unit], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        found = Unit.objects.filter(id__in=queries.subtree_ids([tree["village"].pk]))
        assert {u.name for u in found} == {"泉水嘎查", "泉水二级网格", "西网格", "东网格"}


def test_children_come_with_how_many_stand_below_them(
    tree: dict[str, Unit], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    unit(UnitKind.ROOM, "泉水室", tree["village"])
    with django_assert_num_queries(1):
        found = {child.unit.name: child.below for child in queries.children(tree["village"], DAY)}
    assert found == {"泉水二级网格": 2, "泉水室": 0}


def test_search_finds_by_part_of_a_name_and_by_code(tree: dict[str, Unit]) -> None:
    assert queries.search_units("泉水", DAY)[0] == tree["village"]
    assert [u.name for u in queries.search_units("1506231002", DAY)] == ["泉水嘎查"]
    assert queries.search_units("没有", DAY) == []
    assert queries.search_units(" ", DAY) == []
    assert queries.search_units("%", DAY) == []


def test_the_picker_leads_from_town_to_village_to_grid(
    tree: dict[str, Unit], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        (town,) = queries.picker(DAY)
    (village,) = town.below
    assert (town.name, village.name) == ("南镇", "泉水嘎查")
    assert village.below == [queries.Pick(ANY, "西网格", "grid3"), queries.Pick(ANY, "东网格", "grid3")]


def test_names_are_those_of_the_day(tree: dict[str, Unit]) -> None:
    village = tree["village"]
    actions.rename(by=None, at=AT, unit=village, name="清泉嘎查", on=LATER)
    assert queries.names_on([village.pk], DAY) == {village.pk: "泉水嘎查"}
    assert queries.names_on([village.pk], LATER) == {village.pk: "清泉嘎查"}
