"""Liaison in the demonstration, played through the real actions: exactly the figures of 2013."""

from collections import Counter
from datetime import date

from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.demo import build, liaison
from yixian.liaison.enums import ItemState, Kind, VisitState
from yixian.liaison.models import FieldVisit, Liaison, PlanItem
from yixian.liaison.queries.coverage import without_visit
from yixian.method.figures import Period, report

TODAY = date(2026, 11, 20)
OWED = {Kind.LEADER: 1, Kind.DEPARTMENT: 7, Kind.STATIONED: 6}


def holds(start: date, today: date) -> None:
    """What the played year must hold of liaison."""
    year = Period(start, today)
    assert report(year)["1.1"] == {
        "county_leaders": 45,
        "towns": 4,
        "departments_paired": 105,
        "villages_and_communities_paired": 84,
        "reserve_cadres_stationed": 84,
    }
    assert Liaison.objects.filter(follows__isnull=False).count() == 2
    visits = FieldVisit.objects.filter(state=VisitState.MADE)
    assert 240 <= visits.count() <= 270
    assert not visits.filter(day__gte=today).exists()
    assert FieldVisit.objects.filter(state=VisitState.PLANNED).count() == liaison.AHEAD
    pairs = set(without_visit(year.last).values_list("kind", "place"))
    owed = Counter(kind for kind, _place in pairs)
    assert owed == OWED
    heard = Concern.objects.filter(source="visit")
    fates = Counter(heard.values_list("fate", flat=True))
    assert fates[Fate.ANSWERED] > fates[Fate.CLOSED] > 0
    assert 0 < fates[Fate.OPEN] < 12
    assert heard.owing().count() == fates[Fate.OPEN]
    states = Counter(PlanItem.objects.values_list("state", flat=True))
    assert states[ItemState.DONE] > states[ItemState.DOING] > 0


def test_the_plan_is_the_same_every_time() -> None:
    start = build.begins(TODAY)
    once, again = (liaison.visits(build.stream("visits"), build.tree(), start) for _ in range(2))
    assert once == again
