"""Events are recorded in chains, in the transaction of what they tell, in one statement."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest_django import Settings

from tests.audit.kinds import SAID
from tests.audit.sample import AT, history, say, sql, unit
from yixian.audit import record
from yixian.audit.models import Chain, Event
from yixian.audit.registry import BadBody, EventKind
from yixian.audit.verify import verify_all
from yixian.kernel import banner
from yixian.kernel.canonical import NotCanonical
from yixian.places.models import Unit

pytestmark = pytest.mark.django_db

Counted = Callable[[int], AbstractContextManager[object]]


def test_each_event_carries_the_number_and_the_hash_of_the_one_before() -> None:
    first, second = say(unit(), "一", "二")
    assert (first.seq, second.seq, first.prev, second.prev) == (1, 2, b"", first.hash)
    assert record.broken_links([first, second]) == []
    assert record.broken_links([second]) == [second]


def test_the_record_knows_its_newest_event() -> None:
    found = history("一", "二")
    found.refresh_from_db()
    newest = Event.objects.get(stream=found.stream, seq=2)
    assert (found.chain_seq, bytes(found.chain_head)) == (2, bytes(newest.hash))
    assert found.stream == f"unit:{found.uid.hex}"


def test_composing_and_storing_is_one_statement(django_assert_num_queries: Counted) -> None:
    subject = unit()
    with transaction.atomic(), django_assert_num_queries(1):
        events = [record.compose(subject=subject, kind=SAID, at=AT, body={"words": "一"}) for _ in range(3)]
        record.append(events)
    assert [event.pk for event in events] == sorted(event.pk for event in events)


def test_the_stream_may_be_named_but_only_the_subject_s_own() -> None:
    subject = unit()
    assert record.compose(subject=subject, stream=subject.stream, kind=SAID, at=AT).seq == 1
    with pytest.raises(ValueError, match="do not belong"):
        record.compose(subject=subject, stream="unit:another", kind=SAID, at=AT)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        ({"secret": "乌云其木格"}, BadBody),
        ({"secret": 7}, BadBody),
        ({"n": 1.5}, NotCanonical),
        ({"n": 2**53}, NotCanonical),
        ({"words": "\0"}, NotCanonical),
        ({"when": AT}, NotCanonical),
    ],
)
def test_a_wrong_body_is_refused_and_leaves_the_chain_as_it_was(
    body: dict[str, object], refusal: type[Exception]
) -> None:
    subject = unit()
    with pytest.raises(refusal):
        record.compose(subject=subject, kind=SAID, at=AT, body=body)
    assert subject.chain_seq == 0


def test_a_kind_that_nobody_declared_and_a_naive_time_are_refused() -> None:
    stranger = EventKind(key="sample.unknown", sentence="?")
    with pytest.raises(KeyError):
        record.compose(subject=unit(), kind=stranger, at=AT)
    with pytest.raises(ValueError, match="aware"):
        record.compose(subject=unit(), kind=SAID, at=datetime(2026, 3, 2))  # noqa: DTZ001


def test_sm3_can_be_chosen_and_chains_go_on_across_the_change(settings: Settings) -> None:
    found = history("一")
    settings.AUDIT_ALGORITHM = "sm3"
    say(found, "二")
    assert list(Event.objects.order_by("seq").values_list("alg", flat=True)) == ["sha256", "sm3"]
    assert verify_all() == []


def test_a_stream_without_a_record_keeps_its_own_head() -> None:
    for words in ("一", "二"):
        record.append_to_chain("sign-in", kind=SAID, at=AT, body={"words": words})
    assert Chain.objects.get().chain_seq == 2
    assert verify_all() == []


def test_the_log_can_be_read_and_added_to_and_nothing_else() -> None:
    history("一")
    for statement in (
        "UPDATE audit_event SET by_id = 1",
        "DELETE FROM audit_event",
        "UPDATE audit_seal SET size = 0",
        "DELETE FROM audit_tile",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            sql(statement)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction() -> None:
    event = record.compose(subject=unit(), kind=SAID, at=AT)
    with pytest.raises(record.NoTransaction):
        record.append([event])
    with pytest.raises(record.NoTransaction):
        record.append_to_chain("sign-in", kind=SAID, at=AT)


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_chain_wait_for_one_another() -> None:
    found = history("零")

    def one_more() -> None:
        subject = Unit.objects.select_for_update().get(pk=found.pk)
        say(subject, "一")
        record.append_to_chain("sign-in", kind=SAID, at=AT)

    _at_once(4, one_more)
    assert Event.objects.filter(stream=found.stream).count() == 5
    assert verify_all() == []


@pytest.mark.django_db(transaction=True)
def test_a_writer_without_the_lock_is_refused_rather_than_forking_the_chain() -> None:
    found = history("一")
    stale = Unit.objects.get(pk=found.pk)
    say(found, "二")
    with pytest.raises(IntegrityError):
        say(stale, "另一个二")
    assert verify_all() == []


def _at_once(count: int, act: Callable[[], None]) -> None:
    barrier = Barrier(count)

    def run() -> None:
        with banner.use("150623"):
            try:
                barrier.wait()
                with transaction.atomic():
                    act()
            finally:
                connection.close()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
