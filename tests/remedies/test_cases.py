"""Cases worked by hand from the statutes. Where a day is given, the comment beside it says how it was found.

Free days of 2026 that matter: 16–20 and 23 February (28 February is worked), 5–6 April, 1, 2, 4 and 5 May,
25 September, 1–7 October; the weekends between are free too.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from tests.remedies.sample import ON, ways
from yixian.remedies.enums import Standing

OPEN, NOT_YET, OVER, BARRED = Standing.OPEN, Standing.NOT_YET, Standing.OVER, Standing.BARRED


@dataclass(frozen=True, kw_only=True)
class Worked:
    """A route of a case, and how it must stand."""

    kind: str
    route: str
    article: str
    standing: Standing = OPEN
    last: str = ""
    left: int | None = None
    on: date = ON
    given: dict[str, Any] = field(default_factory=dict)


CASES = {
    # 2025-06-15 + 1 year = Monday 2026-06-15; 27 days of March, 30 + 31, 15 of June
    "labour: one year": Worked(
        kind="0701", route="labour_arbitration", article="27(1)", last="2026-06-15", left=103,
        given={"known": "2025-06-15", "employer": "unit"},
    ),
    "wages while the work lasts: no limit": Worked(
        kind="0701", route="labour_arbitration", article="27(4)",
        given={"known": "2020-01-01", "wages": "yes", "employed": "yes"},
    ),
    # 2025-05-01 + 1 year = Labour Day; free to 5 May, so Wednesday 6 May
    "wages after the end of the work, over Labour Day": Worked(
        kind="0701", route="labour_arbitration", article="27(4)", last="2026-05-06", left=63,
        given={"known": "2023-01-01", "wages": "yes", "employed": "no", "ended": "2025-05-01"},
    ),
    "herder's labourer: no labour dispute": Worked(
        kind="0701", route="labour_arbitration", article="2(4), 2(6)", standing=BARRED,
        given={"known": "2025-06-15", "employer": "household", "wages": "yes"},
    ),
    # 2025-06-15 + 3 years = Thursday 2028-06-15
    "herder's labourer: to court": Worked(
        kind="0701", route="civil_suit", article="188(1)", last="2028-06-15", left=834,
        given={"known": "2025-06-15", "employer": "household", "wages": "yes"},
    ),
    "labour: no suit before arbitration": Worked(
        kind="0701", route="civil_suit", article="5", standing=BARRED, given={"known": "2025-06-15"}
    ),
    # 2024-05-11 + 3 years = Tuesday 2027-05-11
    "wages with a written note: suit at once": Worked(
        kind="0701", route="civil_suit", article="188(1)", last="2027-05-11", left=433,
        given={"known": "2024-05-11", "employer": "unit", "wages": "yes", "iou": "yes"},
    ),
    # 18 April + 15 = Sunday 3 May within the break to 5 May, so 6 May
    "suit after a labour award": Worked(
        kind="0701", route="labour_suit", article="48, 50", last="2026-05-06", left=14, on=date(2026, 4, 22),
        given={"award": "2026-04-18", "side": "worker", "award_final": "yes"},
    ),
    "final award: the employer may not sue": Worked(
        kind="0701", route="labour_suit", article="47, 49", standing=BARRED,
        given={"award": "2026-02-10", "side": "employer", "award_final": "yes"},
    ),
    # 10 February + 30 = 28 − 10 = 18, then 12 March, a Thursday
    "final award: the employer asks that it be annulled": Worked(
        kind="0701", route="labour_annul", article="49", last="2026-03-12", left=8,
        given={"award": "2026-02-10", "side": "employer", "award_final": "yes"},
    ),
    "wage agreement in default: payment order": Worked(
        kind="0701", route="wage_order", article="16",
        given={"agreement": "2026-01-20", "performance_due": "2026-03-01"},
    ),
    "wage agreement not yet due: no payment order yet": Worked(
        kind="0701", route="wage_order", article="16", standing=NOT_YET,
        given={"agreement": "2026-01-20", "performance_due": "2026-03-10"},
    ),
    # 2024-10-02 + 2 years = 2 October 2026 in the break to the 7th, so Thursday the 8th
    "contracted pasture: two years, over National Day": Worked(
        kind="0905", route="land_arbitration", article="18", last="2026-10-08", left=7, on=date(2026, 10, 1),
        given={"known": "2024-10-02"},
    ),
    # 2024-02-29 + 2 years: no 29 February 2026, so the 28th, a Saturday that is worked
    "contracted land: the month has no such day": Worked(
        kind="0901", route="land_arbitration", article="18", last="2026-02-28", left=0, on=date(2026, 2, 28),
        given={"known": "2024-02-29"},
    ),
    # last day 28 February, so over since 1 March
    "contracted land: over": Worked(
        kind="0901", route="land_arbitration", article="18", standing=OVER, last="2026-02-28",
        given={"known": "2024-02-29"},
    ),
    "land taken for the public: no land arbitration": Worked(
        kind="0905", route="land_arbitration", article="2(3)", standing=BARRED,
        given={"known": "2026-02-01", "expropriation": "yes"},
    ),
    "collective land taken, by its kind": Worked(
        kind="1102", route="land_arbitration", article="2(3)", standing=BARRED, given={"known": "2026-02-01"}
    ),
    # 1 February + 60 = 27 (28 Feb), 31 (58 by 31 March), 2 April, a Thursday
    "land taken for the public: reconsideration": Worked(
        kind="0905", route="reconsideration", article="20(1)", last="2026-04-02", left=29,
        given={"act": "2026-02-01", "expropriation": "yes"},
    ),
    # 5 February + 30 = 23 (28 Feb), 7 March, a Saturday, so Monday the 9th
    "suit after an award on land": Worked(
        kind="0901", route="land_suit", article="48", last="2026-03-09", left=5, given={"award": "2026-02-05"}
    ),
    "whose pasture: the government decides, no limit": Worked(
        kind="0905", route="grassland_ruling", article="16", given={"ownership": "yes", "parties": "persons"}
    ),
    "whose pasture: no suit before": Worked(
        kind="0905", route="civil_suit", article="16", standing=BARRED, given={"ownership": "yes"}
    ),
    "whose pasture: no land arbitration": Worked(
        kind="0905", route="land_arbitration", article="22(3)", standing=BARRED, given={"ownership": "yes"}
    ),
    # 31 January + 30 = 28 in February, 2 March, a Monday
    "suit against a ruling on land: the last day": Worked(
        kind="0902", route="land_ruling_suit", article="14(3)", last="2026-03-02", left=0, on=date(2026, 3, 2),
        given={"ownership": "yes", "ruling": "2026-01-31"},
    ),
    "suit against a ruling on land: the day after": Worked(
        kind="0902", route="land_ruling_suit", article="14(3)", standing=OVER, last="2026-03-02", on=date(2026, 3, 3),
        given={"ownership": "yes", "ruling": "2026-01-31"},
    ),
    # the Grassland Law names no time of its own: 31 August 2025 + 6 months = 28 February, a Saturday that is worked
    "suit against a ruling on pasture, at the end of the month": Worked(
        kind="0905", route="administrative_suit", article="46(1)", last="2026-02-28", left=8, on=date(2026, 2, 20),
        given={"ownership": "yes", "ruling": "2025-08-31"},
    ),
    "a ruling that takes a right already held: reconsideration first": Worked(
        kind="0903", route="forest_ruling_suit", article="23(1)(2)", standing=BARRED,
        given={"ownership": "yes", "ruling": "2026-02-20", "act_kind": "title"},
    ),
    # 2 March + 60 = 29 (31 March), 30 (59 by 30 April), 1 May; free to the 5th, so the 6th
    "reconsideration over Labour Day": Worked(
        kind="1301", route="reconsideration", article="20(1)", last="2026-05-06", left=63, given={"act": "2026-03-02"}
    ),
    # 2025-03-10 + 1 year = Tuesday 2026-03-10
    "reconsideration where nobody told of it": Worked(
        kind="1301", route="reconsideration", article="20(3)", last="2026-03-10", left=6,
        given={"act": "2025-03-10", "told": "no"},
    ),
    "penalty on the spot: no suit before reconsideration": Worked(
        kind="1305", route="administrative_suit", article="23(1)(1)", standing=BARRED,
        given={"act": "2026-03-02", "act_kind": "on_the_spot"},
    ),
    # 20 April + 15 = Tuesday 5 May, free, so the 6th
    "suit after reconsideration": Worked(
        kind="1301", route="reconsidered_suit", article="45", last="2026-05-06", left=16, on=date(2026, 4, 20),
        given={"act": "2026-01-05", "reconsidered": "2026-04-20"},
    ),
    "no second reconsideration": Worked(
        kind="1301", route="reconsideration", article="30(7)", standing=BARRED,
        given={"act": "2026-01-05", "reconsidered": "2026-02-20"},
    ),
    # 1 January + 60 = 2 March: not before the 3rd
    "an office does nothing: not yet": Worked(
        kind="1202", route="reconsideration", article="20(1)", standing=NOT_YET, last="2026-05-06", on=date(2026, 3, 2),
        given={"act_kind": "inaction", "asked_on": "2026-01-01"},
    ),
    # then 60 more: 29 (31 March), 30 (30 April), 1 May, so the 6th
    "an office does nothing: from the third of March": Worked(
        kind="1202", route="reconsideration", article="20(1)", last="2026-05-06", left=64, on=date(2026, 3, 3),
        given={"act_kind": "inaction", "asked_on": "2026-01-01"},
    ),
    # 2023-02-17 + 3 years = Spring Festival; free to Monday the 23rd, so Tuesday the 24th
    "civil suit over Spring Festival": Worked(
        kind="0804", route="civil_suit", article="188(1)", last="2026-02-24", left=0, on=date(2026, 2, 24),
        given={"known": "2023-02-17", "claim": "money"},
    ),
    # 2006-04-05 + 20 years = Sunday 5 April, Qingming; Monday the 6th is free, so the 7th, before 2028-01-10
    "twenty years from the harm end first": Worked(
        kind="0303", route="civil_suit", article="188(2)", last="2026-04-07", left=34,
        given={"known": "2025-01-10", "harmed": "2006-04-05"},
    ),
    "a fence in the way: no limit": Worked(
        kind="0202", route="civil_suit", article="196(1)", given={"known": "2010-05-01", "claim": "stop"}
    ),
    "maintenance: no limit": Worked(
        kind="0102", route="civil_suit", article="196(3)", given={"known": "2010-05-01", "claim": "maintenance"}
    ),
    "arbitration was agreed: no suit": Worked(
        kind="0603", route="civil_suit", article="5", standing=BARRED, given={"arbitration_agreed": "yes"}
    ),
    # 18 January + 30 = 13 (31 Jan), 17 February; free to the 23rd, so the 24th
    "confirmation over Spring Festival": Worked(
        kind="0202", route="confirmation", article="205", last="2026-02-24", left=4, on=date(2026, 2, 20),
        given={"agreement": "2026-01-18"},
    ),
    "custody cannot be confirmed": Worked(
        kind="0102", route="confirmation", article="355(3)", standing=BARRED,
        given={"agreement": "2026-03-01", "agreement_about": "status"},
    ),
    "ownership cannot be confirmed": Worked(
        kind="0902", route="confirmation", article="355(5)", standing=BARRED,
        given={"agreement": "2026-03-01", "agreement_about": "ownership"},
    ),
    # 2024-09-26 + 2 years = a Saturday after the Mid-Autumn holiday, so Monday the 28th
    "a confirmed agreement is enforced": Worked(
        kind="0804", route="enforcement", article="250", last="2026-09-28", left=208,
        given={"agreement": "2024-08-01", "performance_due": "2024-09-26", "confirmed": "yes"},
    ),
    # 2026-03-01 + 3 years = Thursday 2029-03-01
    "an agreement in default: suit on it": Worked(
        kind="0804", route="agreement_suit", article="188(1)", last="2029-03-01", left=1093,
        given={"agreement": "2026-01-15", "performance_due": "2026-03-01"},
    ),
    # 6 February + 10 = 16 February; free to the 23rd, so the 24th
    "traffic police over Spring Festival": Worked(
        kind="0503", route="traffic_police", article="94(1)", last="2026-02-24", left=12, on=date(2026, 2, 12),
        given={"finding": "2026-02-06"},
    ),
    "traffic police: not once a court has it": Worked(
        kind="0503", route="traffic_police", article="96(1)", standing=BARRED,
        given={"finding": "2026-03-01", "in_court": "yes"},
    ),
    "medical: the health department has it": Worked(
        kind="0502", route="medical_people", article="31(4)", standing=BARRED, given={"medical_elsewhere": "health"}
    ),
    "medical: the people's committee has it": Worked(
        kind="0502", route="medical_office", article="40(2)", standing=BARRED, given={"medical_elsewhere": "people"}
    ),
    "mediation: not against a clear refusal": Worked(
        kind="0202", route="people_mediation", article="17", standing=BARRED, given={"refused": "yes"}
    ),
    # 1 February + 30 = 27 (28 Feb), 3 March, a Tuesday
    "review of a petition answer: over": Worked(
        kind="1104", route="petition_review", article="35", standing=OVER, last="2026-03-03", given={"reply": "2026-02-01"}
    ),
    # 12 February + 30 = 16 (28 Feb), 14 March, a Saturday, so Monday the 16th
    "re-review of a petition answer": Worked(
        kind="1104", route="petition_re_review", article="36", last="2026-03-16", left=12,
        given={"reply": "2026-01-02", "review": "2026-02-12"},
    ),
    "after the re-review": Worked(
        kind="1104", route="petition", article="36(3)", standing=BARRED,
        given={"reply": "2025-10-01", "review": "2025-11-20", "re_reviewed": "yes"},
    ),
    "violence: a protection order at any time": Worked(
        kind="0101", route="protection", article="23, 28", given={"violence": "yes"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_route_stands_as_worked_by_hand(case: Worked) -> None:
    found = ways(case.kind, case.on, **case.given)[case.route]
    assert found.standing is case.standing, found.limit
    assert found.last_day == (date.fromisoformat(case.last) if case.last else None)
    assert found.days_left == case.left
    assert (found.term.article if found.term else found.clause.article) == case.article


def test_two_units_go_to_the_banner_alone_and_others_to_the_town_too() -> None:
    with override("en"):
        units = ways("0905", ownership="yes", parties="units")
    persons = ways("0905", ownership="yes", parties="persons")
    assert [key for key in units if key.startswith("grassland_ruling")] == ["grassland_ruling_units"]
    assert [key for key in persons if key.startswith("grassland_ruling")] == ["grassland_ruling"]
    assert (
        units["grassland_ruling_units"].note
        == "Until it is decided, neither side may change how the land is used."
    )


def test_a_day_beyond_the_announced_schedule_is_provisional() -> None:
    # 2024-02-29 + 3 years = 28 February 2027, a Sunday, so 1 March as far as is known
    found = ways("0804", known="2024-02-29")["civil_suit"]
    assert (found.last_day, found.provisional) == (date(2027, 3, 1), True)
    assert not ways("0701", known="2025-06-15")["labour_arbitration"].provisional


def test_without_a_day_a_route_is_open_for_its_term() -> None:
    found = ways("0901")["land_arbitration"]
    assert (found.standing, found.last_day, found.days_left) == (OPEN, None, None)
    with override("en"):
        assert found.limit == "open for 2 years from the day that starts it"


def test_what_does_not_concern_the_kind_is_not_shown() -> None:
    keys = set(ways("0502", known="2026-01-01"))
    assert keys == {"medical_people", "medical_office", "court_mediation", "civil_suit", "petition"}
