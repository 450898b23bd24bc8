"""Settings of leaders' cases as rule rows."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

QUIET = register(
    RuleRow(
        code="teams.quiet",
        title=_("How long a leader's case may stand without a visit and without a step done"),
        value=30,
        unit=TermUnit.DAYS,
        source=_("Front-line work method of the banner"),
        article="3.5",
        mark=Mark.K,
        roll_forward=False,
        valid_from=date(2000, 1, 1),
    )
)
