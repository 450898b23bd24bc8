"""`yixian verify`: the whole log proven, or what is wrong with it named."""

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from yixian.audit.queries import extent
from yixian.audit.receipts import read_roots
from yixian.audit.verify import MOST, verify_all
from yixian.cli.speech import language, speaker


@click.command()
@click.option(
    "--roots",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A copy of the published roots; the seals must be those.",
)
@language
def command(roots: Path | None, lang: str) -> None:
    """Prove that no event was changed, removed or put elsewhere; exit with 1 and name what was."""
    _ = speaker(lang)
    published, found = read_roots(roots.read_bytes()) if roots else (None, [])
    with _progress() as bar:
        task = bar.add_task(_("reading events"), total=None)
        found += verify_all(lambda done, total: bar.update(task, completed=done, total=total), published)
    for fault in found:
        click.echo(fault.sentence(_))
    if len(found) >= MOST:
        click.echo(_("The rest is not listed: there are %(count)s faults or more.") % {"count": MOST})
    if not found:
        counts = extent()._asdict()
        click.echo(
            _(
                "%(events)s events in %(streams)s histories are as they were written; %(sealed)s of them are under %(seals)s seals."
            )
            % counts
        )
    sys.exit(1 if found else 0)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
