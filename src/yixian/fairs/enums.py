"""Closed vocabularies of fairs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Numbering(TextChoices):
    """Who is called from which queue."""

    STALLS = "stalls", _("A queue for each stall")
    COMMON = "common", _("One queue for all stalls")


class State(TextChoices):
    """How far a number has come."""

    WAITING = "waiting", _("waiting")
    CALLED = "called", _("called")
    SKIPPED = "skipped", _("did not come")
    SERVED = "served", _("served")
    LEFT = "left", _("left without being served")


class Outcome(TextChoices):
    """What came of a number."""

    ADVISED = "advised", _("Advised or done at once; nothing is kept of the person")
    SETTLED = "settled", _("A concern, settled on the spot")
    HANDED_OVER = "handed_over", _("A concern, handed over as a matter with a receipt code")
    TAKEN_ALONG = "taken_along", _("A concern, taken along: it still needs its end")


RAISED = (Outcome.SETTLED, Outcome.HANDED_OVER, Outcome.TAKEN_ALONG)
"""Outcomes with a concern."""
AT_HAND = (State.WAITING, State.CALLED, State.SKIPPED)
"""States in which a number is not done with."""
