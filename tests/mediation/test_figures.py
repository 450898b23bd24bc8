"""Which kind of body resolved what."""

from datetime import date, timedelta

from tests.cast import NOON, TODAY, World
from tests.matters.steps import climb, dispute, go, raiser_goes
from tests.mediation.steps import act, agreed, close, seen
from yixian.measures.actions import fold_all
from yixian.measures.queries import figures
from yixian.measures.recount import differences


def by_body() -> dict[str, int]:
    fold_all(NOON)
    found = figures(["disputes.resolved_by_body"], None, date(2026, 1, 1), date(2027, 1, 1))
    assert differences(lambda _done, _total: None) == []
    return {part: value for part, value in found["disputes.resolved_by_body"].items() if value}


def test_a_dispute_counts_at_the_body_that_resolved_it(world: World) -> None:
    agreed(world)
    go(world, climb(world, dispute(world), "station"), "station", "agree")
    go(world, climb(world, dispute(world), "station"), "station", "exit_litigation")
    assert by_body() == {"room": 1, "station": 1}


def test_sent_back_in_the_review_it_counts_no_longer(world: World) -> None:
    matter = go(world, climb(world, dispute(world), "station"), "station", "agree")
    raiser_goes(seen(matter), "not_content", reason="不对")
    assert by_body() == {}


def test_performed_it_counts_where_it_was_resolved(world: World) -> None:
    obligation = agreed(world)
    close(obligation.matter)
    act(world, "perform", obligation.matter, obligation=obligation.uid, on=TODAY, proof="付清")
    assert by_body() == {"room": 1}


def test_performed_long_after_it_still_counts_at_the_tier_and_body_that_settled_it(world: World) -> None:
    matter = go(world, climb(world, dispute(world), "station"), "station", "agree")
    matter = raiser_goes(seen(matter), "content")
    assert matter.holder == world.room
    matter = go(world, matter, "mediator", "performed", performed_on=TODAY, proof="双方到场，已付清。")
    assert (matter.outcome, matter.settled_step, matter.settled_kind) == ("performed", "station", "station")
    assert by_body() == {"station": 1}
    tiers = figures(["disputes.resolved_at"], None, date(2026, 1, 1), date(2027, 1, 1))[
        "disputes.resolved_at"
    ]
    assert {tier: value for tier, value in tiers.items() if value} == {"town": 1}


def test_defaulted_it_counts_no_longer(world: World) -> None:
    obligation = agreed(world)
    close(obligation.matter)
    told = {"answer": "可申请支付令。", "routes_told": True}
    later = NOON + timedelta(days=11)
    act(world, "default", obligation.matter, obligation=obligation.uid, missing="未付", given=told, at=later)
    assert by_body() == {}
