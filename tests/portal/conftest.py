"""Nobody has typed a wrong code yet."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_tries() -> None:
    cache.clear()
