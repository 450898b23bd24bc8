"""The dispute procedure: three tiers, six steps, and ways out at every one of them."""

from django.utils.translation import gettext_lazy as _

from yixian.disputes import sources as law
from yixian.disputes.asks import (
    AGREED,
    AGREEMENT_FORM,
    ANSWER,
    CONSENT,
    CONSENT_ASKED,
    FOUND_ON_VISIT,
    KNOWN_ON,
    NO_OPEN_MEETING,
    OPENNESS,
    OPENNESS_ASKED,
    PERFORMED_ON,
    REASON,
    REPORT_FLAGS,
    REPORT_MADE,
    REPORTED,
    ROUTES_TOLD,
    SKIP_GROUND,
    SKIP_REASON,
    TOLD,
    TRIED,
    tried,
)
from yixian.disputes.bodies.procedures import BODIES
from yixian.disputes.enums import Outcome
from yixian.matters.types import TYPES
from yixian.places.enums import UnitKind
from yixian.procedures.enums import MoveKind, Mover, StepKind, Tier
from yixian.procedures.language import (
    Back,
    Choice,
    Field,
    Holder,
    Limit,
    Move,
    Passing,
    Procedure,
    Step,
    Text,
)
from yixian.procedures.registry import register

LADDER = ("room", "assembly", "station", "town_meeting", "reception_centre", "banner_meeting")
OPEN_FORUMS = ("assembly", "town_meeting", "banner_meeting")
OF_THE_END = (
    "consent", "openness", "review", "routes_told", "visit_result", "agreement_form", "performed_on",
    "agreement", "agreement_about", "performance_due", "confirmed",
)  # fmt: skip
"""Facts that no longer hold when a dispute is taken up again."""
OFFICER_OR_RAISER = frozenset({Mover.OFFICER, Mover.RAISER})


def _rung(key: str, title: Text, plain: Text, holder: Holder, before: str, mediates: bool) -> Step:
    meeting = () if mediates else (OPENNESS, NO_OPEN_MEETING)
    needs = (CONSENT, REPORTED, *((tried(before),) if before else ()), *meeting)
    return Step(
        key=key,
        title=title,
        plain=plain,
        holder=holder,
        limit=Limit(rule=f"dispute.{key}", extendable_by="matters.extend", pausable=True),
        requires=needs,
        clause=law.LADDER,
        mediates=mediates,
    )


def _exit(outcome: Outcome, title: Text, told: Text) -> Move:
    return Move(
        key=f"exit_{outcome.value}",
        title=title,
        sources=("registered", *LADDER),
        target="review",
        kind=MoveKind.EXIT,
        ability="disputes.handle",
        fields=(TRIED, ANSWER, ROUTES_TOLD),
        guards=(TOLD,),
        sets={"accepted": True},
        outcome=outcome.value,
        clause=law.WAYS_OUT,
        told=told,
        answers=True,
    )


def _climb(source: str, target: str, title: Text) -> Move:
    asks = (TRIED, OPENNESS_ASKED) if target in OPEN_FORUMS else (TRIED,)
    return Move(
        key=f"climb_{source}",
        title=title,
        sources=(source,),
        target=target,
        kind=MoveKind.FORWARD,
        ability="disputes.handle",
        fields=asks,
        clause=law.LADDER,
    )


def _pass_over(source: str, passed: str, target: str, title: Text) -> Move:
    return Move(
        key=f"pass_{passed}",
        title=title,
        sources=(source,),
        target=target,
        kind=MoveKind.SKIP,
        ability="disputes.handle",
        fields=(TRIED, SKIP_GROUND, SKIP_REASON),
        sets={f"passed_{passed}": True},
        clause=law.LADDER,
    )


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
        fields=(CONSENT_ASKED, *REPORT_FLAGS, REPORT_MADE, KNOWN_ON),
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
        fields=(CONSENT_ASKED, *REPORT_FLAGS, REPORT_MADE, KNOWN_ON, SKIP_GROUND, SKIP_REASON),
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
        fields=(CONSENT_ASKED, *REPORT_FLAGS, REPORT_MADE, KNOWN_ON, SKIP_GROUND, SKIP_REASON),
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
            AGREEMENT_FORM,
            Field(key="terms", label=_("What was agreed: who does what, how and until when"), source=law.AGREEMENT),
            ANSWER,
        ),
        outcome_by="form",
        clause=law.AGREEMENT,
        told=_("You reached an agreement."),
        answers=True,
    ),
    _exit(Outcome.DIRECT_REPLY, _("Answer directly"), _("You were given a direct answer.")),
    _exit(Outcome.VILLAGE_RESOLUTION, _("Guide to a village resolution"), _("The village decides by resolution.")),
    _exit(Outcome.LITIGATION, _("Guide to the court"), _("You were shown the way to the court.")),
    _exit(Outcome.ARBITRATION, _("Guide to arbitration"), _("You were shown the way to arbitration.")),
    _exit(Outcome.ADMINISTRATIVE_RULING, _("Guide to an administrative ruling"), _("You were shown the way to an administrative ruling.")),
    _exit(
        Outcome.FAILED,
        _("No agreement can be reached: end mediation"),
        _("Mediation ended without agreement. Other routes are open to you."),
    ),
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
        fields=FOUND_ON_VISIT,
        clause=law.FOLLOW_UP,
    ),
    Move(
        key="performed",
        title=_("The agreement was performed"),
        sources=("closed", "done"),
        target="done",
        kind=MoveKind.CLOSE,
        ability="disputes.handle",
        fields=(PERFORMED_ON, Field(key="proof", label=_("How it was performed and how you know"), source=law.FOLLOW_UP)),
        guards=(AGREED,),
        outcome=Outcome.PERFORMED.value,
        clause=law.FOLLOW_UP,
        told=_("The agreement was performed."),
    ),
    Move(
        key="default",
        title=_("The agreement was not performed: show the other routes"),
        sources=("closed", "done"),
        target="closed",
        kind=MoveKind.RETURN,
        ability="disputes.handle",
        fields=(Field(key="missing", label=_("What was not performed, and how it was urged"), source=law.FOLLOW_UP), ANSWER, ROUTES_TOLD),
        guards=(AGREED, TOLD),
        outcome=Outcome.DEFAULTED.value,
        clause=law.FOLLOW_UP,
        told=_("The agreement was not performed. You were shown what you can do now."),
        answers=True,
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
        clears=OF_THE_END,
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
        passing=Passing(
            bodies=(
                UnitKind.ROOM,
                UnitKind.VILLAGE,
                UnitKind.COMMUNITY,
                UnitKind.STATION,
                UnitKind.DEPARTMENT_STATION,
                UnitKind.RECEPTION_CENTRE,
                UnitKind.MEDIATION_COMMITTEE,
                UnitKind.JUDICIAL_OFFICE,
                UnitKind.COURT_DESK,
                UnitKind.LAWYER,
            ),
            answer="matters.answer_passage",
            decide="matters.decide_passage",
            clause=law.WAYS_OUT,
        ),
    )
)
PROCEDURES = (DISPUTE, *BODIES)
"""The ladder, and the specialised bodies beside it."""
