"""Closed vocabularies of matters."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """The kind of the step a matter stands at, or that it went over into another."""

    WORK = "work", _("in hand")
    WAITING = "waiting", _("waiting for the resident")
    AFTER = "after", _("answered, return visit due")
    END = "end", _("concluded")
    MERGED = "merged", _("joined with another")


OPEN_STATES = (State.WORK, State.WAITING)
RUNNING_STATES = (State.WORK, State.WAITING, State.AFTER)


class Channel(TextChoices):
    """By what way somebody raised a matter."""

    COUNTER = "counter", _("At the counter")
    PHONE = "phone", _("By telephone")
    WEB = "web", _("On the website")
    FIELD = "field", _("To a cadre on the spot")
    LETTER = "letter", _("By letter")
    GATHERING = "gathering", _("At a gathering or a fair")
    DEPUTY = "deputy", _("Through a deputy")
    MESSAGE = "message", _("By the messaging account")
    SCREENING = "screening", _("Found in a screening round")
    HANDED_OVER = "handed_over", _("Handed over by another body")


class PartyRole(TextChoices):
    """What somebody is in a matter."""

    RAISER = "raiser", _("Raised it")
    OTHER = "other", _("Other party")
    AGENT = "agent", _("Speaks for a party")


class Voice(TextChoices):
    """Who speaks in a sealed text, and to whom."""

    FILE = "file", _("for the file")
    ANSWER = "answer", _("to the resident")
    RAISER = "raiser", _("from the resident")


class Ground(TextChoices):
    """Why a clock was stopped or a deadline extended; what there is to say beyond it is sealed."""

    APPRAISAL = "appraisal", _("An appraisal is being made")
    HEARING = "hearing", _("A hearing is being held")
    ABSENT = "absent", _("A party cannot be reached or is ill")
    COURT = "court", _("Another body decides a question first")
    COMPLEX = "complex", _("The circumstances are complicated")
    AGREED = "agreed", _("All parties agreed to it")


class PassageState(TextChoices):
    """How far a hand-over has come."""

    OFFERED = "offered", _("offered")
    REFUSED = "refused", _("refused, to be decided on")
    TAKEN = "taken", _("taken")
    KEPT = "kept", _("stayed where it was")
    RETURNED = "returned", _("given back")


OPEN_PASSAGES = (PassageState.OFFERED, PassageState.REFUSED)


class RefusalGround(TextChoices):
    """Why a unit does not take a matter that is offered to it."""

    NOT_COMPETENT = "not_competent", _("It is not within our powers")
    WRONG_PLACE = "wrong_place", _("Another place is competent")
    IN_HAND = "in_hand", _("Another body deals with it already")
    INCOMPLETE = "incomplete", _("What is needed to judge it is missing")
    CONCERNED = "concerned", _("We are concerned ourselves")
    SILENT = "silent", _("No answer came in time")
    OTHER = "other", _("Another reason")


class Taking(TextChoices):
    """How a unit came to have a matter that was offered to it."""

    ACCEPTED = "accepted", _("it accepted")
    SILENT = "silent", _("it did not object in time")
    ORDERED = "ordered", _("it was so decided")


class Need(TextChoices):
    """Why an officer opens what is sealed."""

    HANDLING = "handling", _("I work on it")
    COLLEAGUE = "colleague", _("I stand in for a colleague")
    CHECK = "check", _("I check how it was handled")
    ASKED = "asked", _("Whoever raised it is with me")
    OTHER = "other", _("Another reason")
