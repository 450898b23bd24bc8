"""In what time a concern must have its end: targets of the banner's own, none of them law."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yixian.concerns.sources import DIARY
from yixian.rulebook.declare import RuleRow, register
from yixian.rulebook.enums import Mark, TermUnit

METHOD_FROM = date(2013, 1, 1)


def _target(code: str, title: str | Promise, value: int, unit: TermUnit = TermUnit.WORKING_DAYS) -> RuleRow:
    return register(
        RuleRow(
            code=code,
            title=title,
            value=value,
            unit=unit,
            source=DIARY.source,
            article=DIARY.article,
            mark=Mark.K,
            valid_from=METHOD_FROM,
        )
    )


FATE = _target("concerns.fate", _("What was heard has its end"), 7)
CHECK = _target("concerns.check", _("A superior checks what was closed with a reason"), 5)

HEARD = _target("concern.heard", _("A concern is taken up"), 2)
VILLAGE = _target("concern.village", _("A concern is settled in the village"), 5)
TOWN = _target("concern.town", _("A concern is settled in the town"), 7)
DEPARTMENT = _target("concern.department", _("A department settles a concern"), 15)
BANNER = _target("concern.banner", _("The banner settles a concern"), 15)
REVIEW = _target(
    "concern.review", _("Review of the answer to a concern by whoever raised it"), 10, TermUnit.DAYS
)
REOPEN = _target("concern.reopen", _("Taking a concern up again"), 30, TermUnit.DAYS)
