"""What a deadline chip says. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

SOON = 3


@dataclass(frozen=True)
class Chip:
    """Words, icon and tone of a deadline; `tone` is one of late, soon, calm, still."""

    text: str
    icon: str
    tone: str


def chip(due: datetime | None, now: datetime, *, paused: bool = False) -> Chip:
    """Say how long there is left until the end of the last day. `due` is that end (24:00), None when no clock runs."""
    if paused:
        return Chip(pgettext("clock", "paused"), "player-pause", "still")
    if due is None:
        return Chip(_("no deadline"), "minus", "still")
    left = (localdate(due - timedelta(microseconds=1)) - localdate(now)).days
    if left < 0:
        return Chip(
            ngettext("%(n)d day late", "%(n)d days late", -left) % {"n": -left}, "alert-triangle", "late"
        )
    if left == 0:
        return Chip(_("due today"), "clock-exclamation", "soon")
    tone = "soon" if left <= SOON else "calm"
    return Chip(ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}, "clock", tone)
