"""The page of a matter: where it stands, what may be done, what was done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from yixian.access.gate import Asked, needs
from yixian.audit.issue import NotProvable
from yixian.desk import opened
from yixian.desk.parts.all import PARTS
from yixian.desk.parts.part import shown
from yixian.documents.queries import of_stream
from yixian.documents.serve import respond
from yixian.kernel import canonical, sealed
from yixian.matters import clocks, history
from yixian.matters.enums import State, Voice
from yixian.matters.models import Matter
from yixian.matters.queries import (
    Offer,
    extendable,
    for_officer,
    may_open,
    officer_offers,
    stoppable,
    words_of,
)
from yixian.matters.receipts import receipt
from yixian.procedures.diagram import pictures
from yixian.procedures.enums import MoveKind
from yixian.procedures.language import Text
from yixian.rulebook.enums import DAY_KINDS
from yixian.rulebook.ledger import days, sentence
from yixian.rulebook.queries import book
from yixian.rulebook.terms import Clock

FAMILIES: dict[MoveKind, Text] = {
    MoveKind.SETTLE: _("Settle it"),
    MoveKind.FORWARD: _("Hand it on"),
    MoveKind.SKIP: _("Pass over a step"),
    MoveKind.EXIT: _("Ways out"),
    MoveKind.CLOSE: _("Close"),
    MoveKind.RETURN: _("Back"),
}


def gate(request: Asked, uid: UUID) -> Matter:
    """The matter, or 404 for whoever may not see it."""
    try:
        return for_officer(request.actor, uid)
    except Matter.DoesNotExist:
        raise Http404 from None


@needs("matters.see")
@require_GET
def page(request: Asked, uid: UUID) -> HttpResponseBase:
    """Everything about one matter; sealed texts only after they were opened with a reason."""
    matter = gate(request, uid)
    return render(request, "desk/matter.html", context(request, matter, timezone.now()))


def context(request: Asked, matter: Matter, at: datetime) -> dict[str, Any]:
    """What the page shows."""
    is_open = opened.is_open(request, matter.uid, at)
    words = words_of(matter, list(Voice)) if is_open else {}
    offers = officer_offers(request.actor, matter)
    lines = history.for_office(matter, words)
    lineage = matter.holder.lineage
    return {
        "matter": matter,
        "step": matter.standing_step,
        "title": title_of(matter),
        "category": matter.declaration.category(matter.category).label,
        "outcome": matter.declaration.outcome(matter.outcome).label if matter.outcome else "",
        "diagrams": diagrams(matter, lines),
        "clocks": clock_rows(matter),
        "offers": grouped([offer for offer in offers if offer.allowed]),
        "held_elsewhere": bool(offers) and not any(offer.allowed for offer in offers),
        "lines": lines,
        "is_open": is_open,
        "story": sealed.text(matter, "story") if is_open else "",
        "files": list(of_stream(matter.stream)),
        "parties": parties(matter, is_open=is_open),
        "parts": shown(PARTS, request, matter, is_open),
        "now": at,
        "may": {
            key: request.actor.may(key, lineage) and matter.state != State.MERGED
            for key in (
                "matters.note",
                "matters.assign",
                "matters.merge",
            )
        }
        | {
            "people.open": matter.state != State.MERGED and may_open(request.actor, matter),
            "matters.pause": request.actor.may("matters.pause", lineage) and bool(stoppable(matter)),
            "matters.extend": matter.state != State.MERGED and bool(extendable(request.actor, matter)),
        },
    }


def grouped(offers: list[Offer]) -> list[tuple[MoveKind, Text, list[Offer]]]:
    """The moves open to somebody under a heading a family, in the order in which one would look for them."""
    families = [
        (kind, title, [each for each in offers if each.move.kind is kind]) for kind, title in FAMILIES.items()
    ]
    return [family for family in families if family[2]]


def title_of(matter: Matter) -> str:
    """What stands over a matter: its heading, or its kind and place."""
    return matter.headline or f"{matter.declaration.category(matter.category).label} · {matter.place.name}"


def diagrams(matter: Matter, lines: list[history.Line]) -> dict[str, str]:
    """The procedure as drawings, wide and narrow, with the way that this matter took."""
    visited = {line.step for line in lines if line.step and line.procedure == matter.procedure}
    return pictures(matter.declaration, at=matter.step, visited=visited)


def clock_rows(matter: Matter) -> list[dict[str, Any]]:
    """Both clocks with the sentence that explains each."""
    calendar = book(timezone.localdate()).calendar
    pairs = (
        ("step", clocks.step_clock(matter), matter.step_due_at),
        ("legal", clocks.legal_clock(matter), matter.legal_due_at),
    )
    return [
        {
            "name": name,
            "title": history.CLOCKS[name],
            "clock": clock,
            "due": due,
            "runs": due is not None or clock.paused,
            "sentence": sentence(clock, calendar),
        }
        for name, clock, due in pairs
        if clock
    ]


def parties(matter: Matter, *, is_open: bool) -> list[dict[str, Any]]:
    """Who is party to it; what identifies them only when it was opened. One statement."""
    rows = matter.parties.select_related("resident").order_by("role", "pk")
    columns = ("name", "phone", "address")
    return [
        {
            "role": party.get_role_display(),
            "erased": party.resident.erased_at is not None,
            **{column: sealed.text(party.resident, column) if is_open else "" for column in columns},
        }
        for party in rows
    ]


@needs("matters.see")
@require_GET
def ledger(request: Asked, uid: UUID, name: str) -> HttpResponseBase:
    """How one deadline was counted, day by day."""
    matter = gate(request, uid)
    clock = {"step": clocks.step_clock, "legal": clocks.legal_clock}.get(name, _none)(matter)
    if clock is None:
        raise Http404
    calendar = book(timezone.localdate()).calendar
    return render(
        request,
        "desk/ledger.html",
        {
            "matter": matter,
            "title": title_of(matter),
            "clock_title": history.CLOCKS[name],
            "clock": clock,
            "days": [(day, DAY_KINDS[day.kind]) for day in days(clock, calendar)],
            "sentence": sentence(clock, calendar),
        },
    )


def _none(matter: Matter) -> Clock | None:
    return None


@needs("matters.see")
@require_GET
def printed(request: Asked, uid: UUID) -> HttpResponseBase:
    """The file of the matter to print; sealed texts only while they are open."""
    return render(request, "desk/print.html", context(request, gate(request, uid), timezone.now()))


@needs("matters.see")
@require_GET
def receipt_file(request: Asked, uid: UUID) -> HttpResponseBase:
    """The receipt as a file, to be handed to whoever raised it."""
    matter = gate(request, uid)
    roots = request.build_absolute_uri(reverse("portal:roots_file"))
    try:
        document = receipt(matter, at=timezone.now(), roots=roots)
    except NotProvable as fault:
        messages.error(request, str(fault))
        return redirect("desk:matter", uid=uid)
    response = HttpResponse(canonical.encode(document), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="yixian-receipt-{matter.pk:06d}.json"'
    return response


@needs("people.open")
@require_GET
def file(request: Asked, uid: UUID, file: UUID) -> HttpResponseBase:
    """A file of a matter, while its sealed texts are open in this session."""
    matter = gate(request, uid)
    if not opened.is_open(request, uid, timezone.now()):
        raise Http404
    return respond(get_object_or_404(of_stream(matter.stream), uid=file))
