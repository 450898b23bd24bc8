"""What the demonstration plans for mediation; that it can be played is shown with the whole year."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from yixian.demo import build
from yixian.demo.mediation import DEFAULTS, FRESH, MEDIATING, SETTLED, agreed, unkept
from yixian.demo.plan import DAYS, PlannedDispute, disputes
from yixian.disputes.enums import AGREED, RESOLVED

START = build.begins(date(2026, 11, 24))
END = timezone.make_aware(datetime.combine(START + timedelta(days=DAYS), time()))


@pytest.fixture(scope="module")
def plan() -> list[PlannedDispute]:
    return disputes(build.stream("disputes"), build.tree(), START)


def test_sixty_agreements_are_made_where_somebody_mediates(plan: list[PlannedDispute]) -> None:
    chosen = agreed(plan, (), END)
    assert len(chosen) == SETTLED + FRESH
    for each in chosen:
        assert each.planned.outcome in AGREED
        assert next(move.step for move in each.planned.moves if move.key == "agree") in MEDIATING


def test_what_is_not_kept_takes_nothing_from_the_resolved(plan: list[PlannedDispute]) -> None:
    chosen = unkept(plan, (), END)
    assert len(chosen) == DEFAULTS
    assert not [each for each in chosen if each.planned.outcome in RESOLVED]


def test_it_is_the_same_each_time(plan: list[PlannedDispute]) -> None:
    again = disputes(build.stream("disputes"), build.tree(), START)
    assert [each.uid for each in agreed(plan, (), END)] == [each.uid for each in agreed(again, (), END)]


def test_what_others_have_taken_is_left_alone(plan: list[PlannedDispute]) -> None:
    taken = {each.uid for each in agreed(plan, (), END)}
    assert not taken & {each.uid for each in agreed(plan, taken, END)}
