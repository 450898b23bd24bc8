"""Each text reaches each channel once, or says why not; against real servers that speak the services' protocols."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.db import connections

from tests.cast import NOON, TODAY, World
from tests.channels.services import Account, Raw, Service
from tests.channels.steps import WORDING, later, published, seen, switch_on
from tests.notices.test_horizon import at_once
from yixian.audit.models import Event
from yixian.channels import actions, conf
from yixian.channels.actions import sending
from yixian.channels.enums import DeliveryState
from yixian.channels.models import Delivery, Publication, Setup
from yixian.channels.ways import wechat
from yixian.kernel import banner
from yixian.matters.actions.store import Refused
from yixian.measures.actions import recount
from yixian.measures.queries import figures
from yixian.notices import actions as notices
from yixian.notices.models import Notice
from yixian.people.models import Person, Post

DRAFT, SUBMIT = "/cgi-bin/draft/add", "/cgi-bin/freepublish/submit"
DELETE = "/cgi-bin/freepublish/delete"


@pytest.fixture(autouse=True)
def _no_tokens_kept() -> Iterator[None]:
    wechat._tokens.clear()
    yield
    wechat._tokens.clear()


def to_account(world: World, account: Account) -> Publication:
    switch_on(world, account)
    return published(world, channels=["website", "wechat"])


def delivery(channel: str = "wechat") -> Delivery:
    return Delivery.objects.get(channel=channel)


def test_an_article_is_drafted_and_published_and_counted(world: World, account: Account) -> None:
    row = to_account(world, account)
    assert account.asked == [], "nothing is sent inside the transaction of the approval"
    assert actions.run(later(minutes=1)) == 1
    assert actions.run(later(minutes=2)) == 0
    (article,) = account.published.values()
    assert (article["title"], article["author"]) == (row.title, "农牧局")
    assert article["content"] == "<p>地点在南镇广场。</p>\n\n<p><b>早八点</b>开始。</p>"
    found = delivery()
    assert (found.state, found.remote, found.tries) == (DeliveryState.SENT, "100", 0)
    counts = figures(["channels.published"], None, TODAY, TODAY + timedelta(days=1))["channels.published"]
    assert counts == {"website": 1, "wechat": 1}
    assert recount() == []


def test_a_token_that_ran_out_is_fetched_anew(world: World, account: Account) -> None:
    to_account(world, account)
    actions.run(later(minutes=1))
    published(world, title="第二篇", channels=["wechat"])
    account.lose_token()
    actions.run(later(minutes=2))
    assert len(account.published) == 2


def test_a_token_that_is_refused_for_ever_ends_in_a_failure(world: World, account: Account) -> None:
    to_account(world, account)
    account.busy[DRAFT] = [40001] * 9
    actions.run(later(minutes=1))
    assert delivery().state == DeliveryState.FAILED
    assert account.token == 1


def test_a_busy_service_is_asked_again_later_and_a_wrong_cover_is_not(world: World, account: Account) -> None:
    to_account(world, account)
    account.busy[DRAFT] = [45009, -1, 40007]
    for minute, state in ((1, "failed"), (2, "failed"), (4, "stuck"), (9, "stuck")):
        actions.run(later(minutes=minute))
        assert delivery().state == state, minute
    assert "cover picture" in delivery().why
    assert account.published == {}
    actions.try_again(
        by=world.actor("department"),
        at=later(minutes=10),
        uid=Publication.objects.get().uid,
        delivery=delivery().pk,
    )
    actions.run(later(minutes=11))
    assert (delivery().state, len(account.published)) == (DeliveryState.SENT, 1)


def test_a_failure_waits_longer_each_time(world: World, account: Account) -> None:
    to_account(world, account)
    account.busy[DRAFT] = [-1] * 20
    moments = [minute for minute in range(1, 200) if actions.run(later(minutes=minute))]
    assert moments == [1, 2, 4, 8, 16, 32, 64, 128]
    assert delivery().state == DeliveryState.STUCK


def test_what_may_have_arrived_is_never_sent_again_by_itself(
    world: World, account: Account, service: Service
) -> None:
    given = {"address": service.address, "token": "t"}
    actions.configure(by=world.actor("system"), at=NOON, key="microblog", on=True, given=given)
    row = published(world, channels=["microblog"])
    service.answers = [None]
    actions.run(later(minutes=1))
    actions.run(later(hours=5))
    assert (delivery("microblog").state, len(service.asked)) == (DeliveryState.UNSURE, 1)
    by, pk = world.actor("department"), delivery("microblog").pk
    with pytest.raises(Refused, match="does not stand still"):
        actions.try_again(by=by, at=later(hours=6), uid=row.uid, delivery=pk)
    actions.settle(by=by, at=later(hours=6), uid=row.uid, delivery=pk, arrived=False)
    actions.run(later(hours=6))
    assert (delivery("microblog").state, len(service.asked)) == (DeliveryState.SENT, 2)


def test_a_worker_that_died_leaves_it_to_people(world: World, account: Account) -> None:
    row = to_account(world, account)
    Delivery.objects.filter(channel="wechat").update(state=DeliveryState.SENDING, taken_at=NOON)
    assert actions.run(later(minutes=9)) == 0
    assert actions.run(later(minutes=11)) == 0
    assert delivery().state == DeliveryState.UNSURE
    notices.tell(later(minutes=11))
    assert Notice.objects.filter(kind="channels.failed", person=world.people["department"]).exists()
    actions.settle(
        by=world.actor("department"), at=later(hours=1), uid=row.uid, delivery=delivery().pk, arrived=True
    )
    assert delivery().state == DeliveryState.SENT
    assert account.asked == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_it_once(world: World, account: Account) -> None:
    to_account(world, account)
    account.hold = threading.Event()
    tried: list[int] = []

    def work() -> None:
        with banner.use("150623"):
            tried.append(actions.run(later(minutes=1)))
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for each in workers:
        each.start()
    account.hold.set()
    for each in workers:
        each.join(30)
    assert sorted(tried) == [0, 0, 1]
    assert len(account.published) == 1


def test_what_is_withdrawn_is_taken_back_where_that_can_be_done(world: World, account: Account) -> None:
    row = to_account(world, account)
    actions.run(later(minutes=1))
    account.busy[DELETE] = [-1]
    actions.withdraw(by=world.actor("chief"), at=later(hours=1), uid=row.uid, reason="内容有误")
    assert delivery().state == DeliveryState.RECALL
    actions.run(later(hours=1))
    assert (delivery().state, len(account.articles)) == (DeliveryState.FAILED, 1)
    actions.run(later(hours=2))
    assert (delivery().state, account.articles) == (DeliveryState.WITHDRAWN, {})
    assert delivery("website").state == DeliveryState.WITHDRAWN


def test_what_is_withdrawn_before_it_went_never_goes(world: World, account: Account) -> None:
    row = to_account(world, account)
    actions.withdraw(by=world.actor("chief"), at=NOON, uid=row.uid, reason="内容有误")
    assert actions.run(later(hours=1)) == 0
    assert (delivery().state, account.asked) == (DeliveryState.WITHDRAWN, [])


def test_a_corrected_text_takes_the_place_of_the_old_one(world: World, account: Account) -> None:
    row = to_account(world, account)
    actions.run(later(minutes=1))
    wording = WORDING.__class__(title="改期", body="改在周日。", kind=WORDING.kind, channels=["wechat"])
    by = world.actor("department")
    actions.correct(by=by, at=later(hours=1), uid=row.uid, wording=wording, correction="日子改了")
    actions.submit(by=by, at=later(hours=1), uid=row.uid, seen=seen(row))
    actions.approve(by=world.actor("chief"), at=later(hours=1), uid=row.uid, seen=seen(row))
    actions.run(later(hours=2))
    (article,) = account.articles.values()
    assert article["title"] == "Corrected: 改期"
    assert "日子改了" in article["content"]


def test_a_microblog_gets_one_short_post_with_the_link(world: World, service: Service) -> None:
    by = world.actor("system")
    actions.configure(by=by, at=NOON, key="website", on=True, given={"address": "https://example.gov.cn/"})
    actions.configure(
        by=by, at=NOON, key="microblog", on=True, given={"address": service.address, "token": "t"}
    )
    row = published(world, channels=["microblog"], body="长文" * 300)
    actions.run(later(minutes=1))
    ((path, body),) = service.asked
    said = parse_qs(body.decode())["status"][0]
    assert path.endswith("statuses/share.json")
    assert len(said) <= 140
    assert said.endswith(f"https://example.gov.cn/news/{row.uid}/")
    assert delivery("microblog").remote == "4711"


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_a_group_robot_gets_it_through_apprise(world: World, service: Service) -> None:
    host = service.address.removeprefix("http://").rstrip("/")
    actions.configure(
        by=world.actor("system"), at=NOON, key="robot", on=True, given={"address": f"json://{host}"}
    )
    published(world, channels=["robot"])
    actions.run(later(minutes=1))
    ((_path, body),) = service.asked
    assert json.loads(body)["title"] == WORDING.title
    assert delivery("robot").state == DeliveryState.SENT


@pytest.mark.parametrize(
    ("status", "state"), [(503, "failed"), (504, "unsure"), (500, "unsure"), (403, "stuck")]
)
def test_what_an_answer_means_for_the_next_try(
    world: World, service: Service, status: int, state: str
) -> None:
    given = {"address": service.address, "token": "t"}
    actions.configure(by=world.actor("system"), at=NOON, key="microblog", on=True, given=given)
    published(world, channels=["microblog"])
    service.usual = (status, {})
    actions.run(later(minutes=1))
    assert delivery("microblog").state == state


@pytest.mark.parametrize(
    "answer",
    [
        Raw(b"<html>"),
        Raw(b""),
        Raw(b'{"idstr": "4711"}', lacks=9),
        Raw(b"xx", {"Content-Encoding": "gzip"}),
        Raw(b"{}"),
    ],
)
def test_an_answer_that_says_nothing_leaves_it_unsure_unless_it_may_be_asked_again(
    world: World, service: Service, answer: Raw
) -> None:
    given = {"address": service.address, "token": "t"}
    actions.configure(by=world.actor("system"), at=NOON, key="microblog", on=True, given=given)
    row = published(world, channels=["microblog"])
    service.answers = [(200, answer)]
    actions.run(later(minutes=1))
    assert delivery("microblog").state == "unsure"
    by, pk = world.actor("department"), delivery("microblog").pk
    actions.settle(by=by, at=later(minutes=2), uid=row.uid, delivery=pk, arrived=False)
    actions.run(later(minutes=2))
    actions.withdraw(by=world.actor("chief"), at=later(minutes=3), uid=row.uid, reason="内容有误")
    service.answers = [(200, answer)]
    actions.run(later(minutes=3))
    assert delivery("microblog").state == "failed"
    actions.run(later(minutes=5))
    assert delivery("microblog").state == "withdrawn"


def test_a_channel_that_gives_no_answer_is_left_alone_and_the_others_go_on(
    world: World, account: Account, service: Service
) -> None:
    switch_on(world, account)
    given = {"address": "http://127.0.0.1:9/", "token": "t"}
    actions.configure(by=world.actor("system"), at=NOON, key="microblog", on=True, given=given)
    for number in range(sending.AT_ONCE + 3):
        published(world, title=f"第{number}篇", channels=["microblog"])
    published(world, channels=["wechat"])
    assert actions.run(later(minutes=1)) == 2
    assert delivery().state == DeliveryState.SENT
    assert Delivery.objects.filter(channel="microblog", tries=1).count() == 1


def test_each_is_taken_at_its_own_moment_and_a_slow_channel_waits_for_the_next_turn(
    world: World, account: Account, service: Service
) -> None:
    given = {"address": service.address, "token": "t"}
    actions.configure(by=world.actor("system"), at=NOON, key="microblog", on=True, given=given)
    switch_on(world, account)
    for number in range(5):
        published(world, title=f"第{number}篇", channels=["microblog", "wechat"])
    slow = timedelta(seconds=40)
    assert actions.run(later(minutes=1), lambda: later(minutes=1) + len(service.asked) * slow) == 7
    taken = Delivery.objects.filter(channel="microblog", tries=0, taken_at__isnull=False).order_by("taken_at")
    moments = [each.taken_at - later(minutes=1) for each in taken if each.taken_at]
    assert moments == [timedelta(0), slow]
    assert Delivery.objects.filter(channel="wechat", state=DeliveryState.SENT).count() == 5


def test_a_service_that_is_not_there_is_tried_again(world: World) -> None:
    given = {"address": "http://127.0.0.1:9/", "token": "t"}
    actions.configure(by=world.actor("system"), at=NOON, key="microblog", on=True, given=given)
    published(world, channels=["microblog"])
    actions.run(later(minutes=1))
    assert delivery("microblog").state == DeliveryState.FAILED


def test_one_channel_that_fails_leaves_the_others_alone(
    world: World, account: Account, service: Service
) -> None:
    switch_on(world, account)
    given = {"address": service.address, "token": "t"}
    actions.configure(by=world.actor("system"), at=NOON, key="microblog", on=True, given=given)
    published(world, channels=["wechat", "microblog"])
    account.usual = (200, {})
    account.busy[SUBMIT] = [48001]
    actions.run(later(minutes=1))
    assert {each.channel: each.state for each in Delivery.objects.all()} == {
        "wechat": "stuck",
        "microblog": "sent",
    }


def test_secrets_are_sealed_and_an_empty_one_leaves_what_was_entered(world: World, account: Account) -> None:
    switch_on(world, account)
    setup = conf.get("wechat").setup
    assert setup is not None
    assert b"geheim" not in bytes(setup.secrets)
    assert "geheim" not in json.dumps(setup.plain)
    given: dict[str, Any] = {**conf.get("wechat").plain, "secret": "", "token": "", "key": ""}
    actions.configure(by=world.actor("system"), at=NOON, key="wechat", on=True, given=given)
    assert conf.get("wechat").given["secret"] == "geheim"


@pytest.mark.django_db(transaction=True)
def test_a_channel_that_is_set_up_twice_at_once_is_set_up_once(world: World) -> None:
    by, given = world.actor("system"), {"address": "https://example.gov.cn"}

    def configure() -> None:
        actions.configure(by=by, at=NOON, key="website", on=True, given=given)

    at_once(*[configure] * 4)
    assert Setup.objects.get().plain["address"] == "https://example.gov.cn"
    assert Event.objects.filter(kind="channels.configured").count() == 1


def test_what_stands_still_is_told_to_the_unit_too_when_its_writer_left(
    world: World, account: Account
) -> None:
    to_account(world, account)
    post = Post.objects.get(person=world.people["department"])
    other = Person.objects.create(username="other", name="Other")
    Post.objects.create(person=other, unit=post.unit, role=post.role, since=post.since)
    Post.objects.filter(pk=post.pk).update(until=NOON.date())
    account.busy[SUBMIT] = [48001]
    actions.run(later(minutes=1))
    notices.tell(later(minutes=1))
    assert [each.person for each in Notice.objects.filter(kind="channels.failed")] == [other]


def test_a_channel_that_lacks_something_is_not_switched_on(world: World) -> None:
    with pytest.raises(Refused, match="Access token"):
        actions.configure(
            by=world.actor("system"),
            at=NOON,
            key="microblog",
            on=True,
            given={"address": "https://x.example"},
        )
