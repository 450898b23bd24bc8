"""A visit in words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yixian.liaison.models import FieldVisit


def visit_title(visit: FieldVisit) -> str:
    """Where and when, in the reader's language."""
    day = visit.day or visit.planned_for
    said = date_format(day, "Y-m-d") if day else ""
    return _("Visit to %(place)s on %(day)s") % {"place": visit.place.name, "day": said}
