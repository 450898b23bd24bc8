"""`yixian messages`: the translations."""

import sys

import click

from yixian.cli import catalogs
from yixian.config.paths import SOURCE


@click.group()
def command() -> None:
    """Collect and compile the translations."""


@command.command("compile")
def compile_() -> None:
    """Compile the catalogs that have changed."""
    for file in catalogs.compile_stale():
        click.echo(file.relative_to(SOURCE))


@command.command()
def update() -> None:
    """Bring every catalog in line with the texts of its package."""
    for file in catalogs.files():
        total, lacking = catalogs.update(file)
        click.echo(f"{file.relative_to(SOURCE)}: {total} texts, {lacking} not translated")


@command.command()
def check() -> None:
    """Name every text that is not translated; exit with 1 if there is one."""
    lacking = 0
    for file in catalogs.files():
        catalog = catalogs.load(file)
        catalog.update(catalogs.collect(file.parents[3]), no_fuzzy_matching=True)
        for text in catalogs.missing(catalog):
            lacking += 1
            click.echo(f"{file.relative_to(SOURCE)}: {text!r}")
    sys.exit(1 if lacking else 0)
