"""Two clocks that nothing but a stop, a resumption, an extension or a calendar can move."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cast import NOON, World
from tests.matters.steps import climb, dispute, go, raiser_goes
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.matters import actions
from yixian.matters.actions import Refused
from yixian.matters.enums import Ground, State
from yixian.matters.events import ESCALATED
from yixian.matters.models import Matter
from yixian.rulebook.enums import TermUnit

LATER = NOON + timedelta(days=400)


def again(matter: Matter) -> Matter:
    return Matter.objects.get(pk=matter.pk)


def dues(matter: Matter) -> tuple[datetime | None, datetime | None]:
    fresh = again(matter)
    return fresh.step_due_at, fresh.legal_due_at


def paused(world: World, matter: Matter, at: datetime = NOON) -> Matter:
    return actions.pause(
        by=world.actor("mediator"),
        at=at,
        uid=matter.uid,
        seen=again(matter).version,
        ground=Ground.APPRAISAL,
        reason="等草原站测量界线",
    )


def test_both_clocks_run_from_acceptance(world: World) -> None:
    matter = dispute(world)
    assert matter.step_due_at
    assert not matter.legal_due_at
    matter = go(world, matter, "grid", "accept")
    assert matter.step_due_at
    assert matter.legal_due_at
    assert matter.due_at == min(matter.step_due_at, matter.legal_due_at)


def test_nothing_else_moves_them(world: World) -> None:
    matter = go(world, dispute(world), "grid", "accept")
    before, later, chief = dues(matter), NOON + timedelta(days=1), world.actor("secretary")
    actions.note(by=chief, at=later, uid=matter.uid, text="去过一次")
    actions.reply(by=chief, at=later, uid=matter.uid, text="正在办")
    seen = again(matter).version
    actions.assign(by=chief, at=later, uid=matter.uid, seen=seen, person=world.people["mediator"])
    actions.head(by=chief, at=later, uid=matter.uid, seen=seen + 1, headline="围栏", category="0202")
    actions.assign(by=chief, at=later, uid=matter.uid, seen=seen + 2, person=None)
    assert dues(matter) == before


def test_going_up_starts_a_step_clock_but_never_the_legal_one(world: World) -> None:
    matter = go(world, dispute(world), "grid", "accept")
    _, legal = dues(matter)
    matter = go(world, matter, "mediator", "climb_room", at=NOON + timedelta(days=3))
    assert dues(matter)[1] == legal


def test_a_stopped_clock_has_no_due_time_and_gets_its_days_back(world: World) -> None:
    matter = go(world, dispute(world), "grid", "accept")
    step, legal = dues(matter)
    assert step
    assert legal
    paused(world, matter, NOON + timedelta(days=1))
    assert dues(matter) == (None, None)
    actions.resume(
        by=world.actor("mediator"), at=NOON + timedelta(days=8), uid=matter.uid, seen=again(matter).version
    )
    later = [due for due in dues(matter) if due]
    assert [due > before for due, before in zip(later, (step, legal), strict=True)] == [True, True]


def test_moving_on_lets_a_stopped_legal_clock_run(world: World) -> None:
    matter = go(world, dispute(world), "grid", "accept")
    paused(world, matter)
    matter = go(world, matter, "mediator", "climb_room", at=NOON + timedelta(days=2))
    assert all(dues(matter))


def test_an_extension_needs_the_right_officer_and_a_reason(world: World) -> None:
    matter = climb(world, dispute(world), "station")
    wish: dict[str, Any] = {
        "at": NOON,
        "uid": matter.uid,
        "seen": matter.version,
        "clock": "legal",
        "value": 30,
    }
    wish |= {"unit": TermUnit.DAYS, "ground": Ground.COMPLEX}
    with pytest.raises(Denied):
        actions.extend(by=world.actor("secretary"), reason="x", **wish)
    with pytest.raises(Refused):
        actions.extend(by=world.actor("station"), reason=" ", **wish)
    before = dues(matter)
    actions.extend(by=world.actor("station"), reason="需等仲裁", **wish)
    after = dues(matter)
    assert after[0] == before[0]
    assert before[1]
    assert after[1]
    assert after[1] > before[1]


def test_a_late_step_is_told_upwards_tier_by_tier_assigned_or_not(world: World) -> None:
    matter = go(world, dispute(world), "grid", "accept")
    assert matter.step_due_at
    assert actions.wake(matter.step_due_at - timedelta(seconds=1)) == 0
    assert actions.wake(matter.step_due_at) == 1
    assert again(matter).step_due_at == matter.step_due_at
    assert actions.wake(matter.step_due_at) == 0
    actions.wake(LATER)
    actions.wake(LATER + timedelta(days=30))
    told = [
        event.body["to"]
        for event in Event.objects.filter(stream=matter.stream, kind=ESCALATED.key).order_by("seq")
    ]
    assert told[:3] == [world.station.pk, world.centre.pk, world.banner.pk]
    assert again(matter).holder == world.room


def test_silence_at_the_review_closes_it_and_is_no_consent(world: World) -> None:
    matter = go(world, climb(world, dispute(world), "station"), "station", "agree")
    assert actions.wake(LATER) >= 1
    matter = again(matter)
    assert (matter.step, matter.facts["review"]) == ("closed", "silent")


def test_an_answered_matter_has_no_legal_clock_running(world: World) -> None:
    matter = go(world, climb(world, dispute(world), "station"), "station", "agree")
    assert matter.legal_due_at is None
    kept = matter.legal_clock
    matter = raiser_goes(matter, "not_content", reason="没办")
    assert matter.legal_clock == kept
    assert matter.legal_due_at is not None
    assert matter.state == State.WORK
