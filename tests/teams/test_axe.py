"""The pages of leaders' cases and of teams shut nobody out, on a screen and on a phone."""

from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, ViewportSize

from tests.cast import PASSWORD, World
from tests.house.test_axe import faults
from tests.journeys.browser import PHONE, SCREEN, Someone
from tests.matters.steps import dispute
from tests.teams.steps import called_on, led, taken_on, team, toured, visited, wanted
from yixian.matters.models import Matter
from yixian.teams import actions
from yixian.teams.models import Consultation, Task, Team

pytestmark = pytest.mark.browser


def worked_on(world: World) -> tuple[Matter, Team]:
    """A case with a plan, a visit and a consultation in which one unit spoke, and a team that has it too."""
    now = timezone.now()
    matter = dispute(world, at=now)
    led(world, matter, at=now)
    of_it: dict[str, Any] = {"by": world.actor("leader"), "at": now, "uid": matter.uid}
    actions.plan(**of_it, wanted=wanted(world.town, at=now))
    visited(world, matter, at=now, care=["hardship"])
    units = [world.department, world.town]
    actions.call(**of_it, day=timezone.localdate(now), units=units, question="以哪张图为准？")
    held = Consultation.objects.get().pk
    actions.opine(**of_it, consultation=held, unit=world.town.pk, opinion="以承包图为准。")
    made = team(world)
    taken_on(world, made, matter, at=now)
    called_on(world, made, matter=matter, at=now)
    toured(world, made, topics=["law"], note="清了井")
    return matter, made


def pages(world: World, matter: Matter, made: Team) -> list[str]:
    """Every page of the chief's."""
    held = {"consultation": Consultation.objects.get().pk}
    of_a_case: dict[str, dict[str, Any]] = {
        "matter": {},
        "case": {},
        "case_arrange": {},
        "case_recuse": {},
        "case_plan": {},
        "case_done": {"task": Task.objects.get().pk},
        "case_visit": {},
        "case_on_site": {},
        "case_call": {},
        "case_opine": {**held, "unit": world.department.pk},
        "case_decide": held,
        "case_end": {},
        "problem_settle": {},
    }
    fresh = dispute(world, at=timezone.now())
    of_a_team = ("team", "team_join", "team_tour", "team_household")
    return [
        *(reverse(f"desk:{name}") for name in ("cases", "teams", "team_found")),
        *(reverse(f"desk:{name}", kwargs={"uid": matter.uid, **more}) for name, more in of_a_case.items()),
        *(reverse(f"desk:{name}", kwargs={"uid": fresh.uid}) for name in ("case_open", "problem_take")),
        *(reverse(f"desk:{name}", kwargs={"uid": made.uid}) for name in of_a_team),
        f"{reverse('desk:cases')}?view=stuck",
    ]


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_shuts_anybody_out(
    world: World, browser: Browser, live_server: Any, size: ViewportSize
) -> None:
    cache.clear()
    matter, made = worked_on(world)
    chief = Someone(browser, live_server.url, size=size).sign_in("chief", PASSWORD)
    found = [fault for url in pages(world, matter, made) for fault in faults(chief, url)]
    chief.page.goto(reverse("desk:case_plan", kwargs={"uid": matter.uid}))
    chief.press("Plan a step")
    found += faults(chief, chief.page.url)
    chief.context.close()
    assert found == [], "\n".join(found)
