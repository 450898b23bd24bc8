"""How long a fair that nobody closed stays open: a setting, none of it law."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

LEFT_OPEN = register(
    RuleRow(
        code="fairs.left_open",
        title=_(
            "How long after its end a fair that nobody closed stays open, and telephone numbers are kept"
        ),
        value=1,
        unit=TermUnit.DAYS,
        source=_("Setting of this installation"),
        mark=Mark.K,
        roll_forward=False,
        valid_from=date(2000, 1, 1),
    )
)
