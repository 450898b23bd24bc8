"""Accounts and posts: who may hold what, and what the log tells of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, PASSWORD, SINCE, TODAY, World
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.people import actions
from yixian.people.actions import PeopleRefused
from yixian.people.enums import ADMINISTRATORS, Role
from yixian.people.events import stream_of
from yixian.people.models import Person, Post, Substitution
from yixian.people.rules import Period, separation_fault
from yixian.places.models import Unit

LATER = TODAY + timedelta(days=30)
WORK = sorted(set(Role) - ADMINISTRATORS)


def appoint(person: Person, unit: Unit, role: Role, since: date = TODAY, until: date | None = None) -> Post:
    return actions.appoint(by=None, at=NOON, person=person, unit=unit, role=role, since=since, until=until)


def somebody(world: World, name: str = "saran") -> Person:
    return actions.enter_person(by=None, at=NOON, username=name, name="萨仁", password=PASSWORD)


def post_of(world: World, name: str) -> Post:
    return Post.objects.get(person=world.people[name])


@pytest.mark.parametrize("other", [role for role in Role if role != Role.SYSTEM_ADMIN])
def test_an_administrator_holds_no_other_role_of_any_kind(other: Role) -> None:
    assert separation_fault(Role.SYSTEM_ADMIN, [other])
    assert separation_fault(other, [Role.SYSTEM_ADMIN])


@given(st.sampled_from(WORK), st.sets(st.sampled_from(WORK)))
def test_roles_of_work_go_together(role: Role, others: set[Role]) -> None:
    assert separation_fault(role, others) is None


days = st.dates(date(2020, 1, 1), date(2020, 2, 1))
periods = st.builds(lambda a, b: Period(since=min(a, b), until=max(a, b)), days, days)


@given(periods, periods)
def test_two_periods_meet_when_they_have_a_day_in_common(one: Period, other: Period) -> None:
    def covered(period: Period) -> set[date]:
        assert period.until
        return {period.since + timedelta(days=n) for n in range((period.until - period.since).days)}

    assert one.meets(other) == other.meets(one) == bool(covered(one) & covered(other))


@pytest.mark.parametrize(("who", "role"), [("system", Role.AUDIT_ADMIN), ("station", Role.SECURITY_ADMIN)])
def test_nobody_becomes_a_second_administrator_or_one_beside_their_work(
    world: World, who: str, role: Role
) -> None:
    with pytest.raises(PeopleRefused) as refused:
        appoint(world.people[who], world.banner, role)
    assert refused.value.field == "role"
    assert Post.objects.filter(person=world.people[who]).count() == 1


def test_standing_in_is_no_way_around_the_separation(world: World) -> None:
    for post, person in (("security", "system"), ("mediator", "auditor"), ("auditor", "station")):
        with pytest.raises(PeopleRefused):
            actions.substitute(
                by=None,
                at=NOON,
                post=post_of(world, post),
                person=world.people[person],
                since=TODAY,
                until=LATER,
            )
    assert not Substitution.objects.exists()


def test_whoever_stands_in_for_an_administrator_takes_no_post_of_work_meanwhile(world: World) -> None:
    saran = somebody(world)
    actions.substitute(
        by=None, at=NOON, post=post_of(world, "security"), person=saran, since=TODAY, until=LATER
    )
    with pytest.raises(PeopleRefused):
        appoint(saran, world.room, Role.MEDIATOR, LATER - timedelta(days=1))
    assert appoint(saran, world.room, Role.MEDIATOR, LATER).pk


def test_an_administrator_whose_post_has_ended_may_work_again(world: World) -> None:
    actions.end_post(by=None, at=NOON, post=post_of(world, "system"), until=TODAY)
    assert appoint(world.people["system"], world.room, Role.MEDIATOR).pk


def test_a_post_is_not_held_twice_at_once_and_only_where_there_is_a_unit(world: World) -> None:
    with pytest.raises(PeopleRefused):
        appoint(world.people["mediator"], world.room, Role.MEDIATOR)
    with pytest.raises(PeopleRefused):
        appoint(world.people["deputy"], world.room, Role.MEDIATOR, SINCE - timedelta(days=1))
    with pytest.raises(PeopleRefused):
        appoint(world.people["deputy"], world.room, Role.MEDIATOR, TODAY, TODAY)


def test_a_post_that_was_ended_brings_nothing_from_that_day(world: World) -> None:
    actions.end_post(by=None, at=NOON, post=post_of(world, "mediator"), until=LATER)
    assert world.actor("mediator", LATER - timedelta(days=1)).reach
    assert not world.actor("mediator", LATER).reach


def test_a_locked_account_is_appointed_to_nothing(world: World) -> None:
    deputy = world.people["deputy"]
    actions.set_active(by=None, at=NOON, person=deputy, active=False)
    with pytest.raises(PeopleRefused):
        appoint(deputy, world.room, Role.MEDIATOR)
    actions.set_active(by=None, at=NOON, person=deputy, active=True)
    assert appoint(deputy, world.room, Role.MEDIATOR).pk


@pytest.mark.parametrize(
    ("username", "name", "password", "field"),
    [
        ("STATION", "萨仁", PASSWORD, "username"),
        ("not allowed", "萨仁", PASSWORD, "username"),
        ("saran", " ", PASSWORD, "name"),
        ("saran", "萨仁", "short", "password"),
        ("saran-from-town", "萨仁", "saran-from-town", "password"),
    ],
)
def test_an_account_that_will_not_do_is_refused_with_the_field_named(
    world: World, username: str, name: str, password: str, field: str
) -> None:
    with pytest.raises(PeopleRefused) as refused:
        actions.enter_person(by=None, at=NOON, username=username, name=name, password=password)
    assert refused.value.field == field
    assert str(refused.value)


def test_everything_done_to_an_account_stands_in_its_chain(world: World) -> None:
    by, saran = world.people["system"].pk, somebody(world)
    post = appoint(saran, world.room, Role.MEDIATOR)
    actions.set_password(by=by, at=NOON, person=saran, password=PASSWORD + "!")
    actions.set_active(by=by, at=NOON, person=saran, active=False)
    actions.end_post(by=by, at=NOON, post=post, until=LATER)
    told = Event.objects.filter(stream=stream_of(saran.pk)).order_by("seq")
    assert [event.kind.removeprefix("people.") for event in told] == [
        "entered", "appointed", "password_set", "locked", "post_ended"
    ]  # fmt: skip
    assert PASSWORD not in str([event.body for event in told])
    assert verify_all() == []
