"""The register of deputies is public; what people tell a deputy is passed on, and the deputy hears the answer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, TODAY, World
from tests.deputies.steps import ANSWER, HEADING, WORDS, answered, enter, hear, meet, raised
from tests.desk.pages import asked, fill, officer, text, visitor
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.concerns import actions as concerns
from yixian.concerns.models import Concern
from yixian.concerns.rules import matter_uid
from yixian.deputies import actions, queries
from yixian.deputies.enums import Kind
from yixian.deputies.models import Deputy, Meeting
from yixian.matters.actions import Refused
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.measures.actions import recount
from yixian.measures.queries import figures
from yixian.notices.declare import for_event


def test_the_register_holds_who_represents_whom_and_from_when_on(world: World) -> None:
    row = enter(world)
    assert (row.kind, row.constituency, row.person) == (Kind.DEPUTY, world.town, world.people["deputy"])
    assert list(queries.register_on(TODAY)) == [row]
    actions.leave(by=world.actor("chief"), at=NOON, uid=row.uid, until=TODAY)
    assert not queries.register_on(TODAY)


def test_the_same_form_sent_twice_enters_once(world: World) -> None:
    uid = uuid4()
    assert enter(world, uid=uid) == enter(world, uid=uid)
    assert Deputy.objects.count() == 1


def test_somebody_is_entered_once_of_a_kind(world: World) -> None:
    enter(world)
    with pytest.raises(Refused, match="already"):
        enter(world)
    enter(world, kind=Kind.MEMBER)


def test_a_town_keeps_its_own_part_of_the_register(world: World) -> None:
    for who, constituency in (("station", "other_town"), ("grid", "village"), ("deputy", "town")):
        with pytest.raises(Denied):
            enter(world, who, constituency)
    enter(world, "chief", "banner")


def test_a_deputy_or_the_town_sets_meetings_and_nobody_else(world: World) -> None:
    row = enter(world)
    meet(world, row)
    meet(world, row, "station")
    for who in ("grid", "stranger", "department"):
        with pytest.raises(Denied):
            meet(world, row, who)
    with pytest.raises(Refused, match="has passed"):
        meet(world, row, days=-1)


def test_a_meeting_that_was_called_off_is_no_longer_announced(world: World) -> None:
    row = enter(world)
    meeting = meet(world, row)
    actions.cancel(by=world.actor("deputy"), at=NOON, deputy=row.uid, meeting=meeting.uid)
    assert queries.with_meetings([row], NOON)[0].ahead == []
    counted = figures(["deputies.meetings"], None, TODAY, TODAY + timedelta(days=1))
    assert sum(counted["deputies.meetings"].values()) == 0
    assert recount() == []


def test_an_opinion_is_seen_to_by_the_station_and_becomes_a_matter_of_its_channel(world: World) -> None:
    found = raised(world, enter(world))
    assert found.unit == world.station
    assert found.matter is not None
    assert (found.matter.channel, found.matter.holder) == (Channel.DEPUTY, world.room)


def test_the_deputy_sees_how_it_stands_but_not_the_matter(world: World) -> None:
    row = enter(world)
    raised(world, row)
    by = world.actor("deputy")
    (one,) = queries.opinions(by, row)
    assert one.concern.matter is not None
    assert (one.concern.matter.step, one.answered) == ("asked", False)
    assert not Matter.objects.visible_to(by).exists()


def test_the_deputy_reads_the_answer_and_that_is_recorded(world: World) -> None:
    row = enter(world)
    found = answered(world, row)
    by = world.actor("deputy")
    assert actions.read(by=by, at=NOON, deputy=row.uid, concern=found.uid) == [ANSWER]
    event = Event.objects.get(kind="deputies.read")
    assert event.body == {"concern": found.uid.hex}
    assert ANSWER not in str(event.body)


def test_nobody_else_reads_it_that_way(world: World) -> None:
    row = enter(world)
    found = answered(world, row)
    for who in ("station", "leader", "grid"):
        with pytest.raises(Denied):
            actions.read(by=world.actor(who), at=NOON, deputy=row.uid, concern=found.uid)
    assert not Event.objects.filter(kind="deputies.read").exists()


def test_a_complaint_about_an_office_stays_hidden_from_it(world: World) -> None:
    row = enter(world)
    hear(world, row, about="station")
    assert not Concern.objects.visible_to(world.actor("station")).exists()
    assert len(queries.opinions(world.actor("deputy"), row)) == 1


def test_the_deputy_is_told_when_it_is_answered(world: World) -> None:
    row = enter(world)
    found = answered(world, row)
    told = []
    for event in Event.objects.filter(stream=found.matter.stream).order_by("seq") if found.matter else []:
        for kind in for_event(event.kind):
            if kind.key == "deputies.answered" and kind.to(event).persons:
                told.append((event.body["move"], set(kind.to(event).persons), kind.page(event)))
                assert kind.sees is not None
                assert kind.sees(world.actor("deputy"), [event])
                assert not kind.sees(world.actor("station"), [event])
    (one,) = told
    assert one == ("answer", {world.people["deputy"].pk}, ("desk:deputy", {"uid": row.uid}))


def test_opinions_are_counted_by_what_became_of_them(world: World) -> None:
    row = enter(world)
    raised(world, row)
    other = hear(world, row)
    concerns.answer(by=world.actor("deputy"), at=NOON, uid=other.uid, answer="已当面解释政策。")
    found = figures(["deputies.opinions", "deputies.ended"], None, TODAY, TODAY + timedelta(days=1))
    assert sum(found["deputies.opinions"].values()) == 2
    assert found["deputies.ended"] == {"matter": 1, "answered": 1}
    assert recount() == []


def test_residents_find_who_represents_their_village_and_when_to_meet(world: World) -> None:
    row = enter(world)
    enter(world, "chief", "other_town", person=None)
    meet(world, row, at=timezone.now())
    client, url = visitor(), reverse("portal:deputies")
    page = text(client.get(f"{url}?q=泉水"))
    assert page.count("巴雅尔") == 1
    assert "嘎查会议室" in page
    assert "嘎查会议室" in text(client.get(reverse("portal:deputy", args=[row.uid])))
    assert "No deputy was found" in text(client.get(f"{url}?q=无此处"))


def test_the_public_pages_hold_nothing_of_what_was_said(world: World) -> None:
    row = enter(world)
    answered(world, row)
    for url in (reverse("portal:deputies"), reverse("portal:deputy", args=[row.uid])):
        page = text(visitor().get(url))
        for secret in (WORDS, HEADING, ANSWER, "13800005678", "其其格"):
            assert secret not in page


def test_a_deputy_works_on_their_own_page(world: World) -> None:
    row = enter(world)
    found = answered(world, row)
    client, url = officer(world, "deputy"), reverse("desk:deputy", args=[row.uid])
    page = text(client.get(url))
    assert HEADING in page
    assert "Read the answer" in page
    read = client.post(reverse("desk:deputy_answer", args=[row.uid, found.uid]))
    assert ANSWER in text(read)
    assert WORDS not in text(read)
    assert client.get(reverse("desk:matter", args=[matter_uid(found.uid)])).status_code == 404


def test_somebody_without_a_part_in_it_reads_the_entry_and_no_opinions(world: World) -> None:
    row = enter(world)
    found = answered(world, row)
    url = reverse("desk:deputy", args=[row.uid])
    for who in ("grid", "auditor", "stranger"):
        assert HEADING not in text(officer(world, who).get(url))
    assert HEADING in text(officer(world, "station").get(url))
    answer = reverse("desk:deputy_answer", args=[row.uid, found.uid])
    assert officer(world, "station").post(answer).status_code == 404


def test_a_town_enters_a_deputy_and_the_deputy_sets_a_meeting_on_the_pages(world: World) -> None:
    given = {
        "name": "斯琴",
        "kind": "member",
        "constituency": world.town.pk,
        "since": "2024-01-01",
        "person": world.people["deputy"].pk,
    }
    done = fill(officer(world, "station"), reverse("desk:deputy_enter"), given)
    row = Deputy.objects.get()
    assert (done.status_code, done["Location"]) == (302, reverse("desk:deputy", args=[row.uid]))
    day = timezone.localdate() + timedelta(days=2)
    when = {
        "day": day.isoformat(),
        "since": "09:00",
        "until": "08:00",
        "place": world.village.pk,
        "spot": "会议室",
    }
    client, url = officer(world, "deputy"), reverse("desk:deputy_call", args=[row.uid])
    wrong = fill(client, url, {**when, "kind": "reception"})
    assert (wrong.status_code, "会议室" in text(wrong)) == (422, True)
    assert fill(client, url, {**when, "kind": "reception", "until": "11:00"}).status_code == 302
    assert Meeting.objects.get().spot == "会议室"


def test_the_pages_take_the_same_statements_however_many_deputies(world: World) -> None:
    row = enter(world)
    meet(world, row, at=timezone.now())
    hear(world, row)
    pages = [
        (officer(world, "station"), reverse("desk:deputies")),
        (officer(world, "deputy"), reverse("desk:deputy", args=[row.uid])),
        (visitor(), reverse("portal:deputies")),
    ]
    before = [len(asked(client, url)) for client, url in pages]
    for _number in range(12):
        more = enter(world, "chief", "village", person=None)
        meet(world, more, "station", at=timezone.now())
        raised(world, row)
    assert [len(asked(client, url)) for client, url in pages] == before
