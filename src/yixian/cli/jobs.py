"""The jobs of the worker, and the loop that runs them.

A job is a function of the moment it is run at; it runs within a banner and must do no harm when two
workers run it at once. A job that fails is logged and tried again at its next turn.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from threading import Event

import structlog
from django.db import close_old_connections
from django.utils import timezone

from yixian.audit.seal import daily
from yixian.channels.actions import run as send_out
from yixian.fairs.actions import end_past
from yixian.gatherings.actions import forget_past
from yixian.kernel import banner
from yixian.matters.actions import wake, wake_passages
from yixian.measures.actions import fold_all
from yixian.notices.actions import clear, deliver, plan_digests, remind, tell
from yixian.teams.actions import succeed

_log = structlog.get_logger("yixian.worker")


@dataclass(frozen=True)
class Job:
    """Something that recurs: its name, how many seconds lie between two turns, and what it does."""

    name: str
    every: float
    run: Callable[[datetime], object]


JOBS: Sequence[Job] = (
    Job("clocks", 20.0, wake),
    Job("hand-overs", 20.0, wake_passages),
    Job("leaders", 300.0, succeed),
    Job("tallies", 15.0, fold_all),
    Job("seal", 300.0, daily),
    Job("notices", 15.0, tell),
    Job("reminders", 300.0, remind),
    Job("digests", 60.0, plan_digests),
    Job("deliveries", 15.0, deliver),
    Job("old notices", 3600.0, clear),
    Job("old sign-ups", 3600.0, forget_past),
    Job("fairs left open", 3600.0, end_past),
    Job("channels", 15.0, partial(send_out, clock=timezone.now)),
)


def turn(job: Job, codes: Sequence[str], at: datetime) -> list[str]:
    """Run a job in each banner; return the banners where it failed."""
    failed = []
    for code in codes:
        close_old_connections()
        try:
            with banner.use(code):
                job.run(at)
        except Exception as error:  # noqa: BLE001  (one job's failure must not stop the others)
            _log.error("job failed", job=job.name, banner=code, exc_info=error)
            failed.append(code)
    return failed


def loop(jobs: Sequence[Job], codes: Sequence[str], stop: Event) -> None:
    """Run each job at its interval until told to stop; the first turn of each is at once."""
    due = {job.name: time.monotonic() for job in jobs}
    while not stop.is_set():
        for job in jobs:
            if not stop.is_set() and due[job.name] <= time.monotonic():
                turn(job, codes, datetime.now(UTC))
                due[job.name] = time.monotonic() + job.every
        soonest = min(due.values(), default=time.monotonic() + 60)
        stop.wait(max(0.0, soonest - time.monotonic()))
