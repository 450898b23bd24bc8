"""Raise something, and find it again by its receipt code."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.actor import PUBLIC
from yixian.access.gate import public
from yixian.disputes.forms import DisputeForm
from yixian.kernel.ids import InvalidCode
from yixian.matters import actions
from yixian.matters.actions import Refused
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.matters.queries import by_code
from yixian.matters.raise_forms import RaiseForm
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.portal import followed
from yixian.portal.front import front
from yixian.portal.tries import may_try, note_miss


@public
@require_GET
def welcome(request: HttpRequest) -> HttpResponseBase:
    """What one can do here, and what is going on."""
    banner = Unit.objects.filter(kind=UnitKind.BANNER).defer("boundary").first()
    now = timezone.now()
    return render(request, "portal/welcome.html", {"banner": banner, "front": front(now), "now": now})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def raise_it(request: HttpRequest) -> HttpResponseBase:
    """Raise a dispute without an account; the receipt code comes at the end."""
    return take_in(request, DisputeForm, "portal/raise.html")


def take_in(request: HttpRequest, kind: type[RaiseForm], page: str, **initial: str) -> HttpResponseBase:
    """Show the form of a kind of matter, and take in what comes back from whoever raises it."""
    form = kind(request.POST or None, request.FILES or None, on=timezone.localdate(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.open_with_files(
                by=PUBLIC,
                at=timezone.now(),
                raised=form.raised(Channel.WEB),
                uploads=form.cleaned_data["papers"],
            )
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field or None, str(refusal.text))
        else:
            return followed.remember(redirect("portal:raised"), done.matter)
    return render(request, page, {"form": form}, status=422 if form.is_bound else 200)


@public
@never_cache
@require_GET
def raised(request: HttpRequest) -> HttpResponseBase:
    """The receipt code, to be written down, photographed or printed."""
    found = followed.matter_of(request)
    if found is None:
        return redirect("portal:raise")
    shown = {"code": followed.code(found), "follow": followed.address(request), "matter": found}
    return render(request, "portal/raised.html", shown)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponseBase:
    """Ask for the receipt code; it is kept in the session, never in an address."""
    typed, fault = "", ""
    if request.method == "POST":
        typed = request.POST.get("code", "")[:40]
        found, fault = _find(request, typed)
        if found:
            return followed.remember(redirect("portal:matter"), found)
    return render(
        request, "portal/follow.html", {"typed": typed, "fault": fault}, status=422 if fault else 200
    )


def _find(request: HttpRequest, typed: str) -> tuple[Matter | None, str]:
    """The matter that a code leads to, or what is wrong with the code."""
    if not may_try(request):
        return None, _(
            "Too many wrong codes came from here. Please wait a quarter of an hour, or ask at the counter."
        )
    try:
        return by_code(typed), ""
    except InvalidCode:
        return None, _(
            "A receipt code has twelve letters and digits. One of those you typed is wrong or missing."
        )
    except Matter.DoesNotExist:
        note_miss(request)
        return None, _("There is no matter with this code. Please compare it with your receipt.")
