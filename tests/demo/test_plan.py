"""The planned year has the numbers of the report, and every planned move is one that the procedure allows."""

from collections import Counter
from datetime import date, timedelta

import pytest

from yixian.cli.method import year_until
from yixian.demo import build, plan, tale
from yixian.demo.plan import PlannedDispute
from yixian.disputes.enums import RESOLVED, Outcome
from yixian.disputes.procedures import DISPUTE
from yixian.kernel.contact import normal_phone
from yixian.matters import rules
from yixian.matters.types import TYPES
from yixian.people.rules import Contact
from yixian.places.enums import UnitKind
from yixian.procedures.decide import Decision, Standing, decide
from yixian.procedures.enums import Tier

START = date(2025, 11, 24)


@pytest.fixture(scope="module")
def year() -> list[PlannedDispute]:
    return plan.disputes(build.stream("disputes"), build.tree(), START)


def run(planned: PlannedDispute) -> tuple[Standing, str, str]:
    """Make every planned move by the rules; give where it ends, its outcome, and where that was reached."""
    standing, outcome, settled = Standing(step=DISPUTE.start, came_from="", facts={}), "", ""
    for made in planned.moves:
        move = DISPUTE.move(made.key)
        decided = decide(DISPUTE, standing, move, made.given)
        assert isinstance(decided, Decision), [str(refusal.text) for refusal in decided]
        assert made.mover in move.movers
        assert made.step == standing.step
        if decided.outcome is not None:
            outcome, settled = decided.outcome, made.step
        standing = Standing(step=decided.target.key, came_from=standing.step, facts=decided.facts)
    return standing, outcome, settled


def test_accepted_and_resolved_are_those_of_the_report(year: list[PlannedDispute]) -> None:
    ends = [run(planned) for planned in year]
    assert sum(standing.facts["accepted"] for standing, _outcome, _settled in ends) == 1062
    assert sum(outcome in RESOLVED for _standing, outcome, _settled in ends) == 993
    assert [outcome for _standing, outcome, _settled in ends] == [planned.outcome or "" for planned in year]


def test_all_that_is_resolved_is_reviewed_and_closed(year: list[PlannedDispute]) -> None:
    resolved = [run(planned)[0] for planned in year if planned.outcome in RESOLVED]
    assert {standing.step for standing in resolved} == {"closed", "done"}
    assert {standing.facts["review"] for standing in resolved} == {"content"}


def test_small_matters_stay_in_the_village(year: list[PlannedDispute]) -> None:
    tiers: Counter[Tier] = Counter()
    for planned in year:
        _standing, outcome, settled = run(planned)
        holder = DISPUTE.step(settled).holder if settled else None
        if outcome in RESOLVED and holder:
            tiers[holder.tier] += 1
    assert tiers[Tier.VILLAGE] > 0.6 * 993
    assert tiers[Tier.VILLAGE] > tiers[Tier.TOWN] > tiers[Tier.BANNER] > 20


def test_every_step_and_every_way_out_occurs(year: list[PlannedDispute]) -> None:
    steps = {move.step for planned in year for move in planned.moves}
    assert steps == {step.key for step in DISPUTE.steps} - {"done"}
    assert {planned.outcome for planned in year} - {None} == set(Outcome) - {
        Outcome.PERFORMED,
        Outcome.DEFAULTED,
    }
    assert any(move.key == "not_content" for planned in year for move in planned.moves)


@pytest.mark.parametrize("start", [START, date(2023, 3, 1), date(2027, 10, 4)])
def test_something_is_open_at_every_tier_on_any_day(start: date) -> None:
    year = plan.disputes(build.stream("disputes"), build.tree(), start)
    held = {run(planned)[0].step for planned in year if planned.outcome is None}
    assert held == set(plan.OPEN_AT)


def test_everything_happens_in_order_and_within_the_year(year: list[PlannedDispute]) -> None:
    for planned in year:
        times = [planned.opened, *(move.at for move in planned.moves)]
        assert times == sorted(set(times))
        assert times[0].date() >= START
        assert times[-1].date() < START + timedelta(days=plan.DAYS)


def test_every_village_is_heard_and_no_two_disputes_are_one(year: list[PlannedDispute]) -> None:
    assert {planned.village for planned in year} == {village.uid for village in build.tree().villages}
    assert len({planned.uid for planned in year}) == len(year)


def test_violence_never_comes_before_an_open_meeting(year: list[PlannedDispute]) -> None:
    protected = [p for p in year if any(move.given.get("violence") for move in p.moves)]
    assert protected
    meetings = {"assembly", "town_meeting", "banner_meeting"}
    assert not [p for p in protected for move in p.moves if move.step in meetings]


def test_the_words_are_whole_and_the_heading_names_nobody(year: list[PlannedDispute]) -> None:
    for planned in year:
        assert rules.headline_fault(planned.headline) is None
        assert rules.story_fault(planned.story) is None
        words = [planned.story, *(str(v) for move in planned.moves for v in move.given.values())]
        assert not [text for text in words if "{" in text or "}" in text]
        assert not [c for c in people(planned) if c.name in planned.headline]


def people(planned: PlannedDispute) -> list[Contact]:
    return [*([planned.raiser] if planned.raiser else []), *planned.others]


def test_telephone_numbers_are_valid_in_form_and_plainly_made_up(year: list[PlannedDispute]) -> None:
    numbers = [c.phone for planned in year for c in people(planned) if c.phone]
    assert len(numbers) == len(set(numbers))
    assert all(normal_phone(number) == f"+86{number}" and number[3:7] == "0000" for number in numbers)


def test_kinds_are_known_and_pastures_lead(year: list[PlannedDispute]) -> None:
    known = {choice.value for choice in TYPES}
    assert {kind["code"] for kind in tale.kinds()} <= known
    assert Counter(planned.category for planned in year).most_common(1)[0][0] == "0905"


def test_nobody_quarrels_over_pasture_in_the_seat_of_a_town(year: list[PlannedDispute]) -> None:
    urban = {v.uid for v in build.tree().villages if v.kind == UnitKind.COMMUNITY}
    assert not [p for p in year if p.category == "0905" and p.village in urban]


def test_the_frequent_kinds_have_many_stories() -> None:
    frequent = [kind for kind in tale.kinds() if kind["share"] >= 50 and "only" not in kind]
    assert all(len(kind["stories"]) >= 6 for kind in frequent)


def test_the_same_seed_plans_the_same_year(year: list[PlannedDispute]) -> None:
    assert plan.disputes(build.stream("disputes"), build.tree(), START) == year


@pytest.mark.parametrize("start", [date(2012, 12, 31), date(2023, 3, 1), date(2024, 2, 29)])
def test_any_day_will_do(start: date) -> None:
    year = plan.disputes(build.stream("disputes"), build.tree(), start)
    assert sum(run(planned)[1] in RESOLVED for planned in year) == 993


@pytest.mark.parametrize("later", [0, 1, 7])
@pytest.mark.parametrize(
    "today", [date(2026, 5, 19), date(2027, 2, 19), date(2028, 2, 29), date(2028, 12, 1)]
)
def test_the_last_twelve_months_hold_the_whole_year_for_a_week(today: date, later: int) -> None:
    period = year_until(today + timedelta(days=later))
    year = plan.disputes(build.stream("disputes"), build.tree(), build.begins(today))
    times = [move.at for planned in year for move in planned.moves]
    assert min(times).date() >= period.since
    assert max(times).date() < period.until
