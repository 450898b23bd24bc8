"""The terms of the errand: all of them targets of the banner's own, none of them law."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yixian.network.sources import NETWORK
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

METHOD_FROM = date(2013, 1, 1)


def _target(step: str, title: str | Promise, value: int, unit: TermUnit = TermUnit.WORKING_DAYS) -> RuleRow:
    return register(
        RuleRow(
            code=f"errand.{step}",
            title=title,
            value=value,
            unit=unit,
            source=NETWORK.source,
            mark=Mark.K,
            valid_from=METHOD_FROM,
        )
    )


ASKED = _target("asked", _("Accepting an errand"), 2)
ROOM = _target("room", _("An errand run by the mass-work room"), 5)
STATION = _target("station", _("An errand run by the mass-work station"), 5)
DEPARTMENT = _target("department", _("An errand that a department works on"), 10)
REVIEW = _target("review", _("Review of an errand by the person who asked"), 10, TermUnit.DAYS)
REOPEN = _target("reopen", _("Taking an errand up again"), 30, TermUnit.DAYS)
