"""How a matter ends at a specialised body, where the ways out of a dispute do not say it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yixian.disputes.enums import Outcome
from yixian.procedures.language import Choice


class BodyOutcome(TextChoices):
    """What only a specialised body can come to."""

    AWARD = "award", _("Decided by award")
    NOT_ACCEPTED = "not_accepted", _("Not accepted, or ended because it does not belong there")
    POLICE_CASE = "police_case", _("Left to the police to decide")


SETTLED = frozenset({Outcome.WRITTEN, Outcome.ORAL, Outcome.PERFORMED, BodyOutcome.AWARD})
"""What counts as settled there."""


def outcomes(*kinds: Outcome | BodyOutcome) -> tuple[Choice, ...]:
    """The outcomes of a procedure, as its declaration wants them."""
    return tuple(Choice(value=kind.value, label=kind.label) for kind in kinds)
