"""The forms of mediation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.matters.forms import FilesField, MoveForm, Writing
from yixian.matters.types import GROUPS
from yixian.mediation import rules
from yixian.mediation import sources as law
from yixian.mediation.enums import (
    DECLARED,
    AidGround,
    Chooser,
    Form,
    Language,
    Present,
    Result,
    Ruling,
    Side,
    Standing,
    Subject,
)
from yixian.procedures.language import Clause, Move, Text

NO_TIE = ("", _("none of these"))
TIES = [NO_TIE, *((tie.value, tie.label) for tie in DECLARED)]


def day(label: Any, **given: Any) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **given)


def long_text(label: Any, rows: int = 4, **given: Any) -> forms.CharField:
    """A field for sealed text."""
    return forms.CharField(label=label, max_length=10_000, widget=forms.Textarea({"rows": rows}), **given)


class RosterForm(Writing):
    """Somebody for the roster of a body."""

    person = forms.ChoiceField(label=_("Somebody of this body who signs in here"), choices=[], required=False)
    name = forms.CharField(label=_("Or the public name of somebody else"), max_length=40, required=False)
    standing = forms.ChoiceField(label=_("How they came onto the roster"), choices=Standing.choices)
    chair = forms.BooleanField(label=_("Chairs the committee"), required=False)
    woman = forms.BooleanField(
        label=_("Is a woman member (asked of elected members, because the law wants women on the committee)"),
        required=False,
    )
    skills = forms.MultipleChoiceField(
        label=_("Fields"),
        choices=list(GROUPS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: every field."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    since = day(_("On the roster from"))

    def __init__(
        self, data: Any = None, *, seen: int, people: Sequence[tuple[int, str]], **initial: Any
    ) -> None:
        super().__init__(data, seen=seen)
        self.fields["person"].choices = [("", _("somebody else")), *people]  # type: ignore[attr-defined]
        self.initial = {**self.initial, "languages": [Language.CHINESE.value], **initial}


class StrikeForm(Writing):
    """From when somebody is no longer on the roster."""

    until = day(_("First day without them"))


class CommitteeForm(Writing):
    """The term of a committee, and what it confirms."""

    since = day(_("The term began on"))
    groups = forms.ChoiceField(
        label=_(
            "Where several groups live: does the committee confirm that smaller groups are among its members?"
        ),
        choices=[("yes", _("Yes, it confirms that this is so")), ("no", _("No")), ("", _("It has not said"))],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("A yes or no of the committee as a whole. Nobody is asked about themselves."),
    )

    @property
    def confirmed(self) -> bool | None:
        """What the committee said."""
        return {"yes": True, "no": False}.get(self.cleaned_data["groups"])


class AppointForm(Writing):
    """Who is to mediate."""

    mediator = forms.ChoiceField(label=_("Mediator"), choices=[])
    chooser = forms.ChoiceField(label=_("Who chose"), choices=Chooser.choices, widget=forms.RadioSelect)
    accepted = forms.BooleanField(
        label=_("All parties accept this mediator"),
        required=False,
    )
    tie = forms.ChoiceField(
        label=_("What the mediator declares"),
        choices=TIES,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Whoever is close to a party or to the matter does not mediate in it."),
    )

    sources: Mapping[str, Clause | None] = {
        "chooser": law.CHOICE,
        "accepted": law.RIGHTS,
        "tie": law.RECUSAL,
    }

    def __init__(self, data: Any = None, *, seen: int, mediators: Sequence[tuple[Any, Any]]) -> None:
        super().__init__(data, seen=seen)
        self.fields["mediator"].choices = mediators  # type: ignore[attr-defined]
        self.initial["tie"] = ""


class StandDownForm(Writing):
    """Why somebody no longer mediates."""

    tie = forms.ChoiceField(
        label=_("What the mediator declares"), choices=TIES, required=False, widget=forms.RadioSelect
    )
    reason = long_text(_("The reason"), 2, required=False)

    def __init__(self, data: Any = None, *, seen: int) -> None:
        super().__init__(data, seen=seen)
        self.initial["tie"] = ""


class PlanForm(Writing):
    """When and where a session is."""

    begins_at = forms.DateTimeField(
        label=_("When"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    place = forms.CharField(label=_("Where"), max_length=80)
    is_open = forms.BooleanField(
        label=_("All parties ask for an open session"),
        required=False,
        help_text=_("Without this it is closed: nobody hears it but those who take part."),
    )

    sources: Mapping[str, Clause | None] = {"is_open": law.RIGHTS}


class MinutesForm(Writing):
    """The record of a session."""

    present = forms.MultipleChoiceField(
        label=_("Who was there"), choices=Present.choices, widget=forms.CheckboxSelectMultiple
    )
    guests_agreed = forms.BooleanField(label=_("All parties agreed to those invited"), required=False)
    course = long_text(_("Course"), 6)
    outcome = long_text(_("Result in words"), 3, required=False)
    result = forms.ChoiceField(label=_("What it led to"), choices=Result.choices, widget=forms.RadioSelect)
    read_out = forms.BooleanField(
        label=_("It was read out or read, and those present confirmed it"), required=False
    )

    sources: Mapping[str, Clause | None] = {
        "guests_agreed": law.GUESTS,
        "course": law.RECORDS,
        "read_out": law.RECORDS,
    }


class DraftForm(Writing):
    """The text of an agreement."""

    form = forms.ChoiceField(label=_("Form of the agreement"), choices=Form.choices, widget=forms.RadioSelect)
    subject = forms.ChoiceField(
        label=_("What does the agreement settle?"),
        choices=Subject.choices,
        help_text=_("On it depends whether a court may confirm the agreement and how it may be signed."),
    )
    facts = long_text(_("Main facts, what was disputed, and what each party answers for"), 4, required=False)
    clauses = long_text(
        _("Clauses, one a line"),
        6,
        help_text=_("They are numbered by themselves. What is owed until a day is added afterwards."),
    )

    sources: Mapping[str, Clause | None] = {"form": law.ORAL, "facts": law.WRITTEN, "clauses": law.WRITTEN}

    def __init__(self, data: Any = None, *, seen: int, **initial: Any) -> None:
        super().__init__(data, seen=seen)
        self.initial = {**self.initial, **initial}


class OweForm(Writing):
    """What one side owes the other."""

    by_side = forms.ChoiceField(label=_("Who owes it"), choices=Side.choices)
    to_side = forms.ChoiceField(label=_("Who is owed it"), choices=Side.choices)
    what = long_text(_("What"), 2)
    amount = forms.DecimalField(
        label=_("Amount in yuan"), max_digits=12, decimal_places=2, min_value=0, required=False
    )
    due_on = day(_("By when"))
    way = long_text(_("How and where"), 2, required=False)

    sources: Mapping[str, Clause | None] = {"what": law.WRITTEN, "due_on": law.WRITTEN}

    def __init__(self, data: Any = None, *, seen: int) -> None:
        super().__init__(data, seen=seen)
        self.initial = {**self.initial, "by_side": Side.OTHER.value, "to_side": Side.RAISER.value}


class SignForm(Writing):
    """Who signed, and how; what is left at "not signed yet" stays as it is."""

    on = day(_("Day"))

    def __init__(
        self, data: Any = None, *, seen: int, files: Any = None, signers: Mapping[str, Text], **initial: Any
    ) -> None:
        super().__init__(data, seen=seen, files=files)
        self.signers = signers
        for signer, label in cast(Mapping[str, Any], signers).items():
            choices = [("", _("not signed yet")), *((way.value, way.label) for way in rules.ways(signer))]
            self.fields[f"way_{signer}"] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.fields["electronic_agreed"] = forms.BooleanField(
            label=_("The parties agreed to electronic signatures, and these are reliable"),
            required=False,
            help_text=_(
                "Only where somebody signs electronically: made by them alone, and every later change shows."
            ),
        )
        self.fields["papers"] = FilesField(label=_("Picture or scan of the signed paper"), required=False)
        self.initial = {**self.initial, **initial}
        self.sources: dict[str, Clause | None] = {"on": law.WRITTEN, "electronic_agreed": law.RELIABLE}

    @property
    def signed(self) -> dict[str, str]:
        """Signers and how they signed."""
        ways = {signer: self.cleaned_data.get(f"way_{signer}") or "" for signer in self.signers}
        return {signer: way for signer, way in ways.items() if way}


class WithMove(MoveForm):
    """What a move of the procedure asks for beside what mediation knows already."""

    left_out: frozenset[str] = frozenset()

    def __init__(self, move: Move, data: Any = None, *, seen: int) -> None:
        asked = tuple(field for field in move.fields if field.key not in self.left_out)
        super().__init__(replace(move, fields=asked), data, seen=seen)


class ConcludeForm(WithMove):
    """What the move to an agreement asks for beside its form and terms."""

    left_out = frozenset({"form", "terms"})

    def __init__(self, move: Move, data: Any = None, *, seen: int, oral: bool) -> None:
        super().__init__(move, data, seen=seen)
        if oral:
            self.fields["reached_on"] = day(_("Reached on"))
            self.sources["reached_on"] = law.ORAL


class PerformForm(Writing):
    """That an obligation was performed."""

    whole = forms.ChoiceField(
        label=_("How much of it"),
        choices=[("yes", _("All of it")), ("no", _("A part of it"))],
        widget=forms.RadioSelect,
    )
    on = day(_("Day"))
    proof = long_text(_("How you know"), 3, required=False)
    papers = FilesField(label=_("Paper or picture that shows it"), required=False)

    sources: Mapping[str, Clause | None] = {"proof": law.FOLLOW_UP}

    def __init__(self, data: Any = None, *, seen: int, files: Any = None, **initial: Any) -> None:
        super().__init__(data, seen=seen, files=files)
        self.initial = {**self.initial, "whole": "yes", **initial}


class DefaultForm(Writing):
    """That an obligation was not performed, where the procedure asks for nothing more."""

    missing = long_text(_("What was not performed, and how it was urged"))

    sources: Mapping[str, Clause | None] = {"missing": law.FOLLOW_UP}


class ApplyForm(Writing):
    """A joint application to a court."""

    on = day(_("Applied on"))
    court = forms.CharField(label=_("Court"), max_length=60)
    jointly = forms.BooleanField(label=_("Both parties applied together"), required=False)

    sources: Mapping[str, Clause | None] = {"jointly": law.COURT, "on": law.CONFIRMATION}


class RulingForm(Writing):
    """What became of the application."""

    ruling = forms.ChoiceField(
        label=_("What became of it"),
        choices=[(each.value, each.label) for each in Ruling if each is not Ruling.PENDING],
        widget=forms.RadioSelect,
    )
    on = day(_("Day"))
    number = forms.CharField(label=_("Number of the ruling"), max_length=60, required=False)


class OpinionForm(Writing):
    """A lawyer's opinion."""

    lawyer = forms.CharField(label=_("Lawyer"), max_length=40)
    on = day(_("Day"))
    text = long_text(_("Opinion"), 8)

    def __init__(self, data: Any = None, *, seen: int, **initial: Any) -> None:
        super().__init__(data, seen=seen)
        self.initial = {**self.initial, **initial}


class AidForm(Writing):
    """An application for legal aid."""

    ground = forms.ChoiceField(label=_("Ground"), choices=AidGround.choices)
    words = long_text(_("In what need"), 3, required=False)
    on = day(_("Applied on"))


class AidResultForm(Writing):
    """What became of an application for legal aid."""

    granted = forms.ChoiceField(
        label=_("Result"),
        choices=[("yes", _("Granted")), ("no", _("Not granted"))],
        widget=forms.RadioSelect,
    )
    on = day(_("Day"))
    reason = long_text(_("The reason"), 2, required=False)


def sources_of(form: forms.Form) -> dict[str, Clause | None]:
    """The clauses behind the fields of a form."""
    return dict(cast(Mapping[str, Clause | None], getattr(form, "sources", {})))
