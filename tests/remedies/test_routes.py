"""What holds of every route, whatever the case."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.remedies.sample import ON, declared
from yixian.matters.types import TYPES
from yixian.procedures.language import Clause
from yixian.remedies import table
from yixian.remedies.declare import KNOWN, BadRoute, Case, Route, every, register
from yixian.remedies.enums import AnswerKind, Standing
from yixian.remedies.queries import case_from, rows_for, soonest
from yixian.remedies.questions import QUESTIONS, asked, case_of
from yixian.remedies.rules import Found, routes, stands

BOOK = declared(ON)
CODES = [choice.value for choice in TYPES]
KEYS = sorted({question.key for question in QUESTIONS})
DAYS = st.dates(date(2000, 1, 1), date(2026, 12, 31))

MANY = settings(max_examples=60, deadline=None)


def values(key: str) -> st.SearchStrategy[Any]:
    """Answers that some question of this key knows."""
    found: list[st.SearchStrategy[Any]] = [
        DAYS if each.kind is AnswerKind.DATE else st.sampled_from([choice.value for choice in each.choices])
        for each in QUESTIONS
        if each.key == key
    ]
    return st.one_of(found)


ANSWERS = st.fixed_dictionaries({}, optional={key: values(key) for key in KEYS})


def shown(route: Found) -> tuple[Any, ...]:
    """What the page shows of a route."""
    return route.standing, route.limit, route.source, route.last_day, route.days_left, route.note


@MANY
@given(st.sampled_from(CODES), ANSWERS, DAYS)
def test_an_open_route_has_days_left_and_a_closed_one_its_reason_and_clause(
    category: str, answers: dict[str, Any], on: date
) -> None:
    for found in routes(case_of(category, answers), BOOK, on):
        assert found.source
        assert found.limit
        if found.is_open:
            assert found.days_left is None or found.days_left >= 0
            assert (found.last_day is None) == (found.days_left is None)
        else:
            assert found.days_left is None
        if found.standing is Standing.BARRED:
            assert found.reason
            assert found.clause.article
        if found.standing is Standing.OVER:
            assert found.last_day is not None
            assert found.last_day < on


@MANY
@given(st.sampled_from(CODES), ANSWERS, ANSWERS)
def test_an_answer_that_a_route_does_not_read_never_changes_it(
    category: str, answers: dict[str, Any], others: dict[str, Any]
) -> None:
    """Also without the filter of the questions: the declaration alone says what is read."""
    for route in every():
        kept = {key: value for key, value in answers.items() if key in route.reads()}
        noise = {key: value for key, value in others.items() if key not in route.reads()}
        plain, noisy = (Case(category=category, answers=each) for each in (kept, {**kept, **noise}))
        assert route.concerns(plain) == route.concerns(noisy)
        one, other = (shown(stands(route, case, BOOK, ON)) for case in (plain, noisy))
        assert one == other


@MANY
@given(st.sampled_from(CODES), ANSWERS)
def test_an_answer_that_is_not_asked_of_a_case_never_changes_it(
    category: str, answers: dict[str, Any]
) -> None:
    case = case_of(category, answers)
    relevant = {question.key for question in asked(case)}
    bare = case_of(category, {key: value for key, value in answers.items() if key in relevant})
    assert case == bare
    assert set(case.answers) <= relevant


@MANY
@given(st.sampled_from(CODES), ANSWERS)
def test_open_routes_come_first_by_their_days_left(category: str, answers: dict[str, Any]) -> None:
    found = routes(case_of(category, answers), BOOK, ON)
    assert [each.standing for each in found] == sorted(each.standing for each in found)
    left = [each.days_left for each in found if each.is_open]
    counted = [each for each in left if each is not None]
    assert counted == sorted(counted)
    assert left == counted + [None] * (len(left) - len(counted))


@MANY
@given(st.sampled_from(CODES), ANSWERS, st.integers(1, 400))
def test_time_alone_never_opens_what_was_over(category: str, answers: dict[str, Any], later: int) -> None:
    case = case_of(category, answers)
    over = {each.route.key for each in routes(case, BOOK, ON) if each.standing is Standing.OVER}
    then = {each.route.key: each for each in routes(case, BOOK, ON + timedelta(days=later))}
    assert all(then[key].standing is Standing.OVER for key in over)


@pytest.mark.parametrize("category", CODES)
def test_every_kind_has_a_way_that_is_open(category: str) -> None:
    assert any(each.is_open for each in routes(case_of(category, {}), BOOK, ON))


@pytest.mark.parametrize("route", table.every(), ids=lambda route: route.key)
def test_every_route_cites_an_article_and_says_how_to_begin(route: Route) -> None:
    grounds = [route.clause, *(each.clause for each in (*route.bars, *route.free))]
    assert all(each.article and str(each.source) for each in grounds)
    assert all(map(str, (route.title, route.body, route.fee, route.how)))


@pytest.mark.parametrize("route", table.every(), ids=lambda route: route.key)
def test_every_route_reads_only_what_is_asked_of_some_case_of_its_kinds(route: Route) -> None:
    assert route.reads() <= set(KEYS)
    assert any(scope.kinds for scope in route.scopes)


def test_every_question_is_read_by_a_route_or_leads_to_one_that_is() -> None:
    read = {fact for route in table.every() for fact in route.reads()}
    leads = {test.fact for each in QUESTIONS for scope in each.scopes for test in scope.tests}
    assert set(KEYS) == read | (leads & set(KEYS))


def test_asking_for_peoples_mediation_breaks_the_limitation_off() -> None:
    found = {route.key: route.asking for route in table.every()}
    with override("en"):
        assert str(found["people_mediation"]) == "Provisions on Limitation, Fashi (2020) 17, Art. 12"
    assert found["reconsideration"] is None


def test_a_route_is_declared_once_and_with_its_article() -> None:
    route = table.every()[0]
    with pytest.raises(BadRoute):
        register(route)
    bare = Clause(source="Somewhere")
    with pytest.raises(BadRoute):
        register(
            Route(
                key="new",
                family=route.family,
                title="x",
                body="x",
                fee=route.fee,
                clause=bare,
                how="x",
                scopes=(),
            )
        )


def test_kept_facts_are_read_as_far_as_they_are_answers() -> None:
    facts = {
        "known_on": "2025-06-15",
        "wages": True,
        "employed": "perhaps",
        "agreement": "written",
        "other": 3,
    }
    assert case_from("0701", facts).answers == {KNOWN: date(2025, 6, 15), "wages": "yes"}


@pytest.mark.django_db
def test_a_notice_has_the_open_routes_in_plain_text(world: Any) -> None:
    with override("en"):
        rows = rows_for("0905", {"known_on": "2024-10-01"}, ON)
    assert [row.title for row in rows][:2] == [
        "Arbitration over contracted land or pasture",
        "Mediation by the court",
    ]
    assert rows[0].last_day == "8 October 2026"
    assert rows[0].days_left == "218 days left"
    assert rows[0].clause.endswith("Art. 18")
    assert rows[0].fee.startswith("none")
    first = soonest("0905", {"known_on": "2024-10-01"}, ON)
    assert first is not None
    assert first.last_day == date(2026, 10, 8)
    assert soonest("0905", {}, ON) is None
