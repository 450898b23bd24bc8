"""Pure rules of leaders' cases and of teams."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Text
from yixian.teams.enums import EndWhy, OpinionState, TaskState


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """A post at a unit in a role, from a day until (not including) another; whose it is."""

    post: int
    person: int
    name: str
    unit: int
    role: str
    since: date
    until: date | None

    def held_on(self, day: date) -> bool:
        """Whether it is held on a day."""
        return self.since <= day and (self.until is None or day < self.until)


def followers(seats: Iterable[Seat]) -> dict[int, int]:
    """Which post followed on which, by ids of posts.

    A post that ends is followed by the first post of the same role at the same unit that begins on that day or
    later and follows no other; who left first is followed first.
    """
    real = [seat for seat in seats if seat.until is None or seat.until > seat.since]
    ended = sorted((seat for seat in real if seat.until), key=lambda seat: (seat.until, seat.post))
    fresh = sorted(real, key=lambda seat: (seat.since, seat.post))
    found: dict[int, int] = {}
    for old in ended:
        heir = next(
            (seat.post for seat in fresh if _follows(seat, old) and seat.post not in found.values()), None
        )
        if heir is not None:
            found[old.post] = heir
    return found


def _follows(new: Seat, old: Seat) -> bool:
    same = (new.unit, new.role) == (old.unit, old.role)
    return same and new.post != old.post and old.until is not None and new.since >= old.until


def chain(post: int, seats: Mapping[int, Seat], after: Mapping[int, int]) -> list[Seat]:
    """A post and those that followed on it, in order; empty for an unknown one."""
    found = []
    here: int | None = post
    while here is not None and here in seats:
        found.append(seats[here])
        here = after.get(here)
    return found


def leader_fault(
    *,
    person: int,
    lineage: Collection[int],
    about_units: Collection[int],
    about_persons: Collection[int],
    tied: bool,
) -> Text | None:
    """Why somebody keeps out of a matter; None when nothing stands against them."""
    if person in about_persons or not set(lineage).isdisjoint(about_units):
        return _("The matter is about this person or their unit, who keep out of it.")
    if tied:
        return _("This person has declared a tie to a party, and keeps out of it.")
    return None


def unit_fault(lineage: Collection[int], about_units: Collection[int]) -> Text | None:
    """Why a unit keeps out of a matter; None when nothing stands against it."""
    if set(lineage).isdisjoint(about_units):
        return None
    return _("The matter is about this unit, which keeps out of it.")


def task_state(due_at: datetime, done_at: datetime | None, at: datetime) -> TaskState:
    """How something to be done stands at a moment; `due_at` is the end of its last day."""
    if done_at is not None:
        return TaskState.DONE
    return TaskState.OVERDUE if due_at <= at else TaskState.OPEN


def decision_fault(opinions: Sequence[str], *, decided: bool) -> Text | None:
    """Why a joint consultation cannot decide; None when it can."""
    if decided:
        return _("This consultation has decided already.")
    if OpinionState.AWAITED in opinions:
        return _(
            "Not every invited unit has given its opinion. Write it down, or note that the unit was absent."
        )
    if OpinionState.GIVEN not in opinions:
        return _("No unit gave an opinion. Call another consultation.")
    return None


def end_fault(why: EndWhy, *, is_open: bool, to_do: int) -> Text | None:
    """Why a case cannot be ended; None when it can."""
    if why is EndWhy.RETURNED:
        return None
    if is_open:
        return _("Whoever raised it has no answer yet. Answer the matter first.")
    if to_do:
        return _("Something decided or planned is not done yet. Mark it as done first.")
    return None


def future_fault(day: date, today: date) -> Text | None:
    """Why a day on which something happened cannot be right."""
    return _("This day has not come yet.") if day > today else None


def past_fault(day: date, today: date) -> Text | None:
    """Why a day until which something is to be done cannot be right."""
    return _("Choose a day that has not passed.") if day < today else None
