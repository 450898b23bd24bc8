"""Joint communities: a village belongs to one at a time, and everybody finds the office that serves it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, SINCE, TODAY, World
from tests.desk.pages import asked, fill, officer, text, visitor
from tests.network.steps import describe
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.communities import actions, queries
from yixian.communities.models import Joining
from yixian.matters.actions import Refused
from yixian.places import actions as places
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

TOKEN = uuid4()


def join(
    world: World,
    village: str = "village",
    who: str = "station",
    since: date = TODAY,
    community: str = "community",
) -> Joining:
    return actions.join(
        by=world.actor(who),
        at=NOON,
        village=world.units[village],
        community=world.units[community],
        since=since,
        token=TOKEN,
    )


def test_a_village_belongs_to_its_community_from_its_day_on(world: World) -> None:
    join(world)
    (one,) = queries.communities(TODAY)
    assert (one.unit, one.villages, one.office) == (world.community, [world.village], world.joint_office)
    assert queries.communities(TODAY - timedelta(days=1)) == []
    assert world.village not in queries.unjoined(TODAY)
    assert (queries.joined_villages(TODAY), queries.joint_communities(TODAY)) == (1, 1)


def test_the_same_form_sent_twice_joins_once(world: World) -> None:
    assert join(world) == join(world)
    assert Event.objects.filter(kind="communities.joined").count() == 1


def test_a_village_belongs_to_one_community_at_a_time(world: World) -> None:
    world.units["second"] = places.found(
        by=None, at=NOON, kind=UnitKind.COMMUNITY, name="河西社区", parent=world.town, since=SINCE
    )
    first = join(world, since=TODAY - timedelta(days=60))
    with pytest.raises(Refused, match="already"):
        join(world, community="second")
    actions.part(by=world.actor("station"), at=NOON, joining=first.pk, until=TODAY - timedelta(days=5))
    with pytest.raises(Refused, match="still joined"):
        join(world, community="second", since=TODAY - timedelta(days=6))
    join(world, community="second", since=TODAY - timedelta(days=5))
    for days, name in ((6, "河东社区"), (5, "河西社区")):
        found = queries.of_village(world.village, TODAY - timedelta(days=days))
        assert found is not None
        assert found.community.name == name


def test_the_database_itself_refuses_a_second_one(world: World) -> None:
    join(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Joining.objects.create(village=world.village, community=world.community, since=TODAY)


@pytest.mark.parametrize(("village", "community"), [("community", "community"), ("village", "town")])
def test_only_villages_are_joined_and_only_to_a_community(world: World, village: str, community: str) -> None:
    with pytest.raises(Refused):
        join(world, village, community=community)


def test_only_the_town_and_the_department_that_leads_join_villages(world: World) -> None:
    for who in ("grid", "secretary", "department", "leader"):
        with pytest.raises(Denied):
            join(world, who=who)
    with pytest.raises(Denied):
        join(world, "other_village")
    assert not Joining.objects.exists()


def test_a_joining_ends_after_it_began_and_not_in_the_future(world: World) -> None:
    row = join(world, since=TODAY - timedelta(days=2))
    for until in (TODAY - timedelta(days=2), TODAY + timedelta(days=1)):
        with pytest.raises(Refused):
            actions.part(by=world.actor("station"), at=NOON, joining=row.pk, until=until)
    actions.part(by=world.actor("station"), at=NOON, joining=row.pk, until=TODAY)
    assert queries.communities(TODAY) == []


def test_a_resident_finds_the_joint_office_of_a_village(world: World) -> None:
    join(world)
    describe(world, "joint", "joint_office")
    client, url = visitor(), reverse("portal:communities")
    page = text(client.get(f"{url}?q=泉水"))
    assert world.joint_office.name in page
    assert "No joint community with this village" in text(client.get(f"{url}?q=远山"))
    one = text(client.get(reverse("portal:community", args=[world.community.pk])))
    assert "0477-0000001" in one
    assert world.village.name in one


def test_an_officer_joins_and_parts_a_village_on_the_page(world: World) -> None:
    client = officer(world, "station")
    today = timezone.localdate()
    given = {"village": world.village.pk, "since": (today - timedelta(days=1)).isoformat()}
    done = fill(client, reverse("desk:community_join", args=[world.community.pk]), given)
    assert (done.status_code, done["Location"]) == (302, reverse("desk:community", args=[world.community.pk]))
    row = Joining.objects.get()
    fill(
        client,
        reverse("desk:community_part", args=[world.community.pk, row.pk]),
        {"until": today.isoformat()},
    )
    page = text(client.get(reverse("desk:community", args=[world.community.pk])))
    assert "Before" in page
    assert (
        officer(world, "grid").get(reverse("desk:community_join", args=[world.community.pk])).status_code
        == 404
    )


def test_what_is_refused_stays_as_it_was_typed(world: World) -> None:
    given = {"village": world.village.pk, "since": (timezone.localdate() + timedelta(days=9)).isoformat()}
    page = fill(officer(world, "station"), reverse("desk:community_join", args=[world.community.pk]), given)
    assert page.status_code == 422
    assert f'value="{world.village.pk}" selected' in text(page)
    assert not Joining.objects.exists()


def test_the_pages_take_the_same_statements_however_many_villages(world: World) -> None:
    urls = [
        reverse("desk:communities"),
        reverse("desk:community", args=[world.community.pk]),
        reverse("portal:communities"),
        reverse("portal:community", args=[world.community.pk]),
        reverse("desk:communities_outline"),
    ]
    join(world)
    client = officer(world, "chief")
    before = [len(asked(client, url)) for url in urls]
    for number in range(20):
        world.units["more"] = Unit.objects.get(
            pk=places.found(
                by=None,
                at=NOON,
                kind=UnitKind.VILLAGE,
                name=f"新{number}嘎查",
                parent=world.town,
                since=SINCE,
            ).pk
        )
        join(world, "more")
    assert [len(asked(client, url)) for url in urls] == before
