"""The pages of the menu shut nobody out, on a screen and on a phone."""

from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, ViewportSize

from tests.cast import PASSWORD, World
from tests.house.test_axe import faults
from tests.journeys.browser import PHONE, SCREEN, Someone
from tests.menu.steps import claim, issued, item, member, propose, sign, team
from yixian.matters.models import Matter
from yixian.menu import actions
from yixian.menu.models import MenuItem, Task, VolunteerTeam

pytestmark = pytest.mark.browser


def at_work(world: World) -> tuple[MenuItem, VolunteerTeam, Matter, Matter]:
    """An item, a team, a service that waits, and one in hand with a part given out."""
    now = timezone.now()
    offer, crew = item(world), team(world)
    sign(world, offer, at=now)
    waits = issued(world, offer, at=now)
    mine = claim(world, issued(world, offer, at=now), crew, at=now)
    task = actions.split(
        by=world.actor("branch"), at=now, uid=mine.uid, task=crew.uid, volunteer=member(crew), what="带梯子"
    )
    assert Task.objects.filter(wish__matter=task).exists()
    return offer, crew, waits, mine


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_shuts_anybody_out(
    world: World, browser: Browser, live_server: Any, size: ViewportSize
) -> None:
    cache.clear()
    offer, crew, waits, mine = at_work(world)
    proposal = propose(world, at=timezone.now())
    resident = Someone(browser, live_server.url, size=size)
    public = [
        f"{reverse('portal:menu')}?place={world.village.pk}",
        reverse("portal:menu_sign", kwargs={"item": offer.uid}),
        reverse("portal:menu_propose"),
    ]
    found = [fault for url in public for fault in faults(resident, url)]
    resident.context.close()
    secretary = Someone(browser, live_server.url, size=size).sign_in("branch", PASSWORD)
    found += [fault for url in of_a_branch(crew, waits, mine) for fault in faults(secretary, url)]
    secretary.context.close()
    community = Someone(browser, live_server.url, size=size).sign_in("secretary", PASSWORD)
    found += [fault for url in of_a_community(offer, proposal) for fault in faults(community, url)]
    community.context.close()
    assert found == [], "\n".join(found)


def of_a_branch(crew: VolunteerTeam, waits: Matter, mine: Matter) -> list[str]:
    """Every page of a branch secretary's."""
    return [
        *(reverse(f"desk:{name}") for name in ("menu_board", "menu_teams", "menu_team_found")),
        *(f"{reverse('desk:menu_board')}?{which}=1" for which in ("late", "left")),
        *(
            reverse(f"desk:{name}", kwargs={"uid": crew.uid})
            for name in ("menu_team", "menu_team_change", "menu_enrol")
        ),
        reverse("desk:menu_claim", kwargs={"uid": waits.uid}),
        *(reverse(f"desk:{name}", kwargs={"uid": mine.uid}) for name in ("matter", "menu_split")),
    ]


def of_a_community(offer: MenuItem, proposal: Matter) -> list[str]:
    """Every page of a village secretary's."""
    return [
        *(reverse(f"desk:{name}") for name in ("menu", "menu_item_new")),
        f"{reverse('desk:menu_item_new')}?proposal={proposal.uid}",
        *(
            reverse(f"desk:{name}", kwargs={"item": offer.uid})
            for name in ("menu_item", "menu_item_change", "menu_sign")
        ),
        reverse("desk:matter", kwargs={"uid": proposal.uid}),
    ]
