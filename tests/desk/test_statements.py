"""How many statements a page takes, however many matters there are."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import asked, at, officer
from tests.matters.steps import dispute
from yixian.matters.models import Matter

LIST = 4
MATTER = 10
HOME = 13

WORK = "/desk/work/?whose=all"


@pytest.fixture
def matter(world: World) -> Matter:
    return dispute(world, at=timezone.now())


@pytest.fixture
def client(world: World, matter: Matter) -> Client:
    """A grid worker, whose first visit warms what is kept between requests."""
    client = officer(world, "grid")
    client.get(reverse("desk:home"))
    return client


def more(world: World) -> None:
    for _each in range(30):
        dispute(world, at=timezone.now())


def test_a_list_takes_four_statements_however_long(world: World, client: Client) -> None:
    for url in (WORK, f"{WORK}&q=围栏", f"{WORK}&which=ended", "/desk/search/?q=围栏"):
        assert len(taken := asked(client, url)) <= LIST, "\n".join(taken)
    more(world)
    for url in (WORK, f"{WORK}&q=围栏", "/desk/search/?q=围栏"):
        assert len(taken := asked(client, url)) <= LIST, "\n".join(taken)


def test_a_list_of_somebody_who_gives_matters_to_others_takes_no_more(world: World, client: Client) -> None:
    giver = officer(world, "station")
    giver.get(WORK)
    assert len(taken := asked(giver, WORK)) <= LIST, "\n".join(taken)


def test_the_page_of_a_matter_takes_ten(world: World, client: Client, matter: Matter) -> None:
    before = asked(client, at("matter", matter))
    assert len(before) <= MATTER, "\n".join(before)
    more(world)
    assert len(asked(client, at("matter", matter))) == len(before)


def test_home_takes_thirteen(world: World, client: Client) -> None:
    before = asked(client, reverse("desk:home"))
    assert len(before) <= HOME, "\n".join(before)
    more(world)
    assert len(asked(client, reverse("desk:home"))) == len(before)


@pytest.mark.parametrize("name", ["map", "map_data", "calendar", "figures", "units", "counter"])
def test_other_pages_do_not_grow_with_the_matters(world: World, client: Client, name: str) -> None:
    before = asked(client, reverse(f"desk:{name}"))
    more(world)
    assert len(taken := asked(client, reverse(f"desk:{name}"))) == len(before), "\n".join(taken)


def test_a_figure_does_not_grow_with_its_records(world: World, client: Client) -> None:
    url: Any = reverse("desk:figure", kwargs={"key": "matters.open"})
    before = asked(client, url)
    more(world)
    assert len(taken := asked(client, url)) == len(before), "\n".join(taken)
