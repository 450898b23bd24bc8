"""Which ways are open to the parties of a matter, to be shown or handed over."""

from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yixian.access.gate import Asked, needs
from yixian.desk.views.matter import gate, title_of
from yixian.matters.models import Matter
from yixian.matters.types import GROUPS, TYPES
from yixian.remedies.declare import Case
from yixian.remedies.forms import RoutesForm, grouped
from yixian.remedies.queries import case_from, found, split

KNOWN_KINDS = frozenset(choice.value for choice in TYPES)


@needs("matters.see")
@require_http_methods(["GET", "POST"])
def routes(request: Asked, uid: UUID) -> HttpResponseBase:
    """Every way of a matter, begun from its kind and what its file knows; what is answered here is not kept."""
    matter = gate(request, uid)
    now = timezone.now()
    today = timezone.localdate(now)
    begun = _begun(matter)
    data = request.POST if request.method == "POST" else None
    initial = {"category": begun.category, **begun.answers} if begun else {}
    form = RoutesForm(data, kinds=grouped(TYPES, GROUPS), on=today, initial=initial)
    case = (form.case if form.is_valid() else None) if form.is_bound else begun
    shown: dict[str, Any] = {
        "matter": matter,
        "matter_title": title_of(matter),
        "form": form,
        "now": now,
        "today": today,
        "ways": split(found(case, today)) if case else None,
    }
    if form.is_bound and case and "sheet" in request.POST:
        back = reverse("desk:routes", kwargs={"uid": uid})
        sheet = {**shown, "told": form.told, "back": back, "number": matter.number}
        return render(request, "remedies/sheet.html", sheet)
    return render(request, "desk/routes.html", shown, status=422 if form.errors else 200)


def _begun(matter: Matter) -> Case | None:
    return case_from(matter.category, matter.facts) if matter.category in KNOWN_KINDS else None
