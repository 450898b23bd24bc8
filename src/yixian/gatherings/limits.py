"""How long the names of those who signed up are kept: a setting, none of it law."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

KEPT = register(
    RuleRow(
        code="gatherings.sign_ups_kept",
        title=_("How long names of those who signed up are kept after a gathering that nobody closed"),
        value=7,
        unit=TermUnit.DAYS,
        source=_("Setting of this installation"),
        mark=Mark.K,
        roll_forward=False,
        valid_from=date(2000, 1, 1),
    )
)
