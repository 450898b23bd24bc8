"""Communities, deputies and fairs of the demonstration, played through the real actions."""

from collections import Counter
from datetime import date, timedelta

import pytest

from yixian.communities import queries
from yixian.concerns.models import Concern
from yixian.demo import build, communities, deputies, fairs
from yixian.demo.acting import staff
from yixian.demo.plan import DAYS
from yixian.deputies.models import Meeting
from yixian.fairs.enums import State
from yixian.fairs.models import Fair, Ticket
from yixian.matters.models import Matter
from yixian.measures.actions import recount
from yixian.measures.queries import figures
from yixian.method.figures import Period, report
from yixian.network.queries import duties
from yixian.places.models import Unit

TODAY = date(2026, 11, 20)


@pytest.fixture
def played(db: None) -> date:
    start = build.settle(TODAY)
    communities.furnish(build.stream("communities"), build.tree(), start)
    deputies.furnish(build.stream("deputies"), build.tree(), start)
    units = {unit.pk: unit for unit in Unit.objects.defer("boundary")}
    places = {unit.uid: unit for unit in units.values()}
    acting = staff(units)
    year = [
        *deputies.steps(build.stream("opinions"), build.tree(), start, acting, places),
        *fairs.steps(build.stream("fairs"), build.tree(), start, acting, places),
    ]
    for _at, _order, _what, act in sorted(year, key=lambda step: step[:2]):
        act()
    return start


def test_a_year_of_joint_communities_opinions_and_fairs(played: date) -> None:
    found = report(Period(since=played, until=played + timedelta(days=DAYS)))
    assert found["6.2"] == {"villages_joined": 68, "joint_communities": 11}
    assert found["1.4"]["deputies_in_office"] == 40
    rows = queries.communities(TODAY)
    assert all(row.office and duties(row.office, TODAY) for row in rows)
    for row in rows:
        assert {village.parent_id for village in row.villages} == {row.unit.parent_id}
    until = played + timedelta(days=DAYS + 1)
    keys = ["deputies.opinions", "fairs.held", "fairs.served", "fairs.raised", "fairs.settled"]
    counted = {key: sum(parts.values()) for key, parts in figures(keys, None, played, until).items()}
    assert counted["deputies.opinions"] == deputies.OPINIONS
    assert Concern.objects.filter(source="deputy").owing().count() == deputies.OPEN_AT_THE_END
    assert counted["fairs.held"] == fairs.FAIRS
    assert counted["fairs.served"] == fairs.FAIRS * fairs.NUMBERS
    assert counted["fairs.raised"] > counted["fairs.settled"] > 30
    assert Meeting.objects.count() == deputies.MEETINGS + deputies.MEETINGS_AHEAD
    answered = Matter.objects.exclude(outcome="")
    assert answered.filter(channel="gathering").exists()
    assert answered.filter(channel="deputy").count() > 20
    open_now = Fair.objects.get(closed_at=None)
    waiting = Counter(Ticket.objects.filter(fair=open_now).values_list("state", flat=True))
    assert waiting == {State.WAITING: fairs.WAITING}
    assert recount() == []


def test_the_plan_is_the_same_every_time() -> None:
    start = build.begins(TODAY)
    once, again = (fairs.fairs(build.stream("fairs"), build.tree(), start) for _ in range(2))
    assert once == again
