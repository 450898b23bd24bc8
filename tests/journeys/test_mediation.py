"""Wages owed to herders' labourers: settled by a written agreement, defaulted, and guided to a payment order."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import ViewportSize

from tests.cast import PASSWORD, World
from tests.desk.pages import at
from tests.house.test_axe import faults
from tests.journeys.browser import PHONE, SCREEN, Someone
from tests.journeys.conftest import Enter
from tests.journeys.test_disputes import find, find_closed, follow, nothing_is_wrong, stands_at
from tests.matters.steps import RAISER, climb, opened
from tests.mediation.steps import OTHER, act, drafted, everybody, listed, session
from yixian.matters.models import Matter
from yixian.mediation.enums import Chooser, Standing
from yixian.mediation.models import Obligation

pytestmark = pytest.mark.browser

STORY = "给牧户剪羊毛、打草干了三个月，工资一万八千元一直没给。"


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def change(officer: Someone, title: str, *ticks: str, **words: str) -> None:
    """Fill in a form of mediation and send it, impatiently; fields by the beginnings of their labels."""
    officer.click(title)
    officer.is_at(title)
    for label, text in words.items():
        officer.write(LABELS[label], text)
    officer.choose(*ticks)
    officer.press_twice(title)
    officer.sees("Where it stands")


LABELS = {
    "when": "When",
    "place": "Where",
    "course": "Course",
    "clauses": "Clauses, one a line",
    "amount": "Amount in yuan",
    "due": "By when",
    "what": "What",
    "answer": "Answer to the person who raised it",
    "missing": "What was not performed",
}


def test_wages_agreed_on_not_paid_and_guided_to_a_payment_order(world: World, enter: Enter) -> None:
    now = timezone.now()
    raised = opened(
        world, at=now, category="0701", story=STORY, raiser=RAISER, others=(OTHER,), headline="拖欠剪羊毛工资"
    )
    matter = climb(world, raised.matter, "room", at=now)
    listed(world, "额尔敦", languages=["chinese", "mongolian"], skills=["07"])

    mediator = enter().sign_in("mediator", PASSWORD)
    find(mediator, matter)
    mediator.click("Appoint a mediator")
    mediator.page.get_by_label("Mediator", exact=True).select_option(index=0)
    mediator.choose("The parties chose", "All parties accept this mediator", "Related to a party")
    mediator.press("Appoint a mediator")
    mediator.sees("This mediator may not be appointed")
    mediator.choose("none of these")
    mediator.press_twice("Appoint a mediator")
    mediator.sees("The mediator was appointed.")

    tomorrow = timezone.localtime(now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    change(mediator, "Plan a session", when=tomorrow, place="泉水嘎查群众工作室")
    mediator.click("Everything about the mediation")
    change(
        mediator,
        "Write the record of the session",
        "Whoever raised it",
        "The other party",
        "The mediator",
        "The parties agree",
        "It was read out or read",
        course="核对出工记录，双方认可欠薪一万八千元。",
    )

    mediator.click("Draw up the agreement")
    mediator.choose("Written")
    mediator.write("Clauses, one a line", "双方确认欠付工资一万八千元。\n付清后互不追究。")
    mediator.press("Draw up the agreement")
    change(mediator, "Add what one side owes", what="支付工资", amount="18000", due=day(7))
    sign(mediator)
    change(mediator, "Put the agreement into effect", answer="已签协议，七日内付清工资。")
    stands_at(mediator, "Waiting for the resident's review")
    mediator.sees("Both parties together may ask the court until")

    resident = enter()
    follow(resident, raised.code)
    resident.click("Mediation and agreement")
    resident.sees("支付工资")
    resident.sees("18000.00")
    resident.page.goto("/matter/")
    resident.click("Content: close it")
    resident.press_twice("Content: close it")
    resident.sees("Thank you. It was passed on.")

    Obligation.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    find_closed(mediator, matter)
    mediator.click("Record that it was not performed")
    answer = mediator.page.get_by_label("Answer to the person who raised it").input_value()
    assert "Payment order on a wage agreement" in answer
    mediator.write("What was not performed", "到期未付，催了三次。")
    mediator.press("Record that it was not performed")
    mediator.sees("must be told of their other routes")
    mediator.choose("The parties were told that arbitration")
    mediator.press_twice("Record that it was not performed")
    stands_at(mediator, "Closed, return visit due")
    assert Matter.objects.get().outcome == "defaulted"

    resident.page.goto("/matter/")
    resident.sees("Payment order on a wage agreement")
    nothing_is_wrong()


def sign(officer: Someone) -> None:
    """Both parties leave a fingerprint; a missing seal keeps the agreement from taking effect."""
    officer.click("Record signatures")
    for party in ("Raised it", "Other party"):
        officer.page.get_by_label(party).select_option("fingerprint")
    officer.page.get_by_label("The mediator, by name").select_option("signature")
    officer.press_twice("Record signatures")
    officer.click("Put the agreement into effect")
    officer.write(LABELS["answer"], "已签协议，七日内付清工资。")
    officer.press("Put the agreement into effect")
    officer.sees("Still to sign: The committee, with its seal")
    officer.page.get_by_role("link", name="Back, change nothing").click()
    officer.click("Record signatures")
    officer.page.get_by_label("The committee, with its seal").select_option("seal")
    officer.press_twice("Record signatures")
    officer.sees("The signatures were recorded.")


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_its_pages_shut_nobody_out(world: World, enter: Enter, size: ViewportSize) -> None:
    now = timezone.now()
    raised = opened(world, at=now, category="0701", raiser=RAISER, others=(OTHER,))
    matter = climb(world, raised.matter, "room", at=now)
    mediator = listed(world, standing=Standing.ELECTED, chair=True)
    act(world, "appoint", matter, mediator=mediator, chooser=Chooser.PARTIES, accepted=True, at=now)
    found = session(world, matter, at=now)
    due = timezone.localdate() + timedelta(days=9)
    obligation = drafted(world, matter, at=now, due=due)
    officer = enter(size=size).sign_in("mediator", PASSWORD)
    of_it = ("", "_appoint", "_plan")
    wrong = [fault for each in of_it for fault in faults(officer, at(f"mediation{each}", matter))]
    wrong += faults(officer, at("mediation_hold", matter, session=found.uid))
    for each in ("draft", "owe", "sign", "conclude"):
        wrong += faults(officer, at(f"agreement_{each}", matter))
    act(world, "sign", matter, signed=everybody(matter), on=timezone.localdate(), at=now)
    act(world, "conclude", matter, given={"answer": "已签协议。"}, at=now)
    for each in ("perform", "default"):
        wrong += faults(officer, at(f"agreement_{each}", matter, obligation=obligation.uid))
    for each in (
        "agreement_confirm",
        "agreement_ruling",
        "legal_opinion",
        "legal_aid",
        "matter",
        "mediation",
    ):
        wrong += faults(officer, at(each, matter))
    officer.page.goto(at("matter", matter))
    officer.press("I work on it")
    wrong += faults(officer, at("mediation", matter))
    for name in ("mediators", "obligations"):
        wrong += faults(officer, reverse(f"desk:{name}"))
    for name in ("mediation_body", "mediator_enlist", "mediation_committee"):
        wrong += faults(officer, reverse(f"desk:{name}", kwargs={"pk": world.room.pk}))
    resident = enter(size=size)
    follow(resident, raised.code)
    wrong += faults(resident, reverse("portal:agreement"))
    assert wrong == [], "\n".join(wrong)
