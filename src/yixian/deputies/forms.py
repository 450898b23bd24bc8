"""Forms of the register of deputies. Choices are given by the page, as far as the reader may choose."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.deputies.enums import Kind, Meet
from yixian.deputies.rules import LONGEST_KNOWN, LONGEST_NAME, LONGEST_SPOT
from yixian.matters.forms import REQUIRED
from yixian.matters.raise_forms import GroupedField, places
from yixian.people.models import Person
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

NEEDED = {"required": REQUIRED}


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), error_messages=NEEDED
    )


def _hour(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, widget=forms.TimeInput({"type": "time"}, format="%H:%M"), error_messages=NEEDED
    )


def _name() -> forms.CharField:
    return forms.CharField(label=_("Name"), max_length=LONGEST_NAME, error_messages=NEEDED)


def _known_by() -> forms.CharField:
    return forms.CharField(
        label=_("Known by"),
        max_length=LONGEST_KNOWN,
        required=False,
        help_text=_("A few public words, such as trade or village. No private numbers."),
    )


class EnterForm(forms.Form):
    """Who is entered in the register. All of it is public."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    name = _name()
    kind = forms.ChoiceField(label=_("Represents people as"), choices=Kind.choices, widget=forms.RadioSelect)
    constituency = forms.ChoiceField(label=_("Constituency"), error_messages=NEEDED)
    known_by = _known_by()
    since = _day(_("In office since"))
    person = forms.ChoiceField(
        label=_("Signs in as"),
        required=False,
        help_text=_("Whoever is chosen writes down opinions and follows them."),
    )

    def __init__(
        self, data: Any = None, *, constituencies: Iterable[Unit], people: Iterable[Person], on: date
    ) -> None:
        super().__init__(data, initial={"uid": uuid4(), "since": on, "kind": Kind.DEPUTY})
        units = [("", _("please choose")), *((str(each.pk), each.name) for each in constituencies)]
        self.fields["constituency"].choices = units  # type: ignore[attr-defined]
        named = [("", _("nobody")), *((str(each.pk), f"{each.name} ({each.username})") for each in people)]
        self.fields["person"].choices = named  # type: ignore[attr-defined]


class CorrectForm(forms.Form):
    """What the public reads of a deputy, put right."""

    name = _name()
    known_by = _known_by()


class LeaveForm(forms.Form):
    """When a term ended."""

    until = _day(_("First day out of office"))

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data, initial={"until": on})
        self.fields["until"].help_text = _(
            "An entry that was a mistake ends on the day on which the term began: then it never stood."
        )


class CallForm(forms.Form):
    """When and where residents meet a deputy."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=Meet.choices, widget=forms.RadioSelect)
    day = _day(_("Day"))
    since = _hour(_("From"))
    until = _hour(_("Until"))
    place = GroupedField(places(()), label=_("Where?"), empty_label=_("please choose"))
    spot = forms.CharField(
        label=_("Where exactly"),
        max_length=LONGEST_SPOT,
        error_messages=NEEDED,
        help_text=_("Such as: in the room of the village, first floor."),
    )

    def __init__(self, data: Any = None, *, on: date) -> None:
        initial = {"uid": uuid4(), "day": on, "since": time(9), "until": time(11), "kind": Meet.RECEPTION}
        super().__init__(data, initial=initial)
        here = cast(GroupedField, self.fields["place"])
        here.queryset = Unit.objects.on(on).filter(kind__in=(UnitKind.VILLAGE, UnitKind.COMMUNITY))

    def at(self, name: str) -> datetime:
        """The time in the field `name` on the day chosen."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data[name]))
