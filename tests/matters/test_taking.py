"""A move by which a unit takes a matter that it has not seen before; the service menu shows how."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.cast import NOON, World
from tests.matters.steps import dispute
from tests.menu.steps import issued, item
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.matters import actions
from yixian.matters.actions import Refused
from yixian.matters.models import Matter
from yixian.matters.queries import officer_offers


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


def take(world: World, matter: Matter, who: str, unit: str, key: str = "claim") -> Matter:
    return actions.move(
        by=world.actor(who), at=NOON, uid=matter.uid, seen=None, key=key, given={}, unit=world.units[unit]
    )


def test_it_holds_the_matter_from_then_on_and_sees_it(world: World) -> None:
    matter = issued(world, item(world))
    assert take(world, matter, "branch", "branch").holder == world.branch
    assert Matter.objects.visible_to(world.actor("branch")).filter(pk=matter.pk).exists()
    assert Event.objects.filter(stream=matter.stream).latest("seq").by_id == world.people["branch"].pk


def test_whoever_holds_it_may_give_it_to_such_a_unit(world: World) -> None:
    assert take(world, issued(world, item(world)), "station", "branch").holder == world.branch


def test_nobody_else_takes_it_and_no_other_kind_of_unit(world: World) -> None:
    matter = issued(world, item(world))
    with pytest.raises(Denied):
        take(world, matter, "stranger", "branch")
    with pytest.raises(Refused, match="A unit of this kind cannot take it"):
        take(world, matter, "station", "station")


def test_no_other_move_and_no_complaint_is_taken(world: World) -> None:
    with pytest.raises(Refused, match="not for you"):
        take(world, dispute(world), "grid", "village", "accept")
    with pytest.raises(Matter.DoesNotExist):
        take(world, dispute(world, about_units=[world.station]), "chief", "branch", "accept")


def test_it_is_not_among_the_moves_of_whoever_holds_it(world: World) -> None:
    offers = [each.move.key for each in officer_offers(world.actor("secretary"), issued(world, item(world)))]
    assert "claim" not in offers
    assert "withdraw" in offers
