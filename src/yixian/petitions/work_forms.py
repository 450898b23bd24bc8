"""Forms of the work on a petition: its requests, the opinion, supervision, keeping it from whom it is about."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.matters import forms as matters
from yixian.matters import rules as words
from yixian.matters.raise_forms import REQUIRED
from yixian.people.models import Person
from yixian.petitions.actions import Finding
from yixian.petitions.enums import Advice, Failing, Opinion
from yixian.petitions.forms import AboutFields
from yixian.petitions.models import Request
from yixian.petitions.queries import persons_named


class RequestsForm(matters.Writing):
    """What a petition asks for, each request on a line of its own."""

    requests = forms.CharField(
        label=_("Requests, each on a line of its own"),
        widget=forms.Textarea({"rows": 6}),
        max_length=10_000,
    )


class OpinionForm(matters.Writing):
    """An opinion: for each request the facts, the legal basis, the answer; and the whole."""

    basis = forms.CharField(
        label=_("Facts and legal basis of the opinion as a whole"),
        widget=forms.Textarea({"rows": 4}),
        max_length=words.LONGEST_STORY,
    )
    answer = forms.CharField(
        label=_("Answer to the petitioner"),
        widget=forms.Textarea({"rows": 4}),
        max_length=words.LONGEST_STORY,
        help_text=_("They read these words as you write them. Say what was decided and what happens next."),
    )

    def __init__(self, data: Any = None, *, seen: int, requests: Sequence[Request]) -> None:
        super().__init__(data, seen=seen)
        self.requests = requests
        for each in requests:
            for key, label in PER_REQUEST.items():
                text = forms.CharField(
                    label=label,
                    max_length=words.LONGEST_STORY,
                    widget=forms.Textarea({"rows": 3}),
                    error_messages=REQUIRED,
                )
                self.fields[f"{key}_{each.number}"] = text
            self.fields[f"opinion_{each.number}"] = forms.ChoiceField(
                label=_("What the opinion says of it"),
                choices=Opinion.choices,
                widget=forms.RadioSelect,
                error_messages=REQUIRED,
            )

    def blocks(self) -> list[dict[str, Any]]:
        """The fields by request, as the page shows them."""
        return [
            {
                "number": each.number,
                "request": each,
                "fields": [self[f"{key}_{each.number}"] for key in (*PER_REQUEST, "opinion")],
            }
            for each in self.requests
        ]

    def findings(self) -> list[Finding]:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        return [
            Finding(
                opinion=Opinion(given[f"opinion_{each.number}"]),
                finding=given[f"finding_{each.number}"],
                basis=given[f"basis_{each.number}"],
                reply=given[f"reply_{each.number}"],
            )
            for each in self.requests
        ]


PER_REQUEST = {
    "finding": _("Facts found: when, where, what"),
    "basis": _("Legal basis"),
    "reply": _("Answer to this request"),
}


class SealForm(matters.Writing, AboutFields):
    """Whom a petition turns out to accuse, and how one knows."""

    reason = forms.CharField(
        label=_("From what it follows that it is an accusation"),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data: Any = None, *, seen: int, on: date) -> None:
        super().__init__(data, seen=seen)
        self.on = on
        self.offer_offices(on)

    def clean(self) -> dict[str, Any]:
        """The whole, where somebody is named."""
        data = super().clean() or self.cleaned_data
        self.about_persons = persons_named(data.get("about_name", ""), self.on)
        if data.get("about_name") and not self.about_persons:
            self.add_error(
                "about_name", _("Nobody of this name is in office here. Choose the office instead.")
            )
        return data


class RecuseForm(matters.Writing):
    """Which official steps aside, and why."""

    person = forms.ChoiceField(label=_("Who steps aside"), choices=[])
    reason = forms.CharField(
        label=_("Their interest in the petition, or with the petitioner"),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data: Any = None, *, seen: int, people: Sequence[Person]) -> None:
        super().__init__(data, seen=seen)
        self.people = {str(each.pk): each for each in people}
        self.fields["person"].choices = [(key, each.name) for key, each in self.people.items()]  # type: ignore[attr-defined]


class LinkForm(matters.Writing):
    """Which earlier petition it repeats."""

    other = forms.ChoiceField(label=_("Which one does it repeat?"), choices=[], widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, seen: int, found: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, seen=seen)
        self.fields["other"].choices = list(found)  # type: ignore[attr-defined]


class SuperviseForm(matters.Writing):
    """On what ground a unit is supervised, what is recommended, and what it must do."""

    failing = forms.ChoiceField(label=_("Ground"), choices=Failing.choices, widget=forms.RadioSelect)
    advice = forms.ChoiceField(label=_("Recommendation"), choices=Advice.choices, widget=forms.RadioSelect)
    order = forms.CharField(
        label=_("What is to be mended, and until when"), max_length=5000, widget=forms.Textarea({"rows": 4})
    )


class ComplyForm(matters.Writing):
    """The written reply to a supervision order."""

    reply = forms.CharField(
        label=_("Written reply: what was mended"), max_length=5000, widget=forms.Textarea({"rows": 5})
    )
    adopted = forms.BooleanField(label=_("The recommendation is adopted"), required=False)
