"""What happened in a unit that is put below another is seen by those above it now."""

from datetime import timedelta

import pytest

from tests.cast import NOON, World
from tests.concerns.steps import concern
from tests.gatherings.steps import planned
from tests.matters.steps import dispute
from yixian.concerns.models import Concern
from yixian.gatherings.models import Gathering
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.places import actions

pytestmark = [pytest.mark.django_db, pytest.mark.core]


@pytest.fixture
def newcomer(world: World) -> str:
    """Somebody who heads the town to which the village will belong."""
    world.people["newcomer"] = Person.objects.create_user(username="newcomer", name="Newcomer")
    Post.objects.create(
        person=world.people["newcomer"],
        unit=world.other_town,
        role=Role.GRID_HEAD,
        since=NOON.date() - timedelta(days=9),
    )
    return "newcomer"


def move(world: World) -> None:
    actions.move(by=None, at=NOON, unit=world.village, parent=world.other_town, on=NOON.date())


def test_those_above_it_now_see_matters_concerns_and_gatherings(world: World, newcomer: str) -> None:
    dispute(world)
    concern(world)
    planned(world)
    for kind in (Matter, Concern, Gathering):
        assert not kind.objects.visible_to(world.actor(newcomer)).exists(), kind
    move(world)
    for kind in (Matter, Concern, Gathering):
        row = kind.objects.visible_to(world.actor(newcomer)).get()
        assert row.sight == sorted(set(row.sight)), kind
        assert {world.town.pk, world.other_town.pk, world.village.pk} <= set(row.sight), kind


def test_a_complaint_that_is_answered_for_elsewhere_stays_where_it_is(world: World, newcomer: str) -> None:
    dispute(world, about_units=[world.village])
    concern(world, about_units=[world.village])
    move(world)
    for kind in (Matter, Concern):
        assert not kind.objects.visible_to(world.actor(newcomer)).exists(), kind
        assert not kind.objects.visible_to(world.actor("secretary")).exists(), kind
