"""The gatherings of the demonstration, played through the real actions."""

from datetime import date, timedelta

from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.demo import build, gatherings
from yixian.demo.gatherings_plan import AHEAD
from yixian.demo.plan import DAYS
from yixian.gatherings.enums import Kind, State
from yixian.gatherings.models import Gathering, Told
from yixian.measures.queries import figures

TODAY = date(2026, 11, 20)


def holds(start: date, today: date) -> None:
    """What the played year must hold of the gatherings."""
    held = Gathering.objects.filter(state=State.HELD)
    assert 110 <= held.exclude(kind=Kind.FAIR).count() <= 135
    counts = figures(["gatherings.held", "gatherings.reached"], None, start, start + timedelta(days=DAYS + 1))
    assert sum(counts["gatherings.held"].values()) == held.count()
    assert sum(counts["gatherings.reached"].values()) == sum(each.attended or 0 for each in held)
    ahead = Gathering.objects.open_to_all().ahead().filter(starts_at__date__gte=today)
    assert ahead.count() >= AHEAD + 8
    assert Gathering.objects.filter(state=State.CANCELLED).count() == 2
    late = Gathering.objects.ahead().filter(ends_at__date__lt=today - timedelta(days=1))
    assert late.count() == gatherings.UNCLOSED
    fates = set(Concern.objects.filter(source="gathering").values_list("fate", flat=True))
    assert fates == {Fate.OPEN, Fate.ANSWERED, Fate.MATTER, Fate.CLOSED}
    assert Concern.objects.filter(source="gathering").owing().count() < 12
    assert Told.objects.count() > 30


def test_the_plan_is_the_same_every_time() -> None:
    start = build.begins(TODAY)
    once, again = (
        [step[:3] for step in gatherings.steps(build.stream("gatherings"), build.tree(), start)]
        for _ in range(2)
    )
    assert once == again
