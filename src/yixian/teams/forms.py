"""Forms of leaders' cases and of teams. Choices are given by the page, as far as the reader may choose."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.matters.forms import REQUIRED, Writing
from yixian.teams.enums import Came, Capacity, Care, EndWhy, Met, TeamKind, Tie, Topic

Choices = Sequence[tuple[Any, Any]]
LONG = 10_000


def _long(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=LONG,
        widget=forms.Textarea({"rows": 4}),
    )


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


def _heading(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=60, help_text=_("A few words for lists. No names, no numbers.")
    )


def _several(label: Any, choices: Choices = (), *, required: bool = True, help_text: Any = "") -> Any:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=required,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


SEALED = _("Kept sealed; whoever opens the matter with a reason reads it.")


class Chosen(Writing):
    """A form whose choices are filled in by the page: `choices` maps a field to what may be chosen."""

    def __init__(
        self, data: Any = None, *, seen: int, choices: dict[str, Choices] | None = None, **initial: Any
    ) -> None:
        super().__init__(data, seen=seen)
        for name, offered in (choices or {}).items():
            field: Any = self.fields[name]
            several = isinstance(field, forms.MultipleChoiceField)
            field.choices = list(offered) if several else [("", "—"), *offered]
        self.initial = {**self.initial, **initial}


class CaseForm(Chosen):
    """Who leads, undertakes and assists."""

    leader = forms.ChoiceField(label=_("Banner leader who leads"))
    undertaker = forms.ChoiceField(
        label=_("Town or department that undertakes"), help_text=_("It sees the matter from now on.")
    )
    assistants = _several(
        _("Village cadres who assist"),
        required=False,
        help_text=_("Those who see the matter where it stands."),
    )


class TieForm(Chosen):
    """Why somebody keeps out."""

    tie = forms.ChoiceField(label=_("What ties you to it"), choices=Tie.choices, widget=forms.RadioSelect)
    reason = _long(_("Anything to add"), required=False, help_text=SEALED)


class TaskForm(Chosen):
    """Something to be done."""

    what = _heading(_("What is to be done"))
    unit = forms.ChoiceField(label=_("Who carries it out"))
    until = _day(_("Until when"))
    care = forms.ChoiceField(
        label=_("Help that it brings"), choices=[("", _("none in particular")), *Care.choices], required=False
    )
    text = _long(_("More about it"), required=False, help_text=SEALED)


class DecisionForm(Chosen):
    """What was decided."""

    what = _heading(_("What was decided"))
    text = _long(_("The decision in full"), help_text=SEALED)
    unit = forms.ChoiceField(label=_("Who carries it out"))
    until = _day(_("Until when"))


class ResultForm(Chosen):
    """What came of something."""

    result = _long(_("What came of it"), required=False, help_text=SEALED)


class VisitForm(Chosen):
    """A visit for a case."""

    day = _day(_("Day of the visit"))
    place = forms.ChoiceField(label=_("Where"))
    met = _several(
        _("With whom you spoke"), Met.choices, help_text=_("By their part in the matter; nobody is named.")
    )
    heard = _long(_("What you heard"), help_text=SEALED)
    care = _several(_("Help that you offered"), Care.choices, required=False)


class CallForm(Chosen):
    """A joint consultation is called."""

    day = _day(_("Day of the consultation"))
    units = forms.MultipleChoiceField(
        label=_("Units invited"),
        widget=forms.SelectMultiple({"size": 10}),
        help_text=_("Two at least; each gives its opinion or is noted absent before anything is decided."),
    )
    question = _long(_("What is to be consulted on"), help_text=SEALED)


class OpinionForm(Chosen):
    """The opinion of an invited unit, or that it was absent."""

    absent = forms.BooleanField(label=_("The unit was absent"), required=False)
    opinion = _long(_("Its opinion"), required=False, help_text=SEALED)


class EndForm(Chosen):
    """Why a case ends."""

    why = forms.ChoiceField(
        label=_("Why it no longer stands under a leader"), choices=EndWhy.choices, widget=forms.RadioSelect
    )


class TeamWriting(forms.Form):
    """A form that changes a team; `token` lets it be carried out once."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, choices: dict[str, Choices] | None = None, **initial: Any
    ) -> None:
        super().__init__(data, initial={"token": uuid4(), **initial})
        for name, offered in (choices or {}).items():
            field: Any = self.fields[name]
            several = isinstance(field, forms.MultipleChoiceField)
            field.choices = list(offered) if several else [("", "—"), *offered]
        for each in self.fields.values():
            each.error_messages["required"] = REQUIRED


class TeamForm(TeamWriting):
    """A new team."""

    kind = forms.ChoiceField(label=_("What it is for"), choices=TeamKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name of the team"), max_length=60)
    unit = forms.ChoiceField(label=_("Led by"))
    since = _day(_("Since"))


class MemberForm(TeamWriting):
    """A new member."""

    capacity = forms.ChoiceField(label=_("As what"), choices=Capacity.choices)
    post = forms.ChoiceField(label=_("Somebody with a post"), required=False)
    name = forms.CharField(
        label=_("Or somebody from outside, by name"),
        max_length=40,
        required=False,
        help_text=_("Deputies, retired cadres, respected elders: the name by which they serve in public."),
    )
    since = _day(_("Since"))


class TourForm(TeamWriting):
    """A tour."""

    day = _day(_("Day of the tour"))
    places = forms.MultipleChoiceField(
        label=_("Where the team went"), widget=forms.SelectMultiple({"size": 8})
    )
    members = _several(_("Who went along"))
    topics = _several(_("What was explained"), Topic.choices, required=False)
    helped = forms.IntegerField(label=_("Households helped"), min_value=0, max_value=999, initial=0)
    settled = forms.IntegerField(label=_("Things settled on the spot"), min_value=0, max_value=999, initial=0)
    note = forms.CharField(
        label=_("A few words"), max_length=60, required=False, help_text=_("No names, no numbers.")
    )


class HouseholdForm(TeamWriting):
    """A visit to a household."""

    day = _day(_("Day of the visit"))
    place = forms.ChoiceField(label=_("Where"))
    matter = forms.ChoiceField(
        label=_("For which long-standing problem"),
        required=False,
        help_text=_("Then the household is that of whoever raised it."),
    )
    household = forms.CharField(
        label=_("Or how the household is known there"),
        max_length=60,
        required=False,
        help_text=_("Only a mark is kept that tells it from others; nobody can read it back."),
    )
    came = forms.ChoiceField(label=_("What came of it"), choices=Came.choices, widget=forms.RadioSelect)
    care = _several(_("Help that you offered"), Care.choices, required=False)
    heard = _long(
        _("What you heard"), required=False, help_text=_("Only with a matter, where it is kept sealed.")
    )


class ProblemForm(Chosen):
    """A matter that a team takes on; its lead is a member of the team chosen."""

    lead = forms.ChoiceField(label=_("Team, and who of it leads"))
    stands_since = _day(_("Since when the problem stands"))
    plan = _long(_("Plan"), help_text=SEALED)


class SettledForm(Chosen):
    """The result of a long-standing problem."""

    result = _long(_("Result"), help_text=SEALED)
