"""The form on which somebody raises a matter: at the counter with an officer, or on the website alone."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from yixian.kernel.contact import InvalidPhone, normal_phone
from yixian.matters import rules
from yixian.matters.actions import Raised
from yixian.matters.enums import Channel
from yixian.matters.forms import FilesField
from yixian.people.rules import Contact
from yixian.places.enums import PLACE_KINDS, UnitKind
from yixian.places.models import Unit
from yixian.procedures.language import Procedure, Text

REQUIRED = {"required": _("Please fill this in.")}
SALT = "yixian.raise"
Groups = list[tuple[Text, list[tuple[Any, Text]]]]


def ticket(uid: UUID | None = None) -> str:
    """Return a signed id for a form about to be filled in; only a form that was given out can be sent in."""
    return signing.dumps((uid or uuid4()).hex, salt=SALT)


class Grouped(ModelChoiceIterator):  # type: ignore[type-arg]
    """Units under headings, read only when the choices are drawn: a form that is sent in reads the chosen one alone."""

    def __iter__(self) -> Iterator[Any]:
        field = cast("GroupedField", self.field)
        yield ("", field.empty_label)
        yield from field.groups(self.queryset)


class GroupedField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among units under headings; `groups` puts them there. Its value is the unit."""

    iterator = Grouped

    def __init__(self, groups: Callable[[QuerySet[Unit]], Groups], **kwargs: Any) -> None:
        self.groups = groups
        super().__init__(queryset=Unit.objects.none(), error_messages=REQUIRED, **kwargs)


def places(own: Iterable[int], *, also: Iterable[int] = ()) -> Callable[[QuerySet[Unit]], Groups]:
    """Villages and communities under their towns; first an officer's own, with their grids, and those named `also`.

    One statement.
    """
    mine, named = set(own), set(also)

    def groups(units: QuerySet[Unit]) -> Groups:
        found = list(units.select_related("parent").order_by("lineage").defer("boundary", "parent__boundary"))
        towns: Groups = []
        held = mine & {unit.pk for unit in found}
        nearest = [unit for unit in found if unit.pk in named or held & set(unit.lineage)]
        if nearest:
            towns.append((_("Your own"), [(unit.pk, unit.name) for unit in nearest]))
        territories = [unit for unit in found if unit.kind != UnitKind.GRID3]
        for town, below in groupby(territories, key=lambda unit: unit.parent.name if unit.parent else ""):
            towns.append((town, [(unit.pk, unit.name) for unit in below]))
        return towns

    return groups


def offices(units: QuerySet[Unit]) -> Groups:
    """Offices that a complaint may be about, by kind. One statement."""
    found = units.only("pk", "name", "kind").order_by("kind", "name", "pk")
    return [
        (UnitKind(kind).label, [(unit.pk, unit.name) for unit in each])
        for kind, each in groupby(found, key=lambda unit: unit.kind)
    ]


class RaiseForm(forms.Form):
    """What is asked of somebody who raises anything; only what it is about, where, and in what words is needed."""

    procedure: ClassVar[Procedure]

    ticket = forms.CharField(widget=forms.HiddenInput)
    story = forms.CharField(widget=forms.Textarea({"rows": 7}), error_messages=REQUIRED)
    category = forms.ChoiceField(label=_("What is it about?"), error_messages=REQUIRED)
    place = GroupedField(offices, label=_("Where?"), empty_label=_("please choose"))
    papers = FilesField(label=_("Pictures or papers"), required=False)
    name = forms.CharField(
        label=_("Your name"),
        max_length=40,
        required=False,
        help_text=_("You may leave it out. Then follow it with the receipt code."),
    )
    phone = forms.CharField(label=_("Your telephone number"), max_length=30, required=False)

    def __init__(
        self, data: Any = None, files: Any = None, *, on: date, own: Iterable[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(data, files, initial={"ticket": ticket(), **kwargs.pop("initial", {})}, **kwargs)
        self.on = on
        choose = ("", _("please choose"))
        self.fields["category"].choices = [choose, *self.kinds()]  # type: ignore[attr-defined]
        here = cast(GroupedField, self.fields["place"])
        here.groups = places(own)
        here.queryset = Unit.objects.on(on).filter(kind__in=PLACE_KINDS)

    def kinds(self) -> list[tuple[Any, Any]]:
        """The kinds of matter to choose among, under headings where there are many."""
        return [(choice.value, choice.label) for choice in self.procedure.categories]

    def clean_ticket(self) -> UUID:
        """The id that was given out with the form; in place of one that was not, a new one to send it with."""
        try:
            return UUID(signing.loads(self.cleaned_data["ticket"], salt=SALT))
        except (signing.BadSignature, ValueError):
            self.data = {**self.data, "ticket": ticket()}
            raise forms.ValidationError(
                _("This form is no longer valid. Please send it once more.")
            ) from None

    def clean_story(self) -> str:
        """The words, if there are any and not too many."""
        if fault := rules.story_fault(self.cleaned_data["story"]):
            raise forms.ValidationError(str(fault))
        return str(self.cleaned_data["story"])

    def clean_phone(self) -> str:
        """A telephone number that can be called."""
        return callable_phone(self.cleaned_data["phone"])

    def raised(self, channel: Channel, headline: str = "") -> Raised:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        return Raised(
            uid=given["ticket"],
            procedure=self.procedure,
            category=given["category"],
            channel=channel,
            place=given["place"],
            story=given["story"],
            headline=headline,
            raiser=contact(given["name"], given["phone"]),
        )


class AtCounter(RaiseForm):
    """The same for an officer who files for somebody, and also says by what way it came."""

    channel = forms.ChoiceField(label=_("How did it come?"), choices=Channel.choices, initial=Channel.COUNTER)
    headline = forms.CharField(
        label=_("Heading for lists"),
        max_length=rules.LONGEST_HEADLINE,
        required=False,
        help_text=_("A few words for lists. No names, no numbers."),
    )
    checked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_headline(self) -> str:
        """A heading that gives nobody away."""
        if fault := rules.headline_fault(self.cleaned_data["headline"]):
            raise forms.ValidationError(str(fault))
        return str(self.cleaned_data["headline"]).strip()


def callable_phone(typed: str) -> str:
    """The number in one spelling, nothing for nothing. Raises ValidationError for what cannot be called."""
    try:
        return normal_phone(typed) if typed else ""
    except InvalidPhone:
        raise forms.ValidationError(_("This is not a telephone number that can be called.")) from None


def contact(name: str, phone: str, address: str = "") -> Contact | None:
    """What somebody left of themselves, None for nothing."""
    return (
        Contact(name=name.strip(), phone=phone, address=address.strip()) if name or phone or address else None
    )
