"""The diaries of the demonstration, played through the real actions."""

from collections import Counter
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from yixian.access.queries import actor_for
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.demo import build, diary
from yixian.demo.plan import DAYS
from yixian.diary import queries
from yixian.diary.models import Entry
from yixian.measures.queries import figures, stocks
from yixian.people.models import Person

TODAY = date(2026, 11, 20)


def holds(start: date, today: date) -> None:
    """What the played year must hold of the diaries."""
    at = timezone.make_aware(datetime.combine(today, time()))
    until = start + timedelta(days=DAYS + 1)
    assert sum(figures(["diary.entries"], None, start, until)["diary.entries"].values()) == diary.ENTRIES
    assert Entry.objects.filter(met_at__lt=at).count() == diary.ENTRIES
    fates = Counter(Concern.objects.filter(source="diary").values_list("fate", flat=True))
    assert set(fates) == {Fate.OPEN, Fate.ANSWERED, Fate.MATTER, Fate.MERGED, Fate.CLOSED}
    assert queries.owing_everywhere() == diary.LATE + diary.FRESH + diary.UNCHECKED
    assert (
        stocks(["concerns.owing"], None, today)["concerns.owing"]["diary"]
        == Concern.objects.filter(source="diary").owing().count()
    )
    chief = actor_for(Person.objects.get(username="chief"), today)
    found = queries.counts(chief, at)
    assert found["own"] + found["supervised"] == queries.owing_everywhere()
    assert found["own_late"] + found["supervised_late"] >= diary.LATE


def test_the_plan_is_the_same_every_time() -> None:
    start = build.begins(TODAY)
    once, again = (diary.plan(build.stream("diary"), build.tree(), start) for _ in range(2))
    assert once == again
    assert len(once) == diary.ENTRIES
