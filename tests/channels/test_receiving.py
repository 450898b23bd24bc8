"""Whatever people write is kept once, sealed, and its answer goes back by the same way to nobody else."""

import json
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wechatpy.crypto import WeChatCrypto

from tests.cast import NOON, World
from tests.channels.services import Account, Raw, Service
from tests.channels.steps import APP, KEY, SENDER, TOKEN, later, signed, switch_on, xml
from tests.desk.pages import visitor
from tests.matters.steps import dispute
from yixian.access.actor import Denied
from yixian.channels import actions
from yixian.channels.actions import telling
from yixian.channels.actions.receiving import Taking
from yixian.channels.declare import Failed
from yixian.channels.enums import CloseGround, DeliveryState, MessageState
from yixian.channels.models import Message, Reply, Setup
from yixian.channels.ways import gateway, wechat
from yixian.concerns import actions as concerns
from yixian.concerns.models import Concern
from yixian.concerns.procedures import CONCERN
from yixian.kernel import sealed
from yixian.kernel.workdays import DayKind
from yixian.matters import actions as matters
from yixian.matters.actions.store import Refused
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.measures.actions import recount
from yixian.notices import actions as notices
from yixian.notices.models import Notice
from yixian.people.models import Post
from yixian.places.models import Unit
from yixian.rulebook import actions as rulebook

IN = reverse("portal:channel_in", kwargs={"key": "wechat"})
WORDS = "我家草场的围栏被占了，请问找谁？"


@pytest.fixture(autouse=True)
def _no_tokens_kept() -> None:
    wechat._tokens.clear()


def come_in(body: str, *, at: datetime = NOON, nonce: str = "n1", **query: str) -> Any:
    """What the service gets back for a request that is signed at a moment; it arrives at noon."""
    address = f"{IN}?{urlencode({**signed(at, nonce), **query})}"
    with patch("django.utils.timezone.now", return_value=NOON):
        return visitor().post(address, body.encode(), content_type="text/xml")


def written(world: World, account: Account, words: str = WORDS) -> Message:
    switch_on(world, account)
    assert come_in(xml(words)).status_code == 200
    return Message.objects.get()


def taken_up(world: World, row: Message) -> Message:
    taking = Taking(uid=uuid4(), place=world.village, headline="围栏被占")
    return actions.take_up(by=world.actor("centre"), at=later(hours=1), uid=row.uid, taking=taking)


def test_the_service_is_greeted_when_it_proves_who_it_is(world: World, account: Account) -> None:
    switch_on(world, account)
    with patch("django.utils.timezone.now", return_value=NOON):
        greeted = visitor().get(IN, {**signed(), "echostr": "hello"})
        refused = visitor().get(IN, {**signed(), "signature": "0" * 40, "echostr": "hello"})
    assert (greeted.status_code, greeted.content) == (200, b"hello")
    assert refused.status_code == 403
    assert visitor().get(IN)["Location"] == reverse("portal:welcome")


def test_a_message_is_kept_sealed_and_its_sender_told_at_once(world: World, account: Account) -> None:
    switch_on(world, account)
    answer = come_in(xml(WORDS))
    row = Message.objects.get()
    assert row.label in answer.content.decode()
    assert f"<ToUserName><![CDATA[{SENDER}]]>" in answer.content.decode()
    assert (row.unit, row.state, row.due_at > NOON) == (world.centre, MessageState.NEW, True)
    assert (sealed.text(row, "words"), sealed.text(row, "sender")) == (WORDS, SENDER)
    with connection.cursor() as cursor:
        for table in ("channels_message", "audit_event"):
            cursor.execute(f"SELECT string_agg(t::text, '') FROM {table} t")
            said = cursor.fetchone()[0]
            assert SENDER not in said
            assert WORDS not in said
    assert recount() == []


def test_a_message_that_is_sent_again_is_kept_once(world: World, account: Account) -> None:
    switch_on(world, account)
    first = come_in(xml(WORDS))
    for nonce in ("n1", "n2"):
        again = come_in(xml(WORDS), nonce=nonce)
        assert again.content == first.content
    assert Message.objects.count() == 1


def test_a_proof_that_was_used_does_not_carry_other_words(world: World, account: Account) -> None:
    switch_on(world, account)
    come_in(xml(WORDS))
    assert come_in(xml("别的话", number=2)).status_code == 403
    assert Message.objects.count() == 1


@pytest.mark.parametrize("minutes", [-11, 11])
def test_an_old_proof_is_worth_nothing(world: World, account: Account, minutes: int) -> None:
    switch_on(world, account)
    assert come_in(xml(WORDS), at=later(minutes=minutes)).status_code == 403


@pytest.mark.parametrize(
    "body", ["", "<xml>", "<xml></xml>", "{}", "<xml><MsgType>text</MsgType></xml>", "\0"]
)
def test_what_cannot_be_read_is_turned_away(world: World, account: Account, body: str) -> None:
    switch_on(world, account)
    assert come_in(body).status_code == 403


def test_what_is_too_large_or_comes_by_no_channel_is_turned_away(world: World, account: Account) -> None:
    assert come_in(xml(WORDS)).status_code == 403, "the channel is off"
    switch_on(world, account)
    assert come_in(xml("长" * 30_000)).status_code == 413
    assert visitor().post(reverse("portal:channel_in", kwargs={"key": "nothing"})).status_code == 403
    assert "less than 4,000" in come_in(xml("长" * 4_001)).content.decode()
    assert "only read words" in come_in(xml("", kind="image", number=3)).content.decode()
    assert not Message.objects.exists()


def test_an_account_with_a_key_takes_sealed_messages_alone(world: World, account: Account) -> None:
    switch_on(world, account, sealed=True)
    assert come_in(xml(WORDS)).status_code == 403
    crypto = WeChatCrypto(TOKEN, KEY, APP)
    query = signed()
    packed = crypto.encrypt_message(xml(WORDS), query["nonce"], query["timestamp"])
    proof = packed.split("<MsgSignature><![CDATA[")[1].split("]]>")[0]
    said = come_in(packed, msg_signature=proof, encrypt_type="aes")
    assert said.status_code == 200
    assert Message.objects.get().label not in said.content.decode()
    assert come_in(packed, msg_signature="0" * 40, encrypt_type="aes").status_code == 403
    assert sealed.text(Message.objects.get(), "words") == WORDS


def test_an_answer_goes_back_to_whoever_wrote(world: World, account: Account) -> None:
    row = written(world, account)
    token = uuid4()
    for _again in range(2):
        actions.answer(
            by=world.actor("centre"), at=later(hours=1), uid=row.uid, text="请到南镇工作站。", token=token
        )
    actions.run(later(hours=1))
    actions.run(later(hours=2))
    assert account.told == [(SENDER, "请到南镇工作站。")]
    row.refresh_from_db()
    assert (row.state, Reply.objects.get().state) == (MessageState.ANSWERED, "sent")
    assert recount() == []


def test_a_message_becomes_a_matter_and_every_answer_on_it_goes_back(world: World, account: Account) -> None:
    row = taken_up(world, written(world, account))
    by = world.actor("centre")
    actions.run(later(hours=1))
    assert account.told == [], "nothing is owed before there is something to say"
    assert row.concern is not None
    raised = concerns.raise_matter(
        by=by,
        at=later(hours=2),
        uid=row.concern.uid,
        procedure="concern",
        category=CONCERN.categories[0].value,
    )
    actions.run(later(hours=2))
    ((to, said),) = account.told
    assert to == SENDER
    assert raised.code in said
    matter = Matter.objects.get()
    assert (matter.channel, sealed.text(matter, "story")) == (Channel.MESSAGE, WORDS)
    for number, text in enumerate(("已派人去看。", "围栏已经移回。"), 3):
        matters.reply(by=world.actor("chief"), at=later(hours=number), uid=matter.uid, text=text)
    matters.note(by=world.actor("chief"), at=later(hours=5), uid=matter.uid, text="内部记录")
    for hour in (6, 7):
        actions.run(later(hours=hour))
    assert [text for _to, text in account.told[1:]] == ["已派人去看。", "围栏已经移回。"]
    assert raised.code == code_of(matter.uid, 0)
    assert recount() == []


def test_a_long_answer_goes_back_in_what_the_service_takes_and_says_where_the_rest_is(
    world: World, account: Account
) -> None:
    given = {"address": "https://example.gov.cn"}
    actions.configure(by=world.actor("system"), at=NOON, key="website", on=True, given=given)
    row, by = taken_up(world, written(world, account)), world.actor("centre")
    assert row.concern is not None
    category = CONCERN.categories[0].value
    raised = concerns.raise_matter(
        by=by, at=later(hours=2), uid=row.concern.uid, procedure="concern", category=category
    )
    long = "围栏已经移回原处，请您放心使用草场。" * 200
    matters.reply(by=world.actor("chief"), at=later(hours=3), uid=Matter.objects.get().uid, text=long)
    actions.run(later(hours=4))
    assert {each.state for each in Reply.objects.all()} == {"sent"}
    _to, said = account.told[-1]
    assert len(said.encode()) <= 2_048
    assert said.startswith("围栏已经移回原处，请您放心使用草场。围栏")
    assert "草场。…" in said
    assert said.endswith("The rest is at https://example.gov.cn/follow/, with your receipt code.")
    assert raised.code not in said


def test_a_long_answer_that_belongs_to_no_matter_says_whom_to_ask(world: World, account: Account) -> None:
    row = taken_up(world, written(world, account))
    assert row.concern is not None
    answer = "周六可以来大集办。" * 200
    concerns.answer(by=world.actor("centre"), at=later(hours=2), uid=row.concern.uid, answer=answer)
    actions.run(later(hours=3))
    ((_to, said),) = account.told
    assert len(said.encode()) <= 2_048
    assert "ask us for the rest" in said


def test_what_is_owed_is_looked_for_among_what_changed(
    world: World, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    row = taken_up(world, written(world, account))
    assert row.concern is not None
    concerns.answer(by=world.actor("centre"), at=later(hours=2), uid=row.concern.uid, answer="可以。")
    for number in range(3):
        dispute(world, at=later(hours=2, minutes=number))
    actions.run(later(hours=3))
    assert account.told == [(SENDER, "可以。")]
    dispute(world, at=later(hours=4))
    with CaptureQueriesContext(connection) as taken:
        actions.run(later(hours=5))
    assert not [each for each in taken if '"matters_words"' in each["sql"]]


def test_a_message_is_hidden_from_whom_its_concern_is_about_and_stays_open_without_one(
    world: World, account: Account
) -> None:
    row, by = written(world, account), world.actor("centre")
    assert list(Message.objects.visible_to(by)) == [row]
    concern = taken_up(world, row).concern
    assert concern is not None
    assert list(Message.objects.visible_to(by)) == [row]
    for about in ({"about_persons": [by.person_id]}, {"about_units": sorted(by.kin)[:1]}):
        Concern.objects.filter(pk=concern.pk).update(**{"about_persons": [], "about_units": [], **about})
        assert not Message.objects.visible_to(by).exists()


def test_a_message_joined_with_the_matter_of_another_tells_nothing_of_it(
    world: World, account: Account
) -> None:
    other = dispute(world)
    row = taken_up(world, written(world, account))
    assert row.concern is not None
    concerns.merge(by=world.actor("centre"), at=later(hours=2), uid=row.concern.uid, into=other.uid)
    matters.reply(by=world.actor("chief"), at=later(hours=3), uid=other.uid, text="其其格，您家的事办好了。")
    actions.run(later(hours=4))
    ((_to, said),) = account.told
    assert "其其格" not in said
    assert code_of(other.uid, 0) not in said
    assert "again" not in said, "nothing is promised that nobody keeps"


def test_an_answer_on_the_spot_goes_back(world: World, account: Account) -> None:
    row = taken_up(world, written(world, account))
    assert row.concern is not None
    concerns.answer(
        by=world.actor("centre"), at=later(hours=2), uid=row.concern.uid, answer="周六可以来大集办。"
    )
    for hour in (3, 4):
        actions.run(later(hours=hour))
    assert account.told == [(SENDER, "周六可以来大集办。")]


def test_the_reason_of_a_closing_stays_inside(world: World, account: Account) -> None:
    row = taken_up(world, written(world, account))
    assert row.concern is not None
    concerns.close(
        by=world.actor("centre"), at=later(hours=2), uid=row.concern.uid, reason="内部：与张三有关。"
    )
    actions.run(later(hours=3))
    assert account.told == [], "not before a superior agreed"
    concerns.check(by=world.actor("chief"), at=later(hours=4), uid=row.concern.uid, agrees=True)
    actions.run(later(hours=5))
    ((_to, said),) = account.told
    assert "张三" not in said


def test_an_answer_that_comes_too_late_for_the_service_says_so(world: World, account: Account) -> None:
    row = written(world, account)
    actions.answer(by=world.actor("centre"), at=later(days=3), uid=row.uid, text="好的。")
    account.busy["/cgi-bin/message/custom/send"] = [45015]
    actions.run(later(days=3))
    reply = Reply.objects.get()
    assert reply.state == "stuck"
    assert "48 hours" in reply.why


def test_a_message_past_its_time_reminds_whoever_keeps_the_inbox(world: World, account: Account) -> None:
    row = written(world, account)
    morning = row.due_at + timedelta(hours=8)
    notices.remind(row.due_at - timedelta(hours=8))
    assert not Notice.objects.filter(kind="channels.late").exists()
    notices.remind(morning)
    notice = Notice.objects.get(kind="channels.late")
    assert (notice.person, notice.number) == (world.people["centre"], row.label)
    actions.close(by=world.actor("centre"), at=morning, uid=row.uid, ground=CloseGround.THANKS)
    notices.remind(morning + timedelta(days=1))
    assert Notice.objects.filter(kind="channels.late").count() == 1


@pytest.mark.parametrize("keeper", [None, "petition_office", "station", "department"])
def test_where_nobody_takes_up_messages_the_next_above_are_told(
    world: World, account: Account, keeper: str | None
) -> None:
    switch_on(world, account)
    Setup.objects.update(unit=world.units[keeper] if keeper else None)
    come_in(xml(WORDS))
    notices.tell(NOON)
    told = Notice.objects.filter(kind="channels.arrived").values_list("person__username", flat=True)
    assert {*told} == {"chief", "centre"}
    row = Message.objects.get()
    notices.remind(row.due_at + timedelta(hours=8))
    told = Notice.objects.filter(kind="channels.late").values_list("person__username", flat=True)
    assert {*told} == {"chief", "centre"}


def test_where_the_keeper_ended_the_next_above_are_told(world: World, account: Account) -> None:
    switch_on(world, account)
    Post.objects.filter(person=world.people["centre"]).update(until=NOON.date())
    Unit.objects.filter(pk=world.centre.pk).update(until=NOON.date())
    come_in(xml(WORDS))
    notices.tell(NOON)
    told = Notice.objects.filter(kind="channels.arrived").values_list("person__username", flat=True)
    assert {*told} == {"chief"}


def test_a_corrected_calendar_moves_the_time_of_a_message(world: World, account: Account) -> None:
    row = written(world, account)
    assert actions.recompute(by=world.actor("system"), at=NOON) == 0
    day = timezone.localdate(row.due_at) - timedelta(days=1)
    rulebook.correct_day(by=None, at=NOON, day=day, kind=DayKind.HOLIDAY, name="旗庆日")
    assert actions.recompute(by=world.actor("system"), at=NOON) == 1
    moved = Message.objects.get()
    assert moved.due_at > row.due_at
    assert actions.recompute(by=world.actor("system"), at=NOON) == 0


def test_an_answer_of_which_nobody_knows_is_sent_again_only_when_somebody_says_so(
    world: World, account: Account
) -> None:
    row, by = written(world, account), world.actor("centre")
    actions.answer(by=by, at=NOON, uid=row.uid, text="好的。")
    Reply.objects.update(state=DeliveryState.SENDING, taken_at=NOON)
    actions.run(later(minutes=11))
    assert (Reply.objects.get().state, account.told) == (DeliveryState.UNSURE, [])
    notices.tell(later(minutes=11))
    assert Notice.objects.filter(kind="channels.untold", person=world.people["centre"]).exists()
    for who in ("station", "department"):
        with pytest.raises(Denied):
            actions.tell_again(by=world.actor(who), at=NOON, uid=row.uid, reply=Reply.objects.get().pk)
    actions.tell_again(by=by, at=later(hours=1), uid=row.uid, reply=Reply.objects.get().pk)
    actions.run(later(hours=1))
    assert account.told == [(SENDER, "好的。")]


def test_a_gateway_that_takes_an_answer_need_not_say_so_in_json(world: World, service: Service) -> None:
    service.usual = (200, Raw(b"OK"))
    gateway.tell("a@example.com", "收到。", {"address": service.address, "secret": "shared"})
    service.usual = (302, Raw(b"", {"Location": service.address}))
    with pytest.raises(Failed) as failed:
        gateway.tell("a@example.com", "收到。", {"address": service.address, "secret": "shared"})
    assert not failed.value.again


def test_an_account_that_answers_with_no_json_leaves_it_unsure(world: World, account: Account) -> None:
    row = written(world, account)
    actions.answer(by=world.actor("centre"), at=NOON, uid=row.uid, text="好的。")
    account.raw["/cgi-bin/message/custom/send"] = Raw(b"<html>")
    actions.run(NOON)
    assert Reply.objects.get().state == DeliveryState.UNSURE


def test_a_message_is_dealt_with_once_and_only_by_those_who_keep_the_channel(
    world: World, account: Account
) -> None:
    row = written(world, account)
    for who in ("station", "department", "system", "deputy"):
        with pytest.raises(Denied):
            actions.read(by=world.actor(who), at=NOON, uid=row.uid)
    actions.close(by=world.actor("chief"), at=later(hours=1), uid=row.uid, ground=CloseGround.THANKS)
    with pytest.raises(Refused, match="dealt with"):
        taken_up(world, row)


def test_a_gateway_brings_mail_in_and_takes_the_answer_back(world: World, service: Service) -> None:
    given = {"address": service.address, "secret": "shared"}
    actions.configure(by=world.actor("system"), at=NOON, key="gateway", on=True, given=given)
    url = reverse("portal:channel_in", kwargs={"key": "gateway"})
    body = json.dumps({"id": "m-1", "from": "a@example.com", "text": WORDS}).encode()
    stamp = str(int(NOON.timestamp()))
    headers = {"X-Yixian-Time": stamp, "X-Yixian-Signature": gateway.sign("shared", stamp, body)}
    with patch("django.utils.timezone.now", return_value=NOON):
        assert (
            visitor()
            .post(
                url,
                body + b" ",
                content_type="application/json",
                headers={**headers, "Accept-Language": "en"},
            )
            .status_code
            == 403
        )
        taken = visitor().post(
            url, body, content_type="application/json", headers={**headers, "Accept-Language": "en"}
        )
    assert "receipt code" in taken.json()["text"]
    row = Message.objects.get()
    assert row.unit == world.banner
    actions.answer(by=world.actor("chief"), at=later(hours=1), uid=row.uid, text="收到。")
    actions.run(later(hours=1))
    ((_path, sent),) = service.asked
    assert json.loads(sent) == {"to": "a@example.com", "text": "收到。"}
