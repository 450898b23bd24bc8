"""`make bench`: opening, moving, a whole life, worklist and home, each beside bare Django."""

import importlib
import json
from pathlib import Path

import click
import django
from rich.console import Console
from rich.table import Table

from bench import site

RESULTS = Path(__file__).parent / "results"


@click.command()
@click.option("--sizes", default="1000,100000,1000000", show_default=True, help="Numbers of matters.")
@click.option("--seconds", default=5.0, show_default=True, help="Length of each measurement.")
def main(sizes: str, seconds: float) -> None:
    """Measure, print a table, write it as JSON."""
    console = Console(highlight=False)
    with site.home():
        django.setup()
        rows = importlib.import_module("bench.run").measure(
            [int(size) for size in sizes.split(",")], seconds, console
        )
    show(rows, console)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(json.dumps(rows, ensure_ascii=False, indent=2))


def show(rows: list[dict[str, object]], console: Console) -> None:
    """Print the table."""
    table = Table("matters", "connections", "what", "per second", "ratio to bare")
    for row in rows:
        table.add_row(*(str(row[key]) for key in ("matters", "connections", "what", "rate", "ratio")))
    console.print(table)


if __name__ == "__main__":
    main()
