"""Settings of the engine as rule rows."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

METHOD = _("Front-line work method of the banner")
register(
    RuleRow(
        code="matters.answer_passage",
        title=_("In what time a unit takes or refuses what is handed over to it"),
        value=3,
        unit=TermUnit.WORKING_DAYS,
        source=METHOD,
        article="3.5",
        mark=Mark.K,
        valid_from=date(2000, 1, 1),
    )
)
register(
    RuleRow(
        code="matters.decide_passage",
        title=_("In what time a refused hand-over is decided on"),
        value=3,
        unit=TermUnit.WORKING_DAYS,
        source=METHOD,
        article="3.5",
        mark=Mark.K,
        valid_from=date(2000, 1, 1),
    )
)
register(
    RuleRow(
        code="matters.escalate_again",
        title=_("After how long an overdue matter is reported to the next level again"),
        value=3,
        unit=TermUnit.WORKING_DAYS,
        source=METHOD,
        article="4.4",
        mark=Mark.K,
        roll_forward=True,
        valid_from=date(2000, 1, 1),
    )
)
