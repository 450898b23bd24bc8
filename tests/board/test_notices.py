"""Who is told that a text waits, and that an answer is owed to the public."""

from tests.board.steps import answered, proposal, put, raised, up
from tests.cast import NOON, World
from tests.notices.steps import told
from tests.petitions.steps import conclude, go
from yixian.board import queries
from yixian.board.notices import OWED
from yixian.notices import actions, words
from yixian.notices.models import Notice


def test_the_second_person_is_told_that_a_text_waits(world: World) -> None:
    matter = raised(world)
    entry = put(world, matter)
    actions.tell(NOON)
    assert "board.to_check" in told(world, "centre")
    assert "board.to_check" not in told(world, "chief")
    notice = Notice.objects.get(kind="board.to_check", person=world.people["centre"])
    assert (notice.number, words.target(notice)) == (matter.number, f"/desk/board/text/{entry.raised.uid}/")


def test_whoever_put_it_up_is_reminded_of_the_answer(world: World) -> None:
    matter = raised(world)
    up(world, matter)
    assert list(OWED.find(NOON)) == []
    go(world, matter, "petitions", "accept")
    conclude(world, matter, "petitions")
    go(world, matter, "petitions", "delivered", method="registered", received="2026-03-04", proof="挂号信")
    (due,) = OWED.find(NOON)
    assert (due.stream, due.audience.persons) == (matter.stream, frozenset({world.people["chief"].pk}))
    answered(world, matter, proposal(matter, queries.answers_of(matter)))
    assert list(OWED.find(NOON)) == []
