"""What all specialised bodies have in common: ways out, the review, and what follows a result."""

from django.utils.translation import gettext_lazy as _

from yixian.disputes import sources as law
from yixian.disputes.asks import ANSWER, FOUND_ON_VISIT, PERFORMED_ON, REASON, ROUTES_TOLD, TOLD, TRIED
from yixian.disputes.bodies import limits, sources
from yixian.disputes.bodies.asks import ENFORCEABLE
from yixian.disputes.bodies.enums import BodyOutcome
from yixian.disputes.enums import Outcome
from yixian.places.enums import UnitKind
from yixian.procedures.enums import FieldKind, MoveKind, Mover, StepKind, Tier
from yixian.procedures.language import (
    KEEPS,
    Choice,
    Clause,
    Field,
    Holder,
    Limit,
    Move,
    Passing,
    Step,
    Text,
)

OFFICER_OR_RAISER = frozenset({Mover.OFFICER, Mover.RAISER})
THE_CLOCK = frozenset({Mover.CLOCK})


def at_body(kind: UnitKind) -> Holder:
    """The banner's body of this kind receives what is brought to it."""
    return Holder(tier=Tier.BANNER, body=kind.value)


def passing(kind: UnitKind, clause: Clause, **more: object) -> Passing:
    """A matter may be handed to the body with its file, as an application that it then accepts or not."""
    return Passing(
        bodies=(kind,),
        answer="matters.answer_passage",
        decide="matters.decide_passage",
        entry="applied",
        clause=clause,
        **more,  # type: ignore[arg-type]
    )


def closed() -> tuple[Step, Step]:
    """The step at which the body asks whether its result holds, and the end."""
    return (
        Step(
            key="closed",
            title=_("Closed, return visit due"),
            plain=_("It is closed. Somebody will ask you later whether the result holds."),
            kind=StepKind.AFTER,
            limit=Limit(rule=limits.VISIT),
            holder=KEEPS,
            clause=law.FOLLOW_UP,
        ),
        Step(key="done", title=_("Concluded"), plain=_("It is concluded."), kind=StepKind.END),
    )


def not_accepted(sources_of: tuple[str, ...], clause: Clause, **grounds: Text) -> Move:
    """A written refusal to accept, or the end of what turns out not to belong there, with its ground."""
    return Move(
        key="not_accept",
        title=_("Do not accept it, or end it because it does not belong here"),
        sources=sources_of,
        target="done",
        kind=MoveKind.EXIT,
        ability="bodies.accept",
        fields=(
            Field(
                key="ground",
                label=_("On what ground"),
                kind=FieldKind.CHOICE,
                choices=tuple(Choice(value=value, label=words) for value, words in grounds.items()),
                source=clause,
            ),
            ANSWER,
            ROUTES_TOLD,
        ),
        guards=(TOLD,),
        outcome=BodyOutcome.NOT_ACCEPTED.value,
        clause=clause,
        told=_("It was not accepted. The reason and your other routes were given to you in writing."),
        answers=True,
    )


def to_court(sources_of: tuple[str, ...], title: Text, clause: Clause) -> Move:
    """To the court, at any time."""
    return Move(
        key="exit_litigation",
        title=title,
        sources=sources_of,
        target="closed",
        kind=MoveKind.EXIT,
        ability="bodies.handle",
        fields=(TRIED, ANSWER, ROUTES_TOLD),
        guards=(TOLD,),
        outcome=Outcome.LITIGATION.value,
        clause=clause,
        told=_("You were shown the way to the court."),
        answers=True,
    )


def withdraw(sources_of: tuple[str, ...], clause: Clause) -> Move:
    """Whoever brought it may take it back."""
    return Move(
        key="withdraw",
        title=_("Withdraw it"),
        sources=sources_of,
        target="closed",
        kind=MoveKind.EXIT,
        ability="bodies.handle",
        movers=OFFICER_OR_RAISER,
        fields=(REASON,),
        outcome=Outcome.WITHDRAWN.value,
        clause=clause,
        told=_("It was withdrawn."),
    )


def content(title: Text, clause: Clause) -> Move:
    """The result stands."""
    return Move(
        key="content",
        title=title,
        sources=("review",),
        target="closed",
        kind=MoveKind.CLOSE,
        ability="bodies.handle",
        movers=OFFICER_OR_RAISER,
        fields=(Field(key="remark", label=_("Anything you want to add"), required=False, to_raiser=True),),
        sets={"review": "content"},
        clause=clause,
    )


def after(performing: tuple[Field, ...] = (), routes: Text = "") -> tuple[Move, ...]:
    """What follows a result: the visit, performance, and what is shown to the parties where it is not performed."""
    return (
        Move(
            key="visited",
            title=_("Record the return visit"),
            sources=("closed",),
            target="done",
            kind=MoveKind.CLOSE,
            ability="bodies.handle",
            fields=FOUND_ON_VISIT,
            clause=sources.METHOD,
        ),
        Move(
            key="performed",
            title=_("It was performed"),
            sources=("closed", "done"),
            target="done",
            kind=MoveKind.CLOSE,
            ability="bodies.handle",
            fields=(
                PERFORMED_ON,
                Field(key="proof", label=_("How it was performed and how you know"), source=law.FOLLOW_UP),
                *performing,
            ),
            guards=(ENFORCEABLE,),
            outcome=Outcome.PERFORMED.value,
            clause=law.FOLLOW_UP,
            told=_("It was performed."),
        ),
        Move(
            key="default",
            title=_("It was not performed: show the other routes"),
            sources=("closed", "done"),
            target="closed",
            kind=MoveKind.RETURN,
            ability="bodies.handle",
            fields=(
                Field(
                    key="missing",
                    label=_("What was not performed, and how it was urged"),
                    source=law.FOLLOW_UP,
                ),
                ANSWER,
                ROUTES_TOLD,
            ),
            guards=(ENFORCEABLE, TOLD),
            outcome=Outcome.DEFAULTED.value,
            clause=law.FOLLOW_UP,
            told=routes or _("It was not performed. You were shown what you can do now."),
            answers=True,
        ),
    )
