"""Words beside the procedure: what the resident writes waits until the office answers it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cast import NOON, World
from tests.documents.test_rules import picture
from tests.matters.steps import STORY, climb, dispute, go, opened
from yixian.access.actor import PUBLIC
from yixian.documents.rules import Upload
from yixian.matters import actions
from yixian.matters.actions import Opened, Refused
from yixian.matters.enums import State, Voice
from yixian.matters.models import Matter
from yixian.matters.queries import Which, Wish, scope, waiting_counts, words_of

LATER = NOON + timedelta(hours=3)


@pytest.fixture
def raised(world: World) -> Opened:
    return opened(world)


def waits(matter: Matter) -> object:
    return Matter.objects.get(pk=matter.pk).asked_at


def ask(raised: Opened, text: str = "办到哪一步了？") -> None:
    actions.ask(by=PUBLIC, at=LATER, code=raised.code, text=text, token=uuid4())


def test_a_question_waits_until_it_is_answered(world: World, raised: Opened) -> None:
    assert waits(raised.matter) is None
    ask(raised)
    actions.ask(by=PUBLIC, at=LATER + timedelta(hours=1), code=raised.code, text="还有一句")
    assert waits(raised.matter) == LATER
    actions.note(by=world.actor("grid"), at=LATER, uid=raised.matter.uid, text="已看到")
    assert waits(raised.matter) == LATER
    actions.reply(by=world.actor("grid"), at=LATER, uid=raised.matter.uid, text="明天上门")
    assert waits(raised.matter) is None


def test_the_answer_of_the_matter_answers_the_question_too(world: World, raised: Opened) -> None:
    matter = climb(world, raised.matter, "room")
    ask(raised)
    matter = go(world, matter, "mediator", "climb_room")
    assert waits(matter) == LATER
    matter = go(world, matter, "mediator", "climb_assembly")
    go(world, matter, "station", "agree")
    assert waits(matter) is None


def test_files_wait_unless_they_came_with_the_words_that_raised_it(world: World, raised: Opened) -> None:
    theirs, ours = Upload("围栏.jpg", picture()), Upload("勘察.png", picture("PNG"))
    actions.attach(by=world.actor("grid"), at=LATER, uid=raised.matter.uid, uploads=[ours])
    assert waits(raised.matter) is None
    actions.attach(by=PUBLIC, at=LATER, code=raised.code, uploads=[theirs])
    assert waits(raised.matter) == LATER


def test_the_list_and_the_count_hold_what_waits_and_is_theirs_to_see(world: World, raised: Opened) -> None:
    other = opened(world, place=world.bare_village)
    ask(raised)
    ask(other)
    waiting = {*scope(world.actor("station"), Wish(which=Which.ASKED), LATER)}
    assert waiting == {raised.matter, other.matter}
    assert waiting_counts(world.actor("grid"))["asked"] == 1
    assert waiting_counts(world.actor("stranger"))["asked"] == 0


def test_whoever_raised_the_same_may_still_write_and_is_answered(world: World, raised: Opened) -> None:
    kept = dispute(world)
    actions.merge(
        by=world.actor("secretary"), at=NOON, uid=raised.matter.uid, seen=1, into=kept.uid, reason="同一件"
    )
    ask(raised, "我家也受影响")
    matter = Matter.objects.get(pk=raised.matter.pk)
    assert (matter.state, matter.asked_at) == (State.MERGED, LATER)
    assert words_of(kept, [Voice.RAISER]).keys() <= {1}
    assert raised.matter in scope(world.actor("grid"), Wish(which=Which.ASKED), LATER)
    actions.reply(by=world.actor("grid"), at=LATER, uid=matter.uid, text="一并处理")
    assert waits(matter) is None
    with pytest.raises(Refused):
        actions.note(by=world.actor("grid"), at=LATER, uid=matter.uid, text=STORY)
