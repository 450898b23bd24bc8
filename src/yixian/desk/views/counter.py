"""The counter: staff file for somebody who is with them, or on the telephone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.views.matter import gate, title_of
from yixian.disputes.forms import CounterForm
from yixian.matters import actions
from yixian.matters.actions import Refused
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.matters.queries import likely_same
from yixian.matters.raise_forms import AtCounter

FILED = "filed"
"""Under this key the session names the matter whose receipt code may be shown."""


@needs("disputes.register")
@require_http_methods(["GET", "POST"])
def counter(request: Asked) -> HttpResponseBase:
    """File a dispute; where it may be there already, that is shown before it is filed again."""
    return take_down(request, CounterForm, "desk/counter.html")


def take_down(request: Asked, kind: type[AtCounter], page: str) -> HttpResponseBase:
    """Show the form of a kind of matter and file what comes back; what may be there already is shown first."""
    own = request.actor.own_units
    form = kind(
        request.POST or None, request.FILES or None, on=timezone.localdate(), own=own, initial=_usual(request)
    )
    same: list[Matter] = []
    if request.method == "POST" and form.is_valid():
        same = [] if form.cleaned_data["checked"] else _same(request, form)
        if not same and _file(request, form):
            request.session[FILED] = form.cleaned_data["ticket"].hex
            return redirect("desk:filed", uid=form.cleaned_data["ticket"])
        if same:
            form.data = {**request.POST.dict(), "checked": "on"}
    shown: dict[str, Any] = {"form": form, "same": [(matter, title_of(matter)) for matter in same]}
    return render(request, page, shown, status=422 if form.is_bound and not same else 200)


def _usual(request: Asked) -> dict[str, Any]:
    """The place that a link names; else an officer's only unit, where most of what they file happened."""
    place = request.GET.get("place", "")
    if place.isdecimal() and len(place) < 10:
        return {"place": int(place)}
    own = request.actor.own_units
    return {"place": next(iter(own))} if len(own) == 1 else {}


def _same(request: Asked, form: AtCounter) -> list[Matter]:
    given = form.cleaned_data
    return likely_same(
        procedure=form.procedure,
        category=given["category"],
        place=given["place"],
        phone=given["phone"],
        at=timezone.now(),
        actor=request.actor,
    )


def _file(request: Asked, form: AtCounter) -> bool:
    """File it, or put what stands against it into the form."""
    raised = form.raised(Channel(form.cleaned_data["channel"]), form.cleaned_data["headline"])
    try:
        actions.open_with_files(
            by=request.actor, at=timezone.now(), raised=raised, uploads=form.cleaned_data["papers"]
        )
    except Denied:
        form.add_error("place", _("This place is outside your ground. Choose a place of yours."))
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_error(refusal.field or None, str(refusal.text))
    return form.is_valid()


@needs("disputes.register", "errands.register", "bodies.register", "concerns.hear")
@require_GET
def filed(request: Asked, uid: UUID) -> HttpResponseBase:
    """The receipt code, to be read out or printed for whoever raised it; for the browser that just filed it."""
    if request.session.get(FILED) != uid.hex:
        raise Http404
    matter = get_object_or_404(Matter, uid=uid)
    shown = {
        "matter": matter,
        "code": code_of(matter.uid, matter.code_turn),
        "follow": request.build_absolute_uri(reverse("portal:follow")),
        "seen": Matter.objects.visible_to(request.actor).filter(pk=matter.pk).exists(),
    }
    return render(request, "desk/filed.html", shown)


@needs("matters.note")
@require_http_methods(["GET", "POST"])
def recode(request: Asked, uid: UUID) -> HttpResponseBase:
    """Give whoever raised it a new receipt code, because the old one is lost."""
    matter = gate(request, uid)
    if request.method == "POST":
        try:
            actions.recode(by=request.actor, at=timezone.now(), uid=uid)
        except Denied:
            raise Http404 from None
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("desk:matter", uid=uid)
        request.session[FILED] = uid.hex
        return redirect("desk:filed", uid=uid)
    return render(request, "desk/recode.html", {"matter": matter, "title": title_of(matter)})
