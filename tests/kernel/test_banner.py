"""Two banners on one server: nothing of one can be reached from the other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.core.signals import request_started
from django.db import InternalError, OperationalError, ProgrammingError, connection, transaction

from yixian.kernel import banner
from yixian.kernel.postgres import schema

HERE, THERE = "990001", "990002"

pytestmark = pytest.mark.django_db(transaction=True)


def note() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM note")
        return ",".join(words for (words,) in cursor.fetchall())


def statement(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text)


@pytest.fixture(autouse=True)
def two_banners() -> Iterator[None]:
    for code in (HERE, THERE):
        schema.create(connection, code)
        with banner.use(code):
            statement("CREATE TABLE note (words text)")
            statement(f"INSERT INTO note VALUES ('{code}')")
    yield
    with suppress(InternalError):
        connection.rollback()
    for code in (HERE, THERE):
        statement(f"DROP SCHEMA {banner.schema_name(code)} CASCADE")


def test_each_banner_sees_its_own() -> None:
    for code in (HERE, THERE, HERE):
        with banner.use(code):
            assert note() == code


def test_with_none_chosen_no_table_is_found() -> None:
    with banner.use(None), pytest.raises(ProgrammingError):
        note()


def test_a_banner_without_a_schema_finds_no_table() -> None:
    with banner.use("990003"), pytest.raises(ProgrammingError):
        note()


def test_only_the_chosen_schema_is_on_the_path() -> None:
    with banner.use(HERE), connection.cursor() as cursor:
        cursor.execute("SELECT current_schemas(false)")
        assert cursor.fetchone() == ([banner.schema_name(HERE)],)


def test_the_path_is_set_once_and_not_for_every_cursor() -> None:
    with banner.use(HERE):
        note()
        raw = connection.connection
        assert raw.execute("SHOW search_path").fetchone() == ("banner_990001",)
        raw.execute("SET search_path TO banner_none")
        with pytest.raises(ProgrammingError):
            note()
    connection.close()


def test_a_rollback_does_not_bring_the_last_banner_back() -> None:
    with banner.use(THERE):
        note()
    with banner.use(HERE):
        with suppress(ZeroDivisionError), transaction.atomic():
            assert note() == HERE
            raise ZeroDivisionError
        assert note() == HERE


def test_a_rollback_to_a_savepoint_does_not_either() -> None:
    with banner.use(THERE), transaction.atomic():
        assert note() == THERE
        with suppress(ZeroDivisionError), transaction.atomic(), banner.use(HERE):
            assert note() == HERE
            raise ZeroDivisionError
        assert note() == THERE
        with banner.use(HERE):
            assert note() == HERE


def test_an_error_in_another_banner_inside_a_savepoint_is_rolled_back() -> None:
    with banner.use(THERE), transaction.atomic():
        assert note() == THERE
        with suppress(ProgrammingError), transaction.atomic(), banner.use(HERE):
            statement("SELECT * FROM nothing")
        assert note() == THERE


def test_a_transaction_that_failed_unseen_does_not_bring_the_last_banner_back() -> None:
    with banner.use(THERE):
        note()
    with banner.use(HERE):
        with transaction.atomic():
            assert note() == HERE
            with suppress(ProgrammingError):
                statement("SELECT * FROM nothing")
        assert note() == HERE


def test_a_new_connection_is_in_the_chosen_banner() -> None:
    with banner.use(HERE):
        note()
        connection.close()
        assert note() == HERE


def test_a_connection_that_the_server_ended_is_replaced() -> None:
    with banner.use(HERE):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
        other = connection.copy()
        with suppress(OperationalError), other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
        other.close()
        assert not connection.is_usable()
        request_started.send(sender=None)
        assert note() == HERE


def test_a_server_side_cursor_reads_the_chosen_banner() -> None:
    with banner.use(HERE):
        note()
    with banner.use(THERE), transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute("SELECT words FROM note")
        assert cursor.fetchall() == [(THERE,)]


def test_a_new_thread_begins_with_no_banner() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(banner.chosen).result() is None


def test_threads_that_keep_their_connections_never_mix_banners() -> None:
    barrier = Barrier(4)

    def work(seat: int) -> bool:
        barrier.wait()
        try:
            return all(_reads(HERE if (turn + seat) % 2 else THERE, turn) for turn in range(60))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(4)))


def _reads(code: str, turn: int) -> bool:
    with banner.use(code):
        if turn % 3:
            return note() == code
        with suppress(ZeroDivisionError), transaction.atomic():
            if note() != code:
                return False
            raise ZeroDivisionError
        return note() == code


def test_the_banners_of_a_database_are_listed() -> None:
    assert {HERE, THERE} <= set(schema.codes(connection))
    assert schema.exists(connection, HERE)
    assert not schema.exists(connection, "990003")


@pytest.mark.parametrize("wrong", ["", "15062", "1506233", "15062a", "150623; DROP", "１５０６２３"])
def test_nothing_but_six_digits_names_a_banner(wrong: str) -> None:
    with pytest.raises(banner.BannerError):
        banner.schema_name(wrong)
