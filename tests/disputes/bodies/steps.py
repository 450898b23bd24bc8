"""Short words for what the tests do at specialised bodies."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.cast import NOON, PASSWORD, SINCE, World
from tests.matters.steps import dispute
from yixian.access.actor import PUBLIC
from yixian.disputes.bodies.procedures import BODIES
from yixian.matters import actions
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.procedures.language import Procedure
from yixian.procedures.registry import get
from yixian.rulebook.terms import LOCAL

STAFF = {
    "land_arbitration": "arbitrator",
    "labour_arbitration": "judge",
    "traffic_mediation": "driver",
    "medical_mediation": "medic",
    "police_mediation": "officer",
}
"""Who works at each body; the cast knows two of them."""
UNITS = {
    "land_arbitration": "land",
    "labour_arbitration": "labour",
    "traffic_mediation": "traffic",
    "medical_mediation": "medical",
    "police_mediation": "police",
}
NEW = {"judge": Role.ARBITRATOR, "driver": Role.MEDIATOR, "officer": Role.MEDIATOR}
NOT = {
    "expropriation": False, "ownership": False, "in_court": False, "decided": False, "household": False,
    "agency": False, "health_department": False,
}  # fmt: skip
"""What excludes a matter; nothing of it is the case."""
TOLD: dict[str, Any] = {"tried": "谈过。", "answer": "已告知。", "routes_told": True}
USUAL: dict[str, dict[str, Any]] = {
    "serve": {"served_on": "2026-03-04"},
    "defend": {"defence": "围栏在我家证内。"},
    "try_mediation": {"consent": "yes"},
    "mediate_first": {"consent": "yes"},
    "call": {
        "tried": "调解一次，未成。", "hearing_on": "2026-03-20", "notified_on": "2026-03-10", "seat": "village",
        "both_ask": True, "translation": "given", "hearing": "open",
    },
    "adjourn": {"hearing_on": "2026-04-01", "notified_on": "2026-03-20", "reason": "一方生病。"},
    "award": {"decision": "围栏越界三十米，退回原处。", "answer": "裁决围栏退回原处。"},
    "deliver": {"delivered_on": "2026-03-25", "routes_told": True},
    "sued": {"sued_on": "2026-04-01"},
    "agree": {"form": "written", "terms": "赔偿三千元，十日内付清。", "answer": "双方已达成协议。"},
    "begin": {"began_by": "treatment", "began_on": "2026-03-02"},
    "performed": {"performed_on": "2026-03-20", "proof": "收条在案。", "approved": "yes"},
    "default": {"missing": "未付款。", "answer": "可以申请执行。", "routes_told": True},
    "visited": {"holds": "yes", "visit": "都好。"},
    "not_accept": {"ground": "court", "answer": "法院已受理。", "routes_told": True},
    "withdraw": {"reason": "不想走了。"},
    "not_content": {"reason": "钱太少。"},
    "refuse": TOLD, "exit_litigation": TOLD, "exit_failed": TOLD, "exit_police": TOLD,
}  # fmt: skip
ACCEPT: dict[str, dict[str, Any]] = {
    "land_arbitration": {**NOT, "known_on": "2025-06-01", "timely": "within"},
    "labour_arbitration": {**NOT, "known_on": "2025-06-01", "timely": "wages"},
    "traffic_mediation": {
        **NOT, "consent": "yes", "joint_application": True, "finding": "2026-02-27", "timely": "within",
    },
    "medical_mediation": {**NOT, "consent": "yes"},
    "police_mediation": {**NOT, "consent": "yes", "gravity": "minor"},
}  # fmt: skip


def staffed(world: World) -> World:
    """The cast, with somebody at each body."""
    for who, role in NEW.items():
        key = next(key for key, name in STAFF.items() if name == who)
        person = Person.objects.create_user(username=who, password=PASSWORD, name=who.title())
        Post.objects.create(person=person, unit=world.units[UNITS[key]], role=role, since=SINCE)
        world.people[who] = person
    return world


SINCE_WHEN = ("served_on", "notified_on", "delivered_on", "began_on")
"""Days from which a clock counts: they are written down on that day at the earliest."""


def brought(world: World, key: str, *, at: datetime = NOON, **changes: Any) -> Matter:
    """A matter that a resident brings to a body directly."""
    procedure: Procedure = get(key)
    category = procedure.categories[0].value
    return dispute(world, at=at, **{"procedure": procedure, "category": category, **changes})


def go(world: World, matter: Matter, key: str, *, at: datetime = NOON, who: str = "", **given: Any) -> Matter:
    """Whoever works at the body makes a move; what it usually asks for is filled in."""
    fresh = Matter.objects.get(pk=matter.pk)
    usual = ACCEPT[fresh.procedure] if key == "accept" else USUAL.get(key, {})
    actor = world.actor(who or STAFF[fresh.procedure])
    given = {**usual, **given}
    days = [date.fromisoformat(str(given[name])) for name in SINCE_WHEN if name in given]
    at = max([at, *(datetime.combine(day, NOON.timetz()) for day in days)])
    return actions.move(by=actor, at=at, uid=fresh.uid, seen=fresh.version, key=key, given=given)


def raiser(matter: Matter, key: str, *, at: datetime = NOON, **given: Any) -> Matter:
    """Whoever brought it makes a move with the receipt code."""
    fresh = Matter.objects.get(pk=matter.pk)
    return actions.move(
        by=PUBLIC,
        at=at,
        code=code_of(fresh.uid, fresh.code_turn),
        seen=fresh.version,
        key=key,
        given={**USUAL.get(key, {}), **given},
    )


def last_day(due: datetime | None) -> str:
    """The last day before a due time, as it stands on a page."""
    assert due is not None
    return f"{(due - timedelta(seconds=1)).astimezone(LOCAL).date():%Y-%m-%d}"


KEYS = tuple(body.key for body in BODIES)
