"""`yixian seal`: a seal on demand, between the daily ones."""

from datetime import UTC, datetime
from pathlib import Path

import click

from yixian.audit.queries import public_roots
from yixian.audit.seal import seal_now
from yixian.kernel import canonical


@click.command()
@click.option(
    "--roots",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the public roots of all seals to this file too.",
)
def command(roots: Path | None) -> None:
    """Seal the events since the last seal."""
    seal = seal_now(datetime.now(UTC))
    if seal is None:
        click.echo("nothing to seal")
    else:
        click.echo(f"seal {seal.number}: {seal.size} events, root {bytes(seal.root).hex()}")
    if roots is not None:
        roots.write_bytes(canonical.encode(public_roots()) + b"\n")
