"""What two do at once is done once, and what is not finished was never begun."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.cast import NOON, TODAY, World
from tests.conftest import BANNER
from tests.matters.steps import STORY, dispute
from tests.reliability.raising import raise_at
from yixian.audit.models import Event, Seal
from yixian.audit.verify import verify_all
from yixian.cli import jobs
from yixian.config.paths import ROOT, SOURCE
from yixian.kernel import banner
from yixian.matters.actions import Opened
from yixian.matters.events import ESCALATED
from yixian.matters.models import Matter, Party
from yixian.matters.raise_forms import ticket
from yixian.measures.actions import recount
from yixian.measures.models import Pending
from yixian.people.models import Resident
from yixian.teams import actions as teams
from yixian.teams.enums import TeamKind

pytestmark = pytest.mark.django_db(transaction=True)

LATER = NOON + timedelta(days=30)
PATIENCE = 20.0


def at_once(*works: Callable[[], None]) -> list[Thread]:
    """Start each in a thread with a connection of its own, all at one moment; a fault fails the test."""
    start = Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        with banner.use(BANNER):
            try:
                start.wait(PATIENCE)
                work()
            finally:
                connection.close()

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    return threads


def until(promise: Callable[[], bool]) -> None:
    """Wait until it holds."""
    deadline = time.monotonic() + PATIENCE
    while not promise():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def waiting() -> int:
    """How many other connections wait for a lock."""
    return _others("AND wait_event_type = 'Lock'")


def others() -> int:
    """How many other connections there are."""
    return _others("")


def _others(which: str) -> int:
    statement = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(statement + which)
        return int(cursor.fetchone()[0])


def assert_sound() -> None:
    """What `yixian verify` and `yixian recount` find: nothing."""
    assert verify_all() == []
    assert recount() == []


def test_two_workers_do_each_thing_once(world: World) -> None:
    matters = [dispute(world) for _ in range(8)]
    failed: list[str] = []

    def work() -> None:
        for job in jobs.JOBS:
            failed.extend(jobs.turn(job, (BANNER,), LATER))

    for thread in at_once(work, work, work):
        thread.join()
    jobs.turn(next(job for job in jobs.JOBS if job.name == "tallies"), (BANNER,), LATER)
    assert failed == []
    told = Event.objects.filter(kind=ESCALATED.key).values_list("stream", flat=True)
    assert sorted(told) == sorted(matter.stream for matter in matters)
    assert set(Matter.objects.values_list("escalation", flat=True)) == {1}
    assert Seal.objects.count() == 1
    assert not Pending.objects.exists()
    assert_sound()


def test_a_form_sent_twice_at_once_makes_one_matter_and_shows_both_its_receipt(world: World) -> None:
    form = {"ticket": ticket(), "story": STORY, "category": "0905", "place": world.village.pk}
    form |= {"name": "乌云其木格", "phone": "13800001234", "other_name": "巴特尔"}
    browsers = [Client(), Client()]
    answers: list[Any] = []

    def send(browser: Client) -> Callable[[], None]:
        return lambda: answers.append(browser.post("/raise/", form))

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE matters_party IN SHARE MODE")
        threads = at_once(*map(send, browsers))
        until(lambda: waiting() == len(browsers))
    for thread in threads:
        thread.join()
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/raise/done/")] * 2
    assert Matter.objects.count() == 1
    assert Party.objects.count() == 2
    codes = [browser.get("/raise/done/").context["code"] for browser in browsers]
    assert codes[0] == codes[1]
    assert_sound()


def test_a_team_set_up_twice_at_once_is_one_team(world: World) -> None:
    uid, made = uuid4(), []
    given = {"kind": TeamKind.JOINT, "name": "草场联合工作组", "unit": world.department, "since": TODAY}

    def found() -> None:
        made.append(teams.found(by=world.actor("chief"), at=NOON, uid=uid, **given))

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE teams_team IN SHARE MODE")
        threads = at_once(found, found)
        until(lambda: waiting() == len(threads))
    for thread in threads:
        thread.join()
    assert [team.uid for team in made] == [uid, uid]
    assert_sound()


def address() -> str:
    """The test's database as DATABASE_URL names one."""
    given = connection.settings_dict
    who = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}"
    return (
        f"postgresql://{who}@localhost:{given['PORT']}/{given['NAME']}?host={quote(given['HOST'], safe='')}"
    )


def begin_and_wait(uid: UUID, place: int) -> subprocess.Popen[str]:
    """A process that has written the whole matter and has not committed it."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.halfway", str(uid), str(place)],
        env={
            **os.environ,
            "DATABASE_URL": address(),
            "PYTHONPATH": os.pathsep.join([str(SOURCE.parent), str(ROOT)]),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "written\n"
    return child


def test_the_same_form_gets_through_when_its_first_sender_is_killed_before_the_commit(world: World) -> None:
    uid, place = uuid4(), world.village.pk
    again: list[Opened] = []
    with begin_and_wait(uid, place) as child:
        (thread,) = at_once(lambda: again.append(raise_at(uid, place)))
        try:
            until(lambda: waiting() == 1)
        finally:
            os.kill(child.pid, signal.SIGKILL)
        thread.join()
    assert child.returncode == -signal.SIGKILL
    assert [(done.matter.uid, done.fresh) for done in again] == [(uid, True)]
    assert Event.objects.filter(stream=again[0].matter.stream).count() == 1
    assert Party.objects.count() == 2
    assert_sound()


def test_a_process_killed_before_its_commit_leaves_nothing(world: World) -> None:
    kept = [model._default_manager for model in (Matter, Party, Resident, Event, Pending)]
    before = [rows.count() for rows in kept]
    with begin_and_wait(uuid4(), world.village.pk) as child:
        os.kill(child.pid, signal.SIGKILL)
    until(lambda: others() == 0)
    assert [rows.count() for rows in kept] == before
    assert_sound()
