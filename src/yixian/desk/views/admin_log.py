"""The log, for the audit administrator: reading only, nothing of it opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yixian.access.gate import Asked, needs
from yixian.audit import registry
from yixian.audit.models import Event, Seal
from yixian.desk.views.admin import number_of
from yixian.matters.history import sentences
from yixian.people.models import Person

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One event; `who` is the name of the account that wrote it, beside matters, `sentence` names things by their id."""

    event: Event
    sentence: str
    who: str


@dataclass(frozen=True)
class LogPage:
    """Some events, newest first, with the keys of the pages beside them (empty where there is none)."""

    rows: list[Line]
    newer: str
    older: str


@needs("audit.read")
@require_GET
def log(request: Asked) -> HttpResponseBase:
    """One page of the log, by kind and day."""
    kinds = [each.key for each in registry.every()]
    kind, day = request.GET.get("kind", ""), _day(request.GET.get("day", ""))
    kind = kind if kind in kinds else ""
    found = _filtered(kind, day)
    kept = request.GET.copy()
    for key in ("after", "before"):
        kept.pop(key, None)
    sealed = Seal.objects.aggregate(
        count=Count("pk"), size=Coalesce(Sum("size"), 0), upto=Coalesce(Max("upto"), 0)
    )
    unsealed = Event.objects.filter(pk__gt=sealed["upto"]).count()
    return render(
        request,
        "desk/admin_log.html",
        {
            "page": _page(found, number_of(request.GET.get("after")), number_of(request.GET.get("before"))),
            "kinds": kinds,
            "kind": kind,
            "day": day,
            "kept": kept.urlencode(),
            "events": sealed["size"] + unsealed,
            "seals": sealed["count"],
            "unsealed": unsealed,
        },
    )


def _filtered(kind: str, day: date | None) -> QuerySet[Event]:
    found = Event.objects.all()
    if kind:
        found = found.filter(kind=kind)
    if day:
        begins = datetime.combine(day, time(), timezone.get_current_timezone())
        found = found.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    return found


def _page(found: QuerySet[Event], after: int, before: int) -> LogPage:
    """Events by their number in the log: those older than `after`, or newer than `before`, or the newest."""
    if before:
        listed = list(found.filter(pk__gt=before).order_by("pk")[: PAGE + 1])
    else:
        listed = list((found.filter(pk__lt=after) if after else found).order_by("-pk")[: PAGE + 1])
    more, listed = len(listed) > PAGE, listed[:PAGE]
    if before:
        listed.reverse()
    first, last = (str(listed[0].pk), str(listed[-1].pk)) if listed else ("", "")
    return LogPage(
        rows=_lines(listed),
        newer=first if (before and more) or after else "",
        older=last if before or more else "",
    )


def _lines(events: Sequence[Event]) -> list[Line]:
    names = Person.objects.in_bulk({event.by_id for event in events if event.by_id})
    told = sentences(events)
    return [
        Line(
            event,
            told.get(event.pk) or _sentence(event),
            str(names[event.by_id]) if event.by_id in names else "",
        )
        for event in events
    ]


def _sentence(event: Event) -> str:
    try:
        return registry.get(event.kind).describe(event.body)
    except KeyError:
        return event.kind


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
