"""Going to a specialised body directly."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yixian.access.gate import public
from yixian.disputes.forms import BodyForm
from yixian.portal.views.counter import take_in


@public
@never_cache
@require_http_methods(["GET", "POST"])
def raise_at_body(request: HttpRequest) -> HttpResponseBase:
    """Bring a dispute to the body that its kind leads to, without an account; the receipt code comes at the end."""
    return take_in(request, BodyForm, "portal/bodies_raise.html")
