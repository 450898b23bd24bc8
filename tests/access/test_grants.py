"""Abilities beyond a role: given by the security administrator, on the ground of a post, and taken back."""

from datetime import timedelta

import pytest

from tests.cast import NOON, SINCE, TODAY, World
from yixian.access import actions
from yixian.access.actions import GrantRefused
from yixian.access.actor import Denied
from yixian.access.models import Grant
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.people.models import Post

KEY = "disputes.register"


def give(world: World, who: str = "department", by: str = "security", ability: str = KEY) -> Grant:
    post = Post.objects.get(person=world.people[who])
    return actions.grant(by=world.actor(by), at=NOON, post=post, ability=ability, since=TODAY)


def test_what_was_given_counts_and_what_was_taken_back_does_not(world: World) -> None:
    made = give(world)
    assert world.actor("department").may(KEY, world.department.lineage)
    actions.revoke(by=world.actor("security"), at=NOON + timedelta(days=3), given=made)
    assert world.actor("department", TODAY + timedelta(days=2)).may(KEY)
    assert not world.actor("department", TODAY + timedelta(days=3)).may(KEY)


def test_what_is_taken_back_on_its_first_day_never_counted(world: World) -> None:
    actions.revoke(by=world.actor("security"), at=NOON, given=give(world))
    assert not world.actor("department").may(KEY)


@pytest.mark.parametrize("by", ["system", "auditor", "chief", "leader"])
def test_only_the_security_administrator_gives(world: World, by: str) -> None:
    with pytest.raises(Denied):
        give(world, by=by)


@pytest.mark.parametrize(
    ("who", "ability"),
    [
        ("system", "people.open"),
        ("auditor", "matters.see"),
        ("security", "people.open"),
        ("chief", "audit.read"),
        ("deputy", "people.administer"),
        ("deputy", "access.grant"),
        ("mediator", "people.open"),
        ("deputy", "no.such"),
    ],
)
def test_no_grant_joins_what_must_stay_apart_or_says_what_is_so_already(
    world: World, who: str, ability: str
) -> None:
    with pytest.raises(GrantRefused) as refused:
        give(world, who, ability=ability)
    assert str(refused.value)
    assert not Grant.objects.exists()


def test_the_same_is_not_given_twice_for_one_time(world: World) -> None:
    give(world)
    with pytest.raises(GrantRefused):
        give(world)


def test_giving_and_taking_stand_in_the_chain_of_the_person(world: World) -> None:
    actions.revoke(by=world.actor("security"), at=NOON, given=give(world))
    person = world.people["department"].pk
    told = Event.objects.filter(stream=f"person:{person}").order_by("seq")
    assert [event.kind for event in told] == ["access.granted", "access.revoked"]
    assert {event.by_id for event in told} == {world.people["security"].pk}
    assert verify_all() == []


def test_the_first_day_may_not_lie_before_the_post(world: World) -> None:
    post = Post.objects.get(person=world.people["department"])
    with pytest.raises(GrantRefused):
        actions.grant(
            by=world.actor("security"), at=NOON, post=post, ability=KEY, since=SINCE - timedelta(days=1)
        )
