"""An overdue matter comes before the public: written by one, checked by another, read by everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.board.steps import up
from tests.cast import World
from tests.journeys.browser import PHONE, SCREEN
from tests.journeys.conftest import Enter
from tests.journeys.test_disputes import find, nothing_is_wrong, sit
from tests.petitions.steps import petition
from yixian.board.models import Entry
from yixian.disclosure.enums import Stand

pytestmark = pytest.mark.browser

TOLD = "我是巴图，电话13900004321，家在泉水嘎查二组15号。村里修路占了我家草场，补偿款一直没有发。"
GIVE = "Give it to the second person"


def test_an_overdue_matter_on_the_public_board(world: World, enter: Enter) -> None:
    now = timezone.now()
    matter = petition(world, at=now - timedelta(days=120), story=TOLD)
    fresh = up(world, petition(world, at=now - timedelta(days=1)), at=now - timedelta(hours=2))

    chief = sit(enter, "chief")
    find(chief, matter)
    chief.click("Put it on the public board")
    chief.press("Open the original")
    expect(chief.page.locator("main mark").first).to_be_visible()
    text = chief.page.get_by_label("What the public will read")
    assert "13900004321" not in text.input_value()
    proposed = text.input_value()
    text.fill("巴图说：补偿款没有发。")
    chief.press(GIVE)
    chief.sees("must be taken out")
    text.fill(proposed)
    chief.press_twice(GIVE)
    chief.page.get_by_text("The text waits for the second person.").first.wait_for()
    entry = Entry.objects.get(matter=matter)

    centre = sit(enter, "centre")
    centre.page.goto("/desk/board/?look=check")
    centre.click("Check what was raised")
    vouched = centre.page.get_by_label("I have looked at every place")
    if vouched.count():
        vouched.check()
    centre.press_twice("Publish it")
    centre.page.get_by_text("It stands on the public board now.").first.wait_for()
    entry.raised.refresh_from_db()
    assert entry.raised.stand == Stand.UP

    for size in (SCREEN, PHONE):
        resident = enter(size=size)
        resident.page.goto("/")
        resident.sees("1 matter is overdue")
        resident.click("The whole board")
        resident.is_at("Public supervision board")
        first = resident.page.locator("main section.card").first
        expect(first).to_contain_text("overdue by")
        expect(first).to_contain_text("信访局")
        first.locator("a").first.click()
        resident.sees("村里修路占了我家草场")
        resident.sees("Regulation on Petition Work")
        resident.sees("There is no answer yet")
        for secret in ("巴图", "13900004321", "15号"):
            assert secret not in resident.page.content()
        resident.page.goto(f"/board/{fresh.pk}/")
        expect(resident.page.locator("main")).not_to_contain_text("overdue by")
    nothing_is_wrong()
