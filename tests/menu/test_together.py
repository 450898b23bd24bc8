"""The same form sent twice at the same moment takes one place of the season, and nobody is told that none is left."""

from threading import Barrier, local
from uuid import UUID, uuid4

import pytest

from tests.cast import NOON, SINCE, World
from tests.measures.test_together import at_once
from tests.menu.steps import TEAM, item, sign
from yixian.matters.actions import Opened
from yixian.matters.models import Matter
from yixian.menu import actions
from yixian.menu.actions import service
from yixian.menu.models import VolunteerTeam

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_wish(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    offer, uid, both, here, look = (
        item(world, capacity=1),
        uuid4(),
        Barrier(2, timeout=20),
        local(),
        service._signed,
    )

    def wait(uid: UUID) -> Opened | None:
        """Go on once both have seen that it is not there yet."""
        found = look(uid)
        if not hasattr(here, "seen"):
            here.seen = True
            both.wait()
        return found

    monkeypatch.setattr(service, "_signed", wait)
    once, again = at_once(*[lambda: sign(world, offer, uid=uid)] * 2)
    assert once == again == Matter.objects.get()


def test_a_team(world: World) -> None:
    by, uid = world.actor("branch"), uuid4()
    once, again = at_once(
        *[lambda: actions.found(by=by, at=NOON, uid=uid, branch=world.branch, given=TEAM, since=SINCE)] * 2
    )
    assert once == again == VolunteerTeam.objects.get()
