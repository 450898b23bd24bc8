"""Following a matter by its receipt code."""

from typing import Any

import pytest
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import fill, hidden, text, visitor
from tests.matters.steps import climb, dispute, go, opened, raiser_goes
from yixian.kernel.ids import receipt_code
from yixian.matters import actions
from yixian.matters.actions import Opened
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.people.models import Person
from yixian.portal.tries import MOST

FOLLOW = "/follow/"
MATTER = "/matter/"


@pytest.fixture
def raised(world: World) -> Opened:
    return opened(world, at=timezone.now())


@pytest.fixture
def client(raised: Opened) -> Client:
    return follower(raised)


def follower(raised: Opened) -> Client:
    """Whoever raised it, with the code typed in."""
    client = visitor()
    assert client.post(FOLLOW, {"code": raised.code}).status_code == 302
    return client


def answered(world: World, matter: Matter) -> Matter:
    """The same, settled by the station and waiting for the review."""
    now = timezone.now()
    return go(world, climb(world, matter, "station", at=now), "station", "agree", at=now)


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code.replace('-', ' ')} "]
)
def test_a_code_is_read_as_people_type_it(world: World, raised: Opened, typed: Any) -> None:
    client = visitor()
    assert client.post(FOLLOW, {"code": typed(raised.code)})["Location"] == MATTER
    assert raised.matter.number in text(client.get(MATTER))


@pytest.mark.parametrize("typed", ["", "12", "AAAA-BBBB-CCCC", "'; DROP TABLE", "一二三四", "9" * 500])
def test_what_is_no_code_is_told_and_stays_in_the_field(world: World, raised: Opened, typed: str) -> None:
    answer = visitor().post(FOLLOW, {"code": typed})
    assert answer.status_code == 422
    assert answer.context["typed"] == typed[:40]
    assert answer.context["fault"]


def test_a_code_of_nothing_is_told_apart_from_a_mistyped_one(world: World, raised: Opened) -> None:
    answer = visitor().post(FOLLOW, {"code": receipt_code()})
    assert "no matter with this code" in answer.context["fault"]


def test_after_too_many_wrong_codes_even_the_right_one_has_to_wait(world: World, raised: Opened) -> None:
    client = visitor()
    for _each in range(MOST):
        client.post(FOLLOW, {"code": receipt_code()})
    answer = client.post(FOLLOW, {"code": raised.code})
    assert (answer.status_code, "Too many" in answer.context["fault"]) == (422, True)
    elsewhere = Client(REMOTE_ADDR="10.1.2.3")
    assert elsewhere.post(FOLLOW, {"code": raised.code}).status_code == 302


def test_the_device_keeps_no_code(world: World, raised: Opened, client: Client) -> None:
    bare = raised.code.replace("-", "")
    kept = " ".join(cookie.OutputString() for cookie in client.cookies.values())
    assert raised.code not in kept
    assert bare not in kept
    assert not client.session.items()


@pytest.mark.parametrize("name", ["matter", "ask", "attach", "receipt", "receipt_file", "raised"])
def test_without_a_code_nothing_is_shown(world: World, raised: Opened, name: str) -> None:
    answer = visitor().get(reverse(f"portal:{name}"))
    assert answer.status_code == 302
    assert raised.matter.number not in text(answer)


def test_a_forged_cookie_opens_nothing(world: World, raised: Opened, client: Client) -> None:
    (name,) = [each for each in client.cookies if "follow" in each]
    stranger = visitor()
    stranger.cookies[name] = f"{raised.matter.uid.hex}.0:forged:signature"
    assert stranger.get(MATTER)["Location"] == reverse("portal:follow")


def test_a_device_can_forget(world: World, client: Client) -> None:
    client.post(reverse("portal:leave"))
    assert client.get(MATTER)["Location"] == FOLLOW


def test_a_replaced_code_opens_nothing_any_more(world: World, raised: Opened, client: Client) -> None:
    new = actions.recode(by=world.actor("grid"), at=timezone.now(), uid=raised.matter.uid)
    assert client.get(MATTER)["Location"] == FOLLOW
    assert visitor().post(FOLLOW, {"code": raised.code}).status_code == 422
    assert visitor().post(FOLLOW, {"code": new}).status_code == 302


def test_offices_are_named_and_persons_are_not(world: World, raised: Opened, client: Client) -> None:
    Person.objects.update(name=Concat(Value("职员"), "username"))
    matter = answered(world, raised.matter)
    actions.assign(
        by=world.actor("station"),
        at=timezone.now(),
        uid=matter.uid,
        seen=matter.version,
        person=world.people["station"],
    )
    for url in (MATTER, reverse("portal:receipt"), reverse("portal:receipt_file")):
        assert "职员" not in text(client.get(url))
    assert world.station.name in text(client.get(MATTER))


def test_what_was_written_for_the_file_is_not_shown(world: World, raised: Opened, client: Client) -> None:
    actions.note(
        by=world.actor("grid"), at=timezone.now(), uid=raised.matter.uid, text="内部记录：先找巴图谈"
    )
    actions.reply(by=world.actor("grid"), at=timezone.now(), uid=raised.matter.uid, text="明天上门看围栏")
    page = text(client.get(MATTER))
    assert "明天上门看围栏" in page
    assert "先找巴图谈" not in page


def test_content_closes_it(world: World, raised: Opened, client: Client) -> None:
    answered(world, raised.matter)
    assert "Are you content" in text(client.get(MATTER))
    assert fill(client, "/matter/move/content/", {"remark": "谢谢站里"})["Location"] == MATTER
    assert Matter.objects.get().step == "closed"


def test_not_content_sends_it_back_with_the_reason(world: World, raised: Opened, client: Client) -> None:
    answered(world, raised.matter)
    assert fill(client, "/matter/move/not_content/", {"reason": ""}).status_code == 422
    fill(client, "/matter/move/not_content/", {"reason": "围栏还没退。"})
    assert Matter.objects.get().step == "station"
    assert "围栏还没退。" in text(client.get(MATTER))


def test_it_can_be_withdrawn_and_taken_up_again(world: World, client: Client) -> None:
    fill(client, "/matter/move/withdraw/", {"reason": "我们自己说好了"})
    assert Matter.objects.get().outcome == "withdrawn"
    fill(client, "/matter/move/reopen/", {"reason": "又闹了"})
    assert Matter.objects.get().step == "registered"


def test_a_question_reaches_the_office(world: World, client: Client) -> None:
    assert fill(client, "/matter/ask/", {"text": " "}).status_code == 422
    fill(client, "/matter/ask/", {"text": "什么时候来看？"})
    assert "什么时候来看？" in text(client.get(MATTER))


def test_a_move_of_officers_is_not_there(world: World, client: Client) -> None:
    assert client.get("/matter/move/accept/").status_code == 404
    client.post("/matter/move/accept/", {"consent": "yes", "seen": 1})
    assert Matter.objects.get().step == "registered"


def test_a_form_opened_before_a_change_changes_nothing(world: World, raised: Opened, client: Client) -> None:
    page = client.get("/matter/move/withdraw/").context["form"]
    go(world, raised.matter, "grid", "accept", at=timezone.now())
    old = {"seen": page["seen"].value(), "token": page["token"].value(), "reason": "算了"}
    answer = client.post("/matter/move/withdraw/", old)
    assert (answer.status_code, Matter.objects.get().step) == (422, "room")
    assert "meanwhile" in text(answer)
    assert answer.context["form"]["reason"].value() == "算了"
    assert client.post("/matter/move/withdraw/", {**old, **hidden(answer)})["Location"] == MATTER
    assert Matter.objects.get().outcome == "withdrawn"


def test_a_form_sent_twice_says_that_it_is_done(world: World, client: Client) -> None:
    sent = {**hidden(client.get("/matter/move/withdraw/")), "reason": "算了"}
    client.post("/matter/move/withdraw/", sent)
    assert "done already" in text(client.post("/matter/move/withdraw/", sent, follow=True))


def test_words_that_came_too_late_can_go_to_the_office(world: World, raised: Opened, client: Client) -> None:
    matter = answered(world, raised.matter)
    late = {**hidden(client.get("/matter/move/not_content/")), "reason": "围栏还没退。"}
    raiser_goes(matter, "content", at=timezone.now())
    answer = client.post("/matter/move/not_content/", late)
    assert (answer.status_code, Matter.objects.get().step) == (409, "closed")
    assert answer.context["form"]["text"].value() == "围栏还没退。"
    assert 'action="/matter/ask/"' in text(answer)


def test_what_was_joined_with_another_shows_where_that_one_stands(world: World, raised: Opened) -> None:
    kept = dispute(world, at=timezone.now())
    client = follower(raised)
    actions.merge(
        by=world.actor("secretary"), at=timezone.now(), uid=raised.matter.uid, seen=1, into=kept.uid, reason="同一件"
    )  # fmt: skip
    answered(world, kept)
    page = client.get(MATTER)
    assert page.context["step"].key == "review"
    assert code_of(kept.uid, 0) not in text(client.get(reverse("portal:receipt")))


def test_whoever_raised_the_same_may_still_write(world: World, raised: Opened) -> None:
    kept = dispute(world, at=timezone.now())
    client = follower(raised)
    actions.merge(
        by=world.actor("secretary"), at=timezone.now(), uid=raised.matter.uid, seen=1, into=kept.uid, reason="同一件"
    )  # fmt: skip
    assert fill(client, "/matter/ask/", {"text": "我家也受影响"})["Location"] == MATTER
    assert "我家也受影响" in text(client.get(MATTER))
