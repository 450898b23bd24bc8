"""`yixian method`: the twenty-eight mechanisms with their figures."""

import json
from datetime import date, timedelta

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from rich.console import Console
from rich.table import Table

from yixian.method.figures import FIGURES, Period, report, splits
from yixian.method.register import LINES


def year_until(day: date) -> Period:
    """The twelve months that end with a day."""
    try:
        before = day.replace(year=day.year - 1)
    except ValueError:
        before = day.replace(year=day.year - 1, day=28)
    return Period(before + timedelta(days=1), day + timedelta(days=1))


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON, by mechanism.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="First day; without it, twelve months are counted."
)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day; without it, today.")
@click.option("--lang", type=click.Choice(["zh-hans", "en"]), default="zh-hans", show_default=True)
def command(as_json: bool, since: date | None, until: date | None, lang: str) -> None:
    """Print the method with the figures of a period, computed from the records."""
    last = until.date() if until else timezone.localdate()  # type: ignore[attr-defined]
    period = year_until(last)
    if since:
        period = Period(since.date(), period.until)  # type: ignore[attr-defined]
    found = report(period)
    if as_json:
        parts = splits(period)
        both = {number: {**values, **parts.get(number, {})} for number, values in found.items()}
        click.echo(json.dumps(both, ensure_ascii=False, indent=2))
        return
    with override(lang):
        _print(found, period)


def _print(found: dict[str, dict[str, int]], period: Period) -> None:
    console = Console(highlight=False)
    table = Table("", _("mechanism"), _("figures"), title=f"{period.since} – {period.last}")
    for line in LINES:
        table.add_section()
        table.add_row(str(line.number), f"[bold]{line.title}[/bold]", "")
        for each in line.mechanisms:
            figures = "; ".join(
                f"{FIGURES[key].title} {value}" for key, value in found.get(each.id, {}).items()
            )
            table.add_row(each.id, str(each.title), figures or ("" if each.built else _("not built yet")))
    console.print(table)
