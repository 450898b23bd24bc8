"""Keeping the items of a menu."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yixian.access.gate import Asked, needs
from yixian.desk.views.matter import gate
from yixian.desk.views.menu import item_of
from yixian.desk.views.menu_sheet import CHANGE, done, menu_at, show
from yixian.desk.views.sending import sent
from yixian.matters.models import Matter
from yixian.menu import actions, queries
from yixian.menu.models import MenuItem
from yixian.menu.procedures import PROPOSAL
from yixian.menu.work_forms import ItemForm
from yixian.places.models import Unit


@needs("menu.keep")
@CHANGE
def item_new(request: Asked) -> HttpResponseBase:
    """Put an item on a menu, perhaps because a resident proposed it."""
    proposal = _proposal(request)
    own = request.actor.own_units
    place = (
        proposal.place if proposal else Unit.objects.filter(pk__in=own, kind__in=queries.MENU_PLACES).first()
    )
    initial = {"place": place.pk if place else None, "skill": proposal.category if proposal else ""}
    form = ItemForm(
        sent(request),
        places=request.actor.units("menu.keep"),
        on=timezone.localdate(),
        answers=proposal is not None,
        initial=initial,
    )

    def act() -> HttpResponse:
        given = form.cleaned_data
        made = actions.enter(
            by=request.actor,
            at=timezone.now(),
            uid=given["token"],
            place=given["place"],
            given=form.draft,
            since=timezone.localdate(),
            proposal=proposal.uid if proposal else None,
            answer=given.get("answer", ""),
        )
        return done(request, _("It is on the menu."), "desk:menu_item", item=made.uid)

    return show(
        request, form, act, title=_("Put it on the menu"), back=reverse("desk:menu"), proposal=proposal
    )


def _proposal(request: Asked) -> Matter | None:
    """The proposal that the address names, or 404 for one that is not there to be answered."""
    named = request.GET.get("proposal", "")
    if not named:
        return None
    try:
        matter = gate(request, UUID(named))
    except ValueError:
        raise Http404 from None
    answerable = matter.procedure == PROPOSAL.key and matter.step == "proposed"
    if not answerable and not MenuItem.objects.filter(proposal=matter).exists():
        raise Http404
    return matter


@needs("menu.keep")
@CHANGE
def item_change(request: Asked, item: UUID) -> HttpResponseBase:
    """Change what an item offers."""
    found = _kept(request, item)
    form = ItemForm(sent(request), places=(), on=timezone.localdate(), item=found)

    def act() -> HttpResponse:
        token = form.cleaned_data["token"]
        actions.change(by=request.actor, at=timezone.now(), item=found, given=form.draft, token=token)
        return done(request, _("It was saved. The public menu shows it."), "desk:menu_item", item=item)

    back = reverse("desk:menu_item", kwargs={"item": item})
    return show(request, form, act, title=_("Change the item"), back=back)


@needs("menu.keep")
@require_POST
def item_end(request: Asked, item: UUID) -> HttpResponseBase:
    """Take an item off the menu."""
    found = _kept(request, item)
    actions.end(by=request.actor, at=timezone.now(), item=found)
    messages.success(request, _("It is off the menu. What was signed of it goes on."))
    return redirect(menu_at(found.place))


def _kept(request: Asked, item: UUID) -> MenuItem:
    found = item_of(item)
    if not request.actor.may("menu.keep", found.place.lineage):
        raise Http404
    return found
