"""People in front of a browser, in the words of the pages."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

SCREEN: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PATIENCE = 15_000


@contextmanager
def started() -> Iterator[Browser]:
    """A browser for some tests. Its loop runs in the thread of the tests, which Django must allow."""
    known = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = os.environ.get("YIXIAN_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=program if Path(program).exists() else None, args=["--no-sandbox"]
        )
        yield browser
        browser.close()
    if known is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Someone:
    """A person at a screen of their own, who reads English. What the console complains of is kept."""

    def __init__(self, browser: Browser, site: str, *, size: ViewportSize = SCREEN) -> None:
        self.context = browser.new_context(base_url=site, viewport=size, locale="en-US")
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, kind: str, said: str) -> None:
        if kind == "error" and "status of 4" not in said:
            self.complaints.append(said)

    def sign_in(self, who: str, password: str) -> "Someone":
        """Sign in by the page."""
        self.page.goto("/desk/")
        self.page.locator("input[name=login]").fill(who)
        self.page.locator("input[name=password]").fill(password)
        self.press("Sign in")
        self.sees("The method at a glance")
        return self

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def press_twice(self, name: str) -> None:
        """Press a button as impatient people do."""
        self.page.get_by_role("button", name=name, exact=True).dblclick()

    def click(self, name: str) -> None:
        """Follow a link, unfolding what it is folded into."""
        link = self.page.locator("a").filter(has_text=name)
        found = self.page.locator("main").locator(link).first
        found.wait_for(state="attached")
        if not found.is_visible():
            self.page.locator("main details").filter(has=link).locator("summary").first.click()
        found.click()

    def write(self, label: str, text: str) -> None:
        """Write into a field."""
        self.page.get_by_label(label).fill(text)

    def choose(self, *labels: str) -> None:
        """Tick what is offered."""
        for label in labels:
            self.page.get_by_label(label).check()

    def sees(self, text: str) -> None:
        """The page says it."""
        expect(self.page.locator("main").get_by_text(text).first).to_be_visible(timeout=PATIENCE)

    def is_at(self, title: str) -> None:
        """This stands over the page."""
        expect(self.page.locator("h1")).to_contain_text(title, timeout=PATIENCE)
