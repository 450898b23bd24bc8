"""What somebody may do comes from the posts they hold on the day, and covers the ground of each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import SINCE, TODAY, World
from yixian.access.actor import Denied
from yixian.access.declare import Ability, DuplicateAbility, every, of_role, register
from yixian.access.models import Grant
from yixian.access.queries import actor_for
from yixian.people.enums import ADMINISTRATORS, Role
from yixian.people.models import Post, Substitution


def test_a_station_acts_for_its_whole_town_and_for_no_other(world: World) -> None:
    station = world.actor("station")
    assert station.may("matters.see", world.grid.lineage)
    assert not station.may("matters.see", world.other_village.lineage)


def test_a_post_covers_its_unit_and_below_only(world: World) -> None:
    secretary = world.actor("secretary")
    assert secretary.may("matters.see", world.room.lineage)
    assert not secretary.may("matters.see", world.station.lineage)
    with pytest.raises(Denied):
        secretary.require("matters.see", world.bare_village.lineage)


def test_a_post_that_has_ended_brings_nothing(world: World) -> None:
    Post.objects.filter(person=world.people["station"]).update(until=TODAY)
    assert not world.actor("station").reach
    assert world.actor("station", TODAY - timedelta(days=1)).reach


def test_whoever_stands_in_may_what_the_other_may_and_no_longer(world: World) -> None:
    post = Post.objects.get(person=world.people["station"])
    Substitution.objects.create(
        post=post, person=world.people["deputy"], since=TODAY, until=TODAY + timedelta(days=3)
    )
    assert world.actor("deputy").may("disputes.handle", world.station.lineage)
    assert not world.actor("deputy", TODAY + timedelta(days=3)).may("disputes.handle")


def test_somebodys_own_post_comes_first(world: World) -> None:
    """The grid worker was appointed before the deputy: by number alone, the lent post would come first."""
    post = Post.objects.get(person=world.people["grid"])
    end = TODAY + timedelta(days=1)
    Substitution.objects.create(post=post, person=world.people["deputy"], since=TODAY, until=end)
    deputy = world.actor("deputy")
    assert deputy.unit_id == world.town.pk
    assert deputy.roles == {Role.DEPUTY, Role.GRID_WORKER}


def test_whoever_stands_in_twice_holds_the_post_once(world: World) -> None:
    post, end = Post.objects.get(person=world.people["grid"]), TODAY + timedelta(days=1)
    for since in (TODAY, TODAY - timedelta(days=9)):
        Substitution.objects.create(post=post, person=world.people["deputy"], since=since, until=end)
    with CaptureQueriesContext(connection) as queries:
        assert world.actor("deputy").own_units == {world.town.pk, world.grid.pk}
    assert len(queries) == 2


def test_a_post_that_has_ended_brings_nothing_to_whoever_stands_in(world: World) -> None:
    post = Post.objects.get(person=world.people["grid"])
    end = TODAY + timedelta(days=9)
    Substitution.objects.create(post=post, person=world.people["deputy"], since=SINCE, until=end)
    Post.objects.filter(pk=post.pk).update(until=TODAY)
    assert world.actor("deputy").roles == {Role.DEPUTY}


def test_a_locked_account_may_nothing(world: World) -> None:
    world.people["station"].is_active = False
    assert not world.actor("station").reach
    assert not world.actor("station").roles


def test_a_grant_counts_from_its_first_day_until_its_last(world: World) -> None:
    post, until = Post.objects.get(person=world.people["department"]), TODAY + timedelta(days=2)
    Grant.objects.create(post=post, ability="disputes.register", since=TODAY, until=until)
    days = [TODAY + timedelta(days=n) for n in (-1, 0, 1, 2)]
    assert [world.actor("department", day).may("disputes.register") for day in days] == [
        False,
        True,
        True,
        False,
    ]


def test_a_grant_adds_one_ability_on_the_ground_of_its_post(world: World) -> None:
    post = Post.objects.get(person=world.people["department"])
    Grant.objects.create(post=post, ability="disputes.register", since=SINCE)
    assert world.actor("department").may("disputes.register", world.department.lineage)
    assert not world.actor("department").may("disputes.register", world.village.lineage)


def test_complaints_are_hidden_by_every_unit_that_a_post_stands_under(world: World) -> None:
    assert world.actor("mediator").kin == {
        u.pk for u in (world.banner, world.town, world.village, world.room)
    }


def test_an_actor_is_found_in_two_statements(world: World) -> None:
    with CaptureQueriesContext(connection) as queries:
        actor_for(world.people["station"], TODAY)
    assert len(queries) == 2


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_no_administrator_opens_or_even_sees_a_matter(role: Role) -> None:
    assert not of_role(role) & {"people.open", "matters.see", "disputes.handle"}


def test_the_three_administrators_share_no_ability() -> None:
    held = [of_role(role) for role in ADMINISTRATORS]
    assert all(not one & other for one in held for other in held if one is not other)
    assert all(held)


def test_an_ability_is_declared_once_and_its_roles_are_known() -> None:
    with pytest.raises(DuplicateAbility):
        register(Ability(key="matters.see", title="again"))
    assert all(set(ability.roles) <= set(Role) for ability in every())
