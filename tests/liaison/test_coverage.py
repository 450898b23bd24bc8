"""Places with no visit in their period: the set difference of the database is the one that anybody would compute."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON, SINCE, TODAY, World
from tests.liaison.steps import assigned, heir, post_of, visited
from yixian.kernel.workdays import WorkCalendar
from yixian.liaison import rules
from yixian.liaison.actions import hand_over
from yixian.liaison.enums import PLACES, Kind, VisitState
from yixian.liaison.limits import CADENCE
from yixian.liaison.models import FieldVisit, Liaison
from yixian.liaison.queries import coverage
from yixian.liaison.queries.assigned import standings
from yixian.liaison.rules import Stay
from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.terms import Term

KINDS = list(Kind)
DAYS = st.integers(0, 200).map(lambda days: TODAY - timedelta(days=days))


@st.composite
def stays(draw: st.DrawFn) -> tuple[Kind, int, date, date, date | None]:
    """Kind, which of its places, begun, since, until."""
    kind = draw(st.sampled_from(KINDS))
    begun = draw(DAYS)
    since = begun + timedelta(days=draw(st.integers(0, 40)))
    until = draw(st.none() | st.integers(0, 90).map(lambda days: since + timedelta(days=days)))
    return kind, draw(st.integers(0, 2)), begun, since, until


def stored(world: World, rows: list[tuple[Kind, int, date, date, date | None]]) -> list[Liaison]:
    """The rows as the database holds them; open ones of the same place are made by different holders."""
    made = []
    for kind, turn, begun, since, until in rows:
        units = sorted(
            (unit for unit in world.units.values() if unit.kind in PLACES[kind]), key=lambda unit: unit.pk
        )
        own = uuid4()
        row = Liaison(
            uid=own,
            line=own,
            kind=kind,
            place=units[turn % len(units)],
            unit=world.department if kind is Kind.DEPARTMENT else world.village,
            post=None if kind is Kind.DEPARTMENT else post_of(world, "reserve"),
            begun=begun,
            since=since,
            until=until,
        )
        taken = Liaison.objects.filter(kind=kind, place=row.place, until=None).exists()
        if until is not None or not taken:
            row.save(force_insert=True)
            made.append(row)
    return made


def made(rows: list[Liaison], visits: list[tuple[int, date, bool]]) -> list[FieldVisit]:
    return [
        FieldVisit.objects.create(
            uid=uuid4(),
            liaison=rows[turn % len(rows)],
            kind=rows[turn % len(rows)].kind,
            ground=rows[turn % len(rows)].place,
            place=rows[turn % len(rows)].place,
            state=VisitState.MADE if done else VisitState.PLANNED,
            day=day if done else None,
            planned_for=day,
        )
        for turn, day, done in visits
        if rows
    ]


def naive(rows: list[Liaison], visits: list[FieldVisit], on: date) -> dict[tuple[int, str], date]:
    """By the words of the rule, one place after the other, each with the day by which it was due."""
    found: dict[tuple[int, str], date] = {}
    for row in rows:
        in_force = row.since <= on and (row.until is None or row.until > on)
        days = CADENCE[Kind(row.kind)].value
        here = [
            each
            for each in visits
            if each.ground_id == row.place_id
            and each.kind == row.kind
            and each.state == VisitState.MADE
            and each.day is not None
            and each.day <= on
        ]
        since = max([row.begun, *(each.day for each in here if each.day)])
        if in_force and (on - since).days > days:
            key, due = (row.place_id, row.kind), since + timedelta(days=days)
            found[key] = max(due, found.get(key, due))
    return found


def check(world: World, rows: list[Liaison], visits: list[tuple[int, date, bool]], on: date) -> None:
    gone = made(rows, visits)
    due = naive(rows, gone, on)
    expected = set(due)
    assert set(coverage.without_visit(on).values_list("place", "kind")) == expected
    pure = rules.without_visit(
        [Stay(each.place_id, each.kind, each.begun, each.since, each.until) for each in rows],
        [(each.ground_id, each.kind, each.day) for each in gone if each.day],
        coverage.first_days(on),
        on,
    )
    assert pure == expected
    owed = coverage.owed(world.actor("chief"), on)
    assert {(each.place, each.kind.value): each.by for each in owed} == due
    assert len(owed) == len(due)
    assert [each.by for each in owed] == sorted(each.by for each in owed if each.by < on)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(stays(), max_size=8),
    visits=st.lists(st.tuples(st.integers(0, 7), DAYS, st.booleans()), max_size=12),
    back=st.integers(0, 60),
)
def test_the_set_is_that_of_a_naive_recomputation(
    world: World,
    rows: list[tuple[Kind, int, date, date, date | None]],
    visits: list[tuple[int, date, bool]],
    back: int,
) -> None:
    on = TODAY - timedelta(days=back)
    with transaction.atomic():
        check(world, stored(world, rows), visits, on)
        transaction.set_rollback(True)


def test_a_day_before_the_period_ends_nothing_is_owed_and_a_day_after_it_is(world: World) -> None:
    liaison = assigned(world)
    visited(world, liaison)
    days = CADENCE[Kind.STATIONED].value
    last = TODAY + timedelta(days=days)
    assert not coverage.without_visit(last).exists()
    assert coverage.without_visit(last + timedelta(days=1)).exists()
    assert coverage.counts_until(Kind.STATIONED, TODAY, TODAY) == last


def test_whoever_follows_does_not_begin_the_period_anew(world: World) -> None:
    old = assigned(world, Kind.DEPARTMENT)
    other = heir(world, Kind.DEPARTMENT, unit=world.mass_work)
    hand_over(by=world.actor("chief"), at=NOON, uid=old.uid, until=TODAY, heir=other)
    assert [each.place for each in coverage.owed(world.actor("chief"), TODAY)] == [world.village.pk]


def test_a_visit_before_the_liaison_began_does_not_make_it_due_earlier(world: World) -> None:
    days = timedelta(days=CADENCE[Kind.DEPARTMENT].value)
    old = assigned(world, Kind.DEPARTMENT)
    visited(world, old, day=TODAY - 3 * days)
    hand_over(by=world.actor("chief"), at=NOON, uid=old.uid, until=TODAY - 2 * days)
    other = heir(world, Kind.DEPARTMENT, unit=world.mass_work)
    new = assigned(world, Kind.DEPARTMENT, given=other, since=TODAY - 2 * days)
    (owed,) = coverage.owed(world.actor("chief"), TODAY)
    assert (owed.last, owed.by) == (TODAY - 3 * days, new.begun + days)
    (standing,) = standings(Liaison.objects.on(TODAY), TODAY)
    assert (standing.until, standing.late) == (owed.by, True)


def test_a_new_assignment_owes_nothing_until_its_period_has_passed(world: World) -> None:
    assigned(world, since=TODAY - timedelta(days=CADENCE[Kind.STATIONED].value))
    assert not coverage.without_visit(TODAY).exists()
    assert coverage.without_visit(TODAY + timedelta(days=1)).exists()


def test_each_sees_what_is_owed_on_their_ground(world: World) -> None:
    assigned(world)
    assigned(world, Kind.LEADER)
    seen = {
        who: {each.kind for each in coverage.owed(world.actor(who), TODAY)}
        for who in ("chief", "leader", "station", "secretary", "reserve", "department", "stranger", "grid")
    }
    both, village = {Kind.STATIONED, Kind.LEADER}, {Kind.STATIONED}
    assert seen == {
        "chief": both,
        "leader": both,
        "station": both,
        "secretary": village,
        "reserve": village,
        "department": set(),
        "stranger": set(),
        "grid": set(),
    }


def test_the_set_takes_one_statement_however_many_places(world: World) -> None:
    coverage.first_days(TODAY)
    for place in (world.village, world.bare_village, world.community):
        assigned(world, Kind.DEPARTMENT, place=place)
    actor = world.actor("chief")
    with CaptureQueriesContext(
        connection,
    ) as taken:
        assert len(coverage.owed(actor, TODAY)) == 3
    assert len(taken) == 1


@pytest.mark.parametrize("unit", TermUnit)
def test_the_last_day_is_found_in_a_few_steps_however_long_the_term(
    unit: TermUnit, monkeypatch: pytest.MonkeyPatch
) -> None:
    term = Term("x", 250, unit, "", "", Mark.K, False, SINCE)
    taken: list[date] = []
    back = Term.back

    def counted(self: Term, on: date, calendar: WorkCalendar) -> date:
        taken.append(on)
        return back(self, on, calendar)

    monkeypatch.setattr(Term, "back", counted)
    rules.last_day(term, TODAY, WorkCalendar())
    assert len(taken) <= 4


@pytest.mark.parametrize("unit", TermUnit)
@given(since=st.dates(date(2025, 1, 1), date(2026, 6, 30)), value=st.integers(1, 14))
@settings(deadline=None, max_examples=25)
def test_the_last_day_that_counts_is_the_one_before_it_is_owed(
    unit: TermUnit, since: date, value: int
) -> None:
    term = Term(
        "x",
        value % 3 + 1 if unit in (TermUnit.MONTHS, TermUnit.YEARS) else value,
        unit,
        "",
        "",
        Mark.K,
        False,
        SINCE,
    )
    calendar = WorkCalendar()
    last = rules.last_day(term, since, calendar)
    assert term.back(last, calendar) <= since
    assert term.back(last + timedelta(days=1), calendar) > since
