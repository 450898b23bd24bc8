"""Whatever order transactions commit in, every event is told of once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from threading import Barrier, Thread
from threading import Event as Flag

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.audit.kinds import SAID
from tests.cast import NOON
from tests.conftest import BANNER
from tests.notices.steps import sample
from yixian.audit import registry
from yixian.audit.models import Event
from yixian.audit.record import append_to_chain
from yixian.kernel import banner
from yixian.kernel.ids import uuid7
from yixian.notices import actions, declare
from yixian.notices.declare import Audience
from yixian.notices.models import Notice
from yixian.people.enums import Role
from yixian.people.models import Person, Post
from yixian.places.enums import UnitKind
from yixian.places.models import Unit
from yixian.rulebook.actions import install_declared

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.core]
_numbers = count()


class Writer:
    """Somebody who has recorded an event and has not committed yet."""

    def __init__(self) -> None:
        self.stream = f"sample:{next(_numbers)}"
        self.commits = True
        self._written, self._go_on = Flag(), Flag()
        self._thread = Thread(target=self._run)
        self._thread.start()
        assert self._written.wait(20)

    def end(self, *, commits: bool) -> None:
        """Commit, or give the transaction up."""
        self.commits = commits
        self._go_on.set()
        self._thread.join(20)

    def _run(self) -> None:
        try:
            with banner.use(BANNER), transaction.atomic():
                append_to_chain(self.stream, kind=SAID, at=NOON, body={"words": "说", "n": 1})
                self._written.set()
                self._go_on.wait(20)
                transaction.set_rollback(not self.commits)
        finally:
            connection.close()


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody who is told of whatever is said."""
    monkeypatch.setitem(registry._kinds, SAID.key, SAID)
    monkeypatch.setattr(declare, "_by_event", {})
    install_declared(NOON)
    unit = Unit.objects.create(uid=uuid7(NOON), kind=UnitKind.BANNER, name="旗", since=date(2013, 1, 1))
    Unit.objects.filter(pk=unit.pk).update(lineage=[unit.pk])
    made = Person.objects.create_user(username="listener", name="听众")
    Post.objects.create(person=made, unit=unit, role=Role.BANNER_LEADER, since=date(2013, 1, 1))
    audience = Audience(persons=frozenset({made.pk}))
    with sample(
        lambda _event: audience, on=SAID.key, sees=lambda _actor, events: {each.pk for each in events}
    ):
        yield made


def at_once(*jobs: Callable[[], object]) -> None:
    """Run jobs in threads, each with a connection of its own; raise what any of them raised."""
    ready = Barrier(len(jobs))

    def run(job: Callable[[], object]) -> None:
        try:
            with banner.use(BANNER):
                ready.wait()
                job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        for done in [pool.submit(run, job) for job in jobs]:
            done.result()


def told() -> list[str]:
    """The streams that were told of, each as often as it was."""
    return sorted(Notice.objects.filter(kind="sample.kind").values_list("stream", flat=True))


def test_an_event_that_appears_below_one_already_there_is_not_passed_over(person: Person) -> None:
    slow = Writer()
    quick = Writer()
    quick.end(commits=True)
    ids = dict(Event.objects.values_list("stream", "pk"))
    actions.tell(NOON)
    assert told() == []
    slow.end(commits=True)
    assert Event.objects.get(stream=slow.stream).pk < ids[quick.stream]
    actions.tell(NOON)
    assert told() == sorted([slow.stream, quick.stream])


def test_a_writer_that_goes_on_for_long_holds_up_only_what_came_after_it_began(person: Person) -> None:
    first = Writer()
    first.end(commits=True)
    actions.tell(NOON)
    slow = Writer()
    actions.tell(NOON)
    assert told() == [first.stream]
    slow.end(commits=False)
    actions.tell(NOON)
    assert told() == [first.stream]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.sampled_from(["open", "open", "commit", "abort", "tell"]), max_size=14), data=st.data()
)
def test_every_committed_event_is_told_of_once(person: Person, steps: list[str], data: st.DataObject) -> None:
    running: list[Writer] = []
    committed: list[str] = []

    def end(writer: Writer, *, commits: bool) -> None:
        running.remove(writer)
        writer.end(commits=commits)
        if commits:
            committed.append(writer.stream)

    before = told()
    try:
        for step in steps:
            if step == "open":
                running.append(Writer())
            elif step == "tell":
                at_once(lambda: actions.tell(NOON), lambda: actions.tell(NOON))
            elif running:
                end(data.draw(st.sampled_from(running)), commits=step == "commit")
    finally:
        while running:
            end(running[0], commits=True)
    for _turn in range(2):
        actions.tell(NOON)
    assert told() == sorted(before + committed)
