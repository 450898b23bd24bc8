"""The demonstrated year of petitions: of every category, through every stage, the same every time."""

from collections import Counter
from datetime import date

from yixian.demo import build
from yixian.demo.petitions_plan import JOINT, PETITIONS, planned
from yixian.matters.models import Matter
from yixian.measures.queries import figures
from yixian.petitions.models import Order, Petition

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


def holds(start: date, today: date) -> None:
    """What the played year must hold of petitions."""
    assert Petition.objects.count() == PETITIONS
    assert Order.objects.filter(replied_at__isnull=False).exists()
    petitions = Matter.objects.filter(procedure="petition")
    assert petitions.exclude(about_units=[]).count() == 4
    steps = Counter(petitions.values_list("step", flat=True))
    assert steps["ended"] > PETITIONS // 2
    assert {"handling", "answered", "registered"} & set(steps)
    found = figures(["petitions.reviews_asked", "petitions.refused"], None, start, today)
    assert found["petitions.reviews_asked"]["ask_rereview"] >= 1
    assert sum(found["petitions.refused"].values()) >= 3
