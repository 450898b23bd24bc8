"""Forms of publishing and receiving."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.channels import pictures, rules
from yixian.channels.actions.publishing import Wording
from yixian.channels.actions.receiving import Taking
from yixian.channels.conf import Conf
from yixian.channels.declare import Channel
from yixian.channels.enums import CloseGround, Kind
from yixian.channels.models import Edition
from yixian.concerns.forms import ABOUT_KINDS
from yixian.matters.forms import REQUIRED
from yixian.matters.raise_forms import GroupedField, callable_phone, contact, offices, places
from yixian.matters.rules import LONGEST_HEADLINE, headline_fault
from yixian.places.enums import BODY_KINDS, PLACE_KINDS
from yixian.places.models import Unit
from yixian.procedures.language import Text


class Once(forms.Form):
    """A form that is carried out once; what stands against it goes beside the fields that it is about."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        initial = {"token": uuid4(), **kwargs.pop("initial", {})}
        super().__init__(data, files, initial=initial, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED


class SeenForm(Once):
    """A deed about the very text whose digest is `seen`."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, seen: str) -> None:
        super().__init__(data, initial={"seen": seen})


class SendBackForm(SeenForm):
    """What is to be changed."""

    remark = forms.CharField(
        label=_("What is to be changed?"),
        max_length=rules.LONGEST_REMARK,
        widget=forms.Textarea({"rows": 3}),
    )


class _Day(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], required=False, **kwargs)


class TextForm(Once):
    """A text as it is written."""

    kind = forms.ChoiceField(label=_("Kind of text"), choices=Kind.choices)
    title = forms.CharField(label=_("Heading of the text"), max_length=rules.LONGEST_TITLE)
    body = forms.CharField(
        label=_("Text"),
        max_length=rules.LONGEST_BODY,
        widget=forms.Textarea({"rows": 12}),
        help_text=_(
            "An empty line begins a new paragraph. Bold, italics, lists and links may be marked as in HTML; all "
            "other markup is left out. Name nobody who did not agree to it."
        ),
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.ClearableFileInput({"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("It is drawn anew: where and with what it was taken is not published."),
    )
    caption = forms.CharField(label=_("What the picture shows"), max_length=80, required=False)
    bare = forms.BooleanField(label=_("Take the picture out"), required=False)
    valid_from = _Day(label=_("Published from"), help_text=_("Empty: as soon as it is approved."))
    valid_until = _Day(label=_("Holds until"), help_text=_("The last day; afterwards it leaves the list."))
    channels = forms.MultipleChoiceField(label=_("Where it goes"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        channels: Sequence[Channel],
        edition: Edition | None = None,
        kind: str = "",
        initial: dict[str, Any] | None = None,
    ) -> None:
        start: dict[str, Any] = {"channels": [each.key for each in channels if each.local], **(initial or {})}
        if edition is not None:
            names = ("title", "body", "caption", "valid_from", "valid_until", "channels")
            start |= {name: getattr(edition, name) for name in names} | {"kind": kind}
        super().__init__(data, files, initial=start)
        self.fields["channels"].choices = [(each.key, each.title) for each in channels]  # type: ignore[attr-defined]
        if edition is None or edition.picture_id is None:
            del self.fields["bare"]

    def clean(self) -> dict[str, Any]:
        """Draw the picture anew; a file that is none is refused beside its field."""
        given: dict[str, Any] = super().clean() or {}
        given["drawn"] = None
        if (file := given.get("picture")) and not isinstance(file, bool):
            if file.size > pictures.LARGEST_FILE:
                self.add_error("picture", _("The picture is too large: 10 MB at most."))
                return given
            try:
                given["drawn"] = pictures.draw(file.read())
            except pictures.PictureRefused as refused:
                self.add_error("picture", str(refused))
            if not given.get("caption"):
                self.add_error("caption", _("Say what it shows, for those who cannot see it."))
        return given

    @property
    def wording(self) -> Wording:
        """The text as the action takes it."""
        given = self.cleaned_data
        names = ("title", "body", "caption", "valid_from", "valid_until", "channels")
        return Wording(
            kind=Kind(given["kind"]),
            picture=given["drawn"],
            bare=given.get("bare", False),
            **{name: given[name] for name in names},
        )


class CorrectForm(TextForm):
    """A corrected text, and what it corrects."""

    correction = forms.CharField(
        label=_("What is corrected?"),
        max_length=rules.LONGEST_REMARK,
        help_text=_("Everybody reads this sentence above the text."),
    )
    field_order = ("token", "correction")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]

    @property
    def wording(self) -> Wording:
        """The text as the action takes it; its kind stays."""
        self.cleaned_data.setdefault("kind", self.initial["kind"])
        return super().wording


class WithdrawForm(Once):
    """Why it is taken back."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=rules.LONGEST_REMARK,
        help_text=_("Everybody reads this sentence where the text stood."),
    )


class SettleForm(Once):
    """What somebody found when they looked."""

    arrived = forms.ChoiceField(
        label=_("What did you find there?"),
        choices=[("yes", _("It is there: nothing more is to be done")), ("no", _("It is not there"))],
        widget=forms.RadioSelect,
    )


class AnswerForm(Once):
    """An answer to whoever wrote."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=rules.LONGEST_ANSWER,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("It goes back to the sender by the same way."),
    )


class CloseForm(Once):
    """Why a message needs no answer."""

    ground = forms.ChoiceField(
        label=_("Why does it need no answer?"), choices=CloseGround.choices, widget=forms.RadioSelect
    )


class TakeUpForm(Once):
    """Where a message happened, what it is about in a few words, and who wrote it, as far as they say."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    place = GroupedField(offices, label=_("Where?"), empty_label=_("please choose"))
    headline = forms.CharField(
        label=_("Heading for lists"),
        max_length=LONGEST_HEADLINE,
        required=False,
        help_text=_("A few words for lists. No names, no numbers."),
    )
    name = forms.CharField(label=_("Name of the sender, if they say it"), max_length=40, required=False)
    phone = forms.CharField(label=_("Their telephone number"), max_length=30, required=False)
    about = GroupedField(
        offices,
        label=_("An office that they complain about"),
        empty_label=_("none"),
        required=False,
        help_text=_("It does not see what becomes of it."),
    )

    def __init__(self, data: Any = None, *, on: date, own: Iterable[int] = ()) -> None:
        super().__init__(data, initial={"uid": uuid4()})
        here, about = cast(GroupedField, self.fields["place"]), cast(GroupedField, self.fields["about"])
        here.groups = places(own)
        here.queryset = Unit.objects.on(on).filter(kind__in=PLACE_KINDS)
        about.queryset = Unit.objects.on(on).filter(kind__in={*BODY_KINDS, *ABOUT_KINDS})

    def clean_headline(self) -> str:
        """A heading that gives nobody away."""
        if fault := headline_fault(self.cleaned_data["headline"]):
            raise forms.ValidationError(str(fault))
        return str(self.cleaned_data["headline"]).strip()

    def clean_phone(self) -> str:
        """A telephone number that can be called."""
        return callable_phone(self.cleaned_data["phone"])

    @property
    def taking(self) -> Taking:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        return Taking(
            uid=given["uid"],
            place=given["place"],
            headline=given["headline"],
            speaker=contact(given["name"], given["phone"]),
            about_units=[given["about"]] if given["about"] else [],
        )


class SetupForm(forms.Form):
    """What a channel is told. A secret that was entered is never shown; left empty, it stays."""

    on = forms.BooleanField(label=_("Switched on"), required=False)
    unit = forms.ChoiceField(
        label=_("Who keeps it"),
        required=False,
        help_text=_(
            "What comes in by it stands in their inbox. Only units are offered where somebody takes up messages."
        ),
    )

    def __init__(self, data: Any = None, *, conf: Conf, units: Sequence[tuple[int, Text]]) -> None:
        start = {"on": conf.on, "unit": conf.unit.pk if conf.unit else ""}
        super().__init__(data, initial={**start, **{f"s_{key}": value for key, value in conf.plain.items()}})
        self.conf = conf
        self.fields["unit"].choices = [("", _("The banner")), *units]  # type: ignore[attr-defined]
        if conf.channel.listen is None:
            del self.fields["unit"]
        for each in conf.channel.settings:
            entered = each.key in conf.known
            self.fields[f"s_{each.key}"] = forms.CharField(
                label=str(each.title),
                required=each.required and not entered,
                error_messages={"required": REQUIRED},
                max_length=400,
                help_text=_("It was entered. Leave this empty to keep it.") if entered else str(each.help),
                widget=forms.PasswordInput({"autocomplete": "new-password"})
                if each.secret
                else forms.TextInput,
            )

    @property
    def told(self) -> dict[str, str]:
        """The settings as they were typed."""
        return {each.key: self.cleaned_data[f"s_{each.key}"] for each in self.conf.channel.settings}
