"""The two clocks of a matter: legal, and of the step. Nothing but what stands here sets a due time."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from yixian.matters.enums import RUNNING_STATES, Ground, State
from yixian.matters.models import FAR, Matter
from yixian.matters.rules import earliest
from yixian.procedures.language import Limit, Procedure, Step
from yixian.rulebook.queries import Book
from yixian.rulebook.terms import LOCAL, Clock

LEGAL, STEP = "legal", "step"


def step_clock(matter: Matter) -> Clock | None:
    """The clock of the step it stands at."""
    return Clock.from_json(matter.step_clock) if matter.step_clock else None


def legal_clock(matter: Matter) -> Clock | None:
    """The legal clock, once it was started."""
    return Clock.from_json(matter.legal_clock) if matter.legal_clock else None


def begin_step(matter: Matter, step: Step, book: Book, at: datetime) -> None:
    """Start the clock of a step just entered."""
    matter.step_clock = _started(STEP, step.limit, matter.facts, book, at) if step.limit else None


def begin_legal(matter: Matter, procedure: Procedure, book: Book, at: datetime) -> None:
    """Start the legal clock, unless it was started before."""
    if procedure.legal_limit and not matter.legal_clock:
        matter.legal_clock = _started(LEGAL, procedure.legal_limit, matter.facts, book, at)


def _started(name: str, limit: Limit, facts: Mapping[str, Any], book: Book, at: datetime) -> dict[str, Any]:
    """A clock that runs from the day which the limit's fact names, or from now."""
    day = facts.get(limit.since)
    begun = datetime.combine(date.fromisoformat(day), time(), LOCAL) if day else at
    return Clock.start(name, book.term(limit.rule), begun, book.calendar).as_json()


def resume_legal(matter: Matter, on: date, book: Book) -> None:
    """Let a stopped legal clock run again, because the matter moves on."""
    clock = legal_clock(matter)
    if clock and clock.paused:
        matter.legal_clock = clock.resume(on, book.calendar).as_json()


def put(matter: Matter, clock: Clock) -> None:
    """Put a changed clock back."""
    if clock.name == LEGAL:
        matter.legal_clock = clock.as_json()
    else:
        matter.step_clock = clock.as_json()


def set_dates(matter: Matter) -> None:
    """Bring the indexed due times in line with the clocks; the legal one counts until there is an outcome."""
    step, legal = step_clock(matter), legal_clock(matter)
    running = matter.state in RUNNING_STATES
    matter.step_due_at = step.due if step and running else None
    matter.legal_due_at = legal.due if legal and matter.state == State.WORK else None
    matter.due_at = earliest((matter.step_due_at, matter.legal_due_at), FAR)
    if matter.escalation == 0 or matter.step_due_at is None:
        matter.wake_at = matter.step_due_at


def recomputed(matter: Matter, book: Book) -> list[tuple[Clock, Clock]]:
    """Clocks that a corrected calendar moves or settles, each before and after; they are put back."""
    changed = []
    for clock in filter(None, (step_clock(matter), legal_clock(matter))):
        after = clock.recomputed(book.calendar)
        if (after.due, after.provisional) != (clock.due, clock.provisional):
            put(matter, after)
            changed.append((clock, after))
    return changed


def grounds_of(limit: Limit) -> tuple[Ground, ...]:
    """The grounds on which a clock of this limit may be stopped; none where it may not."""
    if not limit.pausable:
        return ()
    return tuple(map(Ground, limit.grounds)) or tuple(Ground)


def extension_grounds(limit: Limit) -> tuple[Ground, ...]:
    """The grounds on which a clock of this limit may be extended."""
    return tuple(map(Ground, limit.extends_for)) or tuple(Ground)


def limited(matter: Matter) -> list[tuple[Clock, Limit]]:
    """The clocks of a matter, each with the limit that it runs by."""
    pairs = (
        (step_clock(matter), matter.standing_step.limit),
        (legal_clock(matter), matter.declaration.legal_limit),
    )
    return [(clock, limit) for clock, limit in pairs if clock and limit]
