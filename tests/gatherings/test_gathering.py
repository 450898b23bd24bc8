"""A gathering is planned, announced, held or called off; its numbers are counted, its questions are concerns."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import NOON, World
from tests.gatherings.steps import (
    A_DAY,
    AFTER,
    AN_HOUR,
    SOON,
    announced,
    asked,
    held,
    plan_of,
    planned,
    published,
    signed,
)
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.cli.jobs import JOBS
from yixian.concerns import actions as concerns
from yixian.concerns import declare
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.gatherings import actions, queries
from yixian.gatherings.actions import Seat, Telling, forget_past
from yixian.gatherings.enums import Became, Kind, State, Topic
from yixian.gatherings.limits import KEPT
from yixian.gatherings.models import Gathering, Proposal
from yixian.kernel import sealed
from yixian.kernel.ids import InvalidCode
from yixian.matters.actions import Refused, Stale
from yixian.matters.enums import Need
from yixian.measures.queries import figures
from yixian.notices import declare as notices
from yixian.notices.declare import Audience, NoticeKind
from yixian.people.rules import Contact


def counted(key: str) -> dict[str, int]:
    day = SOON.date()
    found = figures([key], None, day.replace(day=1), day.replace(month=4, day=1))
    return {part: value for part, value in found[key].items() if value}


def told_of(notice: str, event: str) -> Audience:
    """Whom a notice reaches after the one event of a kind."""
    kind = notices.get(notice)
    assert isinstance(kind, NoticeKind)
    return kind.to(Event.objects.get(kind=event))


def test_sent_twice_it_is_planned_once(world: World) -> None:
    number = uuid4()
    for _time in range(2):
        actions.plan(by=world.actor("secretary"), at=NOON, uid=number, plan=plan_of(world))
    made = Gathering.objects.get()
    assert made.state == State.PLANNED
    assert [each.text for each in made.agenda.all()] == ["水费怎么收", "谁看管水井"]
    assert Event.objects.filter(stream=made.stream).count() == 1


def test_nobody_plans_in_the_name_of_another_unit(world: World) -> None:
    with pytest.raises(Denied):
        planned(world, "stranger")
    with pytest.raises(Denied):
        planned(world, "deputy")
    assert planned(world, "station", unit=world.village).unit == world.village


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "联系13800001234"}, "title"),
        ({"ends_at": SOON}, "ends_at"),
        ({"starts_at": SOON.replace(year=1), "ends_at": SOON}, "day"),
        ({"starts_at": SOON.replace(year=9999), "ends_at": SOON.replace(year=9999)}, "day"),
        ({"kind": Kind.LESSON}, "topic"),
        ({"capacity": 20}, "capacity"),
        ({"agenda": ["长" * 121]}, "agenda"),
        ({"about": "长" * 501}, "about"),
        ({"about": "请带上身份证150426198001011234"}, "about"),
        ({"agenda": ["开场", "请写信到 qiqige@example.com"]}, "agenda"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_where_it_stands(
    world: World, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        planned(world, **more)
    assert refused.value.refusals[0].field == field
    assert not Gathering.objects.exists()


def test_a_telephone_number_to_ask_at_may_stand_in_what_it_is_about(world: World) -> None:
    row = planned(world, about="咨询电话13800001234", agenda=["咨询电话0476-1234567"])
    assert row.about == "咨询电话13800001234"


def test_it_stands_in_the_public_calendar_from_its_announcement_on(world: World) -> None:
    made = planned(world)
    assert not Gathering.objects.open_to_all().exists()
    actions.announce(by=world.actor("secretary"), at=NOON, uid=made.uid)
    assert Gathering.objects.open_to_all().get() == made
    assert queries.ahead(Gathering.objects.visible_to(world.actor("stranger")), NOON, 5) == [made]


def test_what_is_not_public_is_seen_by_those_above_and_by_its_team_alone(world: World) -> None:
    made = announced(world, public=False, team=(Seat(unit=world.department, task="讲解"),))
    seen = {
        who: Gathering.objects.visible_to(world.actor(who)).filter(pk=made.pk).exists()
        for who in ("secretary", "station", "chief", "department", "stranger", "lawyer")
    }
    assert seen == {
        "secretary": True,
        "station": True,
        "chief": True,
        "department": True,
        "stranger": False,
        "lawyer": False,
    }
    assert not Gathering.objects.open_to_all().exists()


def test_what_lies_behind_is_not_announced(world: World) -> None:
    made = planned(world, starts_at=NOON - 2 * AN_HOUR, ends_at=NOON - AN_HOUR)
    with pytest.raises(Refused):
        actions.announce(by=world.actor("secretary"), at=NOON, uid=made.uid)


def test_a_change_on_top_of_another_is_refused_and_a_change_sent_twice_is_one(world: World) -> None:
    made, by, token = announced(world), world.actor("secretary"), uuid4()
    later = plan_of(world, starts_at=SOON + AN_HOUR, ends_at=SOON + 2 * AN_HOUR, agenda=("一件事",))
    for _time in range(2):
        now = actions.change(by=by, at=NOON, uid=made.uid, plan=later, seen=made.version, token=token)
    assert (now.starts_at, now.version) == (SOON + AN_HOUR, made.version + 1)
    assert [each.text for each in now.agenda.all()] == ["一件事"]
    with pytest.raises(Stale):
        actions.change(by=by, at=NOON, uid=made.uid, plan=later, seen=made.version)


def test_it_is_held_when_it_has_begun_and_its_number_can_be_put_right(world: World) -> None:
    made, by = announced(world), world.actor("secretary")
    with pytest.raises(Refused):
        actions.hold(by=by, at=NOON, uid=made.uid, attended=34)
    actions.hold(by=by, at=AFTER, uid=made.uid, attended=34)
    now = actions.hold(by=by, at=AFTER, uid=made.uid, attended=31)
    assert (now.state, now.attended) == (State.HELD, 31)
    assert counted("gatherings.held") == {Kind.DELIBERATION: 1}
    assert counted("gatherings.reached") == {Kind.DELIBERATION: 31}


def test_called_off_it_says_why_and_is_not_held_any_more(world: World) -> None:
    made, by = announced(world), world.actor("secretary")
    with pytest.raises(Refused):
        actions.cancel(by=by, at=NOON, uid=made.uid, reason=" ")
    assert actions.cancel(by=by, at=NOON, uid=made.uid, reason="大风").state == State.CANCELLED
    with pytest.raises(Refused):
        actions.hold(by=by, at=AFTER, uid=made.uid, attended=3)
    assert Gathering.objects.open_to_all().get().reason == "大风"


def test_a_lesson_names_its_subject(world: World) -> None:
    assert (
        planned(world, kind=Kind.LESSON, topic=Topic.FRAUD).get_topic_display()
        == "Fraud on the telephone and the net"
    )


def test_what_lies_behind_without_an_end_is_owed(world: World) -> None:
    by = world.actor("secretary")
    silent, done, asking = announced(world), held(world), held(world)
    question = asked(world, asking)
    cancelled = announced(world)
    actions.cancel(by=by, at=NOON, uid=cancelled.uid, reason="大风")
    assert set(queries.owed(by, AFTER)) == {silent, asking}
    assert not queries.owed(by, NOON).filter(pk=silent.pk).exists()
    assert set(queries.owed(world.actor("station"), AFTER)) == {silent, asking}
    assert not queries.owed(world.actor("stranger"), AFTER).exists()
    concerns.answer(by=by, at=AFTER, uid=question.uid, answer="秋天打第二眼井。")
    assert set(queries.owed(by, AFTER)) == {silent}
    assert done.attended == 34


def test_a_question_is_carried_on_to_the_next_of_them(world: World) -> None:
    by, first = world.actor("secretary"), held(world)
    second = announced(world, starts_at=AFTER + AN_HOUR, ends_at=AFTER + 2 * AN_HOUR)
    question = asked(world, first)
    later = declare.get("gathering").later
    assert later is not None
    assert [uid for uid, _title in later(by, first.uid)] == [second.uid]
    concerns.carry(by=by, at=AFTER, uid=question.uid, to=second.uid)
    assert Concern.objects.get(source_uid=second.uid).fate == Fate.OPEN
    assert not queries.owed(by, AFTER).filter(pk=first.pk).exists()


def test_a_question_about_the_secretary_is_hidden_from_them_and_is_not_published(world: World) -> None:
    one = held(world, "station", unit=world.town)
    question = asked(world, one, "station", about_persons=[world.people["secretary"].pk])
    assert not queries.owed(world.actor("secretary"), AFTER).exists()
    assert queries.publishable(one, world.actor("station")) == []
    with pytest.raises(Refused):
        actions.propose(
            by=world.actor("station"),
            at=AFTER,
            uid=one.uid,
            told=[Telling(concern=question.uid, asked="低保怎么评")],
        )


def test_what_is_published_names_nobody(world: World) -> None:
    by, one = world.actor("secretary"), held(world)
    question = asked(world, one, speaker=Contact(name="乌云其木格", phone="13800001234"))
    good = Telling(concern=question.uid, asked="夏天井水不够用", answer="秋天打第二眼井。")
    for bad in (
        replace(good, asked=" "),
        replace(good, asked="乌云其木格家没水"),
        replace(good, answer="请打13800001234找我"),
    ):
        with pytest.raises(Refused):
            actions.propose(by=by, at=AFTER, uid=one.uid, told=[bad], sure=True)
    assert published(world, one, [good]).published_at == AFTER
    row = one.told.get()
    assert (row.asked, row.became, row.answer) == (good.asked, Became.OPEN, good.answer)
    concerns.answer(by=by, at=AFTER, uid=question.uid, answer="秋天打第二眼井。")
    published(world, one, [good])
    assert one.told.get().became == Became.ANSWERED


def test_a_part_of_the_name_of_who_asked_is_shown_to_the_second_person(world: World) -> None:
    question = asked(world, held(world), speaker=Contact(name="张和平", phone="13800001234"))
    told = [Telling(concern=question.uid, asked="双方和平协商用水")]
    assert actions.doubts(told) == ["和平"]


class TestTwoPersons:
    """What was asked is published by somebody else than who proposed it."""

    def test_nothing_stands_in_public_before_a_second_person_looked_at_it(self, world: World) -> None:
        by, one = world.actor("secretary"), held(world)
        told = [Telling(concern=asked(world, one).uid, asked="夏天井水不够用", answer="秋天打第二眼井。")]
        row = actions.propose(by=by, at=AFTER, uid=one.uid, told=told)
        assert (row.published_at, one.told.count()) == (None, 0)
        with pytest.raises(Refused, match="second person"):
            actions.publish(by=by, at=AFTER, uid=one.uid, sure=True)
        with pytest.raises(Denied):
            actions.publish(by=world.actor("stranger"), at=AFTER, uid=one.uid)
        with pytest.raises(Stale):
            actions.publish(by=world.actor("station"), at=AFTER, uid=one.uid, seen=one.version)
        actions.publish(by=world.actor("station"), at=AFTER, uid=one.uid, seen=row.version)
        assert one.told.get().asked == "夏天井水不够用"
        assert Proposal.objects.get().text == b""
        with pytest.raises(Refused, match="Nothing waits"):
            actions.publish(by=world.actor("station"), at=AFTER, uid=one.uid)
        assert verify_all() == []

    def test_the_draft_is_sealed_and_goes_back_with_a_remark(self, world: World) -> None:
        one = held(world)
        told = [Telling(concern=asked(world, one).uid, asked="夏天井水不够用")]
        actions.propose(by=world.actor("secretary"), at=AFTER, uid=one.uid, told=told)
        assert "井水".encode() not in bytes(Proposal.objects.get().text)
        actions.send_back(by=world.actor("station"), at=AFTER, uid=one.uid, remark="再短一些")
        proposal = Proposal.objects.get()
        assert (proposal.waits, proposal.remark) == (False, "再短一些")
        assert actions.tellings(proposal) == told
        with pytest.raises(Refused):
            actions.publish(by=world.actor("chief"), at=AFTER, uid=one.uid)

    def test_what_turned_out_to_be_a_complaint_meanwhile_is_not_published(self, world: World) -> None:
        one = held(world)
        question = asked(world, one)
        other = Telling(concern=asked(world, one).uid, asked="夏天井水不够用")
        told = [Telling(concern=question.uid, asked="低保怎么评"), other]
        actions.propose(by=world.actor("secretary"), at=AFTER, uid=one.uid, told=told)
        Concern.objects.filter(pk=question.pk).update(about_persons=[world.people["secretary"].pk])
        actions.publish(by=world.actor("station"), at=AFTER, uid=one.uid)
        assert [each.asked for each in one.told.all()] == ["夏天井水不够用"]

    def test_where_nothing_is_left_it_goes_out_with_no_question(self, world: World) -> None:
        one = held(world)
        told = [Telling(concern=asked(world, one).uid, asked="低保怎么评")]
        actions.propose(by=world.actor("secretary"), at=AFTER, uid=one.uid, told=told)
        Concern.objects.update(about_units=[world.station.pk])
        row = actions.publish(by=world.actor("station"), at=AFTER, uid=one.uid)
        assert (row.published_at, row.told.count()) == (AFTER, 0)

    def test_whoever_keeps_gatherings_may_be_the_second_person(self, world: World) -> None:
        one = held(world)
        told = [Telling(concern=asked(world, one).uid, asked="夏天井水不够用")]
        actions.propose(by=world.actor("secretary"), at=AFTER, uid=one.uid, told=told)
        actions.publish(by=world.actor("reserve"), at=AFTER, uid=one.uid)
        assert one.told.get().asked == "夏天井水不够用"

    def test_the_second_person_is_told_of_it_and_the_first_when_it_comes_back(self, world: World) -> None:
        one = held(world)
        actions.propose(by=world.actor("secretary"), at=AFTER, uid=one.uid, told=[])
        audience = told_of("gatherings.to_check", "gatherings.proposed")
        assert {world.village.pk, world.town.pk, world.station.pk} <= audience.units
        actions.send_back(by=world.actor("station"), at=AFTER, uid=one.uid, remark="再短一些")
        back = told_of("gatherings.sent_back", "gatherings.sent_back")
        assert back.persons == {world.people["secretary"].pk}
        assert back.units >= {world.village.pk, world.room.pk}
        assert world.town.pk not in back.units

    def test_what_waits_or_came_back_is_owed_until_it_is_published(self, world: World) -> None:
        one, by, above = held(world), world.actor("secretary"), world.actor("station")

        def owed(who: str) -> list[tuple[bool, bool]]:
            found = queries.owed_listed(world.actor(who), AFTER)
            return [(vars(each)["to_check"], vars(each)["sent_back"]) for each in found]

        assert owed("secretary") == []
        actions.propose(by=by, at=AFTER, uid=one.uid, told=[])
        assert owed("secretary") == owed("station") == [(True, False)]
        assert owed("stranger") == []
        actions.send_back(by=above, at=AFTER, uid=one.uid, remark="再短一些")
        assert owed("secretary") == owed("reserve") == [(False, True)]
        actions.propose(by=world.actor("reserve"), at=AFTER, uid=one.uid, told=[])
        actions.publish(by=above, at=AFTER, uid=one.uid)
        assert owed("secretary") == owed("station") == []


def test_whoever_signs_up_gets_a_code_and_their_name_is_sealed(world: World) -> None:
    one, number = announced(world, sign_up=True, capacity=5), uuid4()
    made, code = signed(one, persons=4, uid=number)
    assert signed(one, persons=4, uid=number) == (made, code)
    assert sealed.text(made.resident, "name") == "乌云其木格"
    assert "乌云其木格".encode() not in bytes(made.resident.name)
    with pytest.raises(Refused):
        signed(one, persons=2)
    assert actions.withdraw(at=NOON + AN_HOUR, code=code.lower()).withdrawn_at
    made.resident.refresh_from_db()
    assert made.resident.erased_at is not None
    assert signed(one, persons=5)[0].persons == 5
    with pytest.raises(InvalidCode):
        actions.withdraw(at=NOON, code="AAAA")


def test_nobody_signs_up_where_it_is_not_asked_for_or_over(world: World) -> None:
    for one in (announced(world), planned(world, sign_up=True)):
        with pytest.raises(Refused):
            signed(one)


def test_the_list_of_names_is_opened_on_record(world: World) -> None:
    one = announced(world, sign_up=True)
    signed(one)
    actions.open_names(by=world.actor("secretary"), at=NOON, uid=one.uid, need=Need.HANDLING)
    event = Event.objects.filter(kind="gatherings.opened").get()
    assert event.body == {"need": "handling"}
    with pytest.raises(Denied):
        actions.open_names(by=world.actor("department"), at=NOON, uid=one.uid, need=Need.HANDLING)


def test_once_it_is_over_nothing_is_kept_of_those_who_signed_up(world: World) -> None:
    one = announced(world, sign_up=True)
    made, _code = signed(one)
    actions.hold(by=world.actor("secretary"), at=AFTER, uid=one.uid, attended=12)
    made.resident.refresh_from_db()
    assert made.resident.erased_at == AFTER
    assert made.persons == 1


@pytest.mark.parametrize("called_off", [True, False])
def test_nor_where_it_was_called_off_or_nobody_closed_it(world: World, called_off: bool) -> None:
    one = announced(world, sign_up=True)
    made, _code = signed(one)
    later = announced(world, sign_up=True, starts_at=SOON + 5 * A_DAY, ends_at=SOON + 5 * A_DAY + AN_HOUR)
    kept, _code = signed(later)
    if called_off:
        actions.cancel(by=world.actor("secretary"), at=NOON + AN_HOUR, uid=one.uid, reason="大风")
    over = one.ends_at + KEPT.value * A_DAY
    assert actions.forget_past(over - AN_HOUR) == 0
    assert (actions.forget_past(over), actions.forget_past(over)) == (1, 0)
    for each in (made, kept):
        each.resident.refresh_from_db()
    assert (made.resident.erased_at, kept.resident.erased_at) == (over, None)
    assert sealed.text(made.resident, "phone") == ""
    assert forget_past in {job.run for job in JOBS}
