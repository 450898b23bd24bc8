"""Home: the method at a glance, today's figures, and what is stuck."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yixian.access.actor import Actor
from yixian.access.gate import Asked, needs
from yixian.concerns.queries import owing_counts
from yixian.desk.views.matter import title_of
from yixian.diary.queries import counts as diary_counts
from yixian.matters.models import Matter
from yixian.matters.queries import Which, Wish, page, scope, waiting_counts, work_counts
from yixian.measures import declare
from yixian.measures.queries import figures, series, standing, stocks
from yixian.method.figures import FIGURES, Figure, Period
from yixian.method.register import LINES, mechanisms
from yixian.places.models import Unit
from yixian.procedures import registry
from yixian.teams.queries.cases import due_for

STUCK = 8
DAYS = 365


def year(today: date) -> Period:
    """The 365 days that end with a day."""
    return Period(today - timedelta(days=DAYS - 1), today + timedelta(days=1))


def ground(actor: Actor) -> Any:
    """Ids of the units that an actor's figures are counted over, as a subquery; None for the whole banner."""
    units = actor.units("matters.see")
    if units and Unit.objects.filter(pk__in=units, parent__isnull=True).exists():
        return None
    return Unit.objects.filter(lineage__overlap=units).order_by().values("pk") if units else None


@needs()
@require_GET
def home(request: Asked) -> HttpResponseBase:
    """The six lines with what of each is at work, what waits for me, and what is stuck on my ground."""
    at, today = timezone.now(), timezone.localdate()
    period = year(today)
    units = ground(request.actor)
    flows = figures(
        ["disputes.accepted", "disputes.resolved", "disputes.resolved_at", "matters.overrun"],
        units,
        period.since,
        period.until,
    )
    open_now = sum(stocks(["matters.open"], units, today)["matters.open"].values())
    tiers = flows["disputes.resolved_at"]
    overdue = scope(request.actor, Wish(which=Which.OVERDUE), at)
    resolved = sum(flows["disputes.resolved"].values())
    accepted = sum(flows["disputes.accepted"].values())
    return render(
        request,
        "desk/home.html",
        {
            "now": at,
            "period": period,
            "lines": LINES,
            "built": sum(each.built for each in mechanisms()),
            "all": len(mechanisms()),
            "accepted": accepted,
            "resolved": resolved,
            "share": round(100 * resolved / accepted, 1) if accepted else None,
            "overrun": sum(flows["matters.overrun"].values()),
            "open": open_now,
            "tiers": _tiers(tiers),
            "months": _months(units, period),
            "stuck": [
                (matter, title_of(matter))
                for matter in page(overdue, Wish(which=Which.OVERDUE), size=STUCK).rows
            ],
            "counts": work_counts(request.actor, at),
            "waiting": waiting_counts(request.actor),
            "tasks": due_for(request.actor, at) if _leads_or_undertakes(request.actor) else [],
            "sees": request.actor.may("matters.see"),
            "concerns": owing_counts(request.actor, at) if _hears(request.actor) else None,
            "diary": diary_counts(request.actor, at) if _reads_diaries(request.actor) else None,
        },
    )


def _hears(actor: Actor) -> bool:
    return actor.may("concerns.see") or actor.may("concerns.hear")


def _reads_diaries(actor: Actor) -> bool:
    return actor.may("diary.keep") or actor.may("diary.supervise")


def _leads_or_undertakes(actor: Actor) -> bool:
    return actor.may("teams.lead") or actor.may("teams.undertake")


def _tiers(found: dict[str, int]) -> list[dict[str, Any]]:
    total = sum(found.values())
    measure = declare.get("disputes.resolved_at")
    return [
        {
            "key": choice.value,
            "label": choice.label,
            "value": found.get(choice.value, 0),
            "share": round(100 * found.get(choice.value, 0) / total, 1) if total else 0,
        }
        for choice in measure.parts
    ]


def _months(units: Any, period: Period) -> list[dict[str, Any]]:
    accepted = series("disputes.accepted", units, period.since, period.until, step="month")
    resolved = dict(series("disputes.resolved", units, period.since, period.until, step="month"))
    return [{"month": day, "accepted": value, "resolved": resolved.get(day, 0)} for day, value in accepted]


@needs()
@require_GET
def mechanism(request: Asked, number: str) -> HttpResponseBase:
    """One mechanism: what it does, its procedures, its figures, each a door to its records."""
    found = next((each for each in mechanisms() if each.id == number), None)
    if found is None:
        raise Http404
    period = year(timezone.localdate())
    counted: list[tuple[str, Figure, int]] = [
        (key, FIGURES[key], FIGURES[key].compute(period)) for key in found.figures
    ]
    kept = standing(found.measures, ground(request.actor), period.since, period.until)
    measures = [
        (
            declare.get(key),
            sum(parts.values()),
            [(declare.get(key).label(part), value) for part, value in parts.items() if part],
        )
        for key, parts in kept.items()
    ]
    return render(
        request,
        "desk/mechanism.html",
        {
            "mechanism": found,
            "procedures": [registry.get(key) for key in found.procedures],
            "period": period,
            "figures": counted,
            "measures": measures,
            "sees": request.actor.may("matters.see"),
        },
    )


@needs("matters.see")
@require_GET
def to_matter(request: Asked) -> HttpResponseBase:
    """Find a matter by what is typed in the bar: the worklist, over everything that may be seen."""
    wish = Wish(text=request.GET.get("q", "")[:100])
    rows = scope(request.actor, wish, timezone.now()) if wish.text.strip() else Matter.objects.none()
    shown = page(rows, wish, size=50)
    return render(
        request,
        "desk/search.html",
        {
            "text": wish.text,
            "rows": [
                (matter, title_of(matter), matter.declaration.category(matter.category).label)
                for matter in shown.rows
            ],
            "now": timezone.now(),
        },
    )
