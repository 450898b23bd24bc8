"""The addresses of the site, and the bare ones."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from bench.models import Bare


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """One view, one row, one commit."""
    row = Bare.objects.create(at=timezone.now(), text="x" * 100)
    return HttpResponse(str(row.pk))


def read(request: HttpRequest) -> HttpResponse:
    """One view, one row read."""
    return HttpResponse(Bare.objects.get(pk=1).text)


urlpatterns = [
    path("bare/insert/", insert),
    path("bare/read/", read),
    path("", include("yixian.config.urls")),
]
