"""Ways of a dispute through a specialised body, on the screens of those who go them."""

import pytest
from playwright.sync_api import expect

from tests.cast import World
from tests.journeys.browser import PATIENCE, Someone
from tests.journeys.conftest import Enter
from tests.journeys.test_disputes import (
    ACCEPT,
    AGREED,
    AGREES,
    CONTENT,
    find,
    follow,
    go,
    nothing_is_wrong,
    raise_it,
    sit,
    stands_at,
)
from tests.matters.steps import STORY
from yixian.kernel import sealed
from yixian.matters.codes import code_of
from yixian.matters.models import Matter

pytestmark = pytest.mark.browser

ILLNESS = "我父亲在旗医院做手术后一直发烧，医院说不清原因，住院费还要我们出。"
OFFER, TAKE, GIVE_BACK = "Hand it over", "Take it over", "Give it back"
TAKE_ON = "Accept it"
BACK = "地界归属先由政府确权，仲裁委不能受理，现把全部材料退回工作室。"
PUBLIC_PAGES = (
    "/", "/raise/", "/raise/body/", "/how/dispute/", "/how/medical_mediation/", "/offices/", "/seals/", "/privacy/",
)  # fmt: skip


def hand_over(officer: Someone, to: str, reason: str) -> None:
    """Offer the matter in front of one to a unit."""
    officer.click(OFFER)
    officer.is_at(OFFER)
    officer.page.get_by_label("To whom").select_option(label=to)
    officer.write("Reason", reason)
    officer.press_twice(OFFER)
    officer.sees("offers it to")


def test_a_pasture_boundary_goes_from_the_room_to_the_commission_and_back_with_one_file(
    world: World, enter: Enter
) -> None:
    resident = enter()
    code = raise_it(resident, world)
    matter = Matter.objects.get()
    secretary = sit(enter, "secretary")
    find(secretary, matter)
    go(secretary, ACCEPT, AGREES)

    mediator = sit(enter, "mediator")
    find(mediator, matter)
    hand_over(mediator, world.land.name, "草场承包合同与证载界线之争，宜由仲裁委办理。")

    arbitrator = sit(enter, "arbitrator")
    arbitrator.page.goto(f"/desk/matter/{matter.uid}/")
    arbitrator.click(TAKE)
    arbitrator.press_twice(TAKE)
    stands_at(arbitrator, "Application received")
    arbitrator.press("I work on it")
    arbitrator.sees("三十米")
    arbitrator.sees(matter.number)

    arbitrator.click(TAKE_ON)
    arbitrator.page.get_by_label("Day on which the applicant knew").fill("2025-06-01")
    arbitrator.choose("Yes, within the time", "It is about to whom the land belongs")
    arbitrator.press(TAKE_ON)
    arbitrator.sees("decided by the government first")
    arbitrator.page.goto(f"/desk/matter/{matter.uid}/")
    arbitrator.click(GIVE_BACK)
    arbitrator.write("Reason", BACK)
    arbitrator.press_twice(GIVE_BACK)

    find(mediator, matter)
    stands_at(mediator, "Mass-work room")
    mediator.sees("Altogether")
    follow(resident, code)
    resident.sees(BACK)

    find(mediator, matter)
    go(mediator, AGREED, "Written, signed by all", terms="围栏退回原处。", answer="双方已签协议。")
    stands_at(mediator, "Waiting for the resident's review")
    after = Matter.objects.get()
    assert (after.pk, after.number, code_of(after.uid, after.code_turn)) == (matter.pk, matter.number, code)
    assert sealed.text(after, "story") == STORY
    nothing_is_wrong()


def test_a_doctor_and_a_patient_settle_without_the_public(world: World, enter: Enter) -> None:
    resident = enter()
    resident.page.goto("/raise/")
    resident.click("Or go to a specialised body directly")
    resident.is_at("Go to a specialised body")
    resident.write("What happened, and what do you wish for?", ILLNESS)
    resident.page.get_by_label("What is it about?").select_option("0502")
    resident.page.get_by_label("Where?").select_option(str(world.village.pk))
    resident.press_twice("Send it")
    resident.is_at("It has arrived.")
    code = resident.page.locator(".yx-receipt-code").inner_text()
    matter = Matter.objects.get()
    assert (matter.number[0], matter.holder) == ("医", world.medical)

    medic = sit(enter, "medic")
    find(medic, matter)
    go(medic, TAKE_ON, AGREES)
    stands_at(medic, "Mediation by the body")
    assert Matter.objects.get().facts["closed_to_public"] is True
    go(
        medic,
        AGREED,
        "Written, signed by all",
        terms="医院减免住院费八千元。",
        answer="医院减免住院费八千元，双方已签字。",
    )
    stands_at(medic, "Waiting for the resident's review")

    for who in ("arbitrator", "lawyer", "stranger"):
        other = sit(enter, who)
        assert other.page.goto(f"/desk/matter/{matter.uid}/").status == 404  # type: ignore[union-attr]
    anybody = enter()
    for page in PUBLIC_PAGES:
        anybody.page.goto(page)
        said = anybody.page.content()
        assert not [word for word in ("发烧", "八千", matter.number, str(matter.uid)) if word in said], page

    follow(resident, code)
    resident.sees("医院减免住院费八千元，双方已签字。")
    resident.click(CONTENT)
    resident.press_twice(CONTENT)
    expect(resident.page.locator("h1")).to_contain_text("Closed, return visit due", timeout=PATIENCE)
    nothing_is_wrong()
