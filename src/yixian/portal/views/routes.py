"""Which ways are open: asked without a name, and kept nowhere."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yixian.access.gate import public
from yixian.matters.types import GROUPS, TYPES
from yixian.remedies.forms import RoutesForm, grouped
from yixian.remedies.queries import found, split


@public
@never_cache
@require_http_methods(["GET", "POST"])
def routes(request: HttpRequest) -> HttpResponseBase:
    """Ask for kind, day and a few answers; show every way with the days left, on the page or as a sheet."""
    now = timezone.now()
    today = timezone.localdate(now)
    data = request.POST if request.method == "POST" else None
    form = RoutesForm(data, kinds=grouped(TYPES, GROUPS), on=today)
    shown = {"form": form, "now": now, "today": today, "ways": None}
    if form.is_valid():
        shown["ways"] = split(found(form.case, today))
        if "sheet" in request.POST:
            sheet = {**shown, "told": form.told, "back": reverse("portal:routes"), "number": ""}
            return render(request, "remedies/sheet.html", sheet)
    return render(request, "portal/routes.html", shown, status=422 if form.errors else 200)
