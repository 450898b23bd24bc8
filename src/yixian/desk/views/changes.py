"""What an officer does to a matter. Every change is a form of its own that works without a script."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk import opened
from yixian.desk.views.matter import gate, title_of
from yixian.documents.rules import FileRefused
from yixian.matters import actions, forms, history
from yixian.matters.actions import Refused, Stale
from yixian.matters.actions.standing import is_about
from yixian.matters.enums import Ground, Need
from yixian.matters.models import Matter
from yixian.matters.queries import extendable, lengthening, officer_offers, stoppable
from yixian.people.models import Person
from yixian.people.queries import staff_of
from yixian.petitions.procedures import PETITION
from yixian.procedures.decide import Refusal
from yixian.procedures.language import Clause
from yixian.rulebook.enums import TermUnit

OWN_PAGES = {
    (PETITION.key, "conclude"): "desk:petition_conclude",
    (PETITION.key, "set_apart"): "desk:petition_seal",
}
"""Moves with a page of their own, by procedure and key."""
CHANGE = require_http_methods(["GET", "POST"])


def write(
    request: Asked,
    matter: Matter,
    form: forms.Writing,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    done: str,
    lead: str = "",
    sources: dict[str, Clause | None] | None = None,
    submit: str = "",
    warnings: list[Any] | None = None,
) -> HttpResponseBase:
    """Show the form of a change, or make the change and go back to the matter.

    What stands against it is shown by the fields, with everything that was typed still there.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.refusals)
        except Stale as stale:
            form.overtake(str(stale), matter.version)
        except Denied:
            raise Http404 from None
        else:
            messages.success(request, done)
            return redirect("desk:matter", uid=matter.uid)
    return render(
        request,
        "desk/change.html",
        {
            "matter": matter,
            "matter_title": title_of(matter),
            "form": form,
            "title": title,
            "lead": lead,
            "sources": sources or {},
            "submit": submit or title,
            "warnings": warnings or [],
        },
        status=422 if form.is_bound else 200,
    )


def sent(request: Asked) -> Any:
    """What was sent in, None where the form is only opened."""
    return request.POST if request.method == "POST" else None


def page_of_its_own(matter: Matter, key: str) -> str:
    """The address name of the page on which a move is made, where the plain form of its fields does not do."""
    if matter.procedure == PETITION.key and key == "take_up" and not is_about(matter):
        return "desk:petition_seal"
    return OWN_PAGES.get((matter.procedure, key), "")


@needs("matters.see")
@CHANGE
def move(request: Asked, uid: UUID, key: str) -> HttpResponseBase:
    """Make a move of the procedure."""
    matter = gate(request, uid)
    offer = next((each for each in officer_offers(request.actor, matter) if each.move.key == key), None)
    if offer is None or not offer.allowed:
        if request.method == "POST":
            messages.warning(request, _("That has been done already, or is no longer open here."))
            return redirect("desk:matter", uid=uid)
        raise Http404
    own_page = page_of_its_own(matter, key)
    if own_page and request.method == "GET":
        return redirect(own_page, uid=uid)
    form = forms.MoveForm(offer.move, sent(request), seen=matter.version)
    return write(
        request,
        matter,
        form,
        lambda given: actions.move(
            by=request.actor, at=timezone.now(), uid=uid, key=key, given=form.given, **form.written
        ),
        title=str(offer.move.title),
        done=_("Done: %(move)s") % {"move": offer.move.title},
        sources=form.sources,
        lead=str(offer.move.clause or ""),
    )


@needs("matters.note")
@CHANGE
def reply(request: Asked, uid: UUID) -> HttpResponseBase:
    """Answer whoever raised it."""
    return _words(
        request, uid, actions.reply, _("Write to the resident"), _("Your answer was put on the follow page.")
    )


@needs("matters.note")
@CHANGE
def note(request: Asked, uid: UUID) -> HttpResponseBase:
    """Add a note to the file."""
    return _words(request, uid, actions.note, _("Add a note to the file"), _("The note was added."))


def _words(request: Asked, uid: UUID, act: Callable[..., object], title: str, done: str) -> HttpResponseBase:
    matter = gate(request, uid)
    form = forms.WordsForm(sent(request), seen=matter.version)
    return write(
        request,
        matter,
        form,
        lambda given: act(
            by=request.actor, at=timezone.now(), uid=uid, text=given["text"], token=given["token"]
        ),
        title=title,
        done=done,
    )


@needs("matters.note")
@CHANGE
def attach(request: Asked, uid: UUID) -> HttpResponseBase:
    """Add files."""
    matter = gate(request, uid)
    files = request.FILES if request.method == "POST" else None
    form = forms.FilesForm(sent(request), files=files, seen=matter.version)

    def act(given: dict[str, Any]) -> None:
        try:
            actions.attach(
                by=request.actor, at=timezone.now(), uid=uid, uploads=given["papers"], token=given["token"]
            )
        except FileRefused as refused:
            raise Refused([Refusal(text=refused.text, field="papers")]) from refused

    return write(request, matter, form, act, title=_("Add files"), done=_("The files were added."))


@needs("matters.note")
@CHANGE
def head(request: Asked, uid: UUID) -> HttpResponseBase:
    """Set heading and kind."""
    matter = gate(request, uid)
    categories = [(choice.value, choice.label) for choice in matter.declaration.categories]
    form = forms.HeadForm(
        sent(request),
        seen=matter.version,
        categories=categories,
        headline=matter.headline,
        category=matter.category,
    )
    return write(
        request,
        matter,
        form,
        lambda given: actions.head(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            headline=given["headline"],
            category=given["category"],
            **form.written,
        ),
        title=_("Heading and kind"),
        done=_("Heading and kind were set."),
    )


@needs("matters.assign")
@CHANGE
def assign(request: Asked, uid: UUID) -> HttpResponseBase:
    """Give it to somebody of the unit that holds it."""
    matter = gate(request, uid)
    staff = staff_of(matter.holder, timezone.localdate())
    form = forms.AssignForm(
        sent(request), seen=matter.version, people=[(each.pk, each.name) for each in staff]
    )
    return write(
        request,
        matter,
        form,
        lambda given: actions.assign(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            person=Person.objects.get(pk=given["person"]) if given["person"] else None,
            **form.written,
        ),
        title=_("Give it to somebody"),
        done=_("It was given on."),
        lead=_("%(unit)s keeps it, and its clocks go on.") % {"unit": matter.holder.name},
    )


@needs("matters.pause")
@CHANGE
def pause(request: Asked, uid: UUID) -> HttpResponseBase:
    """Stop the clocks."""
    matter = gate(request, uid)
    grounds = stoppable(matter)
    if not grounds:
        raise Http404
    form = forms.PauseForm(sent(request), seen=matter.version, grounds=grounds)
    return write(
        request,
        matter,
        form,
        lambda given: actions.pause(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            ground=Ground(given["ground"]),
            reason=given["reason"],
            **form.written,
        ),
        title=_("Stop the clocks"),
        done=_("The clocks stand still."),
        lead=_("Whoever raised it sees that the clocks stand still, and on what ground."),
    )


@needs("matters.pause")
@CHANGE
def resume(request: Asked, uid: UUID) -> HttpResponseBase:
    """Let the clocks run again."""
    matter = gate(request, uid)
    form = forms.Writing(sent(request), seen=matter.version)
    return write(
        request,
        matter,
        form,
        lambda given: actions.resume(by=request.actor, at=timezone.now(), uid=uid, **form.written),
        title=_("Let the clocks run again"),
        done=_("The clocks run again."),
    )


@needs("matters.see")
@CHANGE
def extend(request: Asked, uid: UUID) -> HttpResponseBase:
    """Extend a deadline that may be, by whom its procedure says."""
    matter = gate(request, uid)
    running = [(clock.name, history.CLOCKS[clock.name]) for clock in extendable(request.actor, matter)]
    if not running:
        raise Http404
    form = forms.ExtendForm(
        sent(request), seen=matter.version, clocks=running, grounds=lengthening(request.actor, matter)
    )
    return write(
        request,
        matter,
        form,
        lambda given: actions.extend(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            clock=given["clock"],
            value=given["value"],
            unit=TermUnit(given["unit"]),
            ground=Ground(given["ground"]),
            reason=given["reason"],
            **form.written,
        ),
        title=_("Extend a deadline"),
        done=_("The deadline was extended."),
        lead=_("Whoever raised it is told the reason that you write here."),
    )


@needs("matters.merge")
@CHANGE
def merge(request: Asked, uid: UUID) -> HttpResponseBase:
    """Join it with the matter that goes on."""
    matter = gate(request, uid)
    form = forms.MergeForm(sent(request), seen=matter.version)

    def act(given: dict[str, Any]) -> None:
        digits = "".join(each for each in given["into"].rpartition("〕")[2] if each.isdecimal())
        other = Matter.objects.visible_to(request.actor).filter(pk=int(digits or 0)).first()
        if other is None:
            form.add_error("into", _("There is no such matter that you may see."))
            raise Refused([])
        actions.merge(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            into=other.uid,
            reason=given["reason"],
            **form.written,
        )

    return write(
        request,
        matter,
        form,
        act,
        title=_("Join it with another matter"),
        done=_("The two are one now."),
        lead=_("Both keep their history; whoever raised this one will follow the other."),
    )


@needs("people.open")
@require_POST
def unseal(request: Asked, uid: UUID) -> HttpResponseBase:
    """Open the sealed texts of a matter for half an hour; who did it and why stands in its history."""
    gate(request, uid)
    asked = request.POST.get("need", "")
    need = Need(asked) if asked in Need.values else Need.OTHER
    at = timezone.now()
    try:
        actions.unseal(by=request.actor, at=at, uid=uid, need=need, reason=request.POST.get("reason", ""))
    except Refused as refused:
        messages.error(request, str(refused))
    except Denied:
        raise Http404 from None
    else:
        opened.remember(request, uid, at)
    return redirect("desk:matter", uid=uid)


@needs("people.open")
@require_POST
def seal(request: Asked, uid: UUID) -> HttpResponseBase:
    """Seal it again for this browser."""
    opened.close(request, gate(request, uid).uid)
    return redirect("desk:matter", uid=uid)
