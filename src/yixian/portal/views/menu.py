"""The service menu for everybody: what one's community offers, signing it, and proposing something new."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.actor import PUBLIC
from yixian.access.gate import public
from yixian.kernel.contact import InvalidPhone
from yixian.matters.actions import Refused
from yixian.matters.enums import Channel
from yixian.menu import actions, queries
from yixian.menu.forms import ProposeForm, SignForm, Ticketed
from yixian.menu.models import MenuItem
from yixian.portal import followed


@public
@require_GET
def menu(request: HttpRequest) -> HttpResponseBase:
    """The places that have a menu, and what the chosen one offers."""
    today = timezone.localdate()
    wanted = request.GET.get("place", "")
    rows = queries.places_with_menu(today).select_related("parent").defer("boundary", "parent__boundary")
    places = list(rows.order_by("lineage"))
    place = next((unit for unit in places if str(unit.pk) == wanted), None)
    context = {
        "places": places,
        "place": place,
        "rows": queries.menu_of(place, today) if place else [],
    }
    return render(request, "portal/menu.html", context)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, item: UUID) -> HttpResponseBase:
    """One item, and signing it without an account; the receipt code comes at the end."""
    today = timezone.localdate()
    rows = MenuItem.objects.offered_on(today).select_related("place").defer("place__boundary")
    found = get_object_or_404(rows, uid=item)
    (there,) = queries.offered([found], today)
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signed = form.signed(found, found.place, Channel.WEB)
        try:
            opened = actions.sign(by=PUBLIC, at=timezone.now(), signed=signed)
        except (Refused, InvalidPhone) as refused:
            _show(form, refused)
        else:
            return followed.remember(redirect("portal:raised"), opened.matter)
    shown = {"item": found, "there": there, "form": form}
    return render(request, "portal/menu_sign.html", shown, status=422 if form.is_bound else 200)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponseBase:
    """Propose something new for the menu of one's community."""
    chosen = request.GET.get("place", "")
    initial = {"place": chosen} if chosen.isdecimal() and len(chosen) < 10 else {}
    form = ProposeForm(request.POST or None, on=timezone.localdate(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.propose(by=PUBLIC, at=timezone.now(), proposed=form.proposed)
        except (Refused, InvalidPhone) as refused:
            _show(form, refused)
        else:
            return followed.remember(redirect("portal:raised"), opened.matter)
    return render(request, "portal/menu_propose.html", {"form": form}, status=422 if form.is_bound else 200)


def _show(form: Ticketed, refused: Refused | InvalidPhone) -> None:
    """Put what stands against it beside its field."""
    if isinstance(refused, InvalidPhone):
        form.add_error("phone", _("This is not a telephone number that can be called."))
        return
    for each in refused.refusals:
        form.add_error(each.field if each.field in form.fields else None, str(each.text))
