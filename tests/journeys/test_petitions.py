"""Whole ways of a petition, each on the screens of those who go it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import ViewportSize

from tests.cast import PASSWORD, World
from tests.house.test_axe import faults
from tests.journeys.browser import PHONE, SCREEN, Someone
from tests.journeys.conftest import Enter
from tests.journeys.test_disputes import find, follow, nothing_is_wrong, sit, stands_at
from tests.petitions.steps import REQUESTS, STORY, go, may_open, petition, reviewing, seen
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.petitions.actions import supervise
from yixian.petitions.enums import Advice, Failing
from yixian.petitions.models import Request

pytestmark = pytest.mark.browser

NOTICE = "Written notice to the petitioner"
ACCEPT = "Accept it: a written opinion within sixty days"
DELIVERED = "Record that it was delivered"
ANSWER = "Answer to the petitioner"


def select(someone: Someone, label: str, value: str) -> None:
    someone.page.get_by_label(label).select_option(value)


def register_letter(officer: Someone, world: World) -> None:
    """Register a letter that came by post three days ago."""
    officer.page.goto("/desk/petitions/")
    officer.click("Register a petition")
    select(officer, "How did it come?", "letter")
    officer.write("Day on which it was received", (timezone.localdate() - timedelta(days=3)).isoformat())
    officer.choose("Complaint or request for help")
    officer.write("What has happened?", STORY)
    officer.write("What do you ask for?", "\n".join(REQUESTS))
    officer.write("Heading for lists", "草场占用补偿")
    select(officer, "What is it about?", "1102")
    select(officer, "Where?", str(world.village.pk))
    officer.write("Your name", "巴图")
    officer.write("Your telephone number", "13900004321")
    officer.press_twice("Register it")
    officer.is_at("Receipt code")


def deliver(officer: Someone, matter: Matter) -> None:
    """Deliver what was decided by registered mail, received today."""
    find(officer, matter)
    officer.click(DELIVERED)
    officer.choose("by registered mail with proof")
    officer.write("Day on which the petitioner received it", timezone.localdate().isoformat())
    officer.write("Proof: who signed", "挂号信 XA1234")
    officer.press_twice(DELIVERED)
    officer.page.get_by_text(f"Done: {DELIVERED}").first.wait_for()


def opine(reviewer: Someone, matter: Matter, title: str, decision: str, words: str) -> None:
    """Give an opinion on a review."""
    find(reviewer, matter)
    reviewer.click(title)
    reviewer.choose(decision)
    reviewer.write(ANSWER, words)
    reviewer.press_twice(title)
    reviewer.page.get_by_text(f"Done: {title}").first.wait_for()
    deliver(reviewer, matter)


def ask(resident: Someone, matter: Matter, title: str, words: str) -> None:
    """Read the answer on the follow page, and ask for a review of it."""
    follow(resident, code_of(matter.uid, 0))
    resident.click(title)
    resident.write("With what you are not content", words)
    resident.press_twice(title)
    resident.sees("It was passed on")


def test_a_petition_from_letter_to_re_review(world: World, enter: Enter) -> None:
    may_open(world, "petitions")
    officer = sit(enter, "petitions")
    register_letter(officer, world)
    matter = Matter.objects.get()
    assert officer.page.locator(".yx-receipt-code").inner_text() == code_of(matter.uid, 0)

    find(officer, matter)
    officer.click("Find category and route")
    officer.sees("Everything else that they ask for")
    officer.click(ACCEPT)
    officer.write(NOTICE, "您的来信已收到，由本局受理，六十日内书面答复。")
    officer.press_twice(ACCEPT)
    stands_at(officer, "Accepted, opinion being prepared")

    officer.press("I work on it")
    officer.sees(REQUESTS[1])
    officer.page.locator(f"a[href$='/matter/{matter.uid}/petition/opinion/']").click()
    officer.is_at("Opinion")
    for number in (1, 2):
        officer.page.locator(f"[name=finding_{number}]").fill("占用属实。")
        officer.page.locator(f"[name=basis_{number}]").fill("土地管理法第四十八条。")
        officer.page.locator(f"[name=reply_{number}]").fill("予以支持。")
    officer.page.locator("[name=opinion_1][value=supported]").check()
    officer.page.locator("[name=basis]").fill("经调查，占用属实。")
    officer.page.locator("[name=answer]").fill("您的请求得到部分支持。")
    officer.press("Give the opinion")
    officer.sees("Nothing was changed yet")
    officer.page.locator("[name=opinion_2][value=explained]").check()
    officer.press_twice("Give the opinion")
    stands_at(officer, "Opinion to be delivered")
    assert Request.objects.filter(opinion="").count() == 0
    deliver(officer, matter)
    stands_at(officer, "Opinion delivered")

    resident = enter()
    follow(resident, code_of(matter.uid, 0))
    resident.sees("您的请求得到部分支持。")
    ask(resident, matter, "Ask for a review", "补偿标准不对。")

    reviewer = enter().sign_in(reviewing(world), PASSWORD)
    opine(reviewer, matter, "Give the review opinion", "Opinion upheld", "维持原处理意见。")
    stands_at(reviewer, "Review opinion delivered")
    ask(resident, matter, "Ask for a re-review", "仍然不服。")
    opine(reviewer, matter, "Give the re-review opinion", "Opinion changed", "变更补偿标准。")
    stands_at(reviewer, "Concluded")

    follow(resident, code_of(matter.uid, 0))
    resident.sees("变更补偿标准。")
    reviewer.click("Record help that was offered")
    reviewer.write("Who helped", "民政局送去临时救助。")
    reviewer.press_twice("Record help that was offered")
    stands_at(reviewer, "Concluded")
    assert Matter.objects.get().facts["helped"] is True
    nothing_is_wrong()


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_page_of_petitions_shuts_anybody_out(world: World, enter: Enter, size: ViewportSize) -> None:
    may_open(world, "petitions")
    now = timezone.now()
    matter = petition(world, at=now)
    handled = go(world, petition(world, at=now), "petitions", "accept", at=now)
    elsewhere = petition(world, by="department", at=now)
    supervise(
        by=world.actor("petitions"),
        at=now,
        uid=elsewhere.uid,
        seen=seen(elsewhere),
        failing=Failing.SHIRKING,
        advice=Advice.IMPROVE,
        order="请按期答复。",
    )
    officer = enter(size=size).sign_in("petitions", PASSWORD)
    plain = [reverse(f"desk:{name}") for name in ("petitions", "petition_register", "petition_orders")]
    of_it = ("matter", "petition_classify", "petition_seal", "petition_recuse", "petition_link")
    plain += [reverse(f"desk:{name}", kwargs={"uid": matter.uid}) for name in of_it]
    plain += [reverse("desk:move", kwargs={"uid": matter.uid, "key": "decline"})]
    plain += [
        reverse(f"desk:{name}", kwargs={"uid": elsewhere.uid}) for name in ("matter", "petition_supervise")
    ]
    found = [fault for url in plain for fault in faults(officer, url)]
    officer.page.goto(reverse("desk:matter", kwargs={"uid": handled.uid}))
    officer.press("I work on it")
    for name in ("matter", "petition_conclude", "petition_requests"):
        found += faults(officer, reverse(f"desk:{name}", kwargs={"uid": handled.uid}))
    assert found == [], "\n".join(found)


def test_an_accusation_that_the_accused_find_nowhere(world: World, enter: Enter) -> None:
    may_open(world, "discipline")
    resident = enter()
    resident.page.goto("/petition/")
    resident.choose("Accusation against an office or official")
    resident.write("What has happened?", "工作站截留了我们的补偿款。")
    select(resident, "What is it about?", "1502")
    select(resident, "Where?", str(world.village.pk))
    resident.press("Send it")
    resident.sees("Say which office or official it is about")
    select(resident, "Which office is it about?", str(world.station.pk))
    resident.write("Your telephone number", "13900004321")
    resident.press_twice("Send it")
    resident.is_at("It has arrived.")
    code = resident.page.locator(".yx-receipt-code").inner_text()
    matter = Matter.objects.get()

    for who in ("station", "secretary"):
        accused = sit(enter, who)
        for url in ("/desk/work/?whose=all", "/desk/petitions/", "/desk/", "/desk/figures/", "/desk/map/"):
            accused.page.goto(url)
            assert matter.number not in accused.page.content()
            assert str(matter.uid) not in accused.page.content()
        for words in ("13900004321", str(matter.pk), code):
            accused.page.goto(f"/desk/search/?q={words}")
            assert str(matter.uid) not in accused.page.content()
        for path in ("", "print/", "receipt/", "petition/", "petition/accusation/", "hand-over/"):
            answer = accused.page.goto(f"/desk/matter/{matter.uid}/{path}")
            assert answer is not None
            assert answer.status == 404, path

    discipline = sit(enter, "discipline")
    find(discipline, matter)
    discipline.click("Find category and route")
    discipline.click("Take it up as an accusation")
    discipline.write(NOTICE, "您的举报已收到，由纪检监察机关办理。")
    discipline.press_twice("Take it up as an accusation")
    stands_at(discipline, "Accusation with the competent office")
    discipline.press("I work on it")
    discipline.sees("工作站截留了我们的补偿款。")
    follow(resident, code)
    resident.sees("Accusation with the competent office")
    nothing_is_wrong()
