"""`yixian demo`: the demonstration banner."""

from datetime import date, datetime

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from yixian.cli import schemas
from yixian.demo import build
from yixian.kernel import banner


@click.command()
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day after the year that is shown (the date of now when it is not given).",
)
def command(today: datetime | None) -> None:
    """Build the demonstration banner in an empty one and say who may sign in."""
    console = Console(highlight=False)
    schemas.migrate([banner.current()])
    show_building(console, today.date() if today else None)
    table = Table("who", "sign-in name", "password", title="Who may sign in")
    for row in build.sign_ins():
        table.add_row(*row)
    console.print(table)
    codes = Table("step", "receipt code", title="Matters that can be followed")
    for step, code in build.examples():
        codes.add_row(step, code)
    console.print(codes)


def show_building(console: Console, today: date | None = None) -> None:
    """Build the demonstration, and show how far it is."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("")

        def show(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        build.load(today, show)
