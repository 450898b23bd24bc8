"""A day at a fair: from the number drawn on a telephone to the answer that the resident reads."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import ViewportSize

from tests.cast import PASSWORD, World
from tests.fairs.steps import ANSWER, HEADING, WORDS, planned
from tests.house.test_axe import faults, grave, too_wide
from tests.journeys.browser import PHONE, SCREEN, Someone
from tests.journeys.conftest import Enter
from tests.journeys.test_disputes import follow, nothing_is_wrong
from yixian.fairs.models import Stall, Ticket
from yixian.gatherings.models import Gathering
from yixian.matters.codes import code_of
from yixian.matters.models import Matter

pytestmark = pytest.mark.browser


def set_up(keeper: Someone, gathering: Gathering, world: World) -> None:
    """Open the fair and set up a stall of the department."""
    keeper.page.goto(reverse("desk:fair", args=[gathering.uid]))
    keeper.click("Open the fair")
    keeper.choose("A queue for each stall")
    keeper.press("Open the fair")
    keeper.click("Set up a stall")
    keeper.page.get_by_label("Which office stands there").select_option(str(world.department.pk))
    keeper.write("What is done there", "社会保险")
    keeper.press_twice("Set up a stall")
    keeper.sees("The stall was set up.")


def draw(resident: Someone, gathering: Gathering) -> None:
    """Draw a number on one's own telephone."""
    resident.page.goto(reverse("portal:fair", args=[gathering.uid]))
    resident.click("Draw a number")
    resident.choose("A · 社会保险")
    resident.press_twice("Draw a number")
    resident.sees("You are next. Please stay near.")


def serve(server: Someone, gathering: Gathering, world: World) -> None:
    """Call the number, and hand over what is said as a matter."""
    server.page.goto(reverse("desk:fair_stall", args=[gathering.uid, Stall.objects.get().uid]))
    server.press_twice("Call the next number")
    server.sees("You called")
    server.click("Done: what came of it")
    server.choose("A concern, handed over as a matter with a receipt code")
    server.page.get_by_text("A concern: write it down").click()
    server.write("What was said", WORDS)
    server.write("Heading for lists", HEADING)
    server.page.get_by_label("Where?").select_option(str(world.village.pk))
    server.page.get_by_label("What kind of matter is it?").select_option("concern:benefits")
    server.press_twice("Done, with the concern")
    server.is_at("Receipt code")


def settle(room: Someone, matter: Matter) -> None:
    """Answer it in the room of the village."""
    room.page.goto(reverse("desk:move", kwargs={"uid": matter.uid, "key": "answer"}))
    room.page.get_by_label("Done", exact=True).check()
    room.write("Answer to whoever raised it", ANSWER)
    room.press_twice("Settle it: answer whoever raised it")
    room.page.get_by_text("Done: Settle it: answer whoever raised it").first.wait_for()


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_a_fair_day_from_the_number_to_the_answer(world: World, enter: Enter, size: ViewportSize) -> None:
    gathering = planned(world, at=timezone.now() + timedelta(seconds=1))
    resident = enter(size=size)
    keeper = enter(size=size).sign_in("station", PASSWORD)
    set_up(keeper, gathering, world)
    draw(resident, gathering)

    server = enter(size=size).sign_in("department", PASSWORD)
    serve(server, gathering, world)
    ticket, matter = Ticket.objects.get(), Matter.objects.get()
    resident.page.goto(reverse("portal:fair_ticket", args=[gathering.uid, ticket.uid]))
    resident.sees("It is done.")

    settle(enter(size=size).sign_in("mediator", PASSWORD), matter)
    follow(resident, code_of(matter.uid, 0))
    resident.sees(ANSWER)

    keeper.page.goto(reverse("desk:fair_close", args=[gathering.uid]))
    keeper.write("How many people came", "60")
    keeper.press_twice("Close the fair")
    keeper.press("Publish the figures")
    resident.page.goto(reverse("portal:fair", args=[gathering.uid]))
    resident.sees("Handed over as matters")
    nothing_is_wrong()


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_the_pages_of_a_fair_shut_nobody_out(world: World, enter: Enter, size: ViewportSize) -> None:
    gathering = planned(world, at=timezone.now() + timedelta(seconds=1))
    keeper, resident = enter(size=size).sign_in("station", PASSWORD), enter(size=size)
    set_up(keeper, gathering, world)
    draw(resident, gathering)
    found = [f"number: {fault}" for fault in (*grave(resident), *too_wide(resident))]
    uid, stall = gathering.uid, Stall.objects.get().uid
    found += faults(keeper, reverse("desk:fair_stall", args=[uid, stall]))
    keeper.press("Call the next number")
    keeper.sees("You called")
    found += [f"called: {fault}" for fault in (*grave(keeper), *too_wide(keeper))]
    ticket = Ticket.objects.get().uid
    pages = [
        reverse("desk:fairs"),
        *(reverse(f"desk:{each}", args=[uid]) for each in ("fair", "fair_draw", "fair_close")),
    ]
    pages += [reverse("desk:fair_finish", args=[uid, ticket]), reverse("desk:fair_stall_set", args=[uid])]
    for url in pages:
        found += faults(keeper, url)
    found += faults(resident, reverse("portal:fair", args=[uid]))
    found += faults(resident, f"{reverse('portal:fair_screen', args=[uid])}?still")
    found += faults(resident, reverse("portal:fairs"))
    assert found == [], "\n".join(found)
