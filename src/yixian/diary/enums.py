"""Closed vocabularies of the diary."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Met(TextChoices):
    """Whom a cadre spoke with, by kind; nobody is named in clear."""

    HOUSEHOLD = "household", _("a household at home")
    FIELD = "field", _("people at work outdoors")
    PASSER = "passer", _("somebody on the way")
    NEIGHBOURS = "neighbours", _("several neighbours together")
    BUSINESS = "business", _("a shop, workshop or cooperative")
    SCHOOL = "school", _("a school, clinic or other service")
    DELEGATES = "delegates", _("villagers' representatives")
    CADRES = "cadres", _("cadres of the village")


class Whose(TextChoices):
    """Whose entries: one's own, or those of people whom one supervises."""

    OWN = "own", _("My diary")
    SUPERVISED = "supervised", _("Diaries that I supervise")


class Which(TextChoices):
    """Which of them."""

    ALL = "all", _("all")
    OWING = "owing", _("owe an end")
    LATE = "late", _("owe an end past its time")
    BARE = "bare", _("still to be written up")
