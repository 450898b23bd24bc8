"""Which matter's receipt code was typed on a device: a signed cookie with id and turn, never the code itself.

Whoever only visits leaves no row in the database.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.matters.queries import by_uid

COOKIE = "yixian_followed"
SALT = "yixian.followed"
LASTS = timedelta(hours=12)

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def remember(response: R, matter: Matter) -> R:
    """Have the device remember that it showed the receipt code of a matter."""
    response.set_signed_cookie(
        COOKIE,
        f"{matter.uid.hex}.{matter.code_turn}",
        salt=SALT,
        max_age=int(LASTS.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def matter_of(request: HttpRequest) -> Matter | None:
    """The matter that the device follows, as long as the code it showed is still the one."""
    kept = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=int(LASTS.total_seconds()))
    uid, _dot, turn = (kept or "").partition(".")
    return by_uid(UUID(uid), int(turn)) if uid else None


def own(
    view: Callable[Concatenate[HttpRequest, Matter, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Give a view the matter that the device follows; where it follows none, ask for the receipt code."""

    @wraps(view)
    def seen(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = matter_of(request)
        return redirect("portal:follow") if found is None else view(request, found, *args, **kwargs)

    return seen


def forget(response: R) -> R:
    """Have the device forget it."""
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def code(matter: Matter) -> str:
    """The receipt code of a matter that the device follows, as it stands on paper."""
    return code_of(matter.uid, matter.code_turn)


def address(request: HttpRequest) -> str:
    """Where the receipt code is typed in, whole, to be printed and put into a picture."""
    return request.build_absolute_uri(reverse("portal:follow"))
