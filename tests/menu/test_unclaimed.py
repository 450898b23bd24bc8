"""Whatever happens in whatever order: what was left unclaimed is what a replay of the events says."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON, World
from tests.menu.steps import GIVEN, item, sign, team
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.matters import actions as matters
from yixian.matters.actions import Refused
from yixian.matters.models import Matter
from yixian.measures.recount import differences
from yixian.menu import actions
from yixian.menu.models import MenuItem, VolunteerTeam
from yixian.menu.queries import load_of, unclaimed_late, waiting

CLAIM_WITHIN = 3
"""Working days, as the setting has it."""
WHO = {"issue": "secretary", "withdraw": "secretary", "decline": "secretary"}
MOST = 2


class Course:
    """Services under way at a time of day."""

    def __init__(self, world: World, offer: MenuItem, crew: VolunteerTeam) -> None:
        self.world, self.offer, self.crew = world, offer, crew
        self.at = NOON
        self.matters: list[Matter] = []

    def do(self, what: str, n: int, hours: int) -> None:
        """One more thing happens some hours later, as far as it may; the clock wakes what has run over."""
        self.at += timedelta(hours=hours)
        matters.wake(self.at)
        if what == "sign" or not self.matters:
            self.matters.append(sign(self.world, self.offer, at=self.at))
            return
        matter = Matter.objects.get(pk=self.matters[n % len(self.matters)].pk)
        try:
            with transaction.atomic():
                self._make(matter, what, n)
        except (Refused, Denied, Matter.DoesNotExist):
            pass

    def _make(self, matter: Matter, what: str, n: int) -> None:
        if what == "claim":
            who = self.world.actor("branch" if n % 3 else "station")
            actions.claim(by=who, at=self.at, uid=matter.uid, team=self.crew)
            return
        matters.move(
            by=self.world.actor(WHO.get(what, "branch")),
            at=self.at,
            uid=matter.uid,
            seen=matter.version,
            key=what,
            given=GIVEN.get(what, {}),
        )


def naive(matter: Matter, at: datetime) -> str:
    """How an item waits by its events alone: "waiting", "late", or "" where it does not wait."""
    step, since = "", at
    for event in Event.objects.filter(stream=matter.stream).order_by("seq"):
        if "target" in event.body and event.body["target"] != step:
            step, since = event.body["target"], event.at
    if step == "issued":
        return "late" if at >= _over(since) else "waiting"
    return "late" if step == "risen" else ""


def _over(since: datetime) -> datetime:
    """The end of the last of so many days from Monday to Friday after a day; no holiday lies in this March."""
    local = since + timedelta(hours=8)
    day, left = local.date(), CLAIM_WITHIN
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), NOON.tzinfo) - timedelta(hours=8)


MOVES: tuple[str, ...] = (
    "sign",
    "issue",
    "issue",
    "claim",
    "claim",
    "discuss",
    "carry_out",
    "hand_back",
    "withdraw",
)
steps = st.lists(
    st.tuples(st.sampled_from(MOVES), st.integers(0, 8), st.integers(0, 40)), min_size=5, max_size=14
)


@pytest.fixture
def ground(world: World) -> tuple[World, MenuItem, VolunteerTeam]:
    return world, item(world), team(world, most=MOST)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(course=steps, later=st.integers(0, 120))
def test_what_nobody_claimed_in_time_is_what_a_replay_says(
    ground: tuple[World, MenuItem, VolunteerTeam], course: list[tuple[str, int, int]], later: int
) -> None:
    world, offer, crew = ground
    with transaction.atomic():
        now = Course(world, offer, crew)
        for what, n, hours in course:
            now.do(what, n, hours)
            assert load_of(crew) <= MOST
        at = now.at + timedelta(hours=later)
        told: dict[Any, str] = {each.uid: naive(each, at) for each in now.matters}
        late = set(unclaimed_late(at).values_list("matter__uid", flat=True))
        assert late == {uid for uid, how in told.items() if how == "late"}
        assert set(waiting().values_list("matter__uid", flat=True)) == {
            uid for uid, how in told.items() if how
        }
        assert differences(lambda _done, _total: None) == []
        transaction.set_rollback(True)
