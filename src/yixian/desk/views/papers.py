"""The dossier of a matter: what it must hold, making papers, taking them away."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk import opened
from yixian.desk.paper_forms import PaperForm
from yixian.desk.views.matter import gate, title_of
from yixian.documents import office
from yixian.documents import paper as declared
from yixian.documents.actions import WORD, draw
from yixian.documents.checklist import Stand
from yixian.documents.models import Issued
from yixian.documents.paper import Paper
from yixian.documents.papers.binding import COVER
from yixian.documents.queries import given, issued_for, standing
from yixian.documents.render import PaperFailed
from yixian.documents.serve import PDF, answer
from yixian.documents.storage import FileLost, read
from yixian.kernel import sealed
from yixian.matters import actions
from yixian.matters.actions import Refused
from yixian.matters.actions import papers as acts
from yixian.matters.enums import Need
from yixian.matters.forms import Writing
from yixian.matters.models import Matter
from yixian.matters.papers import Filed, filed, material

CHANGE = require_http_methods(["GET", "POST"])


def dossier_or_404(matter: Matter) -> Filed:
    """The dossier of a matter, or 404 where none is kept."""
    found = filed(matter)
    if found is None:
        raise Http404
    return found


def is_open_here(request: Asked, matter: Matter) -> bool:
    """Whether this session opened it a short while ago."""
    return opened.is_open(request, matter.uid, timezone.now())


def closed(request: Asked, matter: Matter) -> HttpResponseBase:
    """Back to the dossier, where it can be opened."""
    messages.warning(request, _("Please open the sealed texts first: papers hold names."))
    return redirect("desk:papers", uid=matter.uid)


@needs("matters.see")
@CHANGE
def papers(request: Asked, uid: UUID) -> HttpResponseBase:
    """The dossier as it stands; by POST its sealed texts are opened with a reason."""
    matter = gate(request, uid)
    if request.method == "POST":
        return _unseal(request, matter)
    dossier, is_open = dossier_or_404(matter), is_open_here(request, matter)
    return render(request, "desk/papers.html", _context(request, matter, dossier, is_open))


def _context(request: Asked, matter: Matter, dossier: Filed, is_open: bool) -> dict[str, Any]:
    may = request.actor.may("matters.note", matter.holder.lineage)
    current = {each.pk for each in standing(dossier.papers)}
    rows = [_place(each, is_open=is_open) for each in dossier.stands]
    return {
        "matter": matter,
        "title": title_of(matter),
        "dossier": dossier,
        "is_open": is_open,
        "may_open": request.actor.may("people.open", matter.holder.lineage),
        "may_make": may and is_open,
        "may_write": may,
        "stands": [row for row in rows if row["stand"].needed or row["stand"].filled],
        "others": [row for row in rows if not row["stand"].needed and not row["stand"].filled],
        "replaced": [_row(each) for each in dossier.papers if each.pk not in current],
        "places": [(each.key, each.title) for each in dossier.dossier.places],
        "pdf": office.program() is not None,
    }


def _place(stand: Stand, *, is_open: bool) -> dict[str, Any]:
    """A place with what lies in it and what can be made for it."""
    return {
        "stand": stand,
        "papers": [_row(paper) for paper in stand.papers],
        "makes": [declared.get(key) for key in stand.place.papers],
        "files": [(file, sealed.text(file, "name") if is_open else "") for file in stand.files],
    }


def _row(issued: Issued) -> dict[str, Any]:
    deliveries = list(issued.deliveries.all())
    received = [each.received_on for each in deliveries if each.received_on]
    return {
        "issued": issued,
        "paper": issued.declaration,
        "received": max(received, default=None),
        "sent": next((each.sent_on for each in deliveries if each.received_on is None), None),
    }


def _unseal(request: Asked, matter: Matter) -> HttpResponseBase:
    asked, at = request.POST.get("need", ""), timezone.now()
    need = Need(asked) if asked in Need.values else Need.OTHER
    try:
        actions.unseal(
            by=request.actor, at=at, uid=matter.uid, need=need, reason=request.POST.get("reason", "")
        )
    except Refused as refused:
        messages.error(request, str(refused))
    except Denied:
        raise Http404 from None
    else:
        opened.remember(request, matter.uid, at)
    return redirect("desk:papers", uid=matter.uid)


@needs("matters.note")
@CHANGE
def make(request: Asked, uid: UUID, key: str) -> HttpResponseBase:
    """Make out a paper, or look at its draft."""
    matter = gate(request, uid)
    paper = _paper(matter, key)
    if not is_open_here(request, matter):
        return closed(request, matter)
    at = timezone.now()
    replaces = _replaced(request, matter, paper)
    form = PaperForm(
        paper,
        request.POST if request.method == "POST" else None,
        seen=matter.version,
        known=material(matter, by=request.actor, at=at),
        earlier=given(replaces) if replaces else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            if "preview" in request.POST:
                return _draft(request, matter, paper, form, at)
            acts.issue_paper(
                by=request.actor,
                at=at,
                uid=uid,
                key=key,
                given=form.given,
                replaces=replaces.pk if replaces else None,
                token=form.written["token"],
            )
        except PaperFailed as failed:
            form.add_error(None, str(failed.text))
        except Refused as refused:
            form.refuse(refused.refusals)
        except Denied:
            raise Http404 from None
        else:
            messages.success(request, _("The paper was made out."))
            return redirect("desk:papers", uid=uid)
    return show(
        request,
        matter,
        form,
        template="desk/papers_make.html",
        title=str(paper.title),
        paper=paper,
        replaces=replaces,
    )


def _paper(matter: Matter, key: str) -> Paper:
    """A paper that belongs into this dossier, or its cover."""
    places = dossier_or_404(matter).dossier
    if key == COVER.key:
        return places.numbered(COVER)
    if places.place_of(key) is None:
        raise Http404
    return declared.get(key)


def _replaced(request: Asked, matter: Matter, paper: Paper) -> Issued | None:
    wanted = request.GET.get("replaces", "")
    found = [each for each in standing(issued_for(matter.stream)) if each.pk.hex == wanted]
    return found[0] if found and found[0].paper == paper.key else None


def _draft(request: Asked, matter: Matter, paper: Paper, form: PaperForm, at: datetime) -> HttpResponseBase:
    """The paper as it would be, without number; PDF where the machine can make one, else Word. Raises PaperFailed."""
    order = acts.order(matter, paper, by=request.actor, at=at, given=form.given)
    number = paper.numbering.blank(timezone.localdate(at).year) if paper.numbering else ""
    word = draw(order, number=number)
    if office.program() is None:
        return answer(word, WORD, f"{paper.heading}.docx")
    return answer(office.to_pdf([word])[0], PDF, f"{paper.heading}.pdf")


def show(
    request: Asked,
    matter: Matter,
    form: Writing,
    *,
    template: str = "desk/papers_form.html",
    title: str,
    **more: Any,
) -> HttpResponseBase:
    """A form of the dossier, as it is first or with what is wrong with it."""
    context = {
        "matter": matter,
        "matter_title": title_of(matter),
        "form": form,
        "title": title,
        "lead": "",
        "sources": getattr(form, "sources", {}),
        "pdf": office.program() is not None,
        "back": reverse("desk:papers", kwargs={"uid": matter.uid}),
        **more,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


@needs("people.open")
@require_GET
def paper_file(request: Asked, uid: UUID, paper: UUID, form: str) -> HttpResponseBase:
    """A paper that was made out, as Word file or as PDF."""
    matter = gate(request, uid)
    if not is_open_here(request, matter):
        return closed(request, matter)
    issued = issued_or_404(matter, paper)
    name = f"{issued.declaration.heading} {issued.number}".strip()
    try:
        word = read(bytes(issued.file.digest))
        if form == "docx":
            return answer(word, WORD, f"{name}.docx")
        return answer(office.to_pdf([word])[0], PDF, f"{name}.pdf")
    except (PaperFailed, FileLost) as failed:
        messages.error(request, str(failed))
        return redirect("desk:papers", uid=uid)


def issued_or_404(matter: Matter, pk: UUID) -> Issued:
    """A paper of this matter."""
    try:
        return issued_for(matter.stream).get(pk=pk)
    except Issued.DoesNotExist:
        raise Http404 from None
