"""Closed vocabularies of publishing and receiving."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a publication is."""

    NOTICE = "notice", _("Notice")
    POLICY = "policy", _("Policy explained")
    ANSWER = "answer", _("Answer to a frequent question")
    EVENT = "event", _("Event")
    CORRECTION = "correction", _("Correction of what went round")


class State(TextChoices):
    """How far a text has come. A publication is as far as the furthest of its texts, or withdrawn."""

    DRAFT = "draft", _("being written")
    REVIEW = "review", _("waits for a second person")
    LIVE = "live", _("published")
    REPLACED = "replaced", _("replaced by a corrected text")
    WITHDRAWN = "withdrawn", _("withdrawn")


class DeliveryState(TextChoices):
    """Where a text stands on its way to a channel, or an answer on its way to somebody."""

    WAITING = "waiting", _("waits to be sent")
    SENDING = "sending", _("is being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed, is tried again")
    STUCK = "stuck", _("failed for good")
    UNSURE = "unsure", _("it is not known whether it arrived")
    RECALL = "recall", _("waits to be taken back")
    WITHDRAWN = "withdrawn", _("taken back")


TO_DO = (DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.RECALL)
"""States in which the worker has something to do."""
STANDING_STILL = (DeliveryState.STUCK, DeliveryState.UNSURE)
"""States in which it does nothing more by itself: people look at it."""


class MessageState(TextChoices):
    """What became of a message that came in."""

    NEW = "new", _("waits to be looked at")
    CONCERN = "concern", _("taken up")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("needs no answer")


class CloseGround(TextChoices):
    """Why a message needs no answer."""

    THANKS = "thanks", _("It says thank you or greets")
    ADVERTISING = "advertising", _("It advertises something")
    AGAIN = "again", _("It repeats a message that was taken up")
    EMPTY = "empty", _("It says nothing that can be understood")
