"""The short form of the route finder: kind, the day of knowing, and what bears on that kind. Nothing is kept."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Choice, Text
from yixian.remedies.declare import Case
from yixian.remedies.enums import AnswerKind
from yixian.remedies.questions import QUESTIONS, Question, asked, case_of
from yixian.rulebook.words import day_text

Kinds = list[tuple[Text, list[tuple[str, Text]]]]


def grouped(choices: Iterable[Choice], headings: Mapping[str, Text]) -> Kinds:
    """Kinds under their headings, by the first two digits."""
    by_heading = groupby(choices, key=lambda choice: choice.value[:2])
    return [
        (headings[group], [(choice.value, choice.label) for choice in each]) for group, each in by_heading
    ]


def _date(question: Question, on: date) -> forms.Field:
    return forms.DateField(
        label=str(question.label),
        required=False,
        help_text=str(question.help),
        widget=forms.DateInput({"type": "date", "max": on.isoformat()}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This is not a date such as 2026-03-04.")},
    )


def _choice(question: Question, on: date) -> forms.Field:
    choices = [("", _("not known")), *((each.value, each.label) for each in question.choices)]
    return forms.ChoiceField(
        label=str(question.label), required=False, help_text=str(question.help), choices=choices
    )


_FIELDS = {AnswerKind.DATE: _date, AnswerKind.CHOICE: _choice, AnswerKind.YES_NO: _choice}
MAY_LIE_AHEAD = frozenset({"performance_due"})


class RoutesForm(forms.Form):
    """`kinds` are the kinds of dispute under their headings; once one is chosen, its questions follow."""

    category = forms.ChoiceField(
        label=_("What is it about?"), error_messages={"required": _("Please fill this in.")}
    )

    def __init__(self, data: Any = None, *, kinds: Kinds, on: date, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.on = on
        choices: list[Any] = [("", _("please choose")), *kinds]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]
        for question in self._questions():
            self.fields[question.key] = _FIELDS[question.kind](question, on)

    def clean(self) -> dict[str, Any]:
        """No day may lie ahead, but one by which something is to be performed."""
        for key, value in list(self.cleaned_data.items()):
            if isinstance(value, date) and value > self.on and key not in MAY_LIE_AHEAD:
                self.add_error(key, _("This day lies ahead. Please give a day up to today."))
        return self.cleaned_data

    @property
    def told(self) -> list[tuple[str, str]]:
        """What was answered, in words, for a sheet that is handed over."""
        shown = ((bound, self.cleaned_data.get(bound.name)) for bound in self)
        return [(str(bound.label), _said(bound, value)) for bound, value in shown if value]

    @property
    def case(self) -> Case:
        """What was filled in, without anything that is not asked of such a case."""
        return case_of(self.cleaned_data["category"], self.cleaned_data)

    def _questions(self) -> Iterator[Question]:
        """The questions of the chosen kind, as far as the answers already given lead on to them."""
        given = self.data if self.is_bound else self.initial
        category = str(given.get("category") or "")
        return asked(case_of(category, given)) if category else iter(QUESTIONS[:1])


def _said(bound: forms.BoundField, value: Any) -> str:
    if isinstance(value, date):
        return day_text(value)
    flat: list[Any] = []
    for key, label in getattr(bound.field, "choices", ()):
        flat += label if isinstance(label, list) else [(key, label)]
    return str(dict(flat)[value])
