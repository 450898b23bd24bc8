"""What stands open to everybody: seals, procedures, outlines of the land, and what is kept of people."""

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from yixian.access.gate import public
from yixian.audit.models import Seal
from yixian.audit.queries import public_roots
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.procedures import registry
from yixian.procedures.diagram import pictures
from yixian.rulebook.queries import book
from yixian.rulebook.words import term_text


@public
@require_GET
def roots(request: HttpRequest) -> HttpResponseBase:
    """The published seals, for people."""
    return render(request, "portal/roots.html", {"seals": Seal.objects.order_by("-number")[:60]})


@public
@require_GET
def roots_file(request: HttpRequest) -> HttpResponseBase:
    """The published seals, as a file that anybody may keep a copy of."""
    return JsonResponse(public_roots(), json_dumps_params={"ensure_ascii": False})


@public
@require_GET
def how(request: HttpRequest, key: str) -> HttpResponseBase:
    """A procedure explained to the people it serves: its steps, deadlines and ways out."""
    try:
        procedure = registry.get(key)
    except registry.UnknownProcedure:
        raise Http404 from None
    rules = {term.code: term for term in book(timezone.localdate()).rows}
    return render(
        request,
        "portal/how.html",
        {
            "procedure": procedure,
            "steps": [
                (step, term_text(rules[step.limit.rule]) if step.limit and step.limit.rule in rules else "")
                for step in procedure.steps
            ],
            "diagrams": pictures(procedure),
        },
    )


@public
@require_GET
def outlines(request: HttpRequest) -> HttpResponseBase:
    """Outlines of the grids, to point at a place: no figures, no people. One statement."""
    grids = Unit.objects.on(timezone.localdate()).filter(kind=UnitKind.GRID3, boundary__isnull=False)
    features = [
        {"type": "Feature", "geometry": boundary, "properties": {"name": name}}
        for name, boundary in grids.values_list("name", "boundary")
    ]
    response = JsonResponse({"type": "FeatureCollection", "features": features})
    response["Cache-Control"] = "public, max-age=3600"
    return response


@public
@require_GET
def privacy(request: HttpRequest) -> HttpResponseBase:
    """What is kept, why, for how long, and what one may ask for."""
    return render(request, "portal/privacy.html")
