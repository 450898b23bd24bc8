"""The worker runs its jobs in every banner, and one job's failure does not stop another."""

from datetime import UTC, datetime
from threading import Event

import pytest

from yixian.cli.jobs import Job, loop, turn
from yixian.kernel import banner

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_a_job_runs_in_each_banner_at_the_moment_given() -> None:
    seen: list[tuple[str, datetime]] = []
    job = Job("note", 60, lambda at: seen.append((banner.current(), at)))
    assert turn(job, ("990001", "990002"), AT) == []
    assert seen == [("990001", AT), ("990002", AT)]


def test_a_failure_in_one_banner_does_not_reach_the_next() -> None:
    seen: list[str] = []

    def run(at: datetime) -> None:
        seen.append(banner.current())
        if banner.current() == "990001":
            raise ValueError

    assert turn(Job("fails", 60, run), ("990001", "990002"), AT) == ["990001"]
    assert seen == ["990001", "990002"]


def test_the_loop_repeats_until_told_to_stop() -> None:
    stop = Event()
    turns: list[datetime] = []

    def run(at: datetime) -> None:
        turns.append(at)
        if len(turns) == 3:
            stop.set()

    loop([Job("often", 0.01, run)], ("990001",), stop)
    assert len(turns) == 3
