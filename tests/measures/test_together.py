"""Writers, workers and repairs at once lose nothing and wait for nobody in a circle."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from tests.conftest import BANNER
from tests.measures.sample import FOUND, LOST, NOON, Happening, compose_all, only_sheep, record
from yixian.audit.record import NoTransaction, append
from yixian.kernel import banner
from yixian.measures import queries
from yixian.measures.actions import fold, fold_all, load, recount
from yixian.measures.keep import counts_of, keep
from yixian.measures.models import Pending, Tally

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.core]
DAY, YEAR_END = date(2013, 1, 1), date(2014, 1, 1)
WRITERS, ROUNDS, FOLDERS = 3, 25, 3


@pytest.fixture(autouse=True)
def _sheep(monkeypatch: pytest.MonkeyPatch) -> None:
    only_sheep(monkeypatch)


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Run jobs in threads, each with a connection of its own; raise what any of them raised."""
    ready = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> object:
        try:
            with banner.use(BANNER):
                ready.wait()
                return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [done.result() for done in [pool.submit(run, job) for job in jobs]]


def writer(number: int) -> Callable[[], None]:
    def write() -> None:
        for turn in range(ROUNDS):
            happened = [Happening(LOST, unit=unit, day=unit) for unit in (number, 2, 1, 0)]
            record(happened, stream=f"writer-{number}-{turn}")

    return write


def test_writers_and_workers_at_once_lose_nothing() -> None:
    stop = Event()

    def folder() -> None:
        while not stop.is_set():
            fold(NOON, most=7)

    def write_all() -> None:
        at_once(*(writer(number) for number in range(WRITERS)))
        stop.set()

    at_once(write_all, *[folder] * FOLDERS)
    assert queries.figure("sheep.lost", None, DAY, YEAR_END) == WRITERS * ROUNDS * 4
    assert recount() == []
    fold_all(NOON)
    assert queries.figure("sheep.lost", None, DAY, YEAR_END) == WRITERS * ROUNDS * 4
    assert recount() == []


def test_loaders_do_not_wait_in_a_circle() -> None:
    def loader(number: int) -> Callable[[], None]:
        def run() -> None:
            for turn in range(ROUNDS):
                units = range(12) if number % 2 else reversed(range(12))
                events = compose_all([Happening(LOST, unit=u) for u in units], stream=f"{number}-{turn}")
                with transaction.atomic():
                    append(events)
                    load(counts_of(events))

        return run

    at_once(*(loader(number) for number in range(4)))
    assert queries.figure("sheep.lost", None, DAY, YEAR_END) == 4 * ROUNDS * 12
    assert recount() == []


def test_a_worker_passes_over_what_another_has_in_hand() -> None:
    def other() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        return fold(NOON)

    record([Happening(FOUND), Happening(FOUND, day=400)])
    with transaction.atomic():
        assert fold(NOON, most=1) == 1
        assert at_once(other) == [1]
    assert recount() == []


def test_recounting_and_repairing_while_others_write() -> None:
    record([Happening(FOUND, unit=9)])
    fold_all(NOON)
    Tally.objects.filter(unit_id=9).update(value=40)
    found = at_once(
        writer(0),
        writer(1),
        lambda: fold_all(NOON),
        lambda: recount(repair=True),
        lambda: recount(repair=True),
    )
    assert sorted(len(wrong) for wrong in found[3:] if isinstance(wrong, list)) == [0, 3]
    assert recount() == []


def test_a_fold_that_is_broken_off_loses_nothing() -> None:
    record([Happening(LOST)])
    with transaction.atomic():
        assert fold(NOON) == 3
        transaction.set_rollback(True)
    assert Pending.objects.count() == 3
    assert not Tally.objects.exists()
    assert recount() == []


def test_counts_are_kept_in_the_transaction_of_their_events() -> None:
    events = compose_all([Happening(LOST)])
    with pytest.raises(NoTransaction):
        keep(events)
    with pytest.raises(NoTransaction):
        load(counts_of(events))
