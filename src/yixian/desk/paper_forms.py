"""Forms made from what a paper asks for, and of what happens to papers."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.documents.enums import Method
from yixian.documents.paper import Blank, Paper, Place
from yixian.documents.render import default, parts
from yixian.matters.forms import REQUIRED, FilesField, Writing
from yixian.matters.papers import BASICS
from yixian.procedures.enums import FieldKind
from yixian.procedures.language import Clause

FEWEST, MOST = 2, 8
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class PaperForm(Writing):
    """What a paper does not know yet, filled in from the matter as far as that goes."""

    def __init__(
        self,
        paper: Paper,
        data: Any = None,
        *,
        seen: int,
        known: Mapping[str, Any],
        earlier: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, seen=seen)
        self.paper, self.known, self.earlier = paper, known, earlier or {}
        self.sources: dict[str, Clause | None] = {}
        self.rows: dict[str, int] = {}
        for blank in paper.blanks:
            if blank.columns:
                self._add_rows(blank)
            else:
                self._add(blank.key, blank, self._initial(blank))
        if paper.basics:
            for party in (*known["raisers"], *known["others"]):
                self._add_basics(party)

    def _add(self, key: str, blank: Blank, initial: Any, **changes: Any) -> None:
        field = _FIELDS[blank.kind](blank, **changes)
        field.error_messages["required"] = REQUIRED
        self.fields[key] = field
        self.initial[key] = initial
        self.sources[key] = blank.source

    def _initial(self, blank: Blank) -> Any:
        if blank.key in self.earlier:
            return self.earlier[blank.key]
        typed = self.known["typed"].get(blank.key)
        return typed or default(blank.default, self.known)

    def _add_rows(self, blank: Blank) -> None:
        before = self.earlier.get(blank.key) or self._first_rows(blank)
        count = min(MOST, max(FEWEST, len(before) + 1, self._sent_rows(blank)))
        self.rows[blank.key] = count
        for row in range(count):
            known = before[row] if row < len(before) else {}
            for column in blank.columns:
                label = _("%(number)d. %(label)s") % {"number": row + 1, "label": column.label}
                key = f"{blank.key}_{row}_{column.key}"
                self._add(
                    key, column, known.get(column.key, ""), label=label, required=row < max(1, len(before))
                )

    def _first_rows(self, blank: Blank) -> list[dict[str, Any]]:
        """What the matter answers already, or a row for each line of what the first column begins with."""
        if answered := self.known.get(blank.key):
            return [dict(each) for each in answered]
        first = blank.columns[0]
        return [{first.key: each} for each in parts(self._initial(first))]

    def _sent_rows(self, blank: Blank) -> int:
        begin = f"{blank.key}_"
        sent = [key.removeprefix(begin).split("_")[0] for key in self.data if key.startswith(begin)]
        return max((int(each) + 1 for each in sent if each.isdecimal()), default=0)

    def _add_basics(self, party: Mapping[str, Any]) -> None:
        if not party["name"]:
            return
        key = f"{BASICS}{party['id']}"
        self.fields[key] = forms.CharField(
            label=_("%(name)s: sex, age, work") % {"name": party["name"]},
            max_length=60,
            required=False,
            help_text=_("As far as they wish to say so; it stands on the paper."),
        )
        self.initial[key] = self.earlier.get(key, party["basics"])

    def clean(self) -> dict[str, Any]:
        """Every row that was begun is complete, and there is one at least."""
        found = super().clean() or self.cleaned_data
        for blank in (each for each in self.paper.blanks if each.columns):
            begun = [row for row in range(self.rows[blank.key]) if self._begun(blank, row)]
            for row in begun or [0]:
                for column in blank.columns:
                    key = f"{blank.key}_{row}_{column.key}"
                    if not found.get(key) and key not in self.errors:
                        self.add_error(key, REQUIRED)
        return found

    def _begun(self, blank: Blank, row: int) -> bool:
        return any(self.cleaned_data.get(f"{blank.key}_{row}_{column.key}") for column in blank.columns)

    @property
    def given(self) -> dict[str, Any]:
        """What was filled in, days as ISO text, as papers take it."""
        given: dict[str, Any] = {}
        for blank in self.paper.blanks:
            if blank.columns:
                given[blank.key] = [
                    {each.key: self.cleaned_data[f"{blank.key}_{row}_{each.key}"] for each in blank.columns}
                    for row in range(self.rows[blank.key])
                    if self._begun(blank, row)
                ]
            else:
                given[blank.key] = _plain(self.cleaned_data[blank.key])
        given.update({key: self.cleaned_data[key] for key in self.fields if key.startswith(BASICS)})
        return given


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def _common(blank: Blank, **changes: Any) -> dict[str, Any]:
    return {"label": blank.label, "required": blank.required, "help_text": blank.help, **changes}


def _text(blank: Blank, **changes: Any) -> forms.Field:
    return forms.CharField(**_common(blank, **changes), max_length=500)


def _long_text(blank: Blank, **changes: Any) -> forms.Field:
    widget = forms.Textarea({"rows": 4})
    return forms.CharField(**_common(blank, **changes), max_length=10_000, widget=widget)


def _choice(blank: Blank, **changes: Any) -> forms.Field:
    choices = [(each.value, each.label) for each in blank.choices]
    if not changes.get("required", True):
        choices.insert(0, ("", "–"))
        return forms.ChoiceField(**_common(blank, **changes), choices=choices)
    return forms.ChoiceField(**_common(blank, **changes), choices=choices, widget=forms.RadioSelect)


def _date(blank: Blank, **changes: Any) -> forms.Field:
    return forms.DateField(**_common(blank, **changes), widget=DAY)


_FIELDS: dict[FieldKind, Callable[..., forms.Field]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _long_text,
    FieldKind.CHOICE: _choice,
    FieldKind.DATE: _date,
}


class DeliverForm(Writing):
    """How a paper was handed over, and what shows it."""

    to = forms.CharField(label=_("Who receives it"), max_length=80)
    method = forms.ChoiceField(label=_("How"), choices=Method.choices, widget=forms.RadioSelect)
    sent_on = forms.DateField(label=_("Sent on"), required=False, widget=DAY)
    received_on = forms.DateField(
        label=_("Received on"),
        required=False,
        widget=DAY,
        help_text=_("As the slip or the post's record says. Leave it empty while nobody knows."),
    )
    refused = forms.BooleanField(label=_("They refused to take it"), required=False)
    remark = forms.CharField(
        label=_("Postal number, witness, or how it was done"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    papers = FilesField(label=_("The signed slip"), required=False)


class ScanForm(Writing):
    """Scans for a place of the dossier."""

    place = forms.ChoiceField(label=_("Place in the dossier"), choices=[])
    papers = FilesField(label=_("Files"))

    def __init__(self, data: Any = None, *, places: Iterable[Place], seen: int, **kwargs: Any) -> None:
        super().__init__(data, seen=seen, **kwargs)
        self.fields["place"].choices = [(each.key, each.title) for each in places]  # type: ignore[attr-defined]
