"""Putting a matter at a step: its holder, sight, outcome and clocks."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.matters import clocks, rules
from yixian.matters.actions.store import refuse
from yixian.matters.enums import OPEN_PASSAGES, OPEN_STATES, PassageState
from yixian.matters.models import Matter, Passage
from yixian.places.models import Unit
from yixian.places.queries import Surroundings, surroundings
from yixian.procedures.language import Holder, Step
from yixian.rulebook.queries import Book


def enter(matter: Matter, step: Step, *, book: Book, at: datetime) -> None:
    """Put a matter at a step, in memory. Raises Refused when no office may hold it there."""
    if step.holder and not step.holder.keeps:
        hold(matter, holder_for(matter, step.holder, at))
    if step.key != matter.step:
        matter.came_from, matter.step = matter.step, step.key
        matter.step_since = at
        matter.escalation = 0
        clocks.begin_step(matter, step, book, at)
    matter.state = rules.STATES[step.kind]
    if matter.state in OPEN_STATES:
        matter.ended_at = None
    else:
        matter.ended_at = matter.ended_at or at


def hold(matter: Matter, unit: Unit) -> None:
    """Give a matter to a unit, in memory; whoever had it there loses it when the unit changes."""
    if matter.holder_id != unit.pk:
        matter.assignee = None
    matter.holder = unit
    see(matter)


def see(matter: Matter) -> None:
    """Set, in memory, which units see a matter: by its holder, its place, who had it and to whom it is offered."""
    hidden = is_about(matter) or matter.declaration.discreet
    also = {*matter.keepers, *(matter.offered_to.lineage if matter.offered_to else ())}
    matter.sight = rules.sight(matter.holder.lineage, matter.place.lineage, about=hidden, also=also)


def end_offer(matter: Matter, at: datetime) -> None:
    """The unit that a matter was offered to sees it no longer, in memory; who was told that it is late still does."""
    matter.offered_to = None
    see(matter)
    if matter.escalation and (higher := told(matter, matter.escalation, at)):
        matter.sight = sorted({*matter.sight, *higher.lineage})


def drop_offer(matter: Matter, at: datetime) -> None:
    """Let an open hand-over fall, because the matter goes on where it is. No statement where there is none."""
    if matter.offered_to_id is None:
        return
    end_offer(matter, at)
    Passage.objects.filter(matter=matter, state__in=OPEN_PASSAGES).update(
        state=PassageState.KEPT, settled_at=at, due_at=None
    )


def holder_for(matter: Matter, wanted: Holder, at: datetime) -> Unit:
    """The unit that holds a step of this matter, never one that it is about. One statement. Raises Refused."""
    around = surroundings(matter.place, timezone.localdate(at))
    found = around.holder(wanted, matter.about_units) or _elsewhere(around, wanted, matter.about_units)
    if found is None:
        raise refuse(
            _(
                "Nobody in this banner may take this, because it is about them. Please go to the next higher level."
            )
        )
    return found


def told(matter: Matter, level: int, at: datetime) -> Unit | None:
    """Who is told when the holder is late for the `level`-th time. One statement."""
    around = surroundings(matter.place, timezone.localdate(at))
    return around.told(matter.holder, level, matter.about_units)


def is_about(matter: Matter) -> bool:
    """Whether it is a complaint about a unit or a person."""
    return bool(matter.about_units or matter.about_persons)


def _elsewhere(around: Surroundings, wanted: Holder, avoid: list[int]) -> Unit | None:
    return around.above(wanted.tier, avoid) or around.root(avoid)
