"""Forms of the administration. What stands against a change is decided by the actions, not here."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.access import declare
from yixian.people.enums import Role
from yixian.places.enums import UnitKind
from yixian.procedures.language import Text
from yixian.rulebook.declare import codes, title
from yixian.rulebook.enums import DAY_KINDS, Mark, TermUnit
from yixian.rulebook.rules import LONGEST_ARTICLE, LONGEST_NAME, LONGEST_SOURCE
from yixian.rulebook.terms import MOST

REQUIRED = _("Please fill this in.")
LARGEST_NOTICE = 100_000
FIRST_YEAR, LAST_YEAR = 2000, 2099


class AdminForm(forms.Form):
    """A form whose action may refuse with a sentence."""

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED

    def refuse(self, text: Text, field: str = "") -> None:
        """Put a refusal beside the field that it is about."""
        self.add_error(field if field in self.fields else None, str(text))


class DayField(forms.DateField):
    """A day, chosen or typed as 2027-01-31."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


class PastDayField(DayField):
    """A day that is not still to come."""

    def __init__(self, *, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.today = today

    def clean(self, value: Any) -> date | None:
        """Refuse a day after today."""
        day: date | None = super().clean(value)
        if day and self.today and day > self.today:
            raise forms.ValidationError(_("This takes effect at once: choose today or a day before."))
        return day


class RuleForm(AdminForm):
    """A row of the rule book."""

    code = forms.ChoiceField(label=_("Which rule"), choices=[])
    value = forms.IntegerField(label=_("Number"), min_value=1, max_value=MOST)
    unit = forms.ChoiceField(label=_("Counted in"), choices=TermUnit.choices)
    source = forms.CharField(
        label=_("Source"),
        max_length=LONGEST_SOURCE,
        help_text=_("The statute, or the decision by which your banner sets the number."),
    )
    article = forms.CharField(
        label=_("Article"),
        max_length=LONGEST_ARTICLE,
        required=False,
        help_text=_("A number of the law needs its article."),
    )
    mark = forms.ChoiceField(label=_("How sure it is that this is law"), choices=Mark.choices)
    valid_from = DayField(label=_("In force from"))
    roll_forward = forms.BooleanField(
        label=_("A term that would end on a free day ends on the next working day"), required=False
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["code"].choices = [(code, title(code)) for code in sorted(codes())]  # type: ignore[attr-defined]


class DayForm(AdminForm):
    """What one day is, against the schedule."""

    day = DayField(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[(kind.value, text) for kind, text in DAY_KINDS.items()]
    )
    name = forms.CharField(label=_("Name of the day"), max_length=LONGEST_NAME, required=False)


class YearForm(AdminForm):
    """A year's holiday schedule, typed or as a file."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    source = forms.CharField(
        label=_("The notice"), max_length=LONGEST_SOURCE, help_text=_("Its title and number.")
    )
    days = forms.CharField(
        label=_("Its days"),
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("One day a line: 2027-01-01,holiday,元旦. For a weekend that is worked: makeup."),
    )
    paper = forms.FileField(label=_("Or a file of such lines"), required=False)

    def clean(self) -> dict[str, Any]:
        """Take the lines of the file, where there is one, as if they had been typed."""
        given: dict[str, Any] = super().clean() or {}
        paper = given.get("paper")
        if paper is not None and paper.size > LARGEST_NOTICE:
            self.add_error("paper", _("This file is too large for a holiday schedule."))
        elif paper is not None:
            try:
                given["days"] = paper.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("paper", _("This file cannot be read: save it as text in UTF-8."))
        elif not given.get("days"):
            self.add_error("days", REQUIRED)
        return given


class RecomputeForm(AdminForm):
    """The calendar by which the list that was looked at was made."""

    calendar = forms.CharField(widget=forms.HiddenInput)


class PersonForm(AdminForm):
    """Somebody who is to sign in."""

    username = forms.CharField(label=_("Sign-in name"), max_length=150)
    name = forms.CharField(label=_("Name"), max_length=40)
    password = forms.CharField(
        label=_("First password"),
        strip=False,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least ten characters. Tell it to the person yourself; they change it under “Security”."
        ),
    )


class PasswordForm(AdminForm):
    """A new first password."""

    password = PersonForm.base_fields["password"]


class AppointForm(AdminForm):
    """A post: which, from when, until when."""

    role = forms.ChoiceField(label=_("Post"), choices=Role.choices)
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until"), required=False, help_text=_("The first day on which it is not held any more.")
    )


class EndForm(AdminForm):
    """When something ends."""

    until = DayField(label=_("Ends on"), help_text=_("The first day on which it is not held any more."))


class SubstituteForm(AdminForm):
    """For how long somebody stands in."""

    since = DayField(label=_("From"))
    until = DayField(label=_("Until"), help_text=_("The first day on which the holder is back."))


class GrantForm(AdminForm):
    """Which ability, from when, until when."""

    ability = forms.ChoiceField(label=_("Ability"), choices=[])
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until"), required=False, help_text=_("The first day on which it is not given any more.")
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["ability"].choices = [(each.key, each.title) for each in declare.every()]  # type: ignore[attr-defined]


class FoundForm(AdminForm):
    """A new unit. `token` becomes its id, so that a form sent twice founds one."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[each for each in UnitKind.choices if each[0] != UnitKind.BANNER]
    )
    name = forms.CharField(label=_("Name"), max_length=80)
    code = forms.CharField(
        label=_("Statistical code"),
        max_length=12,
        required=False,
        help_text=_("Twelve digits, for towns, villages and communities alone."),
    )
    since = DayField(label=_("From"))

    def __init__(self, data: Any = None, *, since: date) -> None:
        super().__init__(data, initial={"token": uuid4(), "since": since})


class RenameForm(AdminForm):
    """Another name, and since when."""

    name = forms.CharField(label=_("New name"), max_length=80)
    on = PastDayField(label=_("Since"))

    def __init__(self, data: Any = None, *, name: str, today: date) -> None:
        super().__init__(data, initial={"name": name, "on": today})
        self.fields["on"].today = today  # type: ignore[attr-defined]


class SinceForm(AdminForm):
    """Since when something is so."""

    on = PastDayField(label=_("Since"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.fields["on"].today = today  # type: ignore[attr-defined]
