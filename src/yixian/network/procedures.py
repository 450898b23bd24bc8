"""The errand: a room runs to the offices so that people need not, and answers for it to the end."""

from django.utils.translation import gettext_lazy as _

from yixian.network.enums import OFFICE_KINDS, Outcome
from yixian.network.kinds import CATEGORIES
from yixian.network.sources import NETWORK
from yixian.procedures.ending import REASON, ending_steps, reopening, review_moves, withdrawal
from yixian.procedures.enums import FieldKind, MoveKind, Tier
from yixian.procedures.language import (
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

RUN = ("room", "station", "department")
"""Steps at which somebody is under way for the resident."""
OPEN = ("asked", *RUN)
ROOM = Holder(tier=Tier.VILLAGE, body="room", fallback="village")
STATION = Holder(tier=Tier.TOWN, body="station", fallback="town")

ANSWER = Field(
    key="answer",
    label=_("Answer to the person who asked"),
    help=_("They read these words as you write them. Say what was done, and what to fetch where."),
    to_raiser=True,
)


def _step(key: str, title: Text, plain: Text, holder: Holder) -> Step:
    return Step(
        key=key,
        title=title,
        plain=plain,
        holder=holder,
        limit=Limit(rule=f"errand.{key}", extendable_by="matters.extend", pausable=True),
        clause=NETWORK,
    )


STEPS = (
    _step("asked", _("Asked"), _("Your errand has arrived. The room of your village looks at it."), ROOM),
    _step("room", _("The room runs it"), _("The mass-work room of your village runs your errand."), ROOM),
    _step("station", _("The station runs it"), _("The mass-work station of your town runs your errand."), STATION),
    _step("department", _("With a department"),
          _("A department works on it. The station of your town follows it up there and answers for it to you."), STATION),
    *ending_steps(rule="errand.review", clause=NETWORK),
)  # fmt: skip

MOVES = (
    Move(
        key="accept",
        title=_("Accept it: the room runs it"),
        sources=("asked",),
        target="room",
        kind=MoveKind.FORWARD,
        ability="errands.handle",
        fields=(
            Field(
                key="promise",
                label=_("What the person still has to bring, and when it will be run"),
                required=False,
                to_raiser=True,
            ),
        ),
        sets={"accepted": True},
        clause=NETWORK,
    ),
    Move(
        key="hand_up",
        title=_("Hand it to the town station"),
        sources=("asked", "room"),
        target="station",
        kind=MoveKind.FORWARD,
        ability="errands.handle",
        fields=(
            Field(
                key="ground",
                label=_("Why the room cannot run it"),
                kind=FieldKind.CHOICE,
                choices=(
                    Choice(value="counter", label=_("It is only done at a counter of the town")),
                    Choice(value="several", label=_("Several offices have to work together")),
                    Choice(value="far", label=_("The room has nobody who can go")),
                ),
            ),
        ),
        sets={"accepted": True},
        clause=NETWORK,
    ),
    Move(
        key="to_department",
        title=_("Hand it in at a department"),
        sources=("room", "station"),
        target="department",
        kind=MoveKind.FORWARD,
        ability="errands.handle",
        fields=(
            Field(
                key="department",
                label=_("Which department has it, what was handed in, and when it will be ready"),
                to_raiser=True,
            ),
        ),
        clause=NETWORK,
    ),
    Move(
        key="answer",
        title=_("Done: answer the person who asked"),
        sources=RUN,
        target="review",
        kind=MoveKind.SETTLE,
        ability="errands.handle",
        fields=(ANSWER,),
        outcome=Outcome.DONE.value,
        clause=NETWORK,
        told=_("Your errand was done."),
        answers=True,
    ),
    Move(
        key="refuse",
        title=_("It cannot be done here: name the right place"),
        sources=OPEN,
        target="review",
        kind=MoveKind.EXIT,
        ability="errands.handle",
        fields=(
            REASON,
            Field(
                key="right_place",
                label=_("Who does it: office, address, telephone, and what to bring"),
                to_raiser=True,
            ),
        ),
        outcome=Outcome.REFUSED.value,
        clause=NETWORK,
        told=_("It cannot be done here. You were told who does it."),
        answers=True,
    ),
    withdrawal(sources=OPEN, ability="errands.handle", outcome=Outcome.WITHDRAWN.value, clause=NETWORK),
    *review_moves(back=OPEN, clause=NETWORK, ability="errands.handle"),
    reopening(target="asked", rule="errand.reopen", ability="errands.handle", clause=NETWORK),
)

ERRAND = register(
    Procedure(
        key="errand",
        version=1,
        title=_("Errands: asked at the room, run by the network"),
        start="asked",
        steps=STEPS,
        moves=MOVES,
        legal_limit=None,
        outcomes=tuple(Choice(value=each.value, label=each.label) for each in Outcome),
        categories=CATEGORIES,
        clause=NETWORK,
        open_ability="errands.register",
        numbering="办",
        passing=Passing(
            bodies=OFFICE_KINDS,
            answer="matters.answer_passage",
            decide="matters.decide_passage",
            clause=NETWORK,
        ),
    )
)
