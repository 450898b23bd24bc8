"""A site of its own for the measurement: durable database, real web server, thrown away at the end."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from yixian.kernel.embedded import Server

PORT = 8917
BASE = f"http://127.0.0.1:{PORT}"
WORKERS, THREADS = 2, 4


@contextmanager
def home() -> Iterator[Path]:
    """A directory with a running database server, durable settings on; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="yixian-bench-"))
    folder.chmod(0o755)
    server = Server(folder / "pg")
    os.environ |= {
        "YIXIAN_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "YIXIAN_LOG_LEVEL": "ERROR",
    }
    os.environ.pop("DATABASE_URL", None)
    try:
        server.start()
        yield folder
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def web() -> Iterator[None]:
    """The site behind granian, as `yixian serve` starts it."""
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(PORT),
    ]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--backlog", "1024", "--no-ws"]
    command += ["--log-level", "error", "yixian.config.wsgi:application"]
    process = subprocess.Popen(command, start_new_session=True)
    try:
        _wait()
        yield
    finally:
        process.terminate()
        process.wait(20)


def _wait() -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(URLError, OSError), urlopen(f"{BASE}/bare/read/", timeout=2):
            return
        time.sleep(0.2)
    raise RuntimeError("the web server did not come up")
