"""What whoever raised a matter sees and does: where it stands, the answer, words, files, the proof."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
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
from yixian.documents.queries import of_stream
from yixian.documents.rules import FileRefused
from yixian.documents.serve import respond
from yixian.kernel import canonical
from yixian.matters import actions, clocks, forms, history
from yixian.matters.actions import Refused, Stale
from yixian.matters.enums import State, Voice
from yixian.matters.models import Matter
from yixian.matters.queries import raiser_offers, words_of
from yixian.matters.receipts import receipt as receipt_of
from yixian.mediation.queries import mediates
from yixian.portal import followed
from yixian.procedures.diagram import pictures
from yixian.procedures.enums import FieldKind, Mover
from yixian.rulebook.terms import due_date

WRITTEN = (FieldKind.TEXT, FieldKind.LONG_TEXT)


@public
@never_cache
@require_GET
@followed.own
def matter(request: HttpRequest, found: Matter) -> HttpResponseBase:
    """Where it stands, in plain words; the answer; what its owner may do."""
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
    visited = {line.step for line in lines if line.step and line.procedure == procedure.key}
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
        "mediates": mediates(found),
        "may_leave": any(step.mediates for step in procedure.steps),
        "waiting": shown.state == State.WAITING and found.state != State.MERGED,
        "lines": lines,
        "files": of_stream(found.stream),
        "answers": [(line, said) for line in lines for said in line.said if said.voice == Voice.ANSWER],
        "diagrams": pictures(procedure, at=shown.step, visited=visited),
        "now": timezone.now(),
    }


@public
@never_cache
@require_http_methods(["GET", "POST"])
@followed.own
def move(request: HttpRequest, found: Matter, key: str) -> HttpResponseBase:
    """Review the answer, send it back, withdraw, take it up again."""
    offer = next((each for each in raiser_offers(found) if each.move.key == key), None)
    if offer is None:
        return _too_late(request, found, key)
    form = forms.MoveForm(offer.move, _data(request), seen=found.version)
    return _write(
        request,
        found,
        form,
        lambda: actions.move(
            by=PUBLIC, at=timezone.now(), code=followed.code(found), key=key, given=form.given, **form.written
        ),
        page="portal/move.html",
        done=_("Thank you. It was passed on."),
        more={"move": offer.move, "sources": form.sources},
    )


def _too_late(request: HttpRequest, found: Matter, key: str) -> HttpResponseBase:
    """Answer to a move that is not on offer: sent twice, or the matter has moved on; then the words are kept."""
    asked = next((each for each in found.declaration.moves if each.key == key), None)
    if request.method != "POST" or asked is None or Mover.RAISER not in asked.movers:
        raise Http404
    sent = forms.MoveForm(asked, request.POST, seen=found.version)
    if sent.is_valid() and sent.cleaned_data["token"] == found.last_token:
        messages.success(request, _("That has been done already."))
        return redirect("portal:matter")
    typed = [request.POST.get(field.key, "").strip() for field in asked.fields if field.kind in WRITTEN]
    if not any(typed):
        messages.warning(request, _("Your matter has moved on meanwhile. See below where it stands now."))
        return redirect("portal:matter")
    form = forms.WordsForm(seen=found.version)
    form.initial["text"] = "\n".join(typed)
    return render(
        request, "portal/ask.html", {"matter": found, "form": form, "sources": {}, "late": True}, status=409
    )


@public
@never_cache
@require_http_methods(["GET", "POST"])
@followed.own
def ask(request: HttpRequest, found: Matter) -> HttpResponseBase:
    """Write to the office that holds it."""
    form = forms.WordsForm(_data(request), seen=found.version)
    return _write(
        request,
        found,
        form,
        lambda: actions.ask(
            by=PUBLIC,
            at=timezone.now(),
            code=followed.code(found),
            text=form.cleaned_data["text"],
            token=form.cleaned_data["token"],
        ),
        page="portal/ask.html",
        done=_("Your words were put into the file. The office answers here."),
    )


@public
@never_cache
@require_http_methods(["GET", "POST"])
@followed.own
def attach(request: HttpRequest, found: Matter) -> HttpResponseBase:
    """Add pictures or papers."""
    files = request.FILES if request.method == "POST" else None
    form = forms.FilesForm(_data(request), files=files, seen=found.version)
    return _write(
        request,
        found,
        form,
        lambda: actions.attach(
            by=PUBLIC,
            at=timezone.now(),
            code=followed.code(found),
            uploads=form.cleaned_data["papers"],
            token=form.cleaned_data["token"],
        ),
        page="portal/attach.html",
        done=_("They were added to your matter."),
    )


def _write(
    request: HttpRequest,
    found: Matter,
    form: forms.Writing,
    act: Callable[[], object],
    *,
    page: str,
    done: str,
    more: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Show a form, or do what it asks for and go back to the matter; what stands against it leaves all as typed."""
    if form.is_bound and form.is_valid():
        try:
            act()
        except FileRefused as refused:
            form.add_error("papers", str(refused.text))
        except Refused as refused:
            form.refuse(refused.refusals)
        except Stale as stale:
            form.overtake(str(stale), found.version)
        else:
            messages.success(request, done)
            return redirect("portal:matter")
    shown = {"matter": found, "form": form, "sources": {}, **(more or {})}
    return render(request, page, shown, status=422 if form.is_bound else 200)


def _data(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@public
@never_cache
@require_GET
@followed.own
def file(request: HttpRequest, found: Matter, uid: UUID) -> HttpResponseBase:
    """A file of one's own matter."""
    return respond(get_object_or_404(of_stream(found.stream), uid=uid))


@public
@never_cache
@require_GET
@followed.own
def receipt(request: HttpRequest, found: Matter) -> HttpResponseBase:
    """The receipt as a page to print, with its code as a QR picture."""
    seal = Seal.objects.order_by("-number").first()
    shown = {
        "matter": found,
        "code": followed.code(found),
        "follow": followed.address(request),
        "seal": seal,
        "lines": history.for_raiser(found, {}),
        "now": timezone.now(),
    }
    return render(request, "portal/receipt.html", shown)


@public
@never_cache
@require_GET
@followed.own
def receipt_file(request: HttpRequest, found: Matter) -> HttpResponseBase:
    """The receipt as the file that proves it anywhere."""
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
