"""Who sees which matter."""

import pytest

from tests.cast import NOON, ROLES, World
from tests.matters.steps import climb, dispute, go
from yixian.matters.models import Matter
from yixian.matters.queries import Which, Wish, for_officer, scope

SEE = {"grid", "secretary", "mediator", "station", "centre", "chief", "leader"}


def sees(world: World, who: str, matter: Matter) -> bool:
    return Matter.objects.visible_to(world.actor(who)).filter(pk=matter.pk).exists()


@pytest.mark.parametrize("who", ROLES)
def test_a_dispute_is_seen_by_those_whose_ground_it_is(world: World, who: str) -> None:
    assert sees(world, who, dispute(world)) is (who in SEE)


def test_a_complaint_about_a_station_is_nowhere_for_the_station(world: World) -> None:
    matter = dispute(world, about_units=[world.station])
    assert matter.holder == world.grid
    assert not sees(world, "station", matter)
    with pytest.raises(Matter.DoesNotExist):
        for_officer(world.actor("station"), matter.uid)
    assert sees(world, "chief", matter)


def test_a_complaint_about_a_village_passes_it_by(world: World) -> None:
    matter = dispute(world, about_units=[world.village])
    assert matter.holder == world.station
    assert matter.counted_unit == world.station
    for who in ("grid", "secretary", "mediator"):
        assert not sees(world, who, matter)
    assert sees(world, "station", matter)
    matter = go(
        world,
        matter,
        "station",
        "accept_at_station",
        consent="yes",
        ground="conflict",
        skip_reason="涉及本村",
    )
    assert matter.holder == world.station


def test_a_complaint_about_a_person_is_hidden_from_that_person_and_their_office(world: World) -> None:
    matter = dispute(world, about_persons=[world.people["mediator"].pk])
    assert not sees(world, "mediator", matter)
    assert sees(world, "secretary", matter)
    matter = go(world, matter, "grid", "accept")
    assert matter.holder == world.station


def test_lists_and_search_go_through_the_same_scope(world: World) -> None:
    hidden = dispute(world, about_units=[world.station], headline="站里推诿")
    shown = dispute(world, headline="草场围栏越界")
    actor = world.actor("station")
    for wish in (
        Wish(),
        Wish(which=Which.NEW),
        Wish(text="推诿"),
        Wish(text=hidden.number),
        Wish(text="13800001234"),
    ):
        found = set(scope(actor, wish, NOON))
        assert hidden not in found
    assert set(scope(actor, Wish(text="围栏"), NOON)) == {shown}
    assert set(scope(actor, Wish(text="138 0000 1234"), NOON)) == {shown}


def test_after_it_went_up_the_village_still_sees_it(world: World) -> None:
    matter = climb(world, dispute(world), "reception_centre")
    assert sees(world, "mediator", matter)
    assert not sees(world, "stranger", matter)
