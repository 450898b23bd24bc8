"""What must hold of a delivery. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.documents.enums import PROVED, Method
from yixian.procedures.language import Text


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A delivery as somebody records it. `received_on` is None while nobody knows that it arrived."""

    to: str
    method: Method
    sent_on: date | None = None
    received_on: date | None = None
    refused: bool = False
    remark: str = ""


def faults(handed: Handed, *, issued_on: date, today: date) -> dict[str, Text]:
    """What is wrong with a delivery, by the field that it concerns; empty when nothing is."""
    found: dict[str, Text] = {}
    if not handed.to.strip():
        found["to"] = _("Please say to whom it was delivered.")
    if handed.sent_on is None and handed.received_on is None:
        found["sent_on"] = _("Please give the day on which it was sent or received.")
    for key, on in (("sent_on", handed.sent_on), ("received_on", handed.received_on)):
        if on is not None and on < issued_on:
            found[key] = _("This is before the day of the paper itself.")
        elif on is not None and on > today:
            found[key] = _("This day is still to come. Please record it when it has happened.")
    if handed.sent_on and handed.received_on and handed.received_on < handed.sent_on:
        found.setdefault("received_on", _("It cannot have been received before it was sent."))
    if (handed.refused or handed.method not in PROVED) and not handed.remark.strip():
        found["remark"] = _("Please say how it was done and who witnessed it.")
    return found
