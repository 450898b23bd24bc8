"""Short words for what the tests do with a dispute."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tests.cast import NOON, World
from yixian.access.actor import PUBLIC
from yixian.disputes.procedures import DISPUTE
from yixian.matters import actions
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.people.rules import Contact

STORY = "邻居把围栏往我家草场里挪了三十米，说了几次都不听。"
RAISER = Contact(name="乌云其木格", phone="13800001234", address="泉水嘎查一组")

CLIMB: dict[str, dict[str, Any]] = {
    "accept": {"consent": "yes"},
    "climb_room": {"tried": "在工作室谈了两次，没谈成。", "openness": "yes"},
    "climb_assembly": {"tried": "代表会议上劝了，双方不让。"},
    "climb_station": {"tried": "站里调解一次，未成。", "openness": "yes"},
    "climb_town_meeting": {"tried": "镇里开会协调，未成。"},
    "climb_reception_centre": {"tried": "中心调解，未成。", "openness": "yes"},
}
AGREE = {"form": "written", "terms": "围栏退回原处，十日内完成。", "answer": "双方已签协议，围栏退回原处。"}
OUT = {"tried": "谈过，双方愿走仲裁。", "answer": "请到土地承包仲裁委员会申请。", "routes_told": True}


def dispute(world: World, *, by: str = "", at: datetime = NOON, **changes: Any) -> Matter:
    """A pasture dispute raised at the grid, by somebody of the cast or (by default) by the resident herself."""
    return opened(world, by=by, at=at, **changes).matter


def opened(world: World, *, by: str = "", at: datetime = NOON, **changes: Any) -> actions.Opened:
    """The same with receipt code."""
    raised = {
        "uid": uuid4(),
        "procedure": DISPUTE,
        "category": "0905",
        "channel": Channel.WEB,
        "place": world.grid,
        "story": STORY,
        "headline": "草场围栏越界",
        "raiser": RAISER,
    }
    actor = world.actor(by) if by else PUBLIC
    return actions.open_matter(by=actor, at=at, raised=actions.Raised(**{**raised, **changes}))


def go(
    world: World,
    matter: Matter,
    who: str,
    key: str,
    *,
    at: datetime = NOON,
    token: UUID | None = None,
    **given: Any,
) -> Matter:
    """Somebody of the cast makes a move; what it usually asks for is filled in."""
    usual = CLIMB.get(key) or (AGREE if key == "agree" else OUT if key.startswith("exit_") else {})
    seen = Matter.objects.get(uid=matter.uid).version
    return actions.move(
        by=world.actor(who),
        at=at,
        uid=matter.uid,
        seen=seen,
        key=key,
        given={**usual, **given},
        token=token,
    )


def raiser_goes(matter: Matter, key: str, *, at: datetime = NOON, **given: Any) -> Matter:
    """Whoever raised it makes a move with the receipt code."""
    seen = Matter.objects.get(uid=matter.uid).version
    return actions.move(
        by=PUBLIC, at=at, code=code_of(matter.uid, matter.code_turn), seen=seen, key=key, given=given
    )


def climb(world: World, matter: Matter, upto: str, *, at: datetime = NOON) -> Matter:
    """Take a fresh dispute up to a step, by those who hold each step."""
    who = {"climb_room": "mediator", "climb_assembly": "mediator", "climb_station": "station"}
    for key in CLIMB:
        if matter.step == upto:
            break
        holder = (
            "grid"
            if key == "accept"
            else who.get(key, "station" if key == "climb_town_meeting" else "centre")
        )
        matter = go(world, matter, holder, key, at=at)
    assert matter.step == upto
    return matter
