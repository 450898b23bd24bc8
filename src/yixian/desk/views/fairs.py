"""Fairs: which there are, and the day itself as those who keep it and those at the entrance see it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yixian.access.gate import Asked, needs
from yixian.concerns.queries import for_record
from yixian.desk.views.home import year
from yixian.desk.views.sending import press, send, sent
from yixian.fairs import actions, forms, queries
from yixian.fairs.enums import Numbering
from yixian.fairs.models import Fair, Ticket
from yixian.gatherings.models import Gathering
from yixian.measures.queries import figures
from yixian.places.enums import BODY_KINDS, UnitKind
from yixian.places.models import Unit
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])
SEES = ("gatherings.see", "fairs.serve")
FIGURES = ("fairs.held", "fairs.served", "fairs.raised", "fairs.settled")
STANDS = (UnitKind.DEPARTMENT, UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY, *BODY_KINDS)


@needs(*SEES)
@require_GET
def fairs(request: Asked) -> HttpResponseBase:
    """Fairs that are on or lie ahead, and what came of those behind."""
    now, today = timezone.now(), timezone.localdate()
    ahead, over = queries.listed(queries.readable(request.actor), now)
    period = year(today)
    found = {
        key: sum(parts.values())
        for key, parts in figures(list(FIGURES), None, period.since, period.until).items()
    }
    raised, settled = found["fairs.raised"], found["fairs.settled"]
    context = {
        "ahead": ahead,
        "over": over,
        "held": found["fairs.held"],
        "served": found["fairs.served"],
        "raised": raised,
        "share": round(100 * settled / raised) if raised else None,
        "keeps": request.actor.may("gatherings.keep"),
        "sees_figures": request.actor.may("matters.see"),
    }
    return render(request, "desk/fairs.html", context)


@needs(*SEES)
@require_GET
def fair(request: Asked, uid: UUID) -> HttpResponseBase:
    """One fair: before its day what it needs, on the day its stalls and numbers, after it its figures."""
    gathering = gathering_of(request, uid)
    found = queries.fair_of(uid)
    board = queries.board(found) if found else None
    keeps = queries.keeps(request.actor, gathering)
    desks = board.desks if board else []
    now = timezone.now()
    context = {
        "gathering": gathering,
        "fair": found,
        "board": board,
        "desks": [(each, queries.serves_at(request.actor, each.stall) or keeps) for each in desks],
        "summary": queries.summary_of(found) if found else None,
        "keeps": keeps,
        "serves": queries.serves(request.actor, gathering, [each.stall for each in desks]),
        "concerns": for_record(request.actor, queries.SOURCE, uid) if found else [],
        "gives": found is not None and queries.gives_numbers(found, now),
        "told": gathering.public and gathering.announced_at is not None,
        "sees_gathering": Gathering.objects.visible_to(request.actor).filter(pk=gathering.pk).exists(),
        "now": now,
    }
    return render(request, "desk/fair.html", context)


@needs("gatherings.keep")
@CHANGE
def begin(request: Asked, uid: UUID) -> HttpResponseBase:
    """Begin the day of a fair."""
    gathering = kept(request, uid)
    form = forms.OpenForm(sent(request))
    lead = _(
        "With a queue for each stall people choose at the entrance; with one queue the next free stall calls."
    )
    if gathering.public and gathering.announced_at is None:
        lead += " " + _("It was not announced yet: from the opening on everybody can read of it.")
    return send(
        request,
        form,
        lambda given: actions.open_fair(
            by=request.actor, at=timezone.now(), uid=uid, numbering=Numbering(given["numbering"])
        ),
        title=_("Open the fair"),
        done=_("The fair is open. Set up its stalls; then numbers can be drawn."),
        lead=lead,
        **ways(gathering),
    )


@needs("gatherings.keep")
@CHANGE
def stall_set(request: Asked, uid: UUID) -> HttpResponseBase:
    """Set up a stall."""
    gathering, today = kept(request, uid), timezone.localdate()
    day_of(uid)
    units = list(_units(gathering))
    form = forms.StallForm(sent(request), units=units)
    return send(
        request,
        form,
        lambda given: actions.set_stall(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            stall=given["uid"],
            unit=Unit.objects.on(today).defer("boundary").get(pk=given["unit"]),
            service=given["service"],
            staff=given["staff"],
        ),
        title=_("Set up a stall"),
        done=_("The stall was set up."),
        **ways(gathering),
    )


def _units(gathering: Gathering) -> Any:
    """Offices that may stand at a fair: departments, and whatever stands on the ground of its town."""
    today = timezone.localdate()
    town = gathering.place.lineage[1:2] or gathering.place.lineage
    rows = Unit.objects.on(today).filter(kind__in=STANDS).defer("boundary")
    near = rows.filter(lineage__overlap=town) | rows.filter(kind=UnitKind.DEPARTMENT)
    banner = rows.filter(parent=gathering.place.lineage[0]).exclude(kind=UnitKind.TOWN)
    return (near | banner | rows.filter(pk=gathering.unit_id)).order_by("kind", "name", "pk")


@needs("gatherings.keep", "fairs.serve")
@require_POST
def stall_shut(request: Asked, uid: UUID, stall: UUID) -> HttpResponseBase:
    """Shut a stall."""
    gathering = gathering_of(request, uid)
    return press(
        request,
        lambda: actions.shut_stall(by=request.actor, at=timezone.now(), uid=uid, stall=stall),
        done=_("The stall was shut."),
        back=ways(gathering)["back"],
    )


@needs("gatherings.keep", "fairs.serve")
@CHANGE
def draw(request: Asked, uid: UUID) -> HttpResponseBase:
    """Draw a number for somebody at the entrance; it is shown large, to be written on a slip."""
    gathering, found = gathering_of(request, uid), day_of(uid)
    stalls = list(found.stalls.select_related("unit").defer("unit__boundary"))
    if not queries.serves(request.actor, gathering, stalls):
        raise Http404
    standing = [each for each in stalls if each.shut_at is None]
    form = forms.DrawForm(sent(request), fair=found, stalls=standing)
    drawn: list[Ticket] = []
    return send(
        request,
        form,
        lambda given: drawn.append(actions.draw(by=request.actor, at=timezone.now(), uid=uid, **form.given)),
        title=_("Draw a number"),
        done="",
        page="desk/fair_draw.html",
        to=lambda: f"{reverse('desk:fair_draw', args=[uid])}?drawn={drawn[0].uid}",
        drawn=_drawn(found, request.GET.get("drawn", "")),
        gives=queries.gives_numbers(found, timezone.now()),
        fair=found,
        stalls=standing,
        **ways(gathering),
    )


def _drawn(found: Fair, typed: str) -> tuple[Ticket, int] | None:
    """The number that was drawn last on this page, and how many are called before it."""
    try:
        ticket = found.tickets.select_related("stall").get(uid=UUID(typed))
    except (ValueError, Ticket.DoesNotExist):
        return None
    return ticket, queries.before(ticket)


@needs("gatherings.keep")
@CHANGE
def close(request: Asked, uid: UUID) -> HttpResponseBase:
    """Close the fair."""
    gathering, found = kept(request, uid), day_of(uid)
    form = forms.CloseForm(sent(request), gathering=gathering, served=queries.summary_of(found).served)
    return send(
        request,
        form,
        lambda given: actions.close(by=request.actor, at=timezone.now(), uid=uid, **given),
        title=_("Close the fair"),
        done=_("The fair is closed. Look at its figures, then publish them."),
        lead=_("Whoever still waits is noted as having left. Telephone numbers that were left are erased."),
        **ways(gathering),
    )


@needs("gatherings.keep")
@require_POST
def publish(request: Asked, uid: UUID) -> HttpResponseBase:
    """Publish the figures."""
    gathering = kept(request, uid)
    day_of(uid)
    return press(
        request,
        lambda: actions.publish(by=request.actor, at=timezone.now(), uid=uid),
        done=_("The figures stand on the public page."),
        back=ways(gathering)["back"],
    )


def ways(gathering: Gathering) -> dict[str, Any]:
    """The way back to a fair."""
    page = reverse("desk:fair", args=[gathering.uid])
    crumbs = [Tab(title=_("Fairs"), href=reverse("desk:fairs")), Tab(title=gathering.title, href=page)]
    return {"back": page, "crumbs": crumbs}


def gathering_of(request: Asked, uid: UUID) -> Gathering:
    """A fair that the reader may see, or 404."""
    try:
        return queries.gathering_of(request.actor, uid)
    except Gathering.DoesNotExist:
        raise Http404 from None


def kept(request: Asked, uid: UUID) -> Gathering:
    """A fair, for whoever keeps it."""
    gathering = gathering_of(request, uid)
    if not queries.keeps(request.actor, gathering):
        raise Http404
    return gathering


def day_of(uid: UUID) -> Fair:
    """The day of a fair that was opened, or 404."""
    found = queries.fair_of(uid)
    if found is None:
        raise Http404
    return found
