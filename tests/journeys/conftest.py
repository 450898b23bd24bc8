"""A browser for the tests of a file, and people in front of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser

from tests.journeys.browser import Someone, started

Enter = Callable[..., Someone]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.fixture
def enter(browser: Browser, live_server: Any) -> Iterator[Enter]:
    """Sit people down at screens of their own; nothing that they opened may have complained."""
    cache.clear()
    people: list[Someone] = []

    def enter(**given: Any) -> Someone:
        people.append(Someone(browser, live_server.url, **given))
        return people[-1]

    yield enter
    for each in people:
        each.context.close()
        assert each.complaints == []
