"""Middleware of our own: the banner of a request, and one header Django does not know."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from yixian.kernel import banner

Respond = Callable[[HttpRequest], HttpResponseBase]


class BannerMiddleware:
    """Chooses the banner by the host name of the request and leaves none chosen after it.

    With YIXIAN_HOSTS set, a host that it does not name gets 404.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request within its banner."""
        code = self._code(request)
        if code is None:
            return HttpResponse("Not Found", status=404, content_type="text/plain")
        with banner.use(code):
            return self.get_response(request)

    def _code(self, request: HttpRequest) -> str | None:
        hosts: dict[str, str] = settings.BANNER_HOSTS
        if not hosts:
            return str(settings.BANNER)
        return hosts.get(request.get_host().rsplit(":", 1)[0].lower())


class PermissionsPolicyMiddleware:
    """Tells the browser which of its powers our pages may use."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the Permissions-Policy header unless the view has set one."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
