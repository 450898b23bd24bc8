"""Whole years, months and days make up any stretch of time, once each."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yixian.measures.enums import Span
from yixian.measures.rules import after, pieces, start

DAYS = st.dates(date(2011, 1, 1), date(2016, 12, 31))


@given(DAYS, DAYS, st.sampled_from(Span))
def test_the_pieces_cover_every_day_once_and_no_other(since: date, until: date, coarsest: Span) -> None:
    covered: list[date] = []
    for piece in pieces(since, until, coarsest):
        first = piece.first
        while first < piece.end:
            assert start(first, piece.span) == first
            following = after(first, piece.span)
            covered += [first + timedelta(days=n) for n in range((following - first).days)]
            first = following
    assert covered == [since + timedelta(days=n) for n in range((until - since).days)]


@given(st.dates(), st.dates())
def test_no_stretch_takes_more_than_five_pieces(since: date, until: date) -> None:
    found = pieces(since, until)
    assert len(found) <= 5
    assert all(piece.first < piece.end for piece in found)


def test_whole_years_are_not_cut() -> None:
    assert [p.span for p in pieces(date(2013, 1, 1), date(2016, 1, 1))] == [Span.YEAR]
    assert [p.span for p in pieces(date.min, date(2013, 3, 5))] == [Span.YEAR, Span.MONTH, Span.DAY]
