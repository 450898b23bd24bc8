"""Who is told that a text waits, and that an answer is owed to the public."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.board.steps import answered, proposal, propose, put, raised, send_back, up
from tests.cast import NOON, World
from tests.desk.pages import at
from tests.notices.steps import told
from tests.petitions.steps import conclude, go
from yixian.board import queries
from yixian.board.notices import OWED
from yixian.matters.models import Matter
from yixian.notices import actions, words
from yixian.notices.models import Notice
from yixian.people.enums import Role
from yixian.people.models import Post


def test_the_second_person_is_told_that_a_text_waits(world: World) -> None:
    matter = raised(world)
    entry = put(world, matter)
    actions.tell(NOON)
    assert "board.to_check" in told(world, "centre")
    assert "board.to_check" not in told(world, "chief")
    notice = Notice.objects.get(kind="board.to_check", person=world.people["centre"])
    assert (notice.number, words.target(notice)) == (matter.number, f"/desk/board/text/{entry.raised.uid}/")


def succeeded(world: World, name: str) -> None:
    """The chief leaves on that day, and somebody else of the cast comes after them."""
    day = timezone.localdate(NOON)
    Post.objects.filter(person=world.people["chief"]).update(until=day)
    Post.objects.create(person=world.people[name], unit=world.mass_work, role=Role.MASS_WORK_CHIEF, since=day)


def owing(world: World) -> Matter:
    """A matter on the board that was answered, which the public has not read."""
    matter = raised(world)
    up(world, matter)
    go(world, matter, "petitions", "accept")
    conclude(world, matter, "petitions")
    go(world, matter, "petitions", "delivered", method="registered", received="2026-03-04", proof="挂号信")
    return matter


def test_whoever_wrote_it_is_told_that_it_was_sent_back(world: World) -> None:
    matter = raised(world)
    send_back(world, put(world, matter))
    actions.tell(NOON)
    assert "board.returned" in told(world, "chief")
    assert "board.returned" not in told(world, "centre")
    notice = Notice.objects.get(kind="board.returned")
    assert (notice.number, words.target(notice)) == (matter.number, at("board_put", matter))


def test_an_answer_sent_back_leads_to_the_answer(world: World) -> None:
    matter = owing(world)
    text = proposal(matter, queries.answers_of(matter))
    send_back(world, propose(world, matter, text), answer=True)
    actions.tell(NOON)
    notice = Notice.objects.get(kind="board.returned")
    assert words.target(notice) == at("board_answer", matter)


def test_what_was_sent_back_is_told_to_who_came_after_the_writer(world: World) -> None:
    entry = put(world, raised(world))
    succeeded(world, "department")
    send_back(world, entry)
    actions.tell(NOON)
    assert "board.returned" in told(world, "department")


def test_whoever_put_it_up_is_reminded_of_the_answer(world: World) -> None:
    up(world, raised(world))
    assert list(OWED.find(NOON)) == []
    matter = owing(world)
    (due,) = OWED.find(NOON)
    assert (due.stream, due.audience.persons) == (matter.stream, frozenset({world.people["chief"].pk}))
    answered(world, matter, proposal(matter, queries.answers_of(matter)))
    assert list(OWED.find(NOON)) == []


def test_the_reminder_outlives_the_post_of_the_writer(world: World) -> None:
    owing(world)
    succeeded(world, "department")
    actions.remind(NOON)
    assert "board.owed" in told(world, "department")
    assert "board.owed" not in told(world, "chief")


def test_statements_of_the_reminder_do_not_grow(world: World) -> None:
    owing(world)
    with CaptureQueriesContext(connection) as few:
        list(OWED.find(NOON))
    owing(world)
    with CaptureQueriesContext(connection) as many:
        assert len(list(OWED.find(NOON))) == 2
    assert len(many) == len(few)
