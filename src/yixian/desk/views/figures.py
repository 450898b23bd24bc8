"""A figure, and the very records that it counts."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yixian.access.gate import Asked, needs
from yixian.desk import counted
from yixian.desk.views.home import ground, year
from yixian.measures import declare
from yixian.measures.declare import Measure
from yixian.measures.queries import by_unit, records, series, standing
from yixian.method.figures import Period
from yixian.method.register import mechanisms
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.procedures.language import Text

SIZE = 50
LONGEST = 19
"""Longer numbers are no ids."""


@needs("matters.see")
@require_GET
def index(request: Asked) -> HttpResponseBase:
    """Every figure of the last twelve months on the actor's ground."""
    period = year(timezone.localdate())
    units = ground(request.actor)
    found = standing([each.key for each in declare.every()], units, period.since, period.until)
    values = {key: sum(parts.values()) for key, parts in found.items()}
    return render(request, "desk/figures.html", {"groups": _groups(values), "period": period})


def _groups(values: dict[str, int]) -> list[tuple[Text, list[tuple[Measure, int]]]]:
    """The figures by the mechanism that they belong to first; what belongs to none comes at the end."""
    left = dict(values)
    found: list[tuple[Text, list[tuple[Measure, int]]]] = []
    for mechanism in mechanisms():
        rows = [(declare.get(key), left.pop(key)) for key in mechanism.measures if key in left]
        if rows:
            found.append((f"{mechanism.id} {mechanism.title}", rows))
    return [*found, (_("All matters"), [(declare.get(key), value) for key, value in left.items()])]


@needs("matters.see")
@require_GET
def figure(request: Asked, key: str) -> HttpResponseBase:
    """One figure by part, month and town, with its records, newest first; those that the reader may not open are only counted."""
    try:
        measure = declare.get(key)
    except KeyError:
        raise Http404 from None
    period = _period(request)
    part = request.GET.get("part") or None
    units = ground(request.actor)
    total = standing([key], units, period.since, period.until)[key]
    value = total.get(part, 0) if part else sum(total.values())
    parts = [(each, measure.label(each), count) for each, count in sorted(total.items()) if each]
    after = request.GET.get("after", "")
    found = list(
        records(
            key,
            units,
            period.since,
            period.until,
            part=part,
            after_id=int(after) if after.isdecimal() and len(after) < LONGEST else None,
            limit=SIZE + 1,
            newest_first=True,
        )
    )
    more, found = len(found) > SIZE, found[:SIZE]
    rows, hidden = counted.rows(request.actor, measure, part, found, timezone.localdate())
    return render(
        request,
        "desk/figure.html",
        {
            "measure": measure,
            "period": period,
            "part": part,
            "value": value,
            "parts": parts,
            "rows": rows,
            "weighs": any(row.value != 1 for row in rows),
            "hidden": hidden,
            "standing": counted.standing(request.actor, measure) if measure.stock else "",
            "next": found[-1].pk if more and found else None,
            "months": series(key, units, period.since, period.until, step="month"),
            "towns": _towns(measure, period, units),
        },
    )


def _period(request: Asked) -> Period:
    usual = year(timezone.localdate())
    try:
        since = date.fromisoformat(request.GET.get("since", usual.since.isoformat()))
        until = date.fromisoformat(request.GET.get("until", usual.until.isoformat()))
    except ValueError:
        raise Http404 from None
    if since >= until:
        raise Http404
    return Period(since, until)


def _towns(measure: Measure, period: Period, units: Any) -> list[tuple[str, int]]:
    """The figure by town; units of the banner itself under its own name. Three statements."""
    since = date.min if measure.stock else period.since
    found = by_unit(measure.key, units, since, period.until)
    lineages = dict(Unit.objects.filter(pk__in=[pk for pk in found if pk]).values_list("pk", "lineage"))
    names = dict(Unit.objects.filter(kind__in=(UnitKind.TOWN, UnitKind.BANNER)).values_list("pk", "name"))
    totals: dict[str, int] = {}
    for pk, value in found.items():
        above = [unit for unit in lineages.get(pk or 0, []) if unit in names]
        if above:
            totals[names[above[-1]]] = totals.get(names[above[-1]], 0) + value
    return sorted(totals.items(), key=lambda row: -row[1])
