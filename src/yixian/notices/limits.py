"""Settings of notices as rule rows; none of them is law."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

OURS = _("Setting of this installation")


def _setting(code: str, title: str | Promise, value: int) -> RuleRow:
    return register(
        RuleRow(
            code=f"notices.{code}",
            title=title,
            value=value,
            unit=TermUnit.DAYS,
            source=OURS,
            mark=Mark.K,
            valid_from=date(2000, 1, 1),
        )
    )


FRESH = _setting("fresh", _("How old something may be for people still to be told of it"), 7)
KEPT = _setting("kept", _("How long a notice stays in the inbox"), 180)
