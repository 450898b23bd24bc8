"""The year at the specialised bodies: played through the real actions, and leaving the ladder's figures alone."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.utils import timezone

from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.demo import bodies, build
from yixian.demo.acting import staff
from yixian.demo.bodies_plan import brought
from yixian.demo.plan import DAYS, PlannedDispute, disputes
from yixian.demo.year import Player
from yixian.disputes.bodies.procedures import BODIES, KEYS
from yixian.matters import actions
from yixian.matters.enums import PassageState
from yixian.matters.models import Matter, Passage
from yixian.measures.recount import differences
from yixian.places.models import Unit
from yixian.procedures.registry import get

TODAY = date(2026, 11, 24)
START = build.begins(TODAY)


def plan() -> list[PlannedDispute]:
    return disputes(build.stream("disputes"), build.tree(), START)


def test_seventy_matters_go_to_the_five_bodies_and_are_the_same_every_time() -> None:
    first, again = (brought(build.stream("bodies"), build.tree(), START) for _each in range(2))
    assert first == again
    assert len(first) == 70
    assert {each.procedure for each in first} == KEYS
    kinds = {body.key: {choice.value for choice in body.categories} for body in BODIES}
    assert all(each.category in kinds[each.procedure] for each in first)


def test_only_open_disputes_stay_with_a_body_and_nothing_settled_is_lost() -> None:
    full = plan()
    assert {each.outcome for each in bodies.to_hand_over(full, ())} == {None}
    returned = [each for each, _at in bodies.there_and_back(full, ())]
    assert (len(bodies.to_hand_over(full, ())), len(returned)) == (5, 3)
    chosen = {each.uid for each in returned}
    assert not chosen & {each.uid for each, _at in bodies.there_and_back(full, chosen)}


@pytest.mark.slow
@pytest.mark.django_db
def test_the_year_is_played_and_everything_holds() -> None:
    build.settle(TODAY)
    units = {unit.pk: unit for unit in Unit.objects.defer("boundary")}
    player = Player(staff(units), {unit.uid: unit for unit in units.values()})
    full = plan()
    chosen = [*bodies.to_hand_over(full, ()), *(each for each, _at in bodies.there_and_back(full, ()))]
    todo = list(bodies.steps(build.stream("bodies"), player, build.tree(), full, START))
    for each in chosen:
        todo.append((each.opened, 1, "raise", partial(player.raise_, each)))
        todo += [(move.at, 1, move.key, partial(player.move, each, move)) for move in each.moves]
    for number in range(1, DAYS + 1):
        at = timezone.make_aware(datetime.combine(START + timedelta(days=number), time(6)))
        todo.append((at, 0, "clock", partial(actions.wake, at)))
    end = timezone.make_aware(datetime.combine(TODAY, time()))
    for _at, _order, _what, act in sorted(todo, key=lambda step: step[:2]):
        if _at < end:
            act()

    there = Matter.objects.filter(sign__in=[body.numbering for body in BODIES])
    assert there.count() == 70
    ended = Counter(there.exclude(outcome="").values_list("outcome", flat=True))
    assert ended["award"] >= 8
    assert ended["performed"] >= 15
    assert {"not_accepted", "police_case", "failed", "refused", "litigation"} <= set(ended)
    assert there.filter(outcome="").exists()
    passed = Counter(Passage.objects.values_list("state", flat=True))
    assert passed[PassageState.RETURNED] == 3
    assert passed.total() >= 7
    settled = {each.uid: each.outcome for each in chosen if each.outcome}
    assert dict(Matter.objects.filter(uid__in=settled).values_list("uid", "outcome")) == settled
    assert verify_all() == []
    assert differences(lambda _done, _total: None) == []
    assert out_of_order() == []


def out_of_order() -> list[UUID | str]:
    last: dict[str, datetime] = {}
    wrong: list[UUID | str] = []
    for stream, at in Event.objects.order_by("stream", "seq").values_list("stream", "at"):
        if at < last.get(stream, at):
            wrong.append(stream)
        last[stream] = at
    return wrong


def test_every_move_of_the_plan_is_one_of_the_procedure() -> None:
    beside = {"appraisal", "resume"}
    for each in brought(build.stream("bodies"), build.tree(), START):
        known = {move.key for move in get(each.procedure).moves} | beside
        assert {key for key, _at in each.moves} <= known
