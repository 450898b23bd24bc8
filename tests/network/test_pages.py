"""The pages of the network, for residents and for officers."""

from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, SINCE, World
from tests.desk.pages import asked, fill, officer, text, visitor
from tests.network.steps import STORY, describe, errand, go
from yixian.kernel import sealed
from yixian.matters.models import Matter
from yixian.network.models import Duty, Profile, SpecialDay
from yixian.people.models import Post
from yixian.places import actions as places
from yixian.places.enums import UnitKind

OFFICES = reverse("portal:offices")
NETWORK = reverse("desk:network")


def of(page: str, world: World, unit: str = "room", **more: Any) -> str:
    return reverse(page, kwargs={"pk": world.units[unit].pk, **more})


def many(world: World) -> None:
    """Thirty villages with a room, each of them described."""
    for number in range(30):
        village = places.found(
            by=None, at=NOON, kind=UnitKind.VILLAGE, name=f"新{number}嘎查", parent=world.town, since=SINCE
        )
        room = places.found(
            by=None,
            at=NOON,
            kind=UnitKind.ROOM,
            name=f"新{number}嘎查群众工作室",
            parent=village,
            since=SINCE,
        )
        world.units[f"room{number}"] = room
        describe(world, "chief", f"room{number}")


def test_a_resident_finds_the_room_of_a_village_and_whether_it_is_open(world: World) -> None:
    describe(world)
    with patch("django.utils.timezone.now", return_value=NOON - timedelta(hours=2)):
        page = text(visitor().get(f"{OFFICES}?q=泉水"))
    assert world.room.name in page
    assert "open now, until 12:00" in page
    assert 'href="tel:0477-0000001"' in page


def test_a_village_without_a_room_is_led_to_the_station(world: World) -> None:
    page = text(visitor().get(f"{OFFICES}?q=远山"))
    assert world.station.name in page
    assert world.room.name not in page


def test_the_first_page_shows_banner_and_stations_and_a_town_shows_its_rooms(world: World) -> None:
    client = visitor()
    first = text(client.get(OFFICES))
    assert world.centre.name in first
    assert world.room.name not in first
    assert world.room.name in text(client.get(f"{OFFICES}?town={world.town.pk}"))


@pytest.mark.parametrize(
    "query", ["town=x", "town=99999999999999999999", "q=%", "town=departments", "q=无此处"]
)
def test_odd_questions_get_an_answer(world: World, query: str) -> None:
    assert visitor().get(f"{OFFICES}?{query}").status_code == 200


def test_the_page_of_an_office_says_hours_duty_errands_and_what_to_bring(world: World) -> None:
    describe(world, errands=["medical"])
    post = Post.objects.get(person=world.people["mediator"])
    Duty.objects.create(unit=world.room, post=post, weekdays=list(range(7)), since=SINCE)
    SpecialDay.objects.create(
        unit=world.room, day=timezone.localdate() + timedelta(days=3), spans=[[420, 660]], reason="赶集日"
    )
    page = text(visitor().get(of("portal:office", world)))
    for said in (
        "Mediator",
        "on duty today",
        "赶集日",
        "07:00–11:00",
        "Medical reimbursement",
        "discharge paper",
    ):
        assert said in page
    assert "Grassland subsidy" not in page


def test_an_office_of_which_nothing_is_known_says_so(world: World) -> None:
    page = text(visitor().get(of("portal:office", world)))
    assert "have not been entered yet" in page
    assert visitor().get(of("portal:office", world, "village")).status_code == 404


def test_a_resident_asks_for_an_errand_and_gets_a_code(world: World) -> None:
    client = visitor()
    given = {"category": "medical", "place": world.village.pk, "story": STORY, "phone": "13800005678"}
    sent = fill(client, reverse("portal:errand"), given)
    assert (sent.status_code, sent["Location"]) == (302, reverse("portal:raised"))
    matter = Matter.objects.get()
    assert (matter.procedure, matter.holder, matter.number[0]) == ("errand", world.room, "办")
    assert sealed.text(matter, "story") == STORY
    assert STORY.encode() not in bytes(matter.story)
    follow = text(client.get(reverse("portal:matter")))
    assert "The room of your village looks at it" in follow


@pytest.mark.parametrize("field", ["category", "place", "story"])
def test_what_is_missing_is_told_beside_its_field_and_nothing_typed_is_lost(world: World, field: str) -> None:
    given = {"category": "medical", "place": world.village.pk, "story": STORY, "name": "其其格", field: ""}
    page = fill(visitor(), reverse("portal:errand"), given)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "其其格" in text(page)
    assert not Matter.objects.exists()


def test_a_link_from_an_office_brings_its_village_along(world: World) -> None:
    describe(world)
    link = f"{reverse('portal:errand')}?place={world.village.pk}"
    assert link in text(visitor().get(of("portal:office", world)))
    assert f'value="{world.village.pk}" selected' in text(visitor().get(link))


def test_an_officer_takes_an_errand_and_a_like_one_is_shown_first(world: World) -> None:
    client, url = officer(world, "mediator"), reverse("desk:errand")
    errand(world, at=timezone.now(), place=world.village)
    given = {"channel": "phone", "category": "medical", "place": world.village.pk, "story": STORY}
    hint = fill(client, url, given)
    assert (hint.status_code, Matter.objects.count()) == (200, 1)
    hidden = {"ticket": hint.context["form"]["ticket"].value(), "checked": "on"}
    filed = client.post(url, {**given, **hidden}, follow=True)
    assert Matter.objects.count() == 2
    assert "Receipt code" in text(filed)


def test_the_staff_change_what_the_office_offers_and_everybody_reads_it(world: World) -> None:
    given = {
        "since": timezone.localdate().isoformat(),
        "services": ["advice", "errands"],
        "day0": "8:30-12:00，14:30-17:30",
        "phone": "0477-0000003",
    }
    done = fill(officer(world, "mediator"), of("desk:office_keep", world), given)
    assert done.status_code == 302
    assert Profile.objects.get().hours == {"0": [[510, 720], [870, 1050]]}
    assert "0477-0000003" in text(visitor().get(of("portal:office", world)))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"day0": "8-12"}, "day0"), ({"phone": "call me"}, "phone"), ({"since": "2020-01-01"}, "since")],
)
def test_a_mistake_in_the_hours_is_told_and_kept(world: World, wrong: dict[str, str], field: str) -> None:
    given = {"since": timezone.localdate().isoformat(), "services": ["advice"], "address": "一楼", **wrong}
    page = fill(officer(world, "mediator"), of("desk:office_keep", world), given)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "一楼" in text(page)
    assert not Profile.objects.exists()


def test_days_and_duties_are_set_and_taken_back(world: World) -> None:
    client, day = officer(world, "station"), timezone.localdate() + timedelta(days=5)
    fill(client, of("desk:office_day", world), {"day": day.isoformat(), "times": "", "reason": "全员培训"})
    post = Post.objects.get(person=world.people["mediator"])
    given = {"post": post.pk, "weekdays": ["0", "3"], "since": timezone.localdate().isoformat()}
    fill(client, of("desk:office_duty", world), given)
    page = text(client.get(of("desk:office", world)))
    assert "全员培训" in page
    assert "Mediator" in page
    row, duty = SpecialDay.objects.get(), Duty.objects.get()
    client.post(of("desk:office_day_drop", world, number=row.pk))
    client.post(of("desk:office_duty_end", world, number=duty.pk))
    duty.refresh_from_db()
    assert (SpecialDay.objects.count(), duty.until) == (0, timezone.localdate())


@pytest.mark.parametrize("page", ["office_keep", "office_day", "office_duty"])
@pytest.mark.parametrize("who", ["stranger", "department", "grid", "system"])
def test_whoever_does_not_keep_an_office_finds_no_form(world: World, page: str, who: str) -> None:
    client = officer(world, who)
    assert client.get(of(f"desk:{page}", world)).status_code == 404
    assert client.post(of(f"desk:{page}", world), {}).status_code == 404


def test_the_network_names_what_is_lacking_and_each_figure_opens_on_its_units(world: World) -> None:
    client = officer(world, "chief")
    page = text(client.get(NETWORK))
    assert 'href="?kind=room"><b>1</b>' in page
    bare = text(client.get(f"{NETWORK}?lack=no_room"))
    assert world.bare_village.name in bare
    assert reverse("desk:unit", kwargs={"pk": world.bare_village.pk}) in bare
    assert world.village.name not in bare.partition("</thead>")[2].partition("</table>")[0]
    described = text(client.get(f"{NETWORK}?lack=no_hours"))
    assert world.room.name in described
    describe(world)
    assert world.room.name not in text(client.get(f"{NETWORK}?lack=no_hours"))


def test_the_chart_stands_on_its_table_and_errands_are_counted(world: World) -> None:
    at = timezone.now() - timedelta(days=2)
    go(world, go(world, errand(world, at=at), "mediator", "accept", at=at), "mediator", "answer", at=at)
    page = text(officer(world, "chief").get(NETWORK))
    assert "with a room" in page
    assert "Medical reimbursement" in page
    done = officer(world, "chief").get(NETWORK).context["errands"]
    assert [(asked, answered) for _kind, asked, answered in done] == [(1, 1)]


@pytest.mark.parametrize("query", ["kind=nonsense", "lack=nonsense", "kind=room"])
def test_odd_filters_are_answered(world: World, query: str) -> None:
    assert officer(world, "leader").get(f"{NETWORK}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("who", "url", "most"),
    [
        ("", f"{OFFICES}?q=嘎查", 6),
        ("", OFFICES, 6),
        ("chief", NETWORK, 5),
        ("chief", f"{NETWORK}?lack=no_room", 5),
    ],
)
def test_lists_take_as_many_statements_however_long(world: World, who: str, url: str, most: int) -> None:
    describe(world, "chief", "station")
    client = officer(world, who) if who else visitor()
    client.get(url)
    before = asked(client, url)
    assert len(before) <= most, "\n".join(before)
    many(world)
    assert len(taken := asked(client, url)) == len(before), "\n".join(taken)


def test_the_land_of_an_office_is_drawn_where_it_has_an_outline(world: World) -> None:
    ring = [[107.0, 38.0], [107.1, 38.0], [107.1, 38.1], [107.0, 38.0]]
    places.draw(by=None, at=NOON, unit=world.village, boundary={"type": "Polygon", "coordinates": [ring]})
    drawn = visitor().get(of("portal:office_outline", world)).json()
    assert [each["properties"] for each in drawn["features"]] == [{"name": world.village.name}]
    assert visitor().get(of("portal:office_outline", world, "centre")).json()["features"] == []


def test_the_matter_page_offers_the_moves_of_the_errand(world: World) -> None:
    matter = errand(world, at=datetime.now(tz=NOON.tzinfo))
    page = text(officer(world, "mediator").get(reverse("desk:matter", kwargs={"uid": matter.uid})))
    assert "Accept it: the room runs it" in page
