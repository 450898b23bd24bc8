"""A diary entry with three concerns that reach three different ends, on a phone."""

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD, World
from tests.diary.steps import HEADING, HEARD, PEOPLE
from tests.journeys.browser import PATIENCE, PHONE
from tests.journeys.conftest import Enter
from tests.journeys.test_disputes import nothing_is_wrong, sit
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.diary.models import Entry
from yixian.matters.models import Matter

pytestmark = pytest.mark.browser

ROAD, TOLL = "进组的路塌了，校车过不去。", "想让三岔口的收费点撤掉。"


def test_three_concerns_of_an_entry_reach_three_ends(world: World, enter: Enter) -> None:
    grid = enter(size=PHONE).sign_in("grid", PASSWORD)
    grid.page.goto("/desk/diary/")
    grid.sees("No entry in this month")
    grid.click("New entry")
    grid.page.get_by_label("Where?").select_option(label=world.village.name)
    grid.choose("a household at home")
    grid.write("What was heard", HEARD)
    grid.page.locator("summary").filter(has_text="Heading, who was met").click()
    grid.page.get_by_label("Heading for lists").last.fill(HEADING)
    grid.write("Who was met", PEOPLE)
    rows = grid.page.locator("details").filter(has_text="What they wish for")
    for number, (words, answer, heading) in enumerate(
        (("井水发黄", "水样当天送检", "饮水"), (ROAD, "", "通组路"), (TOLL, "", "收费点"))
    ):
        row = rows.nth(number)
        if number:
            row.locator("summary").click()
        row.get_by_label("What they wish for or complain of").fill(words)
        row.get_by_label("What you answered on the spot").fill(answer)
        row.get_by_label("Heading for lists").fill(heading)
    grid.write("Name of whoever waits for an answer", "巴图")
    grid.write("Their telephone number", "13800005678")
    grid.press_twice("Keep the entry")
    grid.is_at(HEADING)
    grid.sees("answered on the spot")
    assert (Entry.objects.count(), Concern.objects.count()) == (1, 3)
    there = grid.page.url

    grid.click("通组路")
    grid.click("Turn it into a matter")
    grid.page.get_by_label("What kind of matter is it?").select_option(label="Roads and bridges")
    grid.press_twice("Turn it into a matter")
    grid.is_at("Receipt code")
    code = grid.page.locator(".yx-receipt-code").inner_text()
    resident = enter(size=PHONE)
    resident.page.goto("/follow/")
    resident.write("Receipt code", code)
    resident.press("Show it")
    resident.sees(Matter.objects.get().number)

    grid.page.goto(there)
    grid.click("收费点")
    grid.click("Close it with a reason")
    grid.write("Why nothing more is done", "收费点已于上月撤除，现场看过。")
    grid.press_twice("Close it with a reason")
    grid.sees("To be checked")
    grid.page.goto("/desk/diary/")
    grid.sees("At 1 entry something still owes its end")

    secretary = sit(enter, "secretary")
    secretary.page.goto("/desk/diary/?whose=supervised")
    secretary.click(HEADING)
    expect(secretary.page.locator("main").get_by_text(HEARD)).to_have_count(0, timeout=PATIENCE)
    secretary.press("I check how it was handled")
    secretary.sees(HEARD)
    secretary.click("收费点")
    secretary.click("Check the closing")
    secretary.choose("Yes, the reason holds")
    secretary.press_twice("Check the closing")
    assert set(Concern.objects.values_list("fate", flat=True)) == {Fate.ANSWERED, Fate.MATTER, Fate.CLOSED}

    grid.page.goto(there)
    grid.sees("The entry was opened: I check how it was handled.")
    grid.page.goto("/desk/diary/list/?which=owing")
    grid.sees("Nothing here")
    nothing_is_wrong()
