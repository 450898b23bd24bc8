"""Short words for what the tests do with a petition."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tests.cast import NOON, PASSWORD, SINCE, World
from yixian.access.actor import PUBLIC, Actor
from yixian.access.models import Grant
from yixian.matters import actions as matters
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.people.rules import Contact
from yixian.petitions import actions
from yixian.petitions.actions import Entry, Finding
from yixian.petitions.enums import Opinion, Purpose

STORY = "村里修路占了我家草场，补偿款一直没有发。"
RAISER = Contact(name="巴图", phone="13900004321", address="泉水嘎查二组")
REQUESTS = ("发放占用草场的补偿款", "公开补偿款的分配清单")
NOTICE = {"notice": "您的来信已收到，由本局受理，六十日内书面答复。"}
FINDING = Finding(
    opinion=Opinion.SUPPORTED, finding="占用属实。", basis="土地管理法第48条。", reply="十日内发放。"
)

GIVEN: dict[str, dict[str, Any]] = {
    "accept": NOTICE,
    "examine": NOTICE,
    "study": NOTICE,
    "take_up": NOTICE,
    "guide": {"route": "to_arbitration", "right_way": "请到土地承包仲裁委员会申请仲裁。"},
    "decline": {"ground": "reviewed", "reason": "已经复核终结。", "right_way": "生活困难可以申请救助。"},
    "withdraw": {"reason": "问题已经解决。"},
    "answer_suggestion": {"adopted": "adopted", "answer": "已采纳。"},
    "answer_duty": {"performed": "performed_duty", "answer": "已依法处罚。"},
    "deal": {"finding": "经查属实，已处理。", "answer": "已依规处理。"},
    "settle": {"consent": "yes", "terms": "补偿款分两次发放。", "answer": "双方已签协议。"},
    "ask_review": {"reason": "补偿标准不对。"},
    "review_opinion": {"decision": "upheld", "answer": "维持原处理意见。"},
    "ask_rereview": {"reason": "仍不服。"},
    "rereview_opinion": {"decision": "changed", "answer": "变更补偿标准。"},
    "help": {"help": "民政局送去临时救助。"},
    "not_content": {"reason": "没有落实。"},
}


def entry(world: World, **changes: Any) -> Entry:
    """A petition about compensation for pasture, as the web form gives it."""
    given = {
        "uid": uuid4(),
        "purpose": Purpose.APPEAL,
        "category": "1102",
        "channel": Channel.WEB,
        "where": world.village,
        "story": STORY,
        "headline": "草场占用补偿",
        "raiser": RAISER,
        "received_on": timezone.localdate(NOON),
        "requests": REQUESTS,
    }
    return Entry(**{**given, **changes})


def petition(world: World, *, by: str = "", at: datetime = NOON, **changes: Any) -> Matter:
    """A petition registered by somebody of the cast, or (by default) sent in on the website."""
    given = {"received_on": timezone.localdate(at), **changes}
    if by:
        given = {"channel": Channel.LETTER, **given}
    actor = world.actor(by) if by else PUBLIC
    return actions.register(by=actor, at=at, entry=entry(world, **given)).matter


def go(world: World, matter: Matter, who: str, key: str, *, at: datetime = NOON, **given: Any) -> Matter:
    """Somebody of the cast makes a move; what it usually asks for is filled in."""
    usual = GIVEN.get(key, {})
    return matters.move(
        by=world.actor(who), at=at, uid=matter.uid, seen=seen(matter), key=key, given={**usual, **given}
    )


def deliver(world: World, matter: Matter, who: str, key: str, *, at: datetime, on: str = "") -> Matter:
    """Record a delivery; it was received on the day `on`, by default that of `at`."""
    day = on or timezone.localdate(at).isoformat()
    return go(world, matter, who, key, at=at, method="registered", received=day, proof="挂号信XA1234")


def raiser_goes(matter: Matter, key: str, *, at: datetime = NOON, **given: Any) -> Matter:
    """Whoever raised it makes a move with the receipt code."""
    fresh = Matter.objects.get(uid=matter.uid)
    return matters.move(
        by=PUBLIC,
        at=at,
        code=code_of(fresh.uid, fresh.code_turn),
        seen=fresh.version,
        key=key,
        given={**GIVEN.get(key, {}), **given},
    )


def conclude(
    world: World,
    matter: Matter,
    who: str,
    *,
    at: datetime = NOON,
    findings: Sequence[Finding] = (FINDING, FINDING),
) -> Matter:
    """Somebody of the cast gives the opinion."""
    return actions.conclude(
        by=world.actor(who),
        at=at,
        uid=matter.uid,
        seen=seen(matter),
        findings=findings,
        basis="经调查，占用属实。",
        answer="您的两项请求予以支持。",
    )


def hand_over(world: World, matter: Matter, who: str, to: str, *, at: datetime = NOON) -> Matter:
    """Somebody of the cast transfers it to a unit."""
    return matters.offer(
        by=world.actor(who),
        at=at,
        uid=matter.uid,
        seen=seen(matter),
        to=world.units[to],
        into="petition",
        reason="属该单位职权范围。",
    )


def seal(world: World, matter: Matter, who: str, *about: str, at: datetime = NOON) -> Matter:
    """Somebody of the cast finds that it is an accusation of these units."""
    return actions.seal(
        by=world.actor(who),
        at=at,
        uid=matter.uid,
        seen=seen(matter),
        units=[world.units[name] for name in about],
        persons=[],
        reason="信中反映工作站工作人员截留补偿款。",
    )


def seen(matter: Matter) -> int:
    """The version that a form would carry now."""
    return Matter.objects.get(uid=matter.uid).version


def sees(actor: Actor, matter: Matter) -> bool:
    """Whether an actor finds a matter."""
    return Matter.objects.visible_to(actor).filter(uid=matter.uid).exists()


def reviewing(world: World) -> str:
    """Somebody with a post at the office for reviews, as they are called."""
    person = Person.objects.create_user(username="reviewer", password=PASSWORD, name="Reviewer")
    Post.objects.create(person=person, unit=world.review_office, role=Role.PETITION_OFFICER, since=SINCE)
    world.people["reviewer"] = person
    return "reviewer"


def may_open(world: World, *who: str) -> None:
    """These people of the cast may open what is sealed, whatever their role."""
    for post in Post.objects.filter(person__in=[world.people[each] for each in who]):
        Grant.objects.create(post=post, ability="people.open", since=SINCE)
