"""The forms of the diary: a quick entry with what came up, its writing up, and the book."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from yixian.concerns.forms import about_field, offer_offices
from yixian.diary.actions import Said, Told
from yixian.diary.enums import Met
from yixian.diary.events import LABELS
from yixian.diary.rules import LONGEST, SEALED, Span
from yixian.matters.enums import Need
from yixian.matters.forms import FilesField
from yixian.matters.raise_forms import REQUIRED, GroupedField, callable_phone, contact, places
from yixian.matters.rules import LONGEST_HEADLINE, headline_fault
from yixian.people.rules import Contact
from yixian.places.enums import PLACE_KINDS
from yixian.places.models import Unit
from yixian.procedures.decide import Refusal

ROWS, MORE_ROWS, MOST_ROWS = 3, 2, 12
"""How many concerns the form of an entry has room for, how many more each time, and how many at most."""
SEALED_TOO = _("Kept sealed; whoever opens the entry with a reason reads it.")


def _long(key: str, *, rows: int = 4, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=LABELS[key],
        required=False,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
    )


class EntryForm(forms.Form):
    """An entry: when, where and with whom, and what was heard. `token` lets it be written once."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    met_at = forms.DateTimeField(
        label=_("When"),
        error_messages=REQUIRED,
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = GroupedField(places(()), label=_("Where?"), empty_label=_("please choose"))
    met = forms.MultipleChoiceField(
        label=_("With whom you spoke"),
        choices=Met.choices,
        error_messages=REQUIRED,
        widget=forms.CheckboxSelectMultiple,
    )
    headline = forms.CharField(
        label=_("Heading for lists"),
        max_length=LONGEST_HEADLINE,
        required=False,
        help_text=_("A few words for lists. No names, no numbers."),
    )
    people = _long("people", rows=2, help_text=_("Names and how to find them. Kept sealed."))
    heard = _long("heard", help_text=SEALED_TOO)

    def __init__(
        self, data: Any = None, files: Any = None, *, on: date, own: Iterable[int] = (), **initial: Any
    ) -> None:
        super().__init__(data, files, initial={"token": uuid4(), **initial})
        here = cast(GroupedField, self.fields["place"])
        here.groups = places(own, also=[initial["place"]] if initial.get("place") else [])
        here.queryset = Unit.objects.on(on).filter(kind__in=PLACE_KINDS)

    def clean_headline(self) -> str:
        """A heading that gives nobody away."""
        return _heading(self.cleaned_data["headline"])

    @property
    def told(self) -> Told:
        """What was filled in, as the actions take it."""
        given = self.cleaned_data
        return Told(
            met_at=given["met_at"],
            place=given["place"],
            met=given["met"],
            headline=given["headline"],
            texts={key: given.get(key, "") for key in SEALED},
        )

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Put what stands against it beside the fields that it concerns."""
        for refusal in refusals:
            self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal.text))


class QuickForm(EntryForm):
    """A new entry with files, and who gets the receipt code of what becomes a matter."""

    papers = FilesField(label=_("Recording, pictures or papers"), required=False)
    name = forms.CharField(
        label=_("Name of whoever waits for an answer"),
        max_length=40,
        required=False,
        help_text=_("For the concerns above; it is kept sealed with them."),
    )
    phone = forms.CharField(label=_("Their telephone number"), max_length=30, required=False)
    about = about_field(_("Is any of it a complaint about an office or its staff?"))

    def __init__(self, data: Any = None, files: Any = None, *, on: date, **more: Any) -> None:
        super().__init__(data, files, on=on, **more)
        offer_offices(self, on)

    def clean_phone(self) -> str:
        """A telephone number that can be called."""
        return callable_phone(self.cleaned_data["phone"])

    @property
    def speaker(self) -> Contact | None:
        """Who waits for an answer, None where nobody is named."""
        return contact(self.cleaned_data["name"], self.cleaned_data["phone"])


class WriteUpForm(EntryForm):
    """Everything that an entry says, to be written up or corrected. `seen` is the version that was looked at."""

    household = _long("household", help_text=_("As far as it bears on what they asked for. Kept sealed."))
    plan = _long("plan", help_text=SEALED_TOO)
    thoughts = _long("thoughts", help_text=SEALED_TOO)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def overtake(self, sentence: str, version: int) -> None:
        """Say that the entry has changed meanwhile; what was typed stays, and may be sent on top of `version`."""
        self.add_error(None, sentence)
        self.data = {**self.data.dict(), "met": self.data.getlist("met"), "seen": str(version)}  # type: ignore[attr-defined]


class SaidForm(forms.Form):
    """A concern that came up; a row that is left empty counts for nothing."""

    words = forms.CharField(
        label=_("What they wish for or complain of"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    headline = forms.CharField(label=_("Heading for lists"), max_length=LONGEST_HEADLINE, required=False)
    answer = forms.CharField(
        label=_("What you answered on the spot"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Leave it empty where it is not settled yet; it then waits for its end."),
    )

    def clean_headline(self) -> str:
        """A heading that gives nobody away."""
        return _heading(self.cleaned_data["headline"])

    def clean(self) -> dict[str, Any]:
        """A heading or an answer without a concern is not dropped in silence."""
        given = self.cleaned_data
        rest = given.get("headline", "") + given.get("answer", "")
        if rest.strip() and not given.get("words", "").strip():
            self.add_error("words", _("Please write down what was said."))
        return given


class SaidRows(BaseFormSet):  # type: ignore[type-arg]
    """The concerns of an entry. `about` is whom they are about."""

    def said(self, about: Iterable[Unit]) -> list[Said]:
        """Those that were filled in."""
        return [
            Said(
                words=given["words"],
                headline=given["headline"],
                answer=given["answer"],
                about_units=tuple(about),
            )
            for given in (form.cleaned_data for form in self.forms)
            if given.get("words", "").strip()
        ]


SaidFormSet: type[SaidRows] = formset_factory(  # type: ignore[assignment]
    SaidForm, formset=SaidRows, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


class FilesForm(forms.Form):
    """Files for an entry."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    papers = FilesField(label=_("Recording, pictures or papers"))

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"token": uuid4()})


class BookForm(forms.Form):
    """Whose book, over what time, and why it is opened."""

    writer = forms.ChoiceField(label=_("Whose diary"))
    span = forms.CharField(
        label=_("Month or year"),
        max_length=7,
        help_text=_("Such as 2026-03 for a month, or 2026 for a year."),
        error_messages=REQUIRED,
    )
    need = forms.ChoiceField(
        label=_("Why you open it"),
        choices=[
            (each.value, each.label) for each in (Need.CHECK, Need.HANDLING, Need.COLLEAGUE, Need.OTHER)
        ],
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    reason = forms.CharField(label=_("The reason, where it is another one"), max_length=300, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        writers: Iterable[tuple[int, str]],
        span: str = "",
        writer: int | None = None,
    ) -> None:
        super().__init__(data, initial={"span": span, "need": Need.HANDLING, "writer": writer})
        self.fields["writer"].choices = list(writers)  # type: ignore[attr-defined]

    def clean_span(self) -> Span:
        """A month or a year."""
        try:
            return Span.read(self.cleaned_data["span"].strip())
        except ValueError:
            raise forms.ValidationError(_("Please write a month as 2026-03, or a year as 2026.")) from None


def _heading(typed: str) -> str:
    if fault := headline_fault(typed):
        raise forms.ValidationError(str(fault))
    return typed.strip()
