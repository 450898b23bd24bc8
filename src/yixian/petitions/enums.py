"""Closed vocabularies of petitions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What a petition is for (Regulation on Petition Work, articles 29 to 31)."""

    SUGGESTION = "suggestion", _("Suggestion or opinion")
    ACCUSATION = "accusation", _("Accusation against an office or official")
    APPEAL = "appeal", _("Complaint or request for help")


class Outcome(TextChoices):
    """What a petition came to."""

    ADOPTED = "adopted", _("Suggestion adopted")
    PARTLY_ADOPTED = "partly_adopted", _("Suggestion adopted in part")
    NOT_ADOPTED = "not_adopted", _("Suggestion studied, not adopted")
    LAWSUIT = "lawsuit", _("Guided to a legal procedure of court, procuratorate or police")
    TO_ARBITRATION = "to_arbitration", _("Guided to arbitration")
    PARTY = "party", _("Guided to the appeal of a Party member")
    ADMINISTRATIVE = "administrative", _("Guided to an administrative procedure")
    PERFORMED_DUTY = "performed_duty", _("Duty performed")
    ANSWERED_DUTY = "answered_duty", _("Answered why there is no duty to act")
    SUPPORTED = "supported", _("Request supported")
    PARTLY_SUPPORTED = "partly_supported", _("Requests supported in part")
    EXPLAINED = "explained", _("Reasonable, but without legal basis: explained")
    NOT_SUPPORTED = "not_supported", _("Request not supported")
    SETTLED = "settled", _("Settled by mediation")
    DEALT_WITH = "dealt_with", _("Accusation dealt with")
    DECLINED = "declined", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn by the petitioner")


class Route(TextChoices):
    """The six ways of article 31. Only the last has an opinion within sixty days, and its review."""

    LAWSUIT = "lawsuit", _("(1) legal procedure of court, procuratorate or police")
    ARBITRATION = "to_arbitration", _("(2) arbitration")
    PARTY = "party", _("(3) appeal of a Party member")
    ADMINISTRATIVE = "administrative", _("(4) administrative reconsideration, ruling, permit or penalty")
    DUTY = "duty", _("(5) punish a breach of law, or perform a duty to protect")
    OTHER = "other", _("(6) everything else: sixty days")


class Opinion(TextChoices):
    """What an opinion says of one request (article 32)."""

    SUPPORTED = "supported", _("Supported")
    EXPLAINED = "explained", _("Reasonable, but without legal basis: explained")
    NOT_SUPPORTED = "not_supported", _("Not supported")


class Declined(TextChoices):
    """Why a petition is not accepted, by the article that says so."""

    IN_HAND = "in_hand", _("the same matter is being handled in time (article 19)")
    WRONG_LEVEL = "wrong_level", _("another level is competent (article 20)")
    LITIGATION = "litigation", _("it belongs before court, procuratorate or police (article 28)")
    NOT_COMPETENT = "not_competent", _("another office is competent (article 23)")
    REVIEWED = "reviewed", _("it was re-reviewed, and facts and reasons are the same (article 36)")


class Delivery(TextChoices):
    """How a paper reached the petitioner."""

    IN_PERSON = "in_person", _("handed over, signed for")
    REGISTERED = "registered", _("by registered mail with proof")
    ONLINE = "online", _("in the petition system, as agreed")
    LEFT = "left", _("left at the address with witnesses")


class Reviewed(TextChoices):
    """What a review comes to."""

    UPHELD = "upheld", _("Opinion upheld")
    CHANGED = "changed", _("Opinion changed")


class Failing(TextChoices):
    """On what ground the handling of a petition is supervised (article 40)."""

    RULES = "rules", _("received or handled against the rules")
    SHIRKING = "shirking", _("shirking, perfunctory or delayed work, or false report")
    REFUSAL = "refusal", _("the opinion is not carried out")
    OTHER = "other", _("another case that needs supervision")


class Advice(TextChoices):
    """What is recommended to the unit that is supervised (article 40)."""

    IMPROVE = "improve", _("improve the work")
    POLICY = "policy", _("mend the policy")
    LIABILITY = "liability", _("hold somebody responsible")


class View(TextChoices):
    """What the list of petitions is looked through for."""

    ALL = "all", _("All that are open")
    NEW = "new", _("To transfer or to accept")
    HANDLED = "handled", _("Opinion due")
    DELIVERY = "delivery", _("Delivery not confirmed")
    REVIEW = "review", _("Review asked for")
    WAITING = "waiting", _("With the petitioner")
    ENDED = "ended", _("Concluded")


GUIDED = (Outcome.LAWSUIT, Outcome.TO_ARBITRATION, Outcome.PARTY, Outcome.ADMINISTRATIVE)
OPINIONS = (Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED, Outcome.EXPLAINED, Outcome.NOT_SUPPORTED)
