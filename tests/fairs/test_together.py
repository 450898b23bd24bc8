"""Two officers who call at the same moment never call the same number."""

from uuid import uuid4

import pytest

from tests.cast import NOON, World
from tests.fairs.steps import draw, opened, stall
from tests.measures.test_together import at_once
from yixian.access.actor import PUBLIC
from yixian.fairs import actions
from yixian.fairs.enums import Numbering
from yixian.fairs.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)


def test_officers_who_call_at_once_call_different_numbers(world: World) -> None:
    fair = opened(world, numbering=Numbering.COMMON)
    for _number in range(8):
        draw(fair, "")
    seats = [("department", "A"), ("station", "B"), ("chief", "A")]
    callers = [(world.actor(who), stall(fair, sign).uid) for who, sign in seats]

    def caller(number: int) -> object:
        by, uid = callers[number]
        return actions.call_next(by=by, at=NOON, uid=fair.uid, stall=uid, token=uuid4())

    called = at_once(*(lambda number=number: caller(number) for number in range(3)))
    labels = [each.label for each in called if isinstance(each, Ticket)]
    assert sorted(labels) == ["001", "002", "003"]


def test_people_who_draw_at_once_get_different_numbers(world: World) -> None:
    fair = opened(world)
    chosen = stall(fair).uid

    def drawer() -> object:
        return actions.draw(by=PUBLIC, at=NOON, uid=fair.uid, ticket=uuid4(), stall=chosen)

    drawn = at_once(*(drawer for _number in range(4)))
    assert sorted(each.label for each in drawn if isinstance(each, Ticket)) == [
        "A001",
        "A002",
        "A003",
        "A004",
    ]
