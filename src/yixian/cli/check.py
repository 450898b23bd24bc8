"""`yixian check`: what stands between this installation and production."""

import os
import stat
import sys
from collections.abc import Iterator

import click
from django.conf import settings
from django.core import checks

from yixian.cli import ground
from yixian.config.paths import ROOT
from yixian.kernel import env

_SAID_ABOVE = {f"security.W0{number}" for number in ("04", "08", "12", "16", "18")}
_PRELOAD = "security.W021"
_LOCAL = {"127.0.0.1", "localhost", "[::1]"}


def _settings() -> Iterator[str]:
    if settings.DEBUG:
        yield "YIXIAN_DEBUG is on: errors would show what residents wrote."
    if not settings.HTTPS:
        yield "YIXIAN_HTTPS is off: passwords and complaints would travel in clear."
    if set(settings.ALLOWED_HOSTS) <= _LOCAL:
        yield "YIXIAN_ALLOWED_HOSTS names no public host: only this machine can open a page."
    if env.flag("YIXIAN_DEMO", True):
        yield "YIXIAN_DEMO is on: an empty banner would be filled with invented people."
    if settings.LOG_STYLE != "json":
        yield "YIXIAN_LOG is not json: logs are written for a person's eyes only."


def _places() -> Iterator[str]:
    keys = settings.VAR / "keys"
    if keys.exists() and keys.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield f"{keys} is open to others: chmod 700."
    if not settings.STATICFILES_DIRS:
        yield f"{settings.NODE_MODULES} holds no front-end parts: run `make setup`."
    if ground.embedded_server() and settings.VAR.is_relative_to(ROOT):
        yield "The database lies inside the checkout: set YIXIAN_VAR or DATABASE_URL."
    if os.geteuid() == 0:
        yield "Yixian runs as root: give it a user of its own."


def _framework() -> Iterator[str]:
    for message in checks.run_checks(include_deployment_checks=True):
        if message.id not in {_PRELOAD, *_SAID_ABOVE} and not message.is_silenced():
            yield f"{message.id}: {' '.join(str(message.msg).split())}"


@click.command()
def command() -> None:
    """Say what is not yet fit for production, one line a finding; exit with 1 if there is one."""
    findings = [*_settings(), *_places(), *_framework()]
    for finding in findings:
        click.echo(finding)
    if not findings:
        click.echo("nothing found")
    sys.exit(1 if findings else 0)
