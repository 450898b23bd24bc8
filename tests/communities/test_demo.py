"""Communities, deputies and fairs of the demonstration, played through the real actions."""

from collections import Counter
from datetime import date, timedelta

from yixian.communities import queries
from yixian.concerns.models import Concern
from yixian.demo import build, deputies, fairs
from yixian.demo.plan import DAYS
from yixian.deputies.models import Meeting
from yixian.fairs.enums import State
from yixian.fairs.models import Fair, Ticket
from yixian.matters.models import Matter
from yixian.measures.queries import figures
from yixian.method.figures import Period, report
from yixian.network.queries import duties

TODAY = date(2026, 11, 20)


def holds(start: date, today: date) -> None:
    """What the played year must hold of communities, deputies and fairs."""
    found = report(Period(since=start, until=start + timedelta(days=DAYS)))
    assert found["6.2"] == {"villages_joined": 68, "joint_communities": 11}
    assert found["1.4"]["deputies_in_office"] == 40
    rows = queries.communities(today)
    assert all(row.office and duties(row.office, today) for row in rows)
    for row in rows:
        assert {village.parent_id for village in row.villages} == {row.unit.parent_id}
    until = start + timedelta(days=DAYS + 1)
    keys = ["deputies.opinions", "fairs.held", "fairs.served", "fairs.raised", "fairs.settled"]
    counted = {key: sum(parts.values()) for key, parts in figures(keys, None, start, until).items()}
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


def test_the_plan_is_the_same_every_time() -> None:
    start = build.begins(TODAY)
    once, again = (fairs.fairs(build.stream("fairs"), build.tree(), start) for _ in range(2))
    assert once == again
