"""Liaison: which places have had no visit, who is responsible where, one's own places, and what was done there."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yixian.access.actor import Actor, Denied
from yixian.access.gate import Asked, needs
from yixian.concerns.queries import for_record
from yixian.desk import opened
from yixian.documents.queries import of_stream
from yixian.documents.serve import respond
from yixian.kernel import sealed
from yixian.liaison import actions
from yixian.liaison.actions.visits import may_open
from yixian.liaison.enums import Kind, VisitState
from yixian.liaison.models import FieldVisit, Liaison
from yixian.liaison.queries import assigned, coverage
from yixian.liaison.words import visit_title
from yixian.matters.enums import Need
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.rulebook.enums import TermUnit
from yixian.shell.parts import Tab

NEEDS = (Need.HANDLING, Need.COLLEAGUE, Need.CHECK)
DRAWN = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


@needs("liaison.see")
@require_GET
def liaison(request: Asked) -> HttpResponseBase:
    """Places without a visit in their period, as tiles, a map and a list, and assignments that nobody holds."""
    today = timezone.localdate()
    asked = request.GET.get("kind", "")
    kind = Kind(asked) if asked in Kind.values else None
    found = coverage.owed(request.actor, today)
    late = Counter(each.kind for each in found)
    seen = Liaison.objects.visible_to(request.actor, today).on(today).order_by().values_list("kind")
    counts = {row[0]: row[1:] for row in seen.annotate(Count("pk"), Count("place", distinct=True))}
    terms = coverage.terms(today)
    context = {
        "tiles": [(each, *counts.get(each.value, (0, 0)), late[each]) for each in Kind],
        "rows": [each for each in found if kind in (None, each.kind)],
        "all": len(found),
        "tabs": [
            Tab(title=_("All kinds"), href="?", here=kind is None),
            *(
                Tab(title=each.label, href=f"?kind={each.value}", here=kind is each, count=late[each])
                for each in Kind
            ),
        ],
        "terms": [(each.label, terms[each].value, TermUnit(terms[each].unit).label) for each in Kind],
        "vacant": [
            (each, assigned.stands(each.place, today)) for each in assigned.vacant(request.actor, today)
        ],
        "mine": assigned.mine(request.actor, today).exists(),
        "any": bool(counts),
    }
    return render(request, "desk/liaison.html", context)


@needs("liaison.see")
@require_GET
def map_data(request: Asked) -> HttpResponseBase:
    """Outlines of villages and communities that the reader may know of, with the number of visits each owes."""
    today = timezone.localdate()
    owed = coverage.per_place(coverage.owed(request.actor, today))
    places = Liaison.objects.visible_to(request.actor, today).on(today).values("place")
    units = Unit.objects.on(today).filter(pk__in=places, kind__in=DRAWN, boundary__isnull=False)
    features = [
        {
            "type": "Feature",
            "geometry": boundary,
            "properties": {
                "name": name,
                "open": owed[pk],
                "href": reverse("desk:liaison_place", kwargs={"pk": pk}),
            },
        }
        for pk, name, boundary in units.order_by("lineage").values_list("pk", "name", "boundary")
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


@needs("liaison.see")
@require_GET
def places(request: Asked) -> HttpResponseBase:
    """Who is responsible where: every place of a town with whoever is assigned to it."""
    today = timezone.localdate()
    seen = Liaison.objects.visible_to(request.actor, today).on(today)
    rows = assigned.standings(seen, today)
    towns = {unit.pk: unit for each in rows if (unit := _town(each.liaison.place)) is not None}
    asked = request.GET.get("town", "")
    town = int(asked) if asked.isdecimal() and int(asked) in towns else min(towns, default=0)
    groups: dict[int, list[Any]] = {}
    for each in rows:
        if town in each.liaison.place.lineage:
            groups.setdefault(each.liaison.place_id, []).append(each)
    listed = sorted(groups.values(), key=lambda group: group[0].liaison.place.lineage)
    shown = [Tab(title=unit.name, href=f"?town={pk}", here=pk == town) for pk, unit in sorted(towns.items())]
    return render(request, "desk/liaison_places.html", {"tabs": shown, "groups": listed})


def _town(place: Unit) -> Unit | None:
    return place if place.kind == UnitKind.TOWN else place.parent


@needs("liaison.see")
@require_GET
def mine(request: Asked) -> HttpResponseBase:
    """One's own places: until when the next visit is due, and everything that is open there."""
    today = timezone.localdate()
    rows = assigned.standings(assigned.mine(request.actor, today), today)
    open_ones = assigned.threads(request.actor, *(each.liaison for each in rows))
    shown = {"rows": rows, "threads": open_ones, "today": today, "now": timezone.now()}
    return render(request, "desk/liaison_mine.html", shown)


@needs("liaison.see")
@require_GET
def place(request: Asked, pk: int) -> HttpResponseBase:
    """A place: who is responsible for it, its development plan, and the visits to it."""
    today = timezone.localdate()
    unit = place_or_404(request, pk)
    responsible = assigned.standings(assigned.of_place(unit, today), today)
    held = {each.pk for each in assigned.mine(request.actor, today).filter(place__in=unit.lineage)}
    keeps = request.actor.may("liaison.keep", unit.lineage)
    context = {
        "unit": unit,
        "rows": [(each, each.liaison.pk in held, keeps or each.liaison.pk in held) for each in responsible],
        "earlier": _earlier(request.actor, unit),
        "items": assigned.plan_of(unit),
        "visits": assigned.visits_at(request.actor, unit, today),
        "coming": assigned.coming(unit, today),
        "keeps": keeps,
        "stands": assigned.stands(unit, today),
        "kinds": assigned.kinds_for(unit, today) if keeps else [],
        "plans": request.actor.may("liaison.plan", unit.lineage)
        or any(each.liaison.pk in held and each.liaison.place_id == pk for each in responsible),
        "today": today,
    }
    return render(request, "desk/liaison_place.html", context)


def _earlier(actor: Actor, unit: Unit) -> list[Liaison]:
    """Whoever was responsible before, newest first."""
    today = timezone.localdate()
    ended = Liaison.objects.visible_to(actor, today).filter(place=unit, until__lte=today)
    return list(ended.named().order_by("-until", "-pk")[: assigned.NEWEST])


def place_or_404(request: Asked, pk: int) -> Unit:
    """A place of whose liaison the reader may know, or 404."""
    today = timezone.localdate()
    try:
        unit = assigned.place_of(pk, today)
    except Unit.DoesNotExist:
        raise Http404 from None
    if not assigned.may_read(request.actor, unit, today):
        raise Http404
    return unit


def liaison_or_404(request: Asked, uid: UUID) -> Liaison:
    """A liaison that the reader may see, or 404."""
    try:
        return assigned.liaison_of(request.actor, uid, timezone.localdate())
    except Liaison.DoesNotExist:
        raise Http404 from None


def visit_or_404(request: Asked, uid: UUID) -> FieldVisit:
    """A visit that the reader may see, or 404."""
    try:
        return assigned.visit_of(request.actor, uid, timezone.localdate())
    except FieldVisit.DoesNotExist:
        raise Http404 from None


@needs("liaison.see")
@require_GET
def visit(request: Asked, uid: UUID) -> HttpResponseBase:
    """A visit: with whom, the concerns and what became of each, and what is sealed, once it is opened."""
    found, now, today = visit_or_404(request, uid), timezone.now(), timezone.localdate()
    may = may_open(request.actor, found, today)
    is_open = may and opened.is_open(request, uid, now, "visit")
    carries = assigned.carries_on(request.actor, found.liaison, today)
    made = found.state == VisitState.MADE
    context = {
        "visit": found,
        "now": now,
        "title": visit_title(found),
        "concerns": for_record(request.actor, assigned.SOURCE, uid) if made else [],
        "made": made,
        "planned": found.state == VisitState.PLANNED,
        "is_open": is_open,
        "may_open": may,
        "needs": NEEDS,
        "note": sealed.text(found, "note") if is_open else "",
        "names": sealed.text(found, "names") if is_open else "",
        "files": [(each, sealed.text(each, "name") if is_open else "") for each in of_stream(found.stream)],
        "mine": carries,
        "records": found.state == VisitState.PLANNED and assigned.holds(request.actor, found.liaison, today),
        "drops": carries or assigned.keeps(request.actor, found.liaison),
    }
    return render(request, "desk/liaison_visit.html", context)


@needs("liaison.see")
@require_POST
def visit_open(request: Asked, uid: UUID) -> HttpResponseBase:
    """Open what was heard for half an hour; who did it and why stands in its history."""
    visit_or_404(request, uid)
    asked, at = request.POST.get("need", ""), timezone.now()
    try:
        actions.open_visit(
            by=request.actor, at=at, uid=uid, need=Need(asked) if asked in NEEDS else Need.HANDLING
        )
    except Denied:
        raise Http404 from None
    opened.remember(request, uid, at, "visit")
    return redirect("desk:liaison_visit", uid=uid)


@needs("liaison.see")
@require_GET
def visit_file(request: Asked, uid: UUID, file: UUID) -> HttpResponseBase:
    """A picture of a visit, while what was heard is open in this session."""
    found = visit_or_404(request, uid)
    may = may_open(request.actor, found, timezone.localdate())
    if not may or not opened.is_open(request, uid, timezone.now(), "visit"):
        raise Http404
    return respond(get_object_or_404(of_stream(found.stream), uid=file))


@needs("liaison.see")
@require_GET
def one(request: Asked, uid: UUID) -> HttpResponseBase:
    """An assignment: its succession, what is open under it, its visits, and the hand-over note."""
    found, today = liaison_or_404(request, uid), timezone.localdate()
    holds = assigned.holds(request.actor, found, today)
    may = holds or assigned.keeps(request.actor, found)
    is_open = may and opened.is_open(request, uid, timezone.now(), "liaison")
    visits = FieldVisit.objects.filter(liaison=found, state=VisitState.MADE).named()
    context = {
        "liaison": found,
        "before": Liaison.objects.named().filter(followed_by=found).first(),
        "after": _after(found),
        "threads": assigned.threads(request.actor, found) if found.until is None else None,
        "visits": visits.order_by("-day", "-pk")[: assigned.NEWEST],
        "has_note": bool(found.note),
        "note": sealed.text(found, "note") if is_open else "",
        "is_open": is_open,
        "may": may,
        "holds": holds and found.until is None,
    }
    return render(request, "desk/liaison_one.html", context)


def _after(liaison: Liaison) -> Liaison | None:
    """Whoever follows, or has taken the succession into an assignment of their own."""
    follows = Liaison.objects.named().filter(follows=liaison).first()
    if follows is not None or liaison.until is None:
        return follows
    return Liaison.objects.named().filter(line=liaison.line, until=None).first()


@needs("liaison.see")
@require_POST
def note_open(request: Asked, uid: UUID) -> HttpResponseBase:
    """Open a hand-over note; it stands in the history of the assignment."""
    liaison_or_404(request, uid)
    at = timezone.now()
    try:
        actions.read_note(by=request.actor, at=at, uid=uid)
    except Denied:
        raise Http404 from None
    opened.remember(request, uid, at, "liaison")
    return redirect("desk:liaison_one", uid=uid)
