"""The clocks of the Regulation, each with its article."""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON, World
from tests.petitions.steps import conclude, deliver, go, hand_over, petition, raiser_goes, reviewing, seen
from yixian.kernel.workdays import ONE_DAY
from yixian.matters import actions, clocks
from yixian.matters.actions import Refused
from yixian.matters.enums import Ground
from yixian.matters.models import Matter, Passage
from yixian.petitions import limits
from yixian.petitions.procedures import PETITION
from yixian.rulebook import declare
from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.queries import book
from yixian.rulebook.terms import LOCAL, Clock, due_date

DAY = timedelta(days=1)
OURS = {row.code: row for row in declare.every() if row.code.startswith("petition.")}

LAW = [
    ("register", 15, TermUnit.DAYS, "22–23"),
    ("object", 5, TermUnit.WORKING_DAYS, "23(3)"),
    ("handle", 60, TermUnit.DAYS, "34"),
    ("extension", 30, TermUnit.DAYS, "34"),
    ("ask_review", 30, TermUnit.DAYS, "35"),
    ("review", 30, TermUnit.DAYS, "35"),
    ("ask_rereview", 30, TermUnit.DAYS, "36"),
    ("rereview", 30, TermUnit.DAYS, "36"),
    ("perform", 2, TermUnit.MONTHS, "47"),
]
LASTS = [
    ("registered", "2026-03-19"),
    ("handling", "2026-05-06"),
    ("duty", "2026-05-06"),
    ("answered", "2026-04-03"),
    ("review", "2026-04-03"),
    ("reviewed", "2026-04-03"),
    ("rereview", "2026-04-03"),
]
"""The last day of each clock that starts on Wednesday 4 March 2026: sixty days end on 3 May and two months on 4 May,
both in the May holiday, so that 6 May is the last."""


@pytest.mark.parametrize(("code", "value", "unit", "article"), LAW)
def test_the_numbers_of_the_law(code: str, value: int, unit: TermUnit, article: str) -> None:
    row = OURS[f"petition.{code}"]
    assert (row.value, row.unit, row.article, row.mark) == (value, unit, article, Mark.V)


def test_what_is_no_law_does_not_say_so() -> None:
    law = {f"petition.{code}" for code, *_rest in LAW}
    assert {code for code, row in OURS.items() if row.mark is not Mark.K} == law
    assert not any(row.article for row in OURS.values() if row.mark is Mark.K)


def test_every_limit_of_the_procedure_is_declared_and_none_is_idle() -> None:
    beside = {"petition.supervise", "petition.repeat"}
    assert set(PETITION.limits()) == set(OURS) - beside


@pytest.mark.django_db
@pytest.mark.parametrize(("step", "last"), LASTS)
def test_where_each_clock_ends(world: World, step: str, last: str) -> None:
    limit = PETITION.step(step).limit
    assert limit is not None
    clock = Clock.start("step", book(NOON.date()).term(limit.rule), NOON, book(NOON.date()).calendar)
    assert due_date(clock) == date.fromisoformat(last)


def due(matter: Matter) -> date | None:
    clock = clocks.step_clock(Matter.objects.get(pk=matter.pk))
    return due_date(clock) if clock else None


def test_a_letter_that_lay_around_is_late_from_its_receipt(world: World) -> None:
    assert due(petition(world, by="petitions", received_on=date(2026, 2, 24))) == date(2026, 3, 11)


def test_the_sixty_days_count_from_acceptance(world: World) -> None:
    matter = go(world, petition(world), "petitions", "accept", at=NOON + 10 * DAY)
    assert due(matter) == date(2026, 5, 13)


def test_a_transfer_moves_no_sixty_days(world: World) -> None:
    matter = go(world, petition(world), "petitions", "accept")
    before = due(matter)
    hand_over(world, matter, "petitions", "department", at=NOON + 5 * DAY)
    actions.take_over(by=world.actor("department"), at=NOON + 6 * DAY, uid=matter.uid, seen=seen(matter))
    assert due(matter) == before


def test_the_receipt_starts_the_time_for_a_review_and_not_the_record(world: World) -> None:
    matter = conclude(world, go(world, petition(world), "petitions", "accept"), "petitions")
    matter = deliver(world, matter, "petitions", "delivered", at=NOON + 20 * DAY, on="2026-03-10")
    assert due(matter) == date(2026, 4, 9)


def test_an_objection_is_made_in_five_working_days_or_it_is_theirs(world: World) -> None:
    matter = hand_over(world, petition(world), "petitions", "department")
    assert Passage.objects.get().due_at == datetime(2026, 3, 12, tzinfo=LOCAL)
    assert actions.wake_passages(NOON + 7 * DAY) == 0
    assert actions.wake_passages(NOON + 8 * DAY) == 1
    assert Matter.objects.get(pk=matter.pk).holder == world.department


def lengthen(world: World, matter: Matter, value: int, who: str = "petitions") -> Matter:
    return actions.extend(
        by=world.actor(who),
        at=NOON + DAY,
        uid=matter.uid,
        seen=seen(matter),
        clock="step",
        value=value,
        unit=TermUnit.DAYS,
        ground=Ground.COMPLEX,
        reason="涉及多户，情况复杂。",
    )


@pytest.fixture
def accepted(world: World) -> Matter:
    return go(world, petition(world), "petitions", "accept")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.integers(1, 31), min_size=1, max_size=5))
def test_whatever_is_asked_all_extensions_are_thirty_days_at_most(
    world: World, accepted: Matter, parts: list[int]
) -> None:
    given_so_far = 0
    with transaction.atomic():
        for part in parts:
            if given_so_far + part > limits.EXTENSION.value:
                with pytest.raises(Refused):
                    lengthen(world, accepted, part)
            else:
                lengthen(world, accepted, part)
                given_so_far += part
        clock = clocks.step_clock(Matter.objects.get(pk=accepted.pk))
        assert clock is not None
        counted = clock.stretches(book(NOON.date()).calendar)[-1].last
        assert counted == NOON.date() + (60 + given_so_far) * ONE_DAY
        transaction.set_rollback(True)


def test_extensions_stop_at_thirty_days(world: World, accepted: Matter) -> None:
    lengthen(world, accepted, 20)
    with pytest.raises(Refused, match="30"):
        lengthen(world, accepted, 11)
    lengthen(world, accepted, 10)
    assert due(accepted) == date(2026, 6, 2)
    with pytest.raises(Refused):
        lengthen(world, accepted, 1)


def test_no_hearing_stops_the_sixty_days(world: World, accepted: Matter) -> None:
    for ground in Ground:
        with pytest.raises(Refused):
            actions.pause(
                by=world.actor("petitions"),
                at=NOON + DAY,
                uid=accepted.uid,
                seen=seen(accepted),
                ground=ground,
                reason="听证。",
            )


@pytest.fixture
def rereviewed(world: World, accepted: Matter) -> Matter:
    matter = conclude(world, accepted, "petitions")
    matter = deliver(world, matter, "petitions", "delivered", at=NOON)
    matter = raiser_goes(matter, "ask_review")
    who = reviewing(world)
    matter = go(world, matter, who, "review_opinion")
    matter = deliver(world, matter, who, "review_delivered", at=NOON)
    return raiser_goes(matter, "ask_rereview")


@pytest.mark.parametrize("days", [1, 7, 20])
def test_only_a_hearing_in_the_re_review_is_not_counted(world: World, rereviewed: Matter, days: int) -> None:
    before = due(rereviewed)
    by = world.actor("reviewer")
    for ground in (Ground.APPRAISAL, Ground.ABSENT, Ground.COURT):
        with pytest.raises(Refused):
            actions.pause(
                by=by,
                at=NOON + DAY,
                uid=rereviewed.uid,
                seen=seen(rereviewed),
                ground=ground,
                reason="等一等。",
            )
    actions.pause(
        by=by,
        at=NOON + DAY,
        uid=rereviewed.uid,
        seen=seen(rereviewed),
        ground=Ground.HEARING,
        reason="举行听证。",
    )
    assert due(rereviewed) is None
    actions.resume(by=by, at=NOON + (1 + days) * DAY, uid=rereviewed.uid, seen=seen(rereviewed))
    clock = clocks.step_clock(Matter.objects.get(pk=rereviewed.pk))
    assert clock is not None
    assert before is not None
    counted = clock.stretches(book(NOON.date()).calendar)[-1].last
    assert counted == NOON.date() + 30 * ONE_DAY + days * ONE_DAY


def test_the_review_is_not_stopped(world: World, accepted: Matter) -> None:
    matter = conclude(world, accepted, "petitions")
    matter = deliver(world, matter, "petitions", "delivered", at=NOON)
    matter = raiser_goes(matter, "ask_review")
    reviewing(world)
    with pytest.raises(Refused):
        actions.pause(
            by=world.actor("reviewer"),
            at=NOON + DAY,
            uid=matter.uid,
            seen=seen(matter),
            ground=Ground.HEARING,
            reason="听证。",
        )
