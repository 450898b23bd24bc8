"""Raising a matter."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import World
from tests.matters.steps import STORY, dispute, opened
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.kernel import sealed
from yixian.matters.actions import Refused
from yixian.matters.models import Matter
from yixian.matters.queries import by_code


def test_a_resident_without_account_raises_one_and_gets_a_code(world: World) -> None:
    done = opened(world)
    assert done.fresh
    assert by_code(done.code.lower().replace("-", " ")) == done.matter
    assert done.matter.step == "registered"
    assert done.matter.holder == world.grid


def test_the_same_form_sent_twice_makes_one_matter_and_gives_the_same_code(world: World) -> None:
    uid = uuid4()
    first, second = opened(world, uid=uid), opened(world, uid=uid)
    assert (second.fresh, second.code, second.matter.pk) == (False, first.code, first.matter.pk)
    assert Matter.objects.count() == 1
    assert Event.objects.filter(stream=first.matter.stream).count() == 1


def test_an_officer_files_for_people_of_their_own_ground_only(world: World) -> None:
    assert dispute(world, by="grid").pk
    with pytest.raises(Denied):
        dispute(world, by="stranger")
    with pytest.raises(Denied):
        dispute(world, by="system")


def test_nothing_personal_stands_in_clear(world: World) -> None:
    matter = dispute(world)
    with connection.cursor() as cursor:
        for table in ("matters_matter", "people_resident", "audit_event", "matters_party", "matters_words"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            rows = " ".join(row for (row,) in cursor.fetchall())
            assert "乌云其木格" not in rows
            assert "13800001234" not in rows
            assert "三十米" not in rows
    assert sealed.text(matter, "story") == STORY


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"story": "  "}, "story"),
        ({"story": "长" * 10_001}, "story"),
        ({"headline": "找张三 13800001234"}, "headline"),
        ({"headline": "证号11010519491231002X"}, "headline"),
        ({"headline": "长" * 61}, "headline"),
        ({"category": "0000"}, "category"),
    ],
)
def test_bad_input_is_told_by_field_and_changes_nothing(
    world: World, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        dispute(world, **change)
    assert [refusal.field for refusal in refused.value.refusals] == [field]
    assert not Matter.objects.exists()


def test_where_the_grid_is_unknown_the_village_holds_it(world: World) -> None:
    assert dispute(world, place=world.bare_village).holder == world.bare_village


def test_raising_takes_a_handful_of_statements(world: World) -> None:
    dispute(world)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        dispute(world)
    said = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(said) <= 8, "\n".join(said)
