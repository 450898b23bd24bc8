"""Whatever is killed, what was acknowledged stays, and nothing is there twice."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Event, Thread
from uuid import UUID

import psutil
import pytest

from tests.reliability.client import Client, GaveUp, Pair
from tests.reliability.site import Site

pytestmark = pytest.mark.slow

PAIRS = 6
SECONDS = 15.0
AT_WORK = 0.7
"""How often the killer waits until the site answers before it strikes."""
GRACE = 45.0
"""Seconds that are added before whoever is not answered gives up; the killing may take twice its time."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A running site with the cast's banner in it."""
    made = Site(tmp_path)
    try:
        made.start()
        planted = made.run("tests.reliability.plant")
        assert planted.code == 0, planted.said
        yield made
    finally:
        made.discard()


def victims(site: Site, chance: Random) -> dict[str, Callable[[], int | None]]:
    """Whom the killer may kill, and how it finds them."""

    def hand() -> int | None:
        hands = site.hands()
        return chance.choice(hands).pid if hands else None

    return {
        "a process that answers": hand,
        "web server": lambda: web.pid if (web := site.web()) else None,
        "worker": lambda: worker.pid if (worker := site.worker()) else None,
        "database": lambda: site.server.status().pid,
    }


def kill(site: Site, chance: Random) -> Counter[str]:
    """Kill one after the other at random, each at least once, at work or while all come up; return who how often."""
    killed: Counter[str] = Counter()
    found = victims(site, chance)
    begun = time.monotonic()
    while (took := time.monotonic() - begun) < SECONDS or (set(killed) < set(found) and took < 2 * SECONDS):
        for name in chance.sample(list(found), len(found)):
            if chance.random() < AT_WORK:
                site.wait(10)
            time.sleep(chance.uniform(0.3, 1.5))
            if pid := found[name]():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed[name] += 1
    return killed


def keep_living(pair: Pair, stop: Event, faults: list[str]) -> None:
    """One matter after another until told to stop."""
    try:
        while not stop.is_set():
            pair.live()
    except GaveUp as fault:
        faults.append(str(fault))


def settle_in(site: Site) -> list[Pair]:
    """Residents and officers, signed in."""
    with site.database() as look:
        (place,) = look.execute("SELECT id FROM places_unit WHERE name = '泉水嘎查'").fetchone() or (0,)
    until = time.monotonic() + SECONDS + GRACE
    officer = Client(site, until).sign_in("secretary")
    pairs = []
    for number in range(PAIRS):
        resident = Client(site, until)
        resident.ask("GET", "/follow/")
        other = Client(site, until, dict(officer.cookies))
        pairs.append(Pair(site, resident, other, int(str(place)), Random(number)))
    return pairs


def live_under_fire(site: Site, pairs: list[Pair]) -> Counter[str]:
    """Everybody works while the killer does; return who was killed how often."""
    stop, faults = Event(), list[str]()
    threads = [Thread(target=keep_living, args=(pair, stop, faults)) for pair in pairs]
    for thread in threads:
        thread.start()
    try:
        killed = kill(site, Random(1966))
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not faults, (faults, site.said())
    return killed


def counted(site: Site, statement: str) -> Counter[tuple[str, str]]:
    """Rows of two columns and how often each is there."""
    with site.database() as look:
        return Counter((str(one), str(two)) for one, two in look.execute(statement).fetchall())


def check_kept(site: Site, pairs: list[Pair]) -> None:
    """All that was acknowledged is there once, and nothing that nobody sent."""
    raised = {f"matter:{uid.hex}" for pair in pairs for uid in pair.raised}
    moved = {(f"matter:{uid.hex}", token.hex) for pair in pairs for uid, token in pair.moved}
    sent: set[UUID] = set().union(*(pair.sent for pair in pairs))
    opened = counted(site, "SELECT stream, '' FROM audit_event WHERE kind = 'matters.opened'")
    assert opened == dict.fromkeys(((stream, "") for stream in raised), 1)
    moves = counted(site, "SELECT stream, body->>'token' FROM audit_event WHERE kind = 'matters.moved'")
    assert moves == dict.fromkeys(moved, 1)
    parties = counted(
        site, "SELECT uid, role FROM matters_matter m JOIN matters_party p ON p.matter_id = m.id"
    )
    assert parties == dict.fromkeys(((str(uid), role) for uid in sent for role in ("raiser", "other")), 1)


def prove(site: Site, pairs: list[Pair]) -> None:
    """With nothing but the database running, all is there and all is proven."""
    assert site.yixian("db", "start").said.strip() == "started"
    check_kept(site, pairs)
    for command in ("verify", "recount"):
        done = site.yixian(command)
        assert done.code == 0, done.said
    assert site.yixian("db", "stop").said.strip() == "stopped"


def left(family: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run."""
    return [each for each in family if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]


def test_what_was_acknowledged_outlives_every_kill(site: Site) -> None:
    pairs = settle_in(site)
    killed = live_under_fire(site, pairs)
    assert set(killed) == set(victims(site, Random()))
    assert sum(len(pair.moved) for pair in pairs) > PAIRS
    assert sum(pair.resident.again + pair.officer.again for pair in pairs) > PAIRS
    family = site.family()
    assert site.stop() == 0, site.said()
    assert not left(family)
    prove(site, pairs)
    site.start()
    matter = f"/desk/matter/{pairs[0].raised[-1]}/"
    assert pairs[0].officer.ask("GET", matter) == (200, "")
    family = site.family()
    site.kill()
    psutil.wait_procs(family, timeout=30)
    assert not left(family)
    site.start()
    assert pairs[0].officer.ask("GET", matter) == (200, "")
