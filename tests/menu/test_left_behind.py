"""A branch ends, or nobody is in office there: what it had in hand goes to another, and its team claims no more."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, SINCE, TODAY, World
from tests.desk.pages import asked, at, fill, officer, text
from tests.menu.steps import claim, go, issued, item, team
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.matters.actions import Refused
from yixian.matters.models import Matter
from yixian.matters.queries import officer_offers
from yixian.measures.queries import figures
from yixian.menu import actions
from yixian.menu.models import VolunteerTeam
from yixian.menu.queries import claimants, left_behind, waiting, wish_of
from yixian.notices import declare as notices
from yixian.notices.declare import NoticeKind
from yixian.people.actions import end_post
from yixian.people.models import Post
from yixian.places import actions as places
from yixian.places.enums import ChangeKind, UnitKind
from yixian.places.models import Unit

BOARD, MENU, TEAMS = (reverse(f"desk:{name}") for name in ("menu_board", "menu", "menu_teams"))


def claimed(world: World) -> Matter:
    return claim(world, issued(world, item(world)), team(world))


def vacate(world: World, on: date = TODAY) -> None:
    """The post of the branch's secretary ends."""
    end_post(by=None, at=NOON, post=Post.objects.get(unit=world.branch), until=on)


def merge(world: World, on: date = TODAY) -> Unit:
    """The branch goes over into another."""
    other = places.found(
        by=None, at=NOON, kind=UnitKind.BRANCH, name="新党支部", parent=world.department, since=SINCE
    )
    places.end_into(by=None, at=NOON, units=[world.branch], into=[other], on=on, kind=ChangeKind.MERGED)
    return other


def keys(world: World, who: str, matter: Matter) -> set[str]:
    matter = Matter.objects.placed().get(pk=matter.pk)
    return {each.move.key for each in officer_offers(world.actor(who), matter) if each.allowed}


@pytest.mark.parametrize("who", ["station", "chief"])
@pytest.mark.parametrize("step", ["claimed", "agreed"])
def test_the_town_of_the_resident_or_the_chief_hands_it_back(world: World, who: str, step: str) -> None:
    matter = claimed(world)
    if step == "agreed":
        matter = go(world, matter, "branch", "discuss")
    vacate(world)
    assert "hand_back" in keys(world, who, matter)
    matter = go(world, matter, who, "hand_back")
    assert (matter.step, matter.holder, matter.outcome) == ("issued", world.room, "")
    assert [each.matter for each in waiting()] == [matter]
    ended = figures(["menu.ended"], None, SINCE, TODAY + timedelta(days=9))["menu.ended"]
    assert not any(ended.values())


@pytest.mark.parametrize("who", ["grid", "secretary", "mediator", "centre", "leader", "department"])
def test_nobody_else_takes_it_from_a_branch(world: World, who: str) -> None:
    matter = claimed(world)
    assert "hand_back" not in keys(world, who, matter)
    with pytest.raises((Denied, Matter.DoesNotExist)):
        go(world, matter, who, "hand_back")


def test_the_station_of_another_town_does_not(world: World) -> None:
    matter = claimed(world)
    Post.objects.filter(unit=world.station).update(unit=world.other_station)
    with pytest.raises((Denied, Matter.DoesNotExist)):
        go(world, matter, "station", "hand_back")


def test_what_is_left_behind_shows_for_those_who_hand_it_back(world: World) -> None:
    matter = claimed(world)
    station, chief, branch = (world.actor(who) for who in ("station", "chief", "branch"))
    assert not left_behind(station, TODAY).exists()
    vacate(world, TODAY + timedelta(days=2))
    assert not left_behind(station, TODAY).exists()
    after = TODAY + timedelta(days=2)
    for actor in (station, chief, branch):
        assert [each.matter for each in left_behind(actor, after)] == [matter]
    assert not left_behind(world.actor("secretary"), after).exists()


def test_what_an_ended_branch_has_is_left_behind_even_where_a_post_goes_on(world: World) -> None:
    matter = claimed(world)
    merge(world)
    assert [each.matter for each in left_behind(world.actor("chief"), TODAY)] == [matter]
    go(world, matter, "chief", "hand_back")
    assert not left_behind(world.actor("chief"), TODAY).exists()


def test_a_team_of_an_ended_branch_is_not_offered_told_or_able_to_claim(world: World) -> None:
    crew, matter = team(world), issued(world, item(world))
    merge(world)
    Matter.objects.filter(pk=matter.pk).update(step="risen", holder=world.station)
    assert claimants(world.actor("station"), wish_of(matter.uid), TODAY) == []
    kind = notices.get("menu.claimable")
    assert isinstance(kind, NoticeKind)
    told = kind.to(Event.objects.filter(stream=matter.stream, kind="matters.moved").latest("seq"))
    assert world.branch.pk not in told.units
    for who in ("station", "branch"):
        with pytest.raises(Refused, match="has ended"):
            claim(world, matter, crew, who=who)


def test_the_board_leads_to_what_is_left_behind(world: World) -> None:
    now = timezone.now() - timedelta(hours=1)
    matter = claim(world, issued(world, item(world), at=now), team(world), at=now)
    client, page = officer(world, "station"), f"{BOARD}?left=1"
    assert "nobody is in office" not in text(client.get(MENU)) + text(client.get(BOARD))
    assert "Nothing is left behind" in text(client.get(page))
    vacate(world, TODAY)
    assert page in text(client.get(MENU))
    assert "?left=1" in text(client.get(BOARD))
    back = at("move", matter, key="hand_back")
    assert back in text(client.get(page))
    assert fill(client, back, {"reason": "支部暂时无人负责。"})["Location"] == at("matter", matter)
    matter.refresh_from_db()
    assert (matter.step, matter.holder) == ("issued", world.room)
    assert back not in text(client.get(page))
    assert "nobody is in office" not in text(officer(world, "secretary").get(MENU))


def test_what_is_left_behind_takes_as_many_statements_however_long(world: World) -> None:
    offer, crew, now = item(world), team(world, most=50), timezone.now() - timedelta(hours=1)
    claim(world, issued(world, offer, at=now), crew, at=now)
    vacate(world)
    client, url = officer(world, "station"), f"{BOARD}?left=1"
    client.get(url)
    before = asked(client, url)
    for _turn in range(5):
        matter = issued(world, offer, at=now)
        actions.claim(by=world.actor("station"), at=now, uid=matter.uid, team=crew, token=uuid4())
    assert len(taken := asked(client, url)) == len(before) <= 6, "\n".join(taken)
    assert VolunteerTeam.objects.count() == 1


def test_the_list_of_teams_says_whose_branch_has_ended(world: World) -> None:
    team(world)
    client = officer(world, "chief")
    assert "the branch has ended" not in text(client.get(TEAMS))
    merge(world)
    assert "the branch has ended" in text(client.get(TEAMS))
