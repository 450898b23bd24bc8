"""Filing for somebody who is at the counter or on the telephone."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import at, fill, hidden, officer, text, visitor
from tests.matters.steps import STORY, dispute
from yixian.audit.models import Event
from yixian.matters.codes import code_of
from yixian.matters.models import Matter

COUNTER = reverse("desk:counter")


def said(world: World, **changes: Any) -> dict[str, Any]:
    """What an officer writes down, and what the test changes."""
    return {
        "channel": "phone",
        "story": STORY,
        "headline": "草场围栏越界",
        "category": "0905",
        "place": world.village.pk,
        "name": "乌云其木格",
        "phone": "13800001234",
        **changes,
    }


def test_an_officer_files_and_gets_a_code_for_them(world: World) -> None:
    client = officer(world, "grid")
    page = client.post(
        COUNTER, {**hidden(client.get(COUNTER)), **said(world, place=world.grid.pk)}, follow=True
    )
    matter = Matter.objects.get()
    assert (matter.channel, matter.headline, matter.place) == ("phone", "草场围栏越界", world.grid)
    code = code_of(matter.uid, 0)
    assert code in text(page)
    assert visitor().post(reverse("portal:follow"), {"code": code}).status_code == 302
    assert Event.objects.get(stream=matter.stream).by_id == world.people["grid"].pk


def test_what_may_be_there_already_is_shown_before_it_is_filed_again(world: World) -> None:
    known = dispute(world, at=timezone.now())
    client = officer(world, "secretary")
    hint = fill(client, COUNTER, said(world, category="0101"))
    assert (hint.status_code, Matter.objects.count()) == (200, 1)
    assert known.number in text(hint)
    assert STORY in text(hint)
    filed = client.post(COUNTER, {**said(world), **hidden(hint)})
    assert (filed.status_code, Matter.objects.count()) == (302, 2)


def test_the_hint_shows_only_what_the_officer_may_see(world: World) -> None:
    dispute(world, at=timezone.now(), about_units=[world.station])
    fill(officer(world, "station"), COUNTER, said(world))
    assert Matter.objects.count() == 2


def test_only_who_filed_it_sees_the_code(world: World) -> None:
    matter = dispute(world, at=timezone.now())
    assert officer(world, "grid").get(at("filed", matter)).status_code == 404


def test_outside_their_ground_nobody_files_and_nothing_typed_is_lost(world: World) -> None:
    answer = fill(officer(world, "grid"), COUNTER, said(world, place=world.other_village.pk))
    assert answer.status_code == 422
    assert "outside your ground" in text(answer)
    assert STORY in text(answer)
    assert not Matter.objects.exists()


def test_a_heading_with_a_number_is_refused(world: World) -> None:
    answer = fill(officer(world, "grid"), COUNTER, said(world, headline="找 13800001234"))
    assert "headline" in answer.context["form"].errors


def test_a_new_code_ends_the_old_one(world: World) -> None:
    matter = dispute(world, at=timezone.now())
    client = officer(world, "grid")
    page = client.post(at("recode", matter), follow=True)
    new = code_of(matter.uid, 1)
    assert new in text(page)
    assert code_of(matter.uid, 0) not in text(page)
