"""The menu of the demonstration, played through the real actions, holds the figures of 2013."""

from collections import Counter
from datetime import date, timedelta

import pytest

from yixian.demo import build, menu
from yixian.demo.plan import DAYS
from yixian.matters.models import Matter
from yixian.measures.queries import figure, stock
from yixian.menu.models import Volunteer, VolunteerTeam, Wish
from yixian.menu.procedures import PROPOSAL
from yixian.menu.queries import waiting

TODAY = date(2026, 11, 20)


def holds(start: date, today: date) -> None:
    """What the played year must hold of the menu: the figures of 2013."""
    until = start + timedelta(days=DAYS + 1)
    assert {
        "volunteer_teams": stock("menu.teams", None, today),
        "member_volunteers": stock("menu.volunteers", None, today),
        "items_claimed": figure("menu.claimed", None, start, until),
        "items_concluded": figure("menu.concluded", None, start, until),
    } == {
        "volunteer_teams": 128,
        "member_volunteers": 2093,
        "items_claimed": 1926,
        "items_concluded": 1523,
    }
    assert (VolunteerTeam.objects.count(), Volunteer.objects.count()) == (128, 2093)
    assert Wish.objects.filter(team__isnull=False).count() == 1926
    stands = Counter(Matter.objects.filter(procedure="service").values_list("step", flat=True))
    assert stands["claimed"] + stands["agreed"] == menu.IN_HAND
    assert waiting().count() == menu.WAITING + menu.RISEN
    assert Matter.objects.filter(procedure=PROPOSAL.key, step="proposed").count() == 1


@pytest.mark.parametrize("month", range(1, 13, 3))
def test_every_team_finds_something_on_its_own_ground(month: int) -> None:
    tree, start = build.tree(), build.begins(date(2026, month, 15))
    ground = menu.grounds(tree)
    assert {len(each) for each in ground} > {len(tree.villages)}
    where = {grid.uid: village for village in tree.villages for grid in village.grids}
    for each in menu.services(build.stream("services"), tree, start):
        if any(key == "claim" for key, _at in each.moves):
            assert where[each.place] in ground[each.team]


def test_the_plan_is_the_same_every_time() -> None:
    start = build.begins(TODAY)
    once, again = (menu.services(build.stream("services"), build.tree(), start) for _ in range(2))
    assert once == again
