"""The clauses on which the work on petitions rests."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause

REGULATION = _("Regulation on Petition Work (2022)")
METHOD = _("Front-line work method of the banner")


def _article(number: str) -> Clause:
    return Clause(source=REGULATION, article=number)


QUERY = _article("21(2)")
REGISTER = _article("22")
FIRST = _article("22–23")
NOTICE = _article("23(2)")
TRANSFER = _article("23(3)")
SUGGESTION = _article("29")
ACCUSATION = _article("30")
APPEAL = _article("31")
DUTY = _article("31(5)")
OTHER = _article("31(6)")
OPINION = _article("32")
SETTLEMENT = _article("33")
HANDLE = _article("34")
REVIEW = _article("35")
REREVIEW = _article("36")
FINAL = _article("36(3)")
HELP = _article("37(3)")
PERFORM = Clause(source=_("Administrative Litigation Law"), article="47")
