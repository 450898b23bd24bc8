"""For how long dossiers are kept. The sources contradict one another, so these are settings of the banner."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit


def _kept(code: str, title: str | Promise, years: int) -> RuleRow:
    return register(
        RuleRow(
            code=code,
            title=title,
            value=years,
            unit=TermUnit.YEARS,
            source=_("Archive rules of the banner"),
            mark=Mark.K,
            valid_from=date(2000, 1, 1),
        )
    )


MEDIATION = _kept("documents.mediation_kept", _("Keeping the dossier of a mediation"), 30)
ARBITRATION = _kept("documents.arbitration_kept", _("Keeping the dossier of an arbitration"), 30)
PETITION = _kept("documents.petition_kept", _("Keeping the dossier of a petition"), 30)
