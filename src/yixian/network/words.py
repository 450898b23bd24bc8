"""Whether an office is open, in words."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yixian.network.rules import Door

A_WEEK = timedelta(days=7)


def door_text(door: Door | None, now: datetime) -> str:
    """Whether it is open at `now` and when that changes, such as “open now, until 17:30”."""
    if door is None:
        return _("hours not known")
    at = door.changes_at
    if at is None:
        return _("open day and night") if door.open else _("closed")
    local = timezone.localtime(at)
    told = {"time": f"{local:%H:%M}", "day": _day(local, timezone.localtime(now))}
    if door.open:
        return _("open now, until %(time)s") % told
    return _("closed, opens %(day)s at %(time)s") % told


def _day(at: datetime, now: datetime) -> str:
    ahead = at.date() - now.date()
    if not ahead:
        return _("today")
    if ahead == timedelta(days=1):
        return _("tomorrow")
    return str(WEEKDAYS[at.weekday()]) if ahead < A_WEEK else date_format(at.date(), "Y-m-d")
