"""The terms of petitions: those of the Regulation with their article, the banner's own targets beside them."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yixian.petitions import sources as law
from yixian.procedures.language import Clause
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

IN_FORCE = date(2022, 5, 1)
METHOD_FROM = date(2013, 1, 1)


def _law(
    code: str, title: str | Promise, value: int, clause: Clause, unit: TermUnit = TermUnit.DAYS
) -> RuleRow:
    return register(
        RuleRow(
            code=f"petition.{code}",
            title=title,
            value=value,
            unit=unit,
            source=clause.source,
            article=clause.article,
            mark=Mark.V,
            valid_from=IN_FORCE,
        )
    )


def _target(code: str, title: str | Promise, value: int, unit: TermUnit = TermUnit.DAYS) -> RuleRow:
    return register(
        RuleRow(
            code=f"petition.{code}",
            title=title,
            value=value,
            unit=unit,
            source=law.METHOD,
            mark=Mark.K,
            valid_from=METHOD_FROM,
        )
    )


REGISTER = _law(
    "register", _("Registering a petition, and transferring it or giving written notice"), 15, law.FIRST
)
OBJECT = _law("object", _("Objection to a transferred petition"), 5, law.TRANSFER, TermUnit.WORKING_DAYS)
HANDLE = _law("handle", _("Conclusion of a petition, from its acceptance"), 60, law.HANDLE)
EXTENSION = _law("extension", _("Extension of the conclusion, in all"), 30, law.HANDLE)
ASK_REVIEW = _law("ask_review", _("Asking for a review, from receipt of the opinion"), 30, law.REVIEW)
REVIEW = _law("review", _("Opinion on a review"), 30, law.REVIEW)
ASK_REREVIEW = _law("ask_rereview", _("Asking for a re-review, from receipt of the answer"), 30, law.REREVIEW)
REREVIEW = _law("rereview", _("Opinion on a re-review, hearings not counted"), 30, law.REREVIEW)
PERFORM = _law("perform", _("Performing a duty to protect, or answering"), 2, law.PERFORM, TermUnit.MONTHS)

SUGGESTION = _target("suggestion", _("Answering a suggestion"), 60)
ACCUSATION = _target("accusation", _("Dealing with an accusation"), 90)
DELIVER = _target("deliver", _("Delivering an opinion to the petitioner"), 7)
RATE = _target("rate", _("Rating of an answer by the petitioner"), 10)
DECIDE = _target("decide_objection", _("Deciding on an objection to a transfer"), 3, TermUnit.WORKING_DAYS)
SUPERVISE = _target("supervise", _("Written reply to a supervision order"), 15, TermUnit.WORKING_DAYS)
REPEAT = _target("repeat", _("How far back a petition may be repeated by another one"), 365)
