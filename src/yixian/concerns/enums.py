"""Closed vocabularies of concerns."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Fate(TextChoices):
    """What became of a concern."""

    OPEN = "open", _("no end yet")
    ANSWERED = "answered", _("answered on the spot")
    MATTER = "matter", _("turned into a matter")
    MERGED = "merged", _("joined with a matter")
    CARRIED = "carried", _("carried on to the next time")
    CLOSED = "closed", _("closed with a reason")


class Outcome(TextChoices):
    """How a matter that began as a concern ended."""

    ANSWERED = "answered", _("Answered")
    DONE = "done", _("Done")
    EXPLAINED = "explained", _("It cannot be done: explained why")
    ELSEWHERE = "elsewhere", _("The right place was named")
    WITHDRAWN = "withdrawn", _("Withdrawn by whoever raised it")
