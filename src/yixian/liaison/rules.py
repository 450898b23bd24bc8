"""Pure rules of liaison: periods of visits, and what cannot be so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yixian.disclosure.rules import certain, findings
from yixian.kernel.workdays import ONE_DAY, WorkCalendar
from yixian.liaison.enums import PLACES, Kind
from yixian.matters.rules import headline_fault
from yixian.procedures.language import Text
from yixian.rulebook import counting
from yixian.rulebook.terms import Term

LONGEST = 10_000
MOST_CONCERNS = 10
"""So many concerns are written down with a visit; more are added on its page."""


def last_day(term: Term, since: date, calendar: WorkCalendar) -> date:
    """The last day on which a visit of `since` still counts; the day after it the place is without one."""
    day = _after(since, term, calendar)
    while term.back(day + ONE_DAY, calendar) <= since:
        day += ONE_DAY
    return day


def _after(day: date, term: Term, calendar: WorkCalendar) -> date:
    """The day that lies a term after another."""
    return next(counting.stretches(day, [(term.value, term.unit)], (), calendar)).last


@dataclass(frozen=True, slots=True)
class Stay:
    """That a kind of liaison holds for a place from `begun` (of the first of a succession), in force or not on a day."""

    place: int
    kind: str
    begun: date
    since: date
    until: date | None


def without_visit(
    stays: Iterable[Stay], visits: Collection[tuple[int, str, date]], first: Mapping[str, date], on: date
) -> set[tuple[int, str]]:
    """Places, by id and kind of liaison, without a visit in the period that ends on a day.

    `stays` are those at places in being; `visits` are place, kind and day of those made; `first` the first day of
    each kind's period. A place owes one once its liaison has stood for a whole period.
    """
    standing = {
        (stay.place, stay.kind)
        for stay in stays
        if stay.since <= on and (stay.until is None or on < stay.until) and stay.begun < first[stay.kind]
    }
    visited = {(place, kind) for place, kind, day in visits if first[kind] <= day <= on}
    return standing - visited


def place_fault(kind: Kind, unit_kind: str) -> Text | None:
    """Why a kind of liaison cannot hold for a place of this kind."""
    if unit_kind in PLACES[kind]:
        return None
    return _("A leader is assigned to a town; a department or a cadre to a village or community.")


def since_fault(since: date, today: date, ahead: Term, calendar: WorkCalendar) -> Text | None:
    """Why an assignment cannot begin on a day: it is longer ahead than a term."""
    if since <= _after(today, ahead, calendar):
        return None
    return _("This is too far ahead. Look at the year again.")


def end_fault(until: date, since: date, today: date) -> Text | None:
    """Why an assignment that begins on `since` cannot end on a day; one that has not begun falls away on its first."""
    if since > today:
        return None if until == since else _("It has not begun. It can only end on its first day.")
    if since <= until <= today:
        return None
    return _("It ends today at the latest, and not before it began.")


def visit_fault(day: date, today: date, begun: date) -> Text | None:
    """Why a visit cannot have been made on a day."""
    if day > today:
        return _("This day has not come yet.")
    return _("The liaison had not begun on this day.") if day < begun else None


def plan_fault(day: date, today: date) -> Text | None:
    """Why something cannot be planned for a day."""
    return _("Choose a day that has not passed.") if day < today else None


def title_fault(title: str) -> Text | None:
    """Why a few words cannot stand in lists."""
    return remark_fault(title) if title.strip() else _("Say in a few words what it is.")


def remark_fault(remark: str) -> Text | None:
    """Why a few words cannot stand in lists and in the history, where nothing is sealed; none are none."""
    if fault := headline_fault(remark):
        return fault
    return (
        _("Many read this. Please leave out what tells about a person.")
        if certain(findings(remark))
        else None
    )


def concerns_in(text: str) -> list[str]:
    """The concerns in a text, one to a paragraph."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    return [part for part in parts if part]
