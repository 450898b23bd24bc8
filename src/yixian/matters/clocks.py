"""The two clocks of a matter: legal, and of the step. Nothing but what stands here sets a due time."""

from datetime import date, datetime

from yixian.matters.enums import RUNNING_STATES, State
from yixian.matters.models import FAR, Matter
from yixian.matters.rules import earliest
from yixian.procedures.language import Procedure, Step
from yixian.rulebook.queries import Book
from yixian.rulebook.terms import Clock

LEGAL, STEP = "legal", "step"


def step_clock(matter: Matter) -> Clock | None:
    """The clock of the step it stands at."""
    return Clock.from_json(matter.step_clock) if matter.step_clock else None


def legal_clock(matter: Matter) -> Clock | None:
    """The legal clock, once it was started."""
    return Clock.from_json(matter.legal_clock) if matter.legal_clock else None


def begin_step(matter: Matter, step: Step, book: Book, at: datetime) -> None:
    """Start the clock of a step just entered."""
    clock = Clock.start(STEP, book.term(step.limit.rule), at, book.calendar) if step.limit else None
    matter.step_clock = clock.as_json() if clock else None


def begin_legal(matter: Matter, procedure: Procedure, book: Book, at: datetime) -> None:
    """Start the legal clock, unless it was started before."""
    if procedure.legal_limit and not matter.legal_clock:
        term = book.term(procedure.legal_limit.rule)
        matter.legal_clock = Clock.start(LEGAL, term, at, book.calendar).as_json()


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
