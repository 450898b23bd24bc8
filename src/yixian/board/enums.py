"""Closed vocabularies of the board."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Why(TextChoices):
    """Why an entry was taken down."""

    ASKED = "asked", _("whoever raised it asked for it")
    WITHDRAWN = "withdrawn", _("the matter was withdrawn")
    ABOUT = "about", _("it turned out to be about a unit or a person")
    CLOSED = "closed", _("it turned out that it may not be public")
    RECOGNISED = "recognised", _("somebody could be recognised")
    DONE = "done", _("it was answered, and its time on the board is over")


class Look(StrEnum):
    """What the list of the board is looked through for."""

    UP = "up"
    CHECK = "check"
    RETURNED = "returned"
    OWED = "owed"
    HIDDEN = "hidden"
    DOWN = "down"


class Standing(TextChoices):
    """How a matter on the board stands, as the public reads it."""

    OVERDUE = "overdue", _("overdue")
    IN_HAND = "in_hand", _("in hand")
    ANSWERED = "answered", _("answered")
