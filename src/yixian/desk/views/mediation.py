"""Mediation in a matter: who mediates, sessions, the agreement and what becomes of it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yixian.access.gate import Asked, needs
from yixian.desk import opened
from yixian.desk.parts.mediation import may_of
from yixian.desk.views.changes import CHANGE, write
from yixian.desk.views.matter import gate, title_of
from yixian.kernel import sealed
from yixian.matters.forms import Writing
from yixian.matters.models import Matter
from yixian.mediation import actions, forms
from yixian.mediation.enums import AidGround, Chooser, Present, Result
from yixian.mediation.models import Appointment, Session
from yixian.mediation.queries import card_of, dossier, mediates, near, signers_of

Given = dict[str, Any]


@needs("matters.see")
@require_GET
def page(request: Asked, uid: UUID) -> HttpResponseBase:
    """Mediation in a matter, whole; what was said and agreed only while the matter is open."""
    matter = of_mediation(request, uid)
    at = timezone.now()
    is_open = opened.is_open(request, uid, at)
    found = dossier(matter)
    shown = {
        "matter": matter,
        "title": title_of(matter),
        "card": card_of(matter, at),
        "found": found,
        "is_open": is_open,
        "texts": _texts(found, is_open),
        "signers": [(label, found.signatures.get(key)) for key, label in signers_of(matter).items()],
        "sessions": [(each, [Present(part).label for part in each.present]) for each in found.sessions],
        "may": may_of(request.actor, matter),
        "now": at,
    }
    return render(request, "desk/mediation_page.html", shown)


def of_mediation(request: Asked, uid: UUID) -> Matter:
    """The matter, for whoever may see it, where its procedure knows mediation."""
    matter = gate(request, uid)
    if not mediates(matter):
        raise Http404
    return matter


def _texts(found: Any, is_open: bool) -> dict[str, str]:
    """The sealed texts by what they belong to, while the matter is open; otherwise none."""
    if not is_open:
        return {}
    rows = [
        *((each, column) for each in found.sessions for column in ("course", "outcome")),
        *((each, column) for each in found.obligations for column in ("what", "way", "proof")),
        *((each, "reason") for each in found.appointments),
        *((each, "text") for each in found.opinions),
        *((each, column) for each in found.aid for column in ("words", "reason")),
        *((each, column) for each in filter(None, [found.agreement]) for column in ("facts", "clauses")),
    ]
    return {f"{row.uid.hex}.{column}": sealed.text(row, column) for row, column in rows}


def change(
    request: Asked,
    matter: Matter,
    form: Writing,
    act: Callable[..., object],
    given: Callable[[Given], Given],
    *,
    title: str,
    done: str,
    lead: str = "",
    warnings: list[Any] | None = None,
) -> HttpResponseBase:
    """Show the form of a change in mediation, or make it; `given` maps what was filled in to what the action takes."""

    def carry_out(data: Given) -> object:
        return act(by=request.actor, at=timezone.now(), uid=matter.uid, **form.written, **given(data))

    return write(
        request,
        matter,
        form,
        carry_out,
        title=title,
        done=done,
        lead=lead,
        sources=forms.sources_of(form),
        warnings=warnings,
    )


def data(request: Asked) -> Any:
    return request.POST if request.method == "POST" else None


@needs("mediation.handle")
@CHANGE
def appoint(request: Asked, uid: UUID) -> HttpResponseBase:
    """Let somebody of a roster mediate."""
    matter = of_mediation(request, uid)
    found = {str(each.pk): each for each in near(matter, timezone.localdate())}
    listed = [
        (key, _("%(name)s, %(unit)s") % {"name": each.name, "unit": each.unit.name})
        for key, each in found.items()
    ]
    return change(
        request,
        matter,
        forms.AppointForm(data(request), seen=matter.version, mediators=listed),
        actions.appoint,
        lambda given: {
            "mediator": found[given["mediator"]],
            "chooser": Chooser(given["chooser"]),
            "accepted": given["accepted"],
            "tie": given["tie"],
        },
        title=_("Appoint a mediator"),
        done=_("The mediator was appointed."),
        lead=_("The parties choose or accept who mediates, and may choose several."),
    )


@needs("mediation.handle")
@CHANGE
def stand_down(request: Asked, uid: UUID, appointment: UUID) -> HttpResponseBase:
    """End an appointment."""
    matter = of_mediation(request, uid)
    found = Appointment.objects.filter(matter=matter, uid=appointment).select_related("mediator").first()
    if found is None:
        raise Http404
    return change(
        request,
        matter,
        forms.StandDownForm(data(request), seen=matter.version),
        actions.stand_down,
        lambda given: {"appointment": appointment, "tie": given["tie"], "reason": given["reason"]},
        title=_("Stand down"),
        done=_("It was recorded."),
        lead=_("%(name)s no longer mediates in this matter.") % {"name": found.mediator.name},
    )


@needs("mediation.handle")
@CHANGE
def plan(request: Asked, uid: UUID) -> HttpResponseBase:
    """Plan a session."""
    matter = of_mediation(request, uid)
    return change(
        request,
        matter,
        forms.PlanForm(data(request), seen=matter.version),
        actions.plan,
        lambda given: {key: given[key] for key in ("begins_at", "place", "is_open")},
        title=_("Plan a session"),
        done=_("The session was planned."),
    )


@needs("mediation.handle")
@CHANGE
def hold(request: Asked, uid: UUID, session: UUID) -> HttpResponseBase:
    """Write the record of a session."""
    matter = of_mediation(request, uid)
    row_of(Session, matter, session)
    return change(
        request,
        matter,
        forms.MinutesForm(data(request), seen=matter.version),
        actions.hold,
        lambda given: {
            "session": session,
            "given": actions.Minutes(
                present=given["present"],
                course=given["course"],
                outcome=given["outcome"],
                result=Result(given["result"]),
                read_out=given["read_out"],
                guests_agreed=given["guests_agreed"],
            ),
        },
        title=_("Write the record of the session"),
        done=_("The session was recorded."),
    )


@needs("mediation.handle")
@CHANGE
def cancel(request: Asked, uid: UUID, session: UUID) -> HttpResponseBase:
    """Call a session off."""
    matter = of_mediation(request, uid)
    row_of(Session, matter, session)
    return change(
        request,
        matter,
        Writing(data(request), seen=matter.version),
        actions.cancel,
        lambda _given: {"session": session},
        title=_("Call the session off"),
        done=_("The session was called off."),
    )


@needs("mediation.advise")
@CHANGE
def opinion(request: Asked, uid: UUID) -> HttpResponseBase:
    """Put a lawyer's opinion into the file."""
    matter = of_mediation(request, uid)
    lawyer = request.actor.name if "lawyer" in request.actor.roles else ""
    return change(
        request,
        matter,
        forms.OpinionForm(data(request), seen=matter.version, lawyer=lawyer, on=timezone.localdate()),
        actions.advise,
        lambda given: {key: given[key] for key in ("lawyer", "on", "text")},
        title=_("Add a lawyer's opinion"),
        done=_("The opinion was added."),
    )


@needs("mediation.advise")
@CHANGE
def aid(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record an application for legal aid."""
    matter = of_mediation(request, uid)
    return change(
        request,
        matter,
        forms.AidForm(data(request), seen=matter.version),
        actions.ask_aid,
        lambda given: {"ground": AidGround(given["ground"]), "words": given["words"], "on": given["on"]},
        title=_("Apply for legal aid"),
        done=_("The application was recorded."),
    )


@needs("mediation.advise")
@CHANGE
def aid_result(request: Asked, uid: UUID) -> HttpResponseBase:
    """Record whether legal aid was granted."""
    matter = of_mediation(request, uid)
    return change(
        request,
        matter,
        forms.AidResultForm(data(request), seen=matter.version),
        actions.decide_aid,
        lambda given: {
            "granted": given["granted"] == "yes",
            "on": given["on"],
            "reason": given["reason"],
        },
        title=_("Record the result of legal aid"),
        done=_("It was recorded."),
    )


def row_of(model: Any, matter: Matter, uid: UUID) -> Any:
    """A row of this matter, or 404."""
    found = model.objects.filter(matter=matter, uid=uid).first()
    if found is None:
        raise Http404
    return found
