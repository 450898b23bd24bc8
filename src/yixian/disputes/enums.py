"""Closed vocabularies of disputes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """How a dispute ended. Kept apart so that "resolved" never hides a withdrawal or a refusal."""

    WRITTEN = "written", _("Settled by written agreement")
    ORAL = "oral", _("Settled by oral agreement")
    PERFORMED = "performed", _("Agreement performed")
    DIRECT_REPLY = "direct_reply", _("Answered directly")
    VILLAGE_RESOLUTION = "village_resolution", _("Decided by a village resolution")
    ADMINISTRATIVE_RULING = "administrative_ruling", _("Guided to an administrative ruling")
    LITIGATION = "litigation", _("Guided to the court")
    ARBITRATION = "arbitration", _("Guided to arbitration")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person who raised it")
    FAILED = "failed", _("Mediation ended without agreement")
    DEFAULTED = "defaulted", _("Agreement not performed, other routes shown")
    REFUSED = "refused", _("Mediation ended: a party refused")


AGREED = frozenset({Outcome.WRITTEN, Outcome.ORAL})
RESOLVED = AGREED | {Outcome.PERFORMED, Outcome.DIRECT_REPLY, Outcome.VILLAGE_RESOLUTION}
GUIDED = frozenset({Outcome.LITIGATION, Outcome.ARBITRATION, Outcome.ADMINISTRATIVE_RULING})
ENDED = frozenset({Outcome.WITHDRAWN, Outcome.REFUSED})
