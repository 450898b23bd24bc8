"""The form on which somebody raises a dispute: at the counter with an officer, or on the website alone."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from yixian.disputes.procedures import DISPUTE
from yixian.disputes.types import GROUPS, TYPES
from yixian.kernel.contact import InvalidPhone, normal_phone
from yixian.matters import rules
from yixian.matters.actions import Raised
from yixian.matters.enums import Channel
from yixian.matters.forms import FilesField
from yixian.people.rules import Contact
from yixian.places.enums import PLACE_KINDS, UnitKind
from yixian.places.models import Unit
from yixian.places.queries import grid_of
from yixian.procedures.language import Text

REQUIRED = {"required": _("Please fill this in.")}
ABOUT_KINDS = (
    UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.DEPARTMENT, UnitKind.ROOM, UnitKind.STATION,
    UnitKind.DEPARTMENT_STATION, UnitKind.RECEPTION_CENTRE,
)  # fmt: skip
SALT = "yixian.raise"
Groups = list[tuple[Text, list[tuple[Any, Text]]]]


def ticket(uid: UUID | None = None) -> str:
    """Return a signed id for a form about to be filled in; only a form that was given out can be sent in."""
    return signing.dumps((uid or uuid4()).hex, salt=SALT)


def kinds() -> Groups:
    """The kinds of dispute under their headings."""
    grouped = groupby(TYPES, key=lambda choice: choice.value[:2])
    return [
        (GROUPS.get(group, GROUPS["99"]), [(choice.value, choice.label) for choice in choices])
        for group, choices in grouped
    ]


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


def places(own: Iterable[int]) -> Callable[[QuerySet[Unit]], Groups]:
    """Villages and communities under their towns, an officer's own villages and grids first. One statement."""
    mine = set(own)

    def groups(units: QuerySet[Unit]) -> Groups:
        found = list(units.select_related("parent").order_by("lineage").defer("boundary", "parent__boundary"))
        towns: Groups = []
        if own_units := [(unit.pk, unit.name) for unit in found if unit.pk in mine]:
            towns.append((_("Your own"), [*own_units]))
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


class DisputeForm(forms.Form):
    """What is asked of somebody who raises a dispute; only what it is about, where, and in what words is needed."""

    ticket = forms.CharField(widget=forms.HiddenInput)
    story = forms.CharField(
        label=_("What happened, and what do you wish for?"),
        widget=forms.Textarea({"rows": 7}),
        error_messages=REQUIRED,
        help_text=_(
            "In your own words. It is kept sealed; only those who work on it open it, and each opening is recorded."
        ),
    )
    category = forms.ChoiceField(label=_("What is it about?"), error_messages=REQUIRED)
    place = GroupedField(offices, label=_("Where?"), empty_label=_("please choose"))
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    papers = FilesField(label=_("Pictures or papers"), required=False)
    name = forms.CharField(
        label=_("Your name"),
        max_length=40,
        required=False,
        help_text=_("You may leave it out. Then follow it with the receipt code."),
    )
    phone = forms.CharField(label=_("Your telephone number"), max_length=30, required=False)
    address = forms.CharField(label=_("Your address"), max_length=120, required=False)
    other_name = forms.CharField(
        label=_("Who is the other party?"),
        max_length=40,
        required=False,
        help_text=_("A name, as far as you know it."),
    )
    other_phone = forms.CharField(label=_("Their telephone number"), max_length=30, required=False)
    about = GroupedField(
        offices,
        label=_("Is it a complaint about an office or its staff?"),
        required=False,
        empty_label=_("no"),
        help_text=_("If you choose an office here, that office and all below it will not see your matter."),
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, on: date, own: Iterable[int] = (), **kwargs: Any
    ) -> None:
        super().__init__(data, files, initial={"ticket": ticket(), **kwargs.pop("initial", {})}, **kwargs)
        self.on = on
        choose = ("", _("please choose"))
        self.fields["category"].choices = [choose, *kinds()]  # type: ignore[attr-defined]
        here = cast(GroupedField, self.fields["place"])
        here.groups = places(own)
        here.queryset = Unit.objects.on(on).filter(kind__in=PLACE_KINDS)
        cast(GroupedField, self.fields["about"]).queryset = Unit.objects.on(on).filter(kind__in=ABOUT_KINDS)

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
        return _phone(self.cleaned_data["phone"])

    def clean_other_phone(self) -> str:
        """A telephone number that can be called."""
        return _phone(self.cleaned_data["other_phone"])

    def raised(self, channel: Channel, headline: str = "") -> Raised:
        """What was filled in, as the action takes it. A point on the map finds its grid within the place chosen."""
        given = self.cleaned_data
        place = given["place"]
        lon, lat = given["lon"], given["lat"]
        if lon is not None and lat is not None:
            grid = grid_of(lon, lat, self.on)
            place = grid if grid is not None and place.pk in grid.lineage else place
        else:
            lon = lat = None
        return Raised(
            uid=given["ticket"],
            procedure=DISPUTE,
            category=given["category"],
            channel=channel,
            place=place,
            story=given["story"],
            headline=headline,
            lon=lon,
            lat=lat,
            raiser=_contact(given["name"], given["phone"], given["address"]),
            others=[other] if (other := _contact(given["other_name"], given["other_phone"])) else (),
            about_units=[given["about"]] if given["about"] else [],
        )


class CounterForm(DisputeForm):
    """The same for an officer, who also says by what way it came."""

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


def _phone(typed: str) -> str:
    try:
        return normal_phone(typed) if typed else ""
    except InvalidPhone:
        raise forms.ValidationError(_("This is not a telephone number that can be called.")) from None


def _contact(name: str, phone: str, address: str = "") -> Contact | None:
    return (
        Contact(name=name.strip(), phone=phone, address=address.strip()) if name or phone or address else None
    )
