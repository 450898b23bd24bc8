"""What watches over the site is not brought down, nor held up, by what it watches."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest

from yixian.cli import serve
from yixian.cli.supervisor import Child, Supervisor
from yixian.kernel.embedded import Server

pytestmark = pytest.mark.slow

KILLS = 6


def until(promise: Callable[[], object], seconds: float) -> None:
    """Wait until it holds."""
    deadline = time.monotonic() + seconds
    while not promise():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The embedded server of an installation of its own."""
    tmp_path.chmod(0o755)
    monkeypatch.setenv("YIXIAN_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    made = Server(tmp_path / "pg", durable=False)
    made.start()
    yield made
    made.stop()


def test_a_database_killed_again_while_it_comes_up_is_brought_up_all_the_same(server: Server) -> None:
    stop, faults = Event(), list[Exception]()

    def keep() -> None:
        try:
            while not stop.wait(0.05):
                serve._keep_database()
        except Exception as fault:  # noqa: BLE001  (whatever it is, it would end the site)
            faults.append(fault)

    keeping = Thread(target=keep)
    keeping.start()
    try:
        for _ in range(KILLS):
            until(lambda: answers(server) or faults, 30)
            pid = server.status().pid
            if pid is not None:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        until(lambda: answers(server) or faults, 30)
    finally:
        stop.set()
        keeping.join()
    assert not faults


def answers(server: Server) -> bool:
    """Whether it lets anybody in."""
    try:
        psycopg.connect(server.dsn(user="postgres", database="postgres"), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_child_that_must_pause_keeps_neither_the_others_nor_the_database_waiting() -> None:
    hasty = Child("hasty", [sys.executable, "-c", ""], pause=8.0)
    sleeper = Child("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"])
    looks: list[float] = []
    supervisor = Supervisor([hasty, sleeper], lambda line: None, lambda: looks.append(time.monotonic()))
    supervisor.start()
    watching = Thread(target=supervisor.watch)
    watching.start()
    try:
        until(lambda: hasty.pause == 16.0, 10)
        first, seen = sleeper.process, len(looks)
        assert first is not None
        os.kill(first.pid, signal.SIGKILL)
        until(lambda: sleeper.process is not first, 8)
        until(lambda: len(looks) > seen + 1, 8)
    finally:
        supervisor.stop.set()
        watching.join()
        supervisor.end()
