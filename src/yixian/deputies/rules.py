"""Pure rules of the register of deputies."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from yixian.places.enums import UnitKind
from yixian.procedures.language import Text

LONGEST_NAME, LONGEST_KNOWN, LONGEST_SPOT = 40, 60, 60
LONGEST_MEETING = timedelta(hours=12)
CONSTITUENCIES = (UnitKind.BANNER, UnitKind.TOWN, UnitKind.VILLAGE, UnitKind.COMMUNITY)


def entry_fault(kind: str, since: date, today: date) -> tuple[str, Text] | None:
    """The field and what is wrong with it, None when nothing is; `kind` is that of the constituency."""
    if kind not in CONSTITUENCIES:
        return "constituency", _("A constituency is the banner, a town, a village or a community.")
    if since > today:
        return "since", _("Enter it on the day itself or later, not ahead of time.")
    return None


def words_fault(name: str, known_by: str) -> tuple[str, Text] | None:
    """The field and what is wrong with the public words of an entry, None when nothing is."""
    if not name.strip() or len(name) > LONGEST_NAME:
        return "name", _("Please write the name as it stands in the public register.")
    if len(known_by) > LONGEST_KNOWN:
        return "known_by", _("Please keep it under %(most)s characters.") % {"most": LONGEST_KNOWN}
    return None


def in_office(since: date, until: date | None, day: date) -> bool:
    """Whether a term from `since` until (not including) `until` holds on a day."""
    return since <= day and (until is None or until > day)


def term_fault(since: date, until: date, today: date) -> Text | None:
    """What is wrong with the end of a term; None when nothing is. One that never stood ends on its first day."""
    if until < since:
        return _("The term cannot end before it began.")
    return _("Enter the end of a term when it has come.") if until > today else None


def meeting_fault(starts_at: datetime, ends_at: datetime, now: datetime) -> tuple[str, Text] | None:
    """The field and what is wrong with the time of a meeting, None when nothing is."""
    if ends_at <= starts_at:
        return "until", _("It ends after it begins, on the same day.")
    if ends_at - starts_at > LONGEST_MEETING:
        return "until", _("It ends after it begins, on the same day.")
    return ("day", _("This time has passed.")) if ends_at <= now else None
