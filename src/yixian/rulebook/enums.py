"""Closed vocabularies of the rule book."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from yixian.kernel.workdays import DayKind


class TermUnit(TextChoices):
    """What a term is counted in."""

    DAYS = "days", _("days")
    WORKING_DAYS = "working_days", _("working days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")


class Mark(TextChoices):
    """How sure it is that a number is law. A local setting is never shown as law."""

    V = "V", _("read in the text of the law")
    V2 = "V2", _("from a secondary text")
    K = "K", _("local setting, not law")


DAY_KINDS = {
    DayKind.WORKDAY: _("working day"),
    DayKind.WEEKEND: _("weekend"),
    DayKind.HOLIDAY: _("public holiday"),
    DayKind.MAKEUP: _("weekend worked in exchange"),
}
