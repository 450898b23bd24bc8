"""Whatever happens in whatever order, the figures are what the events say, and what is not is named."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.measures.sample import (
    FOUND,
    LOST,
    MEASURES,
    NOON,
    SHORN,
    Happening,
    compose_all,
    naive,
    only_sheep,
    record,
)
from yixian.audit.record import append
from yixian.measures import queries
from yixian.measures.actions import fold, fold_all, load, recount
from yixian.measures.enums import Span
from yixian.measures.keep import Cell, counts_of
from yixian.measures.models import Pending, Tally
from yixian.measures.recount import Difference

pytestmark = [pytest.mark.django_db, pytest.mark.core]
DAY = date(2013, 1, 1)

UNITS = st.sampled_from([None, 1, 2, 3])
HAPPENINGS = st.builds(
    Happening,
    kind=st.sampled_from([LOST, FOUND, SHORN]),
    day=st.integers(0, 800) | st.sampled_from([0, 30, 31, 364, 365]),
    unit=UNITS,
    colour=st.sampled_from(["white", "black"]),
    kilos=st.none() | st.integers(-3, 3),
    pasture=UNITS,
)
STEPS = st.lists(st.lists(HAPPENINGS, max_size=4) | st.integers(1, 6), max_size=12)
"""Batches of events in one transaction, and folds of so many counts."""
RANGES = st.tuples(st.integers(-5, 810), st.integers(-5, 810))


@pytest.fixture(autouse=True)
def _sheep(monkeypatch: pytest.MonkeyPatch) -> None:
    only_sheep(monkeypatch)


def run(steps: Sequence[list[Happening] | int]) -> list[Happening]:
    happened: list[Happening] = []
    for number, step in enumerate(steps):
        if isinstance(step, int):
            fold(NOON, most=step)
        else:
            record(step, stream=f"flock-{number}")
            happened += step
    return happened


def total(counts: dict[Cell, int], key: str, units: Sequence[int] | None, since: date, until: date) -> int:
    return sum(
        value
        for (measure, _, unit, day), value in counts.items()
        if measure == key and (units is None or unit in units) and since <= day < until
    )


@settings(max_examples=60, deadline=None)
@given(STEPS, RANGES, st.none() | st.lists(st.sampled_from([1, 2, 3]), unique=True))
def test_figures_are_the_plain_sum_of_events(
    steps: list[list[Happening] | int], days: tuple[int, int], units: list[int] | None
) -> None:
    since, until = (DAY + timedelta(days=each) for each in days)
    with transaction.atomic():
        right = naive(run(steps))
        for measure in MEASURES:
            expected = total(right, measure.key, units, since, until)
            assert queries.figure(measure.key, units, since, until) == expected
            assert sum(queries.by_unit(measure.key, units, since, until).values()) == expected
            shown = queries.records(measure.key, units, since, until)
            assert (
                sum(total(dict(counts_of([e])), measure.key, units, since, until) for e in shown) == expected
            )
        assert recount() == []
        fold_all(NOON)
        assert not Pending.objects.exists()
        assert recount() == []
        transaction.set_rollback(True)


@settings(max_examples=25, deadline=None)
@given(st.lists(HAPPENINGS, max_size=8), st.lists(HAPPENINGS, max_size=8))
def test_a_loader_counts_as_actions_do(loaded: list[Happening], kept: list[Happening]) -> None:
    with transaction.atomic():
        record(kept, stream="one")
        events = compose_all(loaded, stream="many")
        append(events)
        load(counts_of(events))
        assert recount() == []
        fold_all(NOON)
        assert recount() == []
        transaction.set_rollback(True)


def test_a_tally_tampered_with_is_named() -> None:
    record([Happening(LOST, unit=7)])
    fold_all(NOON)
    Tally.objects.filter(measure="sheep.lost", span=Span.MONTH, unit_id=7).update(value=5)
    assert recount() == [Difference("sheep.lost", "white", 7, DAY, kept=5, right=1, span=Span.MONTH)]


def test_a_tally_of_everywhere_that_is_removed_is_named() -> None:
    record([Happening(FOUND, unit=7)])
    fold_all(NOON)
    Tally.objects.filter(everywhere=True, span=Span.YEAR).delete()
    wrong = Difference("sheep.missing", "", None, DAY, kept=0, right=-1, span=Span.YEAR, everywhere=True)
    assert recount() == [wrong]


def test_a_pending_count_that_is_removed_is_named_by_day_month_and_year() -> None:
    record([Happening(FOUND, day=40, unit=None)])
    Pending.objects.all().delete()
    missing = [(d.key, d.everywhere, d.unit_id, d.span, d.day, d.kept, d.right) for d in recount()]
    spans = [(Span.DAY, date(2013, 2, 10)), (Span.MONTH, date(2013, 2, 1)), (Span.YEAR, DAY)]
    assert missing == [
        ("sheep.missing", everywhere, None, span, first, 0, -1)
        for everywhere in (False, True)
        for span, first in spans
    ]


def test_a_tally_of_no_declared_measure_is_named() -> None:
    Tally.objects.create(measure="goats.lost", unit_id=1, span=Span.DAY, start=DAY, value=3)
    assert recount() == [Difference("goats.lost", "", 1, DAY, kept=3, right=0)]


def test_repair_sets_right_and_says_what() -> None:
    record([Happening(LOST, unit=7), Happening(LOST, unit=8, day=3)])
    fold_all(NOON)
    record([Happening(SHORN, kilos=4)], stream="wool")
    Tally.objects.filter(unit_id=7).update(value=9)
    Tally.objects.filter(unit_id=8).delete()
    Pending.objects.all().delete()
    wrong = recount()
    assert recount(repair=True) == wrong
    assert recount() == []
    assert queries.figure("sheep.lost", [7], DAY, date(2014, 1, 1)) == 1


def test_a_day_begins_at_midnight_of_the_banner() -> None:
    event = compose_all([Happening(FOUND)])[0]
    event.at = datetime(2013, 1, 1, 16, tzinfo=UTC)
    assert [day for _, _, _, day in counts_of([event])] == [date(2013, 1, 2)]


def test_progress_is_told_to_the_end() -> None:
    record([Happening(LOST), Happening(FOUND)])
    seen: list[tuple[int, int]] = []
    recount(lambda done, whole: seen.append((done, whole)))
    assert seen == [(0, 2), (2, 2)]
