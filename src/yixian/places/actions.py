"""Changes of the tree."""

import uuid
from datetime import date, datetime

from django.db import transaction

from yixian.audit import record
from yixian.places.enums import ChangeKind, UnitKind
from yixian.places.events import UNIT_ENDED, UNIT_FOUNDED, UNIT_MOVED, UNIT_RENAMED
from yixian.places.models import Span, Succession, Unit


class TreeRefused(Exception):
    """The change would break the tree; the message says how."""


@transaction.atomic
def found(
    *,
    by: int | None,
    at: datetime,
    kind: UnitKind,
    name: str,
    parent: Unit | None,
    since: date,
    code: str = "",
) -> Unit:
    """Set up a unit below a parent (None for the banner itself)."""
    unit = Unit(uid=uuid.uuid4(), kind=kind, name=name, parent=parent, since=since, code=code)
    event = record.compose(
        subject=unit,
        stream=unit.stream,
        kind=UNIT_FOUNDED,
        at=at,
        by_id=by,
        body={"name": name, "kind": kind.value},
    )
    unit.save()
    unit.lineage = [*(parent.lineage if parent else []), unit.pk]
    unit.save(update_fields=["lineage"])
    Span.objects.create(unit=unit, name=name, parent=parent, since=since)
    record.append([event])
    return unit


@transaction.atomic
def rename(*, by: int | None, at: datetime, unit: Unit, name: str, on: date) -> None:
    """Give a unit another name from a day on; the old one stays in its history."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    event = record.compose(
        subject=unit,
        stream=unit.stream,
        kind=UNIT_RENAMED,
        at=at,
        by_id=by,
        body={"old": unit.name, "name": name},
    )
    unit.name = name
    unit.save()
    _new_span(unit, on)
    record.append([event])


@transaction.atomic
def move(*, by: int | None, at: datetime, unit: Unit, parent: Unit, on: date) -> None:
    """Put a unit and its subtree below another parent from a day on. Raises TreeRefused for a loop."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.pk in parent.lineage:
        raise TreeRefused("A unit cannot stand below itself.")
    old_lineage, old_parent = list(unit.lineage), unit.parent_id
    event = record.compose(
        subject=unit,
        stream=unit.stream,
        kind=UNIT_MOVED,
        at=at,
        by_id=by,
        body={"old": old_parent, "parent": parent.pk},
    )
    unit.parent = parent
    unit.save()
    below = list(Unit.objects.select_for_update().under(unit.pk))
    for each in below:
        each.lineage = [*parent.lineage, *each.lineage[len(old_lineage) - 1 :]]
    Unit.objects.bulk_update(below, ["lineage"])
    unit.lineage = [*parent.lineage, unit.pk]
    _new_span(unit, on)
    record.append([event])


@transaction.atomic
def end_into(
    *, by: int | None, at: datetime, units: list[Unit], into: list[Unit], on: date, kind: ChangeKind
) -> None:
    """End units on a day and say what they went over into: many to one is a merger, one to many a split."""
    for each in units:
        unit = Unit.objects.select_for_update().get(pk=each.pk)
        if on <= unit.since:
            raise TreeRefused("A unit cannot end before it began.")
        event = record.compose(
            subject=unit,
            stream=unit.stream,
            kind=UNIT_ENDED,
            at=at,
            by_id=by,
            body={"into": [u.pk for u in into]},
        )
        unit.until = on
        unit.save()
        Span.objects.filter(unit=unit, until__isnull=True).update(until=on)
        Succession.objects.bulk_create(Succession(old=unit, new=new, on=on, kind=kind) for new in into)
        record.append([event])


def _new_span(unit: Unit, on: date) -> None:
    Span.objects.filter(unit=unit, until__isnull=True).update(until=on)
    Span.objects.create(unit=unit, name=unit.name, parent_id=unit.parent_id, since=on)
