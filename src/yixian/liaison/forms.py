"""Forms of liaison. Choices are given by the page, as far as the reader may choose."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.concerns.forms import about_field, offer_offices
from yixian.liaison.actions import Said
from yixian.liaison.enums import Came, ItemState, Met
from yixian.liaison.rules import LONGEST, concerns_in
from yixian.matters.forms import REQUIRED, FilesField

Choices = Sequence[tuple[Any, Any]]
SEALED = _("Kept sealed; only whoever is assigned and the Mass Work Department open it.")
IN_LISTS = _("A few words for lists. No names, no numbers.")


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    shown = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=shown)


def _words(label: Any, *, required: bool = True, help_text: Any = IN_LISTS) -> forms.CharField:
    return forms.CharField(label=label, max_length=60, required=required, help_text=help_text)


def _long(label: Any, help_text: Any, rows: int = 4) -> forms.CharField:
    shown = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, required=False, help_text=help_text, widget=shown)


def _several(label: Any, choices: Choices, *, required: bool = True) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=required, widget=forms.CheckboxSelectMultiple
    )


class LiaisonForm(forms.Form):
    """A form that changes something once: `token` comes back with it. `choices` maps a field to what may be chosen."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        choices: Mapping[str, Choices] | None = None,
        **initial: Any,
    ) -> None:
        super().__init__(data, files, initial={"token": uuid4(), **initial})
        for name, offered in (choices or {}).items():
            field: Any = self.fields[name]
            field.choices = [*([] if name in initial and field.required else [("", "—")]), *offered]
        for each in self.fields.values():
            each.error_messages["required"] = REQUIRED


class AssignForm(LiaisonForm):
    """Who is assigned, and from when on."""

    who = forms.ChoiceField(label=_("Who is assigned"))
    since = _day(_("From when on"))


class HandOverForm(LiaisonForm):
    """Who follows, and what they are told."""

    who = forms.ChoiceField(label=_("Who follows"), required=False)
    until = _day(_("First day of whoever follows"), _("Today at the latest."))
    note = _long(_("What whoever follows should know"), SEALED)


class MoveForm(HandOverForm):
    """Who follows, and at which place, where its own is no more."""

    place = forms.ChoiceField(label=_("Where it goes on"), required=False)
    field_order = ("who", "place", "until", "note")


class TakeBackForm(HandOverForm):
    """Who follows on an assignment that has not begun; nobody takes it back."""

    until = _day(_("First day of whoever follows"), _("Its own first day: it has not begun."))


class PlanVisitForm(LiaisonForm):
    """A visit to come."""

    day = _day(_("Day of the visit"))
    place = forms.ChoiceField(label=_("Where"))
    topic = _words(_("What the visit is for"))


class VisitForm(LiaisonForm):
    """A visit that was made."""

    day = _day(_("Day of the visit"))
    place = forms.ChoiceField(label=_("Where"))
    met = _several(_("With whom you spoke"), Met.choices)
    heads = forms.IntegerField(label=_("How many people in all"), min_value=0, max_value=999, initial=0)
    concerns = _long(
        _("Concerns that you heard"),
        _(
            "One to a paragraph, with an empty line between two. Each gets an end of its own and is kept sealed."
        ),
        6,
    )
    about = about_field(_("Is any of it a complaint about an office or its staff?"))
    came = _several(_("What came of it"), Came.choices, required=False)
    topic = _words(_("What it was for"), required=False)
    note = _long(_("Anything else you heard or saw"), SEALED)
    names = _long(_("Names, where you need them"), SEALED, 2)
    papers = FilesField(label=_("Pictures"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, day: date, **more: Any) -> None:
        super().__init__(data, files, day=day, **more)
        offer_offices(self, day)

    def clean(self) -> dict[str, Any]:
        """The concerns, one to a paragraph, each with the office that they are about."""
        given = self.cleaned_data
        about = [given["about"]] if given.get("about") else []
        given["concerns"] = [
            Said(words=words, about_units=about) for words in concerns_in(given.get("concerns", ""))
        ]
        return given


class DropForm(LiaisonForm):
    """Why a visit is dropped."""

    reason = _words(_("Why it is dropped"))


class PicturesForm(LiaisonForm):
    """More pictures of a visit."""

    papers = FilesField(label=_("Pictures"))


class ItemForm(LiaisonForm):
    """A new item of a plan."""

    title = _words(_("What is to be done"))
    until = _day(_("Until when"))
    helper = forms.ChoiceField(label=_("Who helps"), required=False)


class ChangeItemForm(LiaisonForm):
    """How an item stands."""

    state = forms.ChoiceField(label=_("How it stands"), choices=ItemState.choices, widget=forms.RadioSelect)
    until = _day(_("Until when"))
    helper = forms.ChoiceField(label=_("Who helps"), required=False)
    remark = _words(_("A few words"), required=False)
