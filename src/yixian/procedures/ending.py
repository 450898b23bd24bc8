"""How many procedures end: an answer waits for its review, and for some time it may be taken up again."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from yixian.procedures import registry
from yixian.procedures.enums import MoveKind, Mover, StepKind
from yixian.procedures.language import Back, Clause, Field, Limit, Move, Step

REVIEW, DONE = "review", "done"
RAISER = frozenset({Mover.RAISER})
OFFICER_OR_RAISER = frozenset({Mover.OFFICER, Mover.RAISER})
REASON = Field(key="reason", label=_("The reason"), to_raiser=True)


def review_said(body: Mapping[str, object], procedure: str) -> str:
    """What whoever raised it says by the move that an event tells of: content, not content, nothing.

    Empty for a move that is no review, or not of this procedure. What a matter remembers tells only the last word,
    and its event only what changed in that.
    """
    if body["procedure"] != procedure:
        return ""
    declared = registry.get(procedure, int(str(body["version"])))
    return str(declared.move(str(body["move"])).sets.get("review", ""))


def ending_steps(*, rule: str, clause: Clause) -> tuple[Step, Step]:
    """The step at which an answer waits for its review, in the time of the row `rule`, and the end."""
    review = Step(
        key=REVIEW,
        title=_("Waiting for the resident's review"),
        plain=_("There is an answer for you. Please say whether you are content with it."),
        kind=StepKind.WAITING,
        limit=Limit(rule=rule),
        lapse="unreviewed",
        clause=clause,
    )
    return review, Step(key=DONE, title=_("Concluded"), plain=_("It is concluded."), kind=StepKind.END)


def withdrawal(*, sources: tuple[str, ...], ability: str, outcome: str, clause: Clause) -> Move:
    """Whoever raised it withdraws it from any of these steps; an officer with the ability may for them."""
    return Move(
        key="withdraw",
        title=_("Withdraw it"),
        sources=sources,
        target=DONE,
        kind=MoveKind.EXIT,
        ability=ability,
        movers=OFFICER_OR_RAISER,
        fields=(REASON,),
        outcome=outcome,
        clause=clause,
        told=_("It was withdrawn."),
    )


def review_moves(*, back: tuple[str, ...], clause: Clause, ability: str = "") -> tuple[Move, Move, Move]:
    """Content, said nothing, or not content and back to where it came from, one of `back`.

    With an ability an officer may write down for whoever raised it what they said.
    """
    movers = OFFICER_OR_RAISER if ability else RAISER
    return (
        Move(
            key="content",
            title=_("Content: close it"),
            sources=(REVIEW,),
            target=DONE,
            kind=MoveKind.CLOSE,
            ability=ability,
            movers=movers,
            fields=(
                Field(key="remark", label=_("Anything you want to add"), required=False, to_raiser=True),
            ),
            sets={"review": "content"},
            clause=clause,
        ),
        Move(
            key="unreviewed",
            title=_("Close it: the time for the review has passed"),
            sources=(REVIEW,),
            target=DONE,
            kind=MoveKind.CLOSE,
            movers=frozenset({Mover.CLOCK}),
            sets={"review": "silent"},
            clause=clause,
        ),
        Move(
            key="not_content",
            title=_("Not content: send it back"),
            sources=(REVIEW,),
            target=Back(options=back),
            kind=MoveKind.RETURN,
            ability=ability,
            movers=movers,
            fields=(Field(key="reason", label=_("What is still wrong"), to_raiser=True),),
            sets={"review": "not_content"},
            clause=clause,
        ),
    )


def reopening(
    *, target: str, rule: str, ability: str, clause: Clause, clears: tuple[str, ...] = ("review",)
) -> Move:
    """It may be taken up again at `target`, in the time after its end that the row `rule` names."""
    return Move(
        key="reopen",
        title=_("Take it up again"),
        sources=(DONE,),
        target=target,
        kind=MoveKind.RETURN,
        ability=ability,
        movers=OFFICER_OR_RAISER,
        fields=(Field(key="reason", label=_("What has happened since"), to_raiser=True),),
        clears=clears,
        clause=clause,
        within=rule,
    )
