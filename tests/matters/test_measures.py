"""What is counted of matters of every kind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import NOON, World
from tests.matters.steps import dispute, go, raiser_goes
from yixian.measures.queries import figures

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def test_whoever_is_not_content_again_is_counted_again(world: World) -> None:
    matter = go(world, dispute(world), "grid", "accept")
    for _time in range(2):
        matter = raiser_goes(go(world, matter, "mediator", "agree"), "not_content", reason="围栏没退回")
    matter = raiser_goes(go(world, matter, "mediator", "agree"), "content")
    day = timezone.localdate(NOON)
    found = figures(["disputes.reviewed"], None, day, day + timedelta(days=1))
    assert found["disputes.reviewed"] == {"not_content": 2, "content": 1}
