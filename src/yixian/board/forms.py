"""Forms of the board."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.board.enums import Why
from yixian.disclosure.actions import LONGEST, LONGEST_REMARK
from yixian.procedures.decide import Refusal

REQUIRED = {"required": _("Please fill this in.")}


class BoardForm(forms.Form):
    """A form that is carried out once: `token` came with it."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, **initial: Any) -> None:
        super().__init__(data, initial={"token": uuid4(), **initial})

    def refuse(self, refusals: list[Refusal]) -> None:
        """Put what stands against it beside the fields that it concerns."""
        for refusal in refusals:
            said = f"{refusal.text} ({refusal.clause})" if refusal.clause else str(refusal.text)
            self.add_error(refusal.field if refusal.field in self.fields else None, said)


class TextForm(BoardForm):
    """What the public is to read."""

    text = forms.CharField(
        label=_("What the public will read"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 10}),
        error_messages=REQUIRED,
        help_text=_(
            "Only what the matter is about and what is asked for. No names, numbers, addresses, nor anything by which "
            "neighbours would know who it is."
        ),
    )


class ApproveForm(BoardForm):
    """The second person's word for it."""

    vouched = forms.BooleanField(
        label=_("I have looked at every place marked here: nobody can be recognised by it."), required=False
    )


class ReturnForm(BoardForm):
    """Why it goes back to who wrote it."""

    remark = forms.CharField(
        label=_("What should be changed?"),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea({"rows": 3}),
        error_messages=REQUIRED,
    )


class DownForm(BoardForm):
    """Why it comes off the board."""

    why = forms.ChoiceField(
        label=_("Why is it taken down?"),
        choices=Why.choices,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    reason = forms.CharField(
        label=_("What happened, for the file"),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea({"rows": 3}),
        error_messages=REQUIRED,
        help_text=_("It is kept sealed with the matter."),
    )
