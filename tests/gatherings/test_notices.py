"""Who is told of what about gatherings, through the notices that are made."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import NOON, World
from tests.gatherings.steps import A_DAY, AFTER, AN_HOUR, SOON, announced, plan_of, series
from yixian.gatherings import actions
from yixian.gatherings.actions import Seat
from yixian.gatherings.models import Gathering, Series
from yixian.notices import declare
from yixian.notices.actions.tell import remind, tell
from yixian.notices.declare import Recurring
from yixian.notices.models import Notice
from yixian.people.models import Post


def told(kind: str) -> set[str]:
    """Who of the cast has a notice of a kind."""
    return set(Notice.objects.filter(kind=kind).values_list("person__username", flat=True))


def statements(key: str) -> int:
    """How many statements it takes to find the rows of a daily kind."""
    kind = declare.get(key)
    assert isinstance(kind, Recurring)
    with CaptureQueriesContext(connection) as asked:
        list(kind.find(AFTER + A_DAY))
    return len(asked)


class TestToClose:
    """Whoever keeps gatherings for a territory is told, wherever their post stands."""

    @pytest.mark.parametrize(
        ("unit", "who", "others"),
        [
            ("village", "secretary", {"station", "chief", "stranger", "grid"}),
            ("town", "station", {"secretary", "chief", "deputy"}),
            ("banner", "chief", {"secretary", "station", "leader"}),
        ],
    )
    def test_those_who_organise_in_the_name_of_a_place_are_told(
        self, world: World, unit: str, who: str, others: set[str]
    ) -> None:
        announced(world, who, unit=world.units[unit], place=world.units[unit])
        assert remind(AFTER + A_DAY)
        found = told("gatherings.to_close")
        assert who in found
        assert not found & others

    def test_it_takes_no_statement_more_for_another_of_the_same_unit(self, world: World) -> None:
        announced(world)
        before = statements("gatherings.to_close")
        for _time in range(3):
            announced(world)
        assert statements("gatherings.to_close") == before


class TestTeam:
    """Whoever has a task there hears of what concerns it, and where they have left, their unit does."""

    def team(self, world: World) -> tuple[Seat, ...]:
        post = Post.objects.get(person=world.people["reserve"])
        return Seat(unit=world.department), Seat(unit=world.village, post=post)

    @pytest.mark.parametrize(
        "more",
        [
            {"starts_at": SOON + AN_HOUR},
            {"ends_at": SOON + 3 * AN_HOUR},
            {"spot": "草场"},
        ],
    )
    def test_another_time_or_place_is_told(self, world: World, more: dict[str, Any]) -> None:
        made = announced(world, team=self.team(world))
        actions.change(by=world.actor("secretary"), at=NOON, uid=made.uid, plan=plan_of(world, **more))
        tell(NOON)
        assert told("gatherings.moved") == {"department", "reserve"}

    def test_another_title_or_agenda_is_not(self, world: World) -> None:
        made = announced(world, team=self.team(world))
        plan = plan_of(world, title="人畜饮水", agenda=("水费怎么收",))
        actions.change(by=world.actor("secretary"), at=NOON, uid=made.uid, plan=plan)
        tell(NOON)
        assert told("gatherings.moved") == set()

    def test_a_turn_of_a_series_that_is_moved_is_told_too(self, world: World) -> None:
        by, one = world.actor("secretary"), series(world)
        (made,) = actions.fill(by=by, at=NOON, uid=one.uid, count=1)
        actions.set_team(by=by, at=NOON, uid=made.uid, team=self.team(world))
        day = date(2026, 3, 6)
        actions.move_day(by=by, at=NOON, uid=one.uid, day=day, to=day + timedelta(days=3), reason="开会")
        tell(NOON)
        assert told("gatherings.moved") == {"department", "reserve"}

    def test_for_a_post_that_has_ended_its_unit_is_told(self, world: World) -> None:
        made = announced(world, "station", team=self.team(world))
        Post.objects.filter(person=world.people["reserve"]).update(until=NOON.date())
        actions.cancel(by=world.actor("station"), at=NOON, uid=made.uid, reason="大风")
        tell(NOON)
        assert told("gatherings.off") == {"department", "secretary"}


class TestRunDry:
    """Whoever keeps a series is reminded when none of its dates is ahead."""

    def test_its_keepers_are_reminded_until_a_date_is_planned(self, world: World) -> None:
        one = series(world)
        remind(NOON)
        assert told("gatherings.run_dry") == {"secretary", "reserve"}
        notice = Notice.objects.filter(kind="gatherings.run_dry").first()
        assert notice is not None
        assert (notice.page, notice.number) == ("desk:gathering_series_one", "2026-03-04 09:00")
        Notice.objects.all().delete()
        (made,) = actions.fill(by=world.actor("secretary"), at=NOON, uid=one.uid, count=1)
        remind(NOON + A_DAY)
        assert told("gatherings.run_dry") == set()
        remind(made.ends_at + A_DAY)
        assert told("gatherings.run_dry") == {"secretary", "reserve"}

    def test_of_one_that_has_ended_or_has_no_further_day_nobody_is(self, world: World) -> None:
        by, ended, over = world.actor("secretary"), series(world), series(world)
        actions.end_series(by=by, at=NOON, uid=ended.uid, until=NOON.date(), reason="停办")
        Series.objects.filter(pk=over.pk).update(until=date(2026, 3, 6))
        remind(NOON)
        assert not Gathering.objects.exists()
        assert told("gatherings.run_dry") == set()
