"""The pages of liaison shut nobody out, on a screen and on a phone."""

from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, ViewportSize

from tests.cast import PASSWORD, World
from tests.house.test_axe import faults
from tests.journeys.browser import PHONE, SCREEN, Someone
from tests.liaison.steps import HEARD, assigned, item, planned, visited
from yixian.liaison.enums import Kind

pytestmark = pytest.mark.browser


def pages(world: World) -> list[str]:
    """Every page of somebody who is assigned."""
    now = timezone.now()
    liaison = assigned(world)
    assigned(world, Kind.LEADER)
    ahead = planned(world, liaison, at=now)
    done = visited(world, liaison, at=now, concerns=[HEARD])
    thing = item(world, at=now, helper=liaison)
    place = {"pk": world.village.pk}
    of = {
        "place": place,
        "item_new": place,
        "item": {"uid": thing.uid},
        **{name: {"uid": liaison.uid} for name in ("one", "hand_over", "visit_plan", "record")},
        **{name: {"uid": ahead.uid} for name in ("visit_made", "visit_drop")},
        **{name: {"uid": done.uid} for name in ("visit", "pictures")},
    }
    return [
        *(reverse(f"desk:{name}") for name in ("liaison", "liaison_places", "liaison_mine")),
        *(reverse(f"desk:liaison_{name}", kwargs=given) for name, given in of.items()),
        reverse("desk:liaison_visit", kwargs={"uid": ahead.uid}),
    ]


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_shuts_anybody_out(
    world: World, browser: Browser, live_server: Any, size: ViewportSize
) -> None:
    cache.clear()
    addresses = pages(world)
    cadre = Someone(browser, live_server.url, size=size).sign_in("reserve", PASSWORD)
    found = [fault for url in addresses for fault in faults(cadre, url)]
    cadre.context.close()
    assert found == [], "\n".join(found)
