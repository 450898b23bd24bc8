"""Every page can be used by everybody: no serious fault of accessibility, and none wider than the screen."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, ViewportSize

from tests.cast import PASSWORD, World
from tests.channels.steps import submitted
from tests.journeys.browser import PHONE, SCREEN, Someone
from tests.matters.steps import climb, dispute, go, opened
from yixian.audit.seal import seal_now
from yixian.matters.models import Matter

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")


def faults(someone: Someone, url: str) -> list[str]:
    """What stands in the way of somebody on a page; the way back from an error is looked at too."""
    answer = someone.page.goto(url)
    assert answer is not None
    assert answer.status in (200, 404, 422), f"{url}: {answer.status}"
    return [f"{url}: {each}" for each in (*grave(someone), *too_wide(someone))]


def grave(someone: Someone) -> Iterator[str]:
    for each in Axe().run(someone.page).response["violations"]:
        if each["impact"] in GRAVE:
            yield f"{each['id']}: {each['nodes'][0]['html'][:200]} {each['nodes'][0]['failureSummary'][:300]}"


def too_wide(someone: Someone) -> Iterator[str]:
    beyond = someone.page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    if beyond > 0:
        yield f"{beyond} pixels wider than the screen"


def public_pages() -> list[str]:
    names = (
        "welcome",
        "raise",
        "raise_body",
        "follow",
        "offices",
        "errand",
        "gatherings",
        "gathering_withdraw",
        "menu",
        "menu_propose",
        "news",
        "routes",
        "board",
        "petition",
        "roots",
        "privacy",
        "communities",
        "deputies",
        "fairs",
    )
    return [
        *(reverse(f"portal:{each}") for each in names),
        "/how/dispute/",
        "/nothing-here/",
        "/account/login/",
    ]


def resident_pages() -> list[str]:
    names = ("raised", "matter", "agreement", "ask", "attach", "receipt")
    return [*(reverse(f"portal:{each}") for each in names), "/matter/move/content/"]


def officer_pages(world: World, matter: Matter) -> list[str]:
    plain = (
        "home",
        "worklist",
        "counter",
        "counter_body",
        "menu",
        "menu_board",
        "menu_teams",
        "menu_item_new",
        "network",
        "publications",
        "publication_write",
        "liaison",
        "liaison_places",
        "liaison_mine",
        "errand",
        "gatherings",
        "gathering_month",
        "gathering_plan",
        "gathering_series_new",
        "gathering_feed",
        "diary",
        "diary_list",
        "diary_write",
        "diary_book",
        "cases",
        "teams",
        "petitions",
        "mediators",
        "obligations",
        "board",
        "units",
        "map",
        "calendar",
        "figures",
        "notices",
        "notice_settings",
        "communities",
        "deputies",
        "deputy_enter",
        "fairs",
    )
    of_it = (
        "matter",
        "print",
        "reply",
        "note",
        "head",
        "assign",
        "pause",
        "extend",
        "merge",
        "attach",
        "recode",
        "routes",
        "mediation",
    )
    return [
        *(reverse(f"desk:{each}") for each in plain),
        *(reverse(f"desk:{each}", kwargs={"uid": matter.uid}) for each in of_it),
        reverse("desk:ledger", kwargs={"uid": matter.uid, "name": "step"}),
        reverse("desk:move", kwargs={"uid": matter.uid, "key": "agree"}),
        reverse("desk:unit", kwargs={"pk": world.town.pk}),
        *(
            reverse(f"desk:office{each}", kwargs={"pk": world.room.pk})
            for each in ("", "_keep", "_day", "_duty")
        ),
        reverse("portal:office", kwargs={"pk": world.room.pk}),
        reverse("desk:community", kwargs={"pk": world.community.pk}),
        reverse("portal:community", kwargs={"pk": world.community.pk}),
        reverse("desk:publication", kwargs={"uid": submitted(world, "secretary").uid}),
        f"{reverse('desk:network')}?lack=no_room",
        reverse("desk:figure", kwargs={"key": "disputes.accepted"}),
        reverse("desk:mechanism", kwargs={"number": "4.3"}),
        f"{reverse('desk:search')}?q=围栏",
        f"{reverse('desk:worklist')}?whose=all&q=nothing",
    ]


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_shuts_anybody_out(
    world: World, browser: Browser, live_server: Any, size: ViewportSize
) -> None:
    cache.clear()
    now = timezone.now()
    matter = climb(world, dispute(world, at=now), "station", at=now)
    raised = opened(world, at=now)
    go(world, climb(world, raised.matter, "station", at=now), "station", "agree", at=now)
    seal_now(timezone.now())

    resident = Someone(browser, live_server.url, size=size)
    found = [fault for url in public_pages() for fault in faults(resident, url)]
    resident.page.goto("/follow/")
    resident.write("Receipt code", raised.code)
    resident.press("Show it")
    found += [fault for url in resident_pages() for fault in faults(resident, url)]
    resident.context.close()

    officer = Someone(browser, live_server.url, size=size).sign_in("station", PASSWORD)
    found += [fault for url in officer_pages(world, matter) for fault in faults(officer, url)]
    officer.page.goto(reverse("desk:move", kwargs={"uid": matter.uid, "key": "agree"}))
    officer.press("The parties reached an agreement")
    found += [f"refused form: {fault}" for fault in grave(officer)]
    officer.page.goto(reverse("desk:matter", kwargs={"uid": matter.uid}))
    officer.press("I work on it")
    found += [f"opened: {fault}" for fault in (*grave(officer), *too_wide(officer))]
    for name, more in (("papers", {}), ("paper_scan", {}), ("paper_make", {"key": "mediation_agreement"})):
        found += faults(officer, reverse(f"desk:{name}", kwargs={"uid": matter.uid, **more}))
    officer.context.close()
    assert found == [], "\n".join(found)
