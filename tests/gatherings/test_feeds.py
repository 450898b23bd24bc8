"""Calendar feeds: what stands in them, for whom, and that a secret address can be taken back."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from tests.cast import World
from tests.desk.pages import officer, visitor
from tests.gatherings.steps import AN_HOUR, announced, planned
from yixian.access.queries import actor_for
from yixian.gatherings import actions, queries
from yixian.gatherings.actions import Seat
from yixian.gatherings.feeds import key_of
from yixian.people.models import Person, Post

SOON = timezone.now() + 30 * AN_HOUR
TIMES: dict[str, Any] = {"starts_at": SOON, "ends_at": SOON + AN_HOUR}


def titles(response: Any) -> list[str]:
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return [str(each["summary"]) for each in Calendar.from_ical(response.content).walk("VEVENT")]


def test_everybody_reads_what_is_announced_and_public(world: World) -> None:
    announced(world, title="公开的", **TIMES)
    announced(world, title="内部的", public=False, **TIMES)
    planned(world, title="未定的", **TIMES)
    cancelled = announced(world, title="取消的", **TIMES)
    actions.cancel(by=world.actor("secretary"), at=timezone.now(), uid=cancelled.uid, reason="大风")
    response = visitor().get(reverse("portal:gatherings_feed"))
    assert sorted(titles(response)) == ["公开的", "取消的"]
    rows: list[Any] = list(Calendar.from_ical(response.content).walk("VEVENT"))
    states = {str(each["summary"]): str(each["status"]) for each in rows}
    assert states == {"公开的": "CONFIRMED", "取消的": "CANCELLED"}
    assert {each["dtstart"].dt for each in rows} == {SOON.replace(microsecond=0)}


def test_the_feed_of_a_unit_holds_what_lies_below_it(world: World) -> None:
    announced(world, title="泉水的", **TIMES)
    announced(world, "stranger", title="柳林的", unit=world.other_village, place=world.other_village, **TIMES)
    for unit, wanted in ((world.town, ["泉水的"]), (world.other_town, ["柳林的"]), (world.bare_village, [])):
        assert titles(visitor().get(reverse("portal:gatherings_unit_feed", args=[unit.pk]))) == wanted
    assert visitor().get(reverse("portal:gatherings_unit_feed", args=[world.grid.pk])).status_code == 404


def test_ones_own_feed_holds_ones_tasks_and_dies_with_a_new_address(world: World) -> None:
    announced(world, title="有任务", public=False, team=(Seat(unit=world.department),), **TIMES)
    announced(world, title="没任务", **TIMES)
    client, page = officer(world, "department"), reverse("desk:gathering_feed")
    assert client.post(page).status_code == 302
    person = world.people["department"].pk
    first = reverse("portal:gatherings_own_feed", args=[key_of(person, 1)])
    assert first in client.get(page).content.decode()
    assert titles(visitor().get(first)) == ["有任务"]
    client.post(page)
    assert visitor().get(first).status_code == 404
    assert titles(visitor().get(reverse("portal:gatherings_own_feed", args=[key_of(person, 2)]))) == [
        "有任务"
    ]


def test_the_task_of_a_post_that_has_ended_goes_to_whoever_holds_the_same_role_there(world: World) -> None:
    post, today = Post.objects.get(person=world.people["reserve"]), timezone.localdate()
    seat = Seat(unit=world.village, post=post)
    announced(world, "station", title="有任务", unit=world.town, place=world.town, team=(seat,), **TIMES)
    after = Person.objects.create(username="after", name="After")
    Post.objects.create(person=after, unit=world.village, role=post.role, since=today)

    def own(person: Person) -> list[str]:
        return [each.title for each in queries.own_feed(actor_for(person, today), timezone.now())]

    assert (own(after), own(world.people["secretary"])) == ([], [])
    Post.objects.filter(pk=post.pk).update(until=today)
    assert (own(after), own(world.people["secretary"])) == (["有任务"], [])


def test_an_address_that_was_not_given_out_leads_nowhere(world: World) -> None:
    officer(world, "department").post(reverse("desk:gathering_feed"))
    person = world.people["department"].pk
    for key in ("1.1", f"{person}.1~xxxx", key_of(person, 9)):
        assert visitor().get(reverse("portal:gatherings_own_feed", args=[key])).status_code == 404


def test_whoever_is_locked_out_reads_nothing_by_an_old_address(world: World) -> None:
    officer(world, "department").post(reverse("desk:gathering_feed"))
    person = world.people["department"]
    address = reverse("portal:gatherings_own_feed", args=[key_of(person.pk, 1)])
    assert visitor().get(address).status_code == 200
    person.is_active = False
    person.save()
    assert visitor().get(address).status_code == 404
