"""Who asks: the actor of a request."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from yixian.access.actor import PUBLIC, Actor
from yixian.access.queries import actor_for
from yixian.people.models import Person


class ActorMiddleware:
    """Gives each request its `actor`, looked up when somebody first asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request with `request.actor` in place."""

        def find() -> Actor:
            person = request.user
            return actor_for(person, timezone.localdate()) if isinstance(person, Person) else PUBLIC

        request.actor = SimpleLazyObject(find)  # type: ignore[attr-defined]
        return self.get_response(request)
