"""Administration of the tree of units."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yixian.access.gate import Asked, needs
from yixian.desk.admin_forms import FoundForm, RenameForm, SinceForm
from yixian.desk.views.admin import (
    CHANGE,
    Back,
    Found,
    Picker,
    choose,
    data,
    number_of,
    unit_picker,
    write,
)
from yixian.places import actions
from yixian.places.actions import NewUnit
from yixian.places.enums import ChangeKind, UnitKind
from yixian.places.models import Unit
from yixian.places.queries import children, search_units
from yixian.places.rules import code_doubt


def _here(unit: Unit) -> str:
    return reverse("desk:admin_unit", kwargs={"pk": unit.pk})


def _back(unit: Unit) -> Back:
    return Back(href=_here(unit), title=unit.name)


def _standing(pk: int) -> Unit:
    """A unit that has not ended, else 404."""
    return get_object_or_404(Unit.objects.select_related("parent"), pk=pk, until__isnull=True)


@needs("places.administer")
@require_GET
def tree(request: Asked) -> HttpResponseBase:
    """Search a unit."""
    text = request.GET.get("q", "")[:80]
    rows = [
        Found(href=_here(unit), title=unit.name, note=str(unit.get_kind_display()))
        for unit in search_units(text, timezone.localdate())
    ]
    picker = Picker(label=_("Name or code of a unit"), text=text, rows=rows)
    root = Unit.objects.filter(parent__isnull=True).defer("boundary").first()
    return render(request, "desk/admin_tree.html", {"picker": picker, "root": root})


@needs("places.administer")
@require_GET
def unit(request: Asked, pk: int) -> HttpResponseBase:
    """One unit, with what stands below it and what can be done with it."""
    shown = get_object_or_404(Unit.objects.select_related("parent").defer("boundary"), pk=pk)
    below = children(shown, timezone.localdate())
    return render(request, "desk/admin_unit.html", {"unit": shown, "children": below})


@needs("places.administer")
@CHANGE
def found(request: Asked, pk: int) -> HttpResponseBase:
    """Set up a unit below another."""
    above = _standing(pk)

    def act(given: dict[str, Any]) -> None:
        new = NewUnit(
            kind=UnitKind(given["kind"]),
            name=given["name"],
            code=given["code"],
            since=given["since"],
            above=above.uid,
            uid=given["token"],
        )
        if Unit.objects.filter(uid=new.uid).exists():
            return
        actions.found_many(by=request.actor.person_id, at=timezone.now(), units=[new])
        if doubt := code_doubt(new.kind, new.code):
            messages.warning(request, str(doubt))

    return write(
        request,
        FoundForm(data(request), since=timezone.localdate()),
        act,
        title=_("New unit below it"),
        done=_("The unit was set up."),
        back=_back(above),
        lead=_("It stands below %(unit)s.") % {"unit": above.name},
    )


@needs("places.administer")
@CHANGE
def rename(request: Asked, pk: int) -> HttpResponseBase:
    """Give a unit another name."""
    shown = _standing(pk)
    return write(
        request,
        RenameForm(data(request), name=shown.name, today=timezone.localdate()),
        lambda given: actions.rename(by=request.actor.person_id, at=timezone.now(), unit=shown, **given),
        title=_("Rename"),
        done=_("The unit was renamed."),
        back=_back(shown),
        lead=_("The old name stays in its history."),
    )


@needs("places.administer")
@CHANGE
def move(request: Asked, pk: int) -> HttpResponseBase:
    """Put a unit, with all that stands below it, below another."""
    shown, title = _standing(pk), _("Move")
    above = _chosen([request.GET.get("above", "")])
    if not above:
        picker = unit_picker(request, _("Below which unit"), "above")
        return choose(request, picker, title=title, back=_back(shown), lead=shown.name)
    return write(
        request,
        SinceForm(data(request), today=timezone.localdate()),
        lambda given: actions.move(
            by=request.actor.person_id, at=timezone.now(), unit=shown, parent=above[0], on=given["on"]
        ),
        title=title,
        done=_("The unit was moved."),
        back=_back(shown),
        lead=_(
            "%(unit)s, with all that stands below it, goes below %(above)s. Who answers for it changes with that."
        )
        % {"unit": shown.name, "above": above[0].name},
    )


@needs("places.administer")
@CHANGE
def end(request: Asked, pk: int) -> HttpResponseBase:
    """End a unit and say what it goes over into: one is a merger, several are a split."""
    shown = _standing(pk)
    if shown.parent is None:
        raise Http404
    into = _chosen(request.GET.getlist("into"))
    form = SinceForm(data(request) if into else None, today=timezone.localdate())

    def act(given: dict[str, Any]) -> None:
        actions.end_into(
            by=request.actor.person_id,
            at=timezone.now(),
            units=[shown],
            into=into,
            on=given["on"],
            kind=ChangeKind.MERGED if len(into) == 1 else ChangeKind.SPLIT,
        )

    return write(
        request,
        form,
        act,
        title=_("Merge or split"),
        done=_("The unit has ended, and its history says what became of it."),
        back=_back(shown),
        lead=_("%(unit)s ends. Move or end first what stands below it.") % {"unit": shown.name},
        template="desk/admin_end_unit.html",
        more={
            "into": [{"unit": each, "without": _into(into, drop=each)} for each in into],
            "picker": _targets(request, shown, into),
        },
    )


def _targets(request: Asked, shown: Unit, into: list[Unit]) -> Picker:
    text = request.GET.get("q", "")[:80]
    taken = {shown.pk, *(each.pk for each in into)}
    rows = [
        Found(href=_into([*into, each]), title=each.name, note=str(each.get_kind_display()))
        for each in search_units(text, timezone.localdate())
        if each.pk not in taken
    ]
    return Picker(
        label=_("Name or code of a unit"),
        text=text,
        rows=rows,
        kept=[("into", str(each.pk)) for each in into],
    )


def _into(units: list[Unit], drop: Unit | None = None) -> str:
    query = QueryDict(mutable=True)
    query.setlist("into", [str(each.pk) for each in units if each != drop])
    return f"?{query.urlencode()}"


def _chosen(numbers: list[str]) -> list[Unit]:
    """The units in being that these numbers name, in their order."""
    wanted = [number_of(each) for each in numbers[:20]]
    known = Unit.objects.filter(until__isnull=True).defer("boundary").in_bulk(wanted)
    return [known[each] for each in dict.fromkeys(wanted) if each in known]
