"""What happens to papers once they are made: handing them over, adding scans, binding the dossier."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.paper_forms import DeliverForm, ScanForm
from yixian.desk.views.matter import gate
from yixian.desk.views.papers import CHANGE, closed, dossier_or_404, is_open_here, issued_or_404, show
from yixian.documents.delivering import Handed
from yixian.documents.enums import Method
from yixian.documents.models import Delivery, File
from yixian.documents.render import PaperFailed
from yixian.documents.rules import FileRefused
from yixian.documents.serve import PDF, answer
from yixian.documents.storage import FileLost
from yixian.kernel import sealed
from yixian.matters import bound
from yixian.matters.actions import Refused
from yixian.matters.actions import papers as acts
from yixian.matters.forms import Writing
from yixian.matters.models import Matter
from yixian.matters.papers import material
from yixian.procedures.decide import Refusal


@needs("matters.note")
@CHANGE
def deliver(request: Asked, uid: UUID, paper: UUID) -> HttpResponseBase:
    """Record how a paper was handed over, or that what was sent has arrived."""
    matter = gate(request, uid)
    if not is_open_here(request, matter):
        return closed(request, matter)
    issued = issued_or_404(matter, paper)
    earlier = next((each for each in issued.deliveries.all() if each.received_on is None), None)
    form = DeliverForm(_data(request), files=_files(request), seen=matter.version)
    form.initial.update(
        _known(earlier) if earlier else {"to": _recipient(matter, request), "method": Method.DIRECT}
    )

    def act(found: dict[str, Any]) -> None:
        handed = Handed(
            to=found["to"],
            method=Method(found["method"]),
            sent_on=found["sent_on"],
            received_on=found["received_on"],
            refused=found["refused"],
            remark=found["remark"],
        )
        acts.deliver_paper(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            issued=paper,
            handed=handed,
            uploads=found["papers"],
            earlier=earlier.pk if earlier else None,
            token=found["token"],
        )

    title = _("Record how it was handed over: %(paper)s") % {"paper": issued.declaration.title}
    done = _("The delivery was recorded.")
    return _write(request, matter, form, act, title=title, done=done, lead=issued.number)


def _known(earlier: Delivery) -> dict[str, Any]:
    return {
        "to": sealed.text(earlier, "to"),
        "method": earlier.method,
        "sent_on": earlier.sent_on,
        "refused": earlier.refused,
        "remark": sealed.text(earlier, "remark"),
    }


def _recipient(matter: Matter, request: Asked) -> str:
    return str(material(matter, by=request.actor, at=timezone.now())["raiser_names"])


@needs("matters.note")
@CHANGE
def scan(request: Asked, uid: UUID) -> HttpResponseBase:
    """Put scans into the dossier, where the raiser does not see them."""
    matter = gate(request, uid)
    places = dossier_or_404(matter).dossier.places
    if not is_open_here(request, matter):
        return closed(request, matter)
    form = ScanForm(_data(request), files=_files(request), seen=matter.version, places=places)
    form.initial["place"] = request.GET.get("place", "identity")

    def act(found: dict[str, Any]) -> None:
        acts.file_scans(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            place=found["place"],
            uploads=found["papers"],
            token=found["token"],
        )

    lead = _(
        "Signed papers, copies of identity cards, receipts. Whoever raised it does not see them on the follow page."
    )
    return _write(
        request,
        matter,
        form,
        act,
        title=_("Add scans to the dossier"),
        done=_("The files were added."),
        lead=lead,
    )


def _write(
    request: Asked,
    matter: Matter,
    form: Writing,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    done: str,
    lead: str,
) -> HttpResponseBase:
    """Show a form of the dossier, or carry it out and go back to the dossier."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.refusals)
        except FileRefused as refused:
            form.refuse([Refusal(text=refused.text, field="papers")])
        except Denied:
            raise Http404 from None
        else:
            messages.success(request, done)
            return redirect("desk:papers", uid=matter.uid)
    return show(request, matter, form, title=title, lead=lead)


@needs("matters.note")
@require_POST
def place(request: Asked, uid: UUID, file: UUID) -> HttpResponseBase:
    """Say where in the dossier a file belongs."""
    matter = gate(request, uid)
    try:
        acts.place_file(
            by=request.actor, at=timezone.now(), uid=uid, file=file, place=request.POST.get("place", "")
        )
    except Refused as refused:
        messages.error(request, str(refused))
    except (Denied, File.DoesNotExist):
        raise Http404 from None
    return redirect("desk:papers", uid=matter.uid)


@needs("people.open")
@require_GET
def dossier(request: Asked, uid: UUID, form: str) -> HttpResponseBase:
    """The whole dossier: bound as one PDF, or its Word files together."""
    matter = gate(request, uid)
    found = dossier_or_404(matter)
    if not is_open_here(request, matter):
        return closed(request, matter)
    name = f"{found.dossier.heading} {matter.number}"
    try:
        if form == "zip":
            return answer(bound.words(found), "application/zip", f"{name}.zip")
        made = bound.bound(matter, found, by=request.actor, at=timezone.now())
    except (PaperFailed, FileLost) as failed:
        messages.error(request, str(failed))
        return redirect("desk:papers", uid=uid)
    return answer(made.pdf, PDF, f"{name}.pdf")


def _data(request: Asked) -> Any:
    return request.POST if request.method == "POST" else None


def _files(request: Asked) -> Any:
    return request.FILES if request.method == "POST" else None
