"""Short words for what the tests do with gatherings."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.cast import NOON, TODAY, World
from yixian.concerns import actions as concerns
from yixian.concerns.actions import Heard
from yixian.concerns.models import Concern
from yixian.gatherings import actions
from yixian.gatherings.actions import Plan, SeriesPlan, Telling
from yixian.gatherings.enums import Cycle, Kind
from yixian.gatherings.models import Gathering, Series, SignUp
from yixian.gatherings.rules import Pattern
from yixian.people.rules import Contact

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
SOON = NOON + 3 * A_DAY
AFTER = SOON + 5 * AN_HOUR


def plan_of(world: World, **more: Any) -> Plan:
    """An open deliberation at the village, organised by it."""
    plan = Plan(
        kind=Kind.DELIBERATION,
        title="人畜饮水怎么分担",
        unit=world.village,
        place=world.village,
        spot="嘎查活动室",
        starts_at=SOON,
        ends_at=SOON + 2 * AN_HOUR,
        agenda=("水费怎么收", "谁看管水井"),
    )
    return replace(plan, **more)


def planned(world: World, who: str = "secretary", at: datetime = NOON, **more: Any) -> Gathering:
    return actions.plan(by=world.actor(who), at=at, uid=uuid4(), plan=plan_of(world, **more))


def announced(world: World, who: str = "secretary", **more: Any) -> Gathering:
    made = planned(world, who, **more)
    return actions.announce(by=world.actor(who), at=NOON, uid=made.uid)


def held(world: World, who: str = "secretary", attended: int = 34, **more: Any) -> Gathering:
    made = announced(world, who, **more)
    return actions.hold(by=world.actor(who), at=AFTER, uid=made.uid, attended=attended)


def asked(world: World, gathering: Gathering, who: str = "secretary", **more: Any) -> Concern:
    """A question raised at a gathering."""
    heard = Heard(
        uid=uuid4(),
        source="gathering",
        source_uid=gathering.uid,
        place=gathering.place,
        words="井水夏天不够用，能不能再打一眼井。",
        headline="夏天井水不够用",
    )
    return concerns.hear(by=world.actor(who), at=AFTER, heard=replace(heard, **more))


def published(world: World, gathering: Gathering, told: list[Telling], at: datetime = AFTER) -> Gathering:
    """The secretary proposes what is to be published, the station publishes it."""
    actions.propose(by=world.actor("secretary"), at=at, uid=gathering.uid, told=told)
    return actions.publish(by=world.actor("station"), at=at, uid=gathering.uid)


def signed(gathering: Gathering, persons: int = 1, uid: UUID | None = None) -> tuple[SignUp, str]:
    """Somebody signs up."""
    return actions.sign_up(
        at=NOON + AN_HOUR,
        uid=gathering.uid,
        sign_up=uid or uuid4(),
        given=Contact(name="乌云其木格", phone="13800001234"),
        persons=persons,
    )


def series_plan(world: World, **more: Any) -> SeriesPlan:
    """Every second Friday in the village."""
    plan = SeriesPlan(
        kind=Kind.DELIBERATION,
        title="双周议事",
        unit=world.village,
        place=world.village,
        pattern=Pattern(cycle=Cycle.WEEKS, every=2, weekday=4),
        starts=time(9),
        lasts=120,
        since=TODAY,
    )
    return replace(plan, **more)


def series(world: World, who: str = "secretary", **more: Any) -> Series:
    """The series begins."""
    plan = series_plan(world, **more)
    return actions.start_series(by=world.actor(who), at=NOON, uid=uuid4(), plan=plan)
