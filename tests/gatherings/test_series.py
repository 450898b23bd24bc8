"""A series plans its dates from its rule; single ones are left out or moved; it ends."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.cast import NOON, World
from tests.gatherings.steps import plan_of, series
from yixian.access.actor import Denied
from yixian.gatherings import actions, queries
from yixian.gatherings.enums import Cycle, State
from yixian.gatherings.models import Gathering
from yixian.gatherings.rules import Pattern
from yixian.gatherings.words import rule_text
from yixian.matters.actions import Refused

FRIDAYS = [date(2026, 3, 6) + timedelta(weeks=2 * each) for each in range(5)]


def days(found: list[Gathering]) -> list[date]:
    return [timezone.localdate(each.starts_at) for each in found]


def test_it_plans_up_to_a_number_ahead_and_announces_what_is_public(world: World) -> None:
    one, by = series(world), world.actor("secretary")
    made = actions.fill(by=by, at=NOON, uid=one.uid, count=3)
    assert days(made) == FRIDAYS[:3]
    assert {each.state for each in made} == {State.ANNOUNCED}
    assert actions.fill(by=by, at=NOON, uid=one.uid, count=3) == []
    assert days(actions.fill(by=by, at=NOON, uid=one.uid, count=5)) == FRIDAYS[3:]
    assert days(list(Gathering.objects.open_to_all().order_by("starts_at"))) == FRIDAYS


def test_nobody_else_plans_it(world: World) -> None:
    one = series(world)
    for who in ("stranger", "deputy"):
        with pytest.raises(Denied):
            actions.fill(by=world.actor(who), at=NOON, uid=one.uid, count=3)


def test_a_day_left_out_before_it_is_planned_is_not_planned(world: World) -> None:
    one, by = series(world), world.actor("secretary")
    actions.skip_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[1], reason="清明")
    assert days(actions.fill(by=by, at=NOON, uid=one.uid, count=3)) == [FRIDAYS[0], *FRIDAYS[2:4]]


def test_a_day_left_out_after_it_was_planned_is_cancelled_with_its_reason(world: World) -> None:
    one, by, token = series(world), world.actor("secretary"), uuid4()
    made = actions.fill(by=by, at=NOON, uid=one.uid, count=3)
    for _time in range(2):
        actions.skip_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[1], reason="清明", token=token)
    made[1].refresh_from_db()
    assert (made[1].state, made[1].reason) == (State.CANCELLED, "清明")
    assert days(actions.fill(by=by, at=NOON, uid=one.uid, count=3)) == [FRIDAYS[3]]


def test_a_day_is_moved_whether_it_is_planned_or_not(world: World) -> None:
    one, by = series(world), world.actor("secretary")
    saturday = FRIDAYS[1] + timedelta(days=1)
    actions.move_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[1], to=saturday, reason="周五赶集")
    assert days(list(one.gatherings.all())) == [saturday]
    made = actions.fill(by=by, at=NOON, uid=one.uid, count=2)
    assert days(made) == [FRIDAYS[0]]
    monday = FRIDAYS[0] + timedelta(days=3)
    actions.move_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[0], to=monday, reason="周五开会")
    made[0].refresh_from_db()
    assert days(made) == [monday]
    assert timezone.localtime(made[0].starts_at).hour == 9


def test_a_turn_that_is_moved_is_not_lost_when_its_own_day_has_passed(world: World) -> None:
    one, by, token = series(world), world.actor("secretary"), uuid4()
    monday = FRIDAYS[0] + timedelta(days=3)
    for _time in range(2):
        actions.move_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[0], to=monday, reason="开会", token=token)
    later = NOON + timedelta(days=4)
    assert days(queries.planned_of(one, later)) == [monday]
    assert one.gatherings.get().state == State.ANNOUNCED
    assert days(actions.fill(by=by, at=later, uid=one.uid, count=2)) == [FRIDAYS[1]]
    assert one.gatherings.count() == 2


def test_a_turn_is_not_moved_to_an_hour_that_has_passed(world: World) -> None:
    one, by = series(world), world.actor("secretary")
    assert one.times(NOON.date())[0] < NOON
    with pytest.raises(Refused, match="has passed"):
        actions.move_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[0], to=NOON.date(), reason="开会")


def test_a_turn_that_was_left_out_is_not_moved(world: World) -> None:
    one, by = series(world), world.actor("secretary")
    actions.fill(by=by, at=NOON, uid=one.uid, count=1)
    actions.skip_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[0], reason="清明")
    with pytest.raises(Refused, match="held or cancelled"):
        actions.move_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[0], to=FRIDAYS[1], reason="开会")


@pytest.mark.parametrize("year", [1, 1999, 2101, 9999])
def test_days_lie_in_years_that_can_be_meant(world: World, year: int) -> None:
    far, by = date(year, 12, 31), world.actor("secretary")
    with pytest.raises(Refused, match="2000 to 2100"):
        series(world, since=far)
    given: dict[str, Any] = {"by": by, "at": NOON, "uid": series(world).uid, "reason": "开会"}
    with pytest.raises(Refused, match="2000 to 2100"):
        actions.move_day(**given, day=FRIDAYS[0], to=far)
    with pytest.raises(Refused, match="2000 to 2100"):
        actions.skip_day(**given, day=far)
    with pytest.raises(Refused, match="2000 to 2100"):
        actions.end_series(**given, until=far)


def test_it_ends_at_midnight_whatever_hour_a_turn_was_changed_to(world: World) -> None:
    one, by = series(world), world.actor("secretary")
    first, last = actions.fill(by=by, at=NOON, uid=one.uid, count=2)
    starts = one.times(FRIDAYS[1])[0] - timedelta(hours=2)
    earlier = plan_of(world, starts_at=starts, ends_at=starts + timedelta(hours=1))
    actions.change(by=by, at=NOON, uid=last.uid, plan=earlier)
    actions.end_series(by=by, at=NOON, uid=one.uid, until=FRIDAYS[1], reason="改到每月一次")
    assert list(one.gatherings.ahead()) == [first]
    with pytest.raises(Refused, match="no day of the series"):
        actions.skip_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[1], reason="清明")


def test_what_is_no_day_of_it_cannot_be_left_out(world: World) -> None:
    one, by = series(world), world.actor("secretary")
    with pytest.raises(Refused):
        actions.skip_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[0] + timedelta(days=7), reason="清明")
    with pytest.raises(Refused):
        actions.skip_day(by=by, at=NOON, uid=one.uid, day=FRIDAYS[0], reason=" ")


def test_it_ends_and_what_was_planned_after_that_is_cancelled(world: World) -> None:
    one, by = series(world), world.actor("secretary")
    actions.fill(by=by, at=NOON, uid=one.uid, count=3)
    actions.end_series(by=by, at=NOON, uid=one.uid, until=FRIDAYS[1], reason="改到每月一次")
    states = list(one.gatherings.order_by("starts_at").values_list("state", flat=True))
    assert states == [State.ANNOUNCED, State.CANCELLED, State.CANCELLED]
    one.refresh_from_db()
    assert queries.next_turns(one, NOON, 5) == []
    assert actions.fill(by=by, at=NOON, uid=one.uid, count=5) == []


def test_what_has_begun_on_the_day_of_its_end_is_not_cancelled(world: World) -> None:
    one, by = series(world), world.actor("secretary")
    first, second = actions.fill(by=by, at=NOON, uid=one.uid, count=2)
    noon = first.starts_at + timedelta(hours=3)
    actions.end_series(by=by, at=noon, uid=one.uid, until=FRIDAYS[0], reason="改到每月一次")
    for each in (first, second):
        each.refresh_from_db()
    assert (first.state, second.state) == (State.ANNOUNCED, State.CANCELLED)
    assert actions.hold(by=by, at=noon, uid=first.uid, attended=20).state == State.HELD


def test_its_rule_is_said_in_words() -> None:
    assert rule_text(Pattern(cycle=Cycle.WEEKS, every=2, weekday=4)) == "every 2 weeks on Friday"
    assert rule_text(Pattern(cycle=Cycle.LUNAR, days=(3, 8))) == "on lunar dates that end in 3, 8"
