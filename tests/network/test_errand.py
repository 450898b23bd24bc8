"""An errand from asking to review, and what is counted of it."""

from datetime import timedelta

import pytest

from tests.cast import NOON, SINCE, TODAY, World
from tests.network.steps import asker_goes, errand, go
from yixian.access.actor import Denied
from yixian.matters import actions as matters
from yixian.matters.actions import Refused, passages
from yixian.matters.enums import State, Voice
from yixian.matters.models import Matter
from yixian.matters.queries import officer_offers, words_of
from yixian.measures.actions import recount
from yixian.measures.queries import figures
from yixian.places import actions as places
from yixian.places.enums import UnitKind
from yixian.procedures import registry
from yixian.rulebook import declare
from yixian.rulebook.enums import Mark

LATER = NOON + timedelta(hours=3)


def counted(*keys: str) -> dict[str, dict[str, int]]:
    return figures(list(keys), None, TODAY, TODAY + timedelta(days=60))


def test_the_room_of_the_village_has_it_and_the_village_where_there_is_no_room(world: World) -> None:
    assert errand(world).holder == world.room
    assert errand(world, place=world.bare_village).holder == world.bare_village


@pytest.mark.parametrize("who", ["grid", "secretary", "mediator", "station", "centre"])
def test_whoever_works_on_the_front_line_takes_one_for_somebody(world: World, who: str) -> None:
    assert errand(world, by=who).step == "asked"


@pytest.mark.parametrize("who", ["stranger", "department", "deputy"])
def test_nobody_takes_one_outside_their_ground(world: World, who: str) -> None:
    with pytest.raises(Denied):
        errand(world, by=who)


def test_it_is_run_by_the_room_answered_and_reviewed(world: World) -> None:
    matter = go(world, errand(world), "mediator", "accept")
    assert (matter.step, matter.holder) == ("room", world.room)
    matter = go(world, matter, "mediator", "answer", at=LATER)
    assert (matter.state, matter.outcome, matter.settled_step) == (State.WAITING, "done", "room")
    answers = [said for each in words_of(matter, [Voice.ANSWER]).values() for said in each.values()]
    assert any("已报销" in said for said in answers)
    matter = asker_goes(matter, "content", at=LATER, remark="谢谢")
    assert (matter.state, matter.facts["review"]) == (State.END, "content")


def test_what_the_room_cannot_do_goes_to_the_station_and_on_to_a_department(world: World) -> None:
    matter = go(world, errand(world), "mediator", "accept")
    matter = go(world, matter, "mediator", "hand_up")
    assert matter.holder == world.station
    matter = go(world, matter, "station", "to_department")
    assert (matter.step, matter.holder) == ("department", world.station)
    assert go(world, matter, "station", "answer").outcome == "done"


def test_a_department_takes_what_is_handed_to_its_station_and_answers_it(world: World) -> None:
    station = places.found(
        by=None,
        at=NOON,
        kind=UnitKind.DEPARTMENT_STATION,
        name="农牧局群众工作站",
        parent=world.department,
        since=SINCE,
    )
    matter = go(world, errand(world, category="pasture"), "mediator", "hand_up")
    matter = passages.offer(
        by=world.actor("station"),
        at=NOON,
        uid=matter.uid,
        seen=matter.version,
        to=station,
        into="errand",
        reason="补奖台账在农牧局。",
    )
    assert matter.holder == world.station
    taken = passages.take_over(by=world.actor("department"), at=LATER, uid=matter.uid, seen=matter.version)
    assert (taken.holder, taken.step) == (station, "station")
    assert go(world, taken, "department", "answer", at=LATER).outcome == "done"
    assert {part: n for part, n in counted("errands.done_at")["errands.done_at"].items() if n} == {
        "department_station": 1
    }


def test_the_mediator_does_not_act_for_the_station(world: World) -> None:
    matter = go(world, errand(world), "mediator", "hand_up")
    with pytest.raises(Denied):
        go(world, matter, "mediator", "answer")
    assert not any(
        each.allowed for each in officer_offers(world.actor("mediator"), Matter.objects.get(pk=matter.pk))
    )


@pytest.mark.parametrize("missing", ["reason", "right_place"])
def test_a_refusal_says_why_and_names_the_right_place(world: World, missing: str) -> None:
    with pytest.raises(Refused) as refused:
        go(world, errand(world), "mediator", "refuse", at=NOON, **{missing: ""})
    assert [each.field for each in refused.value.refusals] == [missing]


def test_whoever_is_not_content_sends_it_back_to_where_it_was(world: World) -> None:
    matter = go(world, errand(world), "mediator", "refuse")
    matter = asker_goes(matter, "not_content", at=LATER, reason="到了那里又叫我回来。")
    assert (matter.step, matter.state, matter.outcome) == ("asked", State.WORK, "")


def test_it_may_be_withdrawn_while_it_is_under_way_and_taken_up_again(world: World) -> None:
    matter = asker_goes(go(world, errand(world), "mediator", "accept"), "withdraw", reason="自己办好了")
    assert (matter.state, matter.outcome) == (State.END, "withdrawn")
    again = asker_goes(matter, "reopen", at=NOON + timedelta(days=29), reason="又要补材料")
    assert again.step == "asked"
    gone = asker_goes(errand(world), "withdraw", reason="不办了")
    with pytest.raises(Refused):
        asker_goes(gone, "reopen", at=NOON + timedelta(days=31), reason="又要办")


def test_silence_closes_it_when_the_time_is_over_and_is_no_consent(world: World) -> None:
    matter = go(world, go(world, errand(world), "mediator", "accept"), "mediator", "answer")
    assert matter.step_due_at is not None
    matters.wake(matter.step_due_at)
    matter.refresh_from_db()
    assert (matter.state, matter.facts["review"]) == (State.END, "silent")


def test_every_limit_is_a_setting_of_the_banner_and_none_is_law(world: World) -> None:
    named = registry.get("errand").limits()
    assert named
    assert {row.mark for row in declare.every() if row.code in named} == {Mark.K}


def test_a_late_room_is_reported_upwards(world: World) -> None:
    matter = errand(world)
    assert matter.step_due_at is not None
    matters.wake(matter.step_due_at + timedelta(minutes=1))
    matter.refresh_from_db()
    assert matter.escalation == 1


def test_errands_are_counted_by_kind_outcome_and_who_ran_them(world: World) -> None:
    done = go(world, go(world, errand(world), "mediator", "accept"), "mediator", "answer")
    asker_goes(done, "content", remark="")
    go(world, errand(world, category="certs"), "mediator", "refuse")
    back = go(world, go(world, errand(world), "mediator", "hand_up"), "station", "answer")
    asker_goes(back, "not_content", reason="钱没到账")
    found = counted("errands.asked", "errands.done_at", "errands.ended", "errands.reviewed", "errands.done")
    assert found["errands.asked"] == {"medical": 2, "certs": 1}
    assert {part: n for part, n in found["errands.done_at"].items() if n} == {"room": 1}
    assert {part: n for part, n in found["errands.ended"].items() if n} == {"done": 1, "refused": 1}
    assert found["errands.reviewed"] == {"content": 1, "not_content": 1}
    assert sum(found["errands.done"].values()) == 1
    assert recount() == []
