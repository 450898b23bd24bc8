"""Liaison at work: assigning, handing over, and development plans. Every change is a form of its own."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.views.liaison import liaison_or_404, place_or_404
from yixian.documents.rules import FileRefused
from yixian.liaison import actions, forms
from yixian.liaison.actions import Change, Heir
from yixian.liaison.enums import ItemState, Kind
from yixian.liaison.models import Liaison, PlanItem
from yixian.liaison.queries import assigned
from yixian.matters.actions import Refused
from yixian.people.models import Post
from yixian.places.models import Unit

CHANGE = require_http_methods(["GET", "POST"])


def write(
    request: Asked,
    form: forms.LiaisonForm,
    act: Callable[[dict[str, Any]], str],
    *,
    title: str,
    done: str,
    back: str,
    **more: Any,
) -> HttpResponseBase:
    """Show a form, or carry it out and go to the address that `act` gives; what stands against it stands by the fields."""
    if request.method == "POST" and form.is_valid():
        try:
            onward = act(form.cleaned_data)
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.text))
        except FileRefused as refused:
            form.add_error("papers", str(refused.text))
        except (Denied, ObjectDoesNotExist):
            raise Http404 from None
        else:
            messages.success(request, done)
            return redirect(onward)
    shown: dict[str, Any] = {"lead": "", "submit": title, "threads": None, "multipart": False, **more}
    context = {"form": form, "title": title, "back": back, "sources": {}, **shown}
    return render(request, "desk/liaison_change.html", context, status=422 if form.is_bound else 200)


def data(request: Asked) -> Any:
    """What was sent in, None where the form is only opened."""
    return request.POST if request.method == "POST" else None


def at_place(pk: int) -> str:
    """The address of a place."""
    return reverse("desk:liaison_place", kwargs={"pk": pk})


def onward(request: Asked, place: Unit) -> str:
    """The address of a place, or that of one's own places for whoever may not read of it any more."""
    if assigned.may_read(request.actor, place, timezone.localdate()):
        return at_place(place.pk)
    return reverse("desk:liaison_mine")


def _heir(kind: Kind, who: str, uid: UUID) -> Heir:
    """Whoever was chosen, by department or by post."""
    if kind is Kind.DEPARTMENT:
        return Heir(uid=uid, unit=Unit.objects.defer("boundary").get(pk=who))
    return Heir(uid=uid, post=Post.objects.select_related("person", "unit").get(pk=who))


@needs("liaison.keep")
@CHANGE
def assign(request: Asked, pk: int, kind: str) -> HttpResponseBase:
    """Assign somebody to a place."""
    unit, today = place_or_404(request, pk), timezone.localdate()
    if kind not in assigned.kinds_for(unit, today) or not request.actor.may("liaison.keep", unit.lineage):
        raise Http404
    wanted = Kind(kind)
    offered = {"who": assigned.candidates(wanted, today)}

    def act(given: dict[str, Any]) -> str:
        actions.assign(
            by=request.actor,
            at=timezone.now(),
            kind=wanted,
            place=unit,
            given=_heir(wanted, given["who"], given["token"]),
            since=given["since"],
        )
        return at_place(pk)

    return write(
        request,
        forms.AssignForm(data(request), choices=offered, since=today),
        act,
        title=_("Assign somebody to %(place)s") % {"place": unit.name},
        done=_("The assignment was recorded."),
        back=at_place(pk),
        lead=str(wanted.label),
        submit=_("Assign"),
    )


@needs("liaison.see")
@CHANGE
def hand_over(request: Asked, uid: UUID) -> HttpResponseBase:
    """End an assignment and hand what is open to whoever follows."""
    found, today = liaison_or_404(request, uid), timezone.localdate()
    mine = assigned.keeps(request.actor, found) or assigned.holds(request.actor, found, today)
    if not mine:
        raise Http404
    if found.until is not None and request.method == "GET":
        return redirect(onward(request, found.place))
    kind = Kind(found.kind)

    def act(given: dict[str, Any]) -> str:
        actions.hand_over(
            by=request.actor,
            at=timezone.now(),
            uid=uid,
            until=given["until"],
            heir=_heir(kind, given["who"], given["token"]) if given["who"] else None,
            place=_place(given.get("place")),
            note=given["note"],
            token=given["token"],
        )
        return onward(request, found.place)

    return write(
        request,
        _hand_over_form(request, found),
        act,
        title=_("Hand over %(place)s") % {"place": found.place.name},
        done=_("It was handed over. A complaint about somebody stays with whoever heard it."),
        back=onward(request, found.place),
        lead=_("%(name)s is assigned here. What is open goes along to whoever follows.")
        % {"name": found.name},
        submit=_("Hand over"),
        threads=assigned.threads(request.actor, found) if found.until is None else None,
    )


def _hand_over_form(request: Asked, found: Liaison) -> forms.HandOverForm:
    """The form for an assignment as it stands: at its place, at one that is no more, or before it has begun."""
    today, kind = timezone.localdate(), Kind(found.kind)
    candidates = assigned.candidates(kind, today)
    if not assigned.stands(found.place, today):
        places = [(unit.pk, unit.name) for unit in assigned.goes_on_at(found, today)]
        first = {"place": places[0][0]} if len(places) == 1 else {}
        choices = {"who": candidates, "place": places}
        return forms.MoveForm(data(request), choices=choices, until=today, **first)
    own = found.post_id or found.unit_id
    offered = {"who": [row for row in candidates if row[0] != own]}
    if found.since > today:
        return forms.TakeBackForm(data(request), choices=offered, until=found.since)
    return forms.HandOverForm(data(request), choices=offered, until=today)


def _place(pk: str | None) -> Unit | None:
    return Unit.objects.defer("boundary").get(pk=pk) if pk else None


def _helpers(unit: Unit, item: PlanItem | None = None) -> list[tuple[str, str]]:
    """Whoever is assigned to a place or its town, and whoever helps already."""
    rows = assigned.of_place(unit, timezone.localdate()).named().order_by("kind", "pk")
    found = {str(each.uid): each.name for each in rows}
    if item is not None and item.liaison is not None:
        found.setdefault(str(item.liaison.uid), item.liaison.name)
    return list(found.items())


def _helper(uid: str) -> Liaison | None:
    return Liaison.objects.named().get(uid=uid) if uid else None


@needs("liaison.see")
@CHANGE
def item_new(request: Asked, pk: int) -> HttpResponseBase:
    """Put something into the development plan of a place."""
    unit, today = place_or_404(request, pk), timezone.localdate()
    if not assigned.may_plan(request.actor, unit, today):
        raise Http404

    def act(given: dict[str, Any]) -> str:
        actions.plan_item(
            by=request.actor,
            at=timezone.now(),
            uid=given["token"],
            place=unit,
            title=given["title"],
            until=given["until"],
            helper=_helper(given["helper"]),
        )
        return at_place(pk)

    return write(
        request,
        forms.ItemForm(data(request), choices={"helper": _helpers(unit)}),
        act,
        title=_("Put something into the plan"),
        done=_("It stands in the plan."),
        back=at_place(pk),
        lead=unit.name,
    )


@needs("liaison.see")
@CHANGE
def item(request: Asked, uid: UUID) -> HttpResponseBase:
    """Write down how an item of a plan stands."""
    rows = PlanItem.objects.select_related("place", "liaison__unit", "liaison__post__person")
    found = get_object_or_404(rows.defer("place__boundary", "liaison__unit__boundary"), uid=uid)
    place_or_404(request, found.place_id)
    if not assigned.may_plan(request.actor, found.place, timezone.localdate()):
        raise Http404
    form = forms.ChangeItemForm(
        data(request),
        choices={"helper": _helpers(found.place, found)},
        state=found.state,
        until=found.until,
        helper=str(found.liaison.uid) if found.liaison else "",
        remark=found.remark,
    )

    def act(given: dict[str, Any]) -> str:
        change = Change(
            state=ItemState(given["state"]),
            until=given["until"],
            helper=_helper(given["helper"]),
            remark=given["remark"],
        )
        actions.change_item(by=request.actor, at=timezone.now(), uid=uid, change=change, token=given["token"])
        return at_place(found.place_id)

    return write(
        request,
        form,
        act,
        title=_("How it stands"),
        done=_("It was saved."),
        back=at_place(found.place_id),
        lead=found.title,
        submit=_("Save"),
    )
