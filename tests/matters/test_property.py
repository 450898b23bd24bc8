"""Whatever happens to disputes in whatever order: chains, figures, sight and due times stay right."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON, World
from tests.matters.steps import AGREE, CLIMB, OUT, dispute
from yixian.access.actor import PUBLIC, Actor, Denied
from yixian.audit.verify import verify_all
from yixian.matters import actions, rules
from yixian.matters.actions import Refused
from yixian.matters.codes import code_of
from yixian.matters.enums import RUNNING_STATES, Ground, State
from yixian.matters.models import FAR, Matter
from yixian.matters.queries import officer_offers, raiser_offers
from yixian.measures.recount import differences
from yixian.procedures.enums import MoveKind
from yixian.rulebook.enums import TermUnit

WHO = ("grid", "secretary", "mediator", "station", "centre", "chief", "leader", "stranger", "system")
ANSWERS: dict[str, Any] = {
    **AGREE, **OUT, **CLIMB["accept"], **CLIMB["climb_room"],
    "ground": "urgent", "skip_reason": "等不得", "reason": "说好了", "holds": "yes", "visit": "都好",
}  # fmt: skip
PLACES = ("grid", "bare_village", "other_village")
ONWARDS = (MoveKind.FORWARD, MoveKind.SKIP, MoveKind.SETTLE)
WORKING = ("disputes.handle", "matters.assign")
KEEPS_TIMES = ("assign", "note", "reply", "ask", "head", "recode")
"""What never moves a due time."""


class Course:
    """Disputes under way, the time of day, and what may be done to one of them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.at = NOON
        self.actors = {who: world.actor(who) for who in WHO}
        self.matters = [dispute(world), dispute(world, about_units=[world.station])]

    def able(self, matter: Matter, n: int) -> Actor:
        """Somebody who works on a matter; now and then anybody at all."""
        every, lineage = list(self.actors.values()), matter.holder.lineage
        able = [each for each in every if all(each.may(key, lineage) for key in WORKING)]
        chosen = able if able and n % 6 else every
        return chosen[n % len(chosen)]

    def open(self, matter: Matter, by: Actor, n: int) -> None:
        place = self.world.units[PLACES[n % len(PLACES)]]
        self.matters.append(dispute(self.world, at=self.at, place=place))

    def go(self, matter: Matter, by: Actor, n: int) -> None:
        offers = [each for each in officer_offers(by, matter) if each.allowed]
        onwards = [each for each in offers if each.move.kind in ONWARDS]
        if chosen := onwards if onwards and n % 4 else offers:
            key = chosen[n % len(chosen)].move.key
            actions.move(by=by, at=self.at, uid=matter.uid, seen=matter.version, key=key, given=self.said(n))

    def review(self, matter: Matter, by: Actor, n: int) -> None:
        offers = raiser_offers(matter)
        if offers:
            code, key = code_of(matter.uid, matter.code_turn), offers[n % len(offers)].move.key
            actions.move(by=PUBLIC, at=self.at, code=code, seen=matter.version, key=key, given=self.said(n))

    def said(self, n: int) -> dict[str, Any]:
        """What a form is filled in with; now and then a party does not agree, or a minor is concerned."""
        return {
            **ANSWERS,
            **({"openness": "no"} if n % 5 == 0 else {}),
            **({"minor": True} if n % 7 == 0 else {}),
        }

    def assign(self, matter: Matter, by: Actor, n: int) -> None:
        person = self.world.people[WHO[n % len(WHO)]]
        actions.assign(by=by, at=self.at, uid=matter.uid, seen=matter.version, person=person)

    def pause(self, matter: Matter, by: Actor, n: int) -> None:
        actions.pause(
            by=by, at=self.at, uid=matter.uid, seen=matter.version, ground=Ground.ABSENT, reason="住院"
        )

    def resume(self, matter: Matter, by: Actor, n: int) -> None:
        actions.resume(by=by, at=self.at, uid=matter.uid, seen=matter.version)

    def extend(self, matter: Matter, by: Actor, n: int) -> None:
        actions.extend(
            by=by, at=self.at, uid=matter.uid, seen=matter.version, clock=("step", "legal")[n % 2],
            value=1 + n % 9, unit=TermUnit.DAYS, ground=Ground.COMPLEX, reason="复杂",
        )  # fmt: skip

    def merge(self, matter: Matter, by: Actor, n: int) -> None:
        others = [
            each for each in self.matters if each.pk != matter.pk and each.about_units == matter.about_units
        ]
        if others:
            into = others[n % len(others)].uid
            actions.merge(by=by, at=self.at, uid=matter.uid, seen=matter.version, into=into, reason="同一件")

    def wake(self, matter: Matter, by: Actor, n: int) -> None:
        actions.wake(self.at)

    def reply(self, matter: Matter, by: Actor, n: int) -> None:
        actions.reply(by=by, at=self.at, uid=matter.uid, text="正在办理")

    def note(self, matter: Matter, by: Actor, n: int) -> None:
        actions.note(by=by, at=self.at, uid=matter.uid, text="记一笔")

    def ask(self, matter: Matter, by: Actor, n: int) -> None:
        actions.ask(by=PUBLIC, at=self.at, code=code_of(matter.uid, matter.code_turn), text="到哪一步了？")

    def head(self, matter: Matter, by: Actor, n: int) -> None:
        actions.head(by=by, at=self.at, uid=matter.uid, seen=matter.version, headline="围栏", category="0101")

    def recode(self, matter: Matter, by: Actor, n: int) -> None:
        actions.recode(by=by, at=self.at, uid=matter.uid)


DEEDS = ("open", "review", "assign", "pause", "resume", "extend", "merge", "wake",
         "reply", "note", "ask", "head", "recode", *["go"] * 8)  # fmt: skip

deeds = st.lists(
    st.tuples(
        st.sampled_from(DEEDS),
        st.integers(0, 2),
        st.integers(0, 60),
        st.sampled_from((0, 1, 5, 26, 24 * 9)),
    ),
    min_size=15,
    max_size=40,
)


def times(matter: Matter) -> tuple[datetime | None, ...]:
    return matter.step_due_at, matter.legal_due_at, matter.due_at


@pytest.mark.slow
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(deeds=deeds)
def test_nothing_that_happens_breaks_what_is_promised(
    world: World, deeds: list[tuple[str, int, int, int]]
) -> None:
    mark = transaction.savepoint()
    course = Course(world)
    try:
        for deed, which, n, hours in deeds:
            course.at += timedelta(hours=hours)
            matter = course.matters[which % len(course.matters)] = fresh(
                course.matters[which % len(course.matters)]
            )
            before = times(matter)
            act: Callable[..., None] = getattr(course, deed)
            done = tried(act, matter, course.able(matter, n), n)
            if deed in KEEPS_TIMES or not done:
                assert times(fresh(matter)) == before, deed
        for each in Matter.objects.select_related("holder", "place"):
            is_whole(each, world)
        assert verify_all() == []
        assert differences(lambda _done, _total: None) == []
    finally:
        transaction.savepoint_rollback(mark)


def fresh(matter: Matter) -> Matter:
    return Matter.objects.select_related("holder", "place").get(pk=matter.pk)


def tried(act: Callable[..., None], matter: Matter, by: Actor, n: int) -> bool:
    """Whether the deed was done; what is refused is refused by one of these alone."""
    try:
        act(matter, by, n)
    except (Refused, Denied, Matter.DoesNotExist):
        return False
    return True


def is_whole(matter: Matter, world: World) -> None:
    """Sight, holder, times and state of a matter fit together."""
    about = bool(matter.about_units)
    assert set(rules.sight(matter.holder.lineage, matter.place.lineage, about=about)) <= set(matter.sight)
    assert not set(matter.about_units) & set(matter.holder.lineage)
    if about:
        assert not Matter.objects.visible_to(world.actor("station")).filter(pk=matter.pk).exists()
    running = [due for due in (matter.step_due_at, matter.legal_due_at) if due is not None]
    assert matter.due_at == min(running, default=FAR)
    if matter.state not in RUNNING_STATES:
        assert running == []
        assert matter.wake_at is None
    assert (matter.merged_into_id is not None) == (matter.state == State.MERGED)
    assert bool(matter.outcome) == bool(matter.settled_step)
    if matter.assignee_id is not None and about:
        assert matter.assignee_id != world.people["station"].pk
