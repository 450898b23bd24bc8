"""Deputies of the demonstration: the register, their meetings, and a year of opinions. All of it is invented."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import PUBLIC, Actor
from yixian.concerns import actions as concerns
from yixian.concerns.actions import Heard
from yixian.concerns.models import Concern
from yixian.demo.acting import Staff, actor_of
from yixian.demo.course import in_office
from yixian.demo.plan import DAYS
from yixian.demo.tree import Tree, uid
from yixian.demo.words import personal_names, phones
from yixian.demo.year import Step
from yixian.deputies import actions
from yixian.deputies.actions import Call, Entry
from yixian.deputies.enums import Kind, Meet
from yixian.deputies.models import Deputy
from yixian.deputies.queries import answers_for
from yixian.deputies.sources import SOURCE
from yixian.matters import actions as matters
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.people.rules import Contact
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

OPINIONS, OPEN_AT_THE_END, MEETINGS, MEETINGS_AHEAD, OF_THE_BANNER = 60, 7, 26, 6, 8
BEFORE = 18
KINDS = (Kind.DEPUTY, Kind.DEPUTY, Kind.MEMBER, Kind.DELEGATE)
KNOWN_BY = (
    "养殖大户",
    "乡村医生",
    "小学教师",
    "合作社理事长",
    "老党员",
    "种植能手",
    "个体工商户",
    "退休干部",
)
TOLD: tuple[tuple[str, str, str, str], ...] = (
    ("road", "草场道路维修", "通往夏营盘的砂石路被雨水冲断了几处，拉草拉料的车过不去，请早点修。",
     "已列入今年村道养护计划，六月底前修好断处，汛期安排专人巡查。"),
    ("water", "人畜饮水井出水少", "村东那眼机井出水越来越少，夏天牲畜饮水跟不上，请看看能不能加深。",
     "水务部门已到现场测水位，安排洗井并更换水泵，出水已恢复正常。"),
    ("benefits", "养老金认证不方便", "老人用不了手机认证，每年要专门跑一趟镇上，能不能下来集中办。",
     "已定每季度随便民集市下村集中认证，行动不便的由代办员上门。"),
    ("school", "校车绕路时间长", "孩子坐校车要绕两个村，路上一个半小时，冬天天不亮就得出门。",
     "调整了校车线路，增加一个停靠点，单程缩短到五十分钟以内。"),
    ("health", "村卫生室药不全", "慢性病常用药经常断，一次开药量又少，来回跑不方便。",
     "卫生院建立了缺药登记，慢性病长处方一次可开一个月，每周配送一次。"),
    ("pasture", "草畜平衡核定面积", "几户反映核定的草场面积和实际不一样，补奖金额有出入，希望重新量一量。",
     "草原监督管理所已重新测量公示，两户更正，差额随下批补奖发放。"),
    ("village", "垃圾清运不及时", "集市散了以后垃圾两三天没人拉，风一刮到处都是。",
     "集市当天收市后一小时内清运，增设四个垃圾箱，保洁员名单已公示。"),
    ("power", "网络信号差", "山后几户人家手机没有信号，有事联系不上，直播卖羊也做不成。",
     "通信公司完成选址，十月前新建一座基站，先给三户装了信号放大设备。"),
)  # fmt: skip
ANSWERED = "当面讲清了政策规定和办理地点，当事人表示明白。"
REASON = "同一件事此前已答复并公示，当事人同意不再另办。"


def furnish(rng: Random, tree: Tree, start: date) -> None:
    """Enter everybody who is a deputy of a town, and some of the banner, before the year begins."""
    day = start - timedelta(days=BEFORE)
    at = timezone.make_aware(datetime.combine(day, time(15)))
    by = _chief()
    posts = Post.objects.filter(role=Role.DEPUTY).select_related("person", "unit").defer("unit__boundary")
    units = {unit.uid: unit for unit in Unit.objects.defer("boundary")}
    for number, post in enumerate(posts.order_by("pk")):
        constituency = post.unit
        if number % 4 == 1:
            near = [each for each in tree.villages if post.unit_id in units[each.uid].lineage]
            constituency = units[rng.choice(near).uid]
        _enter(by, at, number, post.person.name, constituency, post.person)
    known = set(Person.objects.values_list("name", flat=True))
    names = (name for name in personal_names(rng) if name not in known)
    banner = next(unit for unit in units.values() if unit.kind == UnitKind.BANNER)
    for number in range(OF_THE_BANNER):
        _enter(by, at, 100 + number, next(names), banner, None)


def _chief() -> Actor:
    return actor_of(Post.objects.select_related("unit", "person").get(role=Role.MASS_WORK_CHIEF))


def _enter(
    by: Actor, at: datetime, number: int, name: str, constituency: Unit, person: Person | None
) -> None:
    entry = Entry(
        kind=KINDS[number % len(KINDS)],
        name=name,
        constituency=constituency,
        since=date(2024, 1, 20) if constituency.kind == UnitKind.BANNER else date(2023, 12, 10),
        known_by=KNOWN_BY[number % len(KNOWN_BY)],
        person=person,
    )
    actions.enter(by=by, at=at, uid=uid("deputy", number), entry=entry)


def steps(rng: Random, tree: Tree, start: date, staff: Staff, places: Mapping[UUID, Unit]) -> Iterator[Step]:
    """Meetings and opinions as steps of the year, to be made in order of time among all others."""
    end = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS), time()))
    deputies = [uid("deputy", number) for number in range(32)]
    yield from _meetings(rng, tree, deputies, places, end)
    names, numbers = personal_names(rng), phones(rng)
    ages = sorted((rng.uniform(1, 350) for _ in range(OPINIONS)), reverse=True)
    for number, age in enumerate(ages):
        still_open = number >= OPINIONS - OPEN_AT_THE_END
        at = in_office(rng, end - timedelta(days=min(age, 3.0) if still_open else max(age, 25.0)))
        at = min(at, end - timedelta(hours=3 + number % 4))
        own = uid("opinion", number)
        deputy = deputies[0] if number % 6 == 0 else rng.choice(deputies)
        speaker = Contact(name=next(names), phone=next(numbers))
        told = TOLD[number % len(TOLD)]
        village = rng.choice(tree.villages).uid
        yield at, 5, "opinion", partial(_hear, own, deputy, at, told, speaker, places[village], staff)
        if not still_open:
            yield from _ends(rng, number, own, at, told, staff, end)


def _meetings(
    rng: Random, tree: Tree, deputies: list[UUID], places: Mapping[UUID, Unit], end: datetime
) -> Iterator[Step]:
    """Days on which deputies met residents, and some that lie ahead."""
    for number in range(MEETINGS + MEETINGS_AHEAD):
        ahead = number >= MEETINGS
        days = rng.randint(2, 25) if ahead else -rng.randint(3, 340)
        starts = in_office(rng, end + timedelta(days=days, hours=9)).replace(hour=9, minute=0)
        called = min(starts - timedelta(days=7), end - timedelta(hours=9))
        deputy = deputies[0] if number in (0, MEETINGS) else rng.choice(deputies)
        village = rng.choice(tree.villages)
        yield (
            called,
            4,
            "meeting",
            partial(
                _call, uid("deputy-meeting", number), deputy, called, starts, places[village.uid], number
            ),
        )


def _call(own: UUID, deputy: UUID, at: datetime, starts: datetime, place: Unit, number: int) -> None:
    row = Deputy.objects.select_related("person").get(uid=deputy)
    call = Call(
        uid=own,
        kind=tuple(Meet)[number % 3],
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place=place,
        spot="党群服务中心一楼" if number % 2 else "代表联络站",
    )
    actions.call(by=_actor(row), at=at, deputy=deputy, call=call)


def _actor(row: Deputy) -> Actor:
    post = Post.objects.select_related("unit", "person").get(person=row.person, role=Role.DEPUTY)
    return actor_of(post)


def _hear(
    own: UUID,
    deputy: UUID,
    at: datetime,
    told: tuple[str, str, str, str],
    speaker: Contact,
    place: Unit,
    staff: Staff,
) -> None:
    row = Deputy.objects.placed().get(uid=deputy)
    heard = Heard(
        uid=own,
        source=SOURCE,
        source_uid=deputy,
        place=place,
        words=told[2],
        headline=told[1],
        speaker=speaker,
        unit=answers_for(row, at.date()),
    )
    concerns.hear(by=_actor(row), at=at, heard=heard)


def _ends(
    rng: Random,
    number: int,
    own: UUID,
    heard: datetime,
    told: tuple[str, str, str, str],
    staff: Staff,
    end: datetime,
) -> Iterator[Step]:
    """What became of an opinion: most turn into matters that are answered, some were answered at once."""
    later = in_office(rng, heard + timedelta(days=rng.uniform(0.5, 3)))
    if number % 5 == 3:
        yield later, 6, "opinion answered", partial(_answer, own, later)
    elif number % 15 == 7:
        checked = in_office(rng, later + timedelta(days=2))
        yield later, 6, "opinion closed", partial(_close, own, later)
        yield checked, 6, "closing checked", partial(_check, own, checked)
    else:
        yield later, 6, "opinion raised", partial(_raise, own, later, told)
        moved = in_office(rng, later + timedelta(days=rng.uniform(2, 9)))
        reviewed = in_office(rng, moved + timedelta(days=rng.uniform(0.5, 6)))
        if moved < end:
            yield moved, 7, "opinion's matter", partial(settle, own, moved, told[3], staff)
        if reviewed < end and number % 4:
            yield reviewed, 8, "opinion's review", partial(review, own, reviewed)


def _by(own: UUID) -> Actor:
    """The deputy who heard an opinion."""
    heard_by = Concern.objects.values_list("heard_by", flat=True).get(uid=own)
    return actor_of(Post.objects.select_related("unit", "person").get(person=heard_by, role=Role.DEPUTY))


def _raise(own: UUID, at: datetime, told: tuple[str, str, str, str]) -> None:
    concerns.raise_matter(by=_by(own), at=at, uid=own, procedure="concern", category=told[0])


def _answer(own: UUID, at: datetime) -> None:
    concerns.answer(by=_by(own), at=at, uid=own, answer=ANSWERED)


def _close(own: UUID, at: datetime) -> None:
    concerns.close(by=_by(own), at=at, uid=own, reason=REASON)


def _check(own: UUID, at: datetime) -> None:
    concerns.check(by=_chief(), at=at, uid=own, agrees=True)


def settle(own: UUID, at: datetime, answer: str, staff: Staff) -> None:
    """Whoever holds the matter of the concern `own` answers it, unless it is answered already."""
    matter = Matter.objects.placed().get(concerns__uid=own)
    if matter.outcome or matter.step == "review":
        return
    matters.move(
        by=staff.of(matter.holder_id, matter.pk),
        at=at,
        uid=matter.uid,
        seen=matter.version,
        key="answer",
        given={"how": "done", "answer": answer},
    )


def review(own: UUID, at: datetime) -> None:
    """Whoever raised the matter of the concern `own` is content with its answer."""
    matter = Matter.objects.get(concerns__uid=own)
    if matter.step == "review":
        matters.move(
            by=PUBLIC,
            at=at,
            code=code_of(matter.uid, matter.code_turn),
            seen=matter.version,
            key="content",
            given={},
        )
