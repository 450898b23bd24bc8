"""The sentences of these tests are English, and the services that they speak to are machines in this process."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.channels.services import Account, Service, running


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def account() -> Iterator[Account]:
    """A messaging account's service."""
    with running(Account()) as service:
        yield service


@pytest.fixture
def service() -> Iterator[Service]:
    """A machine that takes whatever is posted to it."""
    with running(Service()) as service:
        yield service
