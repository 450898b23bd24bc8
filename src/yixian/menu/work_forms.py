"""Forms of those who keep a menu, lead a team, claim an item and split it among members."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast
from unicodedata import normalize
from uuid import uuid4

from django import forms
from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.translation import gettext_lazy as _

from yixian.matters import raise_forms
from yixian.matters.forms import Writing
from yixian.matters.raise_forms import REQUIRED, GroupedField
from yixian.menu import rules
from yixian.menu.actions import ItemDraft, NewMember, TeamDraft
from yixian.menu.enums import MONTHS, Availability, Skill
from yixian.menu.models import MenuItem, Volunteer, VolunteerTeam
from yixian.menu.queries import MENU_PLACES, Choice
from yixian.places.models import Unit

_NUMBER = re.compile(r"\+?\d[\d\- ]{4,}\d\s*$")
_BETWEEN = " \t\u3000,，、:：;；/"
MONTH_CHOICES = [(number, MONTH_NAMES[number]) for number in range(1, MONTHS + 1)]
DRAFTED = ("skill", "title", "about", "who_for", "minutes", "capacity", "first_month", "last_month")


def _ticks(label: Any, choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs
    )


class ItemForm(forms.Form):
    """What an item of the menu offers; with a proposal, the answer to whoever made it."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    place = GroupedField(raise_forms.offices, label=_("Where is it offered?"), empty_label=_("please choose"))
    skill = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("please choose")), *Skill.choices],
        error_messages=REQUIRED,
    )
    title = forms.CharField(
        label=_("Name on the menu"), max_length=rules.LONGEST_TITLE, error_messages=REQUIRED
    )
    about = forms.CharField(
        label=_("What is done"),
        max_length=rules.LONGEST_ABOUT,
        widget=forms.Textarea({"rows": 4}),
        error_messages=REQUIRED,
    )
    who_for = forms.CharField(label=_("Who is it for?"), max_length=rules.LONGEST_FOR, required=False)
    minutes = forms.IntegerField(
        label=_("How long it takes, in minutes"), min_value=1, max_value=rules.LONGEST_MINUTES, initial=60
    )
    capacity = forms.IntegerField(
        label=_("How many can be served in a season"), min_value=1, max_value=rules.MOST_SERVED, initial=20
    )
    first_month = forms.TypedChoiceField(
        label=_("Offered from"), choices=MONTH_CHOICES, coerce=int, initial=1
    )
    last_month = forms.TypedChoiceField(
        label=_("to the end of"), choices=MONTH_CHOICES, coerce=int, initial=MONTHS
    )
    answer = forms.CharField(
        label=_("Answer to the resident"), widget=forms.Textarea({"rows": 3}), error_messages=REQUIRED
    )

    def __init__(
        self,
        data: Any = None,
        *,
        places: Iterable[int],
        on: date,
        item: MenuItem | None = None,
        answers: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        kept = {name: getattr(item, name) for name in DRAFTED} if item else {}
        super().__init__(data, initial={"token": uuid4(), **kept, **(initial or {})})
        if item is not None:
            del self.fields["place"]
        else:
            here = cast(GroupedField, self.fields["place"])
            here.groups = raise_forms.places(())
            here.queryset = Unit.objects.on(on).filter(kind__in=MENU_PLACES, lineage__overlap=list(places))
        if not answers:
            del self.fields["answer"]

    @property
    def draft(self) -> ItemDraft:
        """What was filled in, as the action takes it."""
        return ItemDraft(**{name: self.cleaned_data[name] for name in DRAFTED})


class TeamForm(forms.Form):
    """What a volunteer team is called and good at."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    branch = forms.TypedChoiceField(label=_("Of which branch"), coerce=int, error_messages=REQUIRED)
    name = forms.CharField(
        label=_("Name of the team"), max_length=rules.LONGEST_NAME, error_messages=REQUIRED
    )
    most = forms.IntegerField(
        label=_("How many services at once"),
        min_value=1,
        max_value=rules.MOST_AT_ONCE,
        initial=5,
        help_text=_("It cannot claim more than that before some are carried out."),
    )
    skills = _ticks(_("Good at"), Skill.choices)

    def __init__(
        self, data: Any = None, *, branches: Sequence[Unit] = (), team: VolunteerTeam | None = None
    ) -> None:
        kept = {name: getattr(team, name) for name in ("name", "most", "skills")} if team else {}
        super().__init__(data, initial={"token": uuid4(), **kept})
        if team is not None:
            del self.fields["branch"]
        else:
            cast(Any, self.fields["branch"]).choices = [(unit.pk, unit.name) for unit in branches]

    @property
    def draft(self) -> TeamDraft:
        """What was filled in, as the action takes it."""
        return TeamDraft(**{name: self.cleaned_data[name] for name in ("name", "most", "skills")})


class EnrolForm(forms.Form):
    """Members join a team: one with everything, or many at once by name."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    names = forms.CharField(
        label=_("Names"),
        widget=forms.Textarea({"rows": 4}),
        error_messages=REQUIRED,
        help_text=_("One a line; a telephone number may follow the name. The number is kept sealed."),
    )
    skills = _ticks(_("Good at"), Skill.choices)
    free = _ticks(_("Can usually come"), Availability.choices)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"token": uuid4()})

    def clean_names(self) -> list[tuple[str, str]]:
        """Name and telephone number of each line."""
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        return [_split(line) for line in lines]

    @property
    def members(self) -> list[NewMember]:
        """Who joins, as the action takes it."""
        given = self.cleaned_data
        return [
            NewMember(name=name, phone=phone, skills=given["skills"], free=given["free"])
            for name, phone in given["names"]
        ]


def _split(line: str) -> tuple[str, str]:
    """A name and the telephone number behind it, if the line ends in one; whatever stands between is left out."""
    plain = normalize("NFKC", line)
    if (found := _NUMBER.search(plain)) is None:
        return line.strip(_BETWEEN), ""
    return plain[: found.start()].strip(_BETWEEN), found.group().strip()


class ClaimForm(forms.Form):
    """For which team an item is claimed."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    team = forms.TypedChoiceField(
        label=_("Which team takes it on?"), coerce=int, widget=forms.RadioSelect, error_messages=REQUIRED
    )

    def __init__(self, data: Any = None, *, choices: Sequence[Choice]) -> None:
        free = next((each.team.pk for each in choices if not each.full), None)
        super().__init__(data, initial={"token": uuid4(), "team": free})
        cast(Any, self.fields["team"]).choices = [(each.team.pk, _said(each)) for each in choices]


def _said(each: Choice) -> str:
    said = _("%(team)s · %(branch)s · %(load)d of %(most)d in hand") % {
        "team": each.team.name,
        "branch": each.team.branch.name,
        "load": each.load,
        "most": each.team.most,
    }
    return str(_("%(said)s · knows this work") % {"said": said}) if each.fits else str(said)


class SplitForm(Writing):
    """Who of the team does which part."""

    task = forms.UUIDField(widget=forms.HiddenInput)
    volunteer = forms.TypedChoiceField(label=_("Who"), coerce=int)
    what = forms.CharField(
        label=_("Which part"),
        max_length=rules.LONGEST_TASK,
        help_text=_("A few words, such as: bring the ladder. No names, no numbers."),
    )

    field_order = ("seen", "token", "task", "volunteer", "what")

    def __init__(self, data: Any = None, *, seen: int, members: Sequence[Volunteer]) -> None:
        super().__init__(data, seen=seen)
        self.initial["task"] = uuid4()
        cast(Any, self.fields["volunteer"]).choices = [(each.pk, each.name) for each in members]
