"""Closed vocabularies of deputies."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Whom they represent, and where."""

    DELEGATE = "delegate", _("Delegate to the Party congress")
    DEPUTY = "deputy", _("Deputy to the people's congress")
    MEMBER = "member", _("Member of the consultative conference")


class Meet(TextChoices):
    """How residents meet a deputy."""

    RECEPTION = "reception", _("Meets residents")
    VISIT = "visit", _("Goes from house to house")
    REPORT = "report", _("Reports on their work")
