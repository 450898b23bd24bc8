"""How often a place is visited: targets of the banner's own, none of them law."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yixian.liaison.enums import Kind
from yixian.liaison.sources import LIAISON
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

METHOD_FROM = date(2013, 1, 1)


def _cadence(kind: Kind, title: str | Promise, days: int) -> RuleRow:
    return register(
        RuleRow(
            code=f"liaison.{kind}",
            title=title,
            value=days,
            unit=TermUnit.DAYS,
            source=LIAISON.source,
            article=LIAISON.article,
            mark=Mark.K,
            roll_forward=False,
            valid_from=METHOD_FROM,
        )
    )


CADENCE = {
    Kind.LEADER: _cadence(Kind.LEADER, _("A leader visits the town at least once in"), 30),
    Kind.DEPARTMENT: _cadence(Kind.DEPARTMENT, _("A department visits its village at least once in"), 90),
    Kind.STATIONED: _cadence(
        Kind.STATIONED, _("A stationed cadre goes round the village at least once in"), 60
    ),
}
