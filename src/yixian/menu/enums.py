"""Closed vocabularies of the service menu."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Skill(TextChoices):
    """What an item is about, and what a volunteer is good at."""

    CARE = "care", _("Care for the old, the sick and children")
    LEARNING = "learning", _("Lessons and help with school work")
    HEALTH = "health", _("Health advice")
    LAW = "law", _("Law and policy explained")
    REPAIR = "repair", _("Repairs in the home")
    FARMING = "farming", _("Farming and herding advice")
    DIGITAL = "digital", _("Help with telephone and forms online")
    CULTURE = "culture", _("Culture and sport")
    TIDY = "tidy", _("A tidy neighbourhood")
    JOBS = "jobs", _("Work and training")


class Availability(TextChoices):
    """When a volunteer can usually come."""

    WEEKDAYS = "weekdays", _("on working days")
    EVENINGS = "evenings", _("in the evening")
    WEEKENDS = "weekends", _("at weekends")
    ON_CALL = "on_call", _("whenever called")


class Outcome(TextChoices):
    """How a service ended."""

    DONE = "done", _("Carried out")
    NOT_DONE = "not_done", _("It could not be carried out")
    DECLINED = "declined", _("Not on the menu: the right place was named")
    WITHDRAWN = "withdrawn", _("Withdrawn by the resident")


class Reply(TextChoices):
    """What became of a proposal for the menu."""

    ACCEPTED = "accepted", _("On the menu now")
    DECLINED = "declined", _("Not taken up, with the reason")


MONTHS = 12
ISSUED = "issued"
WAITING = (ISSUED, "risen")
"""Steps at which an item waits to be claimed."""
WITH_A_TEAM = ("claimed", "agreed")
"""Steps at which a team has it in hand."""
