"""How a body that mediates works: acceptance with consent, mediation in its time, and a way out at every step."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from yixian.disputes import sources as law
from yixian.disputes.asks import (
    AGREEMENT_FORM,
    ANSWER,
    CONSENT,
    CONSENT_ASKED,
    REPORT_FLAGS,
    REPORT_MADE,
    REPORTED,
    ROUTES_TOLD,
    TOLD,
    TRIED,
)
from yixian.disputes.bodies import asks, limits
from yixian.disputes.bodies.endings import OFFICER_OR_RAISER, THE_CLOCK, at_body, closed
from yixian.disputes.bodies.enums import BodyOutcome, outcomes
from yixian.disputes.enums import Outcome
from yixian.places.enums import UnitKind
from yixian.procedures.enums import MoveKind, StepKind
from yixian.procedures.language import KEEPS, Clause, Field, Guard, Limit, Move, Step, Text

OUTCOMES = outcomes(
    Outcome.WRITTEN,
    Outcome.ORAL,
    Outcome.PERFORMED,
    Outcome.DEFAULTED,
    Outcome.LITIGATION,
    Outcome.FAILED,
    Outcome.REFUSED,
    Outcome.WITHDRAWN,
    BodyOutcome.NOT_ACCEPTED,
)


def applied(kind: UnitKind, plain: Text, clause: Clause) -> Step:
    """The application has come."""
    return Step(
        key="applied",
        title=_("Application received"),
        plain=plain,
        holder=at_body(kind),
        limit=Limit(rule=limits.ACCEPT),
        clause=clause,
    )


def mediation(plain: Text, limit: Limit, clause: Clause, *requires: Guard) -> Step:
    """The body mediates; when its time is over without agreement, mediation has failed by itself."""
    return Step(
        key="mediation",
        title=_("Mediation by the body"),
        plain=plain,
        holder=KEEPS,
        limit=limit,
        requires=(CONSENT, REPORTED, *requires),
        lapse="overrun",
        clause=clause,
        mediates=True,
    )


def ends() -> tuple[Step, ...]:
    """Review by the parties, closing, end."""
    return (
        Step(
            key="review",
            title=_("Waiting for the resident's review"),
            plain=_("There is an answer for you. Please say whether you are content with it."),
            kind=StepKind.WAITING,
            limit=Limit(rule=limits.REVIEW),
            lapse="unreviewed",
            clause=law.FOLLOW_UP,
        ),
        *closed(),
    )


def accept(
    target: str,
    clause: Clause,
    fields: Iterable[Field],
    guards: Iterable[Guard],
    *,
    sets: dict[str, bool] | None = None,
) -> Move:
    """The body takes it on, with the consent of all."""
    return Move(
        key="accept",
        title=_("Accept it"),
        sources=("applied",),
        target=target,
        kind=MoveKind.FORWARD,
        ability="bodies.accept",
        fields=(CONSENT_ASKED, *fields, *REPORT_FLAGS, REPORT_MADE),
        guards=(CONSENT, REPORTED, *guards),
        sets={"accepted": True, **(sets or {})},
        clause=clause,
        told=_("Your application was accepted."),
    )


def settling(open_steps: tuple[str, ...], clause: Clause) -> tuple[Move, ...]:
    """Agreement, failure, refusal, the end of the time."""
    return (
        Move(
            key="agree",
            title=_("The parties reached an agreement"),
            sources=("mediation",),
            target="review",
            kind=MoveKind.SETTLE,
            ability="bodies.handle",
            fields=(AGREEMENT_FORM, asks.terms(clause), ANSWER),
            outcome_by="form",
            clause=clause,
            told=_("You reached an agreement."),
            answers=True,
        ),
        _without_agreement(
            "exit_failed",
            _("No agreement can be reached: end mediation"),
            ("mediation",),
            Outcome.FAILED,
            _("Mediation ended without agreement. Other routes are open to you."),
        ),
        _without_agreement(
            "refuse",
            _("A party refuses: end mediation"),
            open_steps,
            Outcome.REFUSED,
            _("Mediation ended because a party did not want it. Other routes are open to you."),
        ),
        Move(
            key="overrun",
            title=_("The time for mediation has passed: it has failed"),
            sources=("mediation",),
            target="closed",
            kind=MoveKind.EXIT,
            movers=THE_CLOCK,
            outcome=Outcome.FAILED.value,
            clause=clause,
            told=_("The time for mediation has passed without an agreement. You may go to the court."),
            answers=True,
        ),
    )


def _without_agreement(
    key: str, title: Text, open_steps: tuple[str, ...], outcome: Outcome, told: Text
) -> Move:
    return Move(
        key=key,
        title=title,
        sources=open_steps,
        target="closed",
        kind=MoveKind.EXIT,
        ability="bodies.handle",
        fields=(TRIED, ANSWER, ROUTES_TOLD),
        guards=(TOLD,),
        outcome=outcome.value,
        clause=law.FAILURE_NOTICE,
        told=told,
        answers=True,
    )


def reviewed() -> tuple[Move, ...]:
    """A signed agreement binds: whoever is not content says so, and is asked again on the visit."""
    return (
        Move(
            key="unreviewed",
            title=_("Close it: the time for the review has passed"),
            sources=("review",),
            target="closed",
            kind=MoveKind.CLOSE,
            movers=THE_CLOCK,
            sets={"review": "silent"},
            clause=law.FOLLOW_UP,
        ),
        Move(
            key="not_content",
            title=_("Not content: say why"),
            sources=("review",),
            target="closed",
            kind=MoveKind.CLOSE,
            ability="bodies.handle",
            movers=OFFICER_OR_RAISER,
            fields=(Field(key="reason", label=_("What is still wrong"), to_raiser=True),),
            sets={"review": "not_content"},
            clause=law.FOLLOW_UP,
            told=_("You said that you are not content. Somebody will come back to it on the visit."),
        ),
    )
