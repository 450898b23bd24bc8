"""The ladder: nothing is skipped in silence, and the way out is always open."""

import pytest

from yixian.disputes.procedures import DISPUTE, LADDER
from yixian.procedures import soundness
from yixian.procedures.decide import Decision, Standing, decide, offers
from yixian.procedures.enums import Mover

WAYS_OUT = {
    "agree",
    "exit_direct_reply",
    "exit_village_resolution",
    "exit_litigation",
    "exit_arbitration",
    "exit_administrative_ruling",
    "refuse",
    "withdraw",
}


def standing(step: str, **facts: object) -> Standing:
    return Standing(step=step, came_from="", facts=facts)


def test_the_declaration_is_sound() -> None:
    assert soundness.faults(DISPUTE) == []


@pytest.mark.parametrize("step", LADDER)
def test_every_step_has_every_way_out(step: str) -> None:
    assert {m.key for m in offers(DISPUTE, standing(step), Mover.OFFICER)} >= WAYS_OUT


@pytest.mark.parametrize("step", LADDER)
def test_whoever_raised_it_may_withdraw_at_every_step(step: str) -> None:
    assert [m.key for m in offers(DISPUTE, standing(step), Mover.RAISER)] == ["withdraw"]


def test_without_consent_nobody_mediates() -> None:
    answer = decide(DISPUTE, standing("registered"), DISPUTE.move("accept"), {"consent": "no"})
    assert isinstance(answer, list)
    assert "17" in {r.clause.article for r in answer if r.clause}


def test_a_step_is_not_left_without_a_record() -> None:
    answer = decide(DISPUTE, standing("room", consent="yes"), DISPUTE.move("climb_room"), {"openness": "yes"})
    assert isinstance(answer, list)
    assert "tried" in {r.field for r in answer}


def test_a_meeting_needs_the_consent_of_all_to_be_heard() -> None:
    given = {"tried": "谈了三次", "openness": "no"}
    assert isinstance(
        decide(DISPUTE, standing("room", consent="yes"), DISPUTE.move("climb_room"), given), list
    )


def test_a_meeting_is_passed_over_with_a_recorded_reason() -> None:
    given = {"tried": "谈了三次", "ground": "openness_refused", "skip_reason": "一方不愿公开"}
    answer = decide(DISPUTE, standing("room", consent="yes"), DISPUTE.move("pass_assembly"), given)
    assert isinstance(answer, Decision)
    assert answer.target.key == "station"


def test_violence_never_reaches_an_open_meeting_and_must_be_reported() -> None:
    given = {"consent": "yes", "violence": True}
    assert isinstance(decide(DISPUTE, standing("registered"), DISPUTE.move("accept"), given), list)
    known = standing("room", consent="yes", violence=True, reported=True)
    answer = decide(DISPUTE, known, DISPUTE.move("climb_room"), {"tried": "谈过", "openness": "yes"})
    assert isinstance(answer, list)


def test_a_resident_who_is_not_content_sends_it_back_to_where_it_was() -> None:
    known = Standing(step="review", came_from="station", facts={"consent": "yes", "passed_assembly": True})
    answer = decide(DISPUTE, known, DISPUTE.move("not_content"), {"reason": "没有落实"})
    assert isinstance(answer, Decision)
    assert answer.target.key == "station"
