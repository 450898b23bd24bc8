"""The sample kind of event is known in every test of the log."""

import pytest

from tests.audit.kinds import SAID
from yixian.audit import registry


@pytest.fixture(autouse=True)
def _said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry._kinds, SAID.key, SAID)
