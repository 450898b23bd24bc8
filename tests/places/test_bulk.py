"""Founding many units at once gives what founding them one by one gives."""

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.places import actions
from yixian.places.actions import NewUnit
from yixian.places.enums import UnitKind
from yixian.places.models import Span, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.core]
AT = datetime(2013, 1, 1, tzinfo=UTC)
DAY = date(2013, 1, 1)
SQUARE = {"type": "Polygon", "coordinates": [[[107, 38], [108, 38], [108, 39], [107, 39], [107, 38]]]}


def plan(villages: int = 3) -> list[NewUnit]:
    banner = NewUnit(kind=UnitKind.BANNER, name="旗", since=DAY, code="150623000000")
    town = NewUnit(kind=UnitKind.TOWN, name="镇", since=DAY, above=banner.uid, code="150623100000")
    below = []
    for n in range(villages):
        code = f"150623100{200 + n}"
        village = NewUnit(kind=UnitKind.VILLAGE, name=f"嘎查{n}", since=DAY, above=town.uid, code=code)
        grid = NewUnit(kind=UnitKind.GRID3, name=f"网格{n}", since=DAY, above=village.uid, boundary=SQUARE)
        below += [village, grid]
    return [banner, town, *below]


def snapshot(units: Collection[Unit]) -> list[Any]:
    """Everything that is stored of some units, by name in place of ids."""
    names = {unit.pk: unit.name for unit in units}
    fresh = Unit.objects.filter(pk__in=names).order_by("id")
    rows = [
        (u.kind, u.code, u.name, [names[n] for n in u.lineage], u.since, u.until, u.boundary, u.chain_seq)
        for u in fresh
    ]
    told = Event.objects.filter(stream__in=[u.stream for u in fresh]).order_by("id")
    events = [(e.kind, e.at, e.by_id, e.seq, e.body, bytes(e.prev)) for e in told]
    spans = [
        (names[s.unit_id], s.name, names.get(s.parent_id or 0), s.since, s.until)
        for s in Span.objects.filter(unit__in=names).order_by("id")
    ]
    return [rows, events, spans]


def test_the_tree_is_the_same_as_one_by_one() -> None:
    at_once = actions.found_many(by=7, at=AT, units=plan())
    singly: dict[UUID, Unit] = {}
    for new in plan():
        singly[new.uid] = actions.found(
            by=7,
            at=AT,
            kind=new.kind,
            name=new.name,
            parent=singly[new.above] if new.above else None,
            since=new.since,
            code=new.code,
            boundary=new.boundary,
        )
    assert snapshot(singly.values()) == snapshot(at_once.values())
    assert verify_all() == []


def test_a_large_tree_takes_no_more_statements_than_a_small_one() -> None:
    counts = []
    for villages in (2, 200):
        with CaptureQueriesContext(
            connection,
        ) as statements:
            actions.found_many(by=None, at=AT, units=plan(villages))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 8


def test_units_can_be_set_up_below_one_that_stands() -> None:
    town = actions.found_many(by=None, at=AT, units=plan())
    above = next(u for u in town.values() if u.kind == UnitKind.TOWN)
    new = NewUnit(kind=UnitKind.STATION, name="站", since=DAY, above=above.uid)
    station = actions.found_many(by=None, at=AT, units=[new])[new.uid]
    station.refresh_from_db()
    assert station.lineage == [*above.lineage, station.pk]


def test_an_orphan_is_refused_and_nothing_is_kept() -> None:
    orphan = NewUnit(kind=UnitKind.ROOM, name="室", since=DAY, above=uuid4())
    with pytest.raises(actions.TreeRefused):
        actions.found_many(by=None, at=AT, units=[*plan(), orphan])
    assert not Unit.objects.exists()


def test_a_wrong_code_is_refused_in_bulk_too() -> None:
    wrong = NewUnit(kind=UnitKind.BANNER, name="旗", since=DAY, code="150623")
    with pytest.raises(actions.TreeRefused):
        actions.found_many(by=None, at=AT, units=[wrong])
