"""One command serves everything, revives what is killed, keeps the data and stops cleanly."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from yixian.config.paths import SOURCE
from yixian.kernel.embedded import Server

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """A `yixian serve` in a state directory of its own."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = free_port()
        self.log = var / "serve.log"
        self.server = Server(var / "pg")

    def launch(self) -> subprocess.Popen[bytes]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("YIXIAN", "DJANGO"))}
        kept |= {"YIXIAN_VAR": str(self.var), "PORT": str(self.port), "PYTHONPATH": str(SOURCE.parent)}
        kept |= {"YIXIAN_WORKERS": "1"}
        kept.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "yixian.cli", "serve", "--no-demo"]
        with self.log.open("ab") as log:
            return subprocess.Popen(command, env=kept, stdout=log, stderr=log, stdin=subprocess.DEVNULL)

    def status(self) -> int:
        address = f"http://127.0.0.1:{self.port}/account/login/"
        try:
            with urllib.request.urlopen(address, timeout=10) as page:
                return int(page.status)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code
        except OSError:
            return 0

    def wait(self, status: int = 200) -> None:
        deadline = time.monotonic() + 90
        while self.status() != status:
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.2)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    made.server.stop()


def test_it_serves_revives_what_is_killed_and_stops_cleanly(site: Site) -> None:
    serving = site.launch()
    try:
        site.wait()
        web = next(child for child in psutil.Process(serving.pid).children() if "granian" in child.cmdline())
        os.kill(web.pid, signal.SIGKILL)
        psutil.wait_procs([web], timeout=10)
        site.wait()
        database = site.server.status().pid
        assert database is not None
        os.kill(database, signal.SIGKILL)
        time.sleep(2.5)
        site.wait()
        assert site.server.status().running
        family = psutil.Process(serving.pid).children(recursive=True)
    finally:
        serving.send_signal(signal.SIGINT)
    assert serving.wait(60) == 0, site.log.read_text()
    assert not site.server.status().running
    left = [child for child in family if child.is_running()]
    assert not [child for child in left if child.status() != psutil.STATUS_ZOMBIE]


def test_a_second_start_is_quick_and_a_taken_port_is_one_line(site: Site) -> None:
    for _ in range(2):
        began = time.monotonic()
        serving = site.launch()
        try:
            site.wait()
            took = time.monotonic() - began
            second = site.launch()
            assert second.wait(60) == 1
            assert "choose another PORT" in site.log.read_text().splitlines()[-1]
        finally:
            serving.send_signal(signal.SIGTERM)
        assert serving.wait(60) == 0
    assert took < 20
    assert site.log.read_text().count("Database up to date") == 1


def test_it_leaves_a_database_running_that_it_did_not_start(site: Site) -> None:
    site.server.start()
    serving = site.launch()
    site.wait()
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(60) == 0
    assert site.server.status().running
