"""How an arbitration commission works: the same way under both laws, by the clauses and clocks of each."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yixian.disputes.asks import ANSWER, CONSENT, CONSENT_ASKED, REASON, ROUTES_TOLD, TOLD, TRIED
from yixian.disputes.bodies import asks, limits
from yixian.disputes.bodies.endings import OFFICER_OR_RAISER, THE_CLOCK, at_body, closed
from yixian.disputes.bodies.enums import BodyOutcome, outcomes
from yixian.disputes.enums import Outcome
from yixian.places.enums import UnitKind
from yixian.procedures.enums import FieldKind, MoveKind, Mover, StepKind
from yixian.procedures.language import KEEPS, Choice, Clause, Field, Guard, Limit, Move, Step, Text

OPEN = ("applied", "accepted", "defence", "panel", "mediation", "called", "hearing")
"""Steps before there is an award; every way out is open at each."""
OUTCOMES = outcomes(
    BodyOutcome.AWARD,
    Outcome.WRITTEN,
    Outcome.PERFORMED,
    Outcome.DEFAULTED,
    Outcome.LITIGATION,
    Outcome.WITHDRAWN,
    BodyOutcome.NOT_ACCEPTED,
)


@dataclass(frozen=True, kw_only=True)
class Law:
    """The clauses of one arbitration law."""

    accept: Clause
    serve: Clause
    defence: Clause
    mediation: Clause
    notice: Clause
    hearing: Clause
    delivery: Clause
    suit: Clause


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """The codes of its terms."""

    accept: str
    serve: str
    defence: str
    notice: str
    delivery: str
    suit: str


def steps(kind: UnitKind, law: Law, clocks: Clocks) -> tuple[Step, ...]:
    """From the application to the award in force."""
    return (
        Step(
            key="applied",
            title=_("Application received"),
            plain=_(
                "Your application has arrived. You will be told whether it is accepted; if it is not, in writing and why."
            ),
            holder=at_body(kind),
            limit=Limit(rule=clocks.accept),
            clause=law.accept,
        ),
        _work("accepted", _("Accepted, to be served"), _("Your application is accepted. The other party is sent a copy of it."),
              Limit(rule=clocks.serve), law.serve),
        Step(
            key="defence",
            title=_("Time for the defence"),
            plain=_("The other party may answer your application. If they do not, it goes on all the same."),
            holder=KEEPS,
            limit=Limit(rule=clocks.defence, since="served_on"),
            lapse="undefended",
            clause=law.defence,
        ),
        _work("panel", _("Before the tribunal"), _("The tribunal prepares your case. It first tries to bring you to an agreement."),
              Limit(rule=limits.PANEL), law.mediation),
        Step(
            key="mediation",
            title=_("Mediation by the tribunal"),
            plain=_("The tribunal mediates between you. You may end that at any time and ask for an award."),
            holder=KEEPS,
            limit=Limit(rule=limits.TALKS),
            requires=(CONSENT,),
            clause=law.mediation,
            mediates=True,
        ),
        Step(
            key="called",
            title=_("Called to the hearing"),
            plain=_("You were told when and where the hearing is. You have the time of the notice to prepare."),
            holder=KEEPS,
            limit=Limit(rule=clocks.notice, since="notified_on"),
            lapse="hear",
            clause=law.notice,
        ),
        _work("hearing", _("Hearing"), _("Your case is heard. After the hearing there is an award, unless you agree."),
              Limit(rule=limits.HEARING), law.hearing),
        Step(
            key="award",
            title=_("Award made, to be served"),
            plain=_("There is an award. It will be served on you in writing."),
            kind=StepKind.WAITING,
            holder=KEEPS,
            limit=Limit(rule=clocks.delivery),
            clause=law.delivery,
        ),
        Step(
            key="served",
            title=_("Award served, time to sue"),
            plain=_("You have the award. If you do not accept it, you may sue in the time that runs from its receipt."),
            kind=StepKind.WAITING,
            limit=Limit(rule=clocks.suit, since="delivered_on"),
            lapse="in_force",
            clause=law.suit,
        ),
        Step(
            key="review",
            title=_("Waiting for the parties to sign for the statement"),
            plain=_("You agreed. The mediation statement is in force once all have signed for it; until then you may go back on it."),
            kind=StepKind.WAITING,
            limit=Limit(rule=limits.SIGNING),
            clause=law.mediation,
        ),
        *closed(),
    )  # fmt: skip


def _work(key: str, title: Text, plain: Text, limit: Limit, clause: Clause) -> Step:
    return Step(key=key, title=title, plain=plain, holder=KEEPS, limit=limit, clause=clause)


def accept(law: Law, fields: tuple[Field, ...], guards: tuple[Guard, ...]) -> Move:
    """The decision to accept; it starts the legal clock."""
    return Move(
        key="accept",
        title=_("Accept it"),
        sources=("applied",),
        target="accepted",
        kind=MoveKind.FORWARD,
        ability="bodies.accept",
        fields=fields,
        guards=guards,
        sets={"accepted": True},
        clause=law.accept,
        told=_("Your application was accepted."),
        starts_legal=True,
    )


def preparation(law: Law) -> tuple[Move, ...]:
    """From acceptance to the tribunal's own mediation."""
    return (
        Move(
            key="serve",
            title=_("Record that it was served on the other party"),
            sources=("accepted",),
            target="defence",
            kind=MoveKind.FORWARD,
            ability="bodies.handle",
            fields=(asks.day("served_on", _("Day on which the other party received it"), law.serve),),
            clause=law.serve,
        ),
        Move(
            key="defend",
            title=_("The defence has come, or there will be none"),
            sources=("defence",),
            target="panel",
            kind=MoveKind.FORWARD,
            ability="bodies.handle",
            fields=(
                Field(
                    key="defence",
                    label=_("What the other party says; spoken words are written down here"),
                    source=law.defence,
                ),
            ),
            clause=law.defence,
        ),
        Move(
            key="undefended",
            title=_("No defence came in time: go on"),
            sources=("defence",),
            target="panel",
            kind=MoveKind.FORWARD,
            movers=THE_CLOCK,
            clause=law.defence,
        ),
        Move(
            key="try_mediation",
            title=_("Mediate before the hearing"),
            sources=("panel",),
            target="mediation",
            kind=MoveKind.FORWARD,
            ability="bodies.handle",
            fields=(CONSENT_ASKED,),
            clause=law.mediation,
        ),
    )


def hearings(law: Law, fields: tuple[Field, ...], guards: tuple[Guard, ...]) -> tuple[Move, ...]:
    """Notice, hearing and award. Nothing is heard before the time of the notice has passed."""
    dates = (
        asks.day("hearing_on", _("Day of the hearing"), law.notice),
        asks.day("notified_on", _("Day on which the last of the parties was told of it"), law.notice),
    )
    return (
        Move(
            key="call",
            title=_("Call the parties to a hearing"),
            sources=("panel", "mediation"),
            target="called",
            kind=MoveKind.FORWARD,
            ability="bodies.handle",
            fields=(TRIED, *dates, *fields),
            guards=guards,
            clause=law.notice,
            told=_("You were called to a hearing."),
        ),
        Move(
            key="adjourn",
            title=_("Put the hearing off"),
            sources=("hearing",),
            target="called",
            kind=MoveKind.RETURN,
            ability="bodies.handle",
            fields=(*dates, REASON),
            clause=law.notice,
        ),
        Move(
            key="hear",
            title=_("The time of the notice has passed: it may be heard"),
            sources=("called",),
            target="hearing",
            kind=MoveKind.FORWARD,
            movers=THE_CLOCK,
            clause=law.notice,
        ),
        Move(
            key="award",
            title=_("Make the award"),
            sources=("hearing",),
            target="award",
            kind=MoveKind.SETTLE,
            ability="bodies.decide",
            fields=(
                Field(
                    key="decision",
                    label=_("The award: what was asked, the facts, the reasons, the result"),
                    source=law.delivery,
                ),
                ANSWER,
            ),
            outcome=BodyOutcome.AWARD.value,
            clause=law.hearing,
            told=_("There is an award."),
            answers=True,
        ),
    )


def settlement(law: Law) -> tuple[Move, ...]:
    """An agreement before the tribunal binds once the parties have signed for its statement."""
    form = Field(
        key="form",
        label=_("Form of the agreement"),
        kind=FieldKind.CHOICE,
        choices=(Choice(value="written", label=_("Mediation statement, signed by the tribunal and sealed")),),
        fact="agreement_form",
        source=law.mediation,
    )
    return (
        Move(
            key="agree",
            title=_("The parties reached an agreement"),
            sources=("panel", "mediation", "called", "hearing"),
            target="review",
            kind=MoveKind.SETTLE,
            ability="bodies.decide",
            fields=(form, asks.terms(law.mediation), ANSWER),
            outcome_by="form",
            clause=law.mediation,
            told=_("You reached an agreement."),
            answers=True,
        ),
        Move(
            key="not_content",
            title=_("A party goes back on it before signing"),
            sources=("review",),
            target="panel",
            kind=MoveKind.RETURN,
            ability="bodies.handle",
            movers=OFFICER_OR_RAISER,
            fields=(Field(key="reason", label=_("What is still wrong"), to_raiser=True),),
            sets={"review": "not_content"},
            clears=("consent", "agreement_form"),
            clause=law.mediation,
        ),
    )


def award_served(law: Law) -> tuple[Move, ...]:
    """Service of the award, and what may follow it."""
    return (
        Move(
            key="deliver",
            title=_("Record that the award was served"),
            sources=("award",),
            target="served",
            kind=MoveKind.FORWARD,
            ability="bodies.handle",
            fields=(
                asks.day("delivered_on", _("Day on which the last of the parties received it"), law.delivery),
                ROUTES_TOLD,
            ),
            guards=(TOLD,),
            clause=law.delivery,
            told=_("The award was served, with the right to sue and the time for it."),
        ),
        Move(
            key="sued",
            title=_("A party has sued"),
            sources=("served",),
            target="done",
            kind=MoveKind.EXIT,
            ability="bodies.handle",
            movers=OFFICER_OR_RAISER,
            fields=(asks.day("sued_on", _("Day on which the court received it"), law.suit),),
            sets={"sued": True},
            clause=law.suit,
            told=_("It went to court; the award is not in force."),
        ),
        Move(
            key="in_force",
            title=_("Nobody sued in time: the award is in force"),
            sources=("served",),
            target="closed",
            kind=MoveKind.CLOSE,
            movers=frozenset({Mover.CLOCK}),
            sets={"in_force": True},
            clause=law.suit,
            told=_("Nobody sued in time. The award is in force and is to be performed."),
        ),
    )
