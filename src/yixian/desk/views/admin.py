"""Administration."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yixian.access.gate import Asked, needs


@needs("people.administer", "access.grant", "rulebook.administer", "places.administer", "audit.read")
@require_GET
def index(request: Asked) -> HttpResponseBase:
    """What an administrator may do here."""
    return render(request, "desk/admin.html", {})
