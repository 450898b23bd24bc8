"""When an office is open: the week, holidays, weekends worked in exchange, days of their own, midnight."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from yixian.kernel.workdays import WorkCalendar
from yixian.network.rules import Door, Hours, Span, Spans, door, read_spans, spans_fault, write_spans
from yixian.network.words import door_text

ZONE = ZoneInfo("Asia/Shanghai")
CALENDAR = WorkCalendar()
WORKING = read_spans("8:30-12:00，14:30-17:30")
OFFICE = Hours(week=dict.fromkeys(range(5), WORKING))
SATURDAYS = Hours(week={5: read_spans("9:00-13:00")})
NIGHT = Hours(week=dict.fromkeys(range(7), read_spans("20:00-24:00, 00:00-06:00")))
ALWAYS = Hours(week=dict.fromkeys(range(7), read_spans("00:00-24:00")))
HOLIDAYS_TOO = Hours(week=OFFICE.week, on_holidays=True)
MARKET = Hours(week=OFFICE.week, special={date(2026, 3, 7): read_spans("7:00-11:00"), date(2026, 3, 9): ()})


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


TABLE = [
    ("a working morning", OFFICE, "2026-03-04 08:30", True, "2026-03-04 12:00"),
    ("a minute before it opens", OFFICE, "2026-03-04 08:29", False, "2026-03-04 08:30"),
    ("lunch begins on the minute", OFFICE, "2026-03-04 12:00", False, "2026-03-04 14:30"),
    ("the middle of lunch", OFFICE, "2026-03-04 13:10", False, "2026-03-04 14:30"),
    ("after hours", OFFICE, "2026-03-04 17:30", False, "2026-03-05 08:30"),
    ("Friday evening waits for Monday", OFFICE, "2026-03-06 18:00", False, "2026-03-09 08:30"),
    ("a weekend", OFFICE, "2026-03-07 10:00", False, "2026-03-09 08:30"),
    ("National Day", OFFICE, "2026-10-01 10:00", False, "2026-10-08 08:30"),
    ("open on holidays where it says so", HOLIDAYS_TOO, "2026-10-01 10:00", True, "2026-10-01 12:00"),
    ("a Sunday worked in exchange", OFFICE, "2026-09-20 10:00", True, "2026-09-20 12:00"),
    ("a Saturday worked in exchange", OFFICE, "2026-10-10 15:00", True, "2026-10-10 17:30"),
    ("a Saturday office on a make-up Saturday", SATURDAYS, "2026-10-10 10:00", True, "2026-10-10 13:00"),
    ("a Saturday office on a holiday", SATURDAYS, "2026-10-03 10:00", False, "2026-10-10 09:00"),
    ("a market day", MARKET, "2026-03-07 08:00", True, "2026-03-07 11:00"),
    ("the evening before a market day", MARKET, "2026-03-06 18:00", False, "2026-03-07 07:00"),
    ("a closed day is passed over", MARKET, "2026-03-08 10:00", False, "2026-03-10 08:30"),
    ("open over midnight", NIGHT, "2026-03-04 23:59", True, "2026-03-05 06:00"),
    ("still open after midnight", NIGHT, "2026-03-05 00:00", True, "2026-03-05 06:00"),
    ("closed at six", NIGHT, "2026-03-05 06:00", False, "2026-03-05 20:00"),
    ("holiday nights end at midnight", NIGHT, "2026-09-30 23:00", True, "2026-10-01 00:00"),
    ("a Sunday inside a break", Hours(week={6: WORKING}), "2026-10-04 10:00", False, "2026-10-11 08:30"),
    ("no hours at all", Hours(), "2026-03-04 10:00", False, ""),
]


@pytest.mark.parametrize(("what", "hours", "at", "opened", "changes"), TABLE, ids=[row[0] for row in TABLE])
def test_whether_it_is_open_and_until_when(
    what: str, hours: Hours, at: str, opened: bool, changes: str
) -> None:
    found = door(hours, CALENDAR, local(at))
    assert found == Door(open=opened, changes_at=local(changes) if changes else None)


def test_an_office_that_never_closes_has_no_hour_at_which_it_does() -> None:
    hours = Hours(week=ALWAYS.week, on_holidays=True)
    assert door(hours, CALENDAR, local("2026-03-04 03:00")) == Door(open=True, changes_at=None)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-03-04 09:00", "open now, until 12:00"),
        ("2026-03-04 13:00", "closed, opens today at 14:30"),
        ("2026-03-04 18:00", "closed, opens tomorrow at 08:30"),
        ("2026-03-06 18:00", "closed, opens Monday at 08:30"),
        ("2026-09-30 18:00", "closed, opens 2026-10-08 at 08:30"),
    ],
)
def test_it_is_said_in_words(at: str, said: str) -> None:
    now = local(at)
    with translation.override("en"):
        assert door_text(door(OFFICE, CALENDAR, now), now) == said


def test_what_is_not_known_is_said_so() -> None:
    with translation.override("en"):
        assert door_text(None, local("2026-03-04 09:00")) == "hours not known"


@pytest.mark.parametrize(
    "typed", ["8:30", "8:30-8:30", "12:00-8:30", "8:00-25:00", "8:00-12:00, 11:00-13:00", "all day", "8-12"]
)
def test_what_are_no_hours_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="no hours"):
        read_spans(typed)


@pytest.mark.parametrize(
    "typed", ["8:30-12:00,14:30-17:30", "14:30—17:30；8:30～12:00", "8：30至12：00 14:30-17:30"]
)
def test_hours_are_read_as_people_write_them(typed: str) -> None:
    assert read_spans(typed) == WORKING


spans = st.lists(
    st.tuples(st.integers(0, 1440), st.integers(0, 1440)).map(lambda pair: Span(*pair)), max_size=4
).map(lambda found: tuple(sorted(found)))


@given(spans)
def test_whatever_may_stand_is_written_and_read_again(times: Spans) -> None:
    if spans_fault(times) is None:
        assert read_spans(write_spans(times)) == times


@given(
    st.fixed_dictionaries(dict.fromkeys(range(7), spans)),
    st.booleans(),
    st.integers(0, 60 * 24 * 40),
)
def test_the_door_agrees_with_every_minute_looked_at(
    week: dict[int, Spans], on_holidays: bool, minute: int
) -> None:
    """A naive look at the day alone says the same, and nothing changes before the moment named."""
    if any(spans_fault(times) for times in week.values()):
        return
    hours = Hours(week=week, on_holidays=on_holidays)
    at = local("2026-09-10 00:00") + timedelta(minutes=minute)
    found = door(hours, CALENDAR, at)
    assert found.open is _open(hours, at)
    if found.changes_at is not None:
        assert _open(hours, found.changes_at) is not found.open
        assert _open(hours, found.changes_at - timedelta(minutes=1)) is found.open


def _open(hours: Hours, at: datetime) -> bool:
    kind = CALENDAR.kind(at.date()).value
    times = hours.week[at.weekday()]
    if CALENDAR.is_break(at.date()) and not hours.on_holidays:
        times = ()
    if kind == "makeup":
        times = next((hours.week[day] for day in range(5) if hours.week[day]), times)
    minute = at.hour * 60 + at.minute
    return any(each.opens <= minute < each.closes for each in times)
