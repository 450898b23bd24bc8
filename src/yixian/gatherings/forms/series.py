"""A series, its rule, its dates and its end."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from yixian.gatherings.actions.series import SeriesPlan
from yixian.gatherings.enums import Cycle, Festival
from yixian.gatherings.forms.common import NUMBER, Once, ReasonForm, calendar_day, clock, short
from yixian.gatherings.forms.plan import What
from yixian.gatherings.rules import MOST_DATES, Pattern


class SeriesForm(What):
    """A series and the rule by which it comes back."""

    cycle = forms.ChoiceField(label=_("How it comes back"), choices=Cycle.choices, widget=forms.RadioSelect)
    every = forms.IntegerField(
        label=_("Every how many weeks"),
        min_value=1,
        max_value=52,
        required=False,
        initial=1,
        widget=forms.TextInput(NUMBER),
    )
    weekday = forms.ChoiceField(
        label=_("On which weekday"), choices=[(day, name) for day, name in WEEKDAYS.items()], required=False
    )
    days = short(
        _("Days of the month, or last digits of market dates"),
        80,
        required=False,
        help_text=_(
            "With commas: 1, 15 for days of the month; 3, 6, 9 for market days on dates that end so."
        ),
    )
    festivals = forms.MultipleChoiceField(
        label=_("Which festivals"),
        choices=Festival.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts = clock(_("Begins"))
    lasts = forms.IntegerField(
        label=_("How many minutes it lasts"), min_value=10, max_value=1440, widget=forms.TextInput(NUMBER)
    )
    since = calendar_day(_("From which day on"))
    public = forms.BooleanField(label=_("Everybody may come: its dates are announced"), required=False)

    def clean_days(self) -> tuple[int, ...]:
        """The numbers that were typed."""
        typed = self.cleaned_data["days"]
        for mark in "，、;； ":
            typed = typed.replace(mark, ",")
        parts = [each for each in typed.split(",") if each]
        if not all(each.isdecimal() and len(each) < 3 for each in parts):
            raise forms.ValidationError(_("Numbers with commas between them, please."))
        return tuple(sorted({int(each) for each in parts}))

    @property
    def plan(self) -> SeriesPlan:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        pattern = Pattern(
            cycle=Cycle(given["cycle"]),
            every=given["every"] or 1,
            weekday=int(given["weekday"] or 0),
            days=given["days"],
            festivals=tuple(Festival(each) for each in given["festivals"]),
        )
        timing = {key: given[key] for key in ("starts", "lasts", "since")}
        return SeriesPlan(**self.common, **timing, pattern=pattern)


class DayForm(ReasonForm):
    """A day of a series that is left out or moved."""

    day = forms.ChoiceField(label=_("Which day"))
    to = calendar_day(_("Moved to"), _("Empty: it is left out."), required=False)

    def __init__(self, data: Any = None, *, days: Sequence[tuple[str, Any]], **initial: Any) -> None:
        super().__init__(data, **initial)
        cast(forms.ChoiceField, self.fields["day"]).choices = days
        self.order_fields(["token", "day", "to", "reason"])

    @property
    def chosen(self) -> date:
        """The day that was chosen."""
        return date.fromisoformat(self.cleaned_data["day"])


class EndForm(ReasonForm):
    """The end of a series."""

    until = calendar_day(
        _("First day without it"), _("What is planned from then on is cancelled, and says why.")
    )


class CountForm(Once):
    """How many dates are to be planned ahead."""

    count = forms.IntegerField(
        label=_("So many dates planned ahead"),
        min_value=1,
        max_value=MOST_DATES,
        widget=forms.TextInput(NUMBER),
    )
