"""Every route of a case as it stands on a day: pure, from the declarations, the rule rows and the calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.kernel.workdays import ONE_DAY
from yixian.procedures.language import Clause, Text
from yixian.remedies import table
from yixian.remedies.declare import Case, Count, Route, cited
from yixian.remedies.enums import Standing
from yixian.rulebook.queries import Book
from yixian.rulebook.terms import LOCAL, Clock, Term, due_date
from yixian.rulebook.words import amount, day_text, source_text, term_text


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A route as it stands. `term` is the rule row that counts, `reason` and `clause` why it is closed or free.

    Without a known starting day a counted route is open, and has a `term` but no `last_day`.
    """

    route: Route
    standing: Standing
    clause: Clause
    reason: str = ""
    term: Term | None = None
    last_day: date | None = None
    days_left: int | None = None
    opens_on: date | None = None
    provisional: bool = False
    note: str = ""

    @property
    def is_open(self) -> bool:
        return self.standing is Standing.OPEN

    @property
    def due(self) -> datetime | None:
        """The end (24:00) of the last day, for the chip that says how long there is left."""
        return datetime.combine(self.last_day + ONE_DAY, time(), LOCAL) if self.last_day else None

    @property
    def counted(self) -> str:
        """Length and source of the term that counts."""
        return term_text(self.term) if self.term else ""

    @property
    def asking(self) -> str:
        """The clause by which asking breaks a running limitation period."""
        return cited(self.route.asking) if self.route.asking else ""

    @property
    def limit(self) -> str:
        """How long it stays open, or why it is not, in one sentence without a full stop."""
        return _LIMITS[self.standing](self)

    @property
    def source(self) -> str:
        """The clause by which it is counted, closed or free."""
        return source_text(self.term) if self.term else cited(self.clause)


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteRow:
    """A route as documents print it: plain text. `last_day` is empty where no day is known or none applies."""

    title: str
    body: str
    last_day: str
    days_left: str
    clause: str
    fee: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ending:
    """One count: its row, and from the day it starts its last day and the day on which it opens."""

    term: Term
    last_day: date | None = None
    opens_on: date | None = None
    provisional: bool = False
    note: Text = ""


def routes(case: Case, book: Book, on: date) -> tuple[Found, ...]:
    """Every route that concerns a case: open ones by their days left, then those not open yet, over, or barred."""
    found = [stands(route, case, book, on) for route in table.every() if route.concerns(case)]
    return tuple(sorted(found, key=_place))


def row_of(found: Found) -> RouteRow:
    """A route as a row of a document."""
    return RouteRow(
        title=str(found.route.title),
        body=str(found.route.body),
        last_day=day_text(found.last_day) if found.last_day else "",
        days_left=found.limit,
        clause=found.source,
        fee=str(found.route.fee),
    )


def _place(found: Found) -> tuple[int, bool, int, int]:
    left = found.days_left
    return found.standing, left is None, left or 0, found.route.family


def stands(route: Route, case: Case, book: Book, on: date) -> Found:
    """One route of a case: barred, free of any limit, or counted."""
    for bar in route.bars:
        if bar.holds(case):
            return Found(route=route, standing=Standing.BARRED, clause=bar.clause, reason=str(bar.text))
    for free in route.free:
        if free.holds(case):
            return Found(
                route=route,
                standing=Standing.OPEN,
                clause=free.clause,
                reason=str(free.text),
                note=str(route.note),
            )
    return _counted(route, case, book, on)


def _counted(route: Route, case: Case, book: Book, on: date) -> Found:
    """A route by its earliest last day, where a day is known."""
    ending = min(_endings(route, case, book), key=lambda each: each.last_day or date.max, default=None)
    opens_on = _opening(route, case, ending)
    waits = opens_on is not None and on < opens_on
    if ending is None or ending.last_day is None:
        return Found(
            route=route,
            standing=Standing.NOT_YET if waits else Standing.OPEN,
            clause=route.clause,
            term=ending.term if ending else None,
            opens_on=opens_on,
            note=_note(route, ending),
        )
    over = on > ending.last_day
    return Found(
        route=route,
        standing=Standing.NOT_YET if waits else Standing.OVER if over else Standing.OPEN,
        clause=route.clause,
        reason=str(route.over) if over else "",
        term=ending.term,
        last_day=ending.last_day,
        days_left=None if over or waits else (ending.last_day - on).days,
        opens_on=opens_on,
        provisional=ending.provisional,
        note=_note(route, ending),
    )


def _note(route: Route, ending: _Ending | None) -> str:
    return str((ending and ending.note) or route.note)


def _opening(route: Route, case: Case, ending: _Ending | None) -> date | None:
    day = case.day([route.opens]) if route.opens else None
    return day + ONE_DAY if day else ending.opens_on if ending else None


def _endings(route: Route, case: Case, book: Book) -> Iterator[_Ending]:
    for count in route.counts:
        if count.holds(case):
            yield _ending(count, case, book)


def _ending(count: Count, case: Case, book: Book) -> _Ending:
    term, start = book.term(count.rule), case.day(count.start)
    if start is None:
        return _Ending(term=term, note=count.note)
    opens_on = None
    if count.after:
        start = _clock(book.term(count.after), start, book).stretches(book.calendar)[-1].last
        opens_on = start + ONE_DAY
    clock = _clock(term, start, book)
    return _Ending(
        term=term,
        last_day=due_date(clock),
        opens_on=opens_on,
        provisional=clock.provisional,
        note=count.note,
    )


def _clock(term: Term, start: date, book: Book) -> Clock:
    return Clock.start(term.code, term, datetime.combine(start, time(12), LOCAL), book.calendar)


def _open(found: Found) -> str:
    if found.days_left is not None:
        said = ngettext("%(n)d day left", "%(n)d days left", found.days_left) % {"n": found.days_left}
        return _("last day: today") if not found.days_left else said
    if found.term:
        return _("open for %(amount)s from the day that starts it") % {
            "amount": amount(found.term.value, found.term.unit)
        }
    return _("open without a time limit")


def _not_yet(found: Found) -> str:
    return _("opens on %(day)s") % {"day": day_text(found.opens_on or date.max)}


def _over(found: Found) -> str:
    since = (found.last_day or date.min) + timedelta(days=1)
    return _("over since %(day)s") % {"day": day_text(since)}


def _barred(found: Found) -> str:
    return _("not open: %(reason)s") % {"reason": found.reason}


_LIMITS = {
    Standing.OPEN: _open,
    Standing.NOT_YET: _not_yet,
    Standing.OVER: _over,
    Standing.BARRED: _barred,
}
