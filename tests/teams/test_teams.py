"""Joint working groups and livelihood teams."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cast import NOON, TODAY, World
from tests.matters.steps import climb, dispute, go, raiser_goes
from tests.teams.steps import called_on, post_of, taken_on, team, toured
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.matters.actions import Refused
from yixian.matters.models import Matter, Words
from yixian.measures.actions import fold_all, recount
from yixian.method.figures import FIGURES, Period
from yixian.teams import actions
from yixian.teams.enums import Capacity, TeamKind
from yixian.teams.models import Member, Problem, Team, Visit
from yixian.teams.queries.teams import sheet_of, teams

TODAYS = Period(TODAY, TODAY + timedelta(days=1))


def test_a_team_has_members_with_posts_and_from_outside(world: World) -> None:
    made = team(world)
    assert list(made.members.values_list("name", "capacity")) == [("Department", "head"), ("巴图", "retired")]
    with pytest.raises(Refused, match="on the team already"):
        actions.join(
            by=world.actor("chief"), at=NOON, uid=made.uid, capacity=Capacity.STAFF, since=TODAY,
            post=post_of(world, "department"),
        )  # fmt: skip
    with pytest.raises(Refused, match="one of the two"):
        actions.join(by=world.actor("chief"), at=NOON, uid=made.uid, capacity=Capacity.STAFF, since=TODAY)
    actions.leave(by=world.actor("chief"), at=NOON, uid=made.uid, member=Member.objects.get(name="巴图").pk)
    assert [each.name for each in sheet_of(made, world.actor("chief")).members] == ["Department"]
    assert verify_all() == []


def test_a_station_keeps_the_team_of_its_town_and_no_other(world: World) -> None:
    made = team(world, unit="town", kind=TeamKind.LIVELIHOOD, by="station")
    toured(world, made, by="station")
    with pytest.raises(Denied):
        team(world, unit="other_town", kind=TeamKind.LIVELIHOOD, by="station")
    with pytest.raises(Denied):
        toured(world, team(world), by="station")
    with pytest.raises(Refused, match="A town leads"):
        team(world, unit="mass_work", kind=TeamKind.LIVELIHOOD)


def test_a_team_sent_twice_is_set_up_once(world: World) -> None:
    uid, chief = uuid4(), world.actor("chief")
    for _each in range(2):
        actions.found(
            by=chief, at=NOON, uid=uid, kind=TeamKind.JOINT, name="工作组", unit=world.mass_work, since=TODAY
        )
    assert Team.objects.count() == 1


def test_a_tour_says_where_and_who_and_only_members_go(world: World) -> None:
    made, other = team(world), team(world)
    with pytest.raises(Refused, match="where the team went"):
        toured(world, made, places=[])
    with pytest.raises(Refused, match="where the team went"):
        toured(world, made, members=[])
    with pytest.raises(Refused, match="Only members"):
        toured(world, made, members=list(other.members.all()))
    with pytest.raises(Refused, match="numbers out"):
        toured(world, made, note="电话13800001234")


class TestHouseholds:
    def test_one_household_counts_once_and_is_never_named(self, world: World) -> None:
        made = team(world)
        called_on(world, made)
        called_on(world, made, household=" 一组东头 ")
        called_on(world, made, household="二组西头")
        assert FIGURES["households_visited_at_least"].compute(TODAYS) == 2
        assert sheet_of(made, world.actor("chief")).households == 2
        kept = str(list(Visit.objects.values())) + str(list(Event.objects.values_list("body", flat=True)))
        assert "东头" not in kept

    def test_with_a_matter_what_was_heard_is_sealed_there(self, world: World) -> None:
        made, matter = team(world), dispute(world)
        called_on(world, made, matter=matter, heard="愿意谈。")
        called_on(world, made, matter=matter)
        assert Words.objects.filter(matter=matter, field="heard").count() == 1
        assert FIGURES["households_visited_at_least"].compute(TODAYS) == 1

    def test_words_without_a_matter_have_no_place(self, world: World) -> None:
        made = team(world)
        with pytest.raises(Refused, match="belong to a matter"):
            called_on(world, made, heard="他家有病人。")
        with pytest.raises(Refused, match="how the household is known"):
            called_on(world, made, household="")
        assert not Visit.objects.exists()


class TestProblems:
    @pytest.fixture
    def made(self, world: World) -> Team:
        return team(world)

    def test_a_result_needs_the_answer_first(self, world: World, made: Team) -> None:
        matter = climb(world, dispute(world), "station")
        taken_on(world, made, matter)
        with pytest.raises(Refused, match="no answer yet"):
            actions.settle(by=world.actor("chief"), at=NOON, uid=matter.uid, result="已解决")
        go(world, matter, "station", "agree")
        raiser_goes(matter, "content")
        actions.settle(by=world.actor("chief"), at=NOON, uid=matter.uid, result="围栏已退回。")
        assert Problem.objects.get().settled_at == NOON
        with pytest.raises(Refused, match="stands there already"):
            actions.settle(by=world.actor("chief"), at=NOON, uid=matter.uid, result="再记一次")
        assert FIGURES["longstanding_problems_settled"].compute(TODAYS) == 1
        fold_all(NOON)
        assert recount() == []

    def test_one_team_takes_it_on(self, world: World, made: Team) -> None:
        matter = dispute(world)
        taken_on(world, made, matter)
        with pytest.raises(Refused, match="taken this on already"):
            taken_on(world, made, matter)

    def test_a_member_leads_and_nobody_whom_it_is_about(self, world: World, made: Team) -> None:
        with pytest.raises(Refused, match="member of the team"):
            taken_on(world, made, dispute(world), lead=team(world).members.first())
        about = dispute(world, about_units=[world.department])
        with pytest.raises(Refused, match="about this person or their unit"):
            taken_on(world, made, about)

    def test_a_complaint_about_an_office_is_not_in_its_lists_and_counts(
        self, world: World, made: Team
    ) -> None:
        about = dispute(world, about_units=[world.station])
        taken_on(world, made, about)
        called_on(world, made, matter=about)
        for who, seen in (("chief", 1), ("station", 0)):
            sheet = sheet_of(made, world.actor(who))
            assert [len(sheet.problems), len(sheet.visits), sheet.households] == [seen] * 3
            assert [each.taken for each in teams(world.actor(who))] == [seen]  # type: ignore[attr-defined]
        with pytest.raises(Matter.DoesNotExist):
            called_on(world, team(world, unit="town", by="station"), by="station", matter=about)
