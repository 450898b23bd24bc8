"""Leaders' cases of the demonstrated year: some settled, some that go on, one that stands still, one without a leader."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from django.utils import timezone

from yixian.access.actor import Actor
from yixian.demo.acting import actor_of
from yixian.demo.course import in_office
from yixian.demo.crew import CASES_SETTLED, HEARD, PLANS, RESULTS, Crew, Step, closed_at
from yixian.demo.plan import PlannedDispute
from yixian.places.models import Unit
from yixian.teams import actions
from yixian.teams.actions.work import Wanted
from yixian.teams.enums import Care, EndWhy, Met, Tie
from yixian.teams.models import Consultation, Sponsorship
from yixian.teams.queries.cases import village_posts

STEPS = (
    ("请测绘人员到场量清界线", Care.OTHER),
    ("帮助申请临时救助", Care.HARDSHIP),
    ("联系法律援助律师", Care.LEGAL_AID),
    ("联系就业培训", Care.JOB),
    ("陪同到旗医院看病", Care.MEDICAL),
)
ON_THE_SPOT = ("先把水通上再谈水费", "当天把围栏退回原处", "由镇里先垫付一个月工资", "把通道让出来给牲畜饮水")
OPINIONS = ("以承包合同所附的图为准。", "建议先行调解，同时告知仲裁时限。", "可以给予临时救助。")


def settled_case(crew: Crew, rng: Random, planned: PlannedDispute, turn: int) -> Iterator[Step]:
    """A case under a leader from its second step on until the resident was content."""
    closed = closed_at(planned)
    if closed is None:
        return
    begun = planned.moves[1].at + timedelta(minutes=20)
    yield begun, turn, "sponsor", partial(_sponsor, crew, planned, turn, begun)
    at = begun
    doings = [_plan, _visit, *([_consult] if turn % 2 == 0 else [_on_site]), _visit, _finish]
    for number, do in enumerate(doings):
        at = min(at + timedelta(hours=rng.randint(20, 40)), closed - timedelta(minutes=50 - number * 8))
        yield at, turn, do.__name__, partial(do, crew, planned, turn + number, at)
    over = closed + timedelta(hours=1)
    yield over, turn, "end", partial(_end, crew, planned, over)


def open_case(crew: Crew, rng: Random, planned: PlannedDispute, turn: int, end: datetime) -> Iterator[Step]:
    """A case that still goes on: the first stands still, the last lost its leader."""
    begun = planned.moves[-1].at + timedelta(minutes=50)
    nth = turn - CASES_SETTLED
    yield begun, turn, "sponsor", partial(_sponsor, crew, planned, turn, begun)
    doings = {
        0: [_plan],
        1: [_plan, _visit, _consult, _plan],
        2: [_visit, _on_site, _plan],
        3: [_plan, _visit, _finish, _plan],
        4: [_plan, _visit, _invite],
    }.get(nth, [_plan, _visit, _recuse])
    at = begun
    for number, do in enumerate(doings):
        at = in_office(rng, at + timedelta(hours=rng.randint(20, 70)))
        if at < end:
            yield at, turn, do.__name__, partial(do, crew, planned, turn + number, at)


def _sponsor(crew: Crew, planned: PlannedDispute, turn: int, at: datetime) -> None:
    matter = crew.matter(planned)
    town = next(crew.units[pk] for pk in matter.place.lineage if pk in crew.units)
    offices = crew.joined_up()
    undertaker = town if turn % 3 else offices[turn % len(offices)].unit
    actions.sponsor(
        by=actor_of(crew.chief),
        at=at,
        uid=matter.uid,
        leader=crew.leader(turn),
        undertaker=undertaker,
        assistants=village_posts(matter, timezone.localdate(at))[:2],
    )


def _leading(crew: Crew, planned: PlannedDispute) -> tuple[Actor, Sponsorship]:
    row = Sponsorship.objects.select_related("post__person", "post__unit", "undertaker").get(
        matter=crew.matters[planned.uid], until=None
    )
    return actor_of(row.post or crew.chief), row


def _wanted(unit: Unit, what: str, care: Care | None, number: int, at: datetime) -> Wanted:
    until = timezone.localdate(at) + timedelta(days=3 + number % 5)
    return Wanted(what=what, unit=unit, until=until, text=PLANS[number % len(PLANS)], care=care)


def _plan(crew: Crew, planned: PlannedDispute, number: int, at: datetime) -> None:
    by, row = _leading(crew, planned)
    what, care = STEPS[number % len(STEPS)]
    wanted = _wanted(row.undertaker, what, care, number, at)
    actions.plan(by=by, at=at, uid=crew.matters[planned.uid].uid, wanted=wanted)


def _visit(crew: Crew, planned: PlannedDispute, number: int, at: datetime) -> None:
    by, _row = _leading(crew, planned)
    matter = crew.matter(planned)
    actions.visit(
        by=by,
        at=at,
        uid=matter.uid,
        day=timezone.localdate(at),
        place=matter.place,
        met=[Met.RAISER, Met.OTHER][: 1 + number % 2],
        heard=HEARD[number % len(HEARD)],
        care=[STEPS[number % len(STEPS)][1]],
    )


def _invite(crew: Crew, planned: PlannedDispute, number: int, at: datetime) -> None:
    by, row = _leading(crew, planned)
    units = {row.undertaker.pk: row.undertaker} | {post.unit_id: post.unit for post in crew.joined_up()[:3]}
    actions.call(
        by=by,
        at=at,
        uid=crew.matters[planned.uid].uid,
        day=timezone.localdate(at),
        units=list(units.values()),
        question="以什么为准，谁来办，什么时候办完？",
    )


def _consult(crew: Crew, planned: PlannedDispute, number: int, at: datetime) -> None:
    """A joint consultation: called, every unit heard or noted absent, decided."""
    _invite(crew, planned, number, at)
    by, row = _leading(crew, planned)
    held = Consultation.objects.filter(case=row).latest("pk")
    of_it: dict[str, Any] = {
        "by": by,
        "at": at,
        "uid": crew.matters[planned.uid].uid,
        "consultation": held.pk,
    }
    units = list(held.opinions.values_list("unit", flat=True))
    for n, unit in enumerate(units):
        if n == 3:
            actions.absent(**of_it, unit=unit)
        else:
            actions.opine(**of_it, unit=unit, opinion=OPINIONS[n % len(OPINIONS)])
    wanted = _wanted(row.undertaker, "按会诊意见办理并回报", None, number, at)
    actions.decide(**of_it, wanted=wanted)


def _on_site(crew: Crew, planned: PlannedDispute, number: int, at: datetime) -> None:
    by, row = _leading(crew, planned)
    wanted = _wanted(row.undertaker, ON_THE_SPOT[number % len(ON_THE_SPOT)], None, number, at)
    actions.decide_on_site(by=by, at=at, uid=crew.matters[planned.uid].uid, wanted=wanted)


def _finish(crew: Crew, planned: PlannedDispute, number: int, at: datetime) -> None:
    """Whatever is to be done is done."""
    by, row = _leading(crew, planned)
    for task in row.tasks.filter(done_at=None).values_list("pk", flat=True):
        result = RESULTS[number % len(RESULTS)]
        actions.done(by=by, at=at, uid=crew.matters[planned.uid].uid, task=task, result=result)


def _recuse(crew: Crew, planned: PlannedDispute, number: int, at: datetime) -> None:
    by, _row = _leading(crew, planned)
    actions.recuse(
        by=by, at=at, uid=crew.matters[planned.uid].uid, tie=Tie.KIN, reason="与一方当事人是表亲。"
    )


def _end(crew: Crew, planned: PlannedDispute, at: datetime) -> None:
    by, _row = _leading(crew, planned)
    actions.end(by=by, at=at, uid=crew.matters[planned.uid].uid, why=EndWhy.SETTLED)
