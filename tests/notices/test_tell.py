"""Who is told of what, once."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.cast import NOON, World
from tests.matters.steps import dispute, go
from tests.notices.steps import sample, told
from yixian.access.actor import PUBLIC, Actor
from yixian.audit.models import Event
from yixian.kernel.ids import uuid7
from yixian.matters import actions as matters
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.notices import actions, declare, words
from yixian.notices.declare import Audience
from yixian.notices.models import Cursor, Notice
from yixian.people.models import Post, Substitution

DAY = timedelta(days=1)


def test_the_unit_that_gets_a_matter_is_told_and_nobody_else(world: World) -> None:
    matter = dispute(world)
    actions.tell(NOON)
    assert told(world, "grid") == ["matters.arrived"]
    assert {each.person.username for each in Notice.objects.all()} == {"grid"}
    notice = Notice.objects.get()
    assert (notice.number, words.target(notice)) == (matter.number, f"/desk/matter/{matter.uid}/")


def test_an_event_is_told_once_however_often_one_looks(world: World) -> None:
    dispute(world)
    assert actions.tell(NOON) == 1
    assert actions.tell(NOON) == 0
    assert Notice.objects.count() == 1


def test_whoever_did_it_is_not_told(world: World) -> None:
    dispute(world, by="grid")
    actions.tell(NOON)
    assert told(world, "grid") == []


def test_who_stands_in_for_a_post_is_told_too(world: World) -> None:
    post = Post.objects.get(person=world.people["grid"])
    Substitution.objects.create(post=post, person=world.people["secretary"], since=NOON, until=NOON + DAY)
    dispute(world)
    actions.tell(NOON)
    assert told(world, "secretary") == ["matters.arrived"]


def test_nobody_without_a_post_is_told(world: World) -> None:
    Post.objects.filter(person=world.people["grid"]).update(until=NOON.date())
    dispute(world)
    actions.tell(NOON)
    assert not Notice.objects.exists()


def test_a_matter_that_goes_on_tells_the_next_unit(world: World) -> None:
    matter = dispute(world)
    go(world, matter, "grid", "accept")
    actions.tell(NOON)
    matters.note(by=world.actor("mediator"), at=NOON, uid=matter.uid, text="打过电话。")
    actions.tell(NOON)
    assert told(world, "mediator") == ["matters.came"]
    assert told(world, "grid") == ["matters.arrived"]


def test_whoever_is_given_a_matter_is_told(world: World) -> None:
    matter = dispute(world)
    person = world.people["grid"]
    matters.assign(by=world.actor("secretary"), at=NOON, uid=matter.uid, seen=1, person=person)
    actions.tell(NOON)
    assert told(world, "grid") == ["matters.arrived", "matters.assigned"]


def test_what_the_resident_writes_reaches_whoever_has_it(world: World) -> None:
    matter = dispute(world)
    matters.ask(by=PUBLIC, at=NOON, code=code_of(matter.uid, 0), text="什么时候能来看看？")
    actions.tell(NOON)
    assert told(world, "grid") == ["matters.arrived", "matters.wrote"]


def test_nobody_hears_of_a_complaint_about_them(world: World) -> None:
    matter = dispute(world, about_units=[world.station], headline="关于工作站推诿的反映")
    Matter.objects.filter(pk=matter.pk).update(holder=world.station)
    persons = frozenset({world.people["station"].pk, world.people["chief"].pk})
    with sample(lambda _event: Audience(persons=persons), on="matters.opened"):
        actions.tell(NOON)
    assert told(world, "station") == []
    assert told(world, "chief") == ["sample.kind"]


def test_a_declaration_that_fails_holds_up_nobody(world: World) -> None:
    dispute(world)
    with sample(lambda event: Audience(units=frozenset({event.body["no such thing"]})), on="matters.opened"):
        actions.tell(NOON)
    assert told(world, "grid") == ["matters.arrived"]


def test_a_kind_may_say_itself_who_sees_it_and_tells_nobody_where_it_fails(world: World) -> None:
    answers = {"Grid": False, "Secretary": True}

    def sees(actor: Actor, events: Collection[Event]) -> set[int]:
        return {each.pk for each in events if answers[actor.name]}

    persons = frozenset({world.people[who].pk for who in ("grid", "secretary", "mediator")})
    dispute(world)
    with sample(lambda _event: Audience(persons=persons), on="matters.opened", sees=sees):
        actions.tell(NOON)
    assert told(world, "secretary") == ["sample.kind"]
    assert told(world, "mediator") == []
    assert told(world, "grid") == ["matters.arrived"]


def test_nobody_is_told_of_a_record_of_which_no_package_says_who_sees_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispute(world)
    monkeypatch.delitem(declare._subjects, Matter.stream_prefix())
    actions.tell(NOON)
    assert not Notice.objects.exists()


def test_a_number_that_cannot_be_said_holds_up_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    dispute(world)
    prefix = Matter.stream_prefix()
    broken = replace(declare._subjects[prefix], numbers=fails)
    monkeypatch.setitem(declare._subjects, prefix, broken)
    actions.tell(NOON)
    assert told(world, "grid") == ["matters.arrived"]
    assert Notice.objects.get().number == ""


def test_a_daily_kind_that_fails_holds_up_no_other_and_is_looked_for_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = dispute(world)
    first = min(declare.recurring(), key=lambda kind: kind.key)
    monkeypatch.setitem(declare._kinds, first.key, replace(first, find=fails))
    later = matter.due_at + timedelta(hours=8)
    assert actions.remind(later) > 0
    assert "matters.overdue_unit" in told(world, "grid")
    assert not Cursor.objects.filter(name=first.key).exists()


def fails(_asked: object) -> Any:
    """What a package does wrong: a statement that the database refuses."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def test_an_ability_narrows_who_at_a_unit_is_told(world: World) -> None:
    dispute(world)
    units = frozenset({world.village.pk})
    with sample(lambda _event: Audience(units=units, ability="network.keep"), on="matters.opened"):
        actions.tell(NOON)
    assert told(world, "secretary") == ["sample.kind"]
    assert told(world, "reserve") == []


def test_what_is_long_past_is_not_told(world: World) -> None:
    dispute(world, at=NOON - 8 * DAY)
    actions.tell(NOON)
    assert not Notice.objects.exists()


def test_being_late_is_told_upwards_and_is_urgent(world: World) -> None:
    dispute(world)
    later = NOON + 30 * DAY
    matters.wake(later)
    actions.tell(later)
    upwards = Notice.objects.get(kind="matters.escalated")
    assert upwards.urgent
    assert upwards.person == world.people["station"]


def test_what_is_due_is_told_once_a_day_with_its_number(world: World) -> None:
    for _each in range(3):
        dispute(world)
    due = Matter.objects.first()
    assert due is not None
    later = due.due_at + timedelta(hours=8)
    assert actions.remind(later) > 0
    assert actions.remind(later) == 0
    notice = Notice.objects.get(person=world.people["grid"], kind="matters.overdue_unit")
    assert (notice.count, words.target(notice)) == (3, "/desk/work/?whose=unit&which=overdue")
    actions.remind(later + DAY)
    mine = Notice.objects.filter(person=world.people["grid"], kind="matters.overdue_unit").order_by("pk")
    assert [bool(each.read_at) for each in mine] == [True, False]


def test_what_is_due_and_alone_leads_to_its_own_page(world: World) -> None:
    matter = dispute(world)
    actions.remind(matter.due_at + timedelta(hours=8))
    notice = Notice.objects.get(person=world.people["grid"], kind="matters.overdue_unit")
    assert (notice.number, words.target(notice)) == (matter.number, f"/desk/matter/{matter.uid}/")


def test_nothing_is_looked_for_before_six(world: World) -> None:
    matter = dispute(world)
    assert actions.remind(matter.due_at + timedelta(hours=5)) == 0
    assert actions.remind(matter.due_at + timedelta(hours=6)) > 0


def test_old_notices_go(world: World) -> None:
    dispute(world)
    actions.tell(NOON)
    assert actions.clear(NOON + 180 * DAY) == 0
    assert actions.clear(NOON + 181 * DAY) == 1


def test_every_kind_leads_to_a_page_that_is_there(world: World) -> None:
    assert {
        "matters.arrived",
        "mediation.planned",
        "petitions.supervised",
        "teams.sponsored",
        "network.waiting",
    } <= {each.key for each in declare.every()}
    stream = f"matter:{uuid7(NOON).hex}"
    for kind in declare.every():
        if isinstance(kind, declare.NoticeKind) and kind.key.partition(".")[0] in OURS:
            name, given = kind.page(Event(stream=stream, kind=kind.on[0]))
        elif isinstance(kind, declare.Recurring):
            name, given = kind.page
        else:
            continue
        assert words.target(Notice(page=name, given={key: str(value) for key, value in given.items()}))


OURS = ("matters", "mediation", "petitions", "teams", "network")
