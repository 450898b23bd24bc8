"""The route finder in a browser: asked step by step, handed over on one sheet, and open to everybody."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, ViewportSize
from pypdf import PdfReader

from tests.cast import PASSWORD, World
from tests.desk.pages import at
from tests.house.test_axe import grave, too_wide
from tests.journeys.browser import PHONE, SCREEN, Someone
from tests.matters.steps import dispute

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_somebody_finds_the_ways_and_takes_a_sheet_along(
    world: World, browser: Browser, live_server: Any, size: ViewportSize, tmp_path: Any
) -> None:
    resident = Someone(browser, live_server.url, size=size)
    page = resident.page
    page.goto("/ways/")
    page.locator("[name=category]").select_option("0905")
    page.locator("[name=known]").fill(timezone.localdate().isoformat())
    resident.press("Show the ways")
    resident.sees("Arbitration over contracted land or pasture")
    found = [*grave(resident), *too_wide(resident)]
    page.locator("[name=ownership]").select_option("yes")
    resident.press("Show the ways")
    resident.sees("Until it is decided, neither side may change how the land is used.")
    found += [*grave(resident), *too_wide(resident)]
    resident.press("A sheet to hand over")
    resident.sees("Not open, and why")
    found += [*grave(resident), *too_wide(resident)]
    sheet = tmp_path / "sheet.pdf"
    page.pdf(path=sheet, format="A4")
    assert len(PdfReader(sheet).pages) == 1
    assert resident.complaints == []
    resident.context.close()
    assert found == [], "\n".join(found)


def test_an_officer_hands_over_a_sheet_with_the_number_of_the_matter(
    world: World, browser: Browser, live_server: Any
) -> None:
    matter = dispute(world, at=timezone.now())
    officer = Someone(browser, live_server.url).sign_in("station", PASSWORD)
    officer.page.goto(at("routes", matter))
    found = [*grave(officer), *too_wide(officer)]
    officer.press("A sheet to hand over")
    officer.sees(matter.number)
    found += [*grave(officer), *too_wide(officer)]
    officer.context.close()
    assert found == [], "\n".join(found)
