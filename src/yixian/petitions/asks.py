"""What the moves of a petition ask for, and what must hold before they are made."""

from django.utils.translation import gettext_lazy as _

from yixian.petitions import sources as law
from yixian.petitions.enums import GUIDED, Declined, Delivery, Outcome, Reviewed
from yixian.procedures.enums import FieldKind
from yixian.procedures.language import Choice, Clause, Facts, Field, Guard


def _noticed(facts: Facts) -> bool:
    return bool(facts.get("noticed")) or facts.get("unclear") is True


NOTICE = Field(
    key="notice",
    label=_("Written notice to the petitioner: received when, accepted or not, by which route and procedure"),
    required=False,
    fact="noticed",
    to_raiser=True,
    source=law.NOTICE,
)
UNCLEAR = Field(
    key="unclear",
    label=_("Name or address is unclear, so that no notice can be given"),
    kind=FieldKind.YES_NO,
    required=False,
    fact="unclear",
    source=law.NOTICE,
)
NOTICED = Guard(
    key="noticed",
    holds=_noticed,
    text=_("The petitioner must be told in writing, unless name or address is unclear."),
    clause=law.NOTICE,
)
ANSWER = Field(
    key="answer",
    label=_("Answer to the petitioner"),
    help=_("They read these words as you write them. Say what was decided and what happens next."),
    to_raiser=True,
)
REASON = Field(key="reason", label=_("The reason"), to_raiser=True)
RIGHT_WAY = Field(
    key="right_way",
    label=_("The right way: which office, how, and until when"),
    to_raiser=True,
    source=law.NOTICE,
)
WHERE_TO = Field(
    key="route",
    label=_("Which route of article 31"),
    kind=FieldKind.CHOICE,
    choices=tuple(Choice(value=each.value, label=each.label) for each in GUIDED),
    fact="route",
    source=law.APPEAL,
)
GROUND = Field(
    key="ground",
    label=_("Why it is not accepted"),
    kind=FieldKind.CHOICE,
    choices=tuple(Choice(value=each.value, label=each.label) for each in Declined),
    fact="declined_for",
    source=law.NOTICE,
)
ADOPTED = Field(
    key="adopted",
    label=_("What becomes of the suggestion"),
    kind=FieldKind.CHOICE,
    choices=tuple(
        Choice(value=each.value, label=each.label)
        for each in (Outcome.ADOPTED, Outcome.PARTLY_ADOPTED, Outcome.NOT_ADOPTED)
    ),
    source=law.SUGGESTION,
)
PERFORMED = Field(
    key="performed",
    label=_("Was the duty performed?"),
    kind=FieldKind.CHOICE,
    choices=tuple(
        Choice(value=each.value, label=each.label) for each in (Outcome.PERFORMED_DUTY, Outcome.ANSWERED_DUTY)
    ),
    source=law.DUTY,
)
CONSENT = Field(
    key="consent",
    label=_("Do both sides agree to the settlement, in writing?"),
    kind=FieldKind.CHOICE,
    choices=(
        Choice(value="yes", label=_("Yes, both have signed")),
        Choice(value="no", label=_("No, one of them does not agree")),
    ),
    fact="consent",
    source=law.SETTLEMENT,
)
BOTH_AGREE = Guard(
    key="both_agree",
    holds=lambda facts: facts.get("consent") == "yes",
    text=_("A petition is settled only where both sides agree and sign."),
    clause=law.SETTLEMENT,
)
RESULT = Field(
    key="result",
    label=_("What the opinion comes to in all"),
    kind=FieldKind.CHOICE,
    choices=tuple(
        Choice(value=each.value, label=each.label)
        for each in (
            Outcome.SUPPORTED,
            Outcome.PARTLY_SUPPORTED,
            Outcome.EXPLAINED,
            Outcome.NOT_SUPPORTED,
        )
    ),
    source=law.OPINION,
)
EVERY_REQUEST = Guard(
    key="every_request",
    holds=lambda facts: facts.get("in_time") in ("yes", "no"),
    text=_("An opinion answers every request. Answer them one by one on the page “Opinion”."),
    clause=law.OPINION,
)
ACCUSED = Guard(
    key="accused",
    holds=lambda facts: facts.get("accused") is True,
    text=_("Say first whom it accuses, on the page “It is an accusation”, so that it is kept from them."),
    clause=law.ACCUSATION,
)
SEALING = Guard(
    key="sealing",
    holds=lambda facts: facts.get("sealing") is True,
    text=_("Say first whom it accuses, on the page “It is an accusation”, so that it is kept from them."),
    clause=law.ACCUSATION,
)
UNREVIEWED = Guard(
    key="unreviewed",
    holds=lambda facts: facts.get("review") not in ("ask_review", "ask_rereview"),
    text=_("It is under review, and that stays with the office that reviews."),
    clause=law.REVIEW,
)
DECISION = Field(
    key="decision",
    label=_("What the review comes to"),
    kind=FieldKind.CHOICE,
    choices=tuple(Choice(value=each.value, label=each.label) for each in Reviewed),
    fact="decision",
)
REMARK = Field(key="remark", label=_("Anything you want to add"), required=False, to_raiser=True)


def delivery(fact: str, clause: Clause) -> tuple[Field, ...]:
    """What is asked of a delivery; the day of receipt is remembered as `fact` and starts the next clock."""
    return (
        Field(
            key="method",
            label=_("How it was delivered"),
            kind=FieldKind.CHOICE,
            choices=tuple(Choice(value=each.value, label=each.label) for each in Delivery),
            source=clause,
        ),
        Field(
            key="received",
            label=_("Day on which the petitioner received it"),
            kind=FieldKind.DATE,
            fact=fact,
            help=_("From this day counts the time in which they may ask for a review."),
            source=clause,
        ),
        Field(key="proof", label=_("Proof: who signed, or the number of the letter"), kind=FieldKind.TEXT),
    )
