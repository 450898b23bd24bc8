"""The PostgreSQL server that a test run keeps for itself, thrown away at the end."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import psutil

from yixian.kernel.embedded import EmbeddedError, Server

PREFIX = "yixian-tests-"


def sweep() -> None:
    """Stop and remove what test runs that were killed have left behind."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        pid = left.name.removeprefix(PREFIX).split("-", 1)[0]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)):
            discard(left)


def begin() -> Path:
    """Start a server for this run, fast and not durable; return its directory.

    YIXIAN_TEST_POSTGRES names a folder of other programs than the wheel's.
    """
    sweep()
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    home.chmod(0o755)
    binaries = os.environ.get("YIXIAN_TEST_POSTGRES")
    Server(home / "pg", durable=False, binaries=Path(binaries) if binaries else None).start()
    return home


def discard(home: Path) -> None:
    """Stop the server of a run and remove its directory."""
    with contextlib.suppress(EmbeddedError):
        Server(home / "pg").stop()
    shutil.rmtree(home, ignore_errors=True)
