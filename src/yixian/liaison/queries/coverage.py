"""Places with no visit in their period: a difference of two sets, the same figure everywhere."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from yixian.access.actor import Actor
from yixian.liaison.enums import Kind, VisitState
from yixian.liaison.limits import CADENCE
from yixian.liaison.models import FieldVisit, Liaison
from yixian.liaison.rules import last_day
from yixian.places.models import Unit
from yixian.rulebook.queries import book
from yixian.rulebook.terms import Term


def terms(on: date) -> dict[Kind, Term]:
    """The period of each kind of liaison, as it is on a day."""
    rules = book(on)
    return {kind: rules.term(row.code) for kind, row in CADENCE.items()}


def first_days(on: date) -> dict[str, date]:
    """The first day of each kind's period that ends on a day."""
    calendar = book(on).calendar
    return {kind.value: term.back(on, calendar) for kind, term in terms(on).items()}


def counts_until(kind: Kind, since: date, on: date) -> date:
    """The last day on which a visit of `since` still counts, by the rule of a day."""
    rules = book(on)
    return last_day(rules.term(CADENCE[kind].code), since, rules.calendar)


def made() -> QuerySet[FieldVisit]:
    """The visits made under the kind of liaison at the place of an outer row."""
    return FieldVisit.objects.filter(
        ground=OuterRef("place"), kind=OuterRef("kind"), state=VisitState.MADE
    ).order_by()


def without_visit(on: date) -> QuerySet[Liaison]:
    """The liaisons in force on a day that have stood for a period in which nobody visited under their kind.

    As pairs of place and kind this is `rules.without_visit`. A place that is no more owes nothing.
    """
    first = first_days(on)
    stood = reduce(or_, (Q(kind=kind, begun__lt=day) for kind, day in first.items()))
    counted = reduce(or_, (Q(kind=kind, day__gte=day) for kind, day in first.items()))
    places = Unit.objects.on(on).order_by().values("pk")
    return (
        Liaison.objects.on(on)
        .filter(stood, place__in=places)
        .filter(~Exists(made().filter(counted, day__lte=on)))
    )


@dataclass(frozen=True)
class Owed:
    """A place that owes a visit under a kind of liaison; `last` is the day of the latest one, None where there is none.

    `by` is the last day of the period that began with the later of that visit and the beginning of the liaison.
    """

    place: int
    name: str
    above: str
    kind: Kind
    last: date | None
    begun: date
    by: date


def owed(actor: Actor, on: date) -> list[Owed]:
    """Places without a visit in their period that an actor may know of, longest without one first. One statement."""
    seen = without_visit(on).filter(pk__in=Liaison.objects.visible_to(actor, on))
    latest = made().filter(day__lte=on).values("ground").annotate(latest=Max("day")).values("latest")
    columns = ("place", "place__name", "place__parent__name", "kind", "last")
    rows = (
        seen.order_by()
        .values("place", "place__name", "place__parent__name", "kind")
        .annotate(last=Subquery(latest), first=Max("begun"))
    )
    found = [_owed(row, on) for row in rows.values(*columns, begun_at=F("first"))]
    return sorted(found, key=lambda each: (each.by, each.place))


def _owed(row: Mapping[str, Any], on: date) -> Owed:
    kind = Kind(row["kind"])
    return Owed(
        place=row["place"],
        name=row["place__name"],
        above=row["place__parent__name"] or "",
        kind=kind,
        last=row["last"],
        begun=row["begun_at"],
        by=counts_until(kind, max(row["last"] or row["begun_at"], row["begun_at"]), on),
    )


def per_place(found: list[Owed]) -> Counter[int]:
    """In how many kinds of liaison each place owes a visit."""
    return Counter(each.place for each in found)
