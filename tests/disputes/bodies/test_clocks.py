"""Every clock of the specialised bodies, its article beside it, counted by hand over the holidays of 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import NOON, World
from tests.disputes.bodies.steps import KEYS, STAFF, brought, go, last_day, staffed
from tests.rulebook.sample import CALENDAR, day, moment
from yixian.access.actor import PUBLIC, Denied
from yixian.disputes.bodies import limits
from yixian.disputes.bodies.procedures import BODIES
from yixian.matters import actions
from yixian.matters.actions import Refused
from yixian.matters.codes import code_of
from yixian.matters.enums import Ground
from yixian.matters.models import Matter
from yixian.rulebook import declare
from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.terms import Clock, Term, due_date

BY_HAND = [
    # working days: 14 February is a weekend worked in exchange
    ("body.land.accept", "23", "2026-02-09", "2026-02-14"),
    # May 1 to 5 are off, Saturday the 9th is worked
    ("body.land.serve", "24", "2026-04-30", "2026-05-11"),
    ("body.land.defence", "25", "2026-04-20", "2026-04-30"),
    # the tenth day falls into the October holiday: the first day after it
    ("body.land.defence", "25", "2026-09-23", "2026-10-08"),
    # Sunday the 20th is worked
    ("body.land.notice", "31", "2026-09-18", "2026-09-24"),
    # the sixtieth day is May 3
    ("body.land.award", "47", "2026-03-04", "2026-05-06"),
    ("body.land.delivery", "45(2)", "2026-09-29", "2026-10-09"),
    # a Saturday that is worked does not roll on
    ("remedy.land_suit", "48", "2026-01-15", "2026-02-14"),
    ("body.labour.mediation", "14(3)", "2026-06-05", "2026-06-22"),
    ("body.labour.accept", "29", "2026-03-04", "2026-03-09"),
    # the fifth day is in the Spring Festival
    ("body.labour.serve", "30(1)", "2026-02-12", "2026-02-24"),
    ("body.labour.defence", "30(2)", "2026-03-09", "2026-03-19"),
    ("body.labour.notice", "35", "2026-03-10", "2026-03-16"),
    ("body.labour.award", "43(1)", "2026-03-04", "2026-04-20"),
    ("remedy.labour_suit", "48, 50", "2026-07-01", "2026-07-16"),
    ("body.traffic.mediation", "95(1)", "2026-07-02", "2026-07-13"),
    # thirty working days around Qingming, May 1 to 5 and the Saturday worked
    ("body.medical.mediation", "38", "2026-04-01", "2026-05-18"),
]
NAMED = {code for body in BODIES for code in body.limits()}


def row_of(code: str) -> declare.RuleRow:
    return next(row for row in declare.every() if row.code == code)


def started(code: str, first: str) -> Clock:
    row = row_of(code)
    term = Term(
        row.code, row.value, row.unit, row.source_id, row.article, row.mark, row.roll_forward, row.valid_from
    )
    return Clock.start("legal", term, moment(day(first)), CALENDAR)


@pytest.mark.parametrize(
    ("code", "article", "first", "last"), BY_HAND, ids=[f"{r[0]} {r[2]}" for r in BY_HAND]
)
def test_it_ends_on_the_day_counted_by_hand(code: str, article: str, first: str, last: str) -> None:
    assert (row_of(code).article, row_of(code).mark) == (article, Mark.V)
    assert due_date(started(code, first)) == day(last)


def test_every_legal_clock_of_the_bodies_is_counted_by_hand() -> None:
    counted = {row[0] for row in BY_HAND}
    law = {code for code in NAMED if row_of(code).mark is not Mark.K}
    assert law - counted == {limits.LAND_EXTENSION, limits.LABOUR_EXTENSION}


def test_no_row_is_idle_and_what_is_no_law_names_no_article() -> None:
    ours = [row for row in declare.every() if row.code.startswith("body.")]
    assert {row.code for row in ours} <= NAMED
    assert not any(row.article for row in ours if row.mark is Mark.K)


@pytest.mark.parametrize(
    ("code", "most", "extended"),
    [("body.land.award", "body.land.extension", "2026-06-02"), ("body.labour.award", "body.labour.extension", "2026-05-06")],
)  # fmt: skip
def test_an_extension_counts_from_the_last_counted_day(code: str, most: str, extended: str) -> None:
    clock, longest = started(code, "2026-03-04"), row_of(most)
    longer = clock.extend(longest.value, longest.unit, "complex", None, day("2026-03-20"), CALENDAR)
    assert due_date(longer) == day(extended)


@given(begun=st.dates(date(2026, 1, 1), date(2026, 8, 1)), waited=st.integers(0, 20), away=st.integers(0, 60))
def test_an_appraisal_gives_back_exactly_its_working_days(begun: date, waited: int, away: int) -> None:
    """Article 38: the time of an appraisal is not counted."""
    clock = started("body.medical.mediation", begun.isoformat())
    since = begun + timedelta(days=waited)
    until = since + timedelta(days=away)
    later = clock.pause(since, "appraisal", None).resume(until, CALENDAR)
    eve = timedelta(days=1)
    counted = since - eve if since > begun else since
    lost = CALENDAR.working_days(counted, until - eve) if until - eve > counted else 0
    due, before = due_date(later), due_date(clock)
    assert due
    assert before
    assert CALENDAR.working_days(begun, due) - CALENDAR.working_days(begun, before) == lost


@pytest.fixture
def bodies(world: World) -> World:
    return staffed(world)


def fresh(matter: Matter) -> Matter:
    return Matter.objects.get(pk=matter.pk)


def test_arbitration_over_land_runs_by_these_clocks_from_step_to_step(bodies: World) -> None:
    matter = brought(bodies, "land_arbitration")
    assert last_day(matter.step_due_at) == "2026-03-11"
    assert matter.legal_due_at is None
    matter = go(bodies, matter, "accept")
    assert (last_day(matter.step_due_at), last_day(matter.legal_due_at)) == ("2026-03-11", "2026-05-06")
    matter = go(bodies, matter, "serve", served_on="2026-03-06")
    assert last_day(matter.step_due_at) == "2026-03-16"
    assert matter.step_due_at
    assert actions.wake(matter.step_due_at) == 1
    matter = fresh(matter)
    assert (matter.step, matter.came_from) == ("panel", "defence")
    matter = go(bodies, matter, "call", notified_on="2026-03-16", hearing_on="2026-03-25")
    assert last_day(matter.step_due_at) == "2026-03-23"
    assert matter.step_due_at
    assert actions.wake(matter.step_due_at - timedelta(seconds=1)) == 0
    assert actions.wake(matter.step_due_at) == 1
    matter = go(bodies, go(bodies, matter, "award"), "deliver", delivered_on="2026-03-27")
    assert matter.legal_due_at is None
    assert last_day(matter.step_due_at) == "2026-04-27"
    assert matter.step_due_at
    actions.wake(matter.step_due_at)
    matter = fresh(matter)
    assert (matter.step, matter.outcome, matter.facts["in_force"]) == ("closed", "award", True)


def test_nobody_is_heard_before_the_notice_has_run(bodies: World) -> None:
    matter = go(bodies, go(bodies, brought(bodies, "land_arbitration"), "accept"), "serve")
    matter = go(bodies, go(bodies, matter, "defend"), "call", notified_on="2026-03-10")
    with pytest.raises(Refused):
        go(bodies, matter, "award")
    with pytest.raises(Refused):
        go(bodies, matter, "hear")


@pytest.mark.parametrize(
    ("key", "most"), [("land_arbitration", 30), ("labour_arbitration", 15)], ids=["land 47", "labour 43"]
)
def test_the_chair_extends_once_or_more_but_never_beyond_the_law(bodies: World, key: str, most: int) -> None:
    matter = go(bodies, brought(bodies, key), "accept")
    wish = {"uid": matter.uid, "clock": "legal", "unit": TermUnit.DAYS, "ground": Ground.COMPLEX, "reason": "案情复杂"}  # fmt: skip
    chair = bodies.actor("arbitrator" if key == "land_arbitration" else "judge")

    def extend(value: int, by: object = chair) -> Matter:
        return actions.extend(by=by, at=NOON, seen=fresh(matter).version, value=value, **wish)  # type: ignore[arg-type]

    before = matter.legal_due_at
    with pytest.raises(Refused, match="at most"):
        extend(most + 1)
    extend(most - 5)
    with pytest.raises(Refused, match="at most"):
        extend(6)
    with pytest.raises((Denied, Matter.DoesNotExist)):
        extend(5, bodies.actor("station"))
    longer = extend(5)
    assert before
    assert longer.legal_due_at
    assert longer.legal_due_at > before
    assert longer.step_due_at == matter.step_due_at


def test_an_arbitration_cannot_be_stopped(bodies: World) -> None:
    matter = go(bodies, brought(bodies, "land_arbitration"), "accept")
    with pytest.raises(Refused):
        actions.pause(
            by=bodies.actor("arbitrator"), at=NOON, uid=matter.uid, seen=matter.version,
            ground=Ground.APPRAISAL, reason="等测量",
        )  # fmt: skip


def test_a_medical_mediation_stands_still_for_an_appraisal_alone_and_lapses_by_itself(bodies: World) -> None:
    matter = go(bodies, brought(bodies, "medical_mediation"), "accept")
    assert last_day(matter.step_due_at) == "2026-04-16"
    medic = bodies.actor("medic")
    with pytest.raises(Refused):
        actions.pause(
            by=medic, at=NOON, uid=matter.uid, seen=matter.version, ground=Ground.COMPLEX, reason="忙"
        )
    actions.pause(
        by=medic, at=NOON, uid=matter.uid, seen=matter.version, ground=Ground.APPRAISAL, reason="医学会鉴定"
    )
    assert fresh(matter).step_due_at is None
    week = NOON + timedelta(days=7)
    actions.resume(by=medic, at=week, uid=matter.uid, seen=fresh(matter).version)
    assert last_day(fresh(matter).step_due_at) == "2026-04-22"
    longer = actions.extend(
        by=medic, at=week, uid=matter.uid, seen=fresh(matter).version, clock="step", value=5,
        unit=TermUnit.WORKING_DAYS, ground=Ground.AGREED, reason="调委会和医患双方约定",
    )  # fmt: skip
    assert last_day(longer.step_due_at) == "2026-04-29"
    assert longer.step_due_at
    actions.wake(longer.step_due_at)
    assert (fresh(matter).step, fresh(matter).outcome) == ("closed", "failed")


def test_traffic_mediation_counts_from_the_day_on_which_the_damage_is_known(bodies: World) -> None:
    matter = go(bodies, brought(bodies, "traffic_mediation"), "accept")
    matter = go(bodies, matter, "begin", began_by="rating", began_on="2026-03-02")
    assert last_day(matter.step_due_at) == "2026-03-12"


def test_labour_mediation_without_agreement_goes_on_to_arbitration_by_itself(bodies: World) -> None:
    matter = go(bodies, brought(bodies, "labour_arbitration"), "mediate_first")
    assert last_day(matter.step_due_at) == "2026-03-19"
    assert matter.step_due_at
    actions.wake(matter.step_due_at)
    matter = fresh(matter)
    assert (matter.step, last_day(matter.step_due_at)) == ("applied", "2026-03-25")
    with pytest.raises(Refused, match="tried already"):
        go(bodies, matter, "mediate_first")


@pytest.mark.parametrize("key", KEYS)
def test_nothing_else_moves_a_due_time(bodies: World, key: str) -> None:
    matter = go(bodies, brought(bodies, key), "accept")
    before, later = (matter.step_due_at, matter.legal_due_at), NOON + timedelta(days=1)
    by = bodies.actor(STAFF[key])
    actions.note(by=by, at=later, uid=matter.uid, text="电话联系过一次")
    actions.reply(by=by, at=later, uid=matter.uid, text="正在办")
    actions.ask(by=PUBLIC, at=later, code=code_of(matter.uid, 0), text="到哪一步了？")
    assert (fresh(matter).step_due_at, fresh(matter).legal_due_at) == before


@settings(max_examples=60)
@given(
    parts=st.lists(st.integers(1, 30), min_size=1, max_size=5),
    of=st.sampled_from(["land", "labour"]),
)
def test_extensions_add_up_and_move_the_end_by_their_sum(parts: list[int], of: str) -> None:
    """Articles 47 and 43: however it is split, an extension ends where one of the same length would."""
    clock = started(f"body.{of}.award", "2026-03-04")
    whole = clock.extend(sum(parts), TermUnit.DAYS, "complex", None, day("2026-03-20"), CALENDAR)
    for part in parts:
        clock = clock.extend(part, TermUnit.DAYS, "complex", None, day("2026-03-20"), CALENDAR)
    assert clock.due == whole.due
