"""A form that belongs to no matter: it is shown, or carried out, and what stands against it stands by its fields."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from yixian.access.actor import Denied
from yixian.access.gate import Asked
from yixian.matters.actions import Refused
from yixian.procedures.language import Text
from yixian.shell.parts import Tab


def sent(request: Asked) -> Any:
    """What was sent in, None where the form is only opened."""
    return request.POST if request.method == "POST" else None


def send(
    request: Asked,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: Text,
    done: Text,
    back: str,
    crumbs: list[Tab],
    lead: Text = "",
    page: str = "desk/sending.html",
    to: Callable[[], str] | None = None,
    **shown: Any,
) -> HttpResponseBase:
    """Show a form, or carry it out and go back to the address `back`; `to` names another one, known afterwards.

    Whatever is refused leaves everything as it was typed.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.text))
        except (Denied, ObjectDoesNotExist):
            raise Http404 from None
        else:
            if done:
                messages.success(request, str(done))
            return redirect(to() if to else back)
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "back": back,
        "crumbs": crumbs,
        "sources": {},
        **shown,
    }
    return render(request, page, context, status=422 if form.is_bound else 200)


def press(
    request: Asked, act: Callable[[], object], *, done: Text, back: str, to: Callable[[], str] | None = None
) -> HttpResponseBase:
    """Carry out what a button asks for, and go back to the address `back`; a refusal is said there."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(back)
    except (Denied, ObjectDoesNotExist):
        raise Http404 from None
    if done:
        messages.success(request, str(done))
    return redirect(to() if to else back)
