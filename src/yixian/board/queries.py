"""Reading the board."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Case, Count, F, Func, Q, Value, When
from django.utils import timezone

from yixian.access.actor import Actor
from yixian.board import rules
from yixian.board.enums import Look, Standing
from yixian.board.models import CHECKED, CLOSED, RETURNED, UP, Entry, EntryQuerySet
from yixian.board.rules import Candidate
from yixian.disclosure.enums import Kind, Stand
from yixian.disclosure.finding import Known
from yixian.documents.models import File
from yixian.documents.queries import papers_stream
from yixian.kernel import sealed
from yixian.matters import clocks
from yixian.matters.enums import State, Voice
from yixian.matters.models import Matter
from yixian.matters.queries import words_of
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.procedures.decide import Refusal
from yixian.rulebook.terms import Clock, due_date

PAGE = 20
LISTED = 50
GRIDS = (UnitKind.GRID1, UnitKind.GRID2, UnitKind.GRID3)
OWED = Q(matter__state__in=(State.WAITING, State.AFTER, State.END), answered_at__isnull=True) & (
    Q(answer__isnull=True) | ~Q(answer__stand=Stand.DRAFT)
)
"""Answered, and the public has not read it, nor does a text wait for the second person."""
ORDER = {
    Look.UP: ("up_at", True),
    Look.OWED: ("up_at", False),
    Look.HIDDEN: ("up_at", False),
    Look.DOWN: ("down_at", True),
}
"""By which moment a look is listed, and whether the newest come first."""


@dataclass(frozen=True)
class Row:
    """An entry as the public sees it: two frozen texts, and where the matter stands now."""

    entry: Entry
    standing: Standing
    clock: Clock | None
    last: date | None
    days_late: int

    @property
    def matter(self) -> Matter:
        """The matter; nothing of it that is not named here goes before the public."""
        return self.entry.matter

    @property
    def kind(self) -> Any:
        """What it is about, by the vocabulary."""
        return self.matter.declaration.category(self.matter.category).label

    @property
    def holder(self) -> Unit:
        """Who answers for it: the grid's village where a grid does, so that the place is told no more exactly."""
        unit = self.matter.holder
        while unit.kind in GRIDS and unit.parent is not None:
            unit = unit.parent
        return unit

    @property
    def where(self) -> str:
        """The town, no more exactly than that; without one, who answers for it."""
        return self.entry.town.name if self.entry.town else self.holder.name

    @property
    def outcome(self) -> Any:
        """What it came to, once there is an outcome."""
        return self.matter.declaration.outcome(self.matter.outcome).label if self.matter.outcome else ""

    @property
    def answer(self) -> str:
        """The published answer, empty where there is none."""
        return self.entry.answer.text if self.entry.answer and self.entry.answered_at else ""


@dataclass(frozen=True)
class Page:
    """Some rows, and the keys of the pages beside them."""

    rows: list[Row]
    newer: str
    older: str


def row(entry: Entry, at: datetime) -> Row:
    """An entry with where its matter stands at a moment."""
    matter = entry.matter
    running = [each for each in (clocks.step_clock(matter), clocks.legal_clock(matter)) if each and each.due]
    clock = min(running, key=lambda each: each.due or at, default=None)
    counts = matter.state == State.WORK and clock is not None and matter.due_at == clock.due
    last = due_date(clock) if clock and counts else None
    late = matter.state == State.WORK and matter.due_at <= at
    return Row(
        entry=entry,
        standing=rules.standing(matter.state, overdue=late),
        clock=clock if counts else None,
        last=last,
        days_late=(timezone.localdate(at) - last).days if late and last else 0,
    )


def public(at: datetime, *, town: str = "", procedure: str = "", late: bool = False) -> EntryQuerySet:
    """What everybody sees, narrowed to a town, a procedure, or what is overdue."""
    found = Entry.objects.shown()
    if town.isdecimal() and len(town) < 10:
        found = found.filter(town_id=int(town))
    if procedure in rules.ADMITTED:
        found = found.filter(matter__procedure=procedure)
    return found.filter(overdue(at)) if late else found


def overdue(at: datetime) -> Q:
    """Entries whose matter is past a deadline and not answered: afterwards it is the resident's turn."""
    return Q(matter__state=State.WORK, matter__due_at__lte=at)


def page(found: EntryQuerySet, at: datetime, *, after: str = "", before: str = "") -> Page:
    """One page by key: the overdue first, the longest on top; then the others, the newest first. One statement.

    Raises ValueError for a key that no page gave.
    """
    late = overdue(at)
    ranked = found.annotate(
        rank=Case(When(late, then=Value(0)), default=Value(1), output_field=BigIntegerField()),
        place=Case(When(late, then=Seconds("matter__due_at")), default=Value(0) - Seconds("up_at")),
    )
    key = before or after
    if key:
        rank, place, pk = (int(each) for each in key.split("_"))
        beyond = "lt" if before else "gt"
        ranked = ranked.filter(
            Q(**{f"rank__{beyond}": rank})
            | Q(rank=rank, **{f"place__{beyond}": place})
            | Q(rank=rank, place=place, **{f"pk__{beyond}": pk})
        )
    sign = "-" if before else ""
    listed = list(ranked.joined().order_by(f"{sign}rank", f"{sign}place", f"{sign}pk")[: PAGE + 1])
    return _page(listed, at, PAGE, _key, after=after, before=before)


def _page(
    listed: list[Entry], at: datetime, size: int, key: Callable[[Any], str], *, after: str, before: str
) -> Page:
    """A page of what was found in the order in which it was looked for, of which one more than fits was asked for."""
    more, listed = len(listed) > size, listed[:size]
    if before:
        listed.reverse()
    first, last = (key(listed[0]), key(listed[-1])) if listed else ("", "")
    return Page(
        rows=[row(each, at) for each in listed],
        newer=first if (before and more) or after else "",
        older=last if (not before and more) or before else "",
    )


class Seconds(Func):
    """A moment as whole seconds, so that what is late and what is new can be put in one order."""

    template = "(EXTRACT(EPOCH FROM %(expressions)s))::bigint"
    output_field = BigIntegerField()


def _key(entry: Any) -> str:
    return f"{entry.rank}_{entry.place}_{entry.pk}"


def looked(actor: Actor, look: Look) -> EntryQuerySet:
    """The entries that an officer looks for, those of matters that they may see."""
    conditions = {
        Look.UP: UP & ~CLOSED,
        Look.CHECK: CHECKED & Q(down_at__isnull=True),
        Look.RETURNED: RETURNED & Q(down_at__isnull=True),
        Look.OWED: UP & ~CLOSED & OWED,
        Look.HIDDEN: UP & CLOSED,
        Look.DOWN: Q(down_at__isnull=False),
    }
    return Entry.objects.visible_to(actor).filter(conditions[look])


def listed(actor: Actor, look: Look, at: datetime, *, after: str = "", before: str = "") -> Page:
    """One page by key of what an officer looks for: what is to be done the oldest first, the rest the newest first.

    One statement. Raises ValueError for a key that no page gave.
    """
    column, newest = ORDER.get(look, ("matter__raised_at", False))
    backwards = bool(before) != newest
    found = looked(actor, look).annotate(moment=F(column))
    if key := before or after:
        moment, _, pk = key.rpartition("_")
        when, beyond = datetime.fromisoformat(moment), "lt" if backwards else "gt"
        found = found.filter(Q(**{f"moment__{beyond}": when}) | Q(moment=when, **{f"pk__{beyond}": int(pk)}))
    sign = "-" if backwards else ""
    rows = list(found.joined().order_by(f"{sign}moment", f"{sign}pk")[: LISTED + 1])
    return _page(rows, at, LISTED, _moment_key, after=after, before=before)


def _moment_key(entry: Any) -> str:
    return f"{entry.moment.isoformat()}_{entry.pk}"


def tally(actor: Actor) -> dict[Look, int]:
    """How many entries each look finds. One statement."""
    mine = Entry.objects.visible_to(actor)
    counts = {look.value: Count("pk", filter=Q(pk__in=looked(actor, look).values("pk"))) for look in Look}
    return {Look(key): number for key, number in mine.aggregate(**counts).items()}


def entry_of(matter: Matter) -> Entry | None:
    """The entry of a matter, if it has one. One statement."""
    return Entry.objects.filter(matter=matter).select_related("raised", "answer").first()


def with_text(uid: UUID) -> Q:
    """The entry that a text belongs to."""
    return Q(raised__uid=uid) | Q(answer__uid=uid)


def candidate(matter: Matter) -> Candidate:
    """What the rules look at of a matter."""
    return Candidate(
        procedure=matter.procedure,
        state=matter.state,
        outcome=matter.outcome,
        facts=matter.facts,
        about=bool(matter.about_units or matter.about_persons),
        discreet=matter.declaration.discreet,
    )


def obstacles(matter: Matter) -> list[Refusal]:
    """Why a matter may not stand on the board."""
    return rules.obstacles(candidate(matter))


def known_of(matter: Matter) -> list[Known]:
    """What the public must not learn of a matter: its people, and the names of its files. Two statements.

    It is compared with a text, and shown to nobody.
    """
    known = []
    for party in matter.parties.select_related("resident"):
        columns = ((Kind.NAME, "name"), (Kind.PHONE, "phone"), (Kind.ADDRESS, "address"))
        known += [Known(kind=kind, text=sealed.text(party.resident, column)) for kind, column in columns]
    for file in File.objects.filter(stream__in=(matter.stream, papers_stream(matter.stream))):
        known.append(Known(kind=Kind.FILE, text=sealed.text(file, "name")))
    return [each for each in known if each.text.strip()]


def answers_of(matter: Matter) -> str:
    """What whoever raised it was told last, to be redacted; the caller records the opening. One statement."""
    said = words_of(matter, [Voice.ANSWER])
    return "\n".join(said[max(said)].values()) if said else ""


def town_of(place: Unit) -> Unit | None:
    """The town in which a place lies. One statement."""
    towns = Unit.objects.filter(pk__in=place.lineage, kind=UnitKind.TOWN)
    return towns.defer("boundary").first()


def towns_up() -> list[Unit]:
    """The towns of which something is on the board. One statement."""
    found = Entry.objects.shown().values("town")
    return list(Unit.objects.filter(pk__in=found).defer("boundary").order_by("code", "pk"))


def late_on(day: date) -> int:
    """How many matters on the board are overdue at the end of a day."""
    at = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    return Entry.objects.shown().filter(overdue(at), up_at__lt=at).count()
