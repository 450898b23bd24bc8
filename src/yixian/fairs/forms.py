"""Forms of the day of a fair: short ones, for people who stand."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.concerns import rules as concerns
from yixian.concerns.forms import about_field, offer_offices
from yixian.concerns.queries import raisable
from yixian.fairs.actions import Said
from yixian.fairs.enums import Numbering, Outcome
from yixian.fairs.models import Fair, Stall
from yixian.fairs.rules import LONGEST_SERVICE, LONGEST_STAFF
from yixian.gatherings.models import Gathering
from yixian.matters.forms import REQUIRED
from yixian.matters.raise_forms import GroupedField, callable_phone, contact, places
from yixian.matters.rules import LONGEST_HEADLINE, headline_fault
from yixian.places.enums import PLACE_KINDS
from yixian.places.models import Unit

NEEDED = {"required": REQUIRED}
MOST_PEOPLE = 100_000
KEPT = ("words", "headline", "about", "answer", "kind", "name", "phone")
"""What is kept only with a concern; the place stands there from the beginning."""


class OpenForm(forms.Form):
    """How numbers are called."""

    numbering = forms.ChoiceField(
        label=_("How are people called?"), choices=Numbering.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"numbering": Numbering.STALLS})


class StallForm(forms.Form):
    """Which office stands where, and what it does."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    unit = forms.ChoiceField(label=_("Which office stands there"), error_messages=NEEDED)
    service = forms.CharField(
        label=_("What is done there"),
        max_length=LONGEST_SERVICE,
        error_messages=NEEDED,
        help_text=_("Such as: social insurance, or legal advice. The crowd reads it."),
    )
    staff = forms.CharField(label=_("Who is there"), max_length=LONGEST_STAFF, required=False)

    def __init__(self, data: Any = None, *, units: Iterable[Unit]) -> None:
        super().__init__(data, initial={"uid": uuid4()})
        chosen = [(str(each.pk), each.name) for each in units]
        self.fields["unit"].choices = [("", _("please choose")), *chosen]  # type: ignore[attr-defined]


class DrawForm(forms.Form):
    """For which stall, and whether somebody wants to be called by telephone."""

    ticket = forms.UUIDField(widget=forms.HiddenInput)
    stall = forms.ChoiceField(
        label=_("What do you come for?"), widget=forms.RadioSelect, error_messages=NEEDED
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        max_length=30,
        required=False,
        help_text=_("Only to call you when it is your turn. It is kept sealed and erased afterwards."),
    )

    def __init__(self, data: Any = None, *, fair: Fair, stalls: Iterable[Stall]) -> None:
        super().__init__(data, initial={"ticket": uuid4()})
        if fair.numbering == Numbering.COMMON:
            del self.fields["stall"]
        else:
            offered = [(str(each.uid), f"{each.sign} · {each.service}") for each in stalls]
            self.fields["stall"].choices = offered  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """A telephone number that can be called."""
        return callable_phone(self.cleaned_data["phone"])

    @property
    def given(self) -> dict[str, Any]:
        """What was filled in, as the action takes it."""
        stall = self.cleaned_data.get("stall")
        return {
            "ticket": self.cleaned_data["ticket"],
            "stall": UUID(stall) if stall else None,
            "phone": self.cleaned_data["phone"],
        }


class FinishForm(forms.Form):
    """What came of a number; the lower fields only where a concern is written down."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages=NEEDED,
    )
    words = forms.CharField(
        label=_("What was said"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Only for a concern, in their own words. It is kept sealed."),
    )
    headline = forms.CharField(
        label=_("Heading for lists"),
        max_length=LONGEST_HEADLINE,
        required=False,
        help_text=_("A few words for lists. No names, no numbers."),
    )
    place = GroupedField(places(()), label=_("Where?"), empty_label=_("please choose"), required=False)
    about = about_field(_("Is it a complaint about an office or its staff?"))
    answer = forms.CharField(
        label=_("How it was settled"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed where it was settled on the spot."),
    )
    kind = forms.ChoiceField(
        label=_("What kind of matter is it?"),
        required=False,
        help_text=_("Needed where it is handed over. You get the receipt code for them."),
    )
    name = forms.CharField(label=_("Name of whoever said it"), max_length=40, required=False)
    phone = forms.CharField(label=_("Their telephone number"), max_length=30, required=False)

    def __init__(self, data: Any = None, *, on: date, place: Unit) -> None:
        initial = {"token": uuid4(), "outcome": Outcome.ADVISED, "place": place.pk}
        super().__init__(data, initial=initial)
        here = cast(GroupedField, self.fields["place"])
        here.groups = places([place.pk])
        here.queryset = Unit.objects.on(on).filter(kind__in=PLACE_KINDS)
        offer_offices(self, on)
        self.fields["kind"].choices = [("", _("please choose")), *raisable()]  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """A telephone number that can be called."""
        return callable_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        """What the outcome asks for."""
        given = self.cleaned_data
        outcome = given.get("outcome")
        if outcome == Outcome.ADVISED and any(given.get(each) for each in KEPT):
            self.add_error(
                "outcome",
                _(
                    "You wrote down a concern: say whether it was settled, handed over or taken along."
                    " If nothing is to be kept, empty those fields."
                ),
            )
        if not outcome or outcome == Outcome.ADVISED:
            return given
        checks = {"words": concerns.words_fault(given.get("words", ""))}
        checks["headline"] = headline_fault(given.get("headline", ""))
        checks["place"] = None if given.get("place") else REQUIRED
        if outcome == Outcome.SETTLED:
            checks["answer"] = concerns.answer_fault(given.get("answer", ""))
        if outcome == Outcome.HANDED_OVER and not given.get("kind"):
            checks["kind"] = REQUIRED
        for field, fault in checks.items():
            if fault is not None and field not in self.errors:
                self.add_error(field, str(fault))
        return given

    @property
    def said(self) -> Said | None:
        """What was said, as the action takes it; None where nothing is kept of the person."""
        given = self.cleaned_data
        if given["outcome"] == Outcome.ADVISED:
            return None
        procedure, _colon, category = given["kind"].partition(":")
        return Said(
            words=given["words"],
            place=given["place"],
            headline=given["headline"].strip(),
            speaker=contact(given["name"], given["phone"]),
            answer=given["answer"],
            procedure=procedure,
            category=category,
            about_units=[given["about"]] if given["about"] else [],
        )


class CloseForm(forms.Form):
    """How many came, and the course of the day."""

    attended = forms.IntegerField(
        label=_("How many people came"), min_value=0, max_value=MOST_PEOPLE, error_messages=NEEDED
    )
    course = forms.CharField(
        label=_("The course of the day"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("A few sentences that name nobody. Everybody may read them."),
    )

    def __init__(self, data: Any = None, *, gathering: Gathering, served: int) -> None:
        """What was recorded with the gathering already stands there; else as many came as were served."""
        counted = gathering.attended if gathering.attended is not None else served
        super().__init__(data, initial={"attended": counted, "course": gathering.course})
