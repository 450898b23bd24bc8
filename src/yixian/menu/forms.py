"""What is asked of a resident who signs an item of the menu or proposes one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from yixian.matters import raise_forms
from yixian.matters.enums import Channel
from yixian.matters.raise_forms import REQUIRED, GroupedField, callable_phone, contact
from yixian.matters.rules import story_fault
from yixian.menu.actions import Proposed, Signed
from yixian.menu.enums import Skill
from yixian.menu.models import MenuItem
from yixian.menu.queries import MENU_PLACES
from yixian.people.rules import Contact
from yixian.places.enums import PLACE_KINDS
from yixian.places.models import Unit

AT_THE_DESK = (Channel.COUNTER, Channel.PHONE, Channel.FIELD)


class Ticketed(forms.Form):
    """A form that carries an id which was given out with it; one that was not given out is not taken."""

    ticket = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        initial = {"ticket": raise_forms.ticket(), **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)

    def clean_ticket(self) -> UUID:
        """The id; in place of one that was not given out, a new one to send the form with."""
        try:
            return UUID(signing.loads(self.cleaned_data["ticket"], salt=raise_forms.SALT))
        except (signing.BadSignature, ValueError):
            self.data = {**self.data, "ticket": raise_forms.ticket()}
            raise forms.ValidationError(
                _("This form is no longer valid. Please send it once more.")
            ) from None


class Reached(Ticketed):
    """What a resident leaves of themselves, sealed as soon as it arrives."""

    name = forms.CharField(label=_("Your name"), max_length=40, error_messages=REQUIRED)
    phone = forms.CharField(label=_("Your telephone number"), max_length=30, required=False)
    address = forms.CharField(
        label=_("Where do you live?"),
        max_length=120,
        required=False,
        help_text=_("Only the branch that comes to you opens it."),
    )

    def clean_phone(self) -> str:
        """A telephone number that can be called."""
        return callable_phone(self.cleaned_data["phone"])

    @property
    def raiser(self) -> Contact | None:
        """Who they are and how to reach them."""
        given = self.cleaned_data
        return contact(given["name"], given["phone"], given["address"])


class SignForm(Reached):
    """An item of the menu is signed; how to reach the resident is all that is needed."""

    story = forms.CharField(
        label=_("What should those who come know?"),
        widget=forms.Textarea({"rows": 4}),
        required=False,
        help_text=_("When you are at home, what is broken, how old the child is. It is kept sealed."),
    )

    field_order: Sequence[str] = ("ticket", "story", "name", "phone", "address")

    def clean(self) -> dict[str, Any]:
        """A telephone number or an address, so that somebody can come."""
        given = super().clean() or {}
        if not self.errors and not (given.get("phone") or given.get("address")):
            self.add_error(
                "phone", str(_("Leave a telephone number or an address, so that somebody can come."))
            )
        return given

    def signed(self, item: MenuItem, place: Unit, channel: Channel) -> Signed:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        return Signed(
            uid=given["ticket"],
            item=item,
            place=place,
            channel=channel,
            raiser=self.raiser,
            story=given["story"],
        )


class SignAtDeskForm(SignForm):
    """The same for an officer who signs for somebody at the counter or on the spot."""

    channel = forms.ChoiceField(
        label=_("How did it come?"), choices=[(c.value, c.label) for c in AT_THE_DESK]
    )
    place = forms.ModelChoiceField(
        queryset=Unit.objects.none(), label=_("Where?"), empty_label=None, error_messages=REQUIRED
    )

    field_order = ("ticket", "channel", "place", "story", "name", "phone", "address")

    def __init__(self, data: Any = None, *, item: MenuItem, own: Iterable[int], on: date) -> None:
        rows = Unit.objects.on(on).under(item.place_id).filter(kind__in=PLACE_KINDS)
        mine = [unit for unit in own if rows.filter(pk=unit).exists()] if data is None else []
        super().__init__(data, initial={"place": mine[0] if mine else item.place_id})
        cast(Any, self.fields["place"]).queryset = rows.only("pk", "name", "kind").order_by("lineage")


class ProposeForm(Reached):
    """Something new is proposed for the menu of a place."""

    skill = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("please choose")), *Skill.choices],
        error_messages=REQUIRED,
    )
    place = GroupedField(raise_forms.offices, label=_("Where?"), empty_label=_("please choose"))
    story = forms.CharField(
        label=_("What would you like to see on the menu?"),
        widget=forms.Textarea({"rows": 5}),
        error_messages=REQUIRED,
    )

    field_order = ("ticket", "skill", "place", "story", "name", "phone")

    def __init__(self, data: Any = None, *, on: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        del self.fields["address"]
        self.fields["name"].required = False
        self.fields["name"].help_text = str(_("You may leave it out. Then follow it with the receipt code."))
        here = cast(GroupedField, self.fields["place"])
        here.groups = raise_forms.places(())
        here.queryset = Unit.objects.on(on).filter(kind__in=MENU_PLACES)

    def clean_story(self) -> str:
        """The words, if there are any and not too many."""
        if fault := story_fault(self.cleaned_data["story"]):
            raise forms.ValidationError(str(fault))
        return str(self.cleaned_data["story"])

    @property
    def proposed(self) -> Proposed:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        return Proposed(
            uid=given["ticket"],
            skill=given["skill"],
            place=given["place"],
            channel=Channel.WEB,
            story=given["story"],
            raiser=contact(given["name"], given["phone"]),
        )
