"""Which ways are open, asked at the public counter."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import text, visitor

WAYS = "/ways/"


def ask(**given: Any) -> Any:
    return visitor().post(WAYS, given)


@pytest.mark.django_db
def test_anybody_may_look_and_is_asked_for_no_name() -> None:
    page = visitor().get(WAYS)
    assert page.status_code == 200
    assert set(page.context["form"].fields) == {"category", "known"}


def test_the_welcome_page_leads_there(world: World) -> None:
    assert f'href="{WAYS}"' in text(visitor().get(reverse("portal:welcome")))


def test_the_kind_brings_its_ways_and_its_questions(world: World) -> None:
    known = timezone.localdate() - timedelta(days=10)
    page = ask(category="0905", known=known.isoformat())
    assert page.status_code == 200
    assert {"ownership", "expropriation", "award"} <= set(page.context["form"].fields)
    assert "finding" not in page.context["form"].fields
    said = text(page)
    for part in (
        "Arbitration over contracted land or pasture",
        "days left",
        "2 years",
        "Art. 18",
        "Art. 3(3)",
    ):
        assert part in said


def test_an_answer_leads_on_to_the_next_question(world: World) -> None:
    assert "parties" not in ask(category="0905").context["form"].fields
    page = ask(category="0905", ownership="yes")
    assert {"parties", "ruling"} <= set(page.context["form"].fields)
    assert "Until it is decided, neither side may change how the land is used." in text(page)


def test_what_is_closed_says_why(world: World) -> None:
    said = text(ask(category="0905", expropriation="yes"))
    assert "not open: land taken for the public" in said
    assert "Art. 2(3)" in said


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"known": "2026-02-30"}, "This is not a date such as 2026-03-04."),
        ({"known": "2999-01-01"}, "This day lies ahead."),
        ({"category": "7777"}, "7777"),
        ({"category": ""}, "Please fill this in."),
        ({"claim": "revenge"}, "revenge"),
    ],
)
def test_a_bad_answer_is_named_and_everything_typed_stays(
    world: World, typed: dict[str, str], fault: str
) -> None:
    page = ask(**{"category": "0202", "known": "2026-01-05", "fight": "yes", **typed})
    assert page.status_code == 422
    assert page.context["ways"] is None
    said = text(page)
    assert fault in said
    if typed.get("category") not in ("", "7777"):
        assert '<option value="yes" selected>' in said
    assert f'value="{typed.get("known", "2026-01-05")}"' in said


def test_a_sheet_to_hand_over_has_all_of_it(world: World) -> None:
    page = ask(category="0701", known="2020-01-05", wages="yes", employed="yes", sheet="1")
    said = text(page)
    assert page.templates[0].name == "remedies/sheet.html"
    for part in (
        "Labour arbitration",
        "open without a time limit",
        "Art. 27(4)",
        "5 January 2020",
        "data-print",
    ):
        assert part in said


def test_nothing_is_kept(world: World) -> None:
    client = visitor()
    with CaptureQueriesContext(connection) as taken:
        page = client.post(WAYS, {"category": "0101", "violence": "yes", "sheet": "1"})
    assert page.status_code == 200
    assert all(each["sql"].startswith("SELECT") for each in taken)
    assert "sessionid" not in client.cookies
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("category", ["0101", "0502", "0503", "0701", "0901", "1301", "1502", "9999"])
def test_the_page_can_be_drawn_for_every_sort_of_kind(world: World, category: str) -> None:
    for sheet in ({}, {"sheet": "1"}):
        assert ask(category=category, known="2026-01-05", reply="2026-01-06", **sheet).status_code == 200
