"""Short words for what the tests do in mediation."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.cast import NOON, TODAY, World
from tests.matters.steps import RAISER, climb, dispute, raiser_goes
from yixian.matters.models import Matter
from yixian.mediation import actions
from yixian.mediation.enums import Chooser, Form, Result, Side, Standing, Subject
from yixian.mediation.models import Agreement, Mediator, Obligation, Session
from yixian.people.rules import Contact

CLAUSES = "双方确认欠付工资事实。\n今后互不追究。"
OTHER = Contact(name="包工头老张", phone="13900001111", address="")


def seen(matter: Matter) -> Matter:
    """The matter as it stands."""
    return Matter.objects.get(pk=matter.pk)


def act(
    world: World, name: str, matter: Matter, *, who: str = "mediator", at: datetime = NOON, **given: Any
) -> Matter:
    """Somebody of the cast does something to a matter as it stands."""
    call = getattr(actions, name)
    given.setdefault("seen", seen(matter).version)
    found: Matter = call(by=world.actor(who), at=at, uid=matter.uid, **given)
    return found


def listed(world: World, name: str = "额尔敦老人", unit: str = "room", **given: Any) -> Mediator:
    """Somebody on the roster of a body."""
    about = {"standing": Standing.INVITED, "name": name, **given}
    return actions.enlist(
        by=world.actor("chief"), at=NOON, unit=world.units[unit], given=actions.Listed(**about), since=TODAY
    )


def in_room(world: World, *, at: datetime = NOON, **given: Any) -> Matter:
    """A dispute between two named parties that the room mediates."""
    return climb(
        world, dispute(world, at=at, **{"raiser": RAISER, "others": (OTHER,), **given}), "room", at=at
    )


def mediated(world: World, *, at: datetime = NOON, **given: Any) -> Matter:
    """The same with somebody who mediates."""
    matter = in_room(world, at=at, **given)
    mediator = Mediator.objects.filter(unit=world.room).first() or listed(world)
    return act(world, "appoint", matter, mediator=mediator, chooser=Chooser.PARTIES, accepted=True, at=at)


def minutes(**given: Any) -> actions.Minutes:
    """The record of a session at which both parties were."""
    usual: dict[str, Any] = {
        "present": ["raiser", "other", "mediator"],
        "course": "双方各自说明，调解员讲法讲理。",
        "outcome": "同意分期支付。",
        "result": Result.AGREED,
        "read_out": True,
    }
    return actions.Minutes(**{**usual, **given})


def session(world: World, matter: Matter, *, at: datetime = NOON, **given: Any) -> Session:
    """A planned session."""
    act(world, "plan", matter, begins_at=at + timedelta(days=1), place="群众工作室", at=at, **given)
    return Session.objects.filter(matter=matter).latest("number")


def drafted(
    world: World,
    matter: Matter,
    *,
    at: datetime = NOON,
    form: Form = Form.WRITTEN,
    subject: Subject = Subject.PERFORMANCE,
    due: date = TODAY + timedelta(days=10),
) -> Obligation:
    """A draft with one obligation of money."""
    given = actions.Draft(form=form, subject=subject, facts="拖欠三个月工资。", clauses=CLAUSES)
    act(world, "draft", matter, given=given, at=at)
    return owed(world, matter, at=at, due=due)


def owed(
    world: World, matter: Matter, *, at: datetime = NOON, due: date = TODAY + timedelta(days=10)
) -> Obligation:
    """One more obligation in the draft."""
    owing = actions.Owing(
        by_side=Side.OTHER,
        to_side=Side.RAISER,
        what="支付工资",
        due_on=due,
        amount=Decimal(18000),
        way="转账",
    )
    act(world, "owe", matter, given=owing, at=at)
    return Obligation.objects.filter(matter=matter).latest("pk")


def everybody(matter: Matter, way: str = "fingerprint") -> dict[str, str]:
    """Both parties sign, the mediator by name, the committee with its seal."""
    parties = {str(pk): way for pk in matter.parties.values_list("pk", flat=True)}
    return {**parties, "mediator": "signature", "committee": "seal"}


ANSWERED = {"answer": "双方已签协议。"}


def agreed(world: World, *, at: datetime = NOON, category: str = "0701", **given: Any) -> Obligation:
    """A matter with a written agreement in effect; its one obligation."""
    matter = mediated(world, at=at, category=category)
    found = drafted(world, matter, at=at, **given)
    if Agreement.objects.get(matter=matter).form == Form.WRITTEN:
        act(world, "sign", matter, signed=everybody(matter), on=at.date(), at=at)
    act(world, "conclude", matter, given=ANSWERED, at=at)
    found.refresh_from_db()
    return found


def close(matter: Matter, *, at: datetime = NOON) -> Matter:
    """Whoever raised it is content."""
    return raiser_goes(seen(matter), "content", at=at)
