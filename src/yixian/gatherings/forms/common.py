"""What the forms of gatherings have in common."""

from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yixian.gatherings.actions.gatherings import LONGEST_REASON
from yixian.matters.forms import REQUIRED
from yixian.matters.raise_forms import Groups
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

NO_NAMES = _("Everybody reads it. No names, no numbers.")
NUMBER = {"inputmode": "numeric"}


def by_kind(units: QuerySet[Unit]) -> Groups:
    """Units under the names of their kinds. One statement."""
    found = units.only("pk", "name", "kind").order_by("kind", "name", "pk")
    return [
        (UnitKind(kind).label, [(unit.pk, unit.name) for unit in each])
        for kind, each in groupby(found, key=lambda unit: unit.kind)
    ]


def short(label: Any, most: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


def long(label: Any, most: int, *, required: bool = False, help_text: Any = "", rows: int = 3) -> Any:
    """Some lines of text."""
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text, widget=widget
    )


def calendar_day(label: Any, help_text: Any = "", *, required: bool = True) -> forms.DateField:
    """A day, chosen in the browser's own calendar."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def clock(label: Any) -> forms.TimeField:
    """A time of day."""
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


class Once(forms.Form):
    """A form that is carried out once."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        for each in self.fields.values():
            each.error_messages["required"] = REQUIRED


class ReasonForm(Once):
    """Why something is called off."""

    reason = short(_("Why"), LONGEST_REASON, help_text=NO_NAMES)
