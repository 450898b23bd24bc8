"""The demonstrated year of petitions: of every category, through every stage, the same every time."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest
from django.utils import timezone

from yixian.audit.verify import verify_all
from yixian.demo import build, petitions
from yixian.demo.acting import staff
from yixian.demo.petitions_plan import JOINT, PETITIONS, planned
from yixian.demo.plan import DAYS
from yixian.demo.year import Player
from yixian.matters import actions
from yixian.matters.models import Matter
from yixian.measures.queries import figures
from yixian.measures.recount import differences
from yixian.petitions.models import Order, Petition
from yixian.places.models import Unit

TODAY = date(2026, 11, 24)
START = build.begins(TODAY)


def test_the_plan_is_the_same_every_time_and_holds_every_category() -> None:
    first, again = (planned(build.stream("petitions"), build.tree(), START) for _each in range(2))
    assert first == again
    assert len(first) == PETITIONS
    assert sum(each.people > 1 for each in first) == JOINT
    kinds = Counter(each.kind for each in first)
    assert (kinds["accusation"] + kinds["hidden"], kinds["suggestion"], kinds["guided"]) == (4, 13, 14)
    reviews = sum("ask_review" in dict(each.stops) for each in first)
    assert (reviews, sum("ask_rereview" in dict(each.stops) for each in first)) == (12, 3)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_year_is_played_and_everything_holds() -> None:
    build.settle(TODAY)
    units = {unit.pk: unit for unit in Unit.objects.defer("boundary")}
    player = Player(staff(units), {unit.uid: unit for unit in units.values()})
    todo = list(petitions.steps(build.stream("petitions"), player, build.tree(), START))
    for number in range(1, DAYS + 1):
        at = timezone.make_aware(datetime.combine(START + timedelta(days=number), time(6)))
        todo.append((at, 0, "clock", partial(actions.wake, at)))
    for _at, _order, _what, act in sorted(todo, key=lambda step: step[:2]):
        act()
    assert Petition.objects.count() == PETITIONS
    assert Order.objects.filter(replied_at__isnull=False).exists()
    assert Matter.objects.exclude(about_units=[]).count() == 4
    steps = Counter(Matter.objects.values_list("step", flat=True))
    assert steps["ended"] > PETITIONS // 2
    assert {"handling", "answered", "registered"} & set(steps)
    found = figures(["petitions.reviews_asked", "petitions.refused"], None, START, TODAY)
    assert found["petitions.reviews_asked"]["ask_rereview"] >= 1
    assert sum(found["petitions.refused"].values()) >= 3
    assert verify_all() == []
    assert differences(lambda _done, _total: None) == []
