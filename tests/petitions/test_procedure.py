"""The way of a petition: every category has its route, and only one of them has the sixty days."""

from datetime import timedelta

import pytest

from tests.cast import NOON, World
from tests.petitions.steps import (
    FINDING,
    conclude,
    deliver,
    go,
    hand_over,
    petition,
    raiser_goes,
    reviewing,
    seen,
    sees,
)
from yixian.audit.verify import verify_all
from yixian.matters import actions as matters
from yixian.matters.actions import Refused, wake
from yixian.matters.enums import Channel, State
from yixian.matters.models import Matter
from yixian.measures.recount import differences
from yixian.petitions.actions import Finding
from yixian.petitions.enums import Opinion, Purpose
from yixian.petitions.models import Petition, Request
from yixian.petitions.procedures import PETITION
from yixian.procedures import soundness
from yixian.procedures.decide import Decision, Standing, decide
from yixian.procedures.walk import trouble, walk

DAY = timedelta(days=1)
OPENINGS: dict[str, list[object]] = {
    "in_time": ["yes", "no"],
    "accused": [True, False],
    "sealing": [True, False],
}


def test_the_declaration_is_sound() -> None:
    assert soundness.faults(PETITION) == []


def test_every_way_through_it_comes_to_an_end() -> None:
    assert trouble(PETITION, OPENINGS) == []
    assert trouble(PETITION) == []


def test_every_step_is_reached_and_every_move_is_made() -> None:
    reached = list(walk(PETITION, OPENINGS))
    assert {each.standing.step for each in reached} == {step.key for step in PETITION.steps}
    assert {key for each in reached for key in each.enabled} == {move.key for move in PETITION.moves}


def test_nobody_is_left_without_notice_whose_address_is_known() -> None:
    standing = Standing(step="registered", came_from="", facts={})
    for key in ("accept", "examine", "study"):
        assert isinstance(decide(PETITION, standing, PETITION.move(key), {}), list)
        assert isinstance(decide(PETITION, standing, PETITION.move(key), {"unclear": True}), Decision)
        assert isinstance(decide(PETITION, standing, PETITION.move(key), {"notice": "已收到。"}), Decision)


def test_a_letter_on_the_website_is_with_the_petition_office(world: World) -> None:
    matter = petition(world)
    assert (matter.holder, matter.step) == (world.petition_office, "registered")
    assert matter.number.startswith("信〔2026〕")
    assert sees(world.actor("petitions"), matter)


def test_without_a_petition_office_the_reception_centre_answers_for_it(world: World) -> None:
    world.petition_office.until = NOON.date()
    world.petition_office.save()
    assert petition(world).holder == world.centre


def test_whoever_receives_it_answers_for_it_and_the_petition_office_keeps_sight(world: World) -> None:
    matter = petition(world, by="station")
    assert matter.holder == world.station
    assert sees(world.actor("petitions"), matter)
    assert not sees(world.actor("secretary"), matter)


def test_whom_it_concerns_does_not_see_it_before_it_is_looked_at(world: World) -> None:
    matter = petition(world)
    for who in ("station", "secretary", "grid", "mediator", "department"):
        assert not sees(world.actor(who), matter), who


@pytest.mark.parametrize(
    ("key", "step", "state"),
    [
        ("accept", "handling", State.WORK),
        ("examine", "duty", State.WORK),
        ("study", "suggestion", State.WORK),
        ("guide", "ended", State.END),
        ("decline", "ended", State.END),
    ],
)
def test_each_route_leads_where_the_regulation_says(world: World, key: str, step: str, state: State) -> None:
    matter = go(world, petition(world), "petitions", key)
    assert (matter.step, matter.state, matter.holder) == (step, state, world.petition_office)


def test_a_suggestion_is_studied_and_answered(world: World) -> None:
    matter = go(world, petition(world, purpose=Purpose.SUGGESTION), "petitions", "study")
    matter = go(world, matter, "petitions", "answer_suggestion", adopted="not_adopted")
    assert (matter.step, matter.outcome) == ("replied", "not_adopted")
    assert raiser_goes(matter, "content").step == "ended"


def test_from_letter_to_re_review(world: World) -> None:
    matter = go(world, petition(world), "petitions", "accept")
    matter = conclude(world, matter, "petitions", at=NOON + 20 * DAY)
    assert (matter.step, matter.outcome, matter.facts["in_time"]) == ("delivery", "supported", "yes")
    matter = deliver(world, matter, "petitions", "delivered", at=NOON + 25 * DAY, on="2026-03-28")
    assert matter.step == "answered"
    matter = raiser_goes(matter, "ask_review", at=NOON + 30 * DAY)
    assert (matter.step, matter.holder) == ("review", world.review_office)
    reviewer = reviewing(world)
    matter = go(world, matter, reviewer, "review_opinion", at=NOON + 40 * DAY)
    matter = deliver(world, matter, reviewer, "review_delivered", at=NOON + 41 * DAY)
    matter = raiser_goes(matter, "ask_rereview", at=NOON + 50 * DAY)
    matter = go(world, matter, reviewer, "rereview_opinion", at=NOON + 60 * DAY)
    matter = deliver(world, matter, reviewer, "rereview_delivered", at=NOON + 61 * DAY)
    assert (matter.step, matter.state) == ("ended", State.END)
    matter = go(world, matter, reviewer, "help", at=NOON + 90 * DAY)
    assert (matter.step, matter.facts["helped"]) == ("ended", True)
    assert verify_all() == []
    assert differences(lambda _done, _total: None) == []


def test_after_a_re_review_the_same_is_not_accepted_again(world: World) -> None:
    matter = go(world, petition(world), "petitions", "decline", ground="reviewed")
    assert (matter.outcome, matter.facts["declined_for"]) == ("declined", "reviewed")


def test_who_says_nothing_for_thirty_days_lets_it_rest(world: World) -> None:
    matter = conclude(world, go(world, petition(world), "petitions", "accept"), "petitions")
    deliver(world, matter, "petitions", "delivered", at=NOON + DAY)
    assert wake(NOON + 34 * DAY) == 0, "the thirtieth day is a holiday: it ends on the first day after"
    assert wake(NOON + 35 * DAY) == 1
    assert Matter.objects.get().step == "ended"


def test_an_opinion_answers_every_request(world: World) -> None:
    matter = go(world, petition(world), "petitions", "accept")
    with pytest.raises(Refused):
        conclude(world, matter, "petitions", findings=(FINDING,))
    with pytest.raises(Refused):
        go(world, matter, "petitions", "conclude", result="supported", basis="有", answer="好")
    assert Request.objects.filter(answered_at__isnull=False).count() == 0
    refused = Finding(opinion=Opinion.NOT_SUPPORTED, finding="无", basis="无依据", reply="不支持。")
    matter = conclude(world, matter, "petitions", findings=(FINDING, refused))
    assert matter.outcome == "partly_supported"
    assert [each.opinion for each in Request.objects.order_by("number")] == ["supported", "not_supported"]


def test_a_settlement_needs_both_sides(world: World) -> None:
    matter = go(world, petition(world), "petitions", "accept")
    with pytest.raises(Refused):
        go(world, matter, "petitions", "settle", consent="no")
    assert go(world, matter, "petitions", "settle").outcome == "settled"


def test_a_crowd_sends_five_at_most(world: World) -> None:
    with pytest.raises(Refused, match="five"):
        petition(world, by="petitions", channel=Channel.COUNTER, read_back=True, people=30)
    matter = petition(
        world, by="petitions", channel=Channel.COUNTER, read_back=True, people=30, representatives=5
    )
    assert Petition.objects.get(matter=matter).people == 30


def test_what_was_told_is_read_back(world: World) -> None:
    with pytest.raises(Refused, match="read back"):
        petition(world, by="petitions", channel=Channel.COUNTER)


def test_what_is_urgent_was_reported(world: World) -> None:
    with pytest.raises(Refused, match="urgent"):
        petition(world, by="petitions", urgent=True)


def test_a_form_sent_twice_is_one_petition(world: World) -> None:
    matter = petition(world)
    petition(world, uid=matter.uid)
    assert Matter.objects.count() == Petition.objects.count() == 1
    assert Request.objects.count() == 2


def test_a_review_stays_with_the_office_that_reviews(world: World) -> None:
    who = reviewing(world)
    matter = petition(world)
    hand_over(world, matter, "petitions", "department")
    matters.take_over(by=world.actor("department"), at=NOON, uid=matter.uid, seen=seen(matter))
    go(world, matter, "department", "accept")
    conclude(world, matter, "department")
    deliver(world, matter, "department", "delivered", at=NOON)
    matter = raiser_goes(matter, "ask_review")
    assert matter.holder == world.review_office
    with pytest.raises(Refused):
        matters.give_back(
            by=world.actor(who), at=NOON, uid=matter.uid, seen=seen(matter), reason="退回原单位。"
        )
    with pytest.raises(Refused):
        hand_over(world, matter, who, "department")
    assert Matter.objects.get().holder == world.review_office
