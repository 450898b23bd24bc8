"""The network of the demonstration: what its offices offer, and a year of errands. All of it is invented."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import PUBLIC, Actor
from yixian.demo.acting import Staff, actor_of
from yixian.demo.course import in_office
from yixian.demo.plan import DAYS
from yixian.demo.tree import Tree, Village, uid
from yixian.demo.words import personal_names, phones
from yixian.demo.year import Step
from yixian.matters import actions as matters
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.network import actions
from yixian.network.actions import Description
from yixian.network.enums import Service
from yixian.network.kinds import ERRAND_KINDS
from yixian.network.procedures import ERRAND
from yixian.network.queries import eligible, offices
from yixian.network.rules import Spans, read_spans
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.people.rules import Contact
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

ERRANDS = 120
OPEN_AT_THE_END = 9
NOT_DESCRIBED = 5
"""So many rooms have not entered their hours yet, so that the register has something to ask for."""
WINTER_OFFICE: Spans = read_spans("08:30-12:00, 14:30-17:30")
MARKET: Spans = read_spans("08:00-13:00")
EVERYTHING = tuple(Service)
AT_A_ROOM = (Service.ADVICE, Service.MEDIATION, Service.ERRANDS, Service.POLICY, Service.VISITS)
AT_A_DEPARTMENT = (Service.ADVICE, Service.POLICY, Service.PETITIONS)
STORIES: dict[str, tuple[str, ...]] = {
    "certs": ("孩子上学要开居住证明，我在外打工回不去。", "老人要开亲属关系证明，腿脚不便。"),
    "subsidy": ("想问临时救助怎么申请，请帮忙把材料递上去。", "残疾人补贴两个月没到账，请代问代办。"),
    "social": ("社保卡丢了，请代办挂失补卡。", "从单位出来了，想接着交养老保险，请代办接续手续。"),
    "medical": ("在外地住院的票据攒了一沓，请代办报销。", "老伴的门诊慢病要年审，请代办。"),
    "pension": ("高龄津贴的认证不会用手机办，请代办。", "父亲满六十了，请代办养老金领取。"),
    "pasture": ("草原补奖少算了一块草场，请代递更正材料。", "草原补奖的卡换了，请代办变更。"),
    "school": ("孩子转学要递材料，家里正接羔走不开。",),
    "carry": ("有一封挂号信要从镇上捎回来。", "配的药请从旗医院捎回来。"),
    "other": ("水表坏了，不知道找谁，请代报修。",),
}
GIVEN: dict[str, Mapping[str, str]] = {
    "accept": {"promise": "请把身份证和银行卡复印件备好，明天上门来取。"},
    "hand_up": {"ground": "counter"},
    "to_department": {"department": "材料已交到旗里经办窗口，窗口说五个工作日内出结果。"},
    "answer": {"answer": "已经办好，材料和回单放在工作室，给您送到家里。"},
    "refuse": {
        "reason": "这项业务要本人到场核验，代办不了。",
        "right_place": "请本人带身份证到旗政务服务大厅综合窗口，去之前可先打电话预约。",
    },
    "withdraw": {"reason": "家里人顺路已经办了。"},
    "content": {"remark": "省了我跑两趟，谢谢。"},
    "not_content": {"reason": "回单上的名字写错了一个字。"},
}
ROUTES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (48, ("accept", "answer")),
    (16, ("accept", "hand_up", "answer")),
    (14, ("accept", "to_department", "answer")),
    (10, ("hand_up", "to_department", "answer")),
    (7, ("refuse",)),
    (5, ("withdraw",)),
)
"""How errands run, and how many of a hundred each way; the review follows."""
BY_ASKER = frozenset({"withdraw", "content", "not_content"})


@dataclass(frozen=True, kw_only=True)
class PlannedErrand:
    """An errand with when each of its moves is made."""

    uid: UUID
    opened: datetime
    place: UUID
    kind: str
    story: str
    asker: Contact
    channel: Channel
    moves: tuple[tuple[str, datetime], ...]


def furnish(rng: Random, tree: Tree, start: date) -> None:
    """Say of every office of the demonstration what it offers and when, and who is on duty, before the year begins.

    Telephone numbers are made up: the digits after the area code are zeros and a running number.
    """
    day = start - timedelta(days=20)
    at = timezone.make_aware(datetime.combine(day, time(10)))
    by = _chief()
    listed = list(offices(day).select_related("parent").defer("boundary").order_by("pk"))
    silent = set(rng.sample([v.room for v in tree.villages if v.room], NOT_DESCRIBED))
    for number, unit in enumerate(listed, 1):
        if unit.uid not in silent:
            actions.describe(by=by, at=at, unit=unit, given=_description(rng, unit, number), since=day)
            _duty(by, at, unit, day)


def _chief() -> Actor:
    return actor_of(Post.objects.select_related("unit", "person").get(role=Role.MASS_WORK_CHIEF))


def _description(rng: Random, unit: Unit, number: int) -> Description:
    room = unit.kind == UnitKind.ROOM
    saturday = {5: read_spans("09:00-12:00")} if unit.kind == UnitKind.STATION or rng.random() < 0.2 else {}
    services = AT_A_DEPARTMENT if unit.kind == UnitKind.DEPARTMENT_STATION else EVERYTHING
    place = unit.parent.name if unit.parent else unit.name
    return Description(
        services=AT_A_ROOM if room else services,
        week={**dict.fromkeys(range(5), WINTER_OFFICE), **saturday},
        phone=f"0477-0000{number:03d}",
        address=f"{place}党群服务中心" if room else f"{place}办公楼一楼大厅",
    )


def _duty(by: Actor, at: datetime, unit: Unit, day: date) -> None:
    """Up to two of its people share the working days."""
    posts = eligible(unit, day)[:2]
    turns = [(0, 2, 4), (1, 3)] if len(posts) == 2 else [tuple(range(5))]
    for post, days in zip(posts, turns, strict=False):
        actions.set_duty(by=by, at=at, unit=unit, post=post, weekdays=days, since=day)


def _market_days(at: datetime, start: date, tree: Tree) -> None:
    """Every town keeps its station open on two market days at the end of the year that is shown and after it."""
    by = _chief()
    first = start + timedelta(days=DAYS + 6)
    saturday = first + timedelta(days=(5 - first.weekday()) % 7)
    for station in tree.of_kind(UnitKind.STATION):
        unit = Unit.objects.get(uid=station.uid)
        for day in (saturday, saturday + timedelta(days=14)):
            actions.set_day(by=by, at=at, unit=unit, day=day, spans=MARKET, reason="赶集日便民服务")


def errands(rng: Random, tree: Tree, start: date) -> list[PlannedErrand]:
    """Plan the errands of the year that begins on `start`; some of the newest are still under way."""
    names, numbers = personal_names(rng), phones(rng)
    end = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS), time()))
    home = next(v for v in tree.villages if v.room and v.kind == UnitKind.VILLAGE)
    ages = sorted((rng.uniform(0.2, 345) for _ in range(ERRANDS)), reverse=True)
    planned = []
    for number, age in enumerate(ages):
        still_open = number >= ERRANDS - OPEN_AT_THE_END
        opened = in_office(rng, end - timedelta(days=min(age, 4.0) if still_open else max(age, 20.0)))
        opened = min(opened, end - timedelta(hours=2 + number % 5))
        village = home if still_open and number % 2 else rng.choice(tree.villages)
        kind = rng.choice(ERRAND_KINDS).value
        planned.append(
            PlannedErrand(
                uid=uid("errand", number),
                opened=opened,
                place=_place(rng, village),
                kind=kind,
                story=rng.choice(STORIES[kind]),
                asker=Contact(name=next(names), phone=next(numbers)),
                channel=rng.choice((Channel.COUNTER, Channel.PHONE, Channel.WEB, Channel.FIELD)),
                moves=() if still_open and number % 3 == 0 else _moves(rng, opened, end, still_open),
            )
        )
    return planned


def _place(rng: Random, village: Village) -> UUID:
    return rng.choice(village.grids).uid


def _moves(
    rng: Random, opened: datetime, end: datetime, still_open: bool
) -> tuple[tuple[str, datetime], ...]:
    (route,) = rng.choices([keys for _n, keys in ROUTES], [n for n, _keys in ROUTES])
    keys = list(route[:-1] or ("accept",)) if still_open else [*route, *_review(rng, route[-1])]
    made, at = [], opened
    for key in keys:
        at = in_office(rng, max(at + timedelta(days=rng.uniform(0.3, 2.2)), at + timedelta(minutes=30)))
        if at >= end:
            break
        made.append((key, at))
    return tuple(made)


def _review(rng: Random, last: str) -> tuple[str, ...]:
    """What the asker says of the answer; some say nothing, and a few send it back once."""
    if last == "withdraw":
        return ()
    turn = rng.random()
    if turn < 0.05 and last == "answer":
        return ("not_content", "answer", "content")
    return ("content",) if turn < 0.85 else ()


def steps(rng: Random, tree: Tree, start: date, staff: Staff, places: Mapping[UUID, Unit]) -> Iterator[Step]:
    """The errands and market days as steps of the year, to be made in order of time among all others."""
    at = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS - 12), time(10)))
    yield at, 2, "market days", partial(_market_days, at, start, tree)
    for number, planned in enumerate(errands(rng, tree, start), 2):
        yield planned.opened, number, "errand", partial(_ask, planned, staff, places)
        for key, at in planned.moves:
            yield at, number, f"errand_{key}", partial(_move, planned, key, at, staff)


def _ask(planned: PlannedErrand, staff: Staff, places: Mapping[UUID, Unit]) -> None:
    place = places[planned.place]
    by = PUBLIC if planned.channel is Channel.WEB else staff.of(place.pk, planned.uid.int % 97)
    raised = matters.Raised(
        uid=planned.uid,
        procedure=ERRAND,
        category=planned.kind,
        channel=planned.channel,
        place=place,
        story=planned.story,
        raiser=planned.asker,
    )
    matters.open_matter(by=by, at=planned.opened, raised=raised)


def _move(planned: PlannedErrand, key: str, at: datetime, staff: Staff) -> None:
    """Make a move, by the asker or by somebody of the office that holds it."""
    matter = Matter.objects.placed().get(uid=planned.uid)
    asker = key in BY_ASKER
    matters.move(
        by=PUBLIC if asker else staff.of(matter.holder_id, matter.pk),
        at=at,
        uid=None if asker else matter.uid,
        code=code_of(matter.uid, 0) if asker else "",
        seen=matter.version,
        key=key,
        given=GIVEN[key],
    )
