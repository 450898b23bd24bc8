"""The form on which somebody raises a dispute: at the counter with an officer, or on the website alone."""

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.disputes.bodies.procedures import BODIES, body_for
from yixian.disputes.procedures import DISPUTE
from yixian.matters.actions import Raised
from yixian.matters.enums import Channel
from yixian.matters.raise_forms import (
    REQUIRED,
    AtCounter,
    GroupedField,
    RaiseForm,
    callable_phone,
    contact,
    offices,
)
from yixian.matters.types import GROUPS, TYPES
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.places.queries import grid_of
from yixian.procedures.language import Procedure

ABOUT_KINDS = (
    UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.DEPARTMENT, UnitKind.ROOM, UnitKind.STATION,
    UnitKind.DEPARTMENT_STATION, UnitKind.RECEPTION_CENTRE,
)  # fmt: skip


class DisputeForm(RaiseForm):
    """What is asked of somebody who raises a dispute; only what it is about, where, and in what words is needed."""

    procedure = DISPUTE

    story = forms.CharField(
        label=_("What happened, and what do you wish for?"),
        widget=forms.Textarea({"rows": 7}),
        error_messages=REQUIRED,
        help_text=_(
            "In your own words. It is kept sealed; only those who work on it open it, and each opening is recorded."
        ),
    )
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
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

    def __init__(self, data: Any = None, files: Any = None, *, on: date, **kwargs: Any) -> None:
        super().__init__(data, files, on=on, **kwargs)
        cast(GroupedField, self.fields["about"]).queryset = Unit.objects.on(on).filter(kind__in=ABOUT_KINDS)

    def kinds(self) -> list[tuple[Any, Any]]:
        """The kinds of dispute under their headings."""
        grouped = groupby(TYPES, key=lambda choice: choice.value[:2])
        return [
            (GROUPS.get(group, GROUPS["99"]), [(choice.value, choice.label) for choice in choices])
            for group, choices in grouped
        ]

    def clean_other_phone(self) -> str:
        """A telephone number that can be called."""
        return callable_phone(self.cleaned_data["other_phone"])

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
        other = contact(given["other_name"], given["other_phone"])
        return replace(
            super().raised(channel, headline),
            place=place,
            lon=lon,
            lat=lat,
            raiser=contact(given["name"], given["phone"], given["address"]),
            others=[other] if other else (),
            about_units=[given["about"]] if given["about"] else [],
        )


class CounterForm(DisputeForm, AtCounter):
    """The same for an officer, who also says by what way it came."""


class BodyForm(DisputeForm):
    """A dispute that goes to a specialised body directly, as everybody may; its kind says to which one."""

    @property
    def procedure(self) -> Procedure:  # type: ignore[override]
        """The body's procedure, once a kind of dispute is chosen."""
        return body_for(getattr(self, "cleaned_data", {}).get("category", "")) or DISPUTE

    def kinds(self) -> list[tuple[Any, Any]]:
        """The kinds of dispute under the body that takes them."""
        return [(body.title, [(each.value, each.label) for each in body.categories]) for body in BODIES]


class BodyCounterForm(BodyForm, AtCounter):
    """The same for an officer, who also says by what way it came."""
