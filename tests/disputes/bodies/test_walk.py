"""Wherever a matter can come at a body there is a way on, and the way to the court is never shut."""

from typing import Any

import pytest

from tests.disputes.bodies.steps import KEYS
from yixian.disputes.bodies.medical import MEDICAL
from yixian.disputes.procedures import OPEN_FORUMS
from yixian.procedures.decide import Standing, offers
from yixian.procedures.enums import Mover, StepKind
from yixian.procedures.registry import get
from yixian.procedures.soundness import faults
from yixian.procedures.walk import trouble, walk

CARRIED: dict[str, Any] = {"violence": (True, False), "minor": (True, False), "crime": (True, False)}
"""What a matter may bring along when it is handed over."""
WAYS_OUT = {"exit_litigation", "withdraw", "not_accept"}


@pytest.mark.parametrize("key", KEYS)
def test_it_is_sound_and_leads_on_from_everywhere_whatever_is_brought_along(key: str) -> None:
    assert faults(get(key)) == []
    assert trouble(get(key), CARRIED) == []


@pytest.mark.parametrize("key", KEYS)
def test_at_every_step_of_the_work_the_court_and_withdrawal_are_open(key: str) -> None:
    for step in get(key).steps:
        if step.kind is StepKind.WORK:
            standing = Standing(step=step.key, came_from="", facts={})
            assert {move.key for move in offers(get(key), standing, Mover.OFFICER)} >= WAYS_OUT
            assert "withdraw" in {move.key for move in offers(get(key), standing, Mover.RAISER)}


@pytest.mark.parametrize("key", KEYS)
def test_every_move_that_can_be_made_is_made_somewhere(key: str) -> None:
    made = {move for reached in walk(get(key), CARRIED) for move in reached.enabled}
    assert made == {move.key for move in get(key).moves}


@pytest.mark.parametrize("key", KEYS)
def test_nobody_mediates_without_consent_or_an_unreported_crime(key: str) -> None:
    mediating = {step.key for step in get(key).steps if step.mediates}
    assert mediating
    for reached in walk(get(key), CARRIED):
        if reached.standing.step in mediating:
            assert reached.unmet == ()
            assert reached.standing.facts.get("consent", "yes") == "yes"


@pytest.mark.parametrize("key", KEYS)
def test_the_resident_reads_plain_words_at_every_step(key: str) -> None:
    assert all(str(step.plain).endswith(".") and len(str(step.plain)) > 10 for step in get(key).steps)


def test_a_medical_dispute_is_never_mediated_in_public_nor_put_before_a_meeting() -> None:
    assert not {step.key for step in MEDICAL.steps} & {*OPEN_FORUMS, "hearing"}
    (mediation,) = [step for step in MEDICAL.steps if step.mediates]
    assert "closed_to_public" in {guard.key for guard in mediation.requires}
    for reached in walk(MEDICAL, CARRIED):
        if reached.standing.step == "mediation":
            assert "closed_to_public" not in reached.unmet


def test_no_answer_makes_a_medical_dispute_public() -> None:
    known = {field.fact for move in MEDICAL.moves for field in move.fields}
    assert "closed_to_public" not in known
