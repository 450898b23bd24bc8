"""Joint communities for everybody: which villages belong together, and where their office is."""

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yixian.access.gate import public
from yixian.communities import queries
from yixian.communities.queries import Community
from yixian.fairs.queries import coming_to
from yixian.network.queries import duties, found, offices
from yixian.places.models import Unit
from yixian.portal.views.network import shown


@public
@require_GET
def communities(request: HttpRequest) -> HttpResponseBase:
    """Every joint community with its villages and whether its office is open; `q` finds that of a village."""
    now, today = timezone.now(), timezone.localdate()
    typed = request.GET.get("q", "").strip()[:40]
    every = queries.communities(today)
    rows = [row for row in every if not typed or _is_meant(row, typed)]
    open_now = {
        each.unit.pk: shown(each, now)
        for each in found(
            offices(today).filter(pk__in=[unit.pk for row in rows for unit in row.offices]), today
        )
    }
    listed = [(row, open_now.get(row.office.pk) if row.office else None) for row in rows]
    return render(request, "portal/communities.html", {"rows": listed, "typed": typed, "any": bool(every)})


def _is_meant(row: Community, typed: str) -> bool:
    return any(typed in each.name for each in (row.unit, *row.villages))


@public
@require_GET
def community(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One joint community: its villages, its office and who is there."""
    now, today = timezone.now(), timezone.localdate()
    try:
        one = queries.community(pk, today)
    except Unit.DoesNotExist:
        raise Http404 from None
    office = next(iter(found(offices(today).filter(pk__in=[each.pk for each in one.offices]), today)), None)
    context = {
        "one": one,
        "office": shown(office, now) if office else None,
        "duties": duties(office.unit, today) if office else [],
        "weekday": today.weekday(),
        "fairs": coming_to(queries.ground(one), now),
    }
    return render(request, "portal/community.html", context)


@public
@require_GET
def outline(request: HttpRequest) -> HttpResponseBase:
    """The land of the joint communities as GeoJSON, or of the one that is named."""
    chosen = request.GET.get("only", "")
    only = [int(chosen)] if chosen.isdecimal() and len(chosen) < 10 else None
    rows = queries.communities(timezone.localdate(), only)
    features = queries.outline(rows, lambda row: reverse("portal:community", args=[row.unit.pk]))
    response = JsonResponse({"type": "FeatureCollection", "features": features})
    response["Cache-Control"] = "public, max-age=3600"
    return response
