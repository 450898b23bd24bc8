"""In what time messages are looked at, and how often a delivery is tried: the banner's own settings, none of them law."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.channels.sources import CHANNELS
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

METHOD_FROM = date(2013, 1, 1)

MESSAGE = register(
    RuleRow(
        code="channels.message",
        title=_("Looking at a message that came in by a channel"),
        value=2,
        unit=TermUnit.WORKING_DAYS,
        source=CHANNELS.source,
        mark=Mark.K,
        valid_from=METHOD_FROM,
    )
)
