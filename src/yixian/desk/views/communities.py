"""Joint communities: villages joined to a community around one joint office."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.gate import Asked, needs
from yixian.communities import actions, queries
from yixian.communities.forms import JoinForm, PartForm
from yixian.communities.models import Joining
from yixian.communities.queries import Community
from yixian.desk.views.sending import send, sent
from yixian.fairs.queries import coming_to
from yixian.network.queries import duties, found, offices
from yixian.network.words import door_text
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])


@needs()
@require_GET
def communities(request: Asked) -> HttpResponseBase:
    """Every joint community with its villages and office, and the villages that are joined to none."""
    today = timezone.localdate()
    rows = queries.communities(today)
    bare = (
        Unit.objects.on(today).filter(kind=UnitKind.COMMUNITY).exclude(pk__in=[row.unit.pk for row in rows])
    )
    context = {
        "rows": rows,
        "villages": sum(len(row.joinings) for row in rows),
        "officeless": sum(not row.offices for row in rows),
        "unjoined": list(
            queries.unjoined(today).select_related("parent").defer("boundary", "parent__boundary")
        ),
        "bare": list(bare.select_related("parent").defer("boundary", "parent__boundary")),
        "keeps": request.actor.may("communities.keep"),
    }
    return render(request, "desk/communities.html", context)


@needs()
@require_GET
def outline(request: Asked) -> HttpResponseBase:
    """The land of the joint communities as GeoJSON, or of the one that is named."""
    today, chosen = timezone.localdate(), request.GET.get("only", "")
    only = [int(chosen)] if chosen.isdecimal() and len(chosen) < 10 else None
    features = queries.outline(queries.communities(today, only), _href)
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _href(community: Community) -> str:
    return reverse("desk:community", args=[community.unit.pk])


@needs()
@require_GET
def community(request: Asked, pk: int) -> HttpResponseBase:
    """One joint community: its villages, its office and who is there, and what was before."""
    now, today = timezone.now(), timezone.localdate()
    one = _community(pk, today)
    office = next(iter(found(offices(today).filter(pk__in=[each.pk for each in one.offices]), today)), None)
    context = {
        "one": one,
        "office": office,
        "door": door_text(office.door(now), now) if office else "",
        "duties": duties(office.unit, today) if office else [],
        "past": queries.past(one, today),
        "fairs": coming_to(queries.ground(one), now),
        "keeps": request.actor.may("communities.keep", one.unit.lineage),
        "founds": request.actor.may("places.administer"),
    }
    return render(request, "desk/community.html", context)


@needs("communities.keep")
@CHANGE
def join(request: Asked, pk: int) -> HttpResponseBase:
    """Join a village to it."""
    one, today = _kept(request, pk), timezone.localdate()
    posted = request.POST.get("village", "")
    chosen = int(posted) if posted.isdecimal() and len(posted) < 10 else 0
    villages = queries.offered(today, request.actor.units("communities.keep"), chosen)
    return send(
        request,
        JoinForm(sent(request), villages=villages, on=today),
        lambda given: actions.join(
            by=request.actor,
            at=timezone.now(),
            village=next(each for each in villages if str(each.pk) == given["village"]),
            community=one.unit,
            since=given["since"],
            token=given["token"],
        ),
        title=_("Join a village"),
        done=_("The village was joined."),
        lead=_("Villages that are joined to no community yet are offered."),
        **_ways(one),
    )


@needs("communities.keep")
@CHANGE
def part(request: Asked, pk: int, joining: int) -> HttpResponseBase:
    """Part a village from it."""
    one, today = _kept(request, pk), timezone.localdate()
    rows = Joining.objects.filter(pk=joining, community=one.unit).select_related("village")
    row = rows.defer("village__boundary").first()
    if row is None or (row.until is not None and request.method != "POST"):
        raise Http404
    return send(
        request,
        PartForm(sent(request), on=today),
        lambda given: actions.part(
            by=request.actor, at=timezone.now(), joining=row.pk, until=given["until"], token=given["token"]
        ),
        title=_("Part %(village)s") % {"village": row.village.name},
        done=_("The village belongs to it no longer."),
        **_ways(one),
    )


def _ways(one: Community) -> dict[str, Any]:
    crumbs = [
        Tab(title=_("Joint communities"), href=reverse("desk:communities")),
        Tab(title=one.unit.name, href=_href(one)),
    ]
    return {"back": _href(one), "crumbs": crumbs}


def _community(pk: int, on: date) -> Community:
    try:
        return queries.community(pk, on)
    except Unit.DoesNotExist:
        raise Http404 from None


def _kept(request: Asked, pk: int) -> Community:
    """The community, for whoever keeps it."""
    one = _community(pk, timezone.localdate())
    if not request.actor.may("communities.keep", one.unit.lineage):
        raise Http404
    return one
