"""What was said is written down once, and comes to one end."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import NOON, World
from tests.concerns.steps import HERE, NEXT, WORDS, concern
from tests.matters.steps import dispute
from yixian.access.actor import Denied
from yixian.audit.verify import verify_all
from yixian.concerns import actions, queries
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.kernel import sealed
from yixian.matters.actions import Refused, move
from yixian.matters.actions import merge as merge_matters
from yixian.matters.enums import State
from yixian.matters.models import FAR, Matter
from yixian.matters.queries import by_code
from yixian.measures.actions import recount
from yixian.people.rules import Contact

pytestmark = [pytest.mark.django_db, pytest.mark.core]
LATER = NOON + timedelta(hours=1)


def test_what_was_said_is_sealed_and_has_its_time(world: World) -> None:
    found = concern(world)
    assert "巴图" not in str(vars(found))
    assert sealed.text(found, "words") == WORDS
    assert found.running is not None
    assert found.running.term.code == "concerns.fate"
    assert NOON < found.due_at < FAR


def test_the_same_form_sent_twice_is_one_concern(world: World) -> None:
    uid = uuid4()
    assert concern(world, uid=uid).pk == concern(world, uid=uid).pk
    assert Concern.objects.count() == 1


def test_who_does_not_hear_people_may_not_write_it_down(world: World) -> None:
    with pytest.raises(Denied):
        concern(world, "auditor")


@pytest.mark.parametrize(
    ("changes", "field"), [({"words": "  "}, "words"), ({"headline": "打13800005678"}, "headline")]
)
def test_nothing_and_numbers_in_a_heading_are_refused(
    world: World, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        concern(world, **changes)
    assert [each.field for each in refused.value.refusals] == [field]
    assert not Concern.objects.exists()


def test_an_answer_on_the_spot_ends_it(world: World) -> None:
    found = concern(world)
    actions.answer(by=world.actor("grid"), at=LATER, uid=found.uid, answer="水样已送检。")
    found.refresh_from_db()
    assert (found.fate, found.fated_at, found.due_at) == (Fate.ANSWERED, LATER, FAR)
    assert sealed.text(found, "answer") == "水样已送检。"
    assert not found.owes


def test_an_end_is_an_end(world: World) -> None:
    found = concern(world)
    actions.answer(by=world.actor("grid"), at=LATER, uid=found.uid, answer="水样已送检。")
    with pytest.raises(Refused, match="already"):
        actions.close(by=world.actor("grid"), at=LATER, uid=found.uid, reason="没有别的事。")


def test_the_same_end_sent_twice_is_made_once(world: World) -> None:
    found, token = concern(world), uuid4()
    for _twice in range(2):
        actions.answer(by=world.actor("grid"), at=LATER, uid=found.uid, answer="好。", token=token)
    assert Concern.objects.get().version == 2


def test_it_becomes_a_matter_with_the_same_words_and_a_code_for_the_household(world: World) -> None:
    found = concern(world, headline="井水发黄", speaker=Contact(name="巴图", phone="13800005678"))
    opened = actions.raise_matter(
        by=world.actor("grid"), at=LATER, uid=found.uid, procedure="concern", category="water"
    )
    matter = by_code(opened.code)
    assert matter == opened.matter
    assert sealed.text(matter, "story") == WORDS
    assert (matter.headline, matter.place, matter.holder) == ("井水发黄", world.village, world.room)
    raiser = matter.parties.get().resident
    assert sealed.text(raiser, "phone") == "+8613800005678"
    found.refresh_from_db()
    assert (found.fate, found.matter) == (Fate.MATTER, matter)


def test_who_hears_it_far_from_their_own_ground_may_raise_it_there(world: World) -> None:
    found = concern(world, "reserve", place=world.other_village)
    opened = actions.raise_matter(
        by=world.actor("reserve"), at=LATER, uid=found.uid, procedure="dispute", category="0201"
    )
    assert opened.matter.place == world.other_village


def test_raised_twice_it_is_one_matter(world: World) -> None:
    found, token = concern(world), uuid4()
    codes = {
        actions.raise_matter(
            by=world.actor("grid"),
            at=LATER,
            uid=found.uid,
            procedure="concern",
            category="water",
            token=token,
        ).code
        for _twice in range(2)
    }
    assert len(codes) == 1
    assert Matter.objects.count() == 1


def test_it_becomes_only_what_a_concern_can_become(world: World) -> None:
    found = concern(world)
    with pytest.raises(Refused, match="cannot be turned"):
        actions.raise_matter(
            by=world.actor("grid"), at=LATER, uid=found.uid, procedure="labour_arbitration", category="x"
        )


def test_the_matter_runs_to_its_answer_and_review(world: World) -> None:
    found = concern(world)
    opened = actions.raise_matter(
        by=world.actor("grid"), at=LATER, uid=found.uid, procedure="concern", category="water"
    )
    for key, given in (("take_up", {}), ("answer", {"how": "done", "answer": "换了滤芯，水清了。"})):
        matter = Matter.objects.get(uid=opened.matter.uid)
        move(by=world.actor("mediator"), at=LATER, uid=matter.uid, key=key, given=given, seen=matter.version)
    matter = Matter.objects.get(uid=opened.matter.uid)
    assert (matter.step, matter.outcome) == ("review", "done")


def test_it_joins_a_matter_that_the_writer_sees(world: World) -> None:
    matter, found = dispute(world), concern(world, "secretary")
    actions.merge(by=world.actor("secretary"), at=LATER, uid=found.uid, into=matter.uid)
    found.refresh_from_db()
    assert (found.fate, found.matter) == (Fate.MERGED, matter)


def test_it_does_not_join_a_matter_that_the_writer_does_not_see(world: World) -> None:
    far, found = dispute(world, place=world.other_village), concern(world, "secretary")
    with pytest.raises(Refused, match="no such matter"):
        actions.merge(by=world.actor("secretary"), at=LATER, uid=found.uid, into=far.uid)


@pytest.mark.parametrize("state", [State.AFTER, State.END])
def test_it_does_not_join_a_matter_that_was_answered(world: World, state: State) -> None:
    matter, found = dispute(world), concern(world, "secretary")
    Matter.objects.filter(pk=matter.pk).update(state=state)
    with pytest.raises(Refused, match="answered already") as refused:
        actions.merge(by=world.actor("secretary"), at=LATER, uid=found.uid, into=matter.uid)
    assert [each.field for each in refused.value.refusals] == ["into"]
    assert Concern.objects.get(pk=found.pk).fate == Fate.OPEN


def test_it_joins_the_matter_in_which_the_one_that_was_named_goes_on(world: World) -> None:
    gone, kept, found = dispute(world), dispute(world), concern(world, "secretary")
    merge_matters(
        by=world.actor("station"), at=LATER, uid=gone.uid, seen=gone.version, into=kept.uid, reason="同一件事"
    )
    actions.merge(by=world.actor("secretary"), at=LATER, uid=found.uid, into=gone.uid)
    found.refresh_from_db()
    assert (found.fate, found.matter) == (Fate.MERGED, kept)


def test_carried_on_it_keeps_the_time_that_is_left(world: World) -> None:
    found = concern(world)
    onward = actions.carry(by=world.actor("grid"), at=LATER, uid=found.uid, to=NEXT)
    assert (onward.due_at, onward.fate, sealed.text(onward, "words")) == (found.due_at, Fate.OPEN, WORDS)
    assert queries.for_record(world.actor("grid"), "talk", NEXT) == [onward]
    found.refresh_from_db()
    assert found.fate == Fate.CARRIED


def test_it_is_carried_only_to_a_later_record(world: World) -> None:
    found = concern(world, source_uid=NEXT)
    with pytest.raises(Refused, match="cannot be carried"):
        actions.carry(by=world.actor("grid"), at=LATER, uid=found.uid, to=HERE)


def test_a_closing_owes_its_end_until_a_superior_agrees(world: World) -> None:
    found = concern(world)
    actions.close(by=world.actor("grid"), at=LATER, uid=found.uid, reason="人已搬走，问题不在了。")
    assert list(queries.owing(world.actor("grid"))) == [found]
    actions.check(by=world.actor("secretary"), at=LATER, uid=found.uid, agrees=True)
    assert not queries.owing(world.actor("grid")).exists()


def test_nobody_checks_what_they_heard_or_closed(world: World) -> None:
    found = concern(world, "secretary")
    actions.close(by=world.actor("secretary"), at=LATER, uid=found.uid, reason="重复。")
    with pytest.raises(Refused, match="Somebody else checks"):
        actions.check(by=world.actor("secretary"), at=LATER, uid=found.uid, agrees=True)
    with pytest.raises(Denied):
        actions.check(by=world.actor("mediator"), at=LATER, uid=found.uid, agrees=True)
    actions.check(by=world.actor("station"), at=LATER, uid=found.uid, agrees=True)


def test_a_superior_who_does_not_agree_opens_it_again_and_says_why(world: World) -> None:
    found = concern(world)
    actions.close(by=world.actor("grid"), at=LATER, uid=found.uid, reason="不归我们管。")
    with pytest.raises(Refused):
        actions.check(by=world.actor("secretary"), at=LATER, uid=found.uid, agrees=False)
    actions.check(by=world.actor("secretary"), at=LATER, uid=found.uid, agrees=False, remark="请转水务。")
    found.refresh_from_db()
    assert found.fate == Fate.OPEN
    assert found.running is not None
    assert found.running.started == LATER


def test_the_chain_holds_and_the_figures_are_those_of_the_records(world: World) -> None:
    first, second = concern(world), concern(world, headline="路灯")
    actions.answer(by=world.actor("grid"), at=LATER, uid=first.uid, answer="好。")
    actions.close(by=world.actor("grid"), at=LATER, uid=second.uid, reason="重复。")
    assert verify_all() == []
    assert recount() == []


def test_passed_on_somebody_else_goes_on_with_the_time_that_is_left(world: World) -> None:
    found = concern(world, "reserve", place=world.other_village)
    heir = world.people["stranger"]
    actions.pass_on(by=world.actor("reserve"), at=LATER, uid=found.uid, unit=world.other_village, to=heir)
    onward = queries.owing(world.actor("stranger")).get()
    assert (onward.due_at, onward.in_charge) == (found.due_at, heir.pk)
    actions.answer(by=world.actor("stranger"), at=LATER, uid=found.uid, answer="好。")


def test_who_passed_it_on_sees_it_but_ends_it_no_more(world: World) -> None:
    found = concern(world, "reserve", place=world.other_village)
    heir = world.people["stranger"]
    actions.pass_on(by=world.actor("reserve"), at=LATER, uid=found.uid, unit=world.other_village, to=heir)
    assert queries.owing(world.actor("reserve")).get() == found
    with pytest.raises(Denied):
        actions.answer(by=world.actor("reserve"), at=LATER, uid=found.uid, answer="好。")


def test_what_is_about_somebody_is_not_passed_on(world: World) -> None:
    found = concern(world, "reserve", about_units=[world.station])
    with pytest.raises(Refused, match="about somebody"):
        actions.pass_on(by=world.actor("reserve"), at=LATER, uid=found.uid, unit=world.other_village)


def test_the_code_is_not_told_again_to_whoever_asks_later(world: World) -> None:
    found = concern(world)
    raised: dict[str, Any] = {"uid": found.uid, "procedure": "concern", "category": "water"}
    actions.raise_matter(by=world.actor("grid"), at=LATER, **raised)
    with pytest.raises(Refused, match="already"):
        actions.raise_matter(by=world.actor("leader"), at=LATER, **raised)


def test_an_id_that_is_taken_gives_neither_the_concern_nor_a_matter_of_it(world: World) -> None:
    other = concern(world, "stranger", place=world.other_village)
    with pytest.raises(Denied):
        concern(world, "grid", uid=other.uid)
    matter = dispute(world, place=world.other_village)
    found = concern(world, "grid", uid=matter.uid)
    opened = actions.raise_matter(
        by=world.actor("grid"), at=LATER, uid=found.uid, procedure="concern", category="water"
    )
    assert opened.matter != matter
