"""Forms about one's own notices."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from yixian.notices import rules
from yixian.notices.actions import Wishes
from yixian.notices.declare import every
from yixian.notices.enums import Way
from yixian.notices.models import Preference
from yixian.notices.rules import Hours

CLOCK = [(hour, f"{hour:02d}:00") for hour in range(24)]
HELP = {
    Way.MAIL: _("Such as name@example.com."),
    Way.WECOM: _("The key of the group robot: what stands after “key=” in its address."),
    Way.DINGTALK: _(
        "The access token of the group robot; after a slash your telephone number, to be called on by name."
    ),
    Way.FEISHU: _("The token of the group robot: the last part of its address."),
    Way.SMS: _("A mobile telephone number."),
    Way.WEBHOOK: _("An address of a program that the administrator has allowed."),
}


class HourField(forms.TypedChoiceField):
    """A full hour of the day."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label=label, choices=CLOCK, coerce=int, **kwargs)


class PreferenceForm(forms.Form):
    """When somebody wants to hear, in what language, and which kinds by which of their ways."""

    digest_hour = HourField(
        _("When the digest of the day is sent"),
        help_text=_(
            "One message a day with all that is not urgent. Nothing is sent where there is nothing to say."
        ),
    )
    quiet_from = HourField(_("Quiet from"))
    quiet_until = HourField(
        _("Quiet until"),
        help_text=_("Nothing is sent in between. Choose the same hour twice for no quiet hours."),
    )
    urgent_breaks = forms.BooleanField(label=_("Urgent notices may come in the quiet hours"), required=False)
    language = forms.ChoiceField(label=_("Language of the messages"))

    def __init__(self, data: Any = None, *, preference: Preference, ways: Sequence[Way]) -> None:
        kept = ("digest_hour", "quiet_from", "quiet_until", "urgent_breaks")
        initial: dict[str, Any] = {name: getattr(preference, name) for name in kept}
        initial["language"] = preference.language or settings.LANGUAGE_CODE
        super().__init__(data, initial=initial)
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
        self.ways = list(ways)
        self.kept = {key: kinds for key, kinds in preference.unwanted.items() if key not in self.ways}
        kinds = [(kind.key, kind.title) for kind in every()]
        for way in self.ways:
            unwanted = preference.unwanted.get(way, ())
            self.fields[f"wanted_{way}"] = forms.MultipleChoiceField(
                label=_("What is sent by %(way)s") % {"way": way.label},
                choices=kinds,
                initial=[key for key, _title in kinds if key not in unwanted],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    @property
    def plain(self) -> list[forms.BoundField]:
        """The fields about times and language."""
        return [each for each in self if not each.name.startswith("wanted_")]

    @property
    def wanted(self) -> list[forms.BoundField]:
        """One field for each way: the kinds that are sent by it."""
        return [self[f"wanted_{way}"] for way in self.ways]

    @property
    def given(self) -> Wishes:
        """What was filled in, as the action takes it; ways that were not asked about stay as they are."""
        data = self.cleaned_data
        keys = [kind.key for kind in every()]
        asked = {way.value: [key for key in keys if key not in data[f"wanted_{way}"]] for way in self.ways}
        return Wishes(
            hours=Hours(
                digest=data["digest_hour"],
                quiet_from=data["quiet_from"],
                quiet_until=data["quiet_until"],
                urgent_breaks=data["urgent_breaks"],
            ),
            language=data["language"],
            unwanted={**self.kept, **asked},
        )


class AddressForm(forms.Form):
    """Where somebody is reached by one way."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    address = forms.CharField(
        label=_("Where to send it"),
        max_length=rules.LONGEST_ADDRESS,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Please fill this in.")},
    )

    def __init__(self, data: Any = None, *, way: Way) -> None:
        super().__init__(data, initial={"uid": uuid4()}, auto_id=f"{way}_%s")
        self.fields["address"].help_text = HELP[way]


class CodeForm(forms.Form):
    """The code that was sent to an address."""

    code = forms.CharField(
        label=_("The six digits that were sent there"),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Please fill this in.")},
    )

    def __init__(self, data: Any = None, *, way: Way) -> None:
        super().__init__(data, auto_id=f"{way}_%s")
