"""Who is told that a concern is to be checked, was opened again, or is late; never whom it is about."""

from datetime import timedelta

from tests.cast import NOON, SINCE, World
from tests.concerns.steps import concern
from tests.notices.steps import told
from yixian.concerns import actions
from yixian.notices import actions as notices
from yixian.people.enums import Role
from yixian.people.models import Post

LONG_AFTER = NOON + timedelta(days=40)


def test_superiors_are_told_of_a_closing_and_the_hearer_of_its_opening_again(world: World) -> None:
    found = concern(world)
    actions.close(by=world.actor("grid"), at=NOON, uid=found.uid, reason="不归我们管。")
    notices.tell(NOON)
    assert told(world, "secretary") == ["concerns.to_check"]
    assert told(world, "mediator") == []
    assert told(world, "station") == ["concerns.to_check"]
    actions.check(by=world.actor("secretary"), at=NOON, uid=found.uid, agrees=False, remark="请转水务。")
    notices.tell(NOON)
    assert told(world, "grid") == ["concerns.reopened"]


def test_whoever_heard_it_is_told_when_it_is_late(world: World) -> None:
    concern(world)
    notices.remind(LONG_AFTER)
    assert told(world, "grid") == ["concerns.late"]


def test_whom_it_is_about_hears_nothing(world: World) -> None:
    found = concern(world, "reserve", about_units=[world.village])
    actions.close(by=world.actor("station"), at=NOON, uid=found.uid, reason="已查清。")
    notices.tell(NOON)
    notices.remind(LONG_AFTER)
    assert told(world, "secretary") == told(world, "grid") == []


def test_what_is_about_the_office_of_its_hearer_is_brought_to_its_end_by_the_one_above(world: World) -> None:
    found = concern(world, "grid", about_units=[world.village])
    assert found.in_charge is None
    notices.tell(NOON)
    assert told(world, "station") == ["concerns.entrusted"]
    notices.remind(LONG_AFTER)
    assert told(world, "station") == ["concerns.entrusted", "concerns.late"]
    assert told(world, "grid") == told(world, "secretary") == []
    actions.answer(by=world.actor("station"), at=NOON, uid=found.uid, answer="已当面答复来说的人。")


def test_whoever_comes_to_the_office_that_it_is_about_is_reminded_of_it_no_more(world: World) -> None:
    concern(world, "reserve", about_units=[world.station])
    Post.objects.create(
        person=world.people["reserve"], unit=world.station, role=Role.STATION_OFFICER, since=SINCE
    )
    notices.remind(LONG_AFTER)
    assert told(world, "reserve") == told(world, "station") == []
    assert told(world, "centre") == ["concerns.late"]


def test_what_a_unit_had_closed_goes_back_to_that_unit(world: World) -> None:
    found = concern(world, "grid", about_units=[world.village])
    actions.close(by=world.actor("station"), at=NOON, uid=found.uid, reason="已查清。")
    actions.check(by=world.actor("chief"), at=NOON, uid=found.uid, agrees=False, remark="请再核。")
    notices.tell(NOON)
    assert "concerns.reopened" in told(world, "station")
