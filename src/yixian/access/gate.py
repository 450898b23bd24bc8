"""The right that each address asks for. A view without one is refused by a system check."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from yixian.access.actor import Actor

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Asked(HttpRequest):
    """A request after `ActorMiddleware`: it knows who asks."""

    actor: Actor


Inner = Callable[Concatenate[Asked, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Right:
    """What an address asks for: nothing (`public`), a sign-in, or one of some abilities held anywhere."""

    public: bool = False
    abilities: tuple[str, ...] = ()


class Guarded(Protocol):
    """A view that carries its right."""

    right: Right


def right_of(view: Any) -> Right | None:
    """Return the right that a view carries, None where it has none."""
    return getattr(view, "right", None)


def public(view: View[P]) -> View[P]:
    """Open an address to everybody."""
    cast(Any, view).right = Right(public=True)
    return view


def needs(*abilities: str) -> Callable[[Inner[P]], View[P]]:
    """Open an address to whoever holds one of these abilities somewhere (to every post holder, when none is named).

    Somebody who is not signed in is led to sign in; a stranger gets 404, as if there were nothing here.
    What of the content they see is for the scope of the query to say.
    """

    def guard(view: Inner[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            asked = cast(Asked, request)
            actor = asked.actor
            if actor.person_id is None:
                return redirect_to_login(request.get_full_path())
            if not actor.roles or (abilities and not any(actor.may(each) for each in abilities)):
                raise Http404
            return view(asked, *args, **kwargs)

        cast(Any, guarded).right = Right(abilities=abilities)
        return guarded

    return guard
