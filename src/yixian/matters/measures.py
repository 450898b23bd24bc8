"""What is counted of every matter, whatever its procedure."""

from django.utils.translation import gettext_lazy as _

from yixian.matters import events
from yixian.matters.enums import OPEN_STATES
from yixian.measures.declare import Count, Fact, Measure, register


def _opened(fact: Fact) -> Count:
    return Count(1, str(fact.body["procedure"]))


def is_open(side: object) -> bool:
    """Whether a matter was open, by the `before` or `after` of an event."""
    return isinstance(side, dict) and side.get("state") in OPEN_STATES


def _open(fact: Fact) -> Count | None:
    procedure = str(fact.body["procedure"])
    if fact.kind == events.OPENED.key:
        return Count(1, procedure)
    change = is_open(fact.body["after"]) - is_open(fact.body["before"])
    return Count(change, procedure) if change else None


RAISED = register(
    Measure(
        key="matters.raised",
        title=_("Matters raised"),
        explain=_("Every matter, on the day it was raised, at its place."),
        kinds=(events.OPENED.key,),
        count=_opened,
    )
)
OPEN = register(
    Measure(
        key="matters.open",
        title=_("Matters open"),
        explain=_("Matters that wait for an answer, or for the resident to review it."),
        kinds=(events.OPENED.key, events.MOVED.key, events.MERGED.key),
        count=_open,
        stock=True,
    )
)
OVERDUE = register(
    Measure(
        key="matters.overrun",
        title=_("Steps run over"),
        explain=_("How often a step was not left in its time and the next level was told."),
        kinds=(events.ESCALATED.key,),
        count=_opened,
    )
)
