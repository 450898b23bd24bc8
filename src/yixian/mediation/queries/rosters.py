"""Rosters of mediators, and the composition of a committee."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q, QuerySet

from yixian.matters.enums import OPEN_STATES
from yixian.matters.models import Matter
from yixian.mediation import limits, rules
from yixian.mediation.enums import (
    Standing,
)
from yixian.mediation.models import (
    Committee,
    Mediator,
)
from yixian.mediation.rules import Member
from yixian.places.models import Unit
from yixian.procedures.decide import Refusal
from yixian.procedures.language import Text
from yixian.rulebook.queries import Book, book
from yixian.rulebook.terms import LOCAL, Clock, due_date


def mediates(matter: Matter) -> bool:
    """Whether the procedure of a matter has a step at which somebody mediates."""
    return any(step.mediates for step in matter.declaration.steps)


def roster(on: date, *, unit: int | None = None, skill: str = "", language: str = "") -> QuerySet[Mediator]:
    """Those on a roster on a day, by body, with `load`, their open matters. One statement.

    Complaints about an office are not among these: one more would betray it.
    """
    found = Mediator.objects.on(on).select_related("unit", "person").defer("unit__boundary")
    if unit is not None:
        found = found.filter(unit__lineage__contains=[unit])
    if skill:
        found = found.filter(Q(skills__contains=[skill]) | Q(skills=[]))
    if language:
        found = found.filter(languages__contains=[language])
    working = Q(
        appointments__ended_at__isnull=True,
        appointments__matter__state__in=OPEN_STATES,
        appointments__matter__about_units=[],
        appointments__matter__about_persons=[],
    )
    return found.annotate(load=Count("appointments", filter=working)).order_by("unit__lineage", "pk")


def near(matter: Matter, on: date) -> QuerySet[Mediator]:
    """Those who may be chosen for a matter: of its holder, and of bodies for its place. One statement."""
    around = sorted({*matter.holder.lineage, *matter.place.lineage})
    return roster(on).filter(Q(unit__parent__in=around) | Q(unit__in=around))


@dataclass(frozen=True)
class Composition:
    """Who is a member of a committee, when its term ends, and what is wrong with it."""

    since: date | None
    ends: date | None
    groups: bool | None
    members: int
    faults: list[Refusal]


def composition(unit: Unit, on: date) -> Composition:
    """The composition of a body's committee on a day. Two statements."""
    rows = Mediator.objects.on(on).filter(unit=unit, standing=Standing.ELECTED)
    members = [Member(chair=chair, woman=woman) for chair, woman in rows.values_list("chair", "woman")]
    term = Committee.objects.filter(unit=unit, since__lte=on).order_by("since").last()
    rule_book = book(on)
    ends = _term_end(term.since, rule_book) if term else None
    groups = term.groups if term else None
    faults = rules.composition_faults(members, groups=groups, ends=ends, on=on)
    return Composition(term.since if term else None, ends, groups, len(members), faults)


def _term_end(since: date, rule_book: Book) -> date | None:
    started = datetime.combine(since, time(), LOCAL)
    return due_date(Clock.start("term", rule_book.term(limits.TERM.code), started, rule_book.calendar))


def skills_of(mediator: Mediator, titles: Mapping[str, Text]) -> Iterator[Text]:
    """The fields of a mediator, by title."""
    return (titles[skill] for skill in mediator.skills if skill in titles)
