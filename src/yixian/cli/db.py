"""`yixian db`: the embedded database by hand."""

import os
import sys

import click

from yixian.cli import ground
from yixian.config import database
from yixian.kernel import banner, env
from yixian.kernel.embedded import EmbeddedError, Server, programs


@click.group()
def command() -> None:
    """Start, stop and look at the embedded database."""


def _own_server() -> Server:
    server = ground.embedded_server()
    if server is None:
        raise EmbeddedError("DATABASE_URL is set: that database is started and stopped where it lives.")
    return server


@command.command()
def start() -> None:
    """Start it and leave it running."""
    server = _own_server()
    click.echo("started" if server.start() else "was running already")


@command.command()
def stop() -> None:
    """Stop it, ending what is under way."""
    click.echo("stopped" if _own_server().stop() else "was not running")


@command.command()
def status() -> None:
    """Say whether it runs; exit with 3 if it does not."""
    found = _own_server().status()
    if not found.running:
        click.echo("not running")
        sys.exit(3)
    click.echo(f"running as process {found.pid}, socket in {found.socket}")


@command.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1)
def psql(arguments: tuple[str, ...]) -> None:
    """Open psql in the banner's schema; further ARGUMENTS go to psql."""
    code = env.text("YIXIAN_BANNER", "150623")
    environment = {**os.environ, "PGOPTIONS": f"-c search_path={banner.schema_name(code)}"}
    program = str(programs() / "psql")
    server = ground.embedded_server()
    if server and not server.status().running:
        raise EmbeddedError("The database is not running: start it with `yixian db start`.")
    address = server.dsn() if server else database.address()
    os.execve(program, [program, "--dbname", address, *arguments], environment)  # noqa: S606
