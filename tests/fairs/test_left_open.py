"""A fair that nobody closes ends by itself, and until then nobody loses sight of it."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, TODAY, World
from tests.desk.pages import fill, officer, text, visitor
from tests.fairs.steps import PHONE, call, draw, finish, opened, planned, stall
from yixian.access.actor import PUBLIC
from yixian.cli.jobs import JOBS
from yixian.fairs import actions, queries
from yixian.fairs.actions import end_past
from yixian.fairs.enums import State
from yixian.fairs.limits import LEFT_OPEN
from yixian.fairs.models import Fair, Ticket
from yixian.gatherings import actions as gatherings
from yixian.gatherings.enums import State as Held
from yixian.gatherings.models import Gathering
from yixian.gatherings.queries import owed
from yixian.matters.actions import Refused
from yixian.measures.actions import recount
from yixian.measures.queries import figures

A_DAY = timedelta(days=1)


def over(fair: Fair) -> datetime:
    """When a fair that nobody closed ends by itself."""
    return fair.gathering.ends_at + LEFT_OPEN.value * A_DAY


def ahead(world: World, at: datetime) -> list[queries.Listed]:
    return queries.listed(queries.readable(world.actor("station")), at)[0]


def test_no_number_is_drawn_long_after_the_end(world: World) -> None:
    fair = opened(world)
    assert draw(fair, at=over(fair) - timedelta(minutes=1), phone=PHONE).label == "A001"
    with pytest.raises(Refused, match="This fair is over"):
        draw(fair, at=over(fair), phone=PHONE)


def test_what_nobody_closed_is_ended_once_and_its_telephone_numbers_erased(world: World) -> None:
    fair = opened(world)
    draw(fair, phone=PHONE)
    called = call(world, fair)
    assert called is not None
    draw(fair, phone=PHONE)
    assert end_past(over(fair) - timedelta(minutes=1)) == 0
    assert (end_past(over(fair)), end_past(over(fair))) == (1, 0)
    fair.refresh_from_db()
    assert fair.closed_at == over(fair)
    assert {(each.state, bytes(each.phone)) for each in Ticket.objects.all()} == {(State.LEFT, b"")}
    assert not fair.stalls.filter(shut_at__isnull=True).exists()
    assert end_past in {job.run for job in JOBS}
    assert recount() == []


def test_whether_it_was_held_is_still_to_be_recorded(world: World) -> None:
    fair = opened(world)
    end_past(over(fair))
    gathering = Gathering.objects.get(pk=fair.gathering_id)
    assert gathering.state == Held.ANNOUNCED
    assert gathering in owed(world.actor("station"), over(fair))
    page = text(officer(world, "station").get(reverse("desk:fair", args=[fair.uid])))
    assert "It is not recorded yet" in page
    assert reverse("desk:gathering_hold", args=[fair.uid]) in page


@pytest.mark.parametrize("called_off", [True, False])
def test_what_was_called_off_ends_by_itself_and_counts_nowhere(world: World, called_off: bool) -> None:
    fair = opened(world)
    if called_off:
        gatherings.cancel(by=world.actor("station"), at=NOON, uid=fair.uid, reason="大风")
    end_past(over(fair))
    held = figures(["fairs.held"], None, TODAY, TODAY + 9 * A_DAY)["fairs.held"]
    assert sum(held.values()) == (0 if called_off else 1)


@pytest.mark.parametrize("later", [A_DAY / 2, 40 * A_DAY, 400 * A_DAY])
def test_an_open_fair_stands_in_the_list_however_old(world: World, later: timedelta) -> None:
    fair = opened(world)
    (row,) = ahead(world, NOON + later)
    assert (row.fair, row.gives) == (fair, later < A_DAY)


def test_an_open_fair_that_was_called_off_stands_in_the_list(world: World) -> None:
    fair = opened(world)
    gatherings.cancel(by=world.actor("station"), at=NOON, uid=fair.uid, reason="大风")
    (row,) = ahead(world, NOON)
    assert (row.fair, row.gives) == (fair, False)
    end_past(over(fair))
    assert ahead(world, NOON) == []


@pytest.mark.parametrize("called_off", [True, False])
def test_nobody_is_led_to_a_number_that_cannot_be_drawn(world: World, called_off: bool) -> None:
    begun = timezone.now() - (timedelta(hours=1) if called_off else 40 * A_DAY)
    fair = opened(world, at=begun)
    if called_off:
        gatherings.cancel(by=world.actor("station"), at=begun, uid=fair.uid, reason="大风")
    url, client = reverse("portal:fair_number", args=[fair.uid]), visitor()
    assert url not in text(client.get(reverse("portal:fair", args=[fair.uid])))
    assert "open now" not in text(client.get(reverse("portal:fairs")))
    assert "No more numbers are drawn" in text(client.get(url))
    desk = officer(world, "station")
    assert reverse("desk:fair_draw", args=[fair.uid]) not in text(
        desk.get(reverse("desk:fair", args=[fair.uid]))
    )
    assert "still to be closed" in text(desk.get(reverse("desk:fairs")))


def test_an_open_fair_is_closed_where_its_gathering_would_be_recorded_as_held(world: World) -> None:
    fair = opened(world, at=timezone.now() - timedelta(hours=1))
    page = text(officer(world, "station").get(reverse("desk:gathering", args=[fair.uid])))
    assert reverse("desk:fair_close", args=[fair.uid]) in page
    assert reverse("desk:gathering_hold", args=[fair.uid]) not in page


def test_closing_keeps_what_was_recorded_with_the_gathering(world: World) -> None:
    begun = timezone.now() - timedelta(hours=1)
    fair = opened(world, at=begun)
    draw(fair, at=begun)
    row = call(world, fair, at=begun)
    assert row is not None
    finish(world, fair, row, at=begun)
    by = world.actor("station")
    gatherings.hold(by=by, at=timezone.now(), uid=fair.uid, attended=300, course="天气晴好。")
    client, url = officer(world, "station"), reverse("desk:fair_close", args=[fair.uid])
    form = client.get(url).context["form"]
    assert (form["attended"].value(), form["course"].value()) == (300, "天气晴好。")
    fill(client, url, {name: form[name].value() for name in ("attended", "course")})
    gathering = Gathering.objects.get(pk=fair.gathering_id)
    assert (gathering.attended, gathering.course) == (300, "天气晴好。")


def test_without_a_record_as_many_came_as_were_served(world: World) -> None:
    begun = timezone.now() - timedelta(hours=1)
    fair = opened(world, at=begun)
    draw(fair, at=begun)
    row = call(world, fair, at=begun)
    assert row is not None
    finish(world, fair, row, at=begun)
    form = officer(world, "station").get(reverse("desk:fair_close", args=[fair.uid])).context["form"]
    assert (form["attended"].value(), form["course"].value()) == (1, "")


@pytest.mark.parametrize("earlier", [timedelta(hours=1), -timedelta(hours=1)])
def test_opening_announces_a_fair_for_everybody(world: World, earlier: timedelta) -> None:
    fair = opened(world, at=timezone.now() + earlier, announced=False)
    gathering = Gathering.objects.get(pk=fair.gathering_id)
    assert (gathering.state, gathering.announced_at) == (Held.ANNOUNCED, fair.opened_at)
    assert visitor().get(reverse("portal:fair_screen", args=[fair.uid])).status_code == 200
    department = officer(world, "department")
    assert department.get(reverse("desk:fair_stall", args=[fair.uid, stall(fair).uid])).status_code == 200


def test_the_keeper_is_told_that_opening_announces(world: World) -> None:
    for announced in (True, False):
        at = timezone.now() + timedelta(hours=1)
        gathering = planned(world, at=at, announced=announced)
        page = text(officer(world, "station").get(reverse("desk:fair_begin", args=[gathering.uid])))
        assert ("It was not announced yet" in page) is not announced


def test_whoever_stands_at_a_stall_sees_a_fair_for_those_invited(world: World) -> None:
    fair = opened(world, at=timezone.now() - timedelta(hours=1), public=False)
    client = officer(world, "department")
    for url in (
        reverse("desk:fair", args=[fair.uid]),
        reverse("desk:fair_stall", args=[fair.uid, stall(fair).uid]),
    ):
        page = client.get(url)
        assert page.status_code == 200
        assert reverse("portal:fair_screen", args=[fair.uid]) not in text(page)
    assert reverse("desk:gathering", args=[fair.uid]) not in text(
        client.get(reverse("desk:fair", args=[fair.uid]))
    )
    ticket = actions.draw(
        by=world.actor("station"), at=timezone.now(), uid=fair.uid, ticket=uuid4(), stall=stall(fair).uid
    )
    assert call(world, fair, at=timezone.now()) == ticket
    with pytest.raises(Gathering.DoesNotExist):
        queries.gathering_of(world.actor("stranger"), fair.uid)
    with pytest.raises(Gathering.DoesNotExist):
        queries.gathering_of(PUBLIC, fair.uid)
