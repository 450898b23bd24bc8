"""A team is dissolved: its members leave it, no telephone number stays, and its page is there to be read."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.cast import NOON, SINCE, TODAY, World
from tests.desk.pages import fill, officer, text
from tests.menu.steps import MEMBERS, TEAM, claim, go, issued, item, member, raiser_goes, team
from tests.menu.test_left_behind import merge, vacate
from tests.menu.test_pages import of
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.matters.models import Matter
from yixian.measures.actions import recount
from yixian.measures.queries import stock
from yixian.menu import actions
from yixian.menu.actions import MenuRefused
from yixian.menu.models import Task, VolunteerTeam
from yixian.menu.queries import every_team


def dissolve(world: World, found: VolunteerTeam, who: str = "branch") -> VolunteerTeam:
    return actions.dissolve(by=world.actor(who), at=NOON, team=found)


def test_its_members_leave_it_and_no_number_stays(world: World) -> None:
    crew, gone = team(world), dissolve
    actions.leave(by=world.actor("branch"), at=NOON, volunteer=member(crew, "王芳"))
    for _turn in range(2):
        assert gone(world, crew).until == TODAY
    assert {(each.until, bytes(each.phone)) for each in crew.volunteers.all()} == {(TODAY, b"")}
    assert not every_team(TODAY).exists()
    assert (stock("menu.teams", None, TODAY), stock("menu.volunteers", None, TODAY)) == (0, 0)
    told = Event.objects.filter(stream=crew.stream).order_by("seq").values_list("kind", flat=True)
    assert list(told)[-2:] == ["menu.left", "menu.team_ended"]
    assert recount() == []
    assert verify_all() == []


def test_a_team_without_members_is_dissolved_too(world: World) -> None:
    by = world.actor("branch")
    bare = actions.found(by=by, at=NOON, uid=uuid4(), branch=world.branch, given=TEAM, since=SINCE)
    assert dissolve(world, bare).until == TODAY
    assert not Event.objects.filter(stream=bare.stream, kind="menu.left").exists()


def test_not_while_a_member_owes_a_part(world: World) -> None:
    crew, branch, task = team(world), world.actor("branch"), uuid4()
    matter = claim(world, issued(world, item(world)), crew)
    actions.split(by=branch, at=NOON, uid=matter.uid, task=task, volunteer=member(crew), what="换锁")
    with pytest.raises(MenuRefused, match="parts to do"):
        dissolve(world, crew)
    assert bytes(member(crew).phone)
    go(world, matter, "station", "hand_back")
    assert dissolve(world, crew).until == TODAY


def test_what_it_has_in_hand_goes_on_with_its_branch(world: World) -> None:
    crew = team(world)
    matter = claim(world, issued(world, item(world)), crew)
    dissolve(world, crew)
    matter = go(world, go(world, matter, "branch", "discuss"), "branch", "carry_out")
    assert raiser_goes(matter, "content").outcome == "done"


@pytest.mark.parametrize("who", ["grid", "secretary", "mediator", "station", "department", "leader"])
def test_nobody_dissolves_the_team_of_another(world: World, who: str) -> None:
    with pytest.raises(Denied):
        dissolve(world, team(world), who)


def test_the_chief_dissolves_the_team_of_a_branch_that_has_ended(world: World) -> None:
    crew = team(world)
    vacate(world)
    merge(world)
    client, url = officer(world, "chief"), of("desk:menu_team", uid=crew.uid)
    page = text(client.get(url))
    assert "The branch of this team has ended" in page
    assert "Change the team" not in page
    assert client.post(of("desk:menu_team_dissolve", uid=crew.uid))["Location"] == url
    assert not [each for each in crew.volunteers.all() if bytes(each.phone)]


def test_nothing_of_a_dissolved_team_changes(world: World) -> None:
    crew, by, token = team(world), world.actor("branch"), uuid4()
    actions.reshape(by=by, at=NOON, team=crew, given=TEAM, token=token)
    dissolve(world, crew)
    assert actions.reshape(by=by, at=NOON, team=crew, given=TEAM, token=token).pk == crew.pk
    with pytest.raises(MenuRefused, match="dissolved"):
        actions.reshape(by=by, at=NOON, team=crew, given=TEAM)
    with pytest.raises(MenuRefused, match="dissolved"):
        actions.enrol(by=by, at=NOON, team=crew, members=MEMBERS, since=SINCE)


def test_its_page_has_the_way_and_stays_to_be_read(world: World) -> None:
    crew, client = team(world), officer(world, "branch")
    now = timezone.now() - timedelta(hours=1)
    matter = claim(world, issued(world, item(world), at=now), crew, at=now)
    url, end = of("desk:menu_team", uid=crew.uid), of("desk:menu_team_dissolve", uid=crew.uid)
    assert end in text(client.get(url))
    task = uuid4()
    actions.split(
        by=world.actor("branch"), at=now, uid=matter.uid, task=task, volunteer=member(crew), what="换锁"
    )
    assert "still have parts to do" in text(client.post(end, follow=True))
    actions.tick(by=world.actor("branch"), at=now, uid=matter.uid, task=task)
    assert "The team was dissolved" in text(client.post(end, follow=True))
    page = text(client.get(url))
    assert matter.number in page
    for name in ("menu_enrol", "menu_team_change", "menu_team_dissolve", "menu_phones"):
        assert of(f"desk:{name}", uid=crew.uid) not in page
    for name in ("menu_enrol", "menu_team_change"):
        assert client.get(of(f"desk:{name}", uid=crew.uid))["Location"] == url
    assert officer(world, "secretary").post(end).status_code == 404


def test_a_part_of_a_dissolved_team_cannot_be_given_out_and_the_page_says_why(world: World) -> None:
    crew, client = team(world), officer(world, "branch")
    now = timezone.now() - timedelta(hours=1)
    matter = claim(world, issued(world, item(world), at=now), crew, at=now)
    dissolve(world, crew)
    page = client.get(of("desk:menu_split", uid=matter.uid))
    assert page.status_code == 200
    assert "This team was dissolved" in text(page)
    assert of("desk:menu_enrol", uid=crew.uid) not in text(page)


def test_a_part_is_given_out_once_somebody_is_on_the_team(world: World) -> None:
    crew, client = team(world), officer(world, "branch")
    now = timezone.now() - timedelta(hours=1)
    matter = claim(world, issued(world, item(world), at=now), crew, at=now)
    for name in ("巴图", "王芳"):
        actions.leave(by=world.actor("branch"), at=NOON, volunteer=member(crew, name))
    url = of("desk:menu_split", uid=matter.uid)
    page = text(client.get(url))
    assert of("desk:menu_enrol", uid=crew.uid) in page
    assert "<select" not in page.partition("<main")[2].partition("</main>")[0]
    fill(client, of("desk:menu_enrol", uid=crew.uid), {"names": "李四"})
    sent = fill(client, url, {"volunteer": member(crew, "李四").pk, "what": "换锁"})
    assert sent.status_code == 302
    assert Task.objects.get().what == "换锁"


@pytest.mark.parametrize("key", ["carry_out", "hand_back"])
def test_a_part_sent_after_a_colleague_moved_it_on_is_answered(world: World, key: str) -> None:
    crew, client = team(world), officer(world, "branch")
    now = timezone.now() - timedelta(hours=1)
    matter = claim(world, issued(world, item(world), at=now), crew, at=now)
    matter = go(world, matter, "branch", "discuss", at=now)
    url = of("desk:menu_split", uid=matter.uid)
    form = client.get(url).context["form"]
    go(world, matter, "branch", key, at=now)
    given = {**form.initial, "volunteer": member(crew).pk, "what": "换锁"}
    sent = client.post(url, given, follow=True)
    assert sent.status_code == 200
    assert "in hand no longer" in text(sent)
    assert not Task.objects.exists()
    assert client.get(url).status_code == 404
    part = {"uid": matter.uid, "task": uuid4()}
    for name in ("menu_tick", "menu_drop"):
        assert client.post(of(f"desk:{name}", **part), follow=True).status_code == 200
    assert Matter.objects.get().version == matter.version + 1
