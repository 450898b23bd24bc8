"""Reading concerns. Everything that shows one begins at `visible_to`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from yixian.access.actor import Actor
from yixian.concerns import declare
from yixian.concerns.declare import Record
from yixian.concerns.enums import Fate
from yixian.concerns.models import OWING, Concern, ConcernQuerySet
from yixian.concerns.rules import RAISABLE
from yixian.matters.models import Matter
from yixian.procedures import registry
from yixian.procedures.language import Text

PAGE = 30


@dataclass(frozen=True)
class Page:
    """Some concerns, with the keys of the pages beside them (empty where there is none)."""

    rows: list[Concern]
    newer: str
    older: str


def for_record(actor: Actor, source: str, source_uid: UUID) -> list[Concern]:
    """The concerns that were heard at a record, as far as the actor sees them, in the order heard. One statement."""
    return list(Concern.objects.visible_to(actor).of(source, source_uid).placed().order_by("pk"))


def owing(actor: Actor) -> ConcernQuerySet:
    """What still owes its end, as far as the actor sees it. Every list and count of it begins here."""
    return Concern.objects.visible_to(actor).owing()


def owing_counts(actor: Actor, at: datetime) -> Mapping[str, int]:
    """How many concerns owe their end: all that the actor sees, those past their time, their own. One statement."""
    return owing(actor).aggregate(
        all=Count("pk"),
        late=Count("pk", filter=Q(due_at__lte=at)),
        mine=Count("pk", filter=_own(actor)),
        to_check=Count("pk", filter=Q(fate=Fate.CLOSED)),
    )


def for_reader(actor: Actor, uid: UUID) -> Concern:
    """The concern, if the actor may see it; the getter is the gate. One statement. Raises Concern.DoesNotExist."""
    return Concern.objects.visible_to(actor).placed().get(uid=uid)


def listed(
    actor: Actor, which: str, at: datetime, *, source: str = "", after: str = "", before: str = ""
) -> Page:
    """One page by key: what owes its end by due time, what came to its end newest first. One statement.

    `which` is `owing`, `late`, `check`, `mine` or `ended`. Raises ValueError for a key that is none.
    """
    rows = Concern.objects.visible_to(actor).filter(_which(actor, which, at))
    if source:
        rows = rows.filter(source=source)
    ended = which == "ended"
    column = "heard_at" if ended else "due_at"
    backwards = bool(before) != ended
    if key := before or after:
        moment, _, pk = key.rpartition("_")
        beyond = "lt" if backwards else "gt"
        when = datetime.fromisoformat(moment)
        rows = rows.filter(Q(**{f"{column}__{beyond}": when}) | Q(**{column: when, f"pk__{beyond}": int(pk)}))
    sign = "-" if backwards else ""
    found = list(rows.placed().order_by(f"{sign}{column}", f"{sign}pk")[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    if before:
        found.reverse()
    first, last = (_key(found[0], column), _key(found[-1], column)) if found else ("", "")
    return Page(
        rows=found,
        newer=first if (before and more) or after else "",
        older=last if (not before and more) or before else "",
    )


def record_of(actor: Actor, concern: Concern) -> Record | None:
    """The record at which it was heard, None for whoever may not read that."""
    return declare.get(concern.source).record(actor, concern.source_uid)


def of_matter(actor: Actor, matter: Matter) -> list[Concern]:
    """The concerns that a matter came from or that were joined with it. One statement."""
    return list(Concern.objects.visible_to(actor).filter(matter=matter).placed().order_by("pk"))


def raisable() -> list[tuple[Text, list[tuple[str, Text]]]]:
    """What a concern may be turned into: kinds of matter under their procedures, as `procedure:category`."""
    return [
        (procedure.title, [(f"{key}:{each.value}", each.label) for each in procedure.categories])
        for key in RAISABLE
        for procedure in [registry.get(key)]
    ]


def _which(actor: Actor, which: str, at: datetime) -> Q:
    conditions = {
        "owing": OWING,
        "late": OWING & Q(due_at__lte=at),
        "check": Q(fate=Fate.CLOSED, checked_at__isnull=True),
        "mine": OWING & _own(actor),
        "ended": ~OWING,
    }
    return conditions[which]


def _own(actor: Actor) -> Q:
    """What an actor is to bring to its end themselves."""
    return Q(minder_id=actor.person_id) | Q(minder__isnull=True, with_unit=False, heard_by_id=actor.person_id)


def _key(concern: Concern, column: str) -> str:
    return f"{getattr(concern, column).isoformat()}_{concern.pk}"
