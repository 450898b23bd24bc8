"""Whole ways of a dispute, each on the screens of those who go it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import ViewportSize, expect

from tests.cast import PASSWORD, World
from tests.journeys.browser import PATIENCE, PHONE, SCREEN, Someone
from tests.journeys.conftest import Enter
from tests.matters.steps import STORY, climb, dispute
from yixian.audit.seal import seal_now
from yixian.audit.verify import verify_all
from yixian.matters.models import Matter
from yixian.measures.recount import differences

pytestmark = pytest.mark.browser

ACCEPT = "Accept and begin in the mass-work room"
TO_ASSEMBLY = "Put it to the villagers' representatives' meeting"
PAST_ASSEMBLY = "Pass over the representatives' meeting, to the town station"
TO_STATION = "Hand it up to the town mass-work station"
TO_TOWN_MEETING = "Put it to the town joint meeting"
TO_CENTRE = "Hand it up to the banner joint reception centre"
TO_BANNER_MEETING = "Put it to the banner joint meeting"
AGREED = "The parties reached an agreement"
ANSWERED = "Answer directly"
ARBITRATION = "Guide to arbitration"
VISITED = "Record the return visit"
CONTENT = "Content: close it"

TRIED = "What was tried at this step"
ANSWER = "Answer to the person who raised it"
AGREES = "Yes, all parties agree"
ROUTES = "The parties were told that arbitration"


def sit(enter: Enter, who: str) -> Someone:
    """Somebody of the cast at a screen."""
    return enter().sign_in(who, PASSWORD)


def raise_it(resident: Someone, world: World) -> str:
    """File a dispute at the public counter, impatiently; return the receipt code."""
    resident.page.goto("/")
    resident.click("Raise something")
    resident.write("What happened, and what do you wish for?", STORY)
    resident.page.get_by_label("What is it about?").select_option("0905")
    resident.page.get_by_label("Where?").select_option(str(world.village.pk))
    resident.write("Your telephone number", "138 0000 1234")
    resident.press_twice("Send it")
    resident.is_at("It has arrived.")
    return resident.page.locator(".yx-receipt-code").inner_text()


def find(officer: Someone, matter: Matter) -> None:
    """Find a matter in the list of everything that the officer may see."""
    officer.page.goto("/desk/work/?whose=all")
    officer.page.locator(f"a[href*='{matter.uid}']").click()
    officer.sees("Where it stands")


def go(officer: Someone, title: str, *ticks: str, **words: str) -> None:
    """Make a move by its form; fields are named by the beginnings of their labels."""
    officer.click(title)
    officer.is_at(title)
    for label, text in WORDS.items():
        if label in words:
            officer.write(text, words[label])
    officer.choose(*ticks)
    officer.press_twice(title)


WORDS: Mapping[str, str] = {
    "tried": TRIED,
    "reason": "The reason in your own words",
    "terms": "What was agreed",
    "answer": ANSWER,
    "visit": "What was found on the visit",
}


def stands_at(officer: Someone, step: str) -> None:
    officer.sees(f"Where it stands: {step}")


def nothing_is_wrong() -> None:
    assert verify_all() == []
    assert differences(lambda _done, _total: None) == []


def follow(resident: Someone, code: str) -> None:
    """Come back with the code, on a device that has forgotten it."""
    resident.context.clear_cookies()
    resident.page.goto("/follow/")
    resident.write("Receipt code", code.lower())
    resident.press("Show it")


def verified_offline(receipt: Path, roots: Path) -> str:
    """What a machine without our database says of a receipt."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "yixian.cli",
            "receipt",
            "verify",
            "--lang",
            "en",
            str(receipt),
            "--roots",
            str(roots),
        ],
        capture_output=True,
        text=True,
        env=bare,
        cwd=receipt.parent,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_from_a_residents_words_to_a_proven_answer(
    world: World, enter: Enter, size: ViewportSize, tmp_path: Path
) -> None:
    resident = enter(size=size)
    code = raise_it(resident, world)
    matter = Matter.objects.get()

    secretary = sit(enter, "secretary")
    find(secretary, matter)
    go(secretary, ACCEPT, AGREES)
    stands_at(secretary, "Mass-work room")
    assert Matter.objects.get().version == 2
    secretary.page.go_back()
    secretary.page.go_back()
    expect(secretary.page.locator("h1")).to_be_visible(timeout=PATIENCE)

    mediator = sit(enter, "mediator")
    find(mediator, matter)
    go(mediator, TO_ASSEMBLY, "No, a party does not agree", tried="两次上门，乙方不愿别人听。")
    mediator.sees("must first agree")
    expect(mediator.page.get_by_label(TRIED)).to_have_value("两次上门，乙方不愿别人听。")
    find(mediator, matter)
    go(
        mediator,
        PAST_ASSEMBLY,
        "A party does not want a meeting to hear it",
        tried="两次上门，乙方不愿别人听。",
        reason="乙方明确不同意公开。",
    )
    stands_at(mediator, "Mass-work station")

    station = sit(enter, "station")
    find(station, matter)
    station.press("I work on it")
    station.sees("三十米")
    station.press("Seal it again")
    expect(station.page.get_by_text("三十米")).to_have_count(0)
    go(
        station,
        AGREED,
        "Written, signed by all",
        terms="围栏退回原处，十日内完成。",
        answer="已签协议，围栏十日内退回。",
    )
    stands_at(station, "Waiting for the resident's review")

    follow(resident, code)
    resident.sees("已签协议，围栏十日内退回。")
    resident.click(CONTENT)
    resident.press_twice(CONTENT)
    resident.sees("Thank you. It was passed on.")
    resident.is_at("Closed, return visit due")

    find_closed(mediator, matter)
    go(mediator, VISITED, "Yes", visit="围栏已退，双方满意。")
    stands_at(mediator, "Concluded")

    seal_now(timezone.now())
    receipt, roots = tmp_path / "receipt.json", tmp_path / "roots.json"
    resident.page.goto("/matter/")
    resident.click("Receipt")
    with resident.page.expect_download() as download:
        resident.click("Receipt as a file")
    download.value.save_as(receipt)
    roots.write_bytes(resident.context.request.get("/seals.json").body())
    said = verified_offline(receipt, roots)
    assert "these seals are the published ones" in said
    assert "Not proven" not in said
    nothing_is_wrong()


def find_closed(officer: Someone, matter: Matter) -> None:
    officer.page.goto("/desk/work/?whose=all&which=after")
    officer.page.locator(f"a[href*='{matter.uid}']").click()


def test_up_to_the_banner_joint_meeting_and_answered_there(world: World, enter: Enter) -> None:
    matter = dispute(world, at=timezone.now())
    grid = sit(enter, "grid")
    find(grid, matter)
    go(grid, ACCEPT, AGREES)
    stands_at(grid, "Mass-work room")
    climbs = {
        "mediator": [
            (TO_ASSEMBLY, [AGREES], "Villagers' representatives' meeting"),
            (TO_STATION, [], "Mass-work station"),
        ],
        "station": [(TO_TOWN_MEETING, [AGREES], "Town joint meeting"), (TO_CENTRE, [], "Banner joint reception centre")],
        "centre": [(TO_BANNER_MEETING, [AGREES], "Banner joint meeting")],
    }  # fmt: skip
    for who, moves in climbs.items():
        officer = sit(enter, who)
        find(officer, matter)
        for title, ticks, target in moves:
            go(officer, title, *ticks, tried="谈过，未成。")
            stands_at(officer, target)
    go(officer, ANSWERED, ROUTES, tried="联席会议研究。", answer="按确权证划界，本月内埋桩。")
    stands_at(officer, "Waiting for the resident's review")
    assert Matter.objects.get().settled_step == "banner_meeting"
    nothing_is_wrong()


def test_from_the_third_step_to_arbitration(world: World, enter: Enter) -> None:
    matter = climb(world, dispute(world, at=timezone.now()), "station", at=timezone.now())
    station = sit(enter, "station")
    find(station, matter)
    go(station, ARBITRATION, tried="双方愿走仲裁。", answer="请到仲裁委申请。")
    station.sees("must be told of their other routes")
    station.choose(ROUTES)
    station.press(ARBITRATION)
    stands_at(station, "Waiting for the resident's review")
    assert Matter.objects.get().outcome == "arbitration"
    station.page.go_back()
    expect(station.page.get_by_role("button", name=ARBITRATION, exact=True)).to_be_enabled(timeout=PATIENCE)
    station.press(ARBITRATION)
    station.sees("done already")
    nothing_is_wrong()
