"""Reading diaries. Everything that shows an entry begins at `visible_to`; what is owed is always the same question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, IntegerField, Q, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber, TruncDate

from yixian.access.actor import Actor
from yixian.concerns.models import Concern
from yixian.diary.enums import Which, Whose
from yixian.diary.models import Entry, EntryQuerySet, Page, known, owed, owed_late
from yixian.diary.rules import SEALED, Span
from yixian.diary.sources import SOURCE
from yixian.kernel import sealed
from yixian.kernel.search import wanted
from yixian.people.models import Person
from yixian.rulebook.terms import LOCAL

PAGE = 30
PER_DAY = 5
"""So many entries of a day stand in the month; the others are in the list of that day."""


@dataclass(frozen=True)
class Leaf:
    """Some entries of a list, with the keys of the leaves beside it (empty where there is none)."""

    rows: list[Entry]
    newer: str
    older: str


@dataclass(frozen=True)
class Day:
    """The first entries of a day, and how many it has."""

    entries: list[Entry]
    count: int

    @property
    def more(self) -> int:
        """How many are not among them."""
        return self.count - len(self.entries)


def for_reader(actor: Actor, uid: UUID) -> Entry:
    """The entry, if the actor may read it; the getter is the gate. One statement. Raises Entry.DoesNotExist."""
    return Entry.objects.visible_to(actor).placed().get(uid=uid)


def may_open(actor: Actor, entry: Entry) -> bool:
    """Whether the actor may open what is sealed in an entry that they may read."""
    return entry.writer_id == actor.person_id or actor.may("people.open", entry.unit.lineage)


def owing(actor: Actor) -> EntryQuerySet:
    """The entries that an actor may read at which something that they may know of still owes its end."""
    return Entry.objects.visible_to(actor).filter(owed(actor))


def owing_everywhere() -> int:
    """How many entries of the banner owe an end now."""
    return Entry.objects.owing().count()


def counts(actor: Actor, at: datetime) -> Mapping[str, int]:
    """How many entries owe an end, and past its time: one's own and those one supervises. One statement."""
    own, late = Q(writer=actor.person_id), Q(is_late=True)
    return (
        owing(actor)
        .annotate(is_late=owed_late(actor, at))
        .aggregate(
            own=Count("pk", filter=own),
            own_late=Count("pk", filter=own & late),
            supervised=Count("pk", filter=~own),
            supervised_late=Count("pk", filter=~own & late),
        )
    )


def scope(
    actor: Actor, whose: Whose, which: Which, at: datetime, text: str = "", day: date | None = None
) -> EntryQuerySet:
    """The entries that a list is asked for, each with what it owes to the knowledge of the actor.

    Words are looked for in heading and place, never in what is sealed; `day` is when it happened.
    """
    found = _told(actor, _whose(actor, whose), at)
    if day is not None:
        found = found.filter(met_at__gte=moment(day), met_at__lt=moment(day + timedelta(days=1)))
    if which is Which.OWING:
        found = found.filter(owed(actor))
    elif which is Which.LATE:
        found = found.filter(owed_late(actor, at))
    elif which is Which.BARE:
        found = found.filter(bare=True)
    if text.strip():
        words = wanted(text)
        found = found.filter(terms__has=words) if words else found.none()
    return found


def leaf(rows: EntryQuerySet, *, after: str = "", before: str = "", size: int = PAGE) -> Leaf:
    """One leaf of a list by key, newest first. One statement. Raises ValueError for a key that is none."""
    sign, beyond = ("", "gt") if before else ("-", "lt")
    if key := before or after:
        moment, _, pk = key.rpartition("_")
        when = datetime.fromisoformat(moment)
        rows = rows.filter(Q(**{f"met_at__{beyond}": when}) | Q(met_at=when, **{f"pk__{beyond}": int(pk)}))
    found = list(rows.order_by(f"{sign}met_at", f"{sign}pk")[: size + 1])
    more, found = len(found) > size, found[:size]
    if before:
        found.reverse()
    first, last = (_key(found[0]), _key(found[-1])) if found else ("", "")
    return Leaf(
        rows=found,
        newer=first if (before and more) or after else "",
        older=last if (not before and more) or before else "",
    )


def month(actor: Actor, whose: Whose, span: Span, at: datetime) -> dict[date, Day]:
    """The days of a span that have entries, each with its first `PER_DAY`, oldest first. Two statements."""
    since, until = moment(span.since), moment(span.until)
    rows = _whose(actor, whose).filter(met_at__gte=since, met_at__lt=until)
    by_day = TruncDate("met_at", tzinfo=LOCAL)
    ranked = rows.annotate(
        rank=Window(RowNumber(), partition_by=by_day, order_by=["met_at", "pk"]),
        of_day=Window(Count("pk"), partition_by=by_day),
    )
    counts = dict(ranked.filter(rank__lte=PER_DAY).order_by().values_list("pk", "of_day"))
    found: dict[date, Day] = {}
    for entry in _told(actor, Entry.objects.filter(pk__in=counts), at).order_by("met_at", "pk"):
        day = found.setdefault(entry.met_at.astimezone(LOCAL).date(), Day([], counts[entry.pk]))
        day.entries.append(entry)
    return found


def moment(day: date) -> datetime:
    """The beginning of a day in the banner."""
    return datetime.combine(day, time(), LOCAL)


def last_place(actor: Actor) -> int | None:
    """The place of an actor's newest entry. One statement."""
    rows = Entry.objects.filter(writer=actor.person_id).order_by("-met_at", "-pk")
    return rows.values_list("place_id", flat=True).first()


def writers(actor: Actor) -> list[Person]:
    """Whose diaries an actor may read, by name. One statement."""
    read = Entry.objects.visible_to(actor).order_by().values("writer")
    return list(Person.objects.filter(pk__in=read).order_by("name", "pk"))


def texts_of(page: Page) -> dict[str, str]:
    """What a page says, opened; the caller has recorded the opening."""
    return {key: sealed.text(page, key) for key in SEALED}


def newest_pages(entries: list[Entry]) -> dict[int, Page]:
    """The newest page of each entry, by the entry's id. One statement."""
    wanted_numbers = {entry.pk: entry.version for entry in entries}
    rows = Page.objects.filter(entry__in=wanted_numbers).order_by("entry_id", "number")
    return {row.entry_id: row for row in rows if row.number == wanted_numbers[row.entry_id]}


def came_up(actor: Actor, entries: list[Entry]) -> dict[UUID, list[Concern]]:
    """What came up at entries and what became of it, as far as the actor sees it, by the entry's uid. One statement."""
    wanted_uids = [entry.uid for entry in entries]
    rows = Concern.objects.visible_to(actor).filter(source=SOURCE, source_uid__in=wanted_uids)
    found: dict[UUID, list[Concern]] = {uid: [] for uid in wanted_uids}
    for concern in rows.select_related("matter").defer("matter__story").order_by("pk"):
        found[concern.source_uid].append(concern)
    return found


def _whose(actor: Actor, whose: Whose) -> EntryQuerySet:
    found = Entry.objects.visible_to(actor)
    own = Q(writer=actor.person_id)
    return found.filter(own) if whose is Whose.OWN else found.exclude(own)


def _told(actor: Actor, rows: EntryQuerySet, at: datetime) -> EntryQuerySet:
    """Rows with place and writer, how many ends each owes (`owes`) and whether one is late (`is_late`).

    Both as far as the actor may know of it.
    """
    owes = known(actor).owing().order_by().values("source_uid").annotate(n=Count("pk")).values("n")
    counted = Coalesce(Subquery(owes), Value(0), output_field=IntegerField())
    return rows.placed().annotate(owes=counted, is_late=owed_late(actor, at))


def _key(entry: Entry) -> str:
    return f"{entry.met_at.isoformat()}_{entry.pk}"
