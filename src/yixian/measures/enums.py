"""Closed vocabularies of measures."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Span(TextChoices):
    """What a tally sums up."""

    DAY = "d", _("day")
    MONTH = "m", _("month")
    YEAR = "y", _("year")
