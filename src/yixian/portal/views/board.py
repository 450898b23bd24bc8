"""The public supervision board for everybody: the overdue on top, every matter with its deadline and answer."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from yixian.access.gate import public
from yixian.board import queries
from yixian.board.measures import PROCEDURES
from yixian.board.queries import Row
from yixian.rulebook.ledger import sentence
from yixian.rulebook.queries import book
from yixian.shell.parts import Tab

KEPT = 60
"""Seconds for which a page may be shown again before it is asked for anew."""


@public
@require_GET
@cache_control(public=True, max_age=KEPT)
def board(request: HttpRequest) -> HttpResponseBase:
    """What is on the board, by town and kind; the overdue first."""
    at = timezone.now()
    asked = {key: request.GET.get(key, "")[:20] for key in ("town", "kind", "late")}
    found = queries.public(at, town=asked["town"], procedure=asked["kind"], late=bool(asked["late"]))
    try:
        page = queries.page(
            found, at, after=request.GET.get("after", ""), before=request.GET.get("before", "")
        )
    except (ValueError, OverflowError):
        raise Http404 from None
    context = {
        "page": page,
        "kept": urlencode({key: value for key, value in asked.items() if value}),
        "towns": [_tab(asked, town.name, "town", str(town.pk)) for town in queries.towns_up()],
        "kinds": [_tab(asked, each.label, "kind", each.value) for each in PROCEDURES],
        "late": _tab(asked, _("Only what is overdue"), "late", "1"),
        "narrowed": any(asked.values()),
        "late_now": queries.public(at).filter(queries.overdue(at)).count(),
        "now": at,
    }
    return render(request, "portal/board.html", context)


def _tab(asked: dict[str, str], title: Any, key: str, value: str) -> Tab:
    """A filter that puts itself on, and off again."""
    here = asked[key] == value
    others = {name: given for name, given in asked.items() if given and name != key}
    return Tab(title=title, href="?" + urlencode(others | ({} if here else {key: value})), here=here)


@public
@require_GET
@cache_control(public=True, max_age=KEPT)
def entry(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One matter on the board: what was raised, who holds it, until when by which clause, and the answer."""
    at = timezone.now()
    found = queries.public(at).joined().filter(pk=pk).first()
    if found is None:
        raise Http404
    row = queries.row(found, at)
    calendar = book(timezone.localdate(at)).calendar
    context = {
        "row": row,
        "counted": sentence(row.clock, calendar) if row.clock else "",
        "digest": found.raised.digest,
        "now": at,
    }
    return render(request, "portal/board_entry.html", context)


@public
@require_GET
@cache_control(public=True, max_age=KEPT)
def feed(request: HttpRequest) -> HttpResponseBase:
    """The board as a feed, the newest first."""
    at = timezone.now()
    told = Atom1Feed(
        title=_("Public supervision board"),
        link=request.build_absolute_uri(reverse("portal:board")),
        description=_("Matters under public supervision: who holds them, until when, and the answer."),
        feed_url=request.build_absolute_uri(),
        language=getattr(request, "LANGUAGE_CODE", ""),
    )
    for found in queries.public(at).joined().order_by("-up_at", "-pk")[: queries.PAGE]:
        row = queries.row(found, at)
        told.add_item(
            title=f"{row.kind} · {row.where}",
            link=request.build_absolute_uri(reverse("portal:board_entry", kwargs={"pk": found.pk})),
            description=_told(row),
            pubdate=found.up_at,
            updateddate=found.answered_at or found.up_at,
            unique_id=f"urn:uuid:{found.uid}",
        )
    return HttpResponse(told.writeString("utf-8"), content_type=told.content_type)


def _told(row: Row) -> str:
    """What was raised, and the answer, in plain text."""
    return f"{row.entry.raised.text}\n\n{_('Answer')}: {row.answer}" if row.answer else row.entry.raised.text
