"""A seal covers every event since the last one, and none that may still be on its way."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event as Flag
from threading import Thread

import pytest
from django.db import connection, transaction
from pymerkle import InmemoryTree
from pytest_django import Settings

from tests.audit.sample import AT, history, say, unit
from yixian.audit import rules
from yixian.audit.models import Event, Seal, Tile
from yixian.audit.seal import SealBusy, daily, seal_now
from yixian.audit.verify import verify_all
from yixian.kernel import banner, canonical

pytestmark = pytest.mark.django_db


def test_seals_follow_one_another_without_a_gap() -> None:
    history("一", "二")
    first = seal_now(AT)
    history("三")
    second = seal_now(AT)
    assert first is not None
    assert second is not None
    assert (first.number, first.after, first.size, bytes(first.prev)) == (1, 0, 2, b"")
    assert (second.number, second.after, second.size, second.prev) == (2, first.upto, 1, first.hash)
    assert verify_all() == []


def test_there_is_nothing_to_seal_twice() -> None:
    history("一")
    assert seal_now(AT) is not None
    assert seal_now(AT) is None
    empty = seal_now(AT, even_if_empty=True)
    assert empty is not None
    assert empty.size == 0
    assert verify_all() == []


def test_the_root_is_the_one_that_an_independent_library_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "TILE", 4)
    history(*map(str, range(11)))
    made = seal_now(AT)
    tree = InmemoryTree(algorithm="sha256")
    for event in Event.objects.order_by("id"):
        tree.append_entry(canonical.encode({"hash": bytes(event.hash).hex(), "id": event.pk}))
    assert made is not None
    assert bytes(made.root) == tree.get_root()
    assert [tile.number for tile in Tile.objects.order_by("number")] == [0, 1, 2]


def test_seals_can_be_made_with_sm3(settings: Settings) -> None:
    settings.AUDIT_ALGORITHM = "sm3"
    history("一", "二", "三")
    made = seal_now(AT)
    assert made is not None
    assert made.alg == "sm3"
    assert verify_all() == []


def test_each_local_day_is_sealed_once_events_or_none() -> None:
    midnight = AT.replace(hour=16, minute=0, second=0, microsecond=0)
    moments = [midnight - timedelta(seconds=1), midnight, midnight + timedelta(hours=23), midnight]
    history("一")
    made = [daily(at) for at in moments]
    assert [found.size if found else None for found in made] == [1, 0, None, None]


def test_a_seal_on_demand_is_the_day_s_seal() -> None:
    history("一")
    seal_now(AT)
    assert daily(AT + timedelta(hours=1)) is None


@contextmanager
def slow_writer() -> Iterator[Flag]:
    """Somebody who has written an event and does not commit until the flag is set."""
    written, go_on = Flag(), Flag()

    def run() -> None:
        with banner.use("150623"):
            try:
                with transaction.atomic():
                    say(unit(), "慢")
                    written.set()
                    go_on.wait(20)
            finally:
                connection.close()

    thread = Thread(target=run)
    thread.start()
    assert written.wait(20)
    try:
        yield go_on
    finally:
        go_on.set()
        thread.join()


@pytest.mark.django_db(transaction=True)
def test_sealing_gives_up_rather_than_leaving_an_event_out() -> None:
    with slow_writer():
        history("快")
        with pytest.raises(SealBusy):
            seal_now(AT, patience=0.05)
    assert Seal.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_sealing_waits_for_a_writer_and_holds_up_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with slow_writer() as go_on:
        history("快")

        def pause(seconds: float) -> None:
            with banner.use("150623"):
                writer = Thread(target=_write_and_leave)
                writer.start()
                writer.join()
            go_on.set()
            real(seconds)

        real = time.sleep
        monkeypatch.setattr(time, "sleep", pause)
        made = seal_now(AT)
    assert made is not None
    assert made.size == 2
    assert Event.objects.filter(pk__gt=made.upto).exists()
    assert verify_all() == []


def _write_and_leave() -> None:
    with banner.use("150623"):
        history("过路")
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_seal_of_a_day() -> None:
    history("一")

    def run() -> None:
        with banner.use("150623"):
            daily(AT)
            connection.close()

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Seal.objects.count() == 1
