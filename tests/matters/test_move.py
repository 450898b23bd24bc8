"""Moving along the ladder."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON, World
from tests.matters.steps import AGREE, CLIMB, climb, dispute, go, raiser_goes
from yixian.access.actor import PUBLIC, Denied
from yixian.audit.models import Event
from yixian.matters import actions
from yixian.matters.actions import Refused, Stale
from yixian.matters.enums import State, Voice
from yixian.matters.models import Matter
from yixian.matters.queries import officer_offers, raiser_offers, words_of


def test_it_climbs_three_tiers_and_six_steps(world: World) -> None:
    matter = dispute(world)
    seen = []
    for key, who in zip(CLIMB, ("grid", "mediator", "mediator", "station", "station", "centre"), strict=True):
        matter = go(world, matter, who, key)
        seen.append((matter.step, matter.holder.kind))
    assert seen == [
        ("room", "room"),
        ("assembly", "assembly"),
        ("station", "station"),
        ("town_meeting", "town_meeting"),
        ("reception_centre", "reception_centre"),
        ("banner_meeting", "banner_meeting"),
    ]


def test_an_agreement_is_answered_reviewed_closed_and_visited(world: World) -> None:
    matter = climb(world, dispute(world), "station")
    matter = go(world, matter, "station", "agree")
    assert (matter.state, matter.outcome, matter.settled_step) == (State.WAITING, "written", "station")
    assert words_of(matter, [Voice.ANSWER])[matter.chain_seq]["answer"] == AGREE["answer"]
    matter = raiser_goes(matter, "content")
    assert matter.state == State.AFTER
    matter = go(world, matter, "mediator", "visited", holds="yes", visit="都好")
    assert (matter.state, matter.step) == (State.END, "done")


def test_not_content_goes_back_to_where_it_came_from(world: World) -> None:
    matter = go(world, climb(world, dispute(world), "station"), "station", "agree")
    matter = raiser_goes(matter, "not_content", reason="围栏还没退。")
    assert (matter.step, matter.outcome, matter.settled_step) == ("station", "", "")
    assert words_of(matter, [Voice.RAISER])[matter.chain_seq] == {"reason": "围栏还没退。"}


def test_a_village_without_a_room_holds_it_itself(world: World) -> None:
    matter = dispute(world, place=world.bare_village)
    matter = go(world, matter, "station", "accept")
    assert matter.holder == world.bare_village


def test_a_refused_move_names_its_clause_and_changes_nothing(world: World) -> None:
    matter = dispute(world)
    events = Event.objects.count()
    with pytest.raises(Refused) as refused:
        go(world, matter, "grid", "accept", consent="no")
    assert {r.clause.article for r in refused.value.refusals if r.clause} >= {"17"}
    assert Event.objects.count() == events
    assert Matter.objects.get(pk=matter.pk).version == matter.version


def test_only_who_covers_the_holder_moves_it(world: World) -> None:
    matter = climb(world, dispute(world), "station")
    for who in ("grid", "secretary", "mediator"):
        with pytest.raises(Denied):
            go(world, matter, who, "agree")
    with pytest.raises(Matter.DoesNotExist):
        go(world, matter, "stranger", "agree")


def test_a_form_filled_in_before_a_change_is_refused(world: World) -> None:
    matter = dispute(world)
    go(world, matter, "grid", "accept")
    with pytest.raises(Stale):
        actions.move(
            by=world.actor("grid"),
            at=NOON,
            uid=matter.uid,
            seen=matter.version,
            key="accept",
            given={"consent": "yes"},
        )


def test_the_same_form_sent_twice_moves_once(world: World) -> None:
    matter, token = dispute(world), uuid4()
    for _ in range(2):
        actions.move(
            by=world.actor("grid"),
            at=NOON,
            uid=matter.uid,
            seen=matter.version,
            key="accept",
            given={"consent": "yes"},
            token=token,
        )
    assert Event.objects.filter(stream=matter.stream).count() == 2


def test_the_raiser_may_review_and_withdraw_and_nothing_else(world: World) -> None:
    matter = dispute(world)
    assert [offer.move.key for offer in raiser_offers(matter)] == ["withdraw"]
    with pytest.raises(Refused):
        raiser_goes(matter, "accept", consent="yes")
    assert raiser_goes(matter, "withdraw", reason="我们自己说好了").outcome == "withdrawn"


def test_an_exit_is_offered_to_those_who_may(world: World) -> None:
    matter = climb(world, dispute(world), "station")
    mine = {offer.move.key for offer in officer_offers(world.actor("station"), matter) if offer.allowed}
    assert "exit_arbitration" in mine
    assert not any(offer.allowed for offer in officer_offers(world.actor("grid"), matter))
    matter = go(world, matter, "station", "exit_arbitration")
    assert matter.outcome == "arbitration"


def test_it_is_taken_up_again_within_the_window_only(world: World) -> None:
    matter = raiser_goes(dispute(world), "withdraw", reason="说好了")
    with pytest.raises(Refused):
        raiser_goes(matter, "reopen", at=NOON + timedelta(days=4000), reason="又闹了")
    matter = raiser_goes(matter, "reopen", at=NOON + timedelta(days=2), reason="又闹了")
    assert (matter.step, matter.outcome, matter.ended_at) == ("registered", "", None)


def test_violence_keeps_it_out_of_open_meetings(world: World) -> None:
    matter = go(world, dispute(world), "grid", "accept", violence=True, reported="已报城南派出所，3月4日")
    with pytest.raises(Refused):
        go(world, matter, "mediator", "climb_room")
    matter = go(
        world,
        matter,
        "mediator",
        "pass_assembly",
        tried="谈过",
        ground="protected",
        skip_reason="涉及家庭暴力",
    )
    assert matter.step == "station"


def test_a_move_takes_a_handful_of_statements(world: World) -> None:
    matter = dispute(world)
    go(world, matter, "grid", "accept")
    actor = world.actor("mediator")
    with CaptureQueriesContext(connection) as queries:
        actions.move(
            by=actor,
            at=NOON,
            uid=matter.uid,
            seen=matter.version + 1,
            key="climb_room",
            given=CLIMB["climb_room"],
        )
    said = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(said) <= 8, "\n".join(said)


def test_nobody_moves_what_is_not_theirs_without_the_code(world: World) -> None:
    matter = dispute(world)
    with pytest.raises(Matter.DoesNotExist):
        actions.move(by=PUBLIC, at=NOON, uid=matter.uid, seen=1, key="withdraw", given={"reason": "x"})


def test_a_note_sent_again_after_another_is_written_once(world: World) -> None:
    matter = dispute(world)
    by, first = world.actor("mediator"), uuid4()
    actions.note(by=by, at=NOON, uid=matter.uid, text="去看过草场", token=first)
    actions.note(by=by, at=NOON, uid=matter.uid, text="又打了电话", token=uuid4())
    actions.note(by=by, at=NOON, uid=matter.uid, text="去看过草场", token=first)
    assert Event.objects.filter(stream=matter.stream, kind="matters.noted").count() == 2
