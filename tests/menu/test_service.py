"""A service from the signature to the review, and what is counted of it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cast import NOON, SINCE, TODAY, World
from tests.menu.steps import TEAM, claim, go, issued, item, member, raiser_goes, sign, team
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.matters import actions as matters
from yixian.matters.actions import Refused
from yixian.matters.enums import State, Voice
from yixian.matters.history import for_raiser
from yixian.matters.models import Matter
from yixian.matters.queries import officer_offers, words_of
from yixian.measures.actions import recount
from yixian.measures.queries import figures
from yixian.menu import actions
from yixian.menu.actions import MenuRefused, NewMember
from yixian.menu.models import Task, VolunteerTeam, Wish
from yixian.menu.queries import claimants, in_hand, unclaimed_late, waiting, wish_of
from yixian.menu.rules import around
from yixian.menu.work_forms import EnrolForm
from yixian.notices import declare as notices
from yixian.notices.declare import NoticeKind
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.places import actions as places
from yixian.places.enums import UnitKind
from yixian.procedures import registry
from yixian.rulebook import declare
from yixian.rulebook.enums import Mark

LATER = NOON + timedelta(hours=3)


def counted(*keys: str) -> dict[str, dict[str, int]]:
    found = figures(list(keys), None, SINCE, TODAY + timedelta(days=60))
    return {key: {part: n for part, n in parts.items() if n} for key, parts in found.items()}


def agreed(world: World) -> Matter:
    matter = claim(world, issued(world, item(world)), team(world))
    return go(world, matter, "branch", "discuss")


def test_the_six_steps_each_have_their_holder_and_their_deadline(world: World) -> None:
    offer, crew = item(world), team(world)
    matter = sign(world, offer)
    seen = [(matter.step, matter.holder, matter.step_due_at is not None)]
    for who, key in (("secretary", "issue"), ("", "claim"), ("branch", "discuss"), ("branch", "carry_out")):
        matter = claim(world, matter, crew) if key == "claim" else go(world, matter, who, key)
        seen.append((matter.step, matter.holder, matter.step_due_at is not None))
    assert seen == [
        ("signed", world.room, True),
        ("issued", world.room, True),
        ("claimed", world.branch, True),
        ("agreed", world.branch, True),
        ("review", world.branch, True),
    ]
    matter = raiser_goes(matter, "content", remark="谢谢")
    assert (matter.state, matter.outcome, matter.facts["review"]) == (State.END, "done", "content")


@pytest.mark.parametrize("who", ["", "grid", "secretary", "mediator", "station"])
def test_three_doors_lead_to_the_same(world: World, who: str) -> None:
    assert sign(world, item(world), by=who, place=world.grid).step == "signed"


@pytest.mark.parametrize("who", ["stranger", "branch", "leader"])
def test_nobody_signs_for_somebody_outside_their_ground(world: World, who: str) -> None:
    with pytest.raises(Denied):
        sign(world, item(world), by=who)


def test_the_same_form_is_one_wish_even_when_the_last_place_is_taken(world: World) -> None:
    offer, uid = item(world, capacity=1), uuid4()
    assert sign(world, offer, uid=uid) == sign(world, offer, uid=uid)
    assert Wish.objects.count() == 1
    with pytest.raises(Refused, match="All 1 places"):
        sign(world, offer)


def test_who_withdraws_leaves_the_place_to_another(world: World) -> None:
    offer = item(world, capacity=1)
    raiser_goes(sign(world, offer), "withdraw", reason="不用了")
    assert sign(world, offer).step == "signed"


def test_nothing_is_signed_out_of_season_off_the_menu_or_elsewhere(world: World) -> None:
    with pytest.raises(Refused, match="season"):
        sign(world, item(world, first_month=6, last_month=8))
    gone = item(world)
    actions.end(by=world.actor("secretary"), at=NOON, item=gone)
    with pytest.raises(Refused, match="no longer on the menu"):
        sign(world, gone)
    with pytest.raises(Refused, match="another place"):
        sign(world, item(world), place=world.community)


def test_a_branch_sees_a_service_once_it_has_claimed_it_and_the_community_still_does(world: World) -> None:
    matter = issued(world, item(world))
    branch, secretary = world.actor("branch"), world.actor("secretary")
    assert not Matter.objects.visible_to(branch).filter(pk=matter.pk).exists()
    claim(world, matter, team(world))
    assert Matter.objects.visible_to(branch).filter(pk=matter.pk).exists()
    assert Matter.objects.visible_to(secretary).filter(pk=matter.pk).exists()


def test_of_two_branches_one_gets_it_and_the_other_is_told(world: World) -> None:
    matter, crew = issued(world, item(world)), team(world)
    claim(world, matter, crew)
    with pytest.raises(Refused, match="another branch has claimed it"):
        claim(world, matter, crew)


def test_the_same_claim_sent_twice_is_one(world: World) -> None:
    matter, crew, token = issued(world, item(world)), team(world), uuid4()
    for _ in range(2):
        actions.claim(by=world.actor("branch"), at=NOON, uid=matter.uid, team=crew, token=token)
    assert counted("menu.claimed")["menu.claimed"] == {"repair": 1}


def test_a_team_claims_as_much_as_it_does_at_once(world: World) -> None:
    offer, crew = item(world), team(world, most=1)
    first = claim(world, issued(world, offer), crew)
    with pytest.raises(Refused, match="as many as it does at once"):
        claim(world, issued(world, offer), crew)
    go(world, go(world, first, "branch", "discuss"), "branch", "carry_out")
    assert claim(world, issued(world, offer), crew).step == "claimed"


@pytest.mark.parametrize("who", ["grid", "secretary", "department", "stranger", "joint"])
def test_nobody_claims_for_a_branch_that_is_not_theirs(world: World, who: str) -> None:
    with pytest.raises(Denied):
        claim(world, issued(world, item(world)), team(world), who=who)


def far_branch(world: World) -> VolunteerTeam:
    """A team of a branch in the other town."""
    uid = uuid4()
    new = places.NewUnit(
        uid=uid, kind=UnitKind.BRANCH, name="柳林村党支部", since=SINCE, above=world.other_village.uid
    )
    world.units["far"] = places.found_many(by=None, at=NOON, units=[new])[uid]
    world.people["far"] = Person.objects.create_user(username="far", name="Far")
    Post.objects.create(
        person=world.people["far"], unit=world.units["far"], role=Role.BRANCH_SECRETARY, since=SINCE
    )
    return actions.found(
        by=world.actor("far"), at=NOON, uid=uuid4(), branch=world.units["far"], given=TEAM, since=SINCE
    )


def test_branches_around_come_first_and_others_once_it_has_risen(world: World) -> None:
    matter, far, near = issued(world, item(world)), far_branch(world), team(world)
    wish = Wish.objects.get()
    for who in ("far", "station"):
        with pytest.raises(Refused, match="come first"):
            claim(world, matter, far, who=who)
    assert claimants(world.actor("far"), wish_of(matter.uid), TODAY) == []
    assert [each.team for each in claimants(world.actor("station"), wish_of(matter.uid), TODAY)] == [near]
    told = registered("menu.claimable").to(Event.objects.filter(stream=matter.stream).latest("seq"))
    assert told.units == {world.branch.pk}
    assert matter.step_due_at is not None
    matters.wake(matter.step_due_at)
    wish.matter.refresh_from_db()
    assert [each.team for each in claimants(world.actor("far"), wish_of(matter.uid), TODAY)] == [far]
    told = registered("menu.claimable").to(Event.objects.filter(stream=matter.stream).latest("seq"))
    assert told.units == {world.branch.pk, world.units["far"].pk}
    assert claim(world, matter, far, who="far", at=matter.step_due_at).holder == world.units["far"]


def registered(key: str) -> NoticeKind:
    kind = notices.get(key)
    assert isinstance(kind, NoticeKind)
    return kind


def test_a_branch_is_around_in_its_own_town_or_when_it_lies_in_none() -> None:
    banner, town, other, village = 1, 2, 3, 4
    place = [banner, town, village]
    assert around([banner, 9], place, [town, other])
    assert around([banner, 8, 9], place, [town, other])
    assert around([banner, town, 9], place, [town, other])
    assert not around([banner, other, 9], place, [town, other])


def test_what_nobody_claims_rises_to_the_town_which_names_a_branch(world: World) -> None:
    matter = issued(world, item(world))
    assert matter.step_due_at is not None
    assert not unclaimed_late(NOON).exists()
    over = matter.step_due_at
    assert [each.matter for each in unclaimed_late(over)] == [matter]
    matters.wake(over)
    matter.refresh_from_db()
    assert (matter.step, matter.holder) == ("risen", world.station)
    assert [each.matter for each in unclaimed_late(over)] == [matter]
    named = claim(world, matter, team(world), who="station", at=over)
    assert named.holder == world.branch
    assert not waiting().exists()
    assert counted("menu.risen")["menu.risen"] == {"repair": 1}


def test_what_is_handed_back_waits_again_and_is_counted_as_claimed_once(world: World) -> None:
    offer, crew = item(world), team(world)
    matter = go(world, claim(world, issued(world, offer), crew), "branch", "hand_back")
    assert (matter.step, matter.holder, in_hand(crew)) == ("issued", world.room, [])
    assert [each.matter for each in waiting()] == [matter]
    claim(world, matter, crew)
    assert counted("menu.claimed")["menu.claimed"] == {"repair": 1}


def test_a_team_splits_the_work_and_carries_it_out_when_every_part_is_done(world: World) -> None:
    matter = agreed(world)
    crew, branch, task = Wish.objects.get().team, world.actor("branch"), uuid4()
    assert crew is not None
    for _ in range(2):
        actions.split(
            by=branch, at=NOON, uid=matter.uid, task=task, volunteer=member(crew), what="换锁", token=uuid4()
        )
    assert Task.objects.count() == 1
    with pytest.raises(Refused, match="not done yet"):
        go(world, matter, "branch", "carry_out")
    actions.tick(by=branch, at=LATER, uid=matter.uid, task=task)
    assert go(world, matter, "branch", "carry_out", at=LATER).outcome == "done"


def test_a_part_that_is_taken_back_holds_nothing_up(world: World) -> None:
    matter = agreed(world)
    crew, branch, task = Wish.objects.get().team, world.actor("branch"), uuid4()
    assert crew is not None
    actions.split(by=branch, at=NOON, uid=matter.uid, task=task, volunteer=member(crew), what="换锁")
    actions.drop(by=branch, at=NOON, uid=matter.uid, task=task)
    assert go(world, matter, "branch", "carry_out").outcome == "done"


@pytest.mark.parametrize("what", ["", "找13800001234", "长" * 61])
def test_a_part_says_what_in_few_words_and_without_numbers(world: World, what: str) -> None:
    matter = agreed(world)
    crew = Wish.objects.get().team
    assert crew is not None
    with pytest.raises(Refused):
        actions.split(
            by=world.actor("branch"), at=NOON, uid=matter.uid, task=uuid4(), volunteer=member(crew), what=what
        )
    assert not Task.objects.exists()


def test_who_is_not_content_sends_it_back_with_the_reason(world: World) -> None:
    matter = go(world, agreed(world), "branch", "carry_out")
    with pytest.raises(Refused):
        raiser_goes(matter, "not_content")
    matter = raiser_goes(matter, "not_content", reason="锁还是打不开")
    assert (matter.step, matter.holder, matter.outcome) == ("claimed", world.branch, "")
    said = [text for each in words_of(matter, [Voice.RAISER]).values() for text in each.values()]
    assert "锁还是打不开" in said
    assert counted("menu.concluded", "menu.reviewed") == {
        "menu.concluded": {},
        "menu.reviewed": {"not_content": 1},
    }


def test_who_is_not_content_again_is_counted_again(world: World) -> None:
    matter = agreed(world)
    for _turn in range(2):
        matter = raiser_goes(go(world, matter, "branch", "carry_out"), "not_content", reason="锁还是打不开")
        matter = go(world, matter, "branch", "discuss")
    assert counted("menu.reviewed")["menu.reviewed"] == {"not_content": 2}
    assert recount() == []


def test_what_the_community_declines_goes_back_to_the_community(world: World) -> None:
    matter = go(world, sign(world, item(world)), "secretary", "decline")
    assert matter.state == State.WAITING
    assert raiser_goes(matter, "not_content", reason="清单上明明有").step == "signed"


def test_a_review_is_the_residents_alone(world: World) -> None:
    matter = go(world, agreed(world), "branch", "carry_out")
    for who in ("branch", "secretary"):
        assert not officer_offers(world.actor(who), matter)


def test_silence_closes_it_and_is_no_consent(world: World) -> None:
    matter = go(world, agreed(world), "branch", "carry_out")
    assert matter.step_due_at is not None
    matters.wake(matter.step_due_at)
    matter.refresh_from_db()
    assert (matter.state, matter.facts["review"]) == (State.END, "silent")


def test_the_resident_reads_which_team_took_it_on(world: World) -> None:
    matter = claim(world, issued(world, item(world)), team(world))
    assert "“农牧局志愿服务队” took it on." in [line.sentence for line in for_raiser(matter, {})]


def test_every_limit_is_a_setting_of_the_banner_and_none_is_law(world: World) -> None:
    named = {*registry.get("service").limits(), *registry.get("menu_proposal").limits()}
    assert len(named) == 8
    assert {row.mark for row in declare.every() if row.code in named} == {Mark.K}


def test_figures_are_counted_and_the_chains_hold(world: World) -> None:
    raiser_goes(go(world, agreed(world), "branch", "carry_out"), "content")
    claim(world, issued(world, item(world, skill="care")), team(world))
    assert counted(
        "menu.signed",
        "menu.claimed",
        "menu.concluded",
        "menu.ended",
        "menu.reviewed",
        "menu.teams",
        "menu.volunteers",
    ) == {
        "menu.signed": {"repair": 1, "care": 1},
        "menu.claimed": {"repair": 1, "care": 1},
        "menu.concluded": {"repair": 1},
        "menu.ended": {"done": 1},
        "menu.reviewed": {"content": 1},
        "menu.teams": {"": 2},
        "menu.volunteers": {"": 4},
    }
    assert recount() == []
    assert verify_all() == []


def test_a_branch_claims_for_its_own_teams_only(world: World) -> None:
    other = places.found(
        by=None, at=NOON, kind=UnitKind.BRANCH, name="北镇机关党支部", parent=world.other_town, since=SINCE
    )
    theirs = team(world)
    theirs.branch = other
    theirs.save()
    with pytest.raises(Denied):
        claim(world, issued(world, item(world)), theirs)


@pytest.mark.parametrize("between", ["", " ", "\u3000", "：", "、", "\t", "，", ": "])
def test_a_number_behind_a_pasted_name_is_its_telephone_number(between: str) -> None:
    form = EnrolForm({"token": uuid4(), "names": f"张三{between}13800000000\n李四"})
    assert form.is_valid()
    assert [(each.name, each.phone) for each in form.members] == [("张三", "13800000000"), ("李四", "")]


def test_no_number_is_kept_in_a_name(world: World) -> None:
    crew = team(world)
    with pytest.raises(MenuRefused) as refused:
        actions.enrol(
            by=world.actor("branch"),
            at=NOON,
            team=crew,
            members=[NewMember(name="13800000000张三")],
            since=SINCE,
        )
    assert refused.value.field == "names"
