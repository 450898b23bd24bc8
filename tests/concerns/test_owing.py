"""Nothing that was heard escapes: what owes its end is the same, however it is found out."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON, World
from tests.concerns.steps import NEXT, concern
from yixian.concerns import actions, queries
from yixian.concerns.models import Concern
from yixian.matters.actions import Refused
from yixian.measures.queries import stocks

pytestmark = [pytest.mark.django_db, pytest.mark.core]
ENDS = ("answer", "raise", "carry", "close", "agree", "reopen")


@dataclass
class Naive:
    """What became of each concern, kept by hand."""

    owing: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)


def _made(world: World, naive: Naive, end: str, found: Concern) -> None:
    """Bring a concern to an end, and note by hand what that means."""
    grid, chief = world.actor("grid"), world.actor("chief")
    pk = found.pk
    if end == "answer":
        actions.answer(by=grid, at=NOON, uid=found.uid, answer="好。")
        naive.owing.discard(pk)
    elif end == "raise":
        actions.raise_matter(by=grid, at=NOON, uid=found.uid, procedure="concern", category="road")
        naive.owing.discard(pk)
    elif end == "carry":
        naive.owing.add(actions.carry(by=grid, at=NOON, uid=found.uid, to=NEXT).pk)
        naive.owing.discard(pk)
    elif end == "close":
        actions.close(by=grid, at=NOON, uid=found.uid, reason="重复。")
        naive.closed.add(pk)
    else:
        agrees = end == "agree"
        actions.check(by=chief, at=NOON, uid=found.uid, agrees=agrees, remark="请再看。")
        naive.closed.discard(pk)
        if agrees:
            naive.owing.discard(pk)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(ENDS)), max_size=14))
def test_the_set_is_that_of_a_count_by_hand(world: World, acts: list[tuple[int, str]]) -> None:
    with transaction.atomic():
        naive = Naive()
        heard = [concern(world) for _each in range(5)]
        naive.owing = {each.pk for each in heard}
        for number, end in acts:
            found = Concern.objects.get(pk=heard[number].pk)
            try:
                with transaction.atomic():
                    _made(world, naive, end, found)
            except Refused:
                continue
        found_set = set(queries.owing(world.actor("chief")).values_list("pk", flat=True))
        assert found_set == naive.owing
        assert queries.owing_counts(world.actor("chief"), NOON)["to_check"] == len(naive.closed)
        listed = queries.listed(world.actor("chief"), "owing", NOON)
        assert {each.pk for each in listed.rows} == naive.owing
        assert sum(stocks(["concerns.owing"], None, NOON.date())["concerns.owing"].values()) == len(
            naive.owing
        )
        transaction.set_rollback(True)


def test_after_its_time_it_is_late(world: World) -> None:
    found = concern(world)
    long_after = NOON + timedelta(days=40)
    assert queries.owing_counts(world.actor("grid"), NOON)["late"] == 0
    assert queries.owing_counts(world.actor("grid"), long_after)["late"] == 1
    assert queries.listed(world.actor("grid"), "late", long_after).rows == [found]


def test_pages_of_the_list_hold_every_row_once(world: World) -> None:
    made = {concern(world).pk for _each in range(queries.PAGE + 3)}
    first = queries.listed(world.actor("grid"), "owing", NOON)
    rest = queries.listed(world.actor("grid"), "owing", NOON, after=first.older)
    assert {each.pk for each in (*first.rows, *rest.rows)} == made
    assert len(first.rows) + len(rest.rows) == len(made)
