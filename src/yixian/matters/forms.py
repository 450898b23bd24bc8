"""Forms made from what a move asks for."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yixian.documents.rules import LARGEST, FileRefused, Upload, accept
from yixian.matters.enums import Ground, RefusalGround
from yixian.procedures.decide import Refusal
from yixian.procedures.enums import FieldKind
from yixian.procedures.language import Clause, Field, Move
from yixian.rulebook.enums import TermUnit

REQUIRED = _("Please fill this in.")
ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx,audio/*,video/mp4"
MOST_FILES = 10


class Writing(forms.Form):
    """A form that changes a matter: it knows the version that was looked at, and is carried out once."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, seen: int, **kwargs: Any) -> None:
        super().__init__(data, initial={"seen": seen, "token": uuid4()}, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = REQUIRED

    @property
    def written(self) -> dict[str, Any]:
        """`seen` and `token` as the actions take them."""
        return {"seen": self.cleaned_data["seen"], "token": self.cleaned_data["token"]}

    def overtake(self, sentence: str, version: int) -> None:
        """Say that the matter has moved on meanwhile; what was typed stays, and may be sent on top of `version`."""
        self.add_error(None, sentence)
        data = cast(QueryDict, self.data).copy()
        data["seen"] = str(version)
        self.data = data

    def refuse(self, refusals: list[Refusal]) -> None:
        """Put what stands against the change beside the fields that it concerns."""
        for refusal in refusals:
            said = f"{refusal.text} ({refusal.clause})" if refusal.clause else str(refusal.text)
            self.add_error(refusal.field if refusal.field in self.fields else None, said)


class MoveForm(Writing):
    """What one move asks for. `sources` maps a field to the clause that asks for it."""

    def __init__(self, move: Move, data: Any = None, *, seen: int) -> None:
        super().__init__(data, seen=seen)
        self.move = move
        self.sources: dict[str, Clause | None] = {}
        for field in move.fields:
            self.fields[field.key] = _FIELDS[field.kind](field)
            self.sources[field.key] = field.source

    @property
    def given(self) -> dict[str, Any]:
        """What was filled in, by the keys of the move's fields."""
        return {field.key: self.cleaned_data.get(field.key) for field in self.move.fields}


def _common(field: Field) -> dict[str, Any]:
    return {
        "label": field.label,
        "required": field.required,
        "help_text": field.help,
        "error_messages": {"required": REQUIRED},
    }


def _text(field: Field) -> forms.Field:
    return forms.CharField(**_common(field), max_length=500)


def _long_text(field: Field) -> forms.Field:
    return forms.CharField(**_common(field), max_length=10_000, widget=forms.Textarea({"rows": 4}))


def _choice(field: Field) -> forms.Field:
    choices = [(choice.value, choice.label) for choice in field.choices]
    return forms.ChoiceField(**_common(field), choices=choices, widget=forms.RadioSelect)


def _yes_no(field: Field) -> forms.Field:
    return forms.BooleanField(**_common(field) | {"required": False})


def _date(field: Field) -> forms.Field:
    return forms.DateField(**_common(field), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


_FIELDS = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.CHOICE: _choice,
    FieldKind.YES_NO: _yes_no,
    FieldKind.DATE: _date,
}


class WordsForm(Writing):
    """Some words for the file, or to whoever raised it."""

    text = forms.CharField(
        label=_("Text"),
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
    )


class ManyFiles(forms.ClearableFileInput):
    """The browser's own choice of files, several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to ten files, looked at before anything is kept. Its value is a list of uploads."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=ManyFiles({"multiple": True, "accept": ACCEPTED}),
            help_text=_(
                "Up to ten pictures, papers or recordings, each under 20 MB. Where a picture was taken is removed from it."
            ),
            error_messages={"required": _("Please choose at least one file.")},
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """The files as uploads, each of a kind that can be kept."""
        given = [each for each in (data if isinstance(data, (list, tuple)) else [data]) if each]
        if not given:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("Please bring no more than ten files at once."))
        return [self._checked(each) for each in given]

    def _checked(self, given: Any) -> Upload:
        if given.size > LARGEST:
            raise forms.ValidationError(_("%(name)s is larger than 20 megabytes.") % {"name": given.name})
        upload = Upload(given.name, given.read())
        try:
            accept(upload)
        except FileRefused as refused:
            raise forms.ValidationError(f"{given.name}: {refused.text}") from None
        return upload


class FilesForm(Writing):
    """Files for a matter."""

    papers = FilesField(label=_("Files"))


class PauseForm(Writing):
    """Why the clocks are stopped."""

    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices)
    reason = forms.CharField(
        label=_("What exactly"),
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, data: Any = None, *, seen: int, grounds: Sequence[Ground] = tuple(Ground)) -> None:
        super().__init__(data, seen=seen)
        self.fields["ground"].choices = [(each.value, each.label) for each in grounds]  # type: ignore[attr-defined]


class ExtendForm(PauseForm):
    """Which deadline is extended, by how much, and why."""

    clock = forms.ChoiceField(label=_("Which deadline"), choices=[])
    value = forms.IntegerField(label=_("By how many"), min_value=1, max_value=365)
    unit = forms.ChoiceField(label=_("Days or working days"), choices=TermUnit.choices[:2])

    field_order = ("clock", "value", "unit", "ground", "reason")

    def __init__(
        self, data: Any = None, *, seen: int, clocks: list[tuple[str, Any]], grounds: Sequence[Ground]
    ) -> None:
        super().__init__(data, seen=seen, grounds=grounds)
        self.fields["clock"].choices = clocks  # type: ignore[attr-defined]


class HeadForm(Writing):
    """Heading and kind as lists show them."""

    headline = forms.CharField(
        label=_("Heading"),
        max_length=60,
        required=False,
        help_text=_(
            "A few words for lists. No names, no numbers: everybody who may see the matter reads it."
        ),
    )
    category = forms.ChoiceField(label=_("Kind"), choices=[])

    def __init__(
        self, data: Any = None, *, seen: int, categories: list[tuple[str, Any]], **initial: Any
    ) -> None:
        super().__init__(data, seen=seen)
        self.fields["category"].choices = categories  # type: ignore[attr-defined]
        self.initial = {**self.initial, **initial}


class MergeForm(Writing):
    """The matter that goes on, and how it is known that they are one."""

    into = forms.CharField(label=_("Number of the matter that goes on"), max_length=40)
    reason = forms.CharField(
        label=_("How you know that they are one"), max_length=1000, widget=forms.Textarea({"rows": 2})
    )


class AssignForm(Writing):
    """Who is to work on it."""

    person = forms.ChoiceField(label=_("To whom"), choices=[], required=False)

    def __init__(self, data: Any = None, *, seen: int, people: list[tuple[int, str]]) -> None:
        super().__init__(data, seen=seen)
        nobody = ("", _("nobody in particular"))
        self.fields["person"].choices = [nobody, *people]  # type: ignore[attr-defined]


class ReasonForm(Writing):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class OfferForm(ReasonForm):
    """To whom a matter is handed over; `ways` are procedure and unit under the heading of each procedure."""

    to = forms.ChoiceField(label=_("To whom"), choices=[])

    field_order = ("to", "reason")

    def __init__(
        self, data: Any = None, *, seen: int, ways: Sequence[tuple[Any, list[tuple[str, Any]]]]
    ) -> None:
        super().__init__(data, seen=seen)
        self.fields["to"].choices = [("", _("please choose")), *ways]  # type: ignore[attr-defined]

    def clean_to(self) -> tuple[str, int]:
        """The procedure and the id of the unit."""
        into, _colon, unit = self.cleaned_data["to"].partition(":")
        return into, int(unit)


class TurnDownForm(ReasonForm):
    """Why a unit does not take what is offered to it."""

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[(each.value, each.label) for each in RefusalGround if each is not RefusalGround.SILENT],
    )

    field_order = ("ground", "reason")


class DecideForm(ReasonForm):
    """Who is to have a matter whose hand-over was refused."""

    order = forms.ChoiceField(
        label=_("Decision"),
        choices=[("take", _("The unit it was offered to takes it")), ("keep", _("It stays where it is"))],
        widget=forms.RadioSelect,
    )

    field_order = ("order", "reason")
