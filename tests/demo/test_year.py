"""The year of the demonstration: played through the real actions, with the figures of 2013, and proving itself."""

from datetime import date, datetime, time, timedelta

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone

from tests.board import test_demo as board
from tests.channels import test_demo as channels
from tests.communities import test_demo as communities
from tests.demo import test_bodies as bodies
from tests.diary import test_demo as diary
from tests.gatherings import test_demo as gatherings
from tests.liaison import test_demo as liaison
from tests.menu import test_demo as menu
from tests.network import test_demo as network
from tests.petitions import test_demo as petitions
from tests.teams import test_demo as teams
from yixian.access.queries import actor_for
from yixian.audit.issue import issue
from yixian.audit.models import Event
from yixian.audit.queries import history, public_roots
from yixian.audit.receipts import verify
from yixian.audit.verify import verify_all
from yixian.cli import demo as command
from yixian.cli.method import year_until
from yixian.demo import build
from yixian.demo.plan import PlannedDispute, disputes
from yixian.desk import counted
from yixian.disputes.procedures import DISPUTE
from yixian.matters.events import ASKED, ASSIGNED, ESCALATED, EXTENDED, NOTED, PAUSED, REPLIED
from yixian.matters.models import Matter
from yixian.matters.queries import Which, Whose, Wish, by_code, scope
from yixian.measures import declare
from yixian.measures.actions import recount
from yixian.measures.queries import figure, records
from yixian.method.figures import report, splits
from yixian.people.models import Person

TODAY = date(2026, 11, 24)
SAID = "(SELECT * FROM audit_event WHERE stream LIKE 'matter:%%')"
PARTS = (
    board,
    bodies,
    channels,
    communities,
    diary,
    gatherings,
    liaison,
    menu,
    network,
    petitions,
    teams,
)
"""The packages that have a part in the year; each says what must hold of it."""
LEAF = 500
"""So many events are looked at in one go."""
NOW = timezone.make_aware(datetime.combine(TODAY, time(9)))


def found_by(name: str, whose: Whose, which: Which) -> set[int]:
    actor = actor_for(Person.objects.get(username=name), TODAY)
    return set(scope(actor, Wish(whose=whose, which=which), NOW).values_list("pk", flat=True))


def at_work(name: str, whose: Whose, which: Which) -> int:
    return len(found_by(name, whose, which))


def personal(planned: PlannedDispute) -> set[str]:
    people = [*planned.others, *([planned.raiser] if planned.raiser else [])]
    return {planned.story} | {word for each in people for word in (each.name, each.phone) if word}


def out_of_order() -> list[str]:
    """Streams in which an event is told to have come before the one that stands ahead of it."""
    last: dict[str, datetime] = {}
    wrong = []
    for stream, at in Event.objects.order_by("stream", "seq").values_list("stream", "at"):
        if at < last.get(stream, at):
            wrong.append(stream)
        last[stream] = at
    return wrong


def every_figure_opens() -> None:
    """Whoever sees the whole banner opens every record of every figure, and what these add is the figure."""
    chief = actor_for(Person.objects.get(username="chief"), TODAY)
    since, until = build.begins(TODAY) - timedelta(days=60), TODAY + timedelta(days=1)
    for measure in declare.every():
        events = list(records(measure.key, None, since, until))
        leaves = [events[start : start + LEAF] for start in range(0, len(events), LEAF)]
        found = [counted.rows(chief, measure, None, leaf, TODAY) for leaf in leaves]
        total = sum(row.value for rows, _hidden in found for row in rows)
        hidden = sum(hidden for _rows, hidden in found)
        assert (hidden, total) == (0, figure(measure.key, None, since, until)), measure.key


@pytest.mark.slow
@pytest.mark.django_db
def test_the_command_plays_the_year_and_everything_holds(subtests: pytest.Subtests) -> None:
    result = CliRunner().invoke(command.command, ["--today", TODAY.isoformat()])
    assert result.exit_code == 0, result.output
    assert build.PASSWORD in result.output

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for part in PARTS:
        with subtests.test(part.__name__):
            part.holds(build.begins(TODAY), TODAY)

    with subtests.test("every figure opens on its records"):
        every_figure_opens()

    found = report(year_until(TODAY))
    assert found["3.3"] == {"disputes_accepted": 1062, "disputes_resolved": 993}
    assert found["4.1"] == {"town_stations": 4, "department_stations": 35, "village_rooms": 66}
    assert list(found["4.2"].values()) == [4, 84, 348, 765]
    assert list(found["1.1"].values()) == [45, 4, 105, 84, 84]

    assert found["3.1"] == {"households_visited_at_least": 41, "longstanding_problems_settled": 24}
    parts = splits(year_until(TODAY))["3.3"]
    assert sum(parts["resolved_by_body"].values()) == sum(parts["resolved_by_way_out"].values()) == 993
    assert {"room", "station", "reception_centre"} <= set(parts["resolved_by_body"])
    assert {"litigation", "arbitration", "administrative_ruling"} <= set(parts["ended_by_way_out"])

    assert verify_all() == []
    assert recount() == []

    matter = Matter.objects.filter(step="done").order_by("-pk")[0]
    proof = issue(
        stream=matter.stream, at=matter.step_since, roots="/seals.json", facts=[], visible=lambda event: True
    )
    verdict = verify(proof, public_roots())
    assert verdict.proven
    assert verdict.events == history(matter.stream).count()

    assert at_work("grid", Whose.UNIT, Which.NEW) > 0
    assert at_work("mediator", Whose.UNIT, Which.OPEN) > 0
    assert at_work("station", Whose.UNIT, Which.OPEN) > 0
    assert at_work("centre", Whose.UNIT, Which.OPEN) > 0
    assert at_work("station", Whose.ALL, Which.OPEN) > at_work("mediator", Whose.ALL, Which.OPEN)
    assert at_work("chief", Whose.ALL, Which.OPEN) > at_work("station", Whose.ALL, Which.OPEN)
    assert at_work("chief", Whose.ALL, Which.OVERDUE) > 0
    theirs = found_by("stranger", Whose.ALL, Which.OPEN) | found_by("stranger", Whose.ALL, Which.NEW)
    assert not theirs & found_by("grid", Whose.ALL, Which.OPEN)

    kinds = set(Event.objects.values_list("kind", flat=True).distinct())
    assert kinds >= {kind.key for kind in (ASSIGNED, PAUSED, EXTENDED, ESCALATED, ASKED, REPLIED, NOTED)}
    late = Event.objects.filter(kind=ESCALATED.key).values("stream").distinct().count()
    assert 10 < late < 200
    assert out_of_order() == []
    assert Matter.objects.filter(facts__review="silent").count() >= 10
    assert Matter.objects.filter(procedure=DISPUTE.key).exclude(about_units=[]).count() == 2
    assert Matter.objects.filter(merged_into__isnull=False).exists()

    codes = build.examples()
    assert len(codes) == len(build.EXAMPLES) + 1
    assert all(by_code(code).pk for _step, code in codes)

    plan = disputes(build.stream("disputes"), build.tree(), build.begins(TODAY))
    told = {word for each in plan[:40] for word in personal(each)}
    with connection.cursor() as cursor:
        for table in ("people_resident", "matters_words", "matters_matter", "matters_party", SAID):
            cursor.execute(
                f"SELECT count(*) FROM {table} t, unnest(%s::text[]) AS told(words) WHERE strpos(t::text, words) > 0",
                [[*told]],
            )
            assert cursor.fetchone()[0] == 0, table
