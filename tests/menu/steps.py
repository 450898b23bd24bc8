"""Short words for what the tests do with the menu."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tests.cast import NOON, SINCE, World
from yixian.access.actor import PUBLIC
from yixian.matters import actions as matters
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.menu import actions
from yixian.menu.actions import ItemDraft, NewMember, Proposed, Signed, TeamDraft
from yixian.menu.models import MenuItem, Volunteer, VolunteerTeam
from yixian.people.rules import Contact

STORY = "家里门锁坏了，老人一个人住。"
NAME, PHONE = "其其格", "13800005678"
DRAFT = ItemDraft(
    skill="repair",
    title="修门锁换灯泡",
    about="上门修锁、换灯泡和水龙头，材料自备。",
    who_for="独居老人",
    minutes=60,
    capacity=20,
)
TEAM = TeamDraft(name="农牧局志愿服务队", most=3, skills=["repair"])
MEMBERS = [
    NewMember(name="巴图", phone="13900001111", skills=["repair"], free=["weekends"]),
    NewMember(name="王芳", skills=["care"], free=["evenings"]),
]
PLAN = {"plan": "周六上午两个人来，请把门锁型号告诉我们。", "day": "2026-03-07"}
GIVEN: dict[str, dict[str, Any]] = {
    "discuss": PLAN,
    "carry_out": {"answer": "门锁换好了，灯泡也换了。"},
    "not_possible": {"reason": "这种锁要找厂家。"},
    "decline": {"reason": "这不在清单里。", "right_place": "请找物业，电话在楼门口。"},
    "hand_back": {"reason": "这周人手不够。"},
    "withdraw": {"reason": "自己修好了"},
}


def item(world: World, who: str = "secretary", place: str = "village", **changes: Any) -> MenuItem:
    """Something on the menu of a place."""
    return actions.enter(
        by=world.actor(who),
        at=NOON,
        uid=uuid4(),
        place=world.units[place],
        given=replace(DRAFT, **changes),
        since=SINCE,
    )


def team(world: World, who: str = "branch", **changes: Any) -> VolunteerTeam:
    """A team of the branch with two members."""
    found = actions.found(
        by=world.actor(who),
        at=NOON,
        uid=uuid4(),
        branch=world.branch,
        given=replace(TEAM, **changes),
        since=SINCE,
    )
    actions.enrol(by=world.actor(who), at=NOON, team=found, members=MEMBERS, since=SINCE)
    return found


def member(found: VolunteerTeam, name: str = "巴图") -> Volunteer:
    return found.volunteers.get(name=name)


def sign(world: World, offer: MenuItem, *, by: str = "", at: datetime = NOON, **changes: Any) -> Matter:
    """An item signed by the resident herself, or (by name) with somebody of the cast."""
    signed = Signed(
        uid=uuid4(),
        item=offer,
        place=offer.place,
        channel=Channel.FIELD if by else Channel.WEB,
        raiser=Contact(name=NAME, phone=PHONE, address="一组"),
        story=STORY,
    )
    actor = world.actor(by) if by else PUBLIC
    return actions.sign(by=actor, at=at, signed=replace(signed, **changes)).matter


def propose(world: World, *, at: datetime = NOON, uid: UUID | None = None) -> Matter:
    """A proposal by a resident."""
    proposed = Proposed(
        uid=uid or uuid4(),
        skill="digital",
        place=world.village,
        channel=Channel.WEB,
        story="想有人教老人用手机挂号。",
    )
    return actions.propose(by=PUBLIC, at=at, proposed=proposed).matter


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


def raiser_goes(matter: Matter, key: str, *, at: datetime = NOON, **given: Any) -> Matter:
    """Whoever signed makes a move with the receipt code."""
    seen = Matter.objects.get(uid=matter.uid).version
    return matters.move(by=PUBLIC, at=at, code=code_of(matter.uid, 0), seen=seen, key=key, given=given)


def issued(world: World, offer: MenuItem, *, at: datetime = NOON, **changes: Any) -> Matter:
    """An item signed and issued."""
    return go(world, sign(world, offer, at=at, **changes), "secretary", "issue", at=at)


def claim(
    world: World, matter: Matter, found: VolunteerTeam, *, who: str = "branch", at: datetime = NOON
) -> Matter:
    """Claim it for a team."""
    return actions.claim(by=world.actor(who), at=at, uid=matter.uid, team=found, token=uuid4())
