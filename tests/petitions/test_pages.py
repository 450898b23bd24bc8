"""Petitions on the screens of those who work on them, and of whoever raises one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import asked, at, fill, hidden, officer, text, visitor
from tests.matters.steps import dispute
from tests.petitions.steps import REQUESTS, STORY, go, may_open, petition, seal, seen, sees
from yixian.matters import actions
from yixian.matters.models import Matter
from yixian.petitions.models import Order, Petition, Request

REGISTER = reverse("desk:petition_register")
RAISE = reverse("portal:petition")
BOARD = reverse("desk:petitions")
LIST = 5
MATTER = 16


def told(world: World, **changes: Any) -> dict[str, Any]:
    """What an officer writes down, and what the test changes."""
    return {
        "channel": "counter",
        "received_on": timezone.localdate().isoformat(),
        "purpose": "appeal",
        "story": STORY,
        "requests": "\n".join(REQUESTS),
        "category": "1102",
        "place": world.village.pk,
        "name": "巴图",
        "phone": "13900004321",
        "address": "泉水嘎查二组",
        "people": 1,
        "read_back": "on",
        **changes,
    }


def unseal(client: Client, matter: Matter) -> None:
    client.post(at("unseal", matter), {"need": "handling"})


@pytest.fixture
def client(world: World) -> Client:
    may_open(world, "petitions", "department")
    return officer(world, "petitions")


def test_an_officer_registers_it_and_gets_a_code_for_them(world: World, client: Client) -> None:
    page = client.post(REGISTER, {**hidden(client.get(REGISTER)), **told(world)}, follow=True)
    matter = Matter.objects.get()
    assert "yx-receipt-code" in text(page)
    assert (matter.procedure, matter.holder) == ("petition", world.petition_office)
    assert Petition.objects.get().read_back
    assert Request.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("read_back", "", "read back"),
        ("people", 12, "five at most"),
        ("purpose", "accusation", "which office or official"),
        ("received_on", "2099-01-01", "future"),
        ("urgent", "on", "to whom"),
        ("phone", "12", "not a telephone number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    world: World, client: Client, field: str, value: Any, said: str
) -> None:
    answer = fill(client, REGISTER, told(world, **{field: value}))
    assert (answer.status_code, Matter.objects.count()) == (422, 0)
    assert said in text(answer)
    assert STORY in text(answer)


def test_what_it_may_repeat_is_shown_and_linked_and_not_turned_away(world: World, client: Client) -> None:
    first = petition(world, at=timezone.now())
    hint = fill(client, REGISTER, told(world, phone="13900004321", category="0101"))
    assert (hint.status_code, Matter.objects.count()) == (200, 1)
    assert first.number in text(hint)
    answer = client.post(REGISTER, {**told(world, category="0101"), **hidden(hint), "repeats": first.uid.hex})
    assert (answer.status_code, Matter.objects.count()) == (302, 2)
    assert Petition.objects.get(matter__pk__gt=first.pk).repeats == first


def test_what_somebody_else_may_see_is_no_hint(world: World) -> None:
    petition(world, at=timezone.now())
    fill(officer(world, "station"), REGISTER, told(world))
    assert Matter.objects.count() == 2


def test_anybody_may_petition_and_follow_it(world: World) -> None:
    client = visitor()
    given = {k: v for k, v in told(world).items() if k not in ("channel", "received_on", "read_back")}
    assert fill(client, RAISE, given).status_code == 302
    matter = Matter.objects.get()
    assert (matter.channel, matter.holder) == ("web", world.petition_office)
    assert "Registered" in text(client.get(reverse("portal:matter")))


def test_anybody_reads_how_a_petition_goes(world: World) -> None:
    said = text(visitor().get(reverse("portal:how", kwargs={"key": "petition"})))
    assert "Regulation on Petition Work" in said


def test_an_accusation_on_the_website_names_whom_it_is_about(world: World) -> None:
    client = visitor()
    given = {k: v for k, v in told(world).items() if k not in ("channel", "received_on", "read_back")}
    assert fill(client, RAISE, {**given, "purpose": "accusation"}).status_code == 422
    accusation = {**given, "purpose": "accusation", "about": world.station.pk}
    assert fill(client, RAISE, accusation).status_code == 302
    assert Matter.objects.get().holder == world.discipline_commission


def test_an_official_may_be_named_whose_office_is_not_known(world: World, client: Client) -> None:
    named = told(world, purpose="accusation", about_name="Station")
    assert fill(client, REGISTER, named).status_code == 302
    matter = Matter.objects.get()
    assert matter.about_persons == [world.people["station"].pk]
    assert not sees(world.actor("station"), matter)


def test_the_page_says_in_plain_words_what_each_category_is(world: World, client: Client) -> None:
    matter = petition(world, at=timezone.now())
    said = text(client.get(at("petition_classify", matter)))
    assert "within sixty days" in said
    assert at("move", matter, key="accept") in said
    assert at("petition_seal", matter) in said


def test_requests_are_written_down_after_the_words_were_opened(world: World, client: Client) -> None:
    matter = petition(world, at=timezone.now(), requests=())
    assert client.get(at("petition_requests", matter)).status_code == 302
    unseal(client, matter)
    assert fill(client, at("petition_requests", matter), {"requests": "一\n二\n三"}).status_code == 302
    assert Request.objects.count() == 3


def test_the_opinion_answers_each_request_on_one_page(world: World, client: Client) -> None:
    matter = go(world, petition(world, at=timezone.now()), "petitions", "accept", at=timezone.now())
    unseal(client, matter)
    url = at("petition_conclude", matter)
    assert REQUESTS[0] in text(client.get(url))
    given = {"basis": "经调查。", "answer": "予以支持。"}
    given |= {f"{key}_{n}": "有据。" for key in ("finding", "basis", "reply") for n in (1, 2)}
    half = fill(client, url, {**given, "opinion_1": "supported"})
    assert (half.status_code, Matter.objects.get().step) == (422, "handling")
    whole = fill(client, url, {**given, "opinion_1": "supported", "opinion_2": "explained"})
    assert whole.status_code == 302
    matter = Matter.objects.get()
    assert (matter.step, matter.outcome) == ("delivery", "partly_supported")
    assert "有据" in text(client.get(at("matter", matter)))


def test_an_order_is_issued_replied_to_and_listed(world: World, client: Client) -> None:
    matter = petition(world, by="department", at=timezone.now())
    url = at("petition_supervise", matter)
    given = {"failing": "shirking", "advice": "improve", "order": "十日内答复信访人。"}
    assert fill(client, url, given).status_code == 302
    order = Order.objects.get()
    assert order.unit == world.department
    assert matter.number in text(client.get(reverse("desk:petition_orders")))
    handler = officer(world, "department")
    assert matter.number in text(handler.get(reverse("desk:petition_orders")))
    reply = at("petition_comply", matter, order=order.uid)
    assert handler.get(reply).status_code == 302
    unseal(handler, matter)
    assert "十日内" in text(handler.get(reply))
    assert fill(handler, reply, {"reply": "已答复。", "adopted": "on"}).status_code == 302
    assert Order.objects.get().adopted
    assert officer(world, "station").get(reply).status_code == 404


def test_nobody_supervises_themselves(world: World, client: Client) -> None:
    matter = petition(world, at=timezone.now())
    given = {"failing": "shirking", "advice": "improve", "order": "快办。"}
    assert fill(client, at("petition_supervise", matter), given).status_code == 422


def test_sealing_leads_away_from_what_is_seen_no_more(world: World) -> None:
    matter = petition(world, by="station", at=timezone.now())
    client = officer(world, "station")
    given = {"about": world.station.pk, "reason": "反映本站人员。"}
    answer = fill(client, at("petition_seal", matter), given)
    assert answer["Location"] == BOARD
    assert client.get(at("matter", matter)).status_code == 404
    assert Matter.objects.get().holder == world.discipline_commission


def test_an_unknown_official_is_said_to_be_unknown(world: World, client: Client) -> None:
    matter = petition(world, at=timezone.now())
    answer = fill(client, at("petition_seal", matter), {"about_name": "无名氏", "reason": "反映其人。"})
    assert (answer.status_code, Matter.objects.get().about_units) == (422, [])


def test_the_list_says_what_is_late(world: World, client: Client) -> None:
    petition(world)
    said = text(client.get(f"{BOARD}?view=new"))
    assert "1 late" in said
    assert world.village.name in said


def test_the_list_takes_as_many_statements_however_long(world: World, client: Client) -> None:
    petition(world, at=timezone.now())
    client.get(BOARD)
    before = asked(client, BOARD)
    assert len(before) <= LIST, "\n".join(before)
    for _each in range(20):
        petition(world, at=timezone.now())
    assert len(asked(client, BOARD)) == len(before)
    assert len(asked(client, f"{BOARD}?view=ended")) <= LIST


def test_a_page_of_a_petition_takes_as_many_however_much_it_asks_for(world: World, client: Client) -> None:
    matter = petition(world, at=timezone.now(), requests=("一",))
    client.get(at("matter", matter))
    before = asked(client, at("matter", matter))
    assert len(before) <= MATTER, "\n".join(before)
    many = petition(world, at=timezone.now(), requests=[str(number) for number in range(1, 20)])
    assert len(asked(client, at("matter", many))) == len(before)


def test_pages_of_a_petition_are_not_there_for_a_dispute_or_a_stranger(world: World, client: Client) -> None:
    matter = petition(world, at=timezone.now())
    for name in ("petition_classify", "petition_seal", "petition_requests", "petition_conclude"):
        assert officer(world, "stranger").get(at(name, matter)).status_code == 404
        assert officer(world, "station").get(at(name, matter)).status_code == 404


def test_a_matter_passed_over_from_a_dispute_has_a_page_too(world: World, client: Client) -> None:
    matter = dispute(world, at=timezone.now())
    actions.offer(
        by=world.actor("grid"),
        at=timezone.now(),
        uid=matter.uid,
        seen=seen(matter),
        to=world.petition_office,
        into="petition",
        reason="属信访事项。",
    )
    actions.take_over(by=world.actor("petitions"), at=timezone.now(), uid=matter.uid, seen=seen(matter))
    assert client.get(at("matter", matter)).status_code == 200
    assert client.get(at("petition_classify", matter)).status_code == 200
    seal(world, matter, "petitions", "station", at=timezone.now())
    assert not sees(world.actor("grid"), matter)


def test_only_the_conclusion_is_extended_and_by_whoever_answers_for_the_unit(
    world: World, client: Client
) -> None:
    matter = petition(world, at=timezone.now())
    assert client.get(at("extend", matter)).status_code == 404
    go(world, matter, "petitions", "accept", at=timezone.now())
    given = {"clock": "step", "value": 31, "unit": "days", "ground": "complex", "reason": "涉及多户。"}
    too_long = fill(client, at("extend", matter), given)
    assert too_long.status_code == 422
    assert "Regulation on Petition Work" in text(too_long)
    assert fill(client, at("extend", matter), {**given, "value": 30}).status_code == 302
