"""The front page leads everywhere, and tells what is on the board."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.urls import reverse

from tests.board.steps import LATER, raised, up
from tests.cast import NOON, World
from tests.desk.pages import asked, text, visitor

WELCOME = reverse("portal:welcome")


WAYS = (
    "raise", "follow", "offices", "menu", "errand", "petition", "gatherings", "fairs", "news", "board", "deputies",
    "communities", "routes",
)  # fmt: skip


@pytest.mark.parametrize("name", WAYS)
def test_every_way_begins_here(world: World, name: str) -> None:
    assert f'href="{reverse(f"portal:{name}")}"' in text(visitor().get(WELCOME))


def test_what_is_overdue_is_said_here(world: World) -> None:
    up(world, raised(world))
    with patch("django.utils.timezone.now", return_value=NOON + timedelta(hours=1)):
        assert "Nothing is overdue" in text(visitor().get(WELCOME))
    with patch("django.utils.timezone.now", return_value=LATER):
        page = text(visitor().get(WELCOME))
    assert "1 matter is overdue" in page
    assert "信访局" in page


def test_it_costs_the_same_however_much_there_is(world: World) -> None:
    client = visitor()
    up(world, raised(world))
    asked(client, WELCOME)
    few = len(asked(client, WELCOME))
    for _each in range(3):
        up(world, raised(world))
    assert len(asked(client, WELCOME)) == few
