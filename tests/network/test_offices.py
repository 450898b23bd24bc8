"""What an office offers, from when on, and who may say so."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils.translation import override

from tests.cast import NOON, TODAY, World
from tests.network.steps import OFFERED, WEEK, WORKING, describe
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.record import broken_links
from yixian.network import actions, queries
from yixian.network.actions import NetworkRefused
from yixian.network.enums import Service
from yixian.network.models import Duty, Profile, SpecialDay
from yixian.network.rules import read_spans
from yixian.people.models import Person, Post, Substitution
from yixian.places.models import Unit

TOMORROW = TODAY + timedelta(days=1)


def post_of(world: World, who: str) -> Post:
    return Post.objects.get(person=world.people[who])


def put_on_duty(world: World, who: str = "mediator", *, by: str = "mediator", since: date = TODAY) -> Duty:
    return actions.set_duty(
        by=world.actor(by),
        at=NOON,
        unit=world.room,
        post=post_of(world, who),
        weekdays=[0, 2, 4],
        since=since,
    )


@pytest.mark.parametrize("who", ["mediator", "secretary", "station", "centre", "chief"])
def test_those_who_work_there_or_above_keep_a_room(world: World, who: str) -> None:
    assert describe(world, who).offers == [Service.ADVICE, Service.MEDIATION, Service.ERRANDS]


@pytest.mark.parametrize("who", ["grid", "stranger", "department", "leader", "deputy", "system"])
def test_nobody_else_does(world: World, who: str) -> None:
    with pytest.raises(Denied):
        describe(world, who)
    assert not Profile.objects.exists()


def test_a_change_from_tomorrow_on_leaves_today_as_it_is(world: World) -> None:
    describe(world)
    describe(world, since=TOMORROW, phone="0477-0000002")
    assert Profile.objects.on(TODAY).get().phone == OFFERED.phone
    assert Profile.objects.on(TOMORROW).get().phone == "0477-0000002"


def test_a_change_on_the_same_day_takes_the_place_of_the_first(world: World) -> None:
    describe(world)
    describe(world, address="二楼")
    assert Profile.objects.get().address == "二楼"


def test_every_change_stands_in_the_history_of_the_unit(world: World) -> None:
    describe(world)
    put_on_duty(world)
    unit = Unit.objects.get(pk=world.room.pk)
    told = list(Event.objects.filter(stream=unit.stream).order_by("seq"))
    assert [each.kind for each in told] == ["places.founded", "network.described", "network.duty_set"]
    assert told[1].body["hours"] == {str(day): [[510, 720], [870, 1050]] for day in range(5)}
    assert told[1].by_id == world.people["mediator"].pk
    assert broken_links(told) == []
    assert unit.chain_seq == len(told)


def test_the_same_form_sent_twice_is_one_change(world: World) -> None:
    token = uuid4()
    describe(world, token=token)
    describe(world, token=token, phone="")
    assert Profile.objects.get().phone == OFFERED.phone
    assert Event.objects.filter(kind="network.described").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"services": ["flying"]}, "services"),
        ({"errands": ["certs"], "services": [Service.ADVICE]}, "services"),
        ({"week": {9: WORKING}}, ""),
        ({"week": {0: (*WORKING, *read_spans("11:00-13:00"))}}, ""),
        ({"phone": "ask me"}, "phone"),
        ({"address": "路" * 121}, "address"),
        ({"since": TODAY - timedelta(days=1)}, "since"),
    ],
)
def test_what_cannot_stand_is_refused_beside_its_field(
    world: World, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(NetworkRefused) as refused:
        describe(world, **wrong)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not Event.objects.filter(kind="network.described").exists()


def test_a_grid_is_no_office(world: World) -> None:
    with override("en"), pytest.raises(NetworkRefused, match="no office"):
        describe(world, "secretary", "grid")


def test_the_department_of_the_chief_is_an_office_and_another_is_not(world: World) -> None:
    describe(world, "chief", "mass_work")
    with override("en"), pytest.raises(NetworkRefused, match="no office"):
        describe(world, "chief", "department")


def test_a_market_day_goes_before_the_week_and_can_be_taken_back(world: World) -> None:
    describe(world)
    market = date(2026, 3, 7)
    actions.set_day(
        by=world.actor("mediator"),
        at=NOON,
        unit=world.room,
        day=market,
        spans=read_spans("7:00-11:00"),
        reason="赶集日",
    )
    assert queries.office(world.room.pk, TODAY).hours.special == {market: read_spans("7:00-11:00")}
    actions.drop_day(by=world.actor("mediator"), at=NOON, unit=world.room, day=market)
    assert not SpecialDay.objects.exists()
    assert Event.objects.filter(kind="network.day_dropped").count() == 1


def test_a_closed_day_needs_a_reason_and_lies_ahead(world: World) -> None:
    given: dict[str, Any] = {"by": world.actor("mediator"), "at": NOON, "unit": world.room, "spans": ()}
    with override("en"), pytest.raises(NetworkRefused, match="whoever comes"):
        actions.set_day(day=TODAY, reason=" ", **given)
    with pytest.raises(NetworkRefused):
        actions.set_day(day=TODAY - timedelta(days=1), reason="培训", **given)
    assert not SpecialDay.objects.exists()


def test_who_is_on_duty_is_named_and_whoever_stands_in_goes_before(world: World) -> None:
    put_on_duty(world)
    other = Person.objects.create_user(username="other", name="Other")
    Substitution.objects.create(post=post_of(world, "mediator"), person=other, since=TODAY, until=TOMORROW)
    assert [(each.name, each.stands_in) for each in queries.duties(world.room, TODAY)] == [("Other", True)]
    assert [each.name for each in queries.duties(world.room, TOMORROW)] == ["Mediator"]


def test_the_secretary_of_the_village_may_be_on_duty_in_its_room_and_a_stranger_may_not(world: World) -> None:
    put_on_duty(world, "secretary")
    with override("en"), pytest.raises(NetworkRefused, match="not held"):
        put_on_duty(world, "stranger")


def test_a_duty_set_anew_ends_the_one_before(world: World) -> None:
    put_on_duty(world)
    put_on_duty(world, since=TOMORROW)
    assert Duty.objects.on(TOMORROW).count() == 1
    actions.end_duty(by=world.actor("station"), at=NOON, duty=Duty.objects.latest("pk"), until=TOMORROW)
    assert Duty.objects.on(TOMORROW).count() == 0


def test_a_village_is_found_by_its_name_and_one_without_a_room_leads_to_its_station(world: World) -> None:
    def names(typed: str) -> list[str]:
        return [each.name for each in queries.search(typed, TODAY)]

    assert world.room.name in names("泉水")
    assert names("远山") == [world.station.name]
    assert names("不在") == []


def test_hours_that_only_weekdays_have_are_kept_without_empty_days(world: World) -> None:
    assert set(describe(world, week={**WEEK, 5: ()}).week) == set(range(5))
