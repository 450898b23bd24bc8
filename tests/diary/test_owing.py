"""Nothing escapes: which entries owe an end is one computed set, the same wherever it is shown."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON, World
from tests.diary.steps import concerns, entry
from tests.matters.steps import dispute
from yixian.concerns import actions as ends
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.concerns.queries import for_record
from yixian.diary import queries
from yixian.diary.actions import Said
from yixian.diary.enums import Which, Whose
from yixian.diary.models import Entry
from yixian.diary.rules import Span
from yixian.diary.sources import SOURCE
from yixian.matters.actions import Refused
from yixian.places.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.core]
ENTRIES = (("grid", ""), ("grid", "village"), ("secretary", ""), ("reserve", "station"))
"""Who writes each entry, and about which office its second concern is."""
KNOWS = {"chief": {"", "village", "station"}, "grid": {""}, "secretary": {""}, "reserve": {"", "station"}}
"""About which offices somebody may know of what was heard at these entries."""
READS = {"chief": {0, 1, 2, 3}, "grid": {0, 1}, "secretary": {0, 2, 3}, "reserve": {3}}
DEEDS = ("answer", "raise", "merge", "close", "agree", "reopen")
deeds = st.lists(
    st.tuples(st.integers(0, 7), st.sampled_from(DEEDS), st.integers(0, 4)), min_size=4, max_size=16
)


class Course:
    """Entries with two concerns each, and what is owed kept by hand."""

    def __init__(self, world: World) -> None:
        self.world, self.at = world, NOON
        self.matter = dispute(world)
        self.entries = [
            entry(
                world,
                who,
                said=[Said(words="井水发黄"), Said(words="围栏倒了", about_units=_about(world, about))],
            )
            for who, about in ENTRIES
        ]
        self.heard = [concern for each in self.entries for concern in concerns(each)]
        self.about = dict(
            zip((each.uid for each in self.heard[1::2]), (about for _who, about in ENTRIES), strict=True)
        )
        self.owed = {each.uid: True for each in self.heard}

    def do(self, concern: Concern, deed: str) -> None:
        """Bring a concern to an end, or a closing back, and note by hand whether it owes one."""
        assert concern.heard_by is not None
        who = "station" if concern.with_unit else concern.heard_by.username
        by, chief = self.world.actor(who), self.world.actor("chief")
        here: dict[str, Any] = {"at": self.at, "uid": concern.uid}
        acts: dict[str, Callable[[], object]] = {
            "answer": lambda: ends.answer(by=by, answer="送检", **here),
            "raise": lambda: ends.raise_matter(by=by, procedure="dispute", category="0101", **here),
            "merge": lambda: ends.merge(by=by, into=self.matter.uid, **here),
            "close": lambda: ends.close(by=by, reason="重复反映", **here),
            "agree": lambda: ends.check(by=chief, agrees=True, **here),
            "reopen": lambda: ends.check(by=chief, agrees=False, remark="再核", **here),
        }
        with transaction.atomic():
            acts[deed]()
        self.owed[concern.uid] = deed in ("close", "reopen")

    def naive(self, who: str) -> dict[int, int]:
        """How many ends each entry that somebody reads owes to their knowledge, from what was kept by hand."""
        owed = Counter(each.source_uid for each in self.heard if self._owed(who, each.uid))
        return {self.entries[number].pk: owed[self.entries[number].uid] for number in READS[who]}

    def naive_late(self, who: str, at: datetime) -> set[int]:
        """The entries that owe an end past its time, looked at one by one."""
        rows = [each for each in Concern.objects.all() if self._owed(who, each.uid) and each.due_at <= at]
        late = {each.source_uid for each in rows}
        return {self.entries[number].pk for number in READS[who] if self.entries[number].uid in late}

    def _owed(self, who: str, uid: UUID) -> bool:
        return self.owed[uid] and self.about.get(uid, "") in KNOWS[who]


def _about(world: World, name: str) -> list[Unit]:
    return [world.units[name]] if name else []


def _same_everywhere(world: World, course: Course, who: str, at: datetime) -> None:
    """Every list, count and page of a reader says what was kept by hand."""
    actor, owes, late = world.actor(who), course.naive(who), course.naive_late(who, at)
    owing = {pk for pk, count in owes.items() if count}
    assert {each.pk for each in queries.owing(actor)} == owing
    months = [queries.month(actor, whose, Span(2026, 3), at) for whose in Whose]
    entries = [each for days in months for day in days.values() for each in day.entries]
    assert {each.pk: cast(Any, each).owes for each in entries} == owes
    assert {each.pk for each in entries if cast(Any, each).is_late} == late
    for which, wanted in ((Which.OWING, owing), (Which.LATE, late)):
        leaves = [queries.leaf(queries.scope(actor, whose, which, at)) for whose in Whose]
        assert {each.pk for leaf in leaves for each in leaf.rows} == wanted
    own = {each.pk for each in course.entries if each.writer_id == actor.person_id}
    assert queries.counts(actor, at) == {
        "own": len(own & owing),
        "own_late": len(own & late),
        "supervised": len(owing - own),
        "supervised_late": len(late - own),
    }
    for each in entries:
        shown = [found for found in for_record(actor, SOURCE, each.uid) if found.owes]
        assert len(shown) == owes[each.pk]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(deeds=deeds)
def test_what_is_owed_is_the_same_everywhere(world: World, deeds: list[tuple[int, str, int]]) -> None:
    mark = transaction.savepoint()
    try:
        course = Course(world)
        for number, deed, days in deeds:
            course.at += timedelta(days=days)
            try:
                course.do(course.heard[number], deed)
            except Refused:
                continue
        at = course.at + timedelta(hours=1)
        for who in KNOWS:
            _same_everywhere(world, course, who, at)
        assert queries.owing_everywhere() == len([n for n in course.naive("chief").values() if n])
    finally:
        transaction.savepoint_rollback(mark)


def test_the_diary_of_its_hearer_does_not_tell_when_a_complaint_about_their_office_ended(
    world: World,
) -> None:
    found = entry(world, said=[Said(words="账目不清", about_units=(world.village,))])
    grid = world.actor("grid")
    long_after = NOON + timedelta(days=40)
    assert queries.owing_everywhere() == 1
    assert queries.counts(grid, long_after)["own"] == queries.counts(grid, long_after)["own_late"] == 0
    assert queries.leaf(queries.scope(grid, Whose.OWN, Which.ALL, long_after)).rows == [found]
    assert not queries.leaf(queries.scope(grid, Whose.OWN, Which.LATE, long_after)).rows
    assert queries.counts(world.actor("chief"), long_after)["supervised_late"] == 1


def test_a_closing_is_owed_until_a_supervisor_agrees(world: World) -> None:
    found = entry(world, said=[Said(words="井水发黄")])
    (heard,) = concerns(found)
    ends.close(by=world.actor("grid"), at=NOON, uid=heard.uid, reason="去年已答复")
    assert list(Entry.objects.owing()) == [found]
    ends.check(by=world.actor("secretary"), at=NOON, uid=heard.uid, agrees=True)
    assert not Entry.objects.owing().exists()
    assert concerns(found)[0].fate == Fate.CLOSED
