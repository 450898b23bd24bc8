"""The network of the demonstration, played through the real actions."""

from collections import Counter
from datetime import date, timedelta

import pytest

from yixian.demo import build, network
from yixian.demo.acting import staff
from yixian.demo.plan import DAYS
from yixian.matters.models import Matter
from yixian.measures.actions import recount
from yixian.measures.queries import figures
from yixian.network.enums import Lack
from yixian.network.models import Duty
from yixian.network.queries import coverage
from yixian.places.models import Unit

TODAY = date(2026, 11, 20)


@pytest.fixture
def furnished(db: None) -> date:
    start = build.settle(TODAY)
    network.furnish(build.stream("network"), build.tree(), start)
    units = {unit.pk: unit for unit in Unit.objects.defer("boundary")}
    places = {unit.uid: unit for unit in units.values()}
    year = network.steps(build.stream("errands"), build.tree(), start, staff(units), places)
    for _at, _order, _what, act in sorted(year, key=lambda step: step[:2]):
        act()
    return start


def test_a_furnished_banner(furnished: date) -> None:
    found = Counter(lack for row in coverage(TODAY) for lack in row.lacks)
    assert found == {Lack.NO_ROOM: 18, Lack.NO_DEPARTMENT_STATION: 70, Lack.NO_HOURS: 5, Lack.NO_SERVICES: 5}
    assert Duty.objects.on(TODAY).count() > 100
    until = furnished + timedelta(days=DAYS + 1)
    counts = figures(["errands.asked", "errands.ended"], None, furnished, until)
    assert sum(counts["errands.asked"].values()) == network.ERRANDS
    assert counts["errands.ended"]["done"] > 80
    errands = Matter.objects.filter(procedure="errand")
    under_way = errands.open().count()
    assert under_way >= network.OPEN_AT_THE_END
    assert not errands.filter(raised_at__date__gte=TODAY).exists()
    assert recount() == []


def test_the_plan_is_the_same_every_time() -> None:
    start = build.begins(TODAY)
    once, again = (network.errands(build.stream("errands"), build.tree(), start) for _ in range(2))
    assert once == again
