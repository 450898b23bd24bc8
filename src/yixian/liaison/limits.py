"""How often a place is visited, and how far ahead people are assigned: the banner's own, none of it law."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yixian.liaison.enums import Kind
from yixian.liaison.sources import LIAISON
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

METHOD_FROM = date(2013, 1, 1)


def _own(name: str, title: str | Promise, value: int, unit: TermUnit = TermUnit.DAYS) -> RuleRow:
    return register(
        RuleRow(
            code=f"liaison.{name}",
            title=title,
            value=value,
            unit=unit,
            source=LIAISON.source,
            article=LIAISON.article,
            mark=Mark.K,
            roll_forward=False,
            valid_from=METHOD_FROM,
        )
    )


CADENCE = {
    Kind.LEADER: _own(Kind.LEADER, _("A leader visits the town at least once in"), 30),
    Kind.DEPARTMENT: _own(Kind.DEPARTMENT, _("A department visits its village at least once in"), 90),
    Kind.STATIONED: _own(Kind.STATIONED, _("A stationed cadre goes round the village at least once in"), 60),
}
AHEAD = _own("ahead", _("Somebody is assigned to a place at most so far ahead"), 1, TermUnit.YEARS)
