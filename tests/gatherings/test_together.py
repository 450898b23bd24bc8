"""The same form sent twice at the same moment is one gathering, one series."""

from threading import Barrier
from uuid import uuid4

import pytest

from tests.cast import NOON, World
from tests.gatherings.steps import plan_of, series_plan
from tests.measures.test_together import at_once
from yixian.gatherings import actions
from yixian.gatherings.actions import gatherings, hand, series
from yixian.gatherings.models import Gathering, Series

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_that_both_found_nothing_one_makes_it_and_both_get_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    by, number, both = world.actor("secretary"), uuid4(), Barrier(2, timeout=20)

    def wait(**texts: str) -> None:
        """Go on once both have seen that it is not there yet."""
        both.wait()
        hand.check_words(**texts)

    for module in (gatherings, series):
        monkeypatch.setattr(module, "check_words", wait)
    plan, repeated = plan_of(world), series_plan(world)
    once, again = at_once(*[lambda: actions.plan(by=by, at=NOON, uid=number, plan=plan)] * 2)
    assert once == again == Gathering.objects.get()
    once, again = at_once(*[lambda: actions.start_series(by=by, at=NOON, uid=number, plan=repeated)] * 2)
    assert once == again == Series.objects.get()
