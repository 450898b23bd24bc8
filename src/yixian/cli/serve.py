"""`yixian serve`: everything that a banner needs, started by one command."""

import importlib
import importlib.util
import signal
import socket
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from threading import Event

import click
import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from rich.console import Console
from rich.table import Table

from yixian.cli import ground, schemas
from yixian.cli.supervisor import Child, Supervisor
from yixian.kernel import banner, env
from yixian.kernel.embedded import EmbeddedError

DEMO = "yixian.demo.build"
_PATIENCE = 60.0


class ServeError(Exception):
    """The site cannot be served; the message is one line fit for a person."""


def address() -> tuple[str, int]:
    """Return host and port from HOST and PORT; raise SettingError for a wrong one."""
    return env.text("HOST", "127.0.0.1"), env.integer("PORT", 8000, least=1, most=65535)


def _refuse_taken(host: str, port: int) -> None:
    """Raise ServeError when somebody listens on the address already."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise ServeError(f"{host}:{port} cannot be used ({error.strerror}): choose another PORT.") from None


def _prepare(console: Console, *, demo: bool) -> None:
    """Bring the schemas up to date and fill an empty banner with the demonstration."""
    with console.status("Bringing the database up to date"):
        applied = schemas.migrate(schemas.installed())
    if any(applied.values()):
        console.print(f"Database up to date ({sum(applied.values())} migrations applied).")
    if demo and importlib.util.find_spec("yixian.demo") and importlib.util.find_spec(DEMO):
        with banner.use(settings.BANNER):
            if not get_user_model()._default_manager.exists():
                console.print("Building the demonstration banner: a year of work, in a minute or two.")
                importlib.import_module("yixian.cli.demo").show_building(console)


def _children(host: str, port: int) -> list[Child]:
    workers = env.integer("YIXIAN_WORKERS", 2, least=1, most=64)
    threads = env.integer("YIXIAN_THREADS", 4, least=1, most=256)
    web = ["granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers)]
    web += ["--blocking-threads", str(threads), "--backlog", "1024", "--no-ws", "--log-level", "error"]
    web += ["--respawn-failed-workers", "--workers-kill-timeout", "10", "yixian.config.wsgi:application"]
    return [
        Child("web server", [sys.executable, "-m", *web]),
        Child("worker", [sys.executable, "-m", "yixian.cli", "worker"]),
    ]


def _wait_for_page(host: str, port: int, stop: Event) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not stop.wait(0.1):
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            return
        if time.monotonic() > deadline:
            raise ServeError(f"The web server did not answer on {host}:{port} in {_PATIENCE:.0f} s.")


def _announce(console: Console, host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    console.print(f"\nYixian (一线) is at [bold]http://{shown}:{port}[/bold]  (Ctrl-C stops it)")
    for row in _sign_ins():
        console.print(row)
    if not settings.STATICFILES_DIRS:
        console.print("The front-end parts are missing: run `make setup`.")


def _sign_ins() -> Iterable[Table]:
    """Yield who may sign in with what and which matters can be followed, where the demonstration says so."""
    if not (importlib.util.find_spec("yixian.demo") and importlib.util.find_spec(DEMO)):
        return
    build = importlib.import_module(DEMO)
    with banner.use(settings.BANNER):
        rows = list(build.sign_ins())
        examples = list(build.examples()) if rows else []
    if rows:
        table = Table("who", "sign-in name", "password", title="Who may sign in")
        for who, name, password in rows:
            table.add_row(who, name, password)
        yield table
    if examples:
        table = Table("step", "receipt code", title="Matters that can be followed")
        for step, code in examples:
            table.add_row(step, code)
        yield table


def _keep_database() -> None:
    """Start the embedded server again when it was killed; when it is killed once more meanwhile, next time."""
    server = ground.embedded_server()
    if server and not server.status().running:
        with suppress(EmbeddedError, psycopg.Error):
            server.start()


@click.command()
@click.option("--demo/--no-demo", default=None, help="Fill an empty banner with the demonstration.")
def command(demo: bool | None) -> None:
    """Start everything: database, schema, web server and worker. HOST and PORT choose the address."""
    console = Console(highlight=False)
    host, port = address()
    _refuse_taken(host, port)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    with ground.database_running():
        ground.set_up_django()
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        _prepare(console, demo=env.flag("YIXIAN_DEMO", True) if demo is None else demo)
        supervisor = Supervisor(_children(host, port), console.print, _keep_database, stop)
        try:
            supervisor.start()
            _wait_for_page(host, port, stop)
            if not stop.is_set():
                _announce(console, host, port)
            supervisor.watch()
        finally:
            console.print("Stopping.")
            supervisor.end()
