"""A real site with the cast's banner in it: `yixian serve` in a state directory of its own, on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from tests.conftest import BANNER
from yixian.config.paths import ROOT, SOURCE
from yixian.kernel import banner
from yixian.kernel.embedded import Server

PATIENCE = 60.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    said: str


class Site:
    """The site, its processes, and its database looked at from outside."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.port = free_port()
        self.log = var / "serve.log"
        self.server = Server(var / "pg")
        self.serving: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every command that works on this site, with nothing of the test run's own."""
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("YIXIAN", "DJANGO")) and key != "DATABASE_URL"
        }
        ways = os.pathsep.join([str(SOURCE.parent), str(ROOT)])
        kept |= {"YIXIAN_VAR": str(self.var), "YIXIAN_BANNER": BANNER, "PORT": str(self.port)}
        return kept | {"PYTHONPATH": ways, "YIXIAN_WORKERS": "2", "YIXIAN_LOG_LEVEL": "ERROR"}

    def run(self, module: str, *arguments: str) -> Done:
        """Run a module to its end."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return Done(done.returncode, done.stdout + done.stderr)

    def yixian(self, *arguments: str) -> Done:
        """Run one of Yixian's commands."""
        return self.run("yixian.cli", *arguments)

    def start(self) -> None:
        """Serve, and wait for the first page."""
        with self.log.open("ab") as log:
            self.serving = subprocess.Popen(
                [sys.executable, "-m", "yixian.cli", "serve", "--no-demo"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        assert self.wait(PATIENCE), self.said()

    def wait(self, seconds: float) -> bool:
        """Wait until it answers, for so long at most; return whether it does."""
        deadline = time.monotonic() + seconds
        while not self.answers():
            if time.monotonic() > deadline or self.serving is None or self.serving.poll() is not None:
                return False
            time.sleep(0.2)
        return True

    def stop(self) -> int:
        """Stop serving as Ctrl-C does; return the exit code."""
        assert self.serving is not None
        self.serving.send_signal(signal.SIGINT)
        try:
            return self.serving.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.serving.kill()
            raise

    def kill(self) -> None:
        """Kill what started everything else."""
        assert self.serving is not None
        self.serving.kill()
        self.serving.wait(PATIENCE)

    def family(self) -> list[psutil.Process]:
        """The processes of web server and worker."""
        assert self.serving is not None
        return psutil.Process(self.serving.pid).children(recursive=True)

    def discard(self) -> None:
        """Leave nothing running."""
        if self.serving and self.serving.poll() is None:
            self.stop()
        self.server.stop()

    def answers(self) -> bool:
        """Whether a page comes that is read from the database."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/raise/", timeout=10) as page:
                return int(page.status) == 200
        except (urllib.error.URLError, OSError):
            return False

    def said(self) -> str:
        """The end of what the site has written."""
        return self.log.read_text(errors="replace")[-4000:]

    def web(self) -> psutil.Process | None:
        """The web server's first process."""
        return self._child("granian")

    def worker(self) -> psutil.Process | None:
        """The worker."""
        return self._child("worker")

    def hands(self) -> list[psutil.Process]:
        """The processes of the web server that answer requests."""
        try:
            found = web.children() if (web := self.web()) else []
            return [each for each in found if "resource_tracker" not in " ".join(each.cmdline())]
        except psutil.Error:
            return []

    def _child(self, word: str) -> psutil.Process | None:
        assert self.serving is not None
        for child in psutil.Process(self.serving.pid).children():
            try:
                if word in child.cmdline():
                    return child
            except psutil.Error:
                continue
        return None

    def database(self) -> psycopg.Connection[tuple[object, ...]]:
        """A look into the banner's schema, past everything of ours."""
        path = banner.schema_name(BANNER)
        return psycopg.connect(self.server.dsn(), options=f"-c search_path={path}", autocommit=True)
