"""The counter of the specialised bodies: what goes to one of them directly."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods

from yixian.access.gate import Asked, needs
from yixian.desk.views.counter import take_down
from yixian.disputes.forms import BodyCounterForm


@needs("bodies.register")
@require_http_methods(["GET", "POST"])
def counter(request: Asked) -> HttpResponseBase:
    """File a dispute at the body that its kind leads to."""
    return take_down(request, BodyCounterForm, "desk/bodies_counter.html")
