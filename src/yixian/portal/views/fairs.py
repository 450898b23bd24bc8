"""Fairs for everybody: when and where, a number from one's own telephone, and the screen for the crowd."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yixian.access.actor import PUBLIC
from yixian.access.gate import public
from yixian.fairs import actions, forms, queries
from yixian.fairs.enums import AT_HAND, State
from yixian.fairs.models import Fair, Ticket
from yixian.gatherings.models import Gathering
from yixian.matters.actions import Refused

COOKIE, SALT, LASTS = "yixian_number", "yixian.number", 24 * 60 * 60
"""Which number a device drew, so that it draws one at a time."""
SCREEN_EVERY, NUMBER_EVERY = "5", "15"
"""So many seconds after which the screen, and the page of a number, are asked for again."""


@public
@require_GET
def fairs(request: HttpRequest) -> HttpResponseBase:
    """Fairs that are on or lie ahead, and the published figures of those behind."""
    near, over = queries.listed(Gathering.objects.open_to_all(), timezone.now())
    ahead = [row for row in near if row.gives or row.fair is None]
    told = [row for row in over if row.fair and row.fair.published_at]
    context = {"ahead": ahead, "told": told, "shared": queries.shared(told)}
    return render(request, "portal/fairs.html", context)


@public
@require_GET
def fair(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """One fair: when, where, its stalls; the way to a number while it is open; its figures once published."""
    gathering = _gathering(uid)
    found = queries.fair_of(uid)
    context = {
        "gathering": gathering,
        "fair": found,
        "gives": found is not None and queries.gives_numbers(found, timezone.now()),
        "board": queries.board(found) if found else None,
        "summary": queries.summary_of(found) if found and found.published_at else None,
    }
    return render(request, "portal/fair.html", context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def number(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Draw a number from one's own telephone; a device that holds one is shown it."""
    _gathering(uid)
    found = _day(uid)
    held = _held(request, found)
    if held is not None and request.method == "GET":
        return redirect("portal:fair_ticket", uid=uid, ticket=held.uid)
    gives = queries.gives_numbers(found, timezone.now())
    stalls = list(found.stalls.filter(shut_at__isnull=True)) if gives else []
    form = forms.DrawForm(request.POST if request.method == "POST" else None, fair=found, stalls=stalls)
    if request.method == "POST" and form.is_valid():
        try:
            drawn = held or actions.draw(by=PUBLIC, at=timezone.now(), uid=uid, **form.given)
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.text))
        else:
            return _remember(redirect("portal:fair_ticket", uid=uid, ticket=drawn.uid), drawn)
    context = {"gathering": found.gathering, "gives": gives, "stalls": stalls, "form": form}
    return render(request, "portal/fair_number.html", context, status=422 if form.is_bound else 200)


def _held(request: HttpRequest, found: Fair) -> Ticket | None:
    """The number that this device drew and that is not done with."""
    kept = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=LASTS)
    rows = found.tickets.filter(state__in=AT_HAND)
    return rows.filter(uid=UUID(kept)).first() if kept else None


def _remember(response: Any, drawn: Ticket) -> HttpResponseBase:
    response.set_signed_cookie(
        COOKIE,
        drawn.uid.hex,
        salt=SALT,
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response  # type: ignore[no-any-return]


@public
@never_cache
@require_GET
def ticket(request: HttpRequest, uid: UUID, ticket: UUID) -> HttpResponseBase:
    """How a number stands, for whoever holds it; asked for again by itself while it waits."""
    found = _day(uid)
    row = found.tickets.select_related("stall").filter(uid=ticket).first()
    if row is None:
        raise Http404
    waits = row.state in AT_HAND
    context = {
        "gathering": found.gathering,
        "fair": found,
        "ticket": row,
        "waits": row.state == State.WAITING,
        "before": queries.before(row) if row.state == State.WAITING else 0,
        "still": "still" in request.GET,
    }
    response = render(request, "portal/fair_ticket.html", context)
    return _again(request, response, NUMBER_EVERY) if waits else response


@public
@require_POST
def leave(request: HttpRequest, uid: UUID, ticket: UUID) -> HttpResponseBase:
    """Give a number back."""
    _day(uid)
    try:
        actions.leave(by=PUBLIC, at=timezone.now(), uid=uid, ticket=ticket)
    except Ticket.DoesNotExist:
        raise Http404 from None
    except Refused:
        return redirect("portal:fair_ticket", uid=uid, ticket=ticket)
    return redirect("portal:fair_ticket", uid=uid, ticket=ticket)


@public
@never_cache
@require_GET
def screen(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """What the crowd reads from afar: which number is called where, and how many wait. Nobody is named."""
    gathering, found = _gathering(uid), _day(uid)
    context = {
        "gathering": gathering,
        "fair": found,
        "board": queries.board(found),
        "now": timezone.now(),
        "still": "still" in request.GET,
    }
    return _again(request, render(request, "portal/fair_screen.html", context), SCREEN_EVERY)


def _again(request: HttpRequest, response: HttpResponseBase, seconds: str) -> HttpResponseBase:
    """Have the browser ask again by itself, unless the reader wants the page to stand still."""
    if "still" not in request.GET:
        response["Refresh"] = seconds
    return response


def _gathering(uid: UUID) -> Gathering:
    rows = Gathering.objects.open_to_all().placed().filter(kind__in=queries.KINDS, uid=uid)
    found = rows.first()
    if found is None:
        raise Http404
    return found


def _day(uid: UUID) -> Fair:
    """The day of a public fair that was opened, or 404."""
    found = queries.fair_of(uid)
    if found is None or not (found.gathering.public and found.gathering.announced_at):
        raise Http404
    return found
