"""Pure rules of joint communities."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.places.enums import UnitKind
from yixian.procedures.language import Text


def kinds_fault(village: str, community: str) -> Text | None:
    """Say what is wrong with the two units to be joined, or give None."""
    if community != UnitKind.COMMUNITY:
        return _("Villages are joined to a community.")
    if village != UnitKind.VILLAGE:
        return _("Only villages are joined to a community.")
    return None


def day_fault(since: date, free_from: date | None, *, taken: bool) -> Text | None:
    """Say why a village cannot be joined from a day on, or give None.

    `taken` says whether it is joined without an end; `free_from` is the day on which its last joining ended.
    """
    if taken:
        return _("This village is joined to a community already: part it there first.")
    if free_from is not None and since < free_from:
        return _("On this day the village was still joined to another community.")
    return None
