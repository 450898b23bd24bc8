"""A figure is read in one statement, and opens on the very events that it counts."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.measures.sample import (
    FOUND,
    LOST,
    MEASURES,
    NOON,
    SHORN,
    Happening,
    compose_all,
    only_sheep,
    record,
)
from yixian.audit.models import Event
from yixian.measures import queries
from yixian.measures.actions import fold_all
from yixian.measures.keep import keep
from yixian.measures.models import Pending

pytestmark = [pytest.mark.django_db, pytest.mark.core]
DAY, YEAR_END = date(2013, 1, 1), date(2014, 1, 1)
KEYS = [measure.key for measure in MEASURES]


@pytest.fixture(autouse=True)
def _sheep(monkeypatch: pytest.MonkeyPatch) -> None:
    only_sheep(monkeypatch)


@pytest.fixture(params=["pending", "folded", "both"])
def _flock(request: pytest.FixtureRequest) -> None:
    record([Happening(LOST), Happening(LOST, colour="black", unit=2, day=35, pasture=2)])
    if request.param != "pending":
        fold_all(NOON)
    record([Happening(FOUND, day=36), Happening(LOST, day=70, unit=3)], stream="more")
    if request.param == "folded":
        fold_all(NOON)


@pytest.mark.usefixtures("_flock")
def test_figures_of_any_number_of_keys_are_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        found = queries.figures(KEYS, [1, 2], DAY, YEAR_END)
    assert found == {
        "sheep.lost": {"white": 1, "black": 1},
        "sheep.missing": {"": 1},
        "sheep.wool": {},
        "sheep.lost_at": {"": 1},
    }


@pytest.mark.usefixtures("_flock")
def test_a_figure_may_be_of_one_part() -> None:
    assert queries.figure("sheep.lost", None, DAY, YEAR_END) == 3
    assert queries.figure("sheep.lost", None, DAY, YEAR_END, part="white") == 2


@pytest.mark.usefixtures("_flock")
def test_units_may_be_a_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    units = Event.objects.filter(unit_id__gt=1).values("unit_id")
    with django_assert_num_queries(1):
        assert queries.by_unit("sheep.lost", units, DAY, YEAR_END) == {2: 1, 3: 1}


@pytest.mark.usefixtures("_flock")
def test_no_units_are_nothing() -> None:
    assert queries.figure("sheep.lost", [], DAY, YEAR_END) == 0
    assert queries.figures(["sheep.lost"], [], DAY, YEAR_END) == {"sheep.lost": {}}
    assert list(queries.records("sheep.lost", [], DAY, YEAR_END)) == []


@pytest.mark.usefixtures("_flock")
def test_a_stock_is_what_is_there_at_the_end_of_a_day() -> None:
    assert queries.stock("sheep.missing", None, DAY) == 1
    assert queries.stock("sheep.missing", None, date(2013, 2, 5)) == 2
    assert queries.stock("sheep.missing", None, date(2013, 2, 6)) == 1
    assert queries.stocks(["sheep.missing"], [3], YEAR_END) == {"sheep.missing": {"": 1}}


@pytest.mark.usefixtures("_flock")
def test_a_series_has_every_step(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        found = queries.series("sheep.lost", None, DAY, date(2013, 4, 30), "month")
    assert found == [
        (DAY, 1),
        (date(2013, 2, 1), 1),
        (date(2013, 3, 1), 1),
        (date(2013, 4, 1), 0),
    ]


@pytest.mark.usefixtures("_flock")
def test_a_series_of_a_stock_begins_with_what_was_there() -> None:
    days = queries.series("sheep.missing", None, date(2013, 2, 4), date(2013, 2, 7))
    assert [value for _, value in days] == [1, 2, 1]
    months = queries.series("sheep.missing", None, date(2013, 1, 15), date(2013, 4, 2), "month")
    assert months == [(DAY, 1), (date(2013, 2, 1), 1), (date(2013, 3, 1), 2), (date(2013, 4, 1), 2)]


@pytest.mark.usefixtures("_flock")
def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(KeyError):
        queries.figure("sheep.sold", None, DAY, YEAR_END)


def test_a_figure_opens_on_the_events_it_counts() -> None:
    events = record(
        [
            Happening(LOST),
            Happening(LOST, colour="black"),
            Happening(FOUND),
            Happening(LOST, unit=2),
            Happening(LOST, day=365),
        ]
    )
    shown = list(queries.records("sheep.lost", [1], DAY, YEAR_END, part="white"))
    assert shown == [events[0]]
    assert list(queries.records("sheep.lost", None, DAY, YEAR_END)) == [events[0], events[1], events[3]]


def test_records_of_a_measure_that_names_its_unit_in_the_body() -> None:
    events = record([Happening(LOST, pasture=5), Happening(LOST, pasture=6), Happening(LOST)])
    assert list(queries.records("sheep.lost_at", [5], DAY, YEAR_END)) == events[:1]
    assert list(queries.records("sheep.lost_at", None, DAY, YEAR_END)) == events


def test_records_of_an_event_that_counts_nothing_are_not_shown() -> None:
    events = record([Happening(SHORN), Happening(SHORN, kilos=2)])
    assert list(queries.records("sheep.wool", None, DAY, YEAR_END)) == events[1:]
    assert list(queries.records("sheep.wool", None, DAY, YEAR_END, part="odd")) == []


def test_records_page_by_key(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(queries, "_CHUNK", 3)
    colours = ["white", "black", "black", "black", "white", "black", "white", "white"]
    events = record([Happening(LOST, colour=colour) for colour in colours])
    white = [event for event, colour in zip(events, colours, strict=True) if colour == "white"]
    newest = list(queries.records("sheep.lost", None, DAY, YEAR_END, "white", limit=2, newest_first=True))
    older = queries.records(
        "sheep.lost", None, DAY, YEAR_END, "white", after_id=newest[-1].pk, newest_first=True
    )
    every = list(queries.records("sheep.lost", None, DAY, YEAR_END, "white"))
    assert [*newest, *older] == every[::-1]
    first = list(queries.records("sheep.lost", None, DAY, YEAR_END, "white", limit=2))
    assert first == white[:2]
    rest = queries.records("sheep.lost", None, DAY, YEAR_END, "white", after_id=first[-1].pk, limit=2)
    assert list(rest) == white[2:]
    with django_assert_num_queries(1):
        assert len(list(queries.records("sheep.lost", None, DAY, YEAR_END, limit=2))) == 2


def test_keeping_is_one_statement_and_none_when_nothing_counts(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    events = compose_all([Happening(LOST), Happening(LOST, unit=2), Happening(SHORN, kilos=3)])
    with django_assert_num_queries(1):
        keep(events)
    assert Pending.objects.count() == 7
    with django_assert_num_queries(0):
        keep(compose_all([Happening(SHORN)]))


def test_folding_is_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    record([Happening(LOST)])
    with django_assert_num_queries(2):
        assert fold_all(NOON) == 3
