"""Forms of petitions: registration, requests, the opinion, supervision, and keeping it from whom it is about."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.matters.raise_forms import REQUIRED, AtCounter, GroupedField, RaiseForm, contact, offices
from yixian.petitions import rules
from yixian.petitions.actions import Entry
from yixian.petitions.enums import Purpose
from yixian.petitions.procedures import PETITION
from yixian.petitions.queries import persons_named
from yixian.places.enums import UnitKind
from yixian.places.models import Unit

ABOUT_KINDS = (
    UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.DEPARTMENT, UnitKind.ROOM, UnitKind.STATION,
    UnitKind.DEPARTMENT_STATION, UnitKind.RECEPTION_CENTRE, UnitKind.PETITION_OFFICE, UnitKind.DISCIPLINE,
    UnitKind.JUDICIAL_OFFICE, UnitKind.LAND_ARBITRATION, UnitKind.LABOUR_ARBITRATION,
)  # fmt: skip


class AboutFields(forms.Form):
    """Whom an accusation is about: an office, an official, or both."""

    about = GroupedField(
        offices,
        label=_("Which office is it about?"),
        required=False,
        empty_label=_("no office"),
        help_text=_("That office, all below it and their staff will not see it."),
    )
    about_name = forms.CharField(
        label=_("Name of the official it is about"),
        max_length=40,
        required=False,
        help_text=_("Where they work need not be known."),
    )

    def offer_offices(self, on: date) -> None:
        """Offer the offices of a day."""
        cast(GroupedField, self.fields["about"]).queryset = Unit.objects.on(on).filter(kind__in=ABOUT_KINDS)

    def about_units(self) -> list[Unit]:
        """The office chosen."""
        return [self.cleaned_data["about"]] if self.cleaned_data.get("about") else []


class PetitionForm(RaiseForm, AboutFields):
    """What is asked of somebody who petitions: for what, about what, where, and in what words."""

    procedure = PETITION

    purpose = forms.ChoiceField(
        label=_("What is it for?"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    story = forms.CharField(
        label=_("What has happened?"),
        widget=forms.Textarea({"rows": 7}),
        error_messages=REQUIRED,
        help_text=_(
            "In your own words. It is kept sealed; only those who work on it open it, and each opening is recorded."
        ),
    )
    requests = forms.CharField(
        label=_("What do you ask for?"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=10_000,
        help_text=_("Each request on a line of its own: each of them is answered by itself."),
    )
    people = forms.IntegerField(
        label=_("How many people raise it?"), min_value=1, max_value=30_000, initial=1
    )
    address = forms.CharField(
        label=_("Your address"),
        max_length=120,
        required=False,
        help_text=_("Written answers are sent there."),
    )

    def __init__(self, data: Any = None, files: Any = None, *, on: date, **kwargs: Any) -> None:
        super().__init__(data, files, on=on, **kwargs)
        self.offer_offices(on)

    def clean(self) -> dict[str, Any]:
        """The whole, where an accusation says whom it is about."""
        data = super().clean() or self.cleaned_data
        self.about_persons = persons_named(data.get("about_name", ""), self.on)
        purpose = data.get("purpose")
        named = len(self.about_units()) + len(self.about_persons)
        if purpose and (fault := rules.about_fault(Purpose(purpose), named)):
            self.add_error("about", str(fault))
        if fault := self.requests_fault(data):
            self.add_error("requests", str(fault))
        return data

    def requests_fault(self, data: dict[str, Any]) -> Any:
        """What is wrong with the requests; there may be none yet."""
        lines = rules.in_lines(data.get("requests", ""))
        return rules.requests_fault(lines) if lines else None

    def entry(self, channel: Channel) -> Entry:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        return Entry(
            uid=given["ticket"],
            purpose=Purpose(given["purpose"]),
            category=given["category"],
            channel=channel,
            where=given["place"],
            story=given["story"],
            raiser=contact(given["name"], given["phone"], given["address"]),
            about_units=self.about_units(),
            about_persons=self.about_persons,
            received_on=self.on,
            requests=rules.in_lines(given["requests"]),
            people=given["people"],
        )


class Offered(forms.ChoiceField):
    """A choice whose answers are known only after the rest was read; what is not among them counts as none."""

    def valid_value(self, value: Any) -> bool:
        """Anything, for now."""
        return True


class RegisterForm(PetitionForm, AtCounter):
    """The same for an officer who registers it: when it was received, who came, and what is urgent."""

    received_on = forms.DateField(
        label=_("Day on which it was received"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("From this day counts the time for registering it and giving notice."),
        error_messages=REQUIRED,
    )
    representatives = forms.IntegerField(
        label=_("How many of them came as representatives?"),
        min_value=0,
        max_value=rules.MOST_REPRESENTATIVES,
        required=False,
        help_text=_("Five at most, where people come with one concern."),
    )
    read_back = forms.BooleanField(
        label=_("What was told was written down truthfully and read back to whoever told it"), required=False
    )
    urgent = forms.BooleanField(label=_("It is major or urgent and was reported at once"), required=False)
    reported = forms.CharField(label=_("Reported to whom, and when"), max_length=200, required=False)
    repeats = Offered(
        label=_("Does it repeat one of these?"), choices=[], required=False, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, files: Any = None, *, on: date, **kwargs: Any) -> None:
        initial = {"received_on": on, **kwargs.pop("initial", {})}
        super().__init__(data, files, on=on, initial=initial, **kwargs)
        self.found: dict[str, Matter] = {}

    def offer_repeats(self, found: Sequence[Matter], label: Any) -> None:
        """Offer earlier petitions of the same person; `label` says what each is called."""
        self.found = {each.uid.hex: each for each in found}
        choices = [
            ("", _("No, it is another concern")),
            *((key, label(each)) for key, each in self.found.items()),
        ]
        self.fields["repeats"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The whole, where what was told was read back and a crowd has representatives."""
        data = super().clean()
        channel = Channel(data["channel"]) if data.get("channel") else Channel.WEB
        faults = {
            "people": rules.joint_fault(channel, data.get("people") or 1, data.get("representatives") or 0),
            "read_back": rules.reading_fault(channel, bool(data.get("read_back"))),
        }
        if data.get("received_on"):
            faults["received_on"] = rules.receipt_fault(data["received_on"], self.on)
        if data.get("urgent") and not data.get("reported"):
            faults["reported"] = _("What is urgent is reported at once: say to whom, and when (article 25).")
        for key, fault in faults.items():
            if fault:
                self.add_error(key, str(fault))
        return data

    def entry(self, channel: Channel) -> Entry:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        plain = super().entry(channel)
        return Entry(
            **{name: getattr(plain, name) for name in plain.__dataclass_fields__}
            | {
                "headline": given["headline"],
                "received_on": given["received_on"],
                "representatives": given["representatives"] or 0,
                "read_back": given["read_back"],
                "urgent": given["urgent"],
                "reported": given["reported"],
                "repeats": self.found.get(given["repeats"]),
            }
        )
