"""Short words for what the tests do on the day of a fair."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.cast import NOON, World
from yixian.access.actor import PUBLIC
from yixian.fairs import actions
from yixian.fairs.actions import Said
from yixian.fairs.enums import Numbering, Outcome
from yixian.fairs.models import Fair, Stall, Ticket
from yixian.gatherings import actions as gatherings
from yixian.gatherings.actions.gatherings import Plan
from yixian.gatherings.enums import Kind
from yixian.gatherings.models import Gathering
from yixian.people.rules import Contact

WORDS = "养老保险断交了两年，想问能不能补交，手续去哪里办。"
HEADING = "养老保险补缴"
ANSWER = "可以补缴，已当场办好登记。"
PHONE = "13800005678"


def planned(world: World, *, at: datetime = NOON, announced: bool = True, **changes: Any) -> Gathering:
    """A fair in the community that begins at `at`, organised by the town and announced two days before."""
    plan = Plan(
        **{
            "kind": Kind.FAIR,
            "title": "赶集日便民服务",
            "unit": world.town,
            "place": world.community,
            "starts_at": at,
            "ends_at": at + timedelta(hours=4),
            "spot": "集市东口",
            **changes,
        }
    )
    by, before = world.actor("station"), at - timedelta(days=2)
    gathering = gatherings.plan(by=by, at=before, uid=uuid4(), plan=plan)
    return gatherings.announce(by=by, at=before, uid=gathering.uid) if announced else gathering


def opened(
    world: World,
    *,
    at: datetime = NOON,
    numbering: Numbering = Numbering.STALLS,
    stalls: int = 2,
    announced: bool = True,
    **changes: Any,
) -> Fair:
    """A fair that is open, with stalls of the department and of the station."""
    gathering = planned(world, at=at, announced=announced, **changes)
    fair = actions.open_fair(by=world.actor("station"), at=at, uid=gathering.uid, numbering=numbering)
    for unit, service in (("department", "农牧补贴"), ("station", "社会保险"))[:stalls]:
        actions.set_stall(
            by=world.actor("station"),
            at=at,
            uid=fair.uid,
            stall=uuid4(),
            unit=world.units[unit],
            service=service,
            staff="",
        )
    return fair


def stall(fair: Fair, sign: str = "A") -> Stall:
    """A stall by its letter."""
    return fair.stalls.get(sign=sign)


def draw(
    fair: Fair,
    sign: str = "A",
    *,
    at: datetime = NOON,
    phone: str = "",
    ticket: UUID | None = None,
) -> Ticket:
    """Somebody draws a number."""
    chosen = stall(fair, sign).uid if sign else None
    return actions.draw(by=PUBLIC, at=at, uid=fair.uid, ticket=ticket or uuid4(), stall=chosen, phone=phone)


def call(
    world: World,
    fair: Fair,
    who: str = "department",
    sign: str = "A",
    *,
    at: datetime = NOON,
    token: UUID | None = None,
) -> Ticket | None:
    """The next number is called to a stall."""
    return actions.call_next(
        by=world.actor(who), at=at, uid=fair.uid, stall=stall(fair, sign).uid, token=token
    )


def finish(
    world: World,
    fair: Fair,
    ticket: Ticket,
    outcome: Outcome = Outcome.ADVISED,
    who: str = "department",
    *,
    at: datetime = NOON,
    token: UUID | None = None,
    about: str = "",
) -> tuple[Ticket, str]:
    """A number is done with; a concern is the one about insurance, or a complaint about an office."""
    said = Said(
        words=WORDS,
        headline=HEADING,
        place=world.village,
        speaker=Contact(name="其其格", phone=PHONE),
        answer=ANSWER,
        procedure="concern",
        category="benefits",
        about_units=[world.units[about]] if about else [],
    )
    return actions.finish(
        by=world.actor(who),
        at=at,
        uid=fair.uid,
        ticket=ticket.uid,
        outcome=outcome,
        said=None if outcome is Outcome.ADVISED else said,
        token=token,
    )
