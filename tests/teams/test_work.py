"""Plan, visits, joint consultations and decisions of a leader's case."""

from datetime import timedelta

import pytest

from tests.cast import NOON, TODAY, World
from tests.matters.steps import dispute
from tests.teams.steps import led, post_of, visited, wanted
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.kernel import sealed
from yixian.matters.actions import Refused
from yixian.matters.models import Matter, Words
from yixian.measures.actions import recount
from yixian.measures.queries import figure
from yixian.teams import actions, enums, models
from yixian.teams.enums import Care, EndWhy, Met, OpinionState, TaskState
from yixian.teams.models import Consultation, Opinion, Sponsorship, Task, Visit
from yixian.teams.queries.cases import View, due_for, scope, village_posts
from yixian.teams.rules import task_state

LONG = timedelta(days=31)
WATCHING = (
    "watch",
    "monitor",
    "surveil",
    "control",
    "track",
    "risk",
    "score",
    "level",
    "position",
    "phone",
    "conduct",
)


@pytest.fixture
def matter(world: World) -> Matter:
    """Under the leader, undertaken by the department, assisted by the secretary."""
    found = dispute(world)
    led(world, found)
    return found


def case_of(matter: Matter) -> Sponsorship:
    return Sponsorship.objects.get(matter=matter)


def test_a_step_is_open_then_overdue_then_done(world: World, matter: Matter) -> None:
    actions.plan(
        by=world.actor("department"), at=NOON, uid=matter.uid, wanted=wanted(world.town, care=Care.LEGAL_AID)
    )
    task = Task.objects.get()
    late = NOON + timedelta(days=9)
    assert task_state(task.due_at, task.done_at, NOON) is TaskState.OPEN
    assert task_state(task.due_at, task.done_at, late) is TaskState.OVERDUE
    assert case_of(matter).next_due == task.due_at
    actions.done(by=world.actor("leader"), at=late, uid=matter.uid, task=task.pk, result="界桩埋好了。")
    task.refresh_from_db()
    assert task_state(task.due_at, task.done_at, late) is TaskState.DONE
    assert case_of(matter).next_due.year == 9999
    with pytest.raises(Refused, match="done already"):
        actions.done(by=world.actor("leader"), at=late, uid=matter.uid, task=task.pk)


def test_the_unit_whose_task_it_is_marks_it_as_done(world: World, matter: Matter) -> None:
    actions.plan(by=world.actor("leader"), at=NOON, uid=matter.uid, wanted=wanted(world.town))
    actions.done(by=world.actor("station"), at=NOON, uid=matter.uid, task=Task.objects.get().pk)
    assert Task.objects.get().done_at == NOON


def test_who_has_no_part_in_it_plans_and_decides_nothing(world: World, matter: Matter) -> None:
    for who in ("grid", "mediator"):
        with pytest.raises(Denied):
            actions.plan(by=world.actor(who), at=NOON, uid=matter.uid, wanted=wanted(world.town))
    for who in ("department", "secretary"):
        with pytest.raises(Denied):
            actions.decide_on_site(by=world.actor(who), at=NOON, uid=matter.uid, wanted=wanted(world.town))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"what": ""}, "few words"),
        ({"what": "联系13800001234"}, "numbers out"),
        ({"days": -1}, "has not passed"),
    ],
)
def test_a_step_without_sense_is_refused(
    world: World, matter: Matter, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        actions.plan(by=world.actor("leader"), at=NOON, uid=matter.uid, wanted=wanted(world.town, **changes))  # type: ignore[arg-type]
    assert not Task.objects.exists()


class TestVisits:
    def test_what_was_heard_is_sealed_and_nobody_is_named(self, world: World, matter: Matter) -> None:
        visited(world, matter, "secretary", care=[Care.HARDSHIP], met=[Met.RAISER, Met.VILLAGE])
        words = Words.objects.get(matter=matter, field="heard")
        visit = Visit.objects.get()
        assert visit.seq == words.seq
        assert sealed.text(words, "text") == "老人说孩子上学缺钱。"
        assert "缺钱" not in str(list(Event.objects.values_list("body", flat=True)))
        assert verify_all() == []

    def test_it_says_with_whom_and_happened_already(self, world: World, matter: Matter) -> None:
        with pytest.raises(Refused, match="with whom"):
            visited(world, matter, met=[])
        with pytest.raises(Refused, match="not come yet"):
            visited(world, matter, day=TODAY + timedelta(days=1))

    def test_a_case_is_stuck_until_somebody_visits(self, world: World, matter: Matter) -> None:
        chief, late = world.actor("chief"), NOON + LONG
        assert not scope(chief, View.STUCK, NOON).exists()
        assert scope(chief, View.STUCK, late).get() == case_of(matter)
        visited(world, matter, at=late)
        assert not scope(chief, View.STUCK, late).exists()


class TestConsultation:
    @pytest.fixture
    def held(self, world: World, matter: Matter) -> Consultation:
        actions.call(
            by=world.actor("leader"), at=NOON, uid=matter.uid, day=TODAY,
            units=[world.department, world.mass_work, world.town], question="界线以哪张图为准？",
        )  # fmt: skip
        return Consultation.objects.get()

    def opine(self, world: World, matter: Matter, held: Consultation, unit: str) -> None:
        actions.opine(
            by=world.actor("chief"), at=NOON, uid=matter.uid, consultation=held.pk,
            unit=getattr(world, unit).pk, opinion="以承包图为准。",
        )  # fmt: skip

    def decide(self, world: World, matter: Matter, held: Consultation) -> None:
        actions.decide(
            by=world.actor("leader"), at=NOON, uid=matter.uid, consultation=held.pk, wanted=wanted(world.town)
        )

    def test_no_decision_before_every_unit_spoke_or_was_absent(
        self, world: World, matter: Matter, held: Consultation
    ) -> None:
        self.opine(world, matter, held, "department")
        self.opine(world, matter, held, "town")
        with pytest.raises(Refused, match="Not every invited unit"):
            self.decide(world, matter, held)
        actions.absent(
            by=world.actor("leader"), at=NOON, uid=matter.uid, consultation=held.pk, unit=world.mass_work.pk
        )
        self.decide(world, matter, held)
        task = Task.objects.get()
        assert (task.kind, task.unit, task.consultation) == ("consultation", world.town, held)
        with pytest.raises(Refused, match="decided already"):
            self.decide(world, matter, held)

    def test_nobody_there_decides_nothing(self, world: World, matter: Matter, held: Consultation) -> None:
        for unit in held.opinions.values_list("unit", flat=True):
            actions.absent(by=world.actor("leader"), at=NOON, uid=matter.uid, consultation=held.pk, unit=unit)
        with pytest.raises(Refused, match="No unit gave an opinion"):
            self.decide(world, matter, held)

    def test_an_opinion_stands_once_it_is_written(
        self, world: World, matter: Matter, held: Consultation
    ) -> None:
        self.opine(world, matter, held, "town")
        with pytest.raises(Refused, match="stands there already"):
            self.opine(world, matter, held, "town")
        row = Opinion.objects.get(unit=world.town)
        assert row.state == OpinionState.GIVEN
        assert list(Words.objects.filter(field="opinion").values_list("seq", flat=True)) == [row.seq]

    def test_a_unit_that_it_is_about_is_not_invited(self, world: World) -> None:
        about = dispute(world, about_units=[world.station])
        led(world, about, assistants=[])
        with pytest.raises(Refused, match="about this unit"):
            actions.call(
                by=world.actor("leader"), at=NOON, uid=about.uid, day=TODAY,
                units=[world.station, world.department], question="怎么改？",
            )  # fmt: skip

    def test_one_unit_alone_does_not_consult(self, world: World, matter: Matter) -> None:
        with pytest.raises(Refused, match="two units"):
            actions.call(
                by=world.actor("leader"),
                at=NOON,
                uid=matter.uid,
                day=TODAY,
                units=[world.town],
                question="？",
            )


def test_a_decision_on_the_spot_is_recorded_and_carried_out(world: World, matter: Matter) -> None:
    actions.decide_on_site(by=world.actor("leader"), at=NOON, uid=matter.uid, wanted=wanted(world.town))
    (task,) = due_for(world.actor("station"), NOON)
    assert task.kind == "on_site"
    assert due_for(world.actor("leader"), NOON) == [task]
    actions.done(by=world.actor("station"), at=NOON, uid=matter.uid, task=task.pk)
    assert due_for(world.actor("leader"), NOON) == []


def test_what_is_counted_is_what_the_events_say(world: World, matter: Matter) -> None:
    actions.decide_on_site(by=world.actor("leader"), at=NOON, uid=matter.uid, wanted=wanted(world.town))
    day = TODAY + timedelta(days=1)
    assert figure("teams.led", None, TODAY, day) == 1
    assert figure("teams.decisions", None, TODAY, day) == 1
    actions.end(by=world.actor("leader"), at=NOON, uid=matter.uid, why=EndWhy.RETURNED)
    assert figure("teams.led", None, TODAY, day) == 0
    assert recount() == []


def test_there_is_no_field_for_watching_anybody() -> None:
    fields = [
        f"{model.__name__}.{each.name}"
        for model in vars(models).values()
        if isinstance(model, type) and hasattr(model, "_meta") and model.__module__ == models.__name__
        for each in model._meta.get_fields()
    ]
    assert "Visit.care" in fields
    choices = [each.value for each in enums.Care]
    assert set(choices) == {"visit", "hardship", "legal_aid", "medical", "job", "other"}
    assert [word for word in (*fields, *choices) for bad in WATCHING if bad in word.lower()] == []


def test_nobody_but_the_cadres_near_it_is_offered_as_assistant(world: World, matter: Matter) -> None:
    near = {post.person.username for post in village_posts(Matter.objects.placed().get(pk=matter.pk), TODAY)}
    assert near == {"grid", "secretary", "mediator"}
    assert post_of(world, "stranger").person.username not in near
