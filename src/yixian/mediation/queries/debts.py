"""What is owed from agreements, and sessions to come. Lists begin at the matters that the actor may see."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from yixian.access.actor import Actor
from yixian.matters.models import Matter
from yixian.mediation import limits
from yixian.mediation.enums import (
    OWED,
    SessionState,
)
from yixian.mediation.models import (
    Obligation,
    Session,
)
from yixian.rulebook.queries import book
from yixian.rulebook.terms import LOCAL

PAGE = 50
ONE_DAY = timedelta(days=1)


class Due(StrEnum):
    """How near the day of an obligation is."""

    LATER = "later"
    SOON = "soon"
    OVERDUE = "overdue"


def due_of(due_on: date, on: date) -> Due:
    """How near a day is: over, within the days that the rule book says, or later."""
    if due_on < on:
        return Due.OVERDUE
    return Due.SOON if due_on <= soon_until(on) else Due.LATER


def soon_until(on: date) -> date:
    """The last day that counts as soon."""
    return on + book(on).term(limits.SOON.code).value * ONE_DAY


def end_of(day: date) -> datetime:
    """The end of a day in the banner."""
    return datetime.combine(day + ONE_DAY, time(), LOCAL)


class View(StrEnum):
    """Which obligations a list shows."""

    OVERDUE = "overdue"
    SOON = "soon"
    ALL = "all"


@dataclass(frozen=True)
class Page:
    """Some obligations, with the keys of the pages beside them (empty where there is none)."""

    rows: list[Obligation]
    newer: str
    older: str


def obligations(actor: Actor, view: View, on: date) -> QuerySet[Obligation]:
    """Obligations to be performed in the matters that the actor may see."""
    found = Obligation.objects.filter(state__in=OWED, matter__in=Matter.objects.visible_to(actor))
    if view is View.OVERDUE:
        return found.filter(due_on__lt=on)
    return found.filter(due_on__range=(on, soon_until(on))) if view is View.SOON else found


def page(rows: QuerySet[Obligation], *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """One page by key, soonest first. One statement. Raises ValueError for a key that no page gave."""
    sign, beyond = ("-", "lt") if before else ("", "gt")
    found = rows.select_related("matter__place", "matter__holder").defer(
        "matter__story", "matter__place__boundary", "matter__holder__boundary"
    )
    if key := before or after:
        day, pk = _read_key(key)
        found = found.filter(Q(**{f"due_on__{beyond}": day}) | Q(due_on=day, **{f"pk__{beyond}": pk}))
    listed = list(found.order_by(f"{sign}due_on", f"{sign}pk")[: size + 1])
    more, listed = len(listed) > size, listed[:size]
    if before:
        listed.reverse()
    first, last = (_key(listed[0]), _key(listed[-1])) if listed else ("", "")
    return Page(
        rows=listed,
        newer=first if (before and more) or after else "",
        older=last if (not before and more) or before else "",
    )


def reminders(actor: Actor, on: date) -> dict[str, int]:
    """How many obligations are overdue and due soon, in the matters that the actor may see. One statement."""
    found = obligations(actor, View.ALL, on).filter(due_on__lte=soon_until(on))
    return found.aggregate(
        overdue=Count("pk", filter=Q(due_on__lt=on)), soon=Count("pk", filter=Q(due_on__gte=on))
    )


def coming_sessions(actor: Actor, at: datetime, most: int = 20) -> list[Session]:
    """The next planned sessions in the matters that the actor may see. One statement."""
    found = Session.objects.filter(
        state=SessionState.PLANNED, begins_at__gte=at, matter__in=Matter.objects.visible_to(actor)
    )
    joined = found.select_related("matter__place", "matter__holder")
    return list(
        joined.defer("matter__story", "matter__place__boundary", "matter__holder__boundary").order_by(
            "begins_at"
        )[:most]
    )


def _key(row: Obligation) -> str:
    return f"{row.due_on.isoformat()}_{row.pk}"


def _read_key(key: str) -> tuple[date, int]:
    day, _sep, pk = key.rpartition("_")
    return date.fromisoformat(day), int(pk)
