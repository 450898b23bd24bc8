"""What is filled in at and after a gathering, and by those who mean to come."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.gatherings.actions.gatherings import LONGEST_REASON, LONGEST_TASK, LONGEST_TEXT, MOST_PEOPLE
from yixian.gatherings.actions.results import LONGEST_ANSWER, Telling
from yixian.gatherings.actions.sign_ups import MOST_TOGETHER
from yixian.gatherings.forms.common import NO_NAMES, NUMBER, Once, long, short
from yixian.matters.forms import Writing
from yixian.matters.raise_forms import callable_phone
from yixian.people.rules import Contact


class HeldForm(Writing):
    """That it was held, how many came, its course."""

    attended = forms.IntegerField(
        label=_("How many people came"),
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(NUMBER),
        help_text=_("Counted or estimated; nobody is listed."),
    )
    course = long(_("How it went, in a few sentences"), LONGEST_TEXT, help_text=NO_NAMES, rows=4)


class TeamForm(Once):
    """Tasks of those on the team, and one more to be added; a line without a tick goes."""

    def __init__(
        self,
        data: Any = None,
        *,
        seats: Sequence[tuple[str, str, str]],
        offered: Sequence[tuple[Any, Any]],
        **initial: Any,
    ) -> None:
        super().__init__(data, **initial)
        for key, name, task in seats:
            self.fields[f"task_{key}"] = short(name, LONGEST_TASK, required=False)
            self.initial[f"task_{key}"] = task
            self.fields[f"drop_{key}"] = forms.BooleanField(
                label=_("%(name)s is not needed any more") % {"name": name}, required=False
            )
        self.fields["add"] = forms.ChoiceField(
            label=_("Add somebody"), choices=[("", "—"), *offered], required=False
        )
        self.fields["task"] = short(
            _("Task"), LONGEST_TASK, required=False, help_text=_("Such as: leads it, explains the policy.")
        )
        self.keys = [key for key, _name, _task in seats]

    @property
    def tasks(self) -> dict[str, str]:
        """The task of each that stays or comes, by key."""
        given = self.cleaned_data
        found = {key: given[f"task_{key}"] for key in self.keys if not given[f"drop_{key}"]}
        if given["add"]:
            found[given["add"]] = given["task"]
        return found


class PublishForm(Writing):
    """What was asked and what became of it, question by question."""

    def __init__(
        self, data: Any = None, *, seen: int, questions: Mapping[UUID, tuple[str, str, str]]
    ) -> None:
        super().__init__(data, seen=seen)
        self.questions = questions
        for uid, (asked, answer, fate) in questions.items():
            key = uid.hex
            self.fields[f"tell_{key}"] = forms.BooleanField(
                label=_("Publish: %(asked)s") % {"asked": asked or "—"}, required=False
            )
            self.fields[f"asked_{key}"] = short(_("What was asked"), 60, required=False, help_text=NO_NAMES)
            self.fields[f"answer_{key}"] = long(
                _("The answer in brief"), LONGEST_ANSWER, help_text=fate, rows=2
            )
            self.initial.update({f"tell_{key}": True, f"asked_{key}": asked, f"answer_{key}": answer})
        self.fields["sure"] = forms.BooleanField(
            label=_("I have read it through: it names nobody, and nobody can be told from it"), required=False
        )

    @property
    def told(self) -> list[Telling]:
        """What is to be published."""
        given = self.cleaned_data
        return [
            Telling(concern=uid, asked=given[f"asked_{uid.hex}"], answer=given[f"answer_{uid.hex}"])
            for uid in self.questions
            if given[f"tell_{uid.hex}"]
        ]


class CheckForm(Writing):
    """The second person publishes it, or sends it back."""

    decision = forms.ChoiceField(
        label=_("What you decide"),
        choices=[("publish", _("Publish it")), ("back", _("Send it back"))],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=_("I have read it through: it names nobody, and nobody can be told from it"), required=False
    )
    remark = short(
        _("What is to be put right"), LONGEST_REASON, required=False, help_text=_("If you send it back.")
    )


class SignUpForm(Once):
    """Somebody means to come."""

    name = short(
        _("Your name"),
        40,
        help_text=_(
            "Only the organiser reads it, to reach you if anything changes. It is erased when the gathering is over."
        ),
    )
    phone = short(_("Your telephone number"), 30, required=False)
    persons = forms.IntegerField(
        label=_("With how many you come, yourself included"),
        min_value=1,
        max_value=MOST_TOGETHER,
        initial=1,
        widget=forms.TextInput(NUMBER),
    )

    def clean_phone(self) -> str:
        """A number that can be called."""
        return callable_phone(self.cleaned_data["phone"])

    @property
    def contact(self) -> Contact:
        """Who it is."""
        return Contact(name=self.cleaned_data["name"], phone=self.cleaned_data["phone"])
