"""`yixian procedure`: what is declared, as a table or as BPMN. Needs no database."""

import os

import click
import django
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import override
from rich.console import Console

from yixian.procedures import registry
from yixian.procedures.bpmn import bpmn
from yixian.procedures.table import overview, table

LANGUAGES = ("en", "zh-hans")
WIDTH_OF_A_FILE = 160
language = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="zh-hans", show_default=True, help="Language."
)


@click.group()
def command() -> None:
    """The procedures that are declared: their steps, moves and drawings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yixian.config.settings")
    django.setup()
    autodiscover_modules("procedures")


@command.command("list")
@language
def list_them(lang: str) -> None:
    """Name every procedure at its newest version."""
    with override(lang):
        _console().print(overview(registry.newest()))


@command.command()
@click.argument("key")
@click.option("--text", "form", flag_value="text", default="text", help="As a table (the default).")
@click.option("--bpmn", "form", flag_value="bpmn", help="As BPMN 2.0 XML.")
@language
def show(key: str, form: str, lang: str) -> None:
    """Show one procedure at its newest version."""
    try:
        procedure = registry.get(key)
    except registry.UnknownProcedure:
        known = ", ".join(each.key for each in registry.newest()) or "none"
        raise click.ClickException(f"no procedure is called {key!r}; there are: {known}") from None
    with override(lang):
        if form == "bpmn":
            click.echo(bpmn(procedure), nl=False)
        else:
            _console().print(table(procedure))


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH_OF_A_FILE)
