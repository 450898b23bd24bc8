"""A matter passes from unit to unit with its file, and somebody answers for it at every moment."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON, TODAY, World
from tests.matters.steps import climb, dispute, go
from yixian.access.actor import Denied
from yixian.audit.queries import history
from yixian.audit.verify import verify_all
from yixian.matters import actions
from yixian.matters.actions import Refused
from yixian.matters.codes import code_of
from yixian.matters.enums import PassageState, RefusalGround, Taking
from yixian.matters.models import Matter, Passage
from yixian.matters.passages import legs, may_be_given_back, passages_of, ways
from yixian.matters.queries import Which, Whose, Wish, by_code, scope, waiting_counts
from yixian.measures.actions import recount
from yixian.measures.queries import figure
from yixian.places.models import Unit

HANDFUL = 8
REASON = "双方都在镇司法所登记过，由司法所接着调解更合适。"


def seen(matter: Matter) -> Matter:
    return Matter.objects.placed().get(pk=matter.pk)


def offer(world: World, matter: Matter, who: str, to: Unit, *, at: datetime = NOON, **given: Any) -> Matter:
    usual = {"into": matter.procedure, "reason": REASON, "seen": seen(matter).version}
    return actions.offer(by=world.actor(who), at=at, uid=matter.uid, to=to, **{**usual, **given})


def does(world: World, matter: Matter, who: str, act: Any, *, at: datetime = NOON, **given: Any) -> Matter:
    found: Matter = act(by=world.actor(who), at=at, uid=matter.uid, seen=seen(matter).version, **given)
    return found


def refuse(world: World, matter: Matter, who: str, *, at: datetime = NOON) -> Matter:
    ground = RefusalGround.NOT_COMPETENT
    return does(
        world, matter, who, actions.turn_down, at=at, ground=ground, reason="不属于我们管辖，理由如下。"
    )


@pytest.fixture
def matter(world: World) -> Matter:
    return climb(world, dispute(world), "room")


def test_whoever_offers_it_answers_for_it_until_it_is_taken(world: World, matter: Matter) -> None:
    matter = offer(world, matter, "mediator", world.lawyer_office)
    assert (matter.holder, matter.offered_to) == (world.room, world.lawyer_office)
    matter = does(world, matter, "lawyer", actions.take_over)
    assert (matter.holder, matter.offered_to, matter.step) == (world.lawyer_office, None, "room")


def test_the_unit_sees_it_while_it_is_offered_and_no_longer_when_it_refused(
    world: World, matter: Matter
) -> None:
    lawyer = world.actor("lawyer")
    assert not Matter.objects.visible_to(lawyer).exists()
    offer(world, matter, "mediator", world.lawyer_office)
    assert Matter.objects.visible_to(lawyer).get() == matter
    assert waiting_counts(lawyer)["offered"] == 1
    assert scope(lawyer, Wish(whose=Whose.UNIT, which=Which.OFFERED), NOON).get() == matter
    refuse(world, matter, "lawyer")
    does(world, matter, "mediator", actions.keep, reason="同意，仍由我们办理。")
    assert not Matter.objects.visible_to(lawyer).exists()
    assert Passage.objects.get().state == PassageState.KEPT


def test_who_had_it_goes_on_seeing_it(world: World) -> None:
    far = go(world, dispute(world, place=world.other_village), "stranger", "accept")
    offer(world, far, "stranger", world.lawyer_office)
    does(world, far, "lawyer", actions.take_over)
    offer(world, far, "lawyer", world.judicial)
    does(world, far, "station", actions.take_over)
    assert Matter.objects.visible_to(world.actor("lawyer")).get() == far


def test_number_code_and_file_stay_the_same(world: World, matter: Matter) -> None:
    number, code = matter.number, code_of(matter.uid, 0)
    offer(world, matter, "mediator", world.lawyer_office)
    does(world, matter, "lawyer", actions.take_over)
    found = by_code(code)
    assert (found.number, found.pk) == (number, matter.pk)
    assert [event.kind for event in history(matter.stream)][-2:] == ["matters.offered", "matters.taken"]
    assert verify_all() == []


def test_a_refusal_is_decided_from_above_both(world: World, matter: Matter) -> None:
    offer(world, matter, "mediator", world.lawyer_office)
    refuse(world, matter, "lawyer")
    with pytest.raises(Denied):
        does(world, matter, "station", actions.decide, order=True, reason="应当由律师接手。")
    matter = does(world, matter, "centre", actions.decide, order=True, reason="应当由律师接手。")
    assert (matter.holder, Passage.objects.get().taking) == (world.lawyer_office, Taking.ORDERED)
    day = matter.raised_at.date()
    assert figure("matters.turned_down", None, day, day + timedelta(days=1)) == 1
    assert figure("matters.refusal_overruled", None, day, day + timedelta(days=1)) == 1
    assert recount() == []


def test_a_decision_may_leave_it_where_it_is(world: World, matter: Matter) -> None:
    offer(world, matter, "mediator", world.lawyer_office)
    refuse(world, matter, "lawyer")
    matter = does(world, matter, "chief", actions.decide, order=False, reason="理由成立。")
    assert (matter.holder, matter.offered_to) == (world.room, None)
    day = matter.raised_at.date()
    assert figure("matters.refusal_upheld", None, day, day + timedelta(days=1)) == 1


def test_silence_is_no_acceptance_and_goes_to_be_decided(world: World, matter: Matter) -> None:
    offer(world, matter, "mediator", world.lawyer_office)
    assert actions.wake_passages(NOON + timedelta(days=2)) == 0
    assert actions.wake_passages(NOON + timedelta(days=7)) == 1
    passage = Passage.objects.get()
    assert (passage.state, passage.ground) == (PassageState.REFUSED, RefusalGround.SILENT)
    assert seen(matter).holder == world.room
    assert actions.wake_passages(NOON + timedelta(days=30)) == 1
    assert actions.wake_passages(NOON + timedelta(days=30)) == 0


def test_it_is_given_back_to_the_step_that_it_left(world: World, matter: Matter) -> None:
    offer(world, matter, "mediator", world.lawyer_office)
    does(world, matter, "lawyer", actions.take_over)
    later = NOON + timedelta(days=4)
    matter = does(world, matter, "lawyer", actions.give_back, at=later, reason="双方愿意回村里谈。")
    assert (matter.holder, matter.step) == (world.room, "room")
    chain = legs(matter, passages_of(matter), NOON + timedelta(days=10))
    assert [(leg.unit, leg.days) for leg in chain] == [
        (world.room, 0),
        (world.lawyer_office, 4),
        (world.room, 6),
    ]


def test_going_on_where_it_is_lets_the_offer_fall(world: World, matter: Matter) -> None:
    offer(world, matter, "mediator", world.lawyer_office)
    matter = go(world, matter, "mediator", "agree")
    assert (matter.offered_to, Passage.objects.get().state) == (None, PassageState.KEPT)
    assert not Matter.objects.visible_to(world.actor("lawyer")).exists()


def test_it_is_never_offered_to_whom_it_is_about(world: World) -> None:
    about = climb(world, dispute(world, about_units=[world.station]), "room")
    names = {unit for way in ways(about, TODAY) for unit in way.units}
    assert world.station not in names
    with pytest.raises(Refused) as refused:
        offer(world, about, "mediator", world.station)
    assert [each.field for each in refused.value.refusals] == ["to"]


@pytest.mark.parametrize(
    ("given", "field"),
    [({"reason": " "}, "reason"), ({"to": "banner"}, "to")],
)
def test_what_cannot_be_offered_changes_nothing(world: World, matter: Matter, given: Any, field: str) -> None:
    before = seen(matter).chain_seq
    to = world.units[given.pop("to", "lawyer_office")]
    with pytest.raises(Refused) as refused:
        offer(world, matter, "mediator", to, **given)
    assert [each.field for each in refused.value.refusals] == [field]
    assert (seen(matter).chain_seq, Passage.objects.count()) == (before, 0)


def test_nobody_takes_what_was_offered_to_others(world: World, matter: Matter) -> None:
    offer(world, matter, "mediator", world.lawyer_office)
    for who in ("mediator", "grid"):
        with pytest.raises(Denied):
            does(world, matter, who, actions.take_over)
    for who in ("arbitrator", "stranger"):
        with pytest.raises(Matter.DoesNotExist):
            does(world, matter, who, actions.take_over)


def test_it_is_not_given_back_to_whom_it_turned_out_to_be_about(world: World, matter: Matter) -> None:
    offer(world, matter, "mediator", world.lawyer_office)
    does(world, matter, "lawyer", actions.take_over)
    Matter.objects.filter(pk=matter.pk).update(about_units=[world.room.pk])
    with pytest.raises(Refused):
        does(world, matter, "lawyer", actions.give_back, reason="双方愿意回村里谈。")
    assert seen(matter).holder == world.lawyer_office


def test_it_is_offered_to_one_unit_at_a_time(world: World, matter: Matter) -> None:
    offer(world, matter, "mediator", world.lawyer_office)
    with pytest.raises(Refused):
        offer(world, matter, "mediator", world.judicial)


def test_nobody_decides_on_a_hand_over_of_their_own_unit(world: World) -> None:
    matter = climb(world, dispute(world), "reception_centre")
    offer(world, matter, "centre", world.lawyer_office)
    refuse(world, matter, "lawyer")
    for order in (True, False):
        with pytest.raises(Denied):
            does(world, matter, "centre", actions.decide, order=order, reason="应当由律师接手。")
    matter = does(world, matter, "chief", actions.decide, order=False, reason="理由成立。")
    assert matter.holder == world.centre


def test_only_the_unit_that_took_it_gives_it_back_in_the_same_procedure(world: World, matter: Matter) -> None:
    offer(world, matter, "mediator", world.lawyer_office)
    matter = does(world, matter, "lawyer", actions.take_over)
    assert may_be_given_back(matter, passages_of(matter))
    matter.holder = world.station
    assert not may_be_given_back(matter, passages_of(matter))


def test_nobody_answers_an_offer_of_their_own_unit(world: World) -> None:
    matter = climb(world, dispute(world), "reception_centre")
    offer(world, matter, "centre", world.lawyer_office)
    with pytest.raises(Denied):
        does(world, matter, "centre", actions.take_over)
    with pytest.raises(Denied):
        refuse(world, matter, "centre")
    assert does(world, matter, "lawyer", actions.take_over).holder == world.lawyer_office


def test_a_hand_over_takes_a_handful_of_statements(world: World, matter: Matter) -> None:
    sender, receiver = world.actor("mediator"), world.actor("lawyer")
    given = {"to": world.lawyer_office, "into": matter.procedure, "reason": REASON}
    version = seen(matter).version
    with CaptureQueriesContext(connection) as offered:
        offers = actions.offer(by=sender, at=NOON, uid=matter.uid, seen=version, **given)
    with CaptureQueriesContext(connection) as taken:
        actions.take_over(by=receiver, at=NOON, uid=matter.uid, seen=offers.version)
    assert max(len(offered), len(taken)) <= HANDFUL
