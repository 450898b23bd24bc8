"""A year of service fairs of the demonstration, on market days in the joint communities. All of it is invented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import PUBLIC, Actor
from yixian.concerns import actions as concerns
from yixian.concerns.models import Concern
from yixian.demo.acting import Staff
from yixian.demo.deputies import review, settle
from yixian.demo.plan import DAYS
from yixian.demo.tree import TOWNS, Tree, uid
from yixian.demo.words import personal_names, phones
from yixian.demo.year import Step
from yixian.fairs import actions
from yixian.fairs.actions import Said
from yixian.fairs.enums import RAISED, Numbering, Outcome
from yixian.gatherings import actions as gatherings
from yixian.gatherings.actions import Plan
from yixian.gatherings.enums import Kind
from yixian.people.rules import Contact
from yixian.places.models import Unit

FAIRS, NUMBERS, AHEAD, WAITING = 40, 8, 2, 7
"""Fairs of the year, numbers drawn at each, fairs announced for the next weeks, and numbers that wait today."""
MARKET_DIGIT = 5
"""Markets are held on days of the month that end in it."""
STALLS: tuple[tuple[str, str, str], ...] = (
    ("人力资源和社会保障局", "社会保险与就业", "benefits"),
    ("民政局", "救助与高龄津贴", "benefits"),
    ("农牧业局", "农牧补贴与防疫", "pasture"),
    ("司法局", "法律咨询与调解", "policy"),
)
SAID: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "benefits": (
        ("养老保险补缴", "养老保险断交了两年，想问能不能补，手续去哪里办。", "可以补缴，已当场办好登记，下月起正常扣缴。"),
        ("高龄津贴停发", "家里老人满八十了，津贴停了三个月，不知道什么原因。", "当场查明是认证过期，已补认证，停发的下月补发。"),
        ("残疾证到期", "残疾证快到期了，换证要不要再去旗里评定。", "按规定到期前由评定医院复核，已登记，集中下乡那天一并办。"),
    ),
    "pasture": (
        ("补奖卡号变更", "草原补奖的卡换了，钱退回去了，要怎么补。", "已当场更正卡号，下一批补发。"),
        ("羊只防疫耳标", "新买的羊没有耳标，防疫员一直没来。", "已约防疫员三天内上门补打耳标并登记。"),
    ),
    "policy": (
        ("雇工工钱拖欠", "剪羊毛的工钱去年就该给，一直拖着。", "讲明可以申请调解或仲裁，当场联系对方，约定月底付清。"),
        ("草场转租合同", "草场转租给别人，口头说的，想补个合同。", "提供合同样本，当场填好，双方签字。"),
    ),
}  # fmt: skip
COURSE = "天气晴好，各摊位按号服务，现场发放政策明白纸。"


@dataclass(frozen=True, kw_only=True)
class PlannedFair:
    """A fair with its numbers: by stall, outcome and what was said."""

    uid: UUID
    community: UUID
    town: UUID
    begins: datetime
    numbers: tuple[tuple[int, Outcome], ...]


@dataclass(frozen=True)
class Ground:
    """What the steps of fairs need: who acts, where things are, and what is said."""

    staff: Staff
    places: Mapping[UUID, Unit]
    villages: Mapping[UUID, tuple[UUID, ...]]
    speakers: Iterator[Contact]

    def keeper(self, fair: PlannedFair) -> Actor:
        """An officer of the station of the town."""
        return self.staff.of(self.places[fair.town].pk, fair.uid.int % 5)

    def server(self, number: int) -> Actor:
        """Somebody of the office at a stall."""
        return self.staff.of(self.stand(number).pk, 0)

    def stand(self, number: int) -> Unit:
        """The office at a stall."""
        return self.places[uid("department", STALLS[number][0])]


def fairs(rng: Random, tree: Tree, start: date) -> list[PlannedFair]:
    """Plan the fairs of the year that begins on `start`: one market day at a time, in turn through the communities."""
    joint = [community for community, _villages in tree.joined()]
    days = [start + timedelta(days=n) for n in range(4, DAYS)]
    market = [day for day in days if day.day % 10 == MARKET_DIGIT]
    chosen = sorted(rng.sample(market + market, FAIRS))
    return [
        PlannedFair(
            uid=uid("fair", number),
            community=joint[number % len(joint)].uid,
            town=uid("town", TOWNS[joint[number % len(joint)].town][1]),
            begins=timezone.make_aware(datetime.combine(day, time(9))),
            numbers=tuple((n % len(STALLS), _outcome(rng)) for n in range(NUMBERS)),
        )
        for number, day in enumerate(chosen)
    ]


def _outcome(rng: Random) -> Outcome:
    (found,) = rng.choices(
        (Outcome.ADVISED, Outcome.SETTLED, Outcome.HANDED_OVER, Outcome.TAKEN_ALONG), (66, 17, 12, 5)
    )
    return found


def steps(rng: Random, tree: Tree, start: date, staff: Staff, places: Mapping[UUID, Unit]) -> Iterator[Step]:
    """The fairs of the year, one that is open today, and those announced for the next weeks."""
    names, numbers = personal_names(rng), phones(rng)
    speakers = (Contact(name=name, phone=next(numbers)) for name in names)
    villages = {community.uid: tuple(v.uid for v in joined) for community, joined in tree.joined()}
    ground = Ground(staff, places, villages, speakers)
    end = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS), time()))
    for fair in fairs(rng, tree, start):
        yield from _day(rng, fair, ground, end)
    yield from _today(tree, ground, end)


def _day(rng: Random, fair: PlannedFair, ground: Ground, end: datetime) -> Iterator[Step]:
    """A fair from its announcement to its figures, with what came of the numbers afterwards."""
    before, begins = fair.begins - timedelta(days=3), fair.begins
    yield before, 3, "fair planned", partial(_plan, fair, ground, before)
    yield begins, 3, "fair opened", partial(_open, fair, ground, begins)
    for number, (stall, outcome) in enumerate(fair.numbers):
        at = begins + timedelta(minutes=10 + 14 * number)
        said = rng.choice(SAID[STALLS[stall][2]])
        yield at, 4, "number", partial(_serve, fair, ground, number, stall, outcome, said, at)
        own = _number(fair, number)
        if outcome is Outcome.HANDED_OVER:
            later = begins + timedelta(days=rng.uniform(2, 8))
            reviewed = later + timedelta(days=rng.uniform(1, 6))
            if later < end:
                yield later, 7, "fair's matter", partial(settle, own, later, said[2], ground.staff)
            if reviewed < end and number % 3:
                yield reviewed, 8, "fair's review", partial(review, own, reviewed)
        elif outcome is Outcome.TAKEN_ALONG and begins + timedelta(days=2) < end:
            later = begins + timedelta(days=1, hours=2)
            yield later, 7, "taken along", partial(_answer, own, ground, stall, said, later)
    closed = begins + timedelta(hours=4)
    yield closed, 9, "fair closed", partial(_close, fair, ground, closed, 60 + fair.uid.int % 90)


def _number(fair: PlannedFair, number: int) -> UUID:
    return uid("fair-number", fair.uid, number)


def _plan(fair: PlannedFair, ground: Ground, at: datetime, hours: int = 4) -> None:
    town, community = ground.places[fair.town], ground.places[fair.community]
    plan = Plan(
        kind=Kind.FAIR,
        title=f"{community.name}赶集日便民服务",
        unit=town,
        place=community,
        starts_at=fair.begins,
        ends_at=fair.begins + timedelta(hours=hours),
        spot="集市东口",
        about="社保、民政、农牧、司法等部门现场办公，请带身份证和有关材料。",
    )
    by = ground.keeper(fair)
    gatherings.plan(by=by, at=at, uid=fair.uid, plan=plan)
    gatherings.announce(by=by, at=at, uid=fair.uid)


def _open(fair: PlannedFair, ground: Ground, at: datetime) -> None:
    by = ground.keeper(fair)
    actions.open_fair(by=by, at=at, uid=fair.uid, numbering=Numbering.STALLS)
    for number, (_office, service, _kind) in enumerate(STALLS):
        unit = ground.stand(number)
        actions.set_stall(
            by=by,
            at=at,
            uid=fair.uid,
            stall=_stall(fair, number),
            unit=unit,
            service=service,
            staff=ground.staff.person(unit.pk, 0).name,
        )


def _stall(fair: PlannedFair, number: int) -> UUID:
    return uid("fair-stall", fair.uid, number)


def _serve(
    fair: PlannedFair,
    ground: Ground,
    number: int,
    stall: int,
    outcome: Outcome,
    said: tuple[str, str, str],
    at: datetime,
) -> None:
    """Somebody draws a number, is called, and served."""
    own, by = _number(fair, number), ground.server(stall)
    drawer = PUBLIC if number % 3 == 0 else ground.keeper(fair)
    actions.draw(by=drawer, at=at, uid=fair.uid, ticket=own, stall=_stall(fair, stall))
    later = at + timedelta(minutes=3)
    actions.call_next(by=by, at=later, uid=fair.uid, stall=_stall(fair, stall))
    villages = ground.villages[fair.community]
    told = Said(
        words=said[1],
        place=ground.places[villages[number % len(villages)]],
        headline=said[0],
        speaker=next(ground.speakers) if outcome in RAISED else None,
        answer=said[2],
        procedure="concern",
        category=STALLS[stall][2],
    )
    done = at + timedelta(minutes=11)
    actions.finish(
        by=by,
        at=done,
        uid=fair.uid,
        ticket=own,
        outcome=outcome,
        said=told if outcome in RAISED else None,
    )


def _answer(own: UUID, ground: Ground, stall: int, said: tuple[str, str, str], at: datetime) -> None:
    if Concern.objects.owing().filter(uid=own).exists():
        concerns.answer(by=ground.server(stall), at=at, uid=own, answer=said[2])


def _close(fair: PlannedFair, ground: Ground, at: datetime, attended: int) -> None:
    by = ground.keeper(fair)
    actions.close(by=by, at=at, uid=fair.uid, attended=attended, course=COURSE)
    actions.publish(by=by, at=at + timedelta(minutes=20), uid=fair.uid)


def _today(tree: Tree, ground: Ground, end: datetime) -> Iterator[Step]:
    """A fair on the day after the year, set up the evening before, and two that are announced."""
    joint = [community for community, _villages in tree.joined()]
    for number in range(AHEAD + 1):
        community = joint[number * 3 % len(joint)]
        fair = PlannedFair(
            uid=uid("fair-ahead", number),
            community=community.uid,
            town=uid("town", TOWNS[community.town][1]),
            begins=end + timedelta(days=number * 10, hours=9),
            numbers=(),
        )
        at = end - timedelta(days=2, hours=8 - number)
        yield at, 3, "fair planned", partial(_plan, fair, ground, at, 9 if number == 0 else 4)
        if number == 0:
            evening = end - timedelta(hours=2)
            yield evening, 3, "fair opened", partial(_open, fair, ground, evening)
            for waits in range(WAITING):
                drawn = evening + timedelta(minutes=20 + 5 * waits)
                stall = waits % len(STALLS)
                yield drawn, 4, "number", partial(_draw, fair, waits, stall, drawn)


def _draw(fair: PlannedFair, number: int, stall: int, at: datetime) -> None:
    actions.draw(by=PUBLIC, at=at, uid=fair.uid, ticket=_number(fair, number), stall=_stall(fair, stall))
