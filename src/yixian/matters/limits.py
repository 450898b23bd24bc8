"""Settings of the engine as rule rows."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

register(
    RuleRow(
        code="matters.escalate_again",
        title=_("After how long an overdue matter is reported to the next level again"),
        value=3,
        unit=TermUnit.WORKING_DAYS,
        source=_("Front-line work method of the banner"),
        article="4.4",
        mark=Mark.K,
        roll_forward=True,
        valid_from=date(2000, 1, 1),
    )
)
