"""Pure rules of petitions."""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.matters.enums import Channel
from yixian.petitions.enums import Opinion, Outcome, Purpose
from yixian.procedures.language import Text

MOST_REPRESENTATIVES = 5
"""Regulation on Petition Work, article 20."""
MOST_REQUESTS = 20
LONGEST_REQUEST = 1000
SPOKEN = (Channel.COUNTER, Channel.PHONE, Channel.FIELD)
"""Ways by which a petition is told and written down by an officer."""


def joint_fault(channel: Channel, people: int, representatives: int) -> Text | None:
    """Say what is wrong with how many come with a joint petition (article 20); None when nothing is.

    Several who come in person send representatives, five at most.
    """
    if people < 1:
        return _("At least one person raises it.")
    if representatives > people:
        return _("There cannot be more representatives than people.")
    if channel is Channel.COUNTER and people > MOST_REPRESENTATIVES and representatives == 0:
        return _("People who come with one concern choose representatives, five at most (article 20).")
    if representatives > MOST_REPRESENTATIVES:
        return _("A joint petition has five representatives at most (article 20).")
    return None


def reading_fault(channel: Channel, read_back: bool) -> Text | None:
    """What was told is recorded truthfully (article 19): it was read back to whoever told it."""
    if channel in SPOKEN and not read_back:
        return _("What was told is written down truthfully and read back (article 19). Please confirm it.")
    return None


def receipt_fault(received_on: date, today: date) -> Text | None:
    """A petition cannot have been received after it is registered."""
    return _("The day of receipt lies in the future.") if received_on > today else None


def about_fault(purpose: Purpose, named: int) -> Text | None:
    """An accusation names whom it is about, so that it can be kept from them (article 30); nothing else does."""
    if purpose is Purpose.ACCUSATION and not named:
        return _("Say which office or official it is about, so that it is kept from them.")
    if purpose is not Purpose.ACCUSATION and named:
        return _(
            "You name an office or official, but only an accusation is kept from whom it is about. Choose that it is one, or name nobody."
        )
    return None


def requests_fault(requests: Sequence[str]) -> Text | None:
    """Say what is wrong with a list of requests; None when nothing is."""
    if not requests:
        return _("Write down at least one request.")
    if len(requests) > MOST_REQUESTS:
        return _("Please write down no more than twenty requests.")
    if any(len(each) > LONGEST_REQUEST for each in requests):
        return _("Please keep each request under 1,000 characters.")
    return None


def in_lines(text: str) -> list[str]:
    """Requests as typed, each on a line of its own."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def result_of(opinions: Collection[str]) -> Outcome:
    """What an opinion comes to in all, by what it says of each request (article 32)."""
    found = set(opinions)
    if len(found) == 1:
        return Outcome(found.pop())
    if Opinion.SUPPORTED in found:
        return Outcome.PARTLY_SUPPORTED
    return Outcome.EXPLAINED
