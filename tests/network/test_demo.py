"""The network of the demonstration, played through the real actions."""

from collections import Counter
from datetime import date, timedelta

from yixian.demo import build, network
from yixian.demo.plan import DAYS
from yixian.matters.models import Matter
from yixian.measures.queries import figures
from yixian.network.enums import Lack
from yixian.network.models import Duty
from yixian.network.queries import coverage

TODAY = date(2026, 11, 20)


def holds(start: date, today: date) -> None:
    """What the played year must hold of the network and its errands."""
    found = Counter(lack for row in coverage(today) for lack in row.lacks)
    assert found == {Lack.NO_ROOM: 18, Lack.NO_DEPARTMENT_STATION: 70, Lack.NO_HOURS: 5, Lack.NO_SERVICES: 5}
    assert Duty.objects.on(today).count() > 100
    until = start + timedelta(days=DAYS + 1)
    counts = figures(["errands.asked", "errands.ended"], None, start, until)
    assert sum(counts["errands.asked"].values()) == network.ERRANDS
    assert counts["errands.ended"]["done"] > 80
    errands = Matter.objects.filter(procedure="errand")
    under_way = errands.open().count()
    assert under_way >= network.OPEN_AT_THE_END
    assert not errands.filter(raised_at__date__gte=today).exists()


def test_the_plan_is_the_same_every_time() -> None:
    start = build.begins(TODAY)
    once, again = (network.errands(build.stream("errands"), build.tree(), start) for _ in range(2))
    assert once == again
