"""Forms for what was heard, and for each of its ends."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.concerns import rules
from yixian.concerns.actions import Heard
from yixian.concerns.queries import raisable
from yixian.matters import rules as matter_rules
from yixian.matters.raise_forms import REQUIRED, GroupedField, callable_phone, contact, offices, places
from yixian.places.enums import PLACE_KINDS, UnitKind
from yixian.places.models import Unit
from yixian.procedures.language import Text

CHOOSE = ("", _("please choose"))
ABOUT_KINDS = (
    UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.DEPARTMENT, UnitKind.ROOM, UnitKind.STATION,
    UnitKind.DEPARTMENT_STATION, UnitKind.RECEPTION_CENTRE, UnitKind.JOINT_OFFICE,
)  # fmt: skip
"""Kinds of offices that a concern may be about."""


def about_field(label: Text) -> GroupedField:
    """The office that what was heard is about, if any; `offer_offices` fills it."""
    return GroupedField(
        offices,
        label=label,
        required=False,
        empty_label=_("no, about none"),
        help_text=_("If you choose an office here, that office and all below it will see none of it."),
    )


def offer_offices(form: forms.Form, on: date) -> None:
    """Offer the offices of a day in the field `about` of a form."""
    cast(GroupedField, form.fields["about"]).queryset = Unit.objects.on(on).filter(kind__in=ABOUT_KINDS)


class HearForm(forms.Form):
    """What somebody said, where it happened, and who said it, if they want to be told."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What was said"),
        widget=forms.Textarea({"rows": 4}),
        error_messages=REQUIRED,
        help_text=_("In their own words. It is kept sealed."),
    )
    headline = forms.CharField(
        label=_("Heading for lists"),
        max_length=matter_rules.LONGEST_HEADLINE,
        required=False,
        help_text=_("A few words for lists. No names, no numbers."),
    )
    place = GroupedField(offices, label=_("Where?"), empty_label=_("please choose"))
    about = about_field(_("Is it a complaint about an office or its staff?"))
    name = forms.CharField(label=_("Name of whoever said it"), max_length=40, required=False)
    phone = forms.CharField(label=_("Their telephone number"), max_length=30, required=False)

    def __init__(
        self, data: Any = None, *, on: date, own: Iterable[int] = (), place: Unit | None = None
    ) -> None:
        super().__init__(data, initial={"uid": uuid4(), "place": place.pk if place else None})
        here = cast(GroupedField, self.fields["place"])
        here.groups = places(own, also=[place.pk] if place else [])
        here.queryset = Unit.objects.on(on).filter(kind__in=PLACE_KINDS)
        offer_offices(self, on)

    def clean_words(self) -> str:
        """The words, if there are any and not too many."""
        return _held(self.cleaned_data["words"], rules.words_fault(self.cleaned_data["words"]))

    def clean_headline(self) -> str:
        """A heading that gives nobody away."""
        typed = self.cleaned_data["headline"]
        return _held(typed, matter_rules.headline_fault(typed)).strip()

    def clean_phone(self) -> str:
        """A telephone number that can be called."""
        return callable_phone(self.cleaned_data["phone"])

    def heard(self, source: str, source_uid: UUID, unit: Unit) -> Heard:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        return Heard(
            uid=given["uid"],
            source=source,
            source_uid=source_uid,
            place=given["place"],
            words=given["words"],
            headline=given["headline"],
            speaker=contact(given["name"], given["phone"]),
            unit=unit,
            about_units=[given["about"]] if given["about"] else [],
        )


class _End(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **initial: Any) -> None:
        super().__init__(data, initial={"token": uuid4(), **initial})
        for field in self.fields.values():
            field.error_messages.update(REQUIRED)


class AnswerForm(_End):
    """The answer that was given on the spot."""

    answer = forms.CharField(label=_("What you answered"), widget=forms.Textarea({"rows": 4}))


class CloseForm(_End):
    """Why nothing more is done."""

    reason = forms.CharField(
        label=_("Why nothing more is done"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("A superior reads it and agrees, or opens it again."),
    )


class CheckForm(_End):
    """Whether a superior agrees to a closing."""

    agrees = forms.TypedChoiceField(
        label=_("Do you agree that it is closed?"),
        choices=[("yes", _("Yes, the reason holds")), ("no", _("No, it is opened again"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("What is still to be done"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        help_text=_("Needed where you do not agree."),
    )


class RaiseMatterForm(_End):
    """What kind of matter it becomes; its words are known already."""

    kind = forms.ChoiceField(label=_("What kind of matter is it?"))
    headline = forms.CharField(
        label=_("Heading for lists"),
        max_length=matter_rules.LONGEST_HEADLINE,
        required=False,
        help_text=_("A few words for lists. No names, no numbers."),
    )
    along = forms.MultipleChoiceField(
        label=_("Pictures and papers that go along"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any = None, *, files: list[tuple[str, Text]], headline: str) -> None:
        super().__init__(data, headline=headline, along=[each for each, _label in files])
        self.fields["kind"].choices = [CHOOSE, *raisable()]  # type: ignore[attr-defined]
        if files:
            self.fields["along"].choices = files  # type: ignore[attr-defined]
        else:
            del self.fields["along"]

    def clean_headline(self) -> str:
        """A heading that gives nobody away."""
        typed = self.cleaned_data["headline"]
        return _held(typed, matter_rules.headline_fault(typed)).strip()

    @property
    def given(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        procedure, _, category = self.cleaned_data["kind"].partition(":")
        return {
            "procedure": procedure,
            "category": category,
            "headline": self.cleaned_data["headline"],
            "files": [UUID(each) for each in self.cleaned_data.get("along", ())],
            "token": self.cleaned_data["token"],
        }


class MergeForm(_End):
    """The matter that it is joined with."""

    into = forms.CharField(
        label=_("Number of the matter that it belongs to"),
        max_length=30,
        help_text=_("As it stands over the matter; the digits at its end are enough."),
    )


class CarryForm(_End):
    """The later record that it is carried on to."""

    to = forms.ChoiceField(label=_("Carried on to"))

    def __init__(self, data: Any = None, *, records: list[tuple[str, Text]]) -> None:
        super().__init__(data)
        self.fields["to"].choices = [CHOOSE, *records]  # type: ignore[attr-defined]


def _held(typed: str, fault: Text | None) -> str:
    if fault is not None:
        raise forms.ValidationError(str(fault))
    return typed
