"""The public counter: raise something, follow it by its receipt code, answer, prove."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yixian.access.actor import PUBLIC
from yixian.access.gate import public
from yixian.audit.issue import NotProvable
from yixian.audit.models import Seal
from yixian.audit.queries import public_roots
from yixian.disputes.forms import DisputeForm
from yixian.documents.queries import of_stream
from yixian.documents.rules import FileRefused
from yixian.documents.serve import respond
from yixian.kernel import canonical
from yixian.kernel.ids import InvalidCode
from yixian.matters import actions, clocks, forms, history
from yixian.matters.actions import Refused, Stale
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel, State, Voice
from yixian.matters.models import Matter
from yixian.matters.queries import by_code, raiser_offers, words_of
from yixian.matters.receipts import receipt as receipt_of
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.portal import followed
from yixian.portal.tries import may_try, note_miss
from yixian.procedures import registry
from yixian.procedures.diagram import svg
from yixian.rulebook.queries import book
from yixian.rulebook.terms import due_date
from yixian.rulebook.words import term_text


@public
@require_GET
def welcome(request: HttpRequest) -> HttpResponseBase:
    """What one can do here."""
    banner = Unit.objects.filter(kind=UnitKind.BANNER).first()
    return render(request, "portal/welcome.html", {"banner": banner})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def raise_it(request: HttpRequest) -> HttpResponseBase:
    """Raise a dispute without an account; the receipt code comes at the end."""
    form = DisputeForm(request.POST or None, request.FILES or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.open_with_files(
                by=PUBLIC,
                at=timezone.now(),
                raised=form.raised(Channel.WEB),
                uploads=form.cleaned_data["papers"],
            )
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field or None, str(refusal.text))
        else:
            return followed.remember(redirect("portal:raised"), done.matter)
    return render(request, "portal/raise.html", {"form": form}, status=422 if form.is_bound else 200)


@public
@never_cache
@require_GET
def raised(request: HttpRequest) -> HttpResponseBase:
    """The receipt code, to be written down, photographed or printed."""
    found = followed.matter_of(request)
    if found is None:
        return redirect("portal:raise")
    shown = {"code": code_of(found.uid, found.code_turn), "follow": _follow_address(request), "matter": found}
    return render(request, "portal/raised.html", shown)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponseBase:
    """Ask for the receipt code; it is kept in the session, never in an address."""
    typed, fault = "", ""
    if request.method == "POST":
        typed = request.POST.get("code", "")[:40]
        found, fault = _find(request, typed)
        if found:
            return followed.remember(redirect("portal:matter"), found)
    return render(
        request, "portal/follow.html", {"typed": typed, "fault": fault}, status=422 if fault else 200
    )


def _find(request: HttpRequest, typed: str) -> tuple[Matter | None, str]:
    """The matter that a code leads to, or what is wrong with the code."""
    if not may_try(request):
        return None, _(
            "Too many wrong codes came from here. Please wait a quarter of an hour, or ask at the counter."
        )
    try:
        return by_code(typed), ""
    except InvalidCode:
        return None, _(
            "A receipt code has twelve letters and digits. One of those you typed is wrong or missing."
        )
    except Matter.DoesNotExist:
        note_miss(request)
        return None, _("There is no matter with this code. Please compare it with your receipt.")


def _follow_address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("portal:follow"))


@public
@never_cache
@require_GET
def matter(request: HttpRequest) -> HttpResponseBase:
    """Where it stands, in plain words; the answer; what its owner may do."""
    found = followed.matter_of(request)
    if found is None:
        return redirect("portal:follow")
    return render(request, "portal/matter.html", context(found))


def context(found: Matter) -> dict[str, Any]:
    """What the follow page shows. A matter that was joined with another shows where that one stands."""
    shown = found.merged_into or found
    words = words_of(found, [Voice.ANSWER, Voice.RAISER])
    lines = history.for_raiser(found, words)
    if found.merged_into:
        answers = words_of(shown, [Voice.ANSWER])
        later = [
            line for line in history.for_raiser(shown, answers) if line.at >= (found.ended_at or line.at)
        ]
        lines = sorted([*lines, *later], key=lambda line: line.at, reverse=True)
    step_clock, legal_clock = clocks.step_clock(shown), clocks.legal_clock(shown)
    procedure = shown.declaration
    visited = {line.step for line in lines if line.step}
    return {
        "matter": found,
        "shown": shown,
        "step": shown.standing_step,
        "outcome": procedure.outcome(shown.outcome).label if shown.outcome else "",
        "category": procedure.category(found.category).label,
        "clock": step_clock,
        "step_last": due_date(step_clock) if step_clock else None,
        "legal": legal_clock,
        "legal_last": due_date(legal_clock) if legal_clock else None,
        "offers": raiser_offers(found),
        "waiting": shown.state == State.WAITING and found.state != State.MERGED,
        "lines": lines,
        "files": of_stream(found.stream),
        "answers": [(line, said) for line in lines for said in line.said if said.voice == Voice.ANSWER],
        "diagrams": {
            "wide": svg(procedure, at=shown.step, visited=visited),
            "narrow": svg(procedure, at=shown.step, visited=visited, orientation="vertical"),
        },
        "now": timezone.now(),
    }


@public
@never_cache
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, key: str) -> HttpResponseBase:
    """Review the answer, send it back, withdraw, take it up again."""
    found = followed.matter_of(request)
    if found is None:
        return redirect("portal:follow")
    offer = next((each for each in raiser_offers(found) if each.move.key == key), None)
    if offer is None:
        if request.method == "POST":
            messages.warning(request, _("That has been done already."))
            return redirect("portal:matter")
        raise Http404
    form = forms.MoveForm(offer.move, request.POST if request.method == "POST" else None, seen=found.version)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(
                by=PUBLIC,
                at=timezone.now(),
                code=code_of(found.uid, found.code_turn),
                key=key,
                given=form.given,
                **form.written,
            )
        except Refused as refused:
            form.refuse(refused.refusals)
        except Stale as stale:
            messages.warning(request, str(stale))
            return redirect("portal:matter")
        else:
            messages.success(request, _("Thank you. It was passed on."))
            return redirect("portal:matter")
    return render(
        request,
        "portal/move.html",
        {"matter": found, "form": form, "move": offer.move, "sources": form.sources},
        status=422 if form.is_bound else 200,
    )


@public
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponseBase:
    """Write to the office that holds it."""
    found = followed.matter_of(request)
    if found is None:
        return redirect("portal:follow")
    form = forms.WordsForm(request.POST if request.method == "POST" else None, seen=found.version)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(
                by=PUBLIC,
                at=timezone.now(),
                code=code_of(found.uid, found.code_turn),
                text=form.cleaned_data["text"],
                token=form.cleaned_data["token"],
            )
        except Refused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, _("Your words were put into the file. The office answers here."))
            return redirect("portal:matter")
    return render(
        request,
        "portal/ask.html",
        {"matter": found, "form": form, "sources": {}},
        status=422 if form.is_bound else 200,
    )


@public
@never_cache
@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest) -> HttpResponseBase:
    """Add pictures or papers."""
    found = followed.matter_of(request)
    if found is None:
        return redirect("portal:follow")
    posted = request.method == "POST"
    form = forms.FilesForm(
        request.POST if posted else None, files=request.FILES if posted else None, seen=found.version
    )
    if posted and form.is_valid():
        try:
            actions.attach(
                by=PUBLIC,
                at=timezone.now(),
                code=code_of(found.uid, found.code_turn),
                uploads=form.cleaned_data["papers"],
                token=form.cleaned_data["token"],
            )
        except FileRefused as refused:
            form.add_error("papers", str(refused.text))
        except Refused as refused:
            form.refuse(refused.refusals)
        else:
            messages.success(request, _("They were added to your matter."))
            return redirect("portal:matter")
    return render(
        request,
        "portal/attach.html",
        {"matter": found, "form": form, "sources": {}},
        status=422 if form.is_bound else 200,
    )


@public
@never_cache
@require_GET
def file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """A file of one's own matter."""
    found = followed.matter_of(request)
    if found is None:
        return redirect("portal:follow")
    return respond(get_object_or_404(of_stream(found.stream), uid=uid))


@public
@never_cache
@require_GET
def receipt(request: HttpRequest) -> HttpResponseBase:
    """The receipt as a page to print, with its code as a QR picture."""
    found = followed.matter_of(request)
    if found is None:
        return redirect("portal:follow")
    seal = Seal.objects.order_by("-number").first()
    shown = {
        "matter": found,
        "code": code_of(found.uid, found.code_turn),
        "follow": _follow_address(request),
        "seal": seal,
        "lines": history.for_raiser(found, {}),
        "now": timezone.now(),
    }
    return render(request, "portal/receipt.html", shown)


@public
@never_cache
@require_GET
def receipt_file(request: HttpRequest) -> HttpResponseBase:
    """The receipt as the file that proves it anywhere."""
    found = followed.matter_of(request)
    if found is None:
        return redirect("portal:follow")
    return receipt_response(request, found)


def receipt_response(request: HttpRequest, found: Matter) -> HttpResponseBase:
    """The receipt of a matter as a download."""
    try:
        document = receipt_of(
            found, at=timezone.now(), roots=request.build_absolute_uri(reverse("portal:roots_file"))
        )
    except NotProvable:
        return render(request, "portal/not_provable.html", {"matter": found}, status=503)
    response = HttpResponse(canonical.encode(document), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="yixian-receipt-{found.pk:06d}.json"'
    return response


@public
@require_POST
def leave(request: HttpRequest) -> HttpResponseBase:
    """Forget the receipt code on this device."""
    messages.success(request, _("This device has forgotten your receipt code."))
    return followed.forget(redirect("portal:welcome"))


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
            "diagrams": {"wide": svg(procedure), "narrow": svg(procedure, orientation="vertical")},
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
