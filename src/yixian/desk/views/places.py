"""Units, the map of grids, and the calendar of deadlines."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yixian.access.gate import Asked, needs
from yixian.desk.views.matter import title_of
from yixian.matters.enums import RUNNING_STATES
from yixian.matters.models import Matter
from yixian.measures.queries import figures, stock
from yixian.people.models import Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.rulebook.queries import book

LIAISED = (UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY)
WEEKS = 5
PER_DAY = 4


@needs()
@require_GET
def units(request: Asked) -> HttpResponseBase:
    """The tree, from the banner."""
    root = Unit.objects.filter(parent__isnull=True).first()
    if root is None:
        return render(request, "desk/unit.html", {"unit": None, "is_place": False})
    return _unit(request, root)


@needs()
@require_GET
def unit(request: Asked, pk: int) -> HttpResponseBase:
    """One unit: what stands above and below it, who holds posts in it, its figures."""
    found = Unit.objects.filter(pk=pk).select_related("parent").first()
    if found is None:
        raise Http404
    return _unit(request, found)


def _unit(request: Asked, unit: Unit) -> HttpResponseBase:
    today = timezone.localdate()
    since, until = today - timedelta(days=364), today + timedelta(days=1)
    below = Unit.objects.filter(lineage__contains=[unit.pk]).order_by().values("pk")
    found = figures(["disputes.accepted", "disputes.resolved", "matters.overrun"], below, since, until)
    children = Unit.objects.on(today).filter(parent=unit).defer("boundary").annotate(below=Count("children"))
    groups: dict[Any, list[Unit]] = {}
    for child in children.order_by("kind", "code", "name"):
        groups.setdefault(UnitKind(child.kind).label, []).append(child)
    return render(
        request,
        "desk/unit.html",
        {
            "unit": unit,
            "above": _above(unit),
            "groups": groups.items(),
            "posts": Post.objects.on(today)
            .filter(unit=unit)
            .select_related("person")
            .order_by("role", "person__name")[:200],
            "spans": unit.spans.select_related("parent").order_by("-since"),
            "became": unit.became.select_related("new"),
            "came_of": unit.came_of.select_related("old"),
            "accepted": sum(found["disputes.accepted"].values()),
            "resolved": sum(found["disputes.resolved"].values()),
            "overrun": sum(found["matters.overrun"].values()),
            "open": stock("matters.open", below, today),
            "may_see": request.actor.may("matters.see", unit.lineage),
            "is_place": unit.kind in LIAISED and request.actor.may("liaison.see"),
        },
    )


def _above(unit: Unit) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=unit.lineage).exclude(pk=unit.pk).defer("boundary").order_by("lineage")


@needs("matters.see")
@require_GET
def map_page(request: Asked) -> HttpResponseBase:
    """Grids on the map, coloured by open matters, with the same as a table."""
    rows = _open_by_place(request)
    names = dict(Unit.objects.filter(pk__in=rows).values_list("pk", "name"))
    listed = [(pk, names[pk], count) for pk, count in rows.most_common(100)]
    return render(request, "desk/map.html", {"rows": listed, "total": sum(rows.values())})


@needs("matters.see")
@require_GET
def map_data(request: Asked) -> HttpResponseBase:
    """Outlines of the grids on the actor's ground as GeoJSON, each with its number of open matters. Two statements."""
    rows = _open_by_place(request)
    grids = Unit.objects.on(timezone.localdate()).filter(
        kind=UnitKind.GRID3, boundary__isnull=False, lineage__overlap=request.actor.units("matters.see")
    )
    features = [
        {
            "type": "Feature",
            "geometry": boundary,
            "properties": {"id": pk, "name": name, "open": rows.get(pk, 0)},
        }
        for pk, name, boundary in grids.values_list("pk", "name", "boundary")
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _open_by_place(request: Asked) -> Counter[int]:
    """Open matters by their place, within what the actor may see. One statement."""
    rows = Matter.objects.visible_to(request.actor).open().order_by().values_list("place_id")
    return Counter(dict(rows.annotate(count=Count("pk"))))


@needs("matters.see")
@require_GET
def calendar(request: Asked) -> HttpResponseBase:
    """What falls due in the next weeks, by day; overdue before it."""
    at, today = timezone.now(), timezone.localdate()
    first = today - timedelta(days=today.weekday())
    last = first + timedelta(weeks=WEEKS)
    end = datetime.combine(last, time(), timezone.get_current_timezone())
    mine = Matter.objects.visible_to(request.actor).filter(
        state__in=RUNNING_STATES, holder_id__in=request.actor.own_units
    )
    due = mine.filter(due_at__gt=at, due_at__lte=end).order_by("due_at", "pk").placed()[:500]
    days: dict[date, list[tuple[Matter, str]]] = {}
    for matter in due:
        day = timezone.localdate(matter.due_at - timedelta(microseconds=1))
        days.setdefault(day, []).append((matter, title_of(matter)))
    worked = book(today).calendar
    weeks = [[first + timedelta(days=7 * week + day) for day in range(7)] for week in range(WEEKS)]
    cells = [
        [
            {
                "day": day,
                "kind": worked.kind(day).value,
                "name": worked.name(day),
                "today": day == today,
                "past": day < today,
                "due": days.get(day, [])[:PER_DAY],
                "more": max(0, len(days.get(day, [])) - PER_DAY),
            }
            for day in week
        ]
        for week in weeks
    ]
    shown = {"weeks": cells, "overdue": mine.filter(due_at__lte=at).count(), "count": len(due)}
    return render(request, "desk/calendar.html", shown)
