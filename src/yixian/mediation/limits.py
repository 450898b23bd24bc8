"""The terms of mediation. When a court may still confirm an agreement stands with the other routes."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.mediation import sources as law
from yixian.remedies import limits
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

CONFIRMATION = limits.CONFIRMATION
"""Its code: thirty days from the effect of the agreement (People's Mediation Law, 33; Civil Procedure Law, 205)."""

TERM = register(
    RuleRow(
        code="mediation.committee_term",
        title=_("Term of a people's mediation committee"),
        value=3,
        unit=TermUnit.YEARS,
        source=law.MEDIATION_LAW,
        article="9",
        mark=Mark.V,
        roll_forward=False,
        valid_from=date(2011, 1, 1),
    )
)
SOON = register(
    RuleRow(
        code="mediation.due_soon",
        title=_("How long before its day an obligation is shown as due soon"),
        value=7,
        unit=TermUnit.DAYS,
        source=law.METHOD,
        article="3.3",
        mark=Mark.K,
        roll_forward=False,
        valid_from=date(2000, 1, 1),
    )
)
