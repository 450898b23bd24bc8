"""What is published, for everybody: pages and feeds; and the addresses at which channels bring messages in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_GET, require_http_methods

from yixian.access.gate import public
from yixian.channels import actions, queries, rules
from yixian.channels.declare import Incoming, Unheard
from yixian.channels.enums import Kind, State
from yixian.channels.models import Publication
from yixian.places.models import Unit
from yixian.shell.parts import Tab

LARGEST_REQUEST = 64 * 1024
FORMS: dict[str, tuple[type[SyndicationFeed], str]] = {
    "atom": (Atom1Feed, "application/atom+xml; charset=utf-8"),
    "rss": (Rss201rev2Feed, "application/rss+xml; charset=utf-8"),
}


@public
@require_GET
def news(request: HttpRequest) -> HttpResponseBase:
    """What is published and holds, newest first. One statement, one more for a unit."""
    kind, unit = request.GET.get("kind", ""), _unit(request.GET.get("unit", ""))
    if kind and kind not in Kind.values:
        raise Http404
    keys = {name: request.GET.get(name, "") for name in ("after", "before")}
    of_unit = unit.pk if unit else None
    try:
        page = queries.news(timezone.localdate(), kind=kind, unit=of_unit, **keys)
    except ValueError:
        raise Http404 from None
    kept = f"&unit={of_unit}" if unit else ""
    context = {
        "page": page,
        "rows": [
            (each, rules.cut(rules.plain(each.current.body), 120)) for each in page.rows if each.current
        ],
        "kinds": [Tab(title=_("All"), href=f"?{kept.lstrip('&')}", here=not kind)]
        + [Tab(title=each.label, href=f"?kind={each}{kept}", here=each == kind) for each in Kind],
        "kept": f"kind={kind}{kept}" if kind else kept.lstrip("&"),
        "unit": unit,
    }
    return render(request, "portal/news_list.html", context)


def _unit(typed: str) -> Unit | None:
    """The unit that an address names, None for none. Raises Http404 for one that is not there."""
    if not typed:
        return None
    found = Unit.objects.defer("boundary").filter(pk=int(typed)) if _number(typed) else Unit.objects.none()
    unit = found.first()
    if unit is None:
        raise Http404
    return unit


def _number(typed: str) -> bool:
    return typed.isdecimal() and len(typed) < 10


@public
@require_GET
def item(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """One publication; where it was withdrawn, that and why. One statement."""
    row, today = _item(uid), timezone.localdate()
    edition = row.current
    if edition is None:
        raise Http404
    withdrawn = row.state == State.WITHDRAWN
    context = {
        "row": row,
        "title": _bare(row) if withdrawn else row.title,
        "edition": edition,
        "text": "" if withdrawn else rules.rendered(edition.body),
        "withdrawn": withdrawn,
        "over": row.valid_until is not None and row.valid_until < today,
    }
    return render(request, "portal/news_item.html", context, status=410 if withdrawn else 200)


def _bare(row: Publication) -> str:
    """Kind and day of a publication, in place of a title that is withdrawn with its text."""
    return f"{row.get_kind_display()} · {timezone.localdate(row.published_at).isoformat()}"


def _item(uid: UUID) -> Publication:
    try:
        return queries.news_item(uid, timezone.localdate())
    except Publication.DoesNotExist:
        raise Http404 from None


@public
@require_GET
def picture(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The picture of a publication."""
    row = _item(uid)
    if row.current is None or row.current.picture is None or row.state == State.WITHDRAWN:
        raise Http404
    response = HttpResponse(bytes(row.current.picture.content), content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=600"
    return response


def _changed(request: HttpRequest, form: str, pk: int | None = None) -> datetime | None:
    return queries.changed(timezone.localdate(), pk)


@public
@require_GET
@condition(last_modified_func=_changed)
def feed(request: HttpRequest, form: str, pk: int | None = None) -> HttpResponseBase:
    """The newest changes as Atom (RFC 4287) or RSS 2.0, of all units or of one."""
    if form not in FORMS:
        raise Http404
    unit = _unit(str(pk)) if pk is not None else None
    made = _feed(request, form, unit)
    for row in queries.feed(timezone.localdate(), pk):
        made.add_item(**_entry(request, row))
    response = HttpResponse(made.writeString("utf-8"), content_type=FORMS[form][1])
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _feed(request: HttpRequest, form: str, unit: Unit | None) -> SyndicationFeed:
    title = gettext("News of the banner")
    page = reverse("portal:news")
    return FORMS[form][0](
        title=f"{title} · {unit.name}" if unit else title,
        link=request.build_absolute_uri(f"{page}?unit={unit.pk}" if unit else page),
        description=gettext(
            "Notices, policies and answers, each read by a second person before it went out."
        ),
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )


def _entry(request: HttpRequest, row: Publication) -> dict[str, Any]:
    """One entry. Its id stays through corrections; a withdrawn one says so in place of its text."""
    facts: Iterable[str] = ()
    title, text = row.title, ""
    if row.state == State.WITHDRAWN:
        title = gettext("Withdrawn: %(title)s") % {"title": _bare(row)}
        text = rules.rendered(gettext("It was withdrawn: %(reason)s") % {"reason": row.reason})
    elif row.current is not None:
        facts = [row.get_kind_display()]
        text = rules.rendered(row.current.body)
        if row.current.correction:
            said = gettext("Corrected: %(what)s") % {"what": row.current.correction}
            text = rules.rendered(f"{said}\n\n{row.current.body}")
    return {
        "title": title,
        "link": request.build_absolute_uri(reverse("portal:news_item", kwargs={"uid": row.uid})),
        "description": str(text),
        "unique_id": row.uid.urn,
        "unique_id_is_permalink": False,
        "pubdate": row.published_at,
        "updateddate": row.appeared_at,
        "author_name": row.unit.name,
        "categories": facts,
    }


@public
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def channel_in(request: HttpRequest, key: str) -> HttpResponseBase:
    """Where a channel brings in what people write. Whatever does not prove whence it comes is turned away."""
    if request.method == "GET" and not request.GET:
        return redirect("portal:welcome")
    length = request.headers.get("Content-Length", "0")
    if not length.isdecimal() or int(length) > LARGEST_REQUEST:
        return HttpResponse(status=413)
    incoming = Incoming(
        method=request.method or "",
        query=request.GET.dict(),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=request.body,
    )
    try:
        said = actions.receive(at=timezone.now(), key=key, incoming=incoming)
    except (Unheard, KeyError):
        return HttpResponse(status=403)
    return HttpResponse(said.body, content_type=said.content_type)
