"""What is counted of the public board."""

from django.utils.translation import gettext_lazy as _

from yixian.board import events
from yixian.board.enums import Why
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.procedures.language import Choice

PROCEDURES = (
    Choice(value="petition", label=_("Petition")),
    Choice(value="dispute", label=_("Dispute")),
    Choice(value="concern", label=_("Public concern")),
)


def _by_procedure(fact: Fact) -> Count:
    return Count(1, str(fact.body["procedure"]))


PUT_UP = register(
    Measure(
        key="board.put_up",
        title=_("Matters put on the public board"),
        explain=_("On the day on which the second person approved the text, by procedure."),
        kinds=(events.PUT_UP.key,),
        count=_by_procedure,
        parts=PROCEDURES,
    )
)
ANSWERED = register(
    Measure(
        key="board.answered",
        title=_("Answers put on the public board"),
        explain=_("On the day on which the second person approved the answer, by procedure."),
        kinds=(events.ANSWERED.key,),
        count=_by_procedure,
        parts=PROCEDURES,
    )
)
TAKEN_DOWN = register(
    Measure(
        key="board.taken_down",
        title=_("Matters taken off the public board"),
        explain=_("On the day on which it was taken down, by the reason."),
        kinds=(events.TAKEN_DOWN.key,),
        count=lambda fact: Count(1, str(fact.body["why"])),
        parts=tuple(Choice(value=each.value, label=each.label) for each in Why),
    )
)
