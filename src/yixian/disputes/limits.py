"""The terms of the dispute procedure.

The law knows one: mediation generally settles a dispute within a month. The targets of the six steps are the
banner's own and together fill that month.
"""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yixian.disputes import sources as law
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

METHOD_FROM = date(2013, 1, 1)
PROVISIONS_FROM = date(2002, 11, 1)


def _target(step: str, title: str | Promise, value: int, unit: TermUnit = TermUnit.DAYS) -> RuleRow:
    return register(
        RuleRow(
            code=f"dispute.{step}",
            title=title,
            value=value,
            unit=unit,
            source=law.LADDER.source,
            mark=Mark.K,
            valid_from=METHOD_FROM,
        )
    )


SETTLE = register(
    RuleRow(
        code="dispute.settle",
        title=_("Mediation of a dispute, as a rule"),
        value=1,
        unit=TermUnit.MONTHS,
        source=law.MEDIATION_PERIOD.source,
        article=law.MEDIATION_PERIOD.article,
        mark=Mark.V2,
        valid_from=PROVISIONS_FROM,
    )
)
REGISTERED = _target("registered", _("Accepting a registered dispute"), 2, TermUnit.WORKING_DAYS)
ROOM = _target("room", _("Work in the mass-work room"), 7)
ASSEMBLY = _target("assembly", _("Hearing by the villagers' representatives' meeting"), 4)
STATION = _target("station", _("Work at the town mass-work station"), 6)
TOWN_MEETING = _target("town_meeting", _("Hearing by the town joint meeting"), 4)
RECEPTION_CENTRE = _target("reception_centre", _("Work at the banner joint reception centre"), 5)
BANNER_MEETING = _target("banner_meeting", _("Hearing by the banner joint meeting"), 4)
REVIEW = _target("review", _("Review by the person who raised it"), 10)
VISIT = _target("visit", _("Return visit after closing"), 30)
REOPEN = _target("reopen", _("Reopening after closing"), 90)
