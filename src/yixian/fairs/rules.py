"""Pure rules of a fair: its stalls, its numbers, and its figures."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yixian.fairs.enums import RAISED, Numbering, Outcome
from yixian.procedures.language import Text

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Stalls are called by these letters, none of which is taken for a digit."""
LONGEST_SERVICE, LONGEST_STAFF = 40, 60
MOST_WAITING = 400
"""So many may wait at once; then the entrance tells people when to come again."""
MOST_NUMBERS = 999
EARLIEST_HOURS = 12
"""So many hours before it begins a fair may be opened."""


def next_sign(taken: Collection[str]) -> str:
    """The letter of the next stall, empty where there are no more letters."""
    return next((each for each in SIGNS if each not in taken), "")


def label(numbering: str, sign: str, number: int) -> str:
    """A number as it is called and shown: `A007` where each stall has its queue, else `007`."""
    return f"{sign}{number:03d}" if numbering == Numbering.STALLS else f"{number:03d}"


def service_fault(service: str, staff: str) -> tuple[str, Text] | None:
    """The field and what is wrong with it, None when nothing is."""
    if not service.strip():
        return "service", _("Say in a few words what is done there.")
    for field, text, most in (("service", service, LONGEST_SERVICE), ("staff", staff, LONGEST_STAFF)):
        if len(text) > most:
            return field, _("Please keep it under %(most)s characters.") % {"most": most}
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """The figures of a fair: numbers served, by what came of them, and those who left before."""

    advised: int = 0
    settled: int = 0
    handed_over: int = 0
    taken_along: int = 0
    left: int = 0

    @property
    def served(self) -> int:
        """Numbers served."""
        return self.advised + self.raised

    @property
    def raised(self) -> int:
        """Concerns among them."""
        return self.settled + self.handed_over + self.taken_along

    @property
    def share(self) -> int | None:
        """Of a hundred concerns so many were settled on the spot; None where there was none."""
        return round(100 * self.settled / self.raised) if self.raised else None


def summary(counts: Mapping[str, int], left: int) -> Summary:
    """The figures out of the number of tickets by outcome."""
    found = {each.value: counts.get(each.value, 0) for each in (Outcome.ADVISED, *RAISED)}
    return Summary(left=left, **found)
