"""What stands against a change is read in English here; and a browser for the pages that are looked at in one."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override
from playwright.sync_api import Browser

from tests.journeys.browser import started


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as browser:
        yield browser
