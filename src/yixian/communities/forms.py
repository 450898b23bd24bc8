"""Forms of joint communities."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.matters.forms import REQUIRED
from yixian.places.models import Unit


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": REQUIRED},
    )


class JoinForm(forms.Form):
    """Which village is joined, and from when on."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    village = forms.ChoiceField(label=_("Village"), error_messages={"required": REQUIRED})
    since = _day(_("From which day on"))

    def __init__(self, data: Any = None, *, villages: list[Unit], on: date) -> None:
        super().__init__(data, initial={"token": uuid4(), "since": on})
        chosen = [(str(each.pk), each.name) for each in villages]
        self.fields["village"].choices = [("", _("please choose")), *chosen]  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """From when on the village no longer belongs to it."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    until = _day(_("First day on which it is no longer joined"))

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data, initial={"token": uuid4(), "until": on})
