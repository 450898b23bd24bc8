"""`yixian migrate`: schemas of banners brought up to date."""

import click
from django.db import connection

from yixian.cli import schemas
from yixian.kernel.postgres import schema


@click.command()
@click.option("--all", "every", is_flag=True, help="Every banner in the database, not only those served.")
def command(every: bool) -> None:
    """Bring the banner's schema up to date, creating it if need be."""
    codes = list(dict.fromkeys([*schemas.installed(), *(schema.codes(connection) if every else [])]))
    for code, applied in schemas.migrate(codes).items():
        click.echo(f"{code}: {applied} migrations applied" if applied else f"{code}: up to date")
