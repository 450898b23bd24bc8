"""What each body takes, what it must not take, and how it says so."""

from typing import Any

import pytest

from tests.cast import World
from tests.disputes.bodies.steps import ACCEPT, KEYS, USUAL, brought, go, raiser, staffed
from yixian.disputes.bodies.procedures import BODIES, body_for
from yixian.matters.actions import Refused, wake
from yixian.procedures.decide import Decision, Standing, admission, decide
from yixian.procedures.registry import get

AT_APPLICATION = Standing(step="applied", came_from="", facts={})
EXCLUDED = [
    ("land_arbitration", {"expropriation": True}, "2(3)"),
    ("land_arbitration", {"ownership": True}, "22(3)"),
    ("land_arbitration", {"in_court": True}, "22(2)"),
    ("land_arbitration", {"decided": True}, "22(4)"),
    ("land_arbitration", {"timely": "late"}, "18"),
    ("labour_arbitration", {"household": True}, "2(4), 2(6)"),
    ("labour_arbitration", {"agency": True}, "2(1)"),
    ("labour_arbitration", {"in_court": True}, "5"),
    ("labour_arbitration", {"timely": "late"}, "27"),
    ("traffic_mediation", {"joint_application": False}, "94(1)"),
    ("traffic_mediation", {"timely": "late"}, "94(1)"),
    ("traffic_mediation", {"in_court": True}, "96(1)"),
    ("traffic_mediation", {"consent": "no"}, "17"),
    ("medical_mediation", {"in_court": True}, "31(4)"),
    ("medical_mediation", {"health_department": True}, "31(4)"),
    ("medical_mediation", {"consent": "no"}, "17"),
    ("police_mediation", {"crime": True, "reported": "报了警"}, "9"),
    ("police_mediation", {"gravity": "grave"}, "9"),
    ("police_mediation", {"in_court": True}, "9"),
    ("police_mediation", {"violence": True}, "25"),
]
ADMITTED = [
    ("land_arbitration", "0901", {}, None),
    ("land_arbitration", "0905", {}, None),
    ("land_arbitration", "1102", {}, "2"),
    ("land_arbitration", "0902", {}, "2"),
    ("land_arbitration", "0905", {"expropriation": True}, "2(3)"),
    ("labour_arbitration", "0701", {}, None),
    ("labour_arbitration", "0507", {}, "2"),
    ("traffic_mediation", "0503", {}, None),
    ("traffic_mediation", "0503", {"in_court": True}, "96(1)"),
    ("medical_mediation", "0502", {}, None),
    ("medical_mediation", "0502", {"health_department": True}, "31(4)"),
    ("medical_mediation", "0503", {}, "31"),
    ("police_mediation", "0303", {}, None),
    ("police_mediation", "0303", {"crime": True}, "9"),
    ("police_mediation", "0101", {}, "9"),
]


@pytest.mark.parametrize("key", KEYS)
def test_what_belongs_there_is_accepted(key: str) -> None:
    procedure = get(key)
    answer = decide(procedure, AT_APPLICATION, procedure.move("accept"), ACCEPT[key])
    assert isinstance(answer, Decision)
    assert answer.facts["accepted"] is True


@pytest.mark.parametrize(("key", "given", "article"), EXCLUDED)
def test_what_does_not_is_refused_with_its_clause(key: str, given: dict[str, Any], article: str) -> None:
    procedure = get(key)
    answer = decide(procedure, AT_APPLICATION, procedure.move("accept"), {**ACCEPT[key], **given})
    assert isinstance(answer, list)
    assert article in {refusal.clause.article for refusal in answer if refusal.clause}


@pytest.mark.parametrize(("key", "category", "facts", "article"), ADMITTED)
def test_what_is_handed_over_is_judged_the_same_way(
    key: str, category: str, facts: dict[str, Any], article: str | None
) -> None:
    refusals = admission(get(key), facts, category)
    assert [refusal.clause.article for refusal in refusals if refusal.clause] == (
        [article] if article else []
    )


@pytest.mark.parametrize("choice", ["within", "interrupted", "wages"])
def test_wages_have_no_limit_while_the_work_goes_on(choice: str) -> None:
    procedure = get("labour_arbitration")
    given = {**ACCEPT[procedure.key], "known_on": "2020-01-01", "timely": choice}
    assert isinstance(decide(procedure, AT_APPLICATION, procedure.move("accept"), given), Decision)


def test_no_kind_of_dispute_goes_to_two_bodies() -> None:
    kinds = [choice.value for body in BODIES for choice in body.categories]
    assert len(kinds) == len(set(kinds))
    assert [body for body in map(body_for, kinds) if body is None] == []
    assert body_for("0101") is None


def test_each_has_its_own_sign() -> None:
    assert [body.numbering for body in BODIES] == ["仲", "劳", "交", "医", "警"]


def test_the_tribunal_sits_where_both_ask_and_is_understood_by_all() -> None:
    procedure = get("land_arbitration")
    standing = Standing(step="panel", came_from="defence", facts={})
    call, usual = procedure.move("call"), USUAL["call"]
    assert isinstance(decide(procedure, standing, call, usual), Decision)
    for wrong, article in (({"seat": "commission"}, "30(2)"), ({"translation": "missing"}, "36")):
        answer = decide(procedure, standing, call, {**usual, **wrong})
        assert isinstance(answer, list)
        assert [refusal.clause.article for refusal in answer if refusal.clause] == [article]


@pytest.mark.parametrize("key", KEYS)
def test_a_refusal_to_accept_tells_the_reason_and_the_other_routes(world: World, key: str) -> None:
    matter = brought(staffed(world), key)
    with pytest.raises(Refused, match="other routes"):
        go(world, matter, "not_accept", routes_told=False)
    matter = go(world, matter, "not_accept")
    assert (matter.step, matter.outcome) == ("done", "not_accepted")


@pytest.mark.parametrize("key", KEYS)
def test_a_resident_takes_it_there_directly_and_back(world: World, key: str) -> None:
    matter = brought(staffed(world), key)
    assert matter.number[0] == get(key).numbering
    assert matter.holder.kind in (get(key).passing.bodies if get(key).passing else ())  # type: ignore[union-attr]
    assert raiser(matter, "withdraw").outcome == "withdrawn"


def test_police_decide_what_is_not_kept_to_and_approve_what_is(world: World) -> None:
    staffed(world)
    matter = go(world, go(world, brought(world, "police_mediation"), "accept"), "agree")
    matter = raiser(matter, "content")
    kept = go(world, matter, "performed")
    assert (kept.outcome, kept.facts["approved"]) == ("performed", "yes")
    broken = go(world, go(world, brought(world, "police_mediation"), "accept"), "agree")
    broken = go(world, go(world, broken, "content"), "default")
    assert (broken.step, broken.outcome) == ("closed", "defaulted")


def test_a_party_may_go_back_on_a_statement_before_signing_for_it(world: World) -> None:
    matter = go(world, go(world, brought(staffed(world), "land_arbitration"), "accept"), "serve")
    matter = go(world, go(world, matter, "defend"), "try_mediation")
    legal = matter.legal_due_at
    matter = go(world, matter, "agree")
    assert (matter.step, matter.outcome) == ("review", "written")
    matter = raiser(matter, "not_content")
    assert (matter.step, matter.outcome, matter.legal_due_at) == ("panel", "", legal)


def test_who_sued_in_time_keeps_the_award_out_of_force(world: World) -> None:
    matter = go(world, go(world, brought(staffed(world), "labour_arbitration"), "accept"), "serve")
    matter = go(world, go(world, matter, "defend"), "call")
    assert matter.step == "called"
    assert matter.step_due_at
    from_then = matter.step_due_at
    wake(from_then)
    matter = go(world, go(world, matter, "award", at=from_then), "deliver", at=from_then)
    matter = raiser(matter, "sued", at=from_then)
    assert (matter.step, matter.outcome, matter.facts.get("in_force")) == ("done", "award", None)
    with pytest.raises(Refused, match="no award in force"):
        go(world, matter, "performed", at=from_then)
