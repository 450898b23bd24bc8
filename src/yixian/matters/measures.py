"""What is counted of every matter, whatever its procedure."""

from django.utils.translation import gettext_lazy as _

from yixian.matters import events
from yixian.matters.enums import OPEN_STATES, RefusalGround
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.places.enums import UnitKind
from yixian.procedures.language import Choice

PASSAGES = (events.TAKEN.key, events.GIVEN_BACK.key)
REFUSALS = tuple(Choice(value=ground.value, label=ground.label) for ground in RefusalGround)
KINDS = tuple(Choice(value=kind.value, label=kind.label) for kind in UnitKind)


def _opened(fact: Fact) -> Count:
    return Count(1, str(fact.body["procedure"]))


def is_open(side: object) -> bool:
    """Whether a matter was open, by the `before` or `after` of an event."""
    return isinstance(side, dict) and side.get("state") in OPEN_STATES


def _open(fact: Fact) -> Count | tuple[Count, ...] | None:
    procedure = str(fact.body["procedure"])
    if fact.kind in PASSAGES:
        return _went_over(fact, procedure, str(fact.body["entered"]))
    if fact.kind == events.OPENED.key:
        return Count(1, procedure)
    change = is_open(fact.body["after"]) - is_open(fact.body["before"])
    return Count(change, procedure) if change else None


def _went_over(fact: Fact, left: str, entered: str) -> tuple[Count, ...]:
    """What a hand-over into another procedure takes off the one and adds to the other."""
    if left == entered:
        return ()
    return Count(-is_open(fact.body["before"]), left), Count(int(is_open(fact.body["after"])), entered)


def _handed_over(fact: Fact) -> Count:
    return Count(1, str(fact.body["kind"]))


def _refused(fact: Fact) -> Count:
    return Count(1, str(fact.body["refusal"]))


def _upheld(fact: Fact) -> Count | None:
    refusal = str(fact.body.get("refusal") or "")
    return Count(1, refusal) if refusal else None


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
        kinds=(events.OPENED.key, events.MOVED.key, events.MERGED.key, *PASSAGES),
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
HANDED_OVER = register(
    Measure(
        key="matters.handed_over",
        title=_("Matters handed over"),
        explain=_("Counted when another unit has taken a matter with its file, by the kind of that unit."),
        kinds=(events.TAKEN.key,),
        count=_handed_over,
        parts=KINDS,
    )
)
TURNED_DOWN = register(
    Measure(
        key="matters.turned_down",
        title=_("Hand-overs refused"),
        explain=_("Counted when a unit does not take what is offered to it, by its ground."),
        kinds=(events.REFUSED.key,),
        count=_refused,
        parts=REFUSALS,
    )
)
UPHELD = register(
    Measure(
        key="matters.refusal_upheld",
        title=_("Refusals that held"),
        explain=_("Refused hand-overs after which the matter stayed where it was, agreed or decided."),
        kinds=(events.KEPT.key,),
        count=_upheld,
        parts=REFUSALS,
    )
)
OVERRULED = register(
    Measure(
        key="matters.refusal_overruled",
        title=_("Refusals overruled"),
        explain=_("Refused hand-overs after which the unit had to take the matter."),
        kinds=(events.TAKEN.key,),
        count=_upheld,
        parts=REFUSALS,
    )
)
