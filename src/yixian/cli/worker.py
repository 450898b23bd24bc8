"""`yixian worker`: does what falls due by itself."""

import signal
import sys
from datetime import UTC, datetime
from threading import Event

import click

from yixian.cli import jobs, schemas


@click.command()
@click.option("--once", is_flag=True, help="Run every job once and end; exit with 1 if one failed.")
def command(once: bool) -> None:
    """Run the jobs that fall due, until stopped."""
    codes = schemas.installed()
    if once:
        at = datetime.now(UTC)
        failed = [job.name for job in jobs.JOBS if jobs.turn(job, codes, at)]
        sys.exit(1 if failed else 0)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    jobs.loop(jobs.JOBS, codes, stop)
