"""Who is told that a concern is to be checked, was opened again, or is late; never whom it is about."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON, SINCE, World
from tests.concerns.steps import concern
from tests.notices.steps import told
from yixian.concerns import actions
from yixian.concerns.notices import _late
from yixian.notices import actions as notices
from yixian.people.enums import Role
from yixian.people.models import Person, Post, Substitution

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


def leaves(world: World, who: str) -> None:
    Post.objects.filter(person=world.people[who]).update(until=NOON.date() + timedelta(days=1))


def is_locked(world: World, who: str) -> None:
    Person.objects.filter(pk=world.people[who].pk).update(is_active=False)


@pytest.mark.parametrize("gone", [leaves, is_locked])
@pytest.mark.parametrize(
    ("who", "others", "told_now"),
    [
        ("grid", (), ("secretary", "mediator")),
        ("reserve", (), ("secretary", "mediator")),
        ("secretary", ("mediator",), ("station",)),
        ("secretary", ("mediator", "station"), ("leader", "centre")),
        ("department", (), ("leader", "centre")),
        ("department", ("leader", "centre"), ("chief",)),
    ],
)
def test_what_somebody_heard_who_serves_no_more_is_told_at_the_nearest_office_that_has_anybody(
    world: World,
    gone: Callable[[World, str], None],
    who: str,
    others: tuple[str, ...],
    told_now: tuple[str, ...],
) -> None:
    concern(world, who)
    for each in (who, *others):
        gone(world, each)
    notices.remind(LONG_AFTER)
    assert {each for each in world.people if told(world, each)} == set(told_now)


def test_whoever_stands_in_at_the_office_is_told(world: World) -> None:
    concern(world, "reserve")
    for each in ("reserve", "mediator", "secretary"):
        is_locked(world, each)
    Substitution.objects.create(
        post=Post.objects.get(person=world.people["secretary"]),
        person=world.people["lawyer"],
        since=SINCE,
        until=LONG_AFTER.date() + timedelta(days=9),
    )
    notices.remind(LONG_AFTER)
    assert told(world, "lawyer") == ["concerns.late"]
    assert told(world, "station") == []


def test_whoever_it_is_about_is_not_taken_for_somebody_who_could_be_told(world: World) -> None:
    concern(world, "reserve", about_units=[world.station])
    for each in ("reserve", "leader", "centre"):
        is_locked(world, each)
    Post.objects.create(
        person=world.people["station"], unit=world.banner, role=Role.BANNER_LEADER, since=SINCE
    )
    notices.remind(LONG_AFTER)
    assert {each for each in world.people if told(world, each)} == {"chief"}


def test_what_is_passed_to_an_office_without_anybody_is_told_above_it(world: World) -> None:
    found = concern(world, "reserve")
    for each in ("secretary", "mediator"):
        is_locked(world, each)
    actions.pass_on(by=world.actor("reserve"), at=NOON, uid=found.uid, unit=world.village)
    notices.tell(NOON)
    assert told(world, "station") == ["concerns.passed"]


def test_what_is_passed_to_somebody_who_was_locked_meanwhile_is_told_to_the_office(world: World) -> None:
    found = concern(world, "reserve")
    heir = world.people["grid"]
    actions.pass_on(by=world.actor("reserve"), at=NOON, uid=found.uid, unit=world.grid, to=heir)
    is_locked(world, "grid")
    notices.tell(NOON)
    assert told(world, "grid") == []
    assert told(world, "secretary") == ["concerns.passed"]


def test_what_is_opened_again_is_told_to_the_office_where_its_hearer_has_left(world: World) -> None:
    found = concern(world)
    actions.close(by=world.actor("grid"), at=NOON, uid=found.uid, reason="不归我们管。")
    is_locked(world, "grid")
    actions.check(by=world.actor("station"), at=NOON, uid=found.uid, agrees=False, remark="请转水务。")
    notices.tell(NOON)
    assert "concerns.reopened" in told(world, "secretary")


def test_what_nobody_near_may_check_is_checked_further_up(world: World) -> None:
    found = concern(world)
    actions.close(by=world.actor("grid"), at=NOON, uid=found.uid, reason="不归我们管。")
    for each in ("secretary", "station"):
        is_locked(world, each)
    notices.tell(NOON)
    assert {each for each in world.people if told(world, each)} == {"leader", "centre"}
    notices.remind(LONG_AFTER)
    assert told(world, "leader") == ["concerns.to_check", "concerns.late"]


def test_looking_for_what_is_late_costs_the_same_however_much_there_is(
    world: World, django_assert_num_queries: Any
) -> None:
    def hear(who: str, **changes: Any) -> None:
        concern(world, who, **changes)
        closed = concern(world, who, **changes)
        by = world.actor("chief" if closed.with_unit else who)
        actions.close(by=by, at=NOON, uid=closed.uid, reason="重复。")

    hear("grid")
    with CaptureQueriesContext(connection) as few:
        before = len(list(_late(LONG_AFTER)))
    for who in ("grid", "secretary", "reserve", "station", "department", "stranger", "mediator"):
        hear(who)
        hear(who, about_units=[world.bare_village])
    with django_assert_num_queries(len(few)):
        assert len(list(_late(LONG_AFTER))) == before + 28
