"""Who sees what was said: whoever heard it and those who look after the ground, never whom it is about."""

import pytest

from tests.cast import NOON, World
from tests.concerns.steps import concern
from yixian.access.actor import PUBLIC, Denied
from yixian.concerns import actions
from yixian.concerns.models import Concern
from yixian.matters.actions import Refused
from yixian.matters.enums import Need
from yixian.matters.models import Matter

pytestmark = [pytest.mark.django_db, pytest.mark.core]


def seen_by(world: World, found: Concern) -> set[str]:
    return {
        name
        for name in world.people
        if Concern.objects.visible_to(world.actor(name)).filter(pk=found.pk).exists()
    }


def test_those_who_heard_it_and_those_above_see_it(world: World) -> None:
    found = concern(world, "grid")
    assert seen_by(world, found) == {"grid", "secretary", "mediator", "station", "centre", "chief", "leader"}


def test_what_a_stranger_heard_is_no_business_of_colleagues_elsewhere(world: World) -> None:
    assert "secretary" not in seen_by(world, concern(world, "stranger", place=world.other_village))


def test_the_public_sees_none(world: World) -> None:
    concern(world)
    assert not Concern.objects.visible_to(PUBLIC).exists()


def test_what_is_about_a_unit_is_hidden_from_it_and_from_all_below(world: World) -> None:
    found = concern(world, "grid", about_units=[world.village])
    assert seen_by(world, found) == {"station", "centre", "chief", "leader"}
    assert found.unit == world.town


@pytest.mark.parametrize("who", ["grid", "reserve", "centre", "chief"])
def test_what_is_about_a_body_of_the_banner_is_with_the_banner_and_hidden_from_that_body(
    world: World, who: str
) -> None:
    found = concern(world, who, about_units=[world.centre])
    assert found.unit == world.banner
    assert {"leader", "chief"} <= seen_by(world, found)
    assert "centre" not in seen_by(world, found)
    actions.answer(by=world.actor("leader"), at=NOON, uid=found.uid, answer="已当面答复。")


def test_what_is_about_somebody_of_a_body_of_the_banner_is_with_the_banner_too(world: World) -> None:
    found = concern(world, "grid", about_persons=[world.people["centre"].pk])
    assert found.unit == world.banner
    assert "centre" not in seen_by(world, found)


def test_what_is_about_the_banner_itself_goes_to_the_next_higher_level(world: World) -> None:
    for about in ({"about_units": [world.banner]}, {"about_persons": [world.people["leader"].pk]}):
        with pytest.raises(Refused, match="next higher level"):
            concern(world, "grid", **about)


def test_what_is_about_a_person_is_hidden_from_that_person(world: World) -> None:
    found = concern(world, "reserve", about_persons=[world.people["mediator"].pk])
    assert "mediator" not in seen_by(world, found)


def test_the_matter_that_comes_of_it_is_hidden_as_well(world: World) -> None:
    found = concern(world, "chief", about_units=[world.village])
    matter = actions.raise_matter(
        by=world.actor("centre"), at=NOON, uid=found.uid, procedure="concern", category="village"
    ).matter
    for name in ("grid", "secretary", "mediator"):
        assert not Matter.objects.visible_to(world.actor(name)).filter(pk=matter.pk).exists()


def test_opening_is_recorded_with_its_reason(world: World) -> None:
    found = concern(world)
    actions.unseal(by=world.actor("mediator"), at=NOON, uid=found.uid, need=Need.HANDLING)
    with pytest.raises(Denied):
        actions.unseal(by=world.actor("leader"), at=NOON, uid=found.uid, need=Need.HANDLING)
    found.refresh_from_db()
    assert found.chain_seq == 2


def test_what_became_a_complaint_later_is_hidden_as_the_matter_is(world: World) -> None:
    found = concern(world, "reserve")
    matter = actions.raise_matter(
        by=world.actor("reserve"), at=NOON, uid=found.uid, procedure="concern", category="village"
    ).matter
    assert "mediator" in seen_by(world, found)
    Matter.objects.filter(pk=matter.pk).update(about_units=[world.village.pk])
    assert not {"mediator", "secretary", "grid", "reserve"} & seen_by(world, found)
    assert "chief" in seen_by(world, found)
