"""The tree changes with dates and forgets nothing."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from yixian.audit.models import Event
from yixian.audit.record import broken_links
from yixian.audit.verify import verify_all
from yixian.places import actions, queries
from yixian.places.enums import ChangeKind, UnitKind
from yixian.places.models import Span, Succession, Unit
from yixian.places.queries import surroundings
from yixian.procedures.enums import Tier
from yixian.procedures.language import Holder

pytestmark = [pytest.mark.django_db, pytest.mark.core]
AT = datetime(2013, 1, 1, tzinfo=UTC)
DAY = date(2013, 1, 1)
LATER = date(2014, 1, 1)
SQUARE = {"type": "Polygon", "coordinates": [[[107, 38], [108, 38], [108, 39], [107, 39], [107, 38]]]}


def unit(kind: UnitKind, name: str, parent: Unit | None = None) -> Unit:
    return actions.found(by=None, at=AT, kind=kind, name=name, parent=parent, since=DAY)


@pytest.fixture
def village() -> Unit:
    banner = unit(UnitKind.BANNER, "旗")
    town = unit(UnitKind.TOWN, "镇", banner)
    unit(UnitKind.STATION, "镇站", town)
    unit(UnitKind.RECEPTION_CENTRE, "中心", banner)
    return unit(UnitKind.VILLAGE, "嘎查", town)


def test_a_rename_keeps_the_old_name_with_its_days(village: Unit) -> None:
    actions.rename(by=None, at=AT, unit=village, name="新嘎查", on=date(2014, 1, 1))
    spans = list(Span.objects.filter(unit=village).values_list("name", "until"))
    assert spans == [("嘎查", date(2014, 1, 1)), ("新嘎查", None)]


def test_a_move_takes_the_subtree_along(village: Unit) -> None:
    grid = unit(UnitKind.GRID3, "网格", village)
    banner = Unit.objects.get(kind=UnitKind.BANNER)
    other = unit(UnitKind.TOWN, "另一镇", banner)
    actions.move(by=None, at=AT, unit=village, parent=other, on=date(2014, 1, 1))
    grid.refresh_from_db()
    assert grid.lineage == [banner.pk, other.pk, village.pk, grid.pk]


def test_a_unit_cannot_be_moved_below_itself(village: Unit) -> None:
    grid = unit(UnitKind.GRID3, "网格", village)
    with pytest.raises(actions.TreeRefused):
        actions.move(by=None, at=AT, unit=village, parent=grid, on=date(2014, 1, 1))


def test_a_merger_ends_the_old_and_names_the_new(village: Unit) -> None:
    into = unit(UnitKind.VILLAGE, "大嘎查", village.parent)
    actions.end_into(
        by=None, at=AT, units=[village], into=[into], on=date(2014, 1, 1), kind=ChangeKind.MERGED
    )
    assert not Unit.objects.on(date(2014, 1, 1)).filter(pk=village.pk).exists()
    assert Unit.objects.on(date(2013, 12, 31)).filter(pk=village.pk).exists()
    assert Succession.objects.get().new == into


def test_every_change_stands_in_the_chain(village: Unit) -> None:
    actions.rename(by=None, at=AT, unit=village, name="新嘎查", on=date(2014, 1, 1))
    chain = Event.objects.filter(stream=village.stream).order_by("seq")
    assert [e.kind for e in chain] == ["places.founded", "places.renamed"]
    assert broken_links(list(chain)) == []


def test_a_village_without_a_room_is_its_own_first_step(village: Unit) -> None:
    room = Holder(tier=Tier.VILLAGE, body="room", fallback="village")
    found = surroundings(village, DAY).holder(room)
    assert found == village
    unit(UnitKind.ROOM, "室", village)
    found = surroundings(village, DAY).holder(room)
    assert found is not None
    assert found.kind == UnitKind.ROOM


def test_a_complaint_about_a_village_goes_to_the_station_above_it(village: Unit) -> None:
    unit(UnitKind.ROOM, "室", village)
    above = surroundings(village, DAY).above(Tier.VILLAGE, avoid=[village.pk])
    assert above is not None
    assert above.kind == UnitKind.STATION


def test_a_split_names_all_that_came_of_it(village: Unit) -> None:
    halves = [unit(UnitKind.VILLAGE, name, village.parent) for name in ("东嘎查", "西嘎查")]
    actions.end_into(by=None, at=AT, units=[village], into=halves, on=LATER, kind=ChangeKind.SPLIT)
    third = unit(UnitKind.VILLAGE, "新嘎查", village.parent)
    actions.end_into(
        by=None, at=AT, units=[halves[0]], into=[third], on=date(2015, 1, 1), kind=ChangeKind.MERGED
    )
    assert [u.name for u in queries.successors(village)] == ["西嘎查", "新嘎查"]


def test_what_still_has_units_below_cannot_end(village: Unit) -> None:
    unit(UnitKind.GRID3, "网格", village)
    into = unit(UnitKind.VILLAGE, "大嘎查", village.parent)
    with pytest.raises(actions.TreeRefused, match="嘎查"):
        actions.end_into(by=None, at=AT, units=[village], into=[into], on=LATER, kind=ChangeKind.MERGED)


def test_what_has_ended_changes_no_more(village: Unit) -> None:
    into = unit(UnitKind.VILLAGE, "大嘎查", village.parent)
    actions.end_into(by=None, at=AT, units=[village], into=[into], on=LATER, kind=ChangeKind.MERGED)
    with pytest.raises(actions.TreeRefused):
        actions.rename(by=None, at=AT, unit=village, name="别的", on=date(2015, 1, 1))
    with pytest.raises(actions.TreeRefused):
        unit(UnitKind.GRID3, "网格", Unit.objects.get(pk=village.pk))


def test_a_change_before_the_last_one_is_refused(village: Unit) -> None:
    actions.rename(by=None, at=AT, unit=village, name="新嘎查", on=LATER)
    with pytest.raises(actions.TreeRefused):
        actions.rename(by=None, at=AT, unit=village, name="旧嘎查", on=DAY)


def test_two_changes_on_one_day_leave_one_span(village: Unit) -> None:
    actions.rename(by=None, at=AT, unit=village, name="新嘎查", on=LATER)
    actions.rename(by=None, at=AT, unit=village, name="更新嘎查", on=LATER)
    assert list(village.spans.values_list("name", flat=True)) == ["嘎查", "更新嘎查"]


def test_a_refusal_is_said_in_the_language_of_the_reader(village: Unit) -> None:
    with translation.override("zh-hans"), pytest.raises(actions.TreeRefused, match="自身"):
        actions.move(by=None, at=AT, unit=village, parent=village, on=LATER)


def test_after_all_changes_the_log_is_whole(village: Unit) -> None:
    actions.rename(by=None, at=AT, unit=village, name="新嘎查", on=LATER)
    actions.draw(by=None, at=AT, unit=village, boundary=SQUARE)
    assert verify_all() == []
