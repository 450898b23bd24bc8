"""What was done once stays done when it is sent again, and what has ended is joined to nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, SINCE, TODAY, World
from tests.communities.test_communities import join
from tests.desk.pages import hidden, officer, text
from yixian.audit.models import Event
from yixian.communities import actions, queries
from yixian.communities.models import Joining
from yixian.matters.actions import Refused
from yixian.places import actions as places
from yixian.places.enums import ChangeKind, UnitKind
from yixian.places.models import Unit


def founded(world: World, kind: UnitKind, name: str) -> Unit:
    return places.found(by=None, at=NOON, kind=kind, name=name, parent=world.town, since=SINCE)


def end(old: Unit, new: Unit, days: int = 1) -> None:
    """A unit went over into another, so many days ago."""
    on = TODAY - timedelta(days=days)
    below = Unit.objects.on(on).filter(parent=old)
    for each in below:
        places.move(by=None, at=NOON, unit=each, parent=new, on=on)
    places.end_into(by=None, at=NOON, units=[old], into=[new], on=on, kind=ChangeKind.MERGED)


def test_a_village_joined_and_parted_with_forms_sent_twice(world: World) -> None:
    client, today = officer(world, "station"), timezone.localdate()
    back = reverse("desk:community", args=[world.community.pk])
    url = reverse("desk:community_join", args=[world.community.pk])
    given = {"village": world.village.pk, "since": (today - timedelta(days=1)).isoformat()}
    filled = {**hidden(client.get(url)), **given}
    for _turn in range(2):
        done = client.post(url, filled)
        assert (done.status_code, done["Location"]) == (302, back)
    row = Joining.objects.get()
    url = reverse("desk:community_part", args=[world.community.pk, row.pk])
    filled = {**hidden(client.get(url)), "until": today.isoformat()}
    for _turn in range(2):
        done = client.post(url, filled)
        assert (done.status_code, done["Location"]) == (302, back)
    assert Event.objects.filter(kind__startswith="communities.").count() == 2
    assert client.get(url).status_code == 404


def test_the_form_of_a_joining_that_was_parted_since_joins_nothing_anew(world: World) -> None:
    row = join(world, since=TODAY - timedelta(days=3))
    actions.part(by=world.actor("station"), at=NOON, joining=row.pk, until=TODAY)
    assert join(world) == row
    assert queries.joined_villages(TODAY) == 0


def test_parting_what_somebody_else_has_parted_is_refused_with_a_sentence(world: World) -> None:
    row = join(world, since=TODAY - timedelta(days=3))
    url = reverse("desk:community_part", args=[world.community.pk, row.pk])
    client = officer(world, "station")
    opened = client.get(url)
    assert "First day on which it is no longer joined" in text(opened)
    filled = {**hidden(opened), "until": TODAY.isoformat()}
    actions.part(by=world.actor("chief"), at=NOON, joining=row.pk, until=TODAY)
    late = client.post(url, filled)
    assert late.status_code == 422
    assert "Somebody else has parted this village already." in text(late)


def test_joining_a_village_that_is_joined_elsewhere_is_refused_beside_the_field(world: World) -> None:
    join(world)
    second = founded(world, UnitKind.COMMUNITY, "河西社区")
    client, url = officer(world, "station"), reverse("desk:community_join", args=[second.pk])
    filled = hidden(client.get(url))
    late = client.post(url, {**filled, "village": world.village.pk, "since": TODAY.isoformat()})
    assert late.status_code == 422
    assert "part it there first" in text(late)


def test_a_village_that_has_ended_is_joined_no_longer(world: World) -> None:
    join(world, since=TODAY - timedelta(days=30))
    join(world, "bare_village", since=TODAY - timedelta(days=30))
    end(world.village, world.bare_village)
    (one,) = queries.communities(TODAY)
    assert one.villages == [world.bare_village]
    assert queries.joined_villages(TODAY) == 1
    assert queries.joined_villages(TODAY - timedelta(days=2)) == 2
    (gone,) = queries.past(one, TODAY)
    assert (gone.village, gone.until) == (world.village, TODAY - timedelta(days=1))
    page = text(officer(world, "station").get(reverse("desk:community", args=[one.unit.pk])))
    assert "Before" in page
    assert world.village.name in page
    assert world.village.name not in text(officer(world, "grid").get(reverse("portal:communities")))


def test_the_villages_of_a_community_that_has_ended_are_joined_to_another(world: World) -> None:
    join(world, since=TODAY - timedelta(days=30))
    second = founded(world, UnitKind.COMMUNITY, "河西社区")
    world.units["second"] = second
    end(world.community, second)
    assert queries.communities(TODAY) == []
    assert (queries.joined_villages(TODAY), queries.joint_communities(TODAY)) == (0, 0)
    assert world.village in queries.unjoined(TODAY)
    with pytest.raises(Refused, match="still joined"):
        join(world, community="second", since=TODAY - timedelta(days=5))
    row = join(world, community="second")
    assert [each.until for each in Joining.objects.exclude(pk=row.pk)] == [TODAY - timedelta(days=1)]
    assert queries.of_village(world.village, TODAY) == row
    parted = Event.objects.get(kind="communities.parted")
    assert parted.stream == world.community.stream
