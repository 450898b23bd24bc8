"""Visits: planned, made, and what came of each."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cast import NOON, SINCE, TODAY, World
from tests.documents.test_rules import picture
from tests.liaison.steps import HEARD, NAMES, another, assigned, heir, planned, visited
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.concerns.actions import raise_matter
from yixian.concerns.models import Concern
from yixian.concerns.queries import for_record
from yixian.documents.queries import of_stream
from yixian.documents.rules import Upload
from yixian.kernel import sealed
from yixian.liaison import actions
from yixian.liaison.enums import Came, Kind, VisitState
from yixian.liaison.models import FieldVisit
from yixian.matters.actions import Refused
from yixian.matters.enums import Channel, Need
from yixian.measures.actions import recount
from yixian.measures.queries import figures
from yixian.people.enums import Role

CATEGORY = "water"
PICTURE = Upload("井.png", picture("PNG"))


def test_a_visit_is_told_with_what_was_heard_sealed(world: World) -> None:
    liaison = assigned(world)
    visit = visited(world, liaison, came=[Came.LISTENED, Came.HELPED])
    assert (visit.state, visit.day, visit.heads, visit.by) == (
        VisitState.MADE, TODAY, 3, world.people["reserve"],
    )  # fmt: skip
    stored = FieldVisit.objects.get()
    assert sealed.text(stored, "note") == HEARD
    assert sealed.text(stored, "names") == NAMES
    assert HEARD not in str(Event.objects.values_list("body", flat=True))
    counted = figures(["liaison.visits"], [world.village.pk], TODAY, TODAY + timedelta(days=1))
    assert counted["liaison.visits"] == {"stationed": 1}
    assert (recount(), verify_all()) == ([], [])


def test_a_planned_visit_is_made_under_the_same_number(world: World) -> None:
    liaison = assigned(world)
    plan = planned(world, liaison)
    made = visited(world, liaison, uid=plan.uid)
    assert (made.pk, made.state, made.topic) == (plan.pk, VisitState.MADE, plan.topic)
    again = visited(world, liaison, uid=plan.uid, heads=9)
    assert (again.pk, again.heads) == (plan.pk, 3)
    assert Event.objects.filter(kind="liaison.visit_made").count() == 1


def test_each_concern_becomes_one_with_a_fate_of_its_own_once(world: World) -> None:
    liaison, own = assigned(world), uuid4()
    for _turn in range(2):
        visit = visited(world, liaison, uid=own, concerns=[HEARD, "路灯坏了两盏。"])
    heard = for_record(world.actor("reserve"), "visit", visit.uid)
    assert [sealed.text(each, "words") for each in heard] == [HEARD, "路灯坏了两盏。"]
    assert {each.unit for each in heard} == {world.village}
    assert all(each.owes for each in heard)


def test_a_concern_is_raised_into_a_matter_in_one_step(world: World) -> None:
    visit = visited(world, assigned(world, Kind.DEPARTMENT), concerns=[HEARD])
    concern = Concern.objects.get()
    opened = raise_matter(
        by=world.actor("department"), at=NOON, uid=concern.uid, procedure="concern", category=CATEGORY
    )
    assert opened.code
    concern.refresh_from_db()
    assert concern.matter is not None
    assert (concern.source_uid, concern.matter.channel) == (visit.uid, Channel.FIELD)


def test_pictures_belong_to_the_visit_and_the_same_one_is_kept_once(world: World) -> None:
    visit = visited(world, assigned(world), uploads=[PICTURE])
    actions.attach(by=world.actor("reserve"), at=NOON, uid=visit.uid, uploads=[PICTURE])
    assert of_stream(visit.stream).count() == 1
    with pytest.raises(Denied):
        actions.attach(by=world.actor("secretary"), at=NOON, uid=visit.uid, uploads=[PICTURE])


def test_only_whoever_is_assigned_visits(world: World) -> None:
    liaison = assigned(world)
    for who in ("secretary", "chief", "department", "stranger"):
        with pytest.raises(Denied):
            visited(world, liaison, who=who)
    assert not FieldVisit.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"day": TODAY + timedelta(days=1)}, "not come yet"),
        ({"day": SINCE - timedelta(days=1)}, "had not begun"),
        ({"met": []}, "with whom"),
        ({"heads": 1000}, "0 to 999"),
        ({"topic": "找 13800001234"}, "telephone"),
        ({"concerns": ["话"] * 11}, "Ten concerns"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    world: World, wrong: dict[str, object], told: str
) -> None:
    liaison = assigned(world)
    with pytest.raises(Refused, match=told):
        visited(world, liaison, **wrong)  # type: ignore[arg-type]
    assert not FieldVisit.objects.exists()
    assert not Concern.objects.exists()


def test_a_visit_leads_into_the_place_of_the_assignment(world: World) -> None:
    town = assigned(world, Kind.LEADER)
    assert visited(world, town, place=world.village).ground == world.town
    with pytest.raises(Refused, match="into it"):
        visited(world, town, place=world.other_village)


def test_a_planned_visit_is_dropped_with_a_reason(world: World) -> None:
    plan = planned(world, assigned(world))
    with pytest.raises(Refused):
        actions.drop_visit(by=world.actor("reserve"), at=NOON, uid=plan.uid, reason=" ")
    actions.drop_visit(by=world.actor("reserve"), at=NOON, uid=plan.uid, reason="大雪封路")
    plan.refresh_from_db()
    assert (plan.state, plan.reason) == (VisitState.DROPPED, "大雪封路")
    with pytest.raises(Refused, match="was dropped"):
        visited(world, plan.liaison, uid=plan.uid)


def test_what_was_heard_is_opened_by_whoever_is_assigned_and_the_department_never_by_the_place(
    world: World,
) -> None:
    visit = visited(world, assigned(world))
    for who in ("reserve", "chief"):
        actions.open_visit(by=world.actor(who), at=NOON, uid=visit.uid, need=Need.HANDLING)
    for who in ("secretary", "station", "department", "leader"):
        with pytest.raises(Denied):
            actions.open_visit(by=world.actor(who), at=NOON, uid=visit.uid, need=Need.HANDLING)
    assert Event.objects.filter(kind="liaison.opened").count() == 2


def test_whoever_follows_opens_what_was_heard_before(world: World) -> None:
    old = assigned(world)
    visit = visited(world, old)
    follower = another(world, "next", Role.RESERVE_CADRE, world.village)
    actions.hand_over(
        by=world.actor("chief"),
        at=NOON,
        uid=old.uid,
        until=TODAY,
        heir=heir(world, Kind.STATIONED, post=follower),
    )
    actions.open_visit(by=world.actor("next"), at=NOON, uid=visit.uid, need=Need.HANDLING)
    with pytest.raises(Refused, match="had ended"):
        visited(world, old)


def test_a_form_filled_in_before_a_hand_over_is_refused_with_a_sentence(world: World) -> None:
    old = assigned(world)
    plan = planned(world, old)
    follower = another(world, "next", Role.RESERVE_CADRE, world.village)
    actions.hand_over(
        by=world.actor("chief"),
        at=NOON,
        uid=old.uid,
        until=TODAY,
        heir=heir(world, Kind.STATIONED, post=follower),
    )
    with pytest.raises(Refused, match="went over to whoever follows"):
        visited(world, old, uid=plan.uid, day=TODAY - timedelta(days=1))
    assert FieldVisit.objects.get().state == VisitState.PLANNED


@pytest.mark.parametrize(
    ("who", "sees"),
    [("reserve", True), ("secretary", True), ("station", True), ("chief", True), ("leader", True),
     ("stranger", False), ("department", False), ("mediator", False), ("grid", False), ("system", False)],
)  # fmt: skip
def test_a_visit_is_seen_by_those_assigned_and_the_posts_over_the_place(
    world: World, who: str, sees: bool
) -> None:
    visited(world, assigned(world))
    assert FieldVisit.objects.visible_to(world.actor(who), TODAY).exists() is sees


def test_two_who_are_assigned_to_a_place_see_each_others_visits(world: World) -> None:
    visited(world, assigned(world))
    assigned(world, Kind.DEPARTMENT)
    assert FieldVisit.objects.visible_to(world.actor("department"), TODAY).exists()
