"""Rosters of mediators, their committees, and what is owed from agreements."""

from collections.abc import Callable
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.views.changes import CHANGE
from yixian.desk.views.matter import title_of
from yixian.matters.actions import Refused
from yixian.matters.forms import Writing
from yixian.matters.types import GROUPS
from yixian.mediation import actions, forms
from yixian.mediation.enums import Language, Standing
from yixian.mediation.models import Mediator
from yixian.mediation.queries import (
    View,
    coming_sessions,
    composition,
    due_of,
    end_of,
    obligations,
    page,
    reminders,
    roster,
    skills_of,
)
from yixian.people.models import Person
from yixian.people.queries import staff_of
from yixian.places.models import Unit
from yixian.procedures.language import Text

VIEWS: dict[View, Text] = {
    View.OVERDUE: gettext_lazy("Overdue"),
    View.SOON: gettext_lazy("Due soon"),
    View.ALL: gettext_lazy("All that is owed"),
}


@needs("matters.see")
@require_GET
def mediators(request: Asked) -> HttpResponseBase:
    """Who mediates where, in what fields and languages, and with how many open matters."""
    skill, language = request.GET.get("skill", ""), request.GET.get("language", "")
    asked = request.GET.get("unit", "")
    unit = int(asked) if asked.isdecimal() and len(asked) < 10 else None
    found = roster(
        timezone.localdate(),
        unit=unit,
        skill=skill if skill in GROUPS else "",
        language=language if language in Language.values else "",
    )
    bodies = [
        (unit, [(each, list(skills_of(each, GROUPS)), _languages(each)) for each in rows])
        for unit, rows in groupby(found, key=lambda each: each.unit)
    ]
    shown = {
        "bodies": bodies,
        "count": sum(len(rows) for _unit, rows in bodies),
        "skill": skill,
        "language": language,
        "skills": list(GROUPS.items()),
        "languages": Language.choices,
        "unit": Unit.objects.filter(pk=unit).defer("boundary").first() if unit else None,
        "own": [pk for pk in sorted(request.actor.own_units) if request.actor.may("mediation.roster")],
    }
    return render(request, "desk/mediation_mediators.html", shown)


def _languages(mediator: Mediator) -> list[Any]:
    return [Language(each).label for each in mediator.languages]


@needs("matters.see")
@require_GET
def body(request: Asked, pk: int) -> HttpResponseBase:
    """The roster of one body, and whether its committee is composed as the law wants."""
    unit = get_object_or_404(Unit.objects.defer("boundary"), pk=pk)
    today = timezone.localdate()
    rows = [each for each in roster(today, unit=unit.pk) if each.unit_id == unit.pk]
    shown = {
        "unit": unit,
        "rows": [(each, list(skills_of(each, GROUPS)), _languages(each)) for each in rows],
        "composition": composition(unit, today),
        "elected": any(each.standing == Standing.ELECTED for each in rows),
        "may": request.actor.may("mediation.roster", unit.lineage),
    }
    return render(request, "desk/mediation_body.html", shown)


@needs("mediation.roster")
@CHANGE
def enlist(request: Asked, pk: int) -> HttpResponseBase:
    """Put somebody on the roster of a body."""
    unit = _own(request, pk)
    today = timezone.localdate()
    staff = {str(each.pk): each for each in staff_of(unit, today)}
    form = forms.RosterForm(
        _data(request), seen=0, people=[(each.pk, each.name) for each in staff.values()], since=today
    )

    def act(given: dict[str, Any]) -> None:
        actions.enlist(
            by=request.actor,
            at=timezone.now(),
            unit=unit,
            since=given["since"],
            token=given["token"],
            given=actions.Listed(
                standing=Standing(given["standing"]),
                person=Person.objects.get(pk=given["person"]) if given["person"] else None,
                **{key: given[key] for key in ("name", "chair", "woman", "skills", "languages")},
            ),
        )

    return _change(request, unit, form, act, _("Put somebody on the roster"), _("The roster was changed."))


@needs("mediation.roster")
@CHANGE
def strike(request: Asked, pk: int, mediator: int) -> HttpResponseBase:
    """End somebody's place on the roster."""
    unit = _own(request, pk)
    found = get_object_or_404(Mediator, pk=mediator, unit=unit)
    form = forms.StrikeForm(_data(request), seen=0)
    form.initial["until"] = timezone.localdate()

    def act(given: dict[str, Any]) -> None:
        actions.strike(by=request.actor, at=timezone.now(), mediator=found, until=given["until"])

    title = _("Take %(name)s off the roster") % {"name": found.name}
    return _change(request, unit, form, act, title, _("The roster was changed."))


@needs("mediation.roster")
@CHANGE
def committee(request: Asked, pk: int) -> HttpResponseBase:
    """Record the term of a committee and what it confirms."""
    unit = _own(request, pk)
    form = forms.CommitteeForm(_data(request), seen=0)

    def act(given: dict[str, Any]) -> None:
        actions.compose(
            by=request.actor,
            at=timezone.now(),
            unit=unit,
            since=given["since"],
            groups=form.confirmed,
            token=given["token"],
        )

    return _change(
        request, unit, form, act, _("Term and composition of the committee"), _("It was recorded.")
    )


def _own(request: Asked, pk: int) -> Unit:
    """A body whose roster the actor keeps, or 404."""
    unit = get_object_or_404(Unit.objects.defer("boundary"), pk=pk)
    if not request.actor.may("mediation.roster", unit.lineage):
        raise Http404
    return unit


def _change(
    request: Asked,
    unit: Unit,
    form: Writing,
    act: Callable[[dict[str, Any]], object],
    title: str,
    done: str,
) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            form.refuse(refused.refusals)
        except Denied:
            raise Http404 from None
        else:
            messages.success(request, done)
            return redirect("desk:mediation_body", pk=unit.pk)
    shown = {"unit": unit, "form": form, "title": title, "sources": {}}
    return render(request, "desk/mediation_roster_form.html", shown, status=422 if form.is_bound else 200)


def _data(request: Asked) -> Any:
    return request.POST if request.method == "POST" else None


@needs("matters.see")
@require_GET
def owed(request: Asked) -> HttpResponseBase:
    """What is owed from agreements, soonest first, and the sessions to come."""
    at = timezone.now()
    today = timezone.localdate(at)
    asked = request.GET.get("which", "")
    view = View(asked) if asked in list(View) else View.ALL
    try:
        found = page(
            obligations(request.actor, view, today),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    except (ValueError, OverflowError):
        raise Http404 from None
    counts = reminders(request.actor, today)
    shown = {
        "view": view,
        "views": [(each.value, title, counts.get(each.value)) for each, title in VIEWS.items()],
        "page": found,
        "rows": [(each, title_of(each.matter), end_of(each.due_on), due_of(each.due_on, today)) for each in found.rows],
        "kept": urlencode({"which": view.value}),
        "sessions": [(each, title_of(each.matter)) for each in coming_sessions(request.actor, at)],
        "now": at,
    }  # fmt: skip
    return render(request, "desk/mediation_obligations.html", shown)
