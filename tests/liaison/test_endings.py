"""What becomes of assignments when a post, a department or a place ends, and of those that were entered wrongly."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import NOON, SINCE, TODAY, World
from tests.liaison.steps import (
    HEARD,
    another,
    assigned,
    follow,
    heir,
    item,
    left,
    merged,
    planned,
    post_of,
    visited,
)
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.concerns.models import Concern
from yixian.kernel import sealed
from yixian.liaison import actions
from yixian.liaison.actions import Change, Said
from yixian.liaison.enums import ItemState, Kind
from yixian.liaison.models import FieldVisit, Liaison
from yixian.liaison.queries import assigned as queries
from yixian.liaison.queries import coverage
from yixian.matters.actions import Refused
from yixian.matters.enums import Need
from yixian.measures.actions import recount
from yixian.people.enums import Role
from yixian.people.models import Post, Substitution
from yixian.places.models import Unit

YEAR = timedelta(days=365)


class TestThePostIsLeft:
    def test_whoever_left_the_post_holds_nothing_any_more(self, world: World) -> None:
        liaison = assigned(world)
        colleague = another(world, "colleague", Role.RESERVE_CADRE, world.village)
        other = assigned(world, given=heir(world, Kind.STATIONED, post=colleague))
        seen = visited(world, other, who="colleague")
        left(world, "reserve")
        person = world.people["reserve"]
        Post.objects.create(person=person, unit=world.other_village, role=Role.RESERVE_CADRE, since=TODAY)
        with pytest.raises(Denied):
            visited(world, liaison)
        with pytest.raises(Denied):
            actions.open_visit(by=world.actor("reserve"), at=NOON, uid=seen.uid, need=Need.HANDLING)
        assert not FieldVisit.objects.visible_to(world.actor("reserve"), TODAY).exists()
        assert queries.vacant(world.actor("chief"), TODAY) == [liaison]

    def test_nor_does_whoever_stood_in_there(self, world: World) -> None:
        liaison = assigned(world)
        Substitution.objects.create(
            post=post_of(world, "reserve"), person=world.people["stranger"], since=SINCE, until=TODAY + YEAR
        )
        assert queries.holds(world.actor("stranger"), liaison, TODAY)
        left(world, "reserve")
        assert not queries.holds(world.actor("stranger"), liaison, TODAY)


class TestTheDepartmentIsNoMore:
    def test_its_assignments_are_vacant_until_another_takes_them_over(self, world: World) -> None:
        liaison = assigned(world, Kind.DEPARTMENT)
        assert [each.names for each in queries.told_of(world.village, TODAY)] == [[world.department.name]]
        merged(world.department, world.mass_work)
        assert queries.vacant(world.actor("chief"), TODAY) == [liaison]
        assert queries.told_of(world.village, TODAY) == []
        assert not queries.holds(world.actor("department"), liaison, TODAY)
        given = heir(world, Kind.DEPARTMENT, unit=world.mass_work)
        actions.hand_over(by=world.actor("chief"), at=NOON, uid=liaison.uid, until=TODAY, heir=given)
        assert queries.vacant(world.actor("chief"), TODAY) == []

    def test_it_is_assigned_to_nothing_more(self, world: World) -> None:
        merged(world.department, world.mass_work)
        gone = Unit.objects.get(pk=world.department.pk)
        with pytest.raises(Refused, match="not in being"):
            assigned(world, Kind.DEPARTMENT, given=heir(world, Kind.DEPARTMENT, unit=gone), since=TODAY)


class TestThePlaceIsNoMore:
    @pytest.fixture
    def gone(self, world: World) -> Liaison:
        """The cadre is assigned to a village with an item and a visit to come, and the village is merged away."""
        liaison = assigned(world, place=world.bare_village)
        planned(world, liaison)
        item(world, by="chief", place=world.bare_village, helper=liaison)
        merged(world.bare_village, world.village)
        return liaison

    def test_it_stands_among_those_that_nobody_holds_and_owes_no_visit(
        self, world: World, gone: Liaison
    ) -> None:
        assert queries.vacant(world.actor("chief"), TODAY) == [gone]
        assert coverage.owed(world.actor("chief"), TODAY) == []
        assert queries.inside(Unit.objects.get(pk=gone.place_id), TODAY) == [
            (gone.place_id, gone.place.name),
        ]

    def test_its_page_and_the_item_stay_so_that_the_assignment_can_end(
        self, world: World, gone: Liaison
    ) -> None:
        assert queries.place_of(gone.place_id, TODAY) == gone.place
        visit, thing = gone.visits.get(), gone.items.get()
        actions.drop_visit(by=world.actor("chief"), at=NOON, uid=visit.uid, reason="嘎查已合并")
        change = Change(state=ItemState.DONE, until=TODAY)
        actions.change_item(by=world.actor("chief"), at=NOON, uid=thing.uid, change=change)
        actions.hand_over(by=world.actor("chief"), at=NOON, uid=gone.uid, until=TODAY)
        assert queries.vacant(world.actor("chief"), TODAY) == []
        assert queries.place_of(gone.place_id, TODAY) == gone.place

    def test_it_goes_on_at_the_place_that_it_became_with_all_that_is_open(
        self, world: World, gone: Liaison
    ) -> None:
        assert queries.goes_on_at(Liaison.objects.get(), TODAY) == [world.village]
        for wrong in (None, world.community, world.bare_village):
            with pytest.raises(Refused, match="where it goes on"):
                follow(world, gone, post_of(world, "reserve"), place=wrong)
        new = follow(world, gone, post_of(world, "reserve"), place=world.village)
        assert (new.place, new.begun, new.line) == (world.village, TODAY, gone.line)
        visit, thing = new.visits.get(), new.items.get()
        assert (visit.ground, visit.place, thing.place) == (world.village,) * 3
        visited(world, new, uid=visit.uid)
        change = Change(state=ItemState.DONE, until=TODAY, helper=new)
        actions.change_item(by=world.actor("secretary"), at=NOON, uid=thing.uid, change=change)
        assert queries.vacant(world.actor("chief"), TODAY) == []
        assert (recount(), verify_all()) == ([], [])

    def test_nobody_else_is_assigned_there_and_nothing_planned(self, world: World, gone: Liaison) -> None:
        place = Unit.objects.get(pk=gone.place_id)
        post = another(world, "next", Role.RESERVE_CADRE, world.village)
        with pytest.raises(Refused, match="no more"):
            assigned(world, place=place, given=heir(world, Kind.STATIONED, post=post))
        with pytest.raises(Refused, match="no more"):
            item(world, by="chief", place=place)
        assert queries.kinds_for(place, TODAY) == []

    def test_while_the_place_stands_it_stays_there(self, world: World) -> None:
        old = assigned(world)
        post = another(world, "next", Role.RESERVE_CADRE, world.village)
        assert follow(world, old, post, place=world.bare_village).place == world.village


class TestAColleagueIsAssignedThereAlready:
    """Two leaders of one town: what one leaves goes to the other's own assignment."""

    @pytest.fixture
    def two(self, world: World) -> tuple[Liaison, Liaison]:
        post = another(world, "leader2", Role.BANNER_LEADER, world.banner)
        return assigned(world, Kind.LEADER), assigned(
            world, Kind.LEADER, given=heir(world, Kind.LEADER, post=post)
        )

    def test_what_is_open_goes_into_their_assignment(
        self, world: World, two: tuple[Liaison, Liaison]
    ) -> None:
        old, other = two
        plan, thing = planned(world, old), item(world, helper=old)
        done = visited(world, old, concerns=[HEARD])
        token = uuid4()
        for _turn in range(2):
            into = follow(world, old, post_of(world, "leader2"), note="去东头", token=token)
            assert into == other
        old.refresh_from_db()
        assert (old.until, Liaison.objects.count()) == (TODAY, 2)
        assert (plan in other.visits.all(), thing in other.items.all()) == (True, True)
        assert Concern.objects.get().minder == world.people["leader2"]
        assert Event.objects.get(kind="liaison.ended").body["next"] == other.uid.hex
        other.refresh_from_db()
        assert sealed.text(other, "note") == "去东头"
        actions.open_visit(by=world.actor("leader2"), at=NOON, uid=done.uid, need=Need.HANDLING)
        assert (recount(), verify_all()) == ([], [])

    def test_what_was_heard_before_goes_along_the_next_time_too(
        self, world: World, two: tuple[Liaison, Liaison]
    ) -> None:
        old, other = two
        visited(world, old, concerns=[HEARD])
        follow(world, old, post_of(world, "leader2"))
        third = another(world, "leader3", Role.BANNER_LEADER, world.banner)
        follow(world, other, third, by="leader2")
        assert Concern.objects.get().minder == world.people["leader3"]

    def test_a_second_note_leaves_the_first_one_there(
        self, world: World, two: tuple[Liaison, Liaison]
    ) -> None:
        third = another(world, "leader3", Role.BANNER_LEADER, world.banner)
        new = follow(world, two[0], third, note="甲")
        follow(world, two[1], third, note="乙")
        new.refresh_from_db()
        assert sealed.text(new, "note") == "甲\n\n乙"

    def test_whoever_is_assigned_does_not_follow_themselves(
        self, world: World, two: tuple[Liaison, Liaison]
    ) -> None:
        with pytest.raises(Refused, match="in force already"):
            follow(world, two[0], post_of(world, "leader"))


class TestADayToCome:
    """From when on somebody is assigned, and how a wrong day is put right."""

    def test_a_day_far_ahead_is_refused(self, world: World) -> None:
        with pytest.raises(Refused, match="too far ahead"):
            assigned(world, since=TODAY + YEAR + timedelta(days=1))
        assert assigned(world, since=TODAY + YEAR).since == TODAY + YEAR

    def test_one_to_come_is_listed_and_taken_back_on_its_first_day(self, world: World) -> None:
        first = TODAY + timedelta(days=30)
        wrong = assigned(world, since=first)
        assert queries.coming(world.village, TODAY) == [wrong]
        with pytest.raises(Refused, match=first.isoformat()):
            assigned(world)
        end: dict[str, Any] = {"by": world.actor("chief"), "at": NOON, "uid": wrong.uid}
        with pytest.raises(Refused, match="not begun"):
            actions.hand_over(**end, until=TODAY)
        assert actions.hand_over(**end, until=first) is None
        assert queries.coming(world.village, TODAY) == []
        assert assigned(world).since == SINCE
        assert not Liaison.objects.on(first).filter(pk=wrong.pk).exists()
        assert (recount(), verify_all()) == ([], [])


class TestWhatASubstituteHeard:
    @pytest.fixture
    def liaison(self, world: World) -> Liaison:
        """A cadre of another village stands in for the one assigned."""
        another(world, "lender", Role.RESERVE_CADRE, world.other_village)
        Substitution.objects.create(
            post=post_of(world, "reserve"), person=world.people["lender"], since=SINCE, until=TODAY + YEAR
        )
        return assigned(world)

    def test_the_unit_of_the_assignment_answers_for_it(self, world: World, liaison: Liaison) -> None:
        visited(world, liaison, who="lender", concerns=[HEARD])
        assert Concern.objects.get().unit == world.village

    @pytest.mark.parametrize("by", ["reserve", "chief"])
    def test_it_goes_along_to_whoever_follows(self, world: World, liaison: Liaison, by: str) -> None:
        visited(world, liaison, who="lender", concerns=[HEARD])
        assert not Concern.objects.visible_to(world.actor("reserve")).exists()
        with pytest.raises(Refused, match="Name who follows"):
            actions.hand_over(by=world.actor(by), at=NOON, uid=liaison.uid, until=TODAY)
        follow(world, liaison, another(world, "next", Role.RESERVE_CADRE, world.village), by=by)
        assert Concern.objects.get().minder == world.people["next"]
        assert (recount(), verify_all()) == ([], [])

    def test_a_complaint_stays_with_whoever_heard_it(self, world: World, liaison: Liaison) -> None:
        said = Said(words=HEARD, about_units=[world.station])
        visited(world, liaison, who="lender", concerns=[said])
        assert actions.hand_over(by=world.actor("reserve"), at=NOON, uid=liaison.uid, until=TODAY) is None
        assert Concern.objects.get().minder is None
