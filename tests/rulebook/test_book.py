"""The rule book answers from memory, never with what was rolled back, and every write is an event."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import transaction
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from tests.rulebook.sample import clock, day, moment
from yixian.audit.models import Event
from yixian.audit.record import broken_links
from yixian.kernel.workdays import DayKind
from yixian.rulebook import declare, queries
from yixian.rulebook.actions import correct_day, install_declared, publish_year, set_rule
from yixian.rulebook.enums import Mark, TermUnit
from yixian.rulebook.models import DayCorrection, PublishedYear, Rule
from yixian.rulebook.queries import Book, UnknownRule, book
from yixian.rulebook.rules import RuleRefused
from yixian.rulebook.terms import due_date

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
AT = moment(TODAY)


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "_shelves", {})
    Rule.objects.all().delete()


@pytest.fixture
def _english() -> Iterator[None]:
    with override("en"):
        yield


def _room(
    value: int = 9,
    valid_from: date = TODAY,
    *,
    source: str = "Decision",
    article: str = "",
    mark: Mark = Mark.K,
) -> Rule:
    return set_rule(
        by=7, at=AT, code="dispute.room", value=value, unit=TermUnit.DAYS, source=source, article=article,
        mark=mark, valid_from=valid_from,
    )  # fmt: skip


def _publish(year: int = 2027, days: dict[date, DayKind] | None = None, source: str = "通知") -> None:
    days = {date(year, 1, 1): DayKind.HOLIDAY} if days is None else days
    publish_year(by=7, at=AT, year=year, days=days, names=dict.fromkeys(days, "元旦"), source=source)


def _events() -> list[Event]:
    return list(Event.objects.filter(stream="rulebook").order_by("seq"))


def test_every_declared_row_is_installed_once() -> None:
    assert install_declared(AT) == len(declare.every())
    assert install_declared(AT) == 0
    assert {row.code for row in book(TODAY).rows} == declare.codes()
    assert [event.kind for event in _events()] == ["rulebook.installed"]


def test_what_an_administrator_entered_is_left_alone() -> None:
    _room(value=9, valid_from=date(2013, 1, 1))
    set_rule(
        by=7, at=AT, code="dispute.settle", value=40, unit=TermUnit.DAYS, source="Regulation", article="9",
        mark=Mark.V, valid_from=TODAY,
    )  # fmt: skip
    install_declared(AT)
    assert book(TODAY).term("dispute.room").value == 9
    assert book(TODAY).term("dispute.settle").value == 40
    assert book(date(2025, 1, 1)).term("dispute.settle").value == 1


def test_a_local_setting_is_not_put_over_one_of_an_administrator() -> None:
    _room(value=9, valid_from=date(2010, 1, 1))
    install_declared(AT)
    assert book(TODAY).term("dispute.room").value == 9


def test_the_row_in_force_on_the_day_counts() -> None:
    _room(7, date(2020, 1, 1))
    _room(9, TODAY)
    assert [book(on).term("dispute.room").value for on in (date(2026, 3, 1), TODAY)] == [7, 9]
    with pytest.raises(UnknownRule, match=r"no rule dispute\.room is in force on 2019-12-31"):
        book(date(2019, 12, 31)).term("dispute.room")


def test_entering_a_row_of_the_same_day_again_corrects_it() -> None:
    _room(7)
    _room(9)
    assert list(Rule.objects.values_list("value", flat=True)) == [9]
    assert [event.body["value"] for event in _events()] == [7, 9]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"value": 0}, "between 1 and 1000"),
        ({"value": 1001}, "between 1 and 1000"),
        ({"source": " "}, "where the number comes from"),
        ({"source": "x" * 121}, "120 characters"),
        ({"mark": Mark.V}, "needs its article"),
    ],
)
@pytest.mark.usefixtures("_english")
def test_a_row_that_cannot_stand_is_refused(given: dict[str, object], fault: str) -> None:
    with pytest.raises(RuleRefused, match=fault):
        _room(**given)  # type: ignore[arg-type]


@pytest.mark.usefixtures("_english")
def test_a_code_that_nothing_uses_is_refused() -> None:
    with pytest.raises(RuleRefused, match=r"No rule is called dispute\.moon\."):
        set_rule(
            by=7, at=AT, code="dispute.moon", value=1, unit=TermUnit.DAYS, source="Decision", article="",
            mark=Mark.K, valid_from=TODAY,
        )  # fmt: skip


def test_a_cold_book_takes_three_statements_and_a_warm_one_none(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    install_declared(AT)
    for on, statements in ((TODAY, 3), (TODAY, 0), (date(2026, 3, 3), 0)):
        with django_assert_num_queries(statements):
            book(on).term("dispute.settle")


def test_a_book_is_read_again_after_some_seconds(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(queries, "SECONDS_KEPT", 0.0)
    for _again in range(2):
        with django_assert_num_queries(3):
            book(TODAY)


WRITES: list[Callable[[], object]] = [
    lambda: _room(9),
    lambda: correct_day(by=7, at=AT, day=date(2026, 7, 1), kind=DayKind.HOLIDAY, name="那达慕"),
    _publish,
]


def _reads(the_book: Book) -> tuple[object, ...]:
    return the_book.dated, the_book.calendar.version


@pytest.mark.parametrize("write", WRITES)
def test_a_write_is_read_at_once_and_forgotten_when_rolled_back(write: Callable[[], object]) -> None:
    before = _reads(book(TODAY))
    with transaction.atomic():
        write()
        assert _reads(book(TODAY)) != before
        transaction.set_rollback(True)
    assert _reads(book(TODAY)) == before


@pytest.mark.django_db(transaction=True)
def test_a_committed_write_is_read_at_once() -> None:
    before = _reads(book(TODAY))
    _room(9)
    assert _reads(book(TODAY)) != before


def test_a_corrected_day_moves_terms() -> None:
    correct_day(by=7, at=AT, day=date(2026, 3, 9), kind=DayKind.HOLIDAY, name="节日")
    calendar = book(TODAY).calendar
    assert due_date(clock("2026-03-02", 7).recomputed(calendar)) == day("2026-03-10")
    assert calendar.name(date(2026, 3, 9)) == "节日"
    assert _events()[0].body == {"day": "2026-03-09", "kind": "holiday", "name": "节日", "was": "workday"}


@pytest.mark.parametrize("kind", [DayKind.MAKEUP, DayKind.WEEKEND])
def test_a_monday_is_no_weekend(kind: DayKind) -> None:
    with pytest.raises(RuleRefused):
        correct_day(by=7, at=AT, day=date(2026, 3, 9), kind=kind)
    assert not DayCorrection.objects.exists()


def test_a_published_year_settles_what_was_provisional() -> None:
    held = clock("2026-12-20", 12)
    _publish()
    settled = held.recomputed(book(TODAY).calendar)
    assert (held.provisional, settled.provisional) == (True, False)
    assert (due_date(held), due_date(settled)) == (day("2027-01-01"), day("2027-01-04"))


def test_a_second_notice_takes_the_place_of_the_first_but_not_of_what_was_entered_by_hand() -> None:
    correct_day(by=7, at=AT, day=date(2027, 7, 1), kind=DayKind.HOLIDAY, name="那达慕")
    _publish(days={date(2027, 1, 1): DayKind.HOLIDAY, date(2027, 1, 4): DayKind.HOLIDAY})
    _publish(days={date(2027, 1, 1): DayKind.HOLIDAY, date(2027, 1, 5): DayKind.HOLIDAY})
    kind = book(TODAY).calendar.kind
    assert [kind(date(2027, 1, n)) for n in (1, 4, 5)] == ["holiday", "workday", "holiday"]
    assert kind(date(2027, 7, 1)) == "holiday"


def test_a_notice_replaces_what_the_calendar_package_says_of_its_year() -> None:
    _publish(2026, {date(2026, 1, 2): DayKind.HOLIDAY})
    kind = book(TODAY).calendar.kind
    assert [kind(date(2026, 1, n)) for n in (1, 2, 3, 4)] == ["workday", "holiday", "weekend", "weekend"]
    assert kind(date(2026, 5, 1)) == "workday"
    assert kind(date(2025, 10, 1)) == "holiday"


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"days": {}}, "names no day"),
        ({"source": ""}, "Name the notice"),
        ({"year": 2028}, "The schedule of 2027 must be entered first"),
        ({"days": {date(2028, 1, 1): DayKind.HOLIDAY}}, "is not a day of the schedule of 2027"),
        ({"days": {date(2027, 1, 4): DayKind.MAKEUP}}, "is not a weekend"),
    ],
)
@pytest.mark.usefixtures("_english")
def test_a_schedule_that_cannot_be_is_refused_whole(given: dict[str, object], fault: str) -> None:
    with pytest.raises(RuleRefused, match=fault):
        _publish(**given)  # type: ignore[arg-type]
    assert not PublishedYear.objects.exists()
    assert not DayCorrection.objects.exists()


def test_every_write_is_one_event_of_an_unbroken_chain() -> None:
    install_declared(AT)
    for write in WRITES:
        write()
    events = _events()
    assert [event.kind.removeprefix("rulebook.") for event in events] == [
        "installed",
        "rule_set",
        "day_corrected",
        "year_published",
    ]
    assert broken_links(events) == []
