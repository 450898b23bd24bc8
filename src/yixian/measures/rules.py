"""Cutting time into whole years, months and days. Pure."""

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from yixian.measures.enums import Span

_FINER = {Span.YEAR: Span.MONTH, Span.MONTH: Span.DAY}


@dataclass(frozen=True, slots=True)
class Piece:
    """The whole spans of a kind that begin in [first, end)."""

    span: Span
    first: date
    end: date


def pieces(since: date, until: date, coarsest: Span = Span.YEAR) -> list[Piece]:
    """Return the fewest whole spans, none coarser than given, that make up [since, until); at most five pieces."""
    if since >= until:
        return []
    if coarsest is Span.DAY:
        return [Piece(Span.DAY, since, until)]
    finer = _FINER[coarsest]
    first, end = _start_from(since, coarsest), start(until, coarsest)
    if first >= end:
        return pieces(since, until, finer)
    return [*pieces(since, first, finer), Piece(coarsest, first, end), *pieces(end, until, finer)]


def start(day: date, span: Span) -> date:
    """Return the first day of the span that a day lies in."""
    if span is Span.DAY:
        return day
    return day.replace(day=1) if span is Span.MONTH else day.replace(month=1, day=1)


def after(day: date, span: Span) -> date:
    """Return the first day of the next span."""
    if span is Span.DAY:
        return day + timedelta(days=1)
    begin = start(day, span)
    if span is Span.MONTH and begin.month < 12:
        return begin.replace(month=begin.month + 1)
    return date(begin.year + 1, 1, 1) if begin.year < MAXYEAR else date.max


def _start_from(day: date, span: Span) -> date:
    return day if start(day, span) == day else after(day, span)
