"""A publication goes through its review to the feed and the messaging account, and is withdrawn again."""

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests.cast import PASSWORD, World
from tests.channels.services import Account, running
from tests.channels.steps import switch_on
from tests.journeys.browser import PHONE, Someone
from tests.journeys.conftest import Enter
from yixian.channels import actions
from yixian.channels.models import Delivery
from yixian.channels.ways import wechat

pytestmark = pytest.mark.browser

TITLE = "周六民情大集办事指南"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def account() -> Iterator[Account]:
    """The service of the messaging account, on this machine."""
    wechat._tokens.clear()
    with running(Account()) as service:
        yield service


def titles(reader: Someone) -> list[str | None]:
    """What a feed reader finds."""
    answer = reader.context.request.get("/news/feed.atom", headers={"Accept-Language": "en"})
    return [each.text for each in ElementTree.fromstring(answer.body()).findall("a:entry/a:title", ATOM)]


def test_a_publication_through_review_to_feed_and_messaging_account_then_withdrawn(
    world: World, enter: Enter, account: Account
) -> None:
    switch_on(world, account)
    resident = enter(size=PHONE)
    writer = enter().sign_in("department", PASSWORD)
    writer.page.goto("/desk/publications/")
    writer.click("Write something to publish")
    writer.write("Heading of the text", TITLE)
    writer.page.locator("textarea[name=body]").fill("周六上午八点，南镇广场。\n\n请带<b>身份证</b>。")
    writer.choose("Messaging account")
    writer.press_twice("Write something to publish")
    writer.is_at(TITLE)
    writer.press_twice("Hand it in for review")
    writer.sees("You wrote it, so a second person reviews it.")
    assert titles(resident) == []

    reviewer = enter().sign_in("chief", PASSWORD)
    reviewer.page.goto("/desk/publications/?which=review")
    reviewer.click(TITLE)
    reviewer.press_twice("Approve and publish")
    reviewer.sees("waits to be sent")
    assert account.published == {}
    actions.run(timezone.now())
    reviewer.page.reload()
    reviewer.sees("It went out by Messaging account.")
    ((article),) = account.published.values()
    assert article["title"] == TITLE
    assert titles(resident) == [TITLE]
    resident.page.goto("/news/")
    resident.click(TITLE)
    resident.sees("身份证")
    here = resident.page.url

    writer.page.reload()
    writer.click("Withdraw it")
    writer.write("Why is it withdrawn?", "大集因大风取消")
    writer.press_twice("Withdraw it")
    writer.sees("waits to be taken back")
    actions.run(timezone.now())
    writer.page.reload()
    writer.sees("It was taken back from Messaging account.")
    assert account.articles == {}
    assert titles(resident) == [f"Withdrawn: Notice · {timezone.localdate().isoformat()}"]
    resident.page.goto(here)
    resident.sees("大集因大风取消")
    resident.page.goto("/news/")
    resident.sees("Nothing is published here yet")
    assert {each.channel: each.state for each in Delivery.objects.all()} == dict.fromkeys(
        ("website", "feed", "wechat"), "withdrawn"
    )
