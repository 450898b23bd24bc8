"""Short words for what the tests do with deputies."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from tests.cast import NOON, SINCE, World
from yixian.concerns import actions as concerns
from yixian.concerns.actions import Heard
from yixian.concerns.models import Concern
from yixian.deputies import actions
from yixian.deputies.actions import Call, Entry
from yixian.deputies.enums import Kind, Meet
from yixian.deputies.models import Deputy, Meeting
from yixian.deputies.queries import answers_for
from yixian.matters import actions as matters
from yixian.matters.models import Matter
from yixian.people.rules import Contact

WORDS = "村里通往草场的路下雨天走不了车，接羔季节最着急。"
HEADING = "草场道路维修"
ANSWER = "已列入今年通村道路维修计划，五月底前修好。"


def enter(
    world: World,
    who: str = "station",
    constituency: str = "town",
    *,
    person: str | None = "deputy",
    kind: Kind = Kind.DEPUTY,
    uid: UUID | None = None,
    since: date = SINCE,
    at: datetime = NOON,
) -> Deputy:
    """Enter somebody in the register."""
    entry = Entry(
        kind=kind,
        name="巴雅尔",
        constituency=world.units[constituency],
        since=since,
        known_by="养羊户",
        person=world.people[person] if person else None,
    )
    return actions.enter(by=world.actor(who), at=at, uid=uid or uuid4(), entry=entry)


def meet(world: World, deputy: Deputy, who: str = "deputy", *, at: datetime = NOON, days: int = 3) -> Meeting:
    """Set a meeting some days later."""
    call = Call(
        uid=uuid4(),
        kind=Meet.RECEPTION,
        starts_at=at + timedelta(days=days),
        ends_at=at + timedelta(days=days, hours=2),
        place=world.village,
        spot="嘎查会议室",
    )
    return actions.call(by=world.actor(who), at=at, deputy=deputy.uid, call=call)


def hear(
    world: World, deputy: Deputy, *, at: datetime = NOON, about: str = "", place: str = "village"
) -> Concern:
    """The deputy writes down an opinion."""
    heard = Heard(
        uid=uuid4(),
        source="deputy",
        source_uid=deputy.uid,
        place=world.units[place],
        words=WORDS,
        headline=HEADING,
        speaker=Contact(name="其其格", phone="13800005678"),
        unit=answers_for(deputy, at.date()),
        about_units=[world.units[about]] if about else [],
    )
    return concerns.hear(by=world.actor("deputy"), at=at, heard=heard)


def raised(world: World, deputy: Deputy) -> Concern:
    """An opinion that became a matter with the room."""
    found = hear(world, deputy)
    concerns.raise_matter(
        by=world.actor("deputy"), at=NOON, uid=found.uid, procedure="errand", category="other"
    )
    return Concern.objects.select_related("matter").get(pk=found.pk)


def answered(world: World, deputy: Deputy) -> Concern:
    """The same, answered by the room."""
    found = raised(world, deputy)
    for key, given in (("accept", {}), ("answer", {"answer": ANSWER})):
        matter = Matter.objects.get(concerns=found)
        matters.move(
            by=world.actor("mediator"), at=NOON, uid=matter.uid, seen=matter.version, key=key, given=given
        )
    return Concern.objects.select_related("matter").get(pk=found.pk)
