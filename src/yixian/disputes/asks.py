"""What the moves of a dispute ask for, and what must hold before a step may be entered."""

from django.utils.translation import gettext_lazy as _

from yixian.disputes import sources as law
from yixian.procedures.enums import FieldKind
from yixian.procedures.language import Choice, Facts, Field, Guard


def _closed_to_the_public(facts: Facts) -> bool:
    return bool(facts.get("violence") or facts.get("minor") or facts.get("crime"))


def tried(step: str) -> Guard:
    return Guard(
        key=f"tried_{step}",
        holds=lambda facts: bool(facts.get(f"tried_{step}") or facts.get(f"passed_{step}")),
        text=_("The step before this one has no record of what was tried, nor a reason for passing it over."),
        clause=law.LADDER,
    )


CONSENT = Guard(
    key="consent",
    holds=lambda facts: facts.get("consent") == "yes",
    text=_(
        "The parties have not agreed to mediation. Where one of them clearly refuses, nobody may mediate."
    ),
    clause=law.VOLUNTARY,
)
OPENNESS = Guard(
    key="openness",
    holds=lambda facts: facts.get("openness") == "yes",
    text=_("This step is a meeting, not a mediation body: the parties must first agree that others hear it."),
    clause=law.PARTY_RIGHTS,
)
NO_OPEN_MEETING = Guard(
    key="no_open_meeting",
    holds=lambda facts: not _closed_to_the_public(facts),
    text=_(
        "Violence, a minor or a possible crime is involved: this dispute may not go before an open meeting."
    ),
    clause=law.DOMESTIC_VIOLENCE,
)
REPORTED = Guard(
    key="reported",
    holds=lambda facts: not _closed_to_the_public(facts) or bool(facts.get("reported")),
    text=_(
        "There is a duty to report this to the police or the child-protection office. Record the report first."
    ),
    clause=law.REPORT_TO_POLICE,
)

YES = Choice(value="yes", label=_("Yes, all parties agree"))
NO = Choice(value="no", label=_("No, a party does not agree"))

TRIED = Field(
    key="tried",
    label=_("What was tried at this step, with whom, and why it did not settle"),
    fact="tried_{step}",
    source=law.RECORDS,
)
OPENNESS_ASKED = Field(
    key="openness",
    label=_("Do all parties agree that a meeting hears their dispute?"),
    kind=FieldKind.CHOICE,
    choices=(YES, NO),
    fact="openness",
    source=law.PARTY_RIGHTS,
)
ANSWER = Field(
    key="answer",
    label=_("Answer to the person who raised it"),
    help=_("They read these words as you write them. Say what was decided and what happens next."),
    to_raiser=True,
    source=law.EVERY_MATTER_ANSWERED,
)
ROUTES_TOLD = Field(
    key="routes_told",
    label=_("The parties were told that arbitration, administrative and court routes are open to them"),
    kind=FieldKind.YES_NO,
    fact="routes_told",
    source=law.FAILURE_NOTICE,
)
TOLD = Guard(
    key="told",
    holds=lambda facts: facts.get("routes_told") is True,
    text=_("When mediation ends without agreement, the parties must be told of their other routes."),
    clause=law.FAILURE_NOTICE,
)
AGREED = Guard(
    key="agreed",
    holds=lambda facts: facts.get("agreement_form") in ("written", "oral"),
    text=_("There is no agreement that could be performed."),
    clause=law.FOLLOW_UP,
    fixed=True,
)
AGREEMENT_FORM = Field(
    key="form",
    label=_("Form of the agreement"),
    kind=FieldKind.CHOICE,
    choices=(
        Choice(value="written", label=_("Written, signed by all and sealed")),
        Choice(value="oral", label=_("Oral, recorded by the mediator")),
    ),
    fact="agreement_form",
    source=law.AGREEMENT,
)
PERFORMED_ON = Field(
    key="performed_on", label=_("Day on which everything was performed"), kind=FieldKind.DATE,
    fact="performed_on", source=law.FOLLOW_UP,
)  # fmt: skip
FOUND_ON_VISIT = (
    Field(
        key="holds",
        label=_("Does the result hold?"),
        kind=FieldKind.CHOICE,
        choices=(
            Choice(value="yes", label=_("Yes")),
            Choice(value="no", label=_("No, it flared up again")),
            Choice(value="unreached", label=_("Nobody could be reached")),
        ),
        fact="visit_result",
        source=law.FOLLOW_UP,
    ),
    Field(key="visit", label=_("What was found on the visit"), source=law.FOLLOW_UP),
)
SKIP_GROUND = Field(
    key="ground",
    label=_("Why the next step is passed over"),
    kind=FieldKind.CHOICE,
    choices=(
        Choice(value="openness_refused", label=_("A party does not want a meeting to hear it")),
        Choice(value="protected", label=_("Violence, a minor or a possible crime is involved")),
        Choice(value="conflict", label=_("The body of that step is itself concerned")),
        Choice(value="urgent", label=_("Waiting would do harm")),
    ),
    source=law.LADDER,
)
KNOWN_ON = Field(
    key="known_on",
    label=_("Since when do they know that their right was infringed?"),
    kind=FieldKind.DATE,
    required=False,
    fact="known_on",
    help=_(
        "From this day it is counted until when court and arbitration stay open. Leave it out if nobody can say."
    ),
    source=law.FREE_TO_LEAVE,
)
SKIP_REASON = Field(key="skip_reason", label=_("The reason in your own words"), source=law.LADDER)
REPORT_FLAGS = (
    Field(key="violence", label=_("Violence in the family, or a threat of it"), kind=FieldKind.YES_NO,
          required=False, fact="violence", source=law.DOMESTIC_VIOLENCE),
    Field(key="minor", label=_("A person under 18 is harmed or in danger"), kind=FieldKind.YES_NO,
          required=False, fact="minor", source=law.MINORS),
    Field(key="crime", label=_("It may be a crime, or become one"), kind=FieldKind.YES_NO,
          required=False, fact="crime", source=law.REPORT_TO_POLICE),
)  # fmt: skip
REPORT_MADE = Field(
    key="reported",
    label=_("Reported to whom, when and by whom (needed where one of the three above applies)"),
    kind=FieldKind.TEXT,
    required=False,
    fact="reported",
    source=law.REPORT_TO_POLICE,
)
CONSENT_ASKED = Field(
    key="consent",
    label=_("Do all parties agree to mediation?"),
    kind=FieldKind.CHOICE,
    choices=(YES, NO),
    fact="consent",
    source=law.VOLUNTARY,
)
REASON = Field(key="reason", label=_("The reason"), to_raiser=True)
