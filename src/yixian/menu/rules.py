"""Pure rules of the service menu: seasons, room on an item and on a team."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.menu.enums import MONTHS
from yixian.procedures.language import Text

LONGEST_TITLE, LONGEST_ABOUT, LONGEST_FOR, LONGEST_TASK, LONGEST_NAME = 40, 300, 80, 60, 40
LONGEST_MINUTES, MOST_SERVED, MOST_AT_ONCE, MOST_ENROLLED = 60 * 24 * 7, 5000, 200, 200


@dataclass(frozen=True, slots=True)
class Season:
    """From a day until (not including) another."""

    since: date
    until: date


def season(first: int, last: int, on: date) -> Season | None:
    """The season that a day lies in, from the first of month `first` to the end of month `last`; None outside it.

    It may run over the turn of the year, such as from November to March.
    """
    length = (last - first) % MONTHS + 1
    if (on.month - first) % MONTHS >= length:
        return None
    year = on.year if on.month >= first else on.year - 1
    over, month = divmod(first - 1 + length, MONTHS)
    return Season(date(year, first, 1), date(year + over, month + 1, 1))


def room_on_item(capacity: int, signed: int) -> Text | None:
    """Why nobody more can sign an item in this season, or None."""
    if signed < capacity:
        return None
    return _(
        "All %(count)d places of this season are taken. Please choose another item, or propose more of it."
    ) % {"count": capacity}


def room_on_team(most: int, load: int) -> Text | None:
    """Why a team cannot claim one more, or None."""
    if load < most:
        return None
    return _("This team has %(count)d in hand already, as many as it does at once. Choose another team.") % {
        "count": most
    }


def around(branch: Collection[int], place: Collection[int], towns: Collection[int]) -> bool:
    """Whether a branch is around a place: in the same town, or in none, as those of the banner and its departments.

    `branch` and `place` are lineages; `towns` the ids of all towns.
    """
    return {*branch}.isdisjoint({*towns} - {*place})


def lasting(minutes: int) -> Text:
    """How long a service takes, in words."""
    if minutes < 60:
        return _("%(count)d minutes") % {"count": minutes}
    hours, rest = divmod(minutes, 60)
    if rest:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}
    return _("about %(count)d h") % {"count": hours}


def chosen_fault(chosen: Collection[str], offered: Collection[str]) -> Text | None:
    """Say what is wrong with ticks, or give None."""
    return None if set(chosen) <= set(offered) else _("Please choose among those offered.")


def text_fault(text: str, most: int, *, required: bool = True) -> Text | None:
    """Say what is wrong with a text that stands in public, or give None."""
    if not text and required:
        return _("Please fill this in.")
    return _("Please keep it under %(most)s characters.") % {"most": most} if len(text) > most else None


def number_fault(number: int, most: int) -> Text | None:
    """Say what is wrong with a number from one on, or give None."""
    return None if 1 <= number <= most else _("Give a number from 1 to %(most)s.") % {"most": most}
