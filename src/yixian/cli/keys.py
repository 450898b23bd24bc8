"""`yixian keys`: the keys that seal personal data. Only sealing anew needs the database."""

import importlib
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from yixian.cli import ground
from yixian.config import paths
from yixian.kernel import banner, env, sealing
from yixian.kernel.postgres import schema
from yixian.kernel.resealing import reseal_all

CIPHERS = {"aes": sealing.Cipher.AES, "sm4": sealing.Cipher.SM4}
cipher_option = click.option(
    "--cipher", type=click.Choice(list(CIPHERS)), default="aes", show_default=True, help="What it is for."
)


@click.group()
def command() -> None:
    """Make and rotate the keys that seal personal data."""


def _folder() -> Path:
    return env.path("YIXIAN_KEYS", paths.var() / "keys" / "seal")


@command.command()
@cipher_option
def new(cipher: str) -> None:
    """Make the first key; refuse where there is one."""
    folder = _folder()
    if sealing.numbers(folder):
        raise sealing.KeyringError(f"{folder} holds a key already; replace it with: yixian keys rotate")
    click.echo(f"key {sealing.add_key(folder, CIPHERS[cipher])} made in {folder}: keep a copy elsewhere")


@command.command()
def status() -> None:
    """List the keys, oldest first; none of them is shown."""
    folder = _folder()
    ring = sealing.Keyring.load(folder)
    for number, key in sorted(ring.keys.items()):
        made = datetime.fromtimestamp((folder / f"seal-{number}.key").stat().st_mtime, UTC)
        use = "seals and opens" if number == ring.newest else "opens only"
        click.echo(f"key {number}: {key.cipher}, made {made:%Y-%m-%d}, {use}")


@command.command()
@cipher_option
def rotate(cipher: str) -> None:
    """Make a new key, then seal everything anew with it."""
    folder = _folder()
    sealing.Keyring.load(folder)
    click.echo(f"key {sealing.add_key(folder, CIPHERS[cipher])} made in {folder}: keep a copy elsewhere")
    _reseal()


@command.command()
def reseal() -> None:
    """Seal everything anew with the newest key: what a rotation that was broken off left to do."""
    _reseal()


def _reseal() -> None:
    """Go through every banner of this installation; exit with 1 where a value does not open."""
    ground.set_up_django()
    files = importlib.import_module("yixian.documents.actions")
    broken = 0
    with ground.database_running():
        for code in dict.fromkeys([settings.BANNER, *settings.BANNER_HOSTS.values()]):
            if not schema.exists(connection, code):
                continue
            with banner.use(code), _progress() as bar:
                task = bar.add_task(f"{code}: sealing anew", total=None)
                for reseal_some in (reseal_all, files.reseal_files):
                    found = reseal_some(lambda done, total: bar.update(task, completed=done, total=total))  # noqa: B023
                    click.echo(f"{code}: {found.values} values sealed anew")
                    for place in found.broken:
                        click.echo(f"{code}: {place} does not open and was left as it is")
                    broken += len(found.broken)
    if broken:
        sys.exit(1)
    click.echo("the older keys are needed for backups only")


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
