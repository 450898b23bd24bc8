"""The year of the demonstration: played through the real actions, with the figures of 2013, and proving itself."""

from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone

from yixian.access.queries import actor_for
from yixian.audit.issue import issue
from yixian.audit.queries import history, public_roots
from yixian.audit.receipts import verify
from yixian.audit.verify import verify_all
from yixian.cli import demo as command
from yixian.demo import build
from yixian.demo.plan import disputes
from yixian.matters.models import Matter
from yixian.matters.queries import Which, Whose, Wish, by_code, scope
from yixian.measures.actions import recount
from yixian.method.figures import Period, report
from yixian.people.models import Person

TODAY = date(2026, 11, 24)
SAID = "(SELECT * FROM audit_event WHERE stream LIKE 'matter:%%')"
PERIOD = Period(TODAY - timedelta(days=365), TODAY + timedelta(days=1))


def at_work(name: str, whose: Whose, which: Which) -> int:
    now = timezone.make_aware(timezone.datetime(2026, 11, 24, 9))  # type: ignore[attr-defined]
    actor = actor_for(Person.objects.get(username=name), TODAY)
    return scope(actor, Wish(whose=whose, which=which), now).count()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_command_plays_the_year_and_everything_holds() -> None:
    result = CliRunner().invoke(command.command, ["--today", TODAY.isoformat()])
    assert result.exit_code == 0, result.output
    assert build.PASSWORD in result.output

    found = report(PERIOD)
    assert found["3.3"] == {"disputes_accepted": 1062, "disputes_resolved": 993}
    assert found["4.1"] == {"town_stations": 4, "department_stations": 35, "village_rooms": 66}
    assert list(found["4.2"].values()) == [4, 84, 348, 765]
    assert (found["1.1"]["towns"], found["1.1"]["departments"]) == (4, 105)
    assert found["1.1"]["villages_and_communities"] == 84

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
    assert at_work("station", Whose.ALL, Which.OPEN) > at_work("mediator", Whose.ALL, Which.OPEN)
    assert at_work("chief", Whose.ALL, Which.OPEN) > at_work("station", Whose.ALL, Which.OPEN)
    assert at_work("chief", Whose.ALL, Which.OVERDUE) > 0
    assert Matter.objects.filter(facts__review="silent").count() >= 10
    assert Matter.objects.exclude(about_units=[]).count() == 2
    assert Matter.objects.filter(merged_into__isnull=False).exists()

    codes = build.examples()
    assert len(codes) >= 3
    assert all(by_code(code).pk for _step, code in codes)

    plan = disputes(build.stream("disputes"), build.tree(), build.begins(TODAY))
    told = {contact.name for each in plan[:40] for contact in each.others} | {
        each.story for each in plan[:40]
    }
    with connection.cursor() as cursor:
        for table in ("people_resident", "matters_words", "matters_matter", "matters_party", SAID):
            cursor.execute(
                f"SELECT count(*) FROM {table} t, unnest(%s::text[]) AS told(words) WHERE strpos(t::text, words) > 0",
                [[*told]],
            )
            assert cursor.fetchone()[0] == 0, table
