"""The dispute procedure: three tiers, six steps, and ways out at every one of them."""

from django.utils.translation import gettext_lazy as _

from yixian.disputes import sources as law
from yixian.disputes.enums import Outcome
from yixian.disputes.types import TYPES
from yixian.procedures.enums import FieldKind, MoveKind, Mover, StepKind, Tier
from yixian.procedures.language import (
    Back,
    Choice,
    Facts,
    Field,
    Guard,
    Holder,
    Limit,
    Move,
    Procedure,
    Step,
)
from yixian.procedures.registry import register

LADDER = ("room", "assembly", "station", "town_meeting", "reception_centre", "banner_meeting")
OPEN_FORUMS = ("assembly", "town_meeting", "banner_meeting")
OFFICER_OR_RAISER = frozenset({Mover.OFFICER, Mover.RAISER})


def _closed_to_the_public(facts: Facts) -> bool:
    return bool(facts.get("violence") or facts.get("minor") or facts.get("crime"))


def _tried(step: str) -> Guard:
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


def _rung(key: str, title: object, plain: object, holder: Holder, before: str, mediates: bool) -> Step:
    meeting = () if mediates else (OPENNESS, NO_OPEN_MEETING)
    needs = (CONSENT, REPORTED, *((_tried(before),) if before else ()), *meeting)
    return Step(
        key=key,
        title=title,  # type: ignore[arg-type]
        plain=plain,  # type: ignore[arg-type]
        holder=holder,
        limit=Limit(rule=f"dispute.{key}", extendable_by="matters.extend", pausable=True),
        requires=needs,
        clause=law.LADDER,
        mediates=mediates,
    )


def _exit(outcome: Outcome, title: object, told: object) -> Move:
    return Move(
        key=f"exit_{outcome.value}",
        title=title,  # type: ignore[arg-type]
        sources=("registered", *LADDER),
        target="review",
        kind=MoveKind.EXIT,
        ability="disputes.handle",
        fields=(TRIED, ANSWER, ROUTES_TOLD),
        guards=(TOLD,),
        sets={"accepted": True},
        outcome=outcome.value,
        clause=law.WAYS_OUT,
        told=told,  # type: ignore[arg-type]
        answers=True,
    )


def _climb(source: str, target: str, title: object) -> Move:
    asks = (TRIED, OPENNESS_ASKED) if target in OPEN_FORUMS else (TRIED,)
    return Move(
        key=f"climb_{source}",
        title=title,  # type: ignore[arg-type]
        sources=(source,),
        target=target,
        kind=MoveKind.FORWARD,
        ability="disputes.handle",
        fields=asks,
        clause=law.LADDER,
    )


def _pass_over(source: str, passed: str, target: str, title: object) -> Move:
    return Move(
        key=f"pass_{passed}",
        title=title,  # type: ignore[arg-type]
        sources=(source,),
        target=target,
        kind=MoveKind.SKIP,
        ability="disputes.handle",
        fields=(TRIED, SKIP_GROUND, SKIP_REASON),
        sets={f"passed_{passed}": True},
        clause=law.LADDER,
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

STEPS = (
    Step(
        key="registered",
        title=_("Registered"),
        plain=_("Your words have arrived. Somebody will contact you about what happens next."),
        holder=Holder(tier=Tier.GRID, body="grid3", fallback="village"),
        limit=Limit(rule="dispute.registered"),
        clause=law.RECORDS,
    ),
    _rung("room", _("Mass-work room"), _("The mass-work room of your village is working on it with you and the other party."),
          Holder(tier=Tier.VILLAGE, body="room", fallback="village"), "", True),
    _rung("assembly", _("Villagers' representatives' meeting"), _("The villagers' representatives hear it, because all parties agreed."),
          Holder(tier=Tier.VILLAGE, body="assembly"), "room", False),
    _rung("station", _("Mass-work station"), _("The mass-work station of your town is working on it."),
          Holder(tier=Tier.TOWN, body="station"), "assembly", True),
    _rung("town_meeting", _("Town joint meeting"), _("The joint meeting of your town deals with it, because all parties agreed."),
          Holder(tier=Tier.TOWN, body="town_meeting"), "station", False),
    _rung("reception_centre", _("Banner joint reception centre"), _("The joint reception centre of the banner is working on it."),
          Holder(tier=Tier.BANNER, body="reception_centre"), "town_meeting", True),
    _rung("banner_meeting", _("Banner joint meeting"), _("The joint meeting of the banner deals with it, because all parties agreed."),
          Holder(tier=Tier.BANNER, body="banner_meeting"), "reception_centre", False),
    Step(
        key="review",
        title=_("Waiting for the resident's review"),
        plain=_("There is an answer for you. Please say whether you are content with it."),
        kind=StepKind.WAITING,
        limit=Limit(rule="dispute.review"),
        lapse="unreviewed",
        clause=law.FOLLOW_UP,
    ),
    Step(
        key="closed",
        title=_("Closed, return visit due"),
        plain=_("It is closed. Somebody will ask you later whether the result holds."),
        kind=StepKind.AFTER,
        limit=Limit(rule="dispute.visit"),
        holder=Holder(tier=Tier.VILLAGE, body="room", fallback="village"),
        clause=law.FOLLOW_UP,
    ),
    Step(key="done", title=_("Concluded"), plain=_("It is concluded."), kind=StepKind.END),
)  # fmt: skip

MOVES = (
    Move(
        key="accept",
        title=_("Accept and begin in the mass-work room"),
        sources=("registered",),
        target="room",
        kind=MoveKind.FORWARD,
        ability="disputes.accept",
        fields=(CONSENT_ASKED, *REPORT_FLAGS, REPORT_MADE),
        clause=law.VOLUNTARY,
        sets={"accepted": True},
        starts_legal=True,
    ),
    Move(
        key="accept_at_station",
        title=_("Accept and hand to the town station at once"),
        sources=("registered",),
        target="station",
        kind=MoveKind.SKIP,
        ability="disputes.accept",
        fields=(CONSENT_ASKED, *REPORT_FLAGS, REPORT_MADE, SKIP_GROUND, SKIP_REASON),
        sets={"accepted": True, "passed_room": True, "passed_assembly": True},
        clause=law.LADDER,
        starts_legal=True,
    ),
    Move(
        key="accept_at_centre",
        title=_("Accept and hand to the banner reception centre at once"),
        sources=("registered",),
        target="reception_centre",
        kind=MoveKind.SKIP,
        ability="disputes.accept",
        fields=(CONSENT_ASKED, *REPORT_FLAGS, REPORT_MADE, SKIP_GROUND, SKIP_REASON),
        sets={"accepted": True, "passed_room": True, "passed_assembly": True, "passed_station": True, "passed_town_meeting": True},
        clause=law.LADDER,
        starts_legal=True,
    ),
    _climb("room", "assembly", _("Put it to the villagers' representatives' meeting")),
    _pass_over("room", "assembly", "station", _("Pass over the representatives' meeting, to the town station")),
    _climb("assembly", "station", _("Hand it up to the town mass-work station")),
    _climb("station", "town_meeting", _("Put it to the town joint meeting")),
    _pass_over("station", "town_meeting", "reception_centre", _("Pass over the town joint meeting, to the reception centre")),
    _climb("town_meeting", "reception_centre", _("Hand it up to the banner joint reception centre")),
    _climb("reception_centre", "banner_meeting", _("Put it to the banner joint meeting")),
    Move(
        key="agree",
        title=_("The parties reached an agreement"),
        sources=LADDER,
        target="review",
        kind=MoveKind.SETTLE,
        ability="disputes.handle",
        fields=(
            Field(
                key="form",
                label=_("Form of the agreement"),
                kind=FieldKind.CHOICE,
                choices=(
                    Choice(value="written", label=_("Written, signed by all and sealed")),
                    Choice(value="oral", label=_("Oral, recorded by the mediator")),
                ),
                fact="agreement_form",
                source=law.AGREEMENT,
            ),
            Field(key="terms", label=_("What was agreed: who does what, how and until when"), source=law.AGREEMENT),
            ANSWER,
        ),
        outcome=Outcome.AGREEMENT.value,
        clause=law.AGREEMENT,
        told=_("You reached an agreement."),
        answers=True,
    ),
    _exit(Outcome.DIRECT_REPLY, _("Answer directly"), _("You were given a direct answer.")),
    _exit(Outcome.VILLAGE_RESOLUTION, _("Guide to a village resolution"), _("The village decides by resolution.")),
    _exit(Outcome.LITIGATION, _("Guide to the court"), _("You were shown the way to the court.")),
    _exit(Outcome.ARBITRATION, _("Guide to arbitration"), _("You were shown the way to arbitration.")),
    _exit(Outcome.ADMINISTRATIVE_RULING, _("Guide to an administrative ruling"), _("You were shown the way to an administrative ruling.")),
    Move(
        key="refuse",
        title=_("A party refuses: end mediation"),
        sources=("registered", *LADDER),
        target="closed",
        kind=MoveKind.EXIT,
        ability="disputes.handle",
        fields=(TRIED, ANSWER, ROUTES_TOLD),
        guards=(TOLD,),
        outcome=Outcome.REFUSED.value,
        clause=law.VOLUNTARY,
        told=_("Mediation ended because a party did not want it. Other routes are open to you."),
        answers=True,
    ),
    Move(
        key="withdraw",
        title=_("Withdraw it"),
        sources=("registered", *LADDER),
        target="closed",
        kind=MoveKind.EXIT,
        ability="disputes.handle",
        movers=OFFICER_OR_RAISER,
        fields=(REASON,),
        outcome=Outcome.WITHDRAWN.value,
        clause=law.PARTY_RIGHTS,
        told=_("It was withdrawn."),
    ),
    Move(
        key="content",
        title=_("Content: close it"),
        sources=("review",),
        target="closed",
        kind=MoveKind.CLOSE,
        ability="disputes.handle",
        movers=OFFICER_OR_RAISER,
        fields=(Field(key="remark", label=_("Anything you want to add"), required=False, to_raiser=True),),
        sets={"review": "content"},
        clause=law.FOLLOW_UP,
    ),
    Move(
        key="unreviewed",
        title=_("Close it: the time for the review has passed"),
        sources=("review",),
        target="closed",
        kind=MoveKind.CLOSE,
        movers=frozenset({Mover.CLOCK}),
        sets={"review": "silent"},
        clause=law.FOLLOW_UP,
    ),
    Move(
        key="not_content",
        title=_("Not content: send it back"),
        sources=("review",),
        target=Back(options=("registered", *LADDER)),
        kind=MoveKind.RETURN,
        ability="disputes.handle",
        movers=OFFICER_OR_RAISER,
        fields=(Field(key="reason", label=_("What is still wrong"), to_raiser=True),),
        sets={"review": "not_content"},
        clears=("routes_told",),
        clause=law.FOLLOW_UP,
    ),
    Move(
        key="visited",
        title=_("Record the return visit"),
        sources=("closed",),
        target="done",
        kind=MoveKind.CLOSE,
        ability="disputes.handle",
        fields=(
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
        ),
        clause=law.FOLLOW_UP,
    ),
    Move(
        key="reopen",
        title=_("Take it up again"),
        sources=("closed", "done"),
        target="registered",
        kind=MoveKind.RETURN,
        ability="disputes.handle",
        movers=OFFICER_OR_RAISER,
        fields=(Field(key="reason", label=_("What has happened since"), to_raiser=True),),
        clears=("consent", "openness", "review", "routes_told", "visit_result"),
        clause=law.FOLLOW_UP,
        within="dispute.reopen",
    ),
)  # fmt: skip

DISPUTE = register(
    Procedure(
        key="dispute",
        version=1,
        title=_("Dispute: three tiers, six steps"),
        start="registered",
        steps=STEPS,
        moves=MOVES,
        legal_limit=Limit(rule="dispute.settle", extendable_by="matters.extend", pausable=True),
        outcomes=tuple(Choice(value=o.value, label=o.label) for o in Outcome),
        clause=law.LADDER,
        open_ability="disputes.register",
        numbering="纠",
        categories=TYPES,
    )
)
