"""Nothing escapes: which entries owe an end is one computed set, the same wherever it is shown."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

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
from yixian.diary import queries
from yixian.diary.actions import Said
from yixian.diary.enums import Which, Whose
from yixian.diary.models import Entry
from yixian.diary.rules import Span
from yixian.matters.actions import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.core]
WRITERS = ("grid", "grid", "secretary", "reserve")
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
            entry(world, who, said=[Said(words="井水发黄"), Said(words="围栏倒了")]) for who in WRITERS
        ]
        self.heard = [concern for each in self.entries for concern in concerns(each)]
        self.owed = {each.uid: True for each in self.heard}

    def do(self, concern: Concern, deed: str) -> None:
        """Bring a concern to an end, or a closing back, and note by hand whether it owes one."""
        assert concern.heard_by is not None
        by, chief = self.world.actor(concern.heard_by.username), self.world.actor("chief")
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

    def naive(self) -> dict[int, int]:
        """How many ends each entry owes, from what was kept by hand."""
        owed = Counter(each.source_uid for each in self.heard if self.owed[each.uid])
        return {each.pk: owed[each.uid] for each in self.entries if owed[each.uid]}

    def naive_late(self, at: datetime) -> set[int]:
        """The entries that owe an end past its time, looked at one by one."""
        rows = [each for each in Concern.objects.all() if self.owed[each.uid] and each.due_at <= at]
        late = {each.source_uid for each in rows}
        return {each.pk for each in self.entries if each.uid in late}


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
        at, naive = course.at + timedelta(hours=1), course.naive()
        late = course.naive_late(at)
        chief = world.actor("chief")
        assert {each.pk for each in queries.owing(chief)} == set(naive)
        assert queries.owing_everywhere() == len(naive)
        assert {
            each.pk: cast(Any, each).owes
            for each in queries.month(chief, Whose.SUPERVISED, Span(2026, 3), at)
        } == {
            **{each.pk: 0 for each in course.entries},
            **naive,
        }
        for which, wanted in ((Which.OWING, set(naive)), (Which.LATE, late)):
            rows = queries.scope(chief, Whose.SUPERVISED, which, at)
            assert {each.pk for each in queries.leaf(rows, at).rows} == wanted
        grid, own = queries.counts(world.actor("grid"), at), {each.pk for each in course.entries[:2]}
        assert (grid["own"], grid["own_late"]) == (len(own & set(naive)), len(own & late))
        assert queries.counts(chief, at)["supervised"] == len(naive)
        assert queries.counts(chief, at)["supervised_late"] == len(late)
    finally:
        transaction.savepoint_rollback(mark)


def test_a_closing_is_owed_until_a_supervisor_agrees(world: World) -> None:
    found = entry(world, said=[Said(words="井水发黄")])
    (heard,) = concerns(found)
    ends.close(by=world.actor("grid"), at=NOON, uid=heard.uid, reason="去年已答复")
    assert list(Entry.objects.owing()) == [found]
    ends.check(by=world.actor("secretary"), at=NOON, uid=heard.uid, agrees=True)
    assert not Entry.objects.owing().exists()
    assert concerns(found)[0].fate == Fate.CLOSED
