"""Going to a specialised body directly, at the counter and on the website."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from tests.cast import World
from tests.desk.pages import at, fill, officer, text, visitor
from tests.matters.steps import STORY
from yixian.matters.models import Matter

COUNTER, RAISE = reverse("desk:counter_body"), reverse("portal:raise_body")
BODIES = {
    "0905": ("land_arbitration", "land"),
    "0701": ("labour_arbitration", "labour"),
    "0503": ("traffic_mediation", "traffic"),
    "0502": ("medical_mediation", "medical"),
    "0303": ("police_mediation", "police"),
}


def said(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "channel": "counter",
        "story": STORY,
        "category": "0905",
        "place": world.village.pk,
        "name": "乌云其木格",
        "phone": "13800001234",
        **changes,
    }


@pytest.mark.parametrize("category", BODIES)
def test_the_kind_says_which_body_gets_it(world: World, category: str) -> None:
    key, unit = BODIES[category]
    assert fill(visitor(), RAISE, said(world, category=category)).status_code == 302
    matter = Matter.objects.get()
    assert (matter.procedure, matter.holder) == (key, world.units[unit])


def test_an_officer_files_there_for_somebody_and_gets_the_code(world: World) -> None:
    client = officer(world, "secretary")
    answer = fill(client, COUNTER, said(world))
    assert answer.status_code == 302
    assert client.get(answer["Location"]).status_code == 200
    assert Matter.objects.get().procedure == "land_arbitration"


def test_what_lies_at_the_body_already_is_shown_first(world: World) -> None:
    fill(visitor(), RAISE, said(world))
    hint = fill(officer(world, "centre"), COUNTER, said(world))
    assert (hint.status_code, Matter.objects.count()) == (200, 1)
    assert Matter.objects.get().number in text(hint)


def test_what_no_body_takes_is_not_offered(world: World) -> None:
    page = visitor().get(RAISE)
    assert 'value="0101"' not in text(page)
    assert fill(visitor(), RAISE, said(world, category="1102")).status_code == 422
    assert not Matter.objects.exists()


def test_the_ladder_stays_the_usual_way(world: World) -> None:
    assert RAISE in text(visitor().get(reverse("portal:raise")))
    assert COUNTER in text(officer(world, "grid").get(reverse("desk:counter")))
    fill(visitor(), reverse("portal:raise"), said(world))
    assert Matter.objects.get().procedure == "dispute"


@pytest.mark.parametrize("category", BODIES)
def test_a_resident_follows_it_there_in_plain_words(world: World, category: str) -> None:
    client = visitor()
    fill(client, RAISE, said(world, category=category))
    page = client.get(reverse("portal:matter"))
    matter = Matter.objects.get()
    with override("en"):
        assert escape(str(matter.standing_step.plain)) in text(page)
    assert client.get(reverse("portal:how", args=[matter.procedure])).status_code == 200


def test_the_commission_sees_what_was_brought_to_it(world: World) -> None:
    fill(visitor(), RAISE, said(world))
    matter = Matter.objects.get()
    page = officer(world, "arbitrator").get(at("matter", matter))
    assert page.status_code == 200
    assert reverse("desk:move", kwargs={"uid": matter.uid, "key": "accept"}) in text(page)
    assert officer(world, "medic").get(at("matter", matter)).status_code == 404
