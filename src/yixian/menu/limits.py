"""The terms of the service menu: all of them targets of the banner's own, none of them law."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yixian.menu.sources import MENU
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

METHOD_FROM = date(2013, 1, 1)


def _target(step: str, title: str | Promise, value: int, unit: TermUnit = TermUnit.WORKING_DAYS) -> RuleRow:
    return register(
        RuleRow(
            code=f"menu.{step}",
            title=title,
            value=value,
            unit=unit,
            source=MENU.source,
            mark=Mark.K,
            valid_from=METHOD_FROM,
        )
    )


ISSUE = _target("issue", _("Issuing what a resident signed"), 2)
CLAIM = _target("claim", _("Claiming an item that was issued"), 3)
CLAIM_IN_TOWN = _target("claim_in_town", _("Finding a branch for an item that nobody claimed"), 3)
DISCUSS = _target("discuss", _("Discussing in the team how it is carried out"), 3)
CARRY_OUT = _target("carry_out", _("Carrying out a service"), 15)
REVIEW = _target("review", _("Review of a service by the resident"), 10, TermUnit.DAYS)
REOPEN = _target("reopen", _("Taking a service up again"), 30, TermUnit.DAYS)
PROPOSAL = _target("proposal", _("Answering a proposal for the menu"), 10)
