"""Pure rules of matters."""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import takewhile

from django.utils.translation import gettext_lazy as _

from yixian.matters.enums import State, Voice
from yixian.procedures.decide import Standing
from yixian.procedures.enums import Mover, StepKind
from yixian.procedures.language import Field, Move, Text

LONGEST_HEADLINE = 60
LONGEST_STORY = 10_000
_NUMBERS = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx]|\d{15})(?!\d)")

STATES = {
    StepKind.WORK: State.WORK,
    StepKind.WAITING: State.WAITING,
    StepKind.AFTER: State.AFTER,
    StepKind.END: State.END,
}


def headline_fault(headline: str) -> Text | None:
    """What is wrong with a heading that stands in lists unsealed; None when nothing is."""
    if len(headline) > LONGEST_HEADLINE:
        return _("Please keep the heading under 60 characters.")
    if _NUMBERS.search(headline):
        return _("The heading stands in lists. Please leave telephone and identity numbers out of it.")
    return None


def story_fault(story: str) -> Text | None:
    """What is wrong with the words of somebody who raises a matter; None when nothing is."""
    if not story.strip():
        return _("Please say what it is about.")
    if len(story) > LONGEST_STORY:
        return _("Please keep it under 10,000 characters; longer papers can be added as files.")
    return None


def sight(
    holder: Sequence[int], place: Sequence[int], *, about: bool, also: Collection[int] = ()
) -> list[int]:
    """Units whose posts may see a matter: above its holder, and above its place unless it is about a unit or person.

    `also` are units that had it, and the line of the one that it is offered to.
    """
    return sorted({*holder, *(() if about else place), *also})


def ground(move: Move, holder: Sequence[int], place: Sequence[int]) -> Collection[int]:
    """Units on one of which an officer has the ability who makes a move, by the lineages of holder and place."""
    return {*holder, *place} if move.over_place else holder


def counted_at(holder: Sequence[int], grounds: Collection[int]) -> int:
    """The unit at which a complaint is counted: the holder or the first above it that stands on none of `grounds`.

    Those are the units that the ones complained about look after; their figures must not betray it. The root counts
    what no other unit can.
    """
    return [holder[0], *takewhile(lambda unit: unit not in grounds, holder)][-1]


def voice(field: Field, mover: Mover) -> Voice:
    """Who speaks in the text of a field."""
    if mover is Mover.RAISER:
        return Voice.RAISER
    return Voice.ANSWER if field.to_raiser else Voice.FILE


def earliest(times: Iterable[datetime | None], otherwise: datetime) -> datetime:
    """The earliest of the times that there are."""
    return min((time for time in times if time is not None), default=otherwise)


def standing(step: str, came_from: str, facts: dict[str, object]) -> Standing:
    """Where a matter stands, as the pure decisions want it."""
    return Standing(step=step, came_from=came_from, facts=facts)
