"""Closed vocabularies of mediation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Standing(TextChoices):
    """How somebody came onto the roster of mediators."""

    STAFF = "staff", _("Staff of the body")
    ELECTED = "elected", _("Elected member of the committee")
    ENGAGED = "engaged", _("Engaged by the committee")
    INVITED = "invited", _("Invited from outside")


class Language(TextChoices):
    """A language that somebody can mediate in."""

    CHINESE = "chinese", _("Chinese")
    MONGOLIAN = "mongolian", _("Mongolian")
    SIGN = "sign", _("Sign language")
    OTHER = "other", _("Another language")


class Chooser(TextChoices):
    """Who chose a mediator."""

    PARTIES = "parties", _("The parties chose")
    COMMITTEE = "committee", _("Proposed by the body, accepted by the parties")


class Tie(TextChoices):
    """What stands between a mediator and a matter."""

    KIN = "kin", _("Related to a party")
    HOUSEHOLD = "household", _("Lives in a party's household")
    INTEREST = "interest", _("Has an interest of their own in it")
    COLLEAGUE = "colleague", _("Works in the same unit as a party")
    UNIT = "unit", _("It is about their own unit")
    OTHER = "other", _("Something else that may bias them")


DECLARED = (Tie.KIN, Tie.HOUSEHOLD, Tie.INTEREST, Tie.COLLEAGUE, Tie.OTHER)
"""What a mediator says of themselves; that a matter is about their unit is found without asking."""


class SessionState(TextChoices):
    """Whether a session has been held."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("called off")


class Present(TextChoices):
    """Somebody at a session, by their part."""

    RAISER = "raiser", _("Whoever raised it")
    OTHER = "other", _("The other party")
    AGENT = "agent", _("Somebody who speaks for a party")
    MEDIATOR = "mediator", _("The mediator")
    RELATIVE = "relative", _("Relatives, neighbours or colleagues invited")
    EXPERT = "expert", _("Somebody with special knowledge, invited")
    INTERPRETER = "interpreter", _("An interpreter")


GUESTS = frozenset({Present.RELATIVE, Present.EXPERT})
"""Those who may be there only with the consent of the parties."""


class Result(TextChoices):
    """What a session led to."""

    GOES_ON = "goes_on", _("Another session follows")
    AGREED = "agreed", _("The parties agree")
    NOT_AGREED = "not_agreed", _("The parties do not agree")


class Form(TextChoices):
    """In what form an agreement is made."""

    WRITTEN = "written", _("Written")
    ORAL = "oral", _("Oral, recorded by the mediator")


class AgreementState(TextChoices):
    """How far an agreement has come."""

    DRAFT = "draft", _("being drawn up")
    EFFECTIVE = "effective", _("in effect")
    REPLACED = "replaced", _("replaced, the dispute was taken up again")


class Subject(TextChoices):
    """What an agreement settles; on it depends whether a court may confirm it."""

    PERFORMANCE = "performance", _("Money, or what each side does")
    STATUS = "status", _("Marriage, parentage, adoption or custody")
    OWNERSHIP = "ownership", _("To whom a thing or a right belongs")
    SPECIAL = "special", _("What a court decides in a special procedure")
    OUTSIDE = "outside", _("Something that is no matter for the courts")
    UTILITIES = "utilities", _("The supply of water, heat, gas or power is stopped")


class Side(TextChoices):
    """A side of a dispute, as an obligation names it."""

    RAISER = "raiser", _("whoever raised it")
    OTHER = "other", _("the other party")
    BOTH = "both", _("both parties")


class Signing(TextChoices):
    """How somebody puts their name to an agreement."""

    SIGNATURE = "signature", _("Signed on paper")
    FINGERPRINT = "fingerprint", _("Fingerprint on paper")
    SEAL = "seal", _("Sealed on paper")
    ELECTRONIC = "electronic", _("Reliable electronic signature")


class ObligationState(TextChoices):
    """How an obligation stands."""

    DRAFT = "draft", _("not in effect yet")
    OPEN = "open", _("to be performed")
    PART = "part", _("performed in part")
    PERFORMED = "performed", _("performed")
    DEFAULTED = "defaulted", _("not performed")


OWED = (ObligationState.OPEN, ObligationState.PART)


class Ruling(TextChoices):
    """What became of an application to the court."""

    PENDING = "pending", _("with the court")
    CONFIRMED = "confirmed", _("confirmed by the court")
    REFUSED = "refused", _("refused by the court")
    WITHDRAWN = "withdrawn", _("taken back by the parties")


class AidGround(TextChoices):
    """On what ground somebody asks for legal aid."""

    HARDSHIP = "hardship", _("Cannot afford a lawyer")
    WAGES = "wages", _("Wages are owed")
    INJURY = "injury", _("Injury at work or in an accident")
    MAINTENANCE = "maintenance", _("Maintenance or support")
    VIOLENCE = "violence", _("Violence in the family")
    OTHER = "other", _("Another ground")


class AidState(TextChoices):
    """What became of an application for legal aid."""

    ASKED = "asked", _("asked for")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("not granted")
