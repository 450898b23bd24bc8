"""A form of the service menu: it is shown, or carried out, and what stands against it stands by its fields."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yixian.access.actor import Denied
from yixian.access.gate import Asked
from yixian.kernel.contact import InvalidPhone
from yixian.matters.actions import Refused
from yixian.matters.models import Matter
from yixian.menu.actions import MenuRefused
from yixian.places.models import Unit

CHANGE = require_http_methods(["GET", "POST"])
Act = Callable[[], HttpResponse]


def show(
    request: Asked, form: forms.Form, act: Act, *, title: str, back: str, submit: str = "", **more: Any
) -> HttpResponseBase:
    """Show a form, or do what it asks and go on; what stands against it stands by the fields, all typed kept."""
    if request.method == "POST" and form.is_valid():
        try:
            return act()
        except MenuRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except Refused as refused:
            for each in refused.refusals:
                form.add_error(each.field if each.field in form.fields else None, str(each.text))
        except InvalidPhone:
            form.add_error("phone", _("This is not a telephone number that can be called."))
        except (Denied, Matter.DoesNotExist):
            raise Http404 from None
    shown = {"form": form, "title": title, "back": back, "submit": submit or title, "sources": {}, **more}
    return render(request, "desk/menu_change.html", shown, status=422 if form.is_bound else 200)


def done(request: Asked, said: str, to: str, **kwargs: Any) -> HttpResponse:
    """Say what was done, and go on to the page of this name."""
    messages.success(request, said)
    there: HttpResponse = redirect(to, **kwargs)
    return there


def menu_at(place: Unit) -> str:
    """The address of the menu of a place."""
    return f"{reverse('desk:menu')}?place={place.pk}"
