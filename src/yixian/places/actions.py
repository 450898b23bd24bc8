"""Changes of the tree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from yixian.audit import record
from yixian.audit.models import Event
from yixian.places import rules
from yixian.places.declare import moved
from yixian.places.enums import ChangeKind, UnitKind
from yixian.places.events import UNIT_DRAWN, UNIT_ENDED, UNIT_FOUNDED, UNIT_MOVED, UNIT_RENAMED
from yixian.places.models import Span, Succession, Unit
from yixian.procedures.language import Text

BATCH = 2000


class TreeRefused(Exception):
    """The change would break the tree; the message says how."""


@dataclass(frozen=True, kw_only=True)
class NewUnit:
    """A unit to be set up; `above` is the uid of the one it stands below (None for the banner itself)."""

    kind: UnitKind
    name: str
    since: date
    above: UUID | None = None
    code: str = ""
    boundary: Mapping[str, Any] | None = None
    uid: UUID = field(default_factory=uuid4)


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
    boundary: Mapping[str, Any] | None = None,
) -> Unit:
    """Set up a unit below a parent (None for the banner itself). Raises TreeRefused."""
    parent = Unit.objects.select_for_update(no_key=True).get(pk=parent.pk) if parent else None
    new = NewUnit(kind=kind, name=name, since=since, code=code, boundary=boundary)
    unit, event = _founded(by, at, new, parent)
    unit.save()
    unit.lineage = [*(parent.lineage if parent else []), unit.pk]
    unit.save(update_fields=["lineage"])
    Span.objects.create(unit=unit, name=name, parent=parent, since=since)
    record.append([event])
    return unit


@transaction.atomic
def found_many(*, by: int | None, at: datetime, units: Sequence[NewUnit]) -> dict[UUID, Unit]:
    """Set up many units at once, each as `found` would, in a handful of statements; return them by uid.

    A unit comes after the one it stands below, or that one is there already. Raises TreeRefused.
    """
    coming = {new.uid for new in units}
    named = {new.above for new in units if new.above} - coming
    known = {u.uid: u for u in Unit.objects.select_for_update(no_key=True).filter(uid__in=named)}
    made: dict[UUID, Unit] = {}
    events: list[Event] = []
    for number, new in zip(_fresh_ids(len(units)), units, strict=True):
        parent = None if new.above is None else made.get(new.above) or known.get(new.above)
        if new.above is not None and parent is None:
            raise TreeRefused(_("“%(name)s” comes before the unit above it.") % {"name": new.name})
        unit, event = _founded(by, at, new, parent)
        unit.pk = number
        unit.lineage = [*(parent.lineage if parent else []), number]
        made[new.uid] = unit
        events.append(event)
    Unit.objects.bulk_create(made.values(), batch_size=BATCH)
    spans = (Span(unit=u, name=u.name, parent_id=u.parent_id, since=u.since) for u in made.values())
    Span.objects.bulk_create(spans, batch_size=BATCH)
    record.append(events)
    return made


@transaction.atomic
def rename(*, by: int | None, at: datetime, unit: Unit, name: str, on: date) -> None:
    """Give a unit another name from a day on; the old one stays in its history. Raises TreeRefused."""
    unit = _standing(unit)
    if not name.strip() or name == unit.name:
        raise TreeRefused(_("Give the unit another name than the one it has."))
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
    """Put a unit and its subtree below another parent from a day on. Raises TreeRefused for a loop.

    Moves wait for one another at the root, so that two of them cannot close a loop together.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=unit.lineage[0])
    unit, parent = _standing(unit), _standing(parent)
    if unit.pk in parent.lineage:
        raise TreeRefused(_("A unit cannot stand below itself."))
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
    moved(unit.pk, parent.lineage)
    record.append([event])


@transaction.atomic
def draw(*, by: int | None, at: datetime, unit: Unit, boundary: Mapping[str, Any]) -> None:
    """Draw the outline of a unit on the map anew (GeoJSON, WGS-84). Raises TreeRefused."""
    _refuse(rules.boundary_fault(boundary))
    unit = _standing(unit)
    event = record.compose(
        subject=unit,
        stream=unit.stream,
        kind=UNIT_DRAWN,
        at=at,
        by_id=by,
        body={"boundary": rules.boundary_digest(boundary)},
    )
    unit.boundary = dict(boundary)
    unit.save()
    record.append([event])


@transaction.atomic
def end_into(
    *, by: int | None, at: datetime, units: list[Unit], into: list[Unit], on: date, kind: ChangeKind
) -> None:
    """End units on a day and say what they went over into: many to one is a merger, one to many a split.

    What stands below them must have been moved or ended before. Raises TreeRefused.
    """
    if set(units) & set(into):
        raise TreeRefused(_("A unit cannot go over into itself."))
    for each in units:
        unit = _standing(each)
        if on <= unit.since:
            raise TreeRefused(_("A unit cannot end before it began."))
        if Unit.objects.on(on).filter(parent=unit).exists():
            raise TreeRefused(
                _("Units still stand below “%(name)s”: move or end them first.") % {"name": unit.name}
            )
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


def _founded(by: int | None, at: datetime, new: NewUnit, parent: Unit | None) -> tuple[Unit, Event]:
    """A unit as it will be stored, but for id and lineage, and the event of it."""
    _refuse(rules.code_fault(new.kind, new.code, parent.code if parent else ""))
    if new.boundary is not None:
        _refuse(rules.boundary_fault(new.boundary))
    if parent is not None and parent.until is not None:
        raise TreeRefused(_("“%(name)s” has ended.") % {"name": parent.name})
    unit = Unit(
        uid=new.uid,
        kind=new.kind,
        name=new.name,
        parent=parent,
        since=new.since,
        code=new.code,
        boundary=None if new.boundary is None else dict(new.boundary),
    )
    body: dict[str, object] = {"name": new.name, "kind": new.kind.value}
    if new.boundary is not None:
        body["boundary"] = rules.boundary_digest(new.boundary)
    event = record.compose(subject=unit, stream=unit.stream, kind=UNIT_FOUNDED, at=at, by_id=by, body=body)
    return unit, event


def _standing(unit: Unit) -> Unit:
    """The unit, locked and read anew; TreeRefused where it has ended."""
    found = Unit.objects.select_for_update().get(pk=unit.pk)
    if found.until is not None:
        raise TreeRefused(_("“%(name)s” has ended.") % {"name": found.name})
    return found


def _refuse(fault: Text | None) -> None:
    if fault is not None:
        raise TreeRefused(fault)


def _new_span(unit: Unit, on: date) -> None:
    """Begin a new span of a unit; a change on the very day of the last one takes that one's place."""
    current = Span.objects.get(unit=unit, until__isnull=True)
    if on < current.since:
        raise TreeRefused(_("A later change is recorded already."))
    if on == current.since:
        Span.objects.filter(pk=current.pk).update(name=unit.name, parent_id=unit.parent_id)
        return
    Span.objects.filter(pk=current.pk).update(until=on)
    Span.objects.create(unit=unit, name=unit.name, parent_id=unit.parent_id, since=on)


def _fresh_ids(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('places_unit', 'id')) FROM generate_series(1, %s)", [count]
        )
        return [row[0] for row in cursor.fetchall()]
