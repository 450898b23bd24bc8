"""Who is assigned to a place, from when on, and what goes along when somebody follows."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import NOON, SINCE, TODAY, World
from tests.liaison.steps import HEARD, another, assigned, heir, item, planned, post_of, visited
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.concerns.models import Concern
from yixian.kernel import sealed
from yixian.liaison import actions
from yixian.liaison.enums import ItemState, Kind
from yixian.liaison.models import Liaison, PlanItem
from yixian.liaison.queries import assigned as queries
from yixian.matters.actions import Refused
from yixian.measures.actions import recount
from yixian.measures.queries import stock
from yixian.people.enums import Role
from yixian.places.models import Unit

NOTE = "东头巴图家盼着修路，答应春天给回话。"


def test_three_kinds_of_assignment_are_told_and_counted_at_their_place(world: World) -> None:
    made = [assigned(world, kind) for kind in Kind]
    assert [each.name for each in made] == ["Leader", world.department.name, "Reserve"]
    assert stock("liaison.assigned", None, TODAY) == 3
    assert stock("liaison.assigned", [world.village.pk], TODAY) == 2
    assert (recount(), verify_all()) == ([], [])


def test_the_same_form_sent_twice_is_one_assignment(world: World) -> None:
    given = heir(world, Kind.STATIONED)
    assert assigned(world, given=given) == assigned(world, given=given)
    assert Liaison.objects.count() == 1


@pytest.mark.parametrize("who", ["leader", "station", "secretary", "reserve", "department", "system"])
def test_only_the_mass_work_department_assigns(world: World, who: str) -> None:
    given = heir(world, Kind.STATIONED)
    with pytest.raises(Denied):
        actions.assign(
            by=world.actor(who), at=NOON, kind=Kind.STATIONED, place=world.village, given=given, since=TODAY
        )
    assert not Liaison.objects.exists()


def test_what_does_not_fit_is_refused(world: World) -> None:
    wrong: list[tuple[Kind, Unit, actions.Heir]] = [
        (Kind.LEADER, world.village, heir(world, Kind.LEADER)),
        (Kind.STATIONED, world.town, heir(world, Kind.STATIONED)),
        (Kind.DEPARTMENT, world.village, heir(world, Kind.DEPARTMENT, unit=world.room)),
        (Kind.STATIONED, world.village, heir(world, Kind.LEADER)),
        (Kind.DEPARTMENT, world.village, heir(world, Kind.LEADER)),
    ]
    for kind, place, given in wrong:
        with pytest.raises(Refused):
            assigned(world, kind, place=place, given=given)
    with pytest.raises(Refused, match="not held on that day"):
        assigned(world, since=SINCE - timedelta(days=1))
    assigned(world)
    with pytest.raises(Refused, match="in force already"):
        assigned(world)


class TestHandingOver:
    """Succession: whoever follows gets everything that is open, in the same action."""

    def test_everything_open_goes_along_with_a_sealed_note(self, world: World) -> None:
        old = assigned(world)
        visit = planned(world, old)
        done = visited(world, old, concerns=[HEARD])
        thing = item(world, helper=old)
        follower = another(world, "next", Role.RESERVE_CADRE, world.bare_village)
        new = actions.hand_over(
            by=world.actor("reserve"),
            at=NOON,
            uid=old.uid,
            until=TODAY,
            heir=heir(world, Kind.STATIONED, post=follower),
            note=NOTE,
        )
        assert new is not None
        for row in (visit, thing):
            row.refresh_from_db()
            assert row.liaison == new
        done.refresh_from_db()
        old.refresh_from_db()
        assert done.liaison == old
        assert (old.until, new.since, new.begun, new.line) == (TODAY, TODAY, SINCE, old.line)
        told = Event.objects.get(kind="liaison.ended").body
        assert told["visits"] == [visit.uid.hex]
        assert told["items"] == [thing.uid.hex]
        assert len(told["concerns"]) == 1
        assert NOTE.encode() not in bytes(new.note)
        assert sealed.text(new, "note") == NOTE
        mine = queries.threads(world.actor("next"), new)
        assert (mine.visits, mine.items) == ([visit], [thing])
        assert stock("liaison.assigned", None, TODAY) == 1
        assert (recount(), verify_all()) == ([], [])

    def test_every_concern_goes_along_but_a_complaint_and_the_history_lists_what_did(
        self, world: World
    ) -> None:
        old = assigned(world)
        for _turn in range(6):
            visited(world, old, concerns=[HEARD] * 10)
        said = actions.Said(words=HEARD, about_units=[world.station])
        visited(world, old, concerns=[said])
        follower = another(world, "next", Role.RESERVE_CADRE, world.village)
        actions.hand_over(
            by=world.actor("reserve"),
            at=NOON,
            uid=old.uid,
            until=TODAY,
            heir=heir(world, Kind.STATIONED, post=follower),
        )
        gone = Concern.objects.filter(minder=world.people["next"])
        assert gone.count() == 60
        assert {uid.hex for uid in gone.values_list("uid", flat=True)} == set(
            Event.objects.get(kind="liaison.ended").body["concerns"]
        )

    def test_sent_twice_it_is_done_once(self, world: World) -> None:
        old = assigned(world, Kind.DEPARTMENT)
        given, token = heir(world, Kind.DEPARTMENT, unit=world.mass_work), uuid4()
        once, again = (
            actions.hand_over(
                by=world.actor("chief"), at=NOON, uid=old.uid, until=TODAY, heir=given, token=token
            )
            for _turn in range(2)
        )
        assert once == again
        assert Liaison.objects.count() == 2

    def test_without_anybody_to_follow_nothing_may_be_open(self, world: World) -> None:
        old = assigned(world)
        thing = item(world, helper=old)
        end: dict[str, Any] = {"by": world.actor("chief"), "at": NOON, "uid": old.uid, "until": TODAY}
        with pytest.raises(Refused, match="Name who follows"):
            actions.hand_over(**end)
        change = actions.Change(state=ItemState.DONE, until=TODAY, helper=old)
        actions.change_item(by=world.actor("secretary"), at=NOON, uid=thing.uid, change=change)
        assert actions.hand_over(**end) is None
        old.refresh_from_db()
        assert old.until == TODAY

    @pytest.mark.parametrize("who", ["secretary", "station", "department", "stranger"])
    def test_others_do_not_hand_it_over(self, world: World, who: str) -> None:
        old = assigned(world)
        with pytest.raises(Denied):
            actions.hand_over(by=world.actor(who), at=NOON, uid=old.uid, until=TODAY)

    @pytest.mark.parametrize("days", [1, -10_000])
    def test_it_ends_neither_before_it_began_nor_in_days_to_come(self, world: World, days: int) -> None:
        old = assigned(world)
        with pytest.raises(Refused, match="today at the latest"):
            actions.hand_over(
                by=world.actor("chief"), at=NOON, uid=old.uid, until=TODAY + timedelta(days=days)
            )

    def test_the_note_is_read_by_whoever_follows_and_that_is_told(self, world: World) -> None:
        old = assigned(world)
        follower = another(world, "next", Role.RESERVE_CADRE, world.village)
        new = actions.hand_over(
            by=world.actor("chief"),
            at=NOON,
            uid=old.uid,
            until=TODAY,
            heir=heir(world, Kind.STATIONED, post=follower),
            note=NOTE,
        )
        assert new is not None
        actions.read_note(by=world.actor("next"), at=NOON, uid=new.uid)
        assert Event.objects.filter(stream=new.stream, kind="liaison.note_read").count() == 1
        with pytest.raises(Denied):
            actions.read_note(by=world.actor("secretary"), at=NOON, uid=new.uid)


def test_an_assignment_whose_holder_left_the_post_is_named_until_somebody_follows(world: World) -> None:
    liaison = assigned(world, Kind.LEADER)
    assert queries.vacant(world.actor("chief"), TODAY) == []
    post = post_of(world, "leader")
    post.until = TODAY
    post.save()
    assert queries.vacant(world.actor("chief"), TODAY) == [liaison]
    follower = another(world, "leader2", Role.BANNER_LEADER, world.banner)
    actions.hand_over(
        by=world.actor("chief"),
        at=NOON,
        uid=liaison.uid,
        until=TODAY,
        heir=heir(world, Kind.LEADER, post=follower),
    )
    assert queries.vacant(world.actor("chief"), TODAY) == []


class TestThePlanOfAPlace:
    """Items with state, until when, and who helps."""

    def test_an_item_goes_from_planned_to_done_and_is_counted(self, world: World) -> None:
        helper = assigned(world, Kind.DEPARTMENT)
        made = item(world, helper=helper)
        for state in (ItemState.DOING, ItemState.DONE, ItemState.DONE):
            change = actions.Change(state=state, until=TODAY, helper=helper, remark="井已打好")
            made = actions.change_item(by=world.actor("department"), at=NOON, uid=made.uid, change=change)
        assert (made.state, made.ended_on) == (ItemState.DONE, TODAY)
        assert Event.objects.filter(stream=made.stream).count() == 4
        assert (recount(), verify_all()) == ([], [])

    @pytest.mark.parametrize(
        ("who", "may"),
        [("secretary", True), ("station", True), ("chief", True), ("reserve", True), ("stranger", False),
         ("department", False), ("mediator", False)],
    )  # fmt: skip
    def test_the_posts_over_a_place_and_whoever_is_assigned_keep_its_plan(
        self, world: World, who: str, may: bool
    ) -> None:
        assigned(world)
        if may:
            assert item(world, by=who).place == world.village
        else:
            with pytest.raises(Denied):
                item(world, by=who)

    def test_what_does_not_fit_is_refused(self, world: World) -> None:
        other = assigned(world, Kind.DEPARTMENT, place=world.other_village)
        for wrong in (
            {"title": " "},
            {"title": "打 13800001234"},
            {"until": TODAY - timedelta(days=1)},
            {"helper": other},
        ):
            with pytest.raises(Refused):
                item(world, **wrong)
        made = item(world)
        with pytest.raises(Refused, match="why it is dropped"):
            actions.change_item(
                by=world.actor("secretary"),
                at=NOON,
                uid=made.uid,
                change=actions.Change(state=ItemState.DROPPED, until=TODAY),
            )
        assert PlanItem.objects.get().state == ItemState.PLANNED

    def test_sent_twice_it_is_one_item_and_one_change(self, world: World) -> None:
        own, token = uuid4(), uuid4()
        assert item(world, uid=own) == item(world, uid=own)
        change = actions.Change(state=ItemState.DOING, until=TODAY)
        for _turn in range(2):
            actions.change_item(by=world.actor("secretary"), at=NOON, uid=own, change=change, token=token)
        assert Event.objects.filter(kind="liaison.item_moved").count() == 1

    @pytest.mark.parametrize("words", ["问 13800001234", "写信到 qiqige@example.com", "车牌蒙D12345"])
    def test_what_stands_in_clear_tells_about_nobody(self, world: World, words: str) -> None:
        made = item(world)
        change = actions.Change(state=ItemState.DROPPED, until=TODAY, remark=words)
        with pytest.raises(Refused):
            actions.change_item(by=world.actor("secretary"), at=NOON, uid=made.uid, change=change)
        plan = planned(world, assigned(world))
        with pytest.raises(Refused):
            actions.drop_visit(by=world.actor("reserve"), at=NOON, uid=plan.uid, reason=words)
        assert words not in str(list(Event.objects.values_list("body", flat=True)))
