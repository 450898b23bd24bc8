"""The cast's banner, and the rule rows that the procedures name."""

import pytest

from tests import cast
from yixian.rulebook.actions import install_declared


@pytest.fixture
def world(db: None) -> cast.World:
    """The banner with its cast."""
    install_declared(cast.NOON)
    return cast.build()
