"""What is counted of errands."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from yixian.matters import events
from yixian.measures.declare import Count, Fact, Measure, register
from yixian.network.enums import OFFICE_KINDS, Outcome
from yixian.network.kinds import CATEGORIES
from yixian.network.procedures import ERRAND
from yixian.places.enums import TERRITORY_KINDS
from yixian.procedures.ending import review_said
from yixian.procedures.language import Choice

KEY = ERRAND.key
OUTCOMES = tuple(Choice(value=each.value, label=each.label) for each in Outcome)
RUNNERS = tuple(Choice(value=each.value, label=each.label) for each in (*OFFICE_KINDS, *TERRITORY_KINDS))
REVIEWS = (
    Choice(value="content", label=_("content")),
    Choice(value="not_content", label=_("not content")),
    Choice(value="silent", label=_("said nothing")),
)


def _asked(fact: Fact) -> Count | None:
    return Count(1, str(fact.body["category"])) if fact.body["procedure"] == KEY else None


def _answers(fact: Fact) -> Iterator[tuple[int, str]]:
    """The outcome that a move took back (−1) and the one that it gave (+1)."""
    if fact.body["procedure"] != KEY:
        return
    before, after = _answer(fact.body["before"]), _answer(fact.body["after"])
    if before != after:
        yield from ((sign, outcome) for sign, outcome in ((-1, before), (1, after)) if outcome)


def _answer(side: object) -> str:
    """The outcome on one side of a move."""
    return str(side["outcome"]) if isinstance(side, dict) else ""


def _ended(fact: Fact) -> tuple[Count, ...]:
    return tuple(Count(sign, outcome) for sign, outcome in _answers(fact))


def _done(fact: Fact) -> tuple[Count, ...]:
    kind = str(fact.body.get("category", ""))
    return tuple(Count(sign, kind) for sign, outcome in _answers(fact) if outcome == Outcome.DONE)


def _done_at(fact: Fact) -> tuple[Count, ...]:
    kind = str(fact.body["kind"])
    return tuple(Count(sign, kind) for sign, outcome in _answers(fact) if outcome == Outcome.DONE)


def _reviewed(fact: Fact) -> Count | None:
    said = review_said(fact.body, KEY)
    return Count(1, said) if said else None


ASKED = register(
    Measure(
        key="errands.asked",
        title=_("Errands asked for"),
        explain=_("Every errand, on the day it was asked for, at its place, by kind."),
        kinds=(events.OPENED.key,),
        count=_asked,
        parts=CATEGORIES,
    )
)
DONE = register(
    Measure(
        key="errands.done",
        title=_("Errands done"),
        explain=_("Counted on the day of the answer; taken off again when the resident sends it back."),
        kinds=(events.MOVED.key,),
        count=_done,
        parts=CATEGORIES,
    )
)
DONE_AT = register(
    Measure(
        key="errands.done_at",
        title=_("Errands done, by who ran them"),
        explain=_("How many the room ran itself, and how many a station or a department."),
        kinds=(events.MOVED.key,),
        count=_done_at,
        parts=RUNNERS,
    )
)
ENDED = register(
    Measure(
        key="errands.ended",
        title=_("Errands answered, by outcome"),
        explain=_(
            "Done, led to the right place, or withdrawn; taken off again when the resident sends it back."
        ),
        kinds=(events.MOVED.key,),
        count=_ended,
        parts=OUTCOMES,
    )
)
REVIEWED = register(
    Measure(
        key="errands.reviewed",
        title=_("Reviews of errands by residents"),
        explain=_("What those who asked said of the answer; saying nothing is no consent."),
        kinds=(events.MOVED.key,),
        count=_reviewed,
        parts=REVIEWS,
    )
)
