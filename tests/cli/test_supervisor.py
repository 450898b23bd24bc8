"""What ends by itself is started again; what is told to stop stays stopped."""

import os
import signal
import sys
import time
from collections.abc import Callable
from threading import Thread

import psutil
import pytest

from yixian.cli.supervisor import Child, Supervisor


def wait_until(promise: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not promise():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def sleeper() -> Child:
    return Child("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"])


def pid(child: Child) -> int:
    assert child.process is not None
    return child.process.pid


def test_a_killed_child_is_started_again_and_all_end_together(sleeper: Child) -> None:
    said: list[str] = []
    supervisor = Supervisor([sleeper], said.append)
    supervisor.start()
    watching = Thread(target=supervisor.watch)
    watching.start()
    first = pid(sleeper)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: pid(sleeper) != first)
    supervisor.stop.set()
    watching.join()
    supervisor.end()
    assert not psutil.pid_exists(pid(sleeper))
    assert said == ["sleeper ended with code -9; it is started again"]


def test_a_child_that_ends_at_once_is_tried_more_and_more_seldom() -> None:
    child = Child("hasty", [sys.executable, "-c", ""])
    supervisor = Supervisor([child], lambda line: None)
    supervisor.start()
    assert child.process is not None
    child.process.wait()
    supervisor.stop.set()
    pauses = []
    for _ in range(3):
        supervisor._revive(child)
        pauses.append(child.pause)
    assert pauses == [1.0, 2.0, 4.0]


def test_a_child_of_a_child_ends_too(sleeper: Child) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
    parent = Child("parent", [sys.executable, "-c", code])
    supervisor = Supervisor([parent], lambda line: None)
    supervisor.start()
    wait_until(lambda: bool(psutil.Process(pid(parent)).children()))
    (below,) = psutil.Process(pid(parent)).children()
    supervisor.end()
    wait_until(lambda: not below.is_running() or below.status() == psutil.STATUS_ZOMBIE)
