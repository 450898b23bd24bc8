"""`yixian recount`: every figure proven from the records."""

import sys

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from yixian.measures import declare
from yixian.measures.actions import recount
from yixian.measures.enums import Span
from yixian.measures.recount import Difference

_MOST = 50
_DAYS = {Span.DAY: "%Y-%m-%d", Span.MONTH: "%Y-%m", Span.YEAR: "%Y"}


@click.command()
@click.option("--repair", is_flag=True, help="Set right what is not.")
def command(repair: bool) -> None:
    """Recompute every measure from the records; exit with 1 if one is not what they say."""
    with _progress() as bar:
        task = bar.add_task("counting events", total=None)
        found = recount(lambda done, total: bar.update(task, completed=done, total=total), repair=repair)
    for difference in found[:_MOST]:
        click.echo(_line(difference))
    if len(found) > _MOST:
        click.echo(f"… and {len(found) - _MOST} more")
    if not found:
        click.echo(f"no difference: {len(declare.every())} measures are what the records say")
    elif repair:
        click.echo(f"{len(found)} sums set right")
    else:
        click.echo(
            f"{len(found)} sums are not what the records say (yixian recount --repair sets them right)"
        )
    sys.exit(1 if found else 0)


def _line(difference: Difference) -> str:
    name = f"{difference.key}[{difference.part}]" if difference.part else difference.key
    day = difference.day.strftime(_DAYS[difference.span])
    return f"{name}, {_where(difference)}, {day}: kept {difference.kept}, right {difference.right}"


def _where(difference: Difference) -> str:
    if difference.everywhere:
        return "everywhere"
    return "no unit" if difference.unit_id is None else f"unit {difference.unit_id}"


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
