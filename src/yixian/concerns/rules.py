"""Pure rules of concerns."""

from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from yixian.concerns.enums import Fate
from yixian.procedures.language import Text

LONGEST_WORDS = 4000
LONGEST_ANSWER = 2000
RAISABLE = ("concern", "errand", "dispute")
"""Procedures that a concern may be turned into, in the order in which they are offered."""


def words_fault(words: str) -> Text | None:
    """What is wrong with what was heard; None when nothing is."""
    if not words.strip():
        return _("Please write down what was said.")
    if len(words) > LONGEST_WORDS:
        return _("Please keep it under 4,000 characters.")
    return None


def answer_fault(answer: str) -> Text | None:
    """What is wrong with an answer or a reason; None when nothing is."""
    if not answer.strip():
        return _("Please write it down: whoever reads this later knows nothing else.")
    if len(answer) > LONGEST_ANSWER:
        return _("Please keep it under 2,000 characters.")
    return None


def matter_uid(concern: UUID) -> UUID:
    """The id of the matter that a concern is turned into, the same however often it is sent."""
    return uuid5(concern, "matter")


def owes(fate: str, *, checked: bool) -> bool:
    """Whether a concern still owes its end: it has none, or a superior has not agreed to its closing."""
    return fate == Fate.OPEN or (fate == Fate.CLOSED and not checked)
