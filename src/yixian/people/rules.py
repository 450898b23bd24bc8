"""Pure rules of people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.people.enums import ADMINISTRATORS, TERRITORIAL, Role
from yixian.places.enums import PLACE_KINDS, TERRITORY_KINDS, UnitKind
from yixian.procedures.language import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """What is known of a resident, as typed. Everything but the name may be missing."""

    name: str
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """From a day until (not including) another; without end where there is none."""

    since: date
    until: date | None = None

    def meets(self, other: "Period") -> bool:
        """Whether the two have a day in common."""
        since = max(self.since, other.since)
        return _before(since, self.until) and _before(since, other.until)


def _before(day: date, end: date | None) -> bool:
    return end is None or day < end


def separation_fault(role: str, others: Iterable[str]) -> Text | None:
    """Say why somebody who holds other roles cannot hold this one at the same time, or give None.

    System, security and audit administration are three persons' work, and no administrator works on matters
    (GB/T 22239—2019, 8.1.4).
    """
    held = {each for each in others if each != role}
    if role in ADMINISTRATORS and held:
        return _("Whoever administers holds no other role. End the other posts first, or take somebody else.")
    if held & ADMINISTRATORS:
        return _("This person is an administrator then, and holds no other role.")
    return None


def place_fault(role: str, kind: str) -> Text | None:
    """Say why a role cannot be held at this kind of unit, or give None.

    Whoever acts for the territory around an office must stand in an office: at the territory itself they
    would act for the next larger one.
    """
    if role in TERRITORIAL and kind in (*TERRITORY_KINDS, *PLACE_KINDS):
        return _("A %(role)s stands at an office, not at the place itself: choose the office there.") % {
            "role": Role(role).label
        }
    if role in ADMINISTRATORS and kind != UnitKind.BANNER:
        return _("An administrator stands at the banner.")
    return None
