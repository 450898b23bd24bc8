"""The menu of the demonstration, played through the real actions, holds the figures of 2013."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from django.utils import timezone

from yixian.demo import build, menu
from yixian.demo.acting import staff
from yixian.demo.plan import DAYS
from yixian.matters import actions as matters
from yixian.matters.models import Matter
from yixian.measures.actions import recount
from yixian.measures.queries import figure, stock
from yixian.menu.models import Volunteer, VolunteerTeam, Wish
from yixian.menu.procedures import PROPOSAL
from yixian.menu.queries import waiting
from yixian.places.models import Unit

TODAY = date(2026, 11, 20)


def test_the_figures_of_the_year_come_out_of_records(db: None) -> None:
    start = build.settle(TODAY)
    menu.furnish(build.stream("menu"), build.tree(), start)
    units = {unit.pk: unit for unit in Unit.objects.defer("boundary")}
    places = {unit.uid: unit for unit in units.values()}
    year = [*menu.steps(build.stream("services"), build.tree(), start, staff(units), places)]
    for number in range(1, DAYS + 1):
        night = timezone.make_aware(datetime.combine(start + timedelta(days=number), time(6)))
        year.append((night, 0, "clock", partial(matters.wake, night)))
    for _at, _order, _what, act in sorted(year, key=lambda step: step[:2]):
        act()
    until = start + timedelta(days=DAYS + 1)
    assert {
        "volunteer_teams": stock("menu.teams", None, TODAY),
        "member_volunteers": stock("menu.volunteers", None, TODAY),
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
    assert recount() == []


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
