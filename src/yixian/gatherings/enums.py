"""Closed vocabularies of gatherings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What brings people together."""

    DELIBERATION = "open_deliberation", _("Open deliberation")
    VISIT = "open_visit", _("Open visit")
    ACTIVITY = "open_activity", _("Open activity")
    DEPUTIES_MEETING = "deputies_meeting", _("Meeting of deputies")
    REPORT_HEARING = "report_hearing", _("Hearing of a report")
    DEPUTIES_VISIT = "deputies_visit", _("Visit by deputies")
    LESSON = "lesson", _("Lesson on law and civic matters")
    FAIR = "fair", _("Service fair")
    SERVICE_DAY = "service_day", _("Service day")
    OTHER = "other", _("Other gathering")


OPEN_DAYS = (Kind.DELIBERATION, Kind.VISIT, Kind.ACTIVITY)
"""Mechanism 1.5: three openings, three goings-in."""
DEPUTIES = (Kind.DEPUTIES_MEETING, Kind.REPORT_HEARING, Kind.DEPUTIES_VISIT)
"""Mechanism 1.4."""


class State(TextChoices):
    """How far a gathering has come."""

    PLANNED = "planned", _("Planned")
    ANNOUNCED = "announced", _("Announced")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


AHEAD = (State.PLANNED, State.ANNOUNCED)
"""States in which it is still to be held."""


class Topic(TextChoices):
    """What a lesson is about."""

    LAW = "law", _("Law in daily life")
    LAND = "land", _("Land, pasture and contracts")
    FAMILY = "family", _("Family and inheritance")
    LABOUR = "labour", _("Work and wages")
    FRAUD = "fraud", _("Fraud on the telephone and the net")
    VILLAGE = "village", _("How a village decides and keeps its accounts")
    POLICY = "policy", _("What a policy brings")
    SAFETY = "safety", _("Fire, roads and weather")
    OTHER = "other", _("Another subject")


class Cycle(TextChoices):
    """By what rule a series comes back."""

    WEEKS = "weeks", _("Every so many weeks, on a weekday")
    MONTH_DAYS = "month_days", _("On days of the month")
    SOLAR = "solar", _("Market days by the calendar date")
    LUNAR = "lunar", _("Market days by the lunar date")
    HOLIDAYS = "holidays", _("On the first day of public holidays")
    FESTIVALS = "festivals", _("On traditional festivals")


class Festival(TextChoices):
    """Festivals of the traditional calendar."""

    SPRING = "spring", _("Spring Festival")
    LANTERN = "lantern", _("Lantern Festival")
    DRAGON_HEAD = "dragon_head", _("Dragon Head Day")
    DRAGON_BOAT = "dragon_boat", _("Dragon Boat Festival")
    QIXI = "qixi", _("Double Seventh")
    MID_AUTUMN = "mid_autumn", _("Mid-Autumn Festival")
    DOUBLE_NINTH = "double_ninth", _("Double Ninth")
    LABA = "laba", _("Laba Festival")
    EVE = "eve", _("New Year's Eve")


class Became(TextChoices):
    """What became of a question, as it is published."""

    ANSWERED = "answered", _("answered")
    MATTER = "matter", _("being dealt with as a matter of its own")
    CARRIED = "carried", _("taken up at the next gathering")
    CLOSED = "closed", _("closed with the reason given")
    OPEN = "open", _("still to be answered")
