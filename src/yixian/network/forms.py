"""Forms of the network: errands, and what an office offers."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from yixian.matters.raise_forms import REQUIRED, AtCounter, RaiseForm
from yixian.network import rules
from yixian.network.actions import Description
from yixian.network.enums import DAYS, Service
from yixian.network.kinds import CATEGORIES
from yixian.network.models import Profile
from yixian.network.procedures import ERRAND
from yixian.network.rules import Spans, read_spans, write_spans
from yixian.people.models import Post

LIKE_THIS = "08:30-12:00, 14:30-17:30"
UNREADABLE = _("Write the times like this: 08:30-12:00, 14:30-17:30. Leave it empty for closed.")
WEEKDAY_CHOICES = [(day, WEEKDAYS[day]) for day in range(DAYS)]


class ErrandForm(RaiseForm):
    """What is asked of somebody who wants an errand run."""

    procedure = ERRAND

    story = forms.CharField(
        label=_("What is to be done for you?"),
        widget=forms.Textarea({"rows": 5}),
        error_messages=REQUIRED,
        help_text=_("In your own words. It is kept sealed; only those who run the errand open it."),
    )
    category = forms.ChoiceField(label=_("What kind of errand is it?"), error_messages=REQUIRED)

    field_order = ("ticket", "category", "place", "story", "papers", "name", "phone")


class ErrandCounterForm(ErrandForm, AtCounter):
    """The same for an officer who takes it for somebody."""


class HoursField(forms.CharField):
    """The times of a day as typed; its value is a tuple of spans."""

    def __init__(self, **kwargs: Any) -> None:
        shown = forms.TextInput({"placeholder": LIKE_THIS, "autocomplete": "off"})
        super().__init__(max_length=120, required=False, widget=shown, **kwargs)

    def clean(self, value: Any) -> Spans:
        """The times; none for nothing."""
        try:
            return read_spans(str(super().clean(value)))
        except ValueError:
            raise forms.ValidationError(UNREADABLE) from None


class OfficeForm(forms.Form):
    """Services, hours, telephone and address of an office from a day on."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    since = forms.DateField(
        label=_("From which day on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    services = forms.MultipleChoiceField(
        label=_("Services"), choices=Service.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    errands = forms.MultipleChoiceField(
        label=_("Which errands it runs"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Tick none where it runs all of them."),
    )
    phone = forms.CharField(
        label=_("Telephone of the office"),
        max_length=rules.LONGEST_PHONE,
        required=False,
        help_text=_("It is public. No private numbers."),
    )
    address = forms.CharField(
        label=_("Address of the office"), max_length=rules.LONGEST_ADDRESS, required=False
    )
    on_holidays = forms.BooleanField(label=_("Also open on public holidays"), required=False)

    def __init__(self, data: Any = None, *, profile: Profile | None, on: date) -> None:
        super().__init__(data, initial={"token": uuid4(), "since": on, **(_as_typed(profile))})
        self.fields["errands"].choices = [(each.value, each.label) for each in CATEGORIES]  # type: ignore[attr-defined]
        for day in range(DAYS):
            self.fields[f"day{day}"] = HoursField(label=WEEKDAYS[day])

    @property
    def given(self) -> Description:
        """What was filled in, as the action takes it."""
        data = self.cleaned_data
        return Description(
            services=data["services"],
            errands=data["errands"],
            week={day: data[f"day{day}"] for day in range(DAYS)},
            on_holidays=data["on_holidays"],
            phone=data["phone"],
            address=data["address"],
        )

    @property
    def days(self) -> list[forms.BoundField]:
        """The fields of the seven days."""
        return [self[f"day{day}"] for day in range(DAYS)]


def _as_typed(profile: Profile | None) -> dict[str, Any]:
    if profile is None:
        return {}
    days = {f"day{day}": write_spans(spans) for day, spans in profile.week.items()}
    kept = ("services", "errands", "phone", "address", "on_holidays")
    return {**days, **{name: getattr(profile, name) for name in kept}}


class DayForm(forms.Form):
    """A day with times of its own."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    times = HoursField(
        label=_("Open when"), help_text=_("Leave it empty where the office is closed all day.")
    )
    reason = forms.CharField(
        label=_("Why"), max_length=rules.LONGEST_REASON, help_text=_("Such as: market day, or training.")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"token": uuid4()})


class DutyForm(forms.Form):
    """Who is on duty, and on which weekdays."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    post = forms.TypedChoiceField(label=_("Who"), coerce=int, error_messages=REQUIRED)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days"),
        choices=WEEKDAY_CHOICES,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages=REQUIRED,
    )
    since = forms.DateField(
        label=_("From which day on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any = None, *, posts: list[Post], on: date) -> None:
        super().__init__(data, initial={"token": uuid4(), "since": on, "weekdays": list(range(5))})
        choices = [(post.pk, f"{post.person.name} · {post.get_role_display()}") for post in posts]
        self.fields["post"].choices = choices  # type: ignore[attr-defined]
