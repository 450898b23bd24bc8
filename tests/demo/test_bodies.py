"""The year at the specialised bodies: played through the real actions, and leaving the ladder's figures alone."""

from collections import Counter
from datetime import date

from yixian.demo import bodies, build
from yixian.demo.bodies_plan import brought
from yixian.demo.plan import PlannedDispute, disputes
from yixian.disputes.bodies.procedures import BODIES, KEYS
from yixian.matters.enums import PassageState
from yixian.matters.models import Matter, Passage
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


def holds(_start: date, _today: date) -> None:
    """What the played year must hold of the specialised bodies."""
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


def test_every_move_of_the_plan_is_one_of_the_procedure() -> None:
    beside = {"appraisal", "resume"}
    for each in brought(build.stream("bodies"), build.tree(), START):
        known = {move.key for move in get(each.procedure).moves} | beside
        assert {key for key, _at in each.moves} <= known
