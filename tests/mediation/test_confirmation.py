"""The clocks of an agreement, each with its article; confirmation, counsel, figures."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, TODAY, World
from tests.mediation.steps import act, agreed, close, mediated, minutes, seen, session
from yixian.kernel.workdays import WorkCalendar
from yixian.matters.actions import Refused
from yixian.measures.actions import fold_all
from yixian.measures.queries import figure
from yixian.measures.recount import differences
from yixian.mediation import limits, rules
from yixian.mediation.enums import AidGround, Form, Ruling, Subject
from yixian.mediation.models import Agreement, Aid, Confirmation, Obligation, Opinion
from yixian.mediation.queries import Due, View, card_of, confirmation_clock, due_of, obligations, reminders
from yixian.remedies.queries import rows_for
from yixian.rulebook.declare import every
from yixian.rulebook.ledger import days
from yixian.rulebook.queries import book
from yixian.rulebook.terms import LOCAL, Clock, Term, due_date

CLOCKS = [
    ("205", date(2026, 3, 4), date(2026, 4, 3), "thirty days, the first not counted"),
    ("205", date(2026, 1, 14), date(2026, 2, 13), "a Friday before the festival"),
    ("205", date(2026, 1, 18), date(2026, 2, 24), "into the Spring Festival: the first day after it"),
    ("205", date(2026, 9, 2), date(2026, 10, 8), "into the National Day holiday"),
    ("205", date(2026, 3, 5), date(2026, 4, 7), "Tomb-Sweeping Day, and the days off around it"),
    ("205", date(2026, 2, 12), date(2026, 3, 16), "a Saturday: the Monday after"),
    ("205", date(2026, 1, 15), date(2026, 2, 14), "a Saturday that is worked"),
]


@pytest.mark.parametrize(("article", "effect", "last", "why"), CLOCKS)
def test_a_court_is_asked_within_thirty_days(
    world: World, article: str, effect: date, last: date, why: str
) -> None:
    clock = confirmation_clock(Agreement(effective_on=effect))
    assert clock is not None
    assert due_date(clock) == last, why
    assert clock.term.article == article


def test_the_countdown_can_be_read_day_by_day(world: World) -> None:
    clock = confirmation_clock(Agreement(effective_on=date(2026, 1, 18)))
    assert clock is not None
    ledger = days(clock, book(TODAY).calendar)
    assert [each.counted for each in ledger if each.counted] == list(range(1, 31))
    assert ledger[-1].due
    assert ledger[-1].rolled


@given(st.dates(date(2026, 1, 1), date(2026, 11, 1)))
def test_the_last_day_is_never_before_the_thirtieth_nor_a_free_one(effect: date) -> None:
    row = next(each for each in every() if each.code == limits.CONFIRMATION)
    term = Term(row.code, row.value, row.unit, "", row.article, row.mark, row.roll_forward, row.valid_from)
    calendar = WorkCalendar()
    last = due_date(
        Clock.start("c", term, datetime(effect.year, effect.month, effect.day, tzinfo=LOCAL), calendar)
    )
    assert last is not None
    assert last >= effect + timedelta(days=30)
    assert not calendar.rolls(last)


SETTLES = [
    (Subject.STATUS, "355(3)"),
    (Subject.OWNERSHIP, "355(5)"),
    (Subject.SPECIAL, "355(4)"),
    (Subject.OUTSIDE, "355(1)"),
    (Subject.PERFORMANCE, ""),
    (Subject.UTILITIES, ""),
]


@pytest.mark.parametrize(("subject", "article"), SETTLES)
def test_what_no_court_confirms_has_no_countdown_and_says_why(
    world: World, subject: Subject, article: str
) -> None:
    matter = agreed(world, subject=subject).matter
    found = card_of(matter, NOON).confirming
    assert found is not None
    if article:
        assert (found.clock, found.last) == (None, None)
        assert found.refusal is not None
        assert found.refusal.clause is not None
        assert found.refusal.clause.article == article
        with pytest.raises(Refused):
            act(world, "apply", matter, on=TODAY, court="前旗人民法院", jointly=True)
    else:
        assert found.last == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("category", "subject"),
    [
        ("0101", Subject.STATUS),
        ("0102", Subject.STATUS),
        ("0403", Subject.OWNERSHIP),
        ("1001", Subject.OWNERSHIP),
        ("1502", Subject.OUTSIDE),
        ("0701", Subject.PERFORMANCE),
        ("0905", Subject.PERFORMANCE),
    ],
)
def test_a_kind_suggests_what_its_agreement_settles(category: str, subject: Subject) -> None:
    assert rules.presumed(category) is subject


def test_both_parties_ask_together(world: World) -> None:
    with pytest.raises(Refused, match="both parties together"):
        act(world, "apply", agreed(world).matter, on=TODAY, court="前旗人民法院", jointly=False)


def test_on_the_last_day_it_is_in_time_and_a_day_later_it_is_not(world: World) -> None:
    matter = agreed(world).matter
    last = date(2026, 4, 3)
    late = NOON + timedelta(days=40)
    given: dict[str, Any] = {"court": "前旗人民法院", "jointly": True, "at": late}
    with pytest.raises(Refused, match="last day"):
        act(world, "apply", matter, on=last + timedelta(days=1), **given)
    act(world, "apply", matter, on=last, **given)
    assert Confirmation.objects.get().ruling == Ruling.PENDING


def test_a_confirmed_agreement_is_enforced_and_not_confirmed_again(world: World) -> None:
    obligation = agreed(world)
    matter = obligation.matter
    act(world, "apply", matter, on=TODAY, court="前旗人民法院", jointly=True)
    act(world, "rule", matter, ruling=Ruling.CONFIRMED, on=TODAY, number="（2026）内0623民特1号")
    with pytest.raises(Refused, match="already"):
        act(world, "apply", matter, on=TODAY, court="前旗人民法院", jointly=True)
    assert seen(matter).facts["confirmed"] == "yes"


def test_a_refused_application_may_be_made_again_in_time(world: World) -> None:
    matter = agreed(world).matter
    for ruling in (Ruling.REFUSED, Ruling.WITHDRAWN):
        act(world, "apply", matter, on=TODAY, court="前旗人民法院", jointly=True)
        act(world, "rule", matter, ruling=ruling, on=TODAY, number="号")
    assert card_of(matter, NOON).confirming is not None
    assert Confirmation.objects.count() == 2


def test_in_default_the_route_finder_shows_the_payment_order(world: World) -> None:
    obligation = agreed(world)
    matter = obligation.matter
    close(matter)
    told = {"answer": "可申请支付令。", "routes_told": True}
    later = NOON + timedelta(days=11)
    act(world, "default", matter, obligation=obligation.uid, missing="未付", given=told, at=later)
    matter = seen(matter)
    routes = [row.title for row in rows_for(matter.category, matter.facts, later.date())]
    assert any("Payment order" in title for title in routes)


def test_obligations_are_soon_seven_days_before_and_then_overdue(world: World) -> None:
    due = agreed(world).due_on
    near, over = due - timedelta(days=7), due + timedelta(days=1)
    assert due_of(due, near - timedelta(days=1)) is Due.LATER
    assert due_of(due, near) is due_of(due, due) is Due.SOON
    assert due_of(due, over) is Due.OVERDUE
    actor = world.actor("mediator")
    assert reminders(actor, near) == {"overdue": 0, "soon": 1}
    assert reminders(actor, over) == {"overdue": 1, "soon": 0}
    assert obligations(actor, View.OVERDUE, over).count() == 1
    assert not obligations(actor, View.OVERDUE, due).exists()


def test_what_is_owed_in_a_complaint_is_not_in_the_list_of_the_office_that_it_is_about(world: World) -> None:
    matter = agreed(world).matter
    matter = seen(matter)
    matter.about_units = [world.station.pk]
    matter.save(update_fields=["about_units"])
    assert not obligations(world.actor("station"), View.ALL, TODAY).exists()
    assert obligations(world.actor("chief"), View.ALL, TODAY).exists()


def test_the_list_of_what_is_owed_is_served_by_its_index(world: World) -> None:
    agreed(world)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    found = Obligation.objects.filter(state__in=("open", "part")).order_by("due_on", "pk")[:51]
    assert "obligation_due" in found.explain()


def test_a_lawyers_opinion_is_sealed_in_the_file(world: World) -> None:
    matter = mediated(world)
    act(world, "advise", matter, lawyer="王律师", on=TODAY, text="证据充分，可申请支付令。")
    assert Opinion.objects.get().lawyer == "王律师"
    assert "证据充分".encode() not in bytes(Opinion.objects.get().text)


def test_legal_aid_is_asked_for_and_decided_once(world: World) -> None:
    matter = mediated(world)
    act(world, "ask_aid", matter, ground=AidGround.WAGES, words="家庭困难", on=TODAY)
    with pytest.raises(Refused, match="already"):
        act(world, "ask_aid", matter, ground=AidGround.WAGES, words="", on=TODAY)
    with pytest.raises(Refused, match="reason"):
        act(world, "decide_aid", matter, granted=False, on=TODAY, reason="")
    act(world, "decide_aid", matter, granted=True, on=TODAY, reason="")
    assert Aid.objects.get().state == "granted"


def test_what_is_counted_is_what_happened(world: World) -> None:
    first, second = agreed(world), agreed(world, form=Form.ORAL)
    found = session(world, mediated(world))
    act(world, "hold", found.matter, session=found.uid, given=minutes())
    act(world, "apply", first.matter, on=TODAY, court="前旗人民法院", jointly=True)
    act(world, "rule", first.matter, ruling=Ruling.CONFIRMED, on=TODAY, number="1号")
    act(world, "perform", first.matter, obligation=first.uid, on=TODAY, proof="付清")
    act(world, "perform", second.matter, obligation=second.uid, on=TODAY, proof="一半", whole=False)
    fold_all(NOON)

    def count(key: str, part: str) -> int:
        return figure(f"mediation.{key}", None, date(2026, 1, 1), date(2027, 1, 1), part=part)

    assert count("sessions", "closed") == 1
    assert [count("agreements", form) for form in ("written", "oral")] == [1, 1]
    assert [count("obligations", state) for state in ("performed", "defaulted")] == [1, 0]
    assert [count("confirmations", each) for each in ("pending", "confirmed", "refused")] == [1, 1, 0]
    assert differences(lambda _done, _total: None) == []


def test_what_was_done_at_night_counts_on_the_day_of_the_banner(world: World) -> None:
    evening = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
    obligation = agreed(world, at=evening)
    agreement = Agreement.objects.get(pk=obligation.agreement_id)
    assert agreement.effective_on in (date(2026, 3, 4), date(2026, 3, 5))
