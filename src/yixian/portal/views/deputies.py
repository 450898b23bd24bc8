"""Deputies for everybody: who represents a place, and when and where to meet them."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yixian.access.gate import public
from yixian.deputies import queries
from yixian.deputies.enums import Kind
from yixian.deputies.models import Deputy
from yixian.shell.parts import Tab


@public
@require_GET
def deputies(request: HttpRequest) -> HttpResponseBase:
    """The deputies of a place or of a name, by kind, with their next meetings."""
    typed, kind = request.GET.get("q", "").strip()[:40], request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    rows = queries.register_on(timezone.localdate(), kind=kind, typed=typed)
    kept = f"{urlencode({'q': typed})}&" if typed else ""
    context = {
        "rows": queries.with_meetings(list(rows), timezone.now()),
        "typed": typed,
        "kinds": [
            Tab(title=_("All"), href=f"?{kept}", here=not kind),
            *(Tab(title=each.label, href=f"?{kept}kind={each.value}", here=kind == each) for each in Kind),
        ],
    }
    return render(request, "portal/deputies.html", context)


@public
@require_GET
def deputy(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """One deputy in office: whom they represent, and when to meet them."""
    today = timezone.localdate()
    found = Deputy.objects.on(today).placed().filter(uid=uid).first()
    if found is None:
        raise Http404
    (shown,) = queries.with_meetings([found], timezone.now())
    return render(request, "portal/deputy.html", {"one": shown})
