"""Short words for what the tests do with offices and errands."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.cast import NOON, TODAY, World
from yixian.access.actor import PUBLIC
from yixian.matters import actions as matters
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.network import actions
from yixian.network.actions import Description
from yixian.network.enums import Service
from yixian.network.models import Profile
from yixian.network.procedures import ERRAND
from yixian.network.rules import Spans, read_spans
from yixian.people.rules import Contact

STORY = "老人腿脚不便，想请代办医疗费报销，发票和出院小结都在。"
ASKER = Contact(name="其其格", phone="13800005678")
WORKING: Spans = read_spans("08:30-12:00, 14:30-17:30")
WEEK = dict.fromkeys(range(5), WORKING)
OFFERED = Description(
    services=[Service.ADVICE, Service.MEDIATION, Service.ERRANDS],
    week=WEEK,
    phone="0477-0000001",
    address="泉水嘎查党群服务中心一楼",
)
GIVEN: dict[str, dict[str, Any]] = {
    "accept": {},
    "hand_up": {"ground": "counter"},
    "to_department": {"department": "已交旗医保局，五个工作日后出结果。"},
    "answer": {"answer": "已报销，钱到账后电话通知您。"},
    "refuse": {"reason": "这项要本人到场人脸识别。", "right_place": "旗人社局一楼大厅，带身份证。"},
}
"""What the moves of an errand usually ask for."""


def describe(
    world: World,
    who: str = "mediator",
    unit: str = "room",
    *,
    since: date = TODAY,
    at: datetime = NOON,
    token: UUID | None = None,
    **changes: Any,
) -> Profile:
    """Somebody of the cast says what an office offers."""
    return actions.describe(
        by=world.actor(who),
        at=at,
        unit=world.units[unit],
        given=replace(OFFERED, **changes),
        since=since,
        token=token,
    )


def errand(world: World, *, by: str = "", at: datetime = NOON, **changes: Any) -> Matter:
    """An errand asked for by the resident herself, or (by name) with somebody of the cast."""
    raised = {
        "uid": uuid4(),
        "procedure": ERRAND,
        "category": "medical",
        "channel": Channel.WEB,
        "place": world.grid,
        "story": STORY,
        "raiser": ASKER,
    }
    actor = world.actor(by) if by else PUBLIC
    return matters.open_matter(by=actor, at=at, raised=matters.Raised(**{**raised, **changes})).matter


def go(world: World, matter: Matter, who: str, key: str, *, at: datetime = NOON, **given: Any) -> Matter:
    """Somebody of the cast makes a move; what it usually asks for is filled in."""
    seen = Matter.objects.get(uid=matter.uid).version
    return matters.move(
        by=world.actor(who),
        at=at,
        uid=matter.uid,
        seen=seen,
        key=key,
        given={**GIVEN.get(key, {}), **given},
    )


def asker_goes(matter: Matter, key: str, *, at: datetime = NOON, **given: Any) -> Matter:
    """Whoever asked makes a move with the receipt code."""
    seen = Matter.objects.get(uid=matter.uid).version
    return matters.move(by=PUBLIC, at=at, code=code_of(matter.uid, 0), seen=seen, key=key, given=given)
