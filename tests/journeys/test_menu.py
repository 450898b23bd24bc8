"""A service in six steps, with a return by the resident, each on the screens of those who go it."""

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD, World
from tests.journeys.browser import PATIENCE, PHONE, Someone
from tests.journeys.conftest import Enter
from tests.menu.steps import NAME, STORY, item, team
from tests.menu.steps import PHONE as NUMBER
from yixian.matters.models import Matter
from yixian.measures.recount import differences
from yixian.menu.models import MenuItem, VolunteerTeam

pytestmark = pytest.mark.browser


def sit(enter: Enter, who: str) -> Someone:
    """Somebody of the cast at a telephone."""
    return enter(size=PHONE).sign_in(who, PASSWORD)


def move(officer: Someone, matter: Matter, title: str, **words: str) -> None:
    """Make a move on the page of the service; fields are named by their labels."""
    officer.page.goto(f"/desk/matter/{matter.uid}/")
    officer.click(title)
    officer.is_at(title)
    for label, text in WORDS.items():
        if label in words:
            officer.write(text, words[label])
    officer.press_twice(title)
    officer.sees("Where it stands")


WORDS = {"plan": "What will be done", "day": "On which day", "answer": "What was done for the resident"}


def sign(resident: Someone, world: World, offer: MenuItem) -> str:
    """Sign an item on the public site; return the receipt code."""
    resident.page.goto(f"/menu/?place={world.village.pk}")
    resident.click(offer.title)
    resident.is_at(offer.title)
    resident.write("What should those who come know?", STORY)
    resident.write("Your name", NAME)
    resident.press("Sign it")
    resident.sees("Leave a telephone number or an address")
    expect(resident.page.get_by_label("What should those who come know?")).to_have_value(STORY)
    resident.write("Your telephone number", NUMBER)
    resident.press_twice("Sign it")
    resident.is_at("It has arrived.")
    return resident.page.locator(".yx-receipt-code").inner_text()


def claim(secretary: Someone, offer: MenuItem, crew: VolunteerTeam) -> None:
    """Claim it from the board, which says what and where and never who."""
    secretary.page.goto("/desk/menu/board/")
    secretary.sees(offer.title)
    expect(secretary.page.locator("main").get_by_text(NAME)).to_have_count(0)
    secretary.page.locator("main table").get_by_role("link", name="Claim").first.click()
    secretary.is_at("Claim it")
    secretary.choose(crew.name)
    secretary.press_twice("Claim it")
    secretary.sees("Where it stands: Claimed by a branch")


def split(secretary: Someone, matter: Matter) -> None:
    """Give a part to a member, and mark it done."""
    secretary.page.goto(f"/desk/matter/{matter.uid}/")
    secretary.click("Give a part to a member")
    secretary.page.get_by_label("Who", exact=True).select_option(label="巴图")
    secretary.write("Which part", "带梯子换锁")
    secretary.press_twice("Give a part to a member")
    secretary.sees("1 part is left")
    secretary.press("Done 带梯子换锁")
    expect(secretary.page.get_by_role("button", name="Done 带梯子换锁")).to_have_count(0)


def test_six_steps_with_a_return_by_the_resident(world: World, enter: Enter) -> None:
    offer, crew = item(world), team(world)
    resident = enter(size=PHONE)
    code = sign(resident, world, offer)
    matter = Matter.objects.get()

    community = sit(enter, "secretary")
    community.page.goto("/desk/menu/")
    community.click(offer.title)
    move(community, matter, "Issue it to the branches")
    secretary = sit(enter, "branch")
    claim(secretary, offer, crew)
    plan = {"plan": "周六两个人来换锁。", "day": "2026-12-05"}
    move(secretary, matter, "Discussed: this is the plan", **plan)
    split(secretary, matter)
    move(secretary, matter, "Carried out: answer the resident", answer="锁换好了。")

    resident.page.goto("/follow/")
    resident.write("Receipt code", code.lower())
    resident.press("Show it")
    resident.sees("锁换好了。")
    resident.sees(f"“{crew.name}” took it on.")
    resident.click("Not content: send it back")
    resident.press("Not content: send it back")
    resident.sees("Please fill this in")
    resident.write("What is still wrong", "锁舌还是卡住")
    resident.press_twice("Not content: send it back")
    resident.is_at("Claimed by a branch")

    move(secretary, matter, "Discussed: this is the plan", **plan)
    move(secretary, matter, "Carried out: answer the resident", answer="换了新锁芯。")
    resident.page.goto("/matter/")
    resident.sees("换了新锁芯。")
    resident.click("Content: close it")
    resident.press_twice("Content: close it")
    resident.is_at("Concluded")

    for officer in (secretary, community):
        officer.page.goto(f"/desk/menu/teams/{crew.uid}/")
        expect(officer.page.locator("main").get_by_text("content", exact=True).first).to_be_visible(
            timeout=PATIENCE
        )
    matter.refresh_from_db()
    assert (matter.step, matter.outcome, matter.facts["review"]) == ("done", "done", "content")
    assert differences(lambda _done, _total: None) == []
