"""A text goes out when a second person approved the very text, and never otherwise."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.cast import NOON, TODAY, World
from tests.channels.steps import WORDING, draft, later, published, seen, submitted
from tests.notices.test_horizon import at_once
from yixian.access.actor import Denied
from yixian.audit.heads import head_faults
from yixian.audit.models import Event
from yixian.audit.record import broken_links
from yixian.channels import actions, rules
from yixian.channels.enums import DeliveryState, State
from yixian.channels.models import Delivery, Publication
from yixian.channels.queries import feed, news, worked_on
from yixian.matters.actions.store import Refused
from yixian.measures.actions import recount
from yixian.measures.queries import figures
from yixian.notices import actions as notices
from yixian.notices.models import Notice


def test_a_second_person_publishes_what_the_first_wrote(world: World) -> None:
    row = published(world)
    assert (row.state, row.pending, row.channels) == (State.LIVE, "", ["website", "feed"])
    assert [each.state for each in Delivery.objects.all()] == [DeliveryState.SENT] * 2
    events = list(Event.objects.filter(stream=row.stream).order_by("seq"))
    assert [each.kind.partition(".")[2] for each in events] == [
        "written", "submitted", "approved", "delivered", "delivered",
    ]  # fmt: skip
    assert broken_links(events) == []
    counts = figures(["channels.published", "channels.publications"], None, TODAY, TODAY + timedelta(days=1))
    assert counts["channels.published"] == {"website": 1, "feed": 1}
    assert counts["channels.publications"] == {"event": 1}
    assert recount() == []


def test_nobody_reviews_what_they_wrote_at(world: World) -> None:
    row = draft(world, "station")
    with pytest.raises(Refused, match="does not wait"):
        actions.approve(by=world.actor("chief"), at=NOON, uid=row.uid, seen=seen(row))
    actions.submit(by=world.actor("station"), at=NOON, uid=row.uid, seen=seen(row))
    with pytest.raises(Refused, match="second person"):
        actions.approve(by=world.actor("station"), at=NOON, uid=row.uid, seen=seen(row))
    changed = replace(WORDING, title="本周日民情大集")
    actions.draft(by=world.actor("chief"), at=NOON, uid=row.uid, wording=changed)
    row.refresh_from_db()
    actions.submit(by=world.actor("chief"), at=NOON, uid=row.uid, seen=seen(row))
    for who in ("station", "chief"):
        with pytest.raises(Refused, match="second person"):
            actions.approve(by=world.actor(who), at=NOON, uid=row.uid, seen=seen(row))
    assert Publication.objects.get().state == State.DRAFT
    assert actions.approve(by=world.actor("centre"), at=NOON, uid=row.uid, seen=seen(row)).state == State.LIVE


def test_an_approval_holds_for_the_text_that_was_looked_at(world: World) -> None:
    row = submitted(world)
    looked_at = seen(row)
    actions.draft(by=world.actor("department"), at=NOON, uid=row.uid, wording=replace(WORDING, body="改了。"))
    with pytest.raises(Refused, match="does not wait"):
        actions.approve(by=world.actor("chief"), at=NOON, uid=row.uid, seen=looked_at)
    actions.submit(by=world.actor("department"), at=NOON, uid=row.uid, seen=seen(row))
    with pytest.raises(Refused, match="changed meanwhile"):
        actions.approve(by=world.actor("chief"), at=NOON, uid=row.uid, seen=looked_at)
    assert not Delivery.objects.exists()


@given(st.sampled_from(["title", "body", "caption", "correction", "kind"]), st.text(min_size=1, max_size=5))
def test_whatever_the_public_reads_changes_the_digest(field: str, more: str) -> None:
    plain: dict[str, object] = dict.fromkeys(("title", "body", "caption", "correction", "kind"), "x")
    more = more.replace("\0", "").encode("utf-8", "ignore").decode()
    changed = {**plain, field: f"x{more}"}
    assert (rules.text_digest(plain) == rules.text_digest(changed)) is (plain == changed)


def test_a_text_is_sent_back_with_a_remark_and_comes_again(world: World) -> None:
    row = submitted(world)
    with pytest.raises(Refused, match="what is to be changed"):
        actions.send_back(by=world.actor("chief"), at=NOON, uid=row.uid, seen=seen(row), remark=" ")
    actions.send_back(by=world.actor("chief"), at=NOON, uid=row.uid, seen=seen(row), remark="写明时间")
    assert row.editions.get().remark == "写明时间"
    actions.submit(by=world.actor("department"), at=NOON, uid=row.uid, seen=seen(row))
    assert row.editions.get().remark == ""


def test_a_correction_replaces_the_text_and_says_what_it_corrects(world: World) -> None:
    row = published(world)
    changed = replace(WORDING, body="地点改在北镇。")
    with pytest.raises(Refused, match="what is corrected"):
        actions.correct(by=world.actor("department"), at=NOON, uid=row.uid, wording=changed, correction="")
    actions.correct(
        by=world.actor("department"), at=later(hours=1), uid=row.uid, wording=changed, correction="地点写错了"
    )
    assert news(TODAY).rows[0].current == row.current, "the old text stays until the new one is approved"
    actions.submit(by=world.actor("department"), at=later(hours=1), uid=row.uid, seen=seen(row))
    done = actions.approve(by=world.actor("chief"), at=later(hours=2), uid=row.uid, seen=seen(row))
    assert done.current is not None
    assert (done.current.number, done.published_at, done.changed_at) == (2, NOON, later(hours=2))
    states = [State(each.state) for each in row.editions.order_by("number")]
    assert states == [State.REPLACED, State.LIVE]
    assert recount() == []


def test_what_is_withdrawn_leaves_the_list_and_stays_in_the_feed_with_its_reason(world: World) -> None:
    row = published(world)
    with pytest.raises(Refused, match="say in a sentence why"):
        actions.withdraw(by=world.actor("department"), at=NOON, uid=row.uid, reason="")
    done = actions.withdraw(by=world.actor("department"), at=later(hours=1), uid=row.uid, reason="大集取消")
    assert (done.state, done.reason) == (State.WITHDRAWN, "大集取消")
    assert news(TODAY).rows == []
    assert feed(TODAY) == [row]
    with pytest.raises(Refused, match="Only what is published"):
        actions.withdraw(by=world.actor("department"), at=NOON, uid=row.uid, reason="再撤")


def test_a_correction_does_not_take_away_what_holds_until_it_begins(world: World) -> None:
    row, by = published(world), world.actor("department")
    wrong = replace(WORDING, valid_from=TODAY + timedelta(days=3))
    with pytest.raises(Refused) as refused:
        actions.correct(by=by, at=later(hours=1), uid=row.uid, wording=wrong, correction="改期")
    assert [each.field for each in refused.value.refusals] == ["valid_from"]
    ahead = published(world, title="后天起", valid_from=TODAY + timedelta(days=2))
    moved = replace(WORDING, valid_from=TODAY + timedelta(days=4))
    actions.correct(by=by, at=later(hours=1), uid=ahead.uid, wording=moved, correction="改期")
    actions.submit(by=by, at=later(hours=1), uid=ahead.uid, seen=seen(ahead))
    with pytest.raises(Refused, match="holds already"):
        actions.approve(by=world.actor("chief"), at=later(days=3), uid=ahead.uid, seen=seen(ahead))
    done = actions.approve(by=world.actor("chief"), at=later(days=1), uid=ahead.uid, seen=seen(ahead))
    assert done.valid_from == TODAY + timedelta(days=4)


def test_a_correction_that_was_begun_by_mistake_is_dropped(world: World) -> None:
    row, by = published(world), world.actor("department")
    changed = replace(WORDING, body="别的。")
    actions.correct(by=by, at=later(hours=1), uid=row.uid, wording=changed, correction="错")
    looked_at = seen(row)
    with pytest.raises(Denied):
        actions.drop(by=world.actor("stranger"), at=later(hours=1), uid=row.uid, seen=looked_at)
    with pytest.raises(Refused, match="changed meanwhile"):
        actions.drop(by=by, at=later(hours=1), uid=row.uid, seen="0" * 64)
    token = uuid4()
    for _again in range(2):
        done = actions.drop(by=by, at=later(hours=1), uid=row.uid, seen=looked_at, token=token)
    assert (done.state, done.pending, done.current.number if done.current else 0) == (State.LIVE, "", 1)
    actions.correct(by=by, at=later(hours=2), uid=row.uid, wording=changed, correction="对")
    actions.submit(by=by, at=later(hours=2), uid=row.uid, seen=seen(row))
    with pytest.raises(Refused, match="being written"):
        actions.drop(by=by, at=later(hours=2), uid=row.uid, seen=seen(row))
    assert recount() == []


def test_a_first_text_is_dropped_with_its_publication_and_stays_on_record(world: World) -> None:
    row, by = submitted(world), world.actor("department")
    actions.send_back(by=world.actor("chief"), at=NOON, uid=row.uid, seen=seen(row), remark="不发")
    actions.drop(by=by, at=later(hours=1), uid=row.uid, seen=seen(row))
    assert not Publication.objects.exists()
    assert worked_on(by, "all").rows == []
    events = list(Event.objects.filter(stream=row.stream).order_by("seq"))
    assert events[-1].kind == "channels.dropped"
    assert broken_links(events) == []
    assert not [each for each in head_faults([Publication]) if each.stream == row.stream]
    with pytest.raises(Refused, match="was dropped"):
        actions.draft(by=by, at=later(hours=2), uid=row.uid, wording=WORDING)


@pytest.mark.parametrize(
    ("writer", "told"),
    [("secretary", {"station"}), ("station", {"chief", "centre"}), ("department", {"chief", "centre"})],
)
def test_those_who_may_review_a_text_are_told(world: World, writer: str, told: set[str]) -> None:
    submitted(world, writer)
    notices.tell(NOON)
    found = Notice.objects.filter(kind="channels.to_review").values_list("person__username", flat=True)
    assert {*found} == told


def test_the_same_form_sent_twice_is_one_text(world: World) -> None:
    uid, token, by = uuid4(), uuid4(), world.actor("department")
    for _again in range(2):
        actions.draft(by=by, at=NOON, uid=uid, wording=WORDING, token=token)
    assert Event.objects.filter(kind="channels.written").count() == 1
    row, token = Publication.objects.get(), uuid4()
    for _again in range(2):
        actions.submit(by=by, at=NOON, uid=uid, seen=seen(row), token=token)
    assert Event.objects.filter(kind="channels.submitted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_text_sent_twice_at_once_is_one_text(world: World) -> None:
    uid, token, by = uuid4(), uuid4(), world.actor("department")

    def write() -> None:
        actions.draft(by=by, at=NOON, uid=uid, wording=WORDING, token=token)

    at_once(*[write] * 4)
    assert Publication.objects.get().editions.count() == 1
    assert Event.objects.filter(kind="channels.written").count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"body": "<script>alert(1)</script>"}, "body"),
        ({"channels": []}, "channels"),
        ({"channels": ["wechat"]}, "channels"),
        ({"valid_from": TODAY, "valid_until": TODAY - timedelta(days=1)}, "valid_until"),
    ],
)
def test_what_cannot_be_published_is_refused_by_its_field(
    world: World, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        draft(world, **change)
    assert [each.field for each in refused.value.refusals] == [field]
    assert not Publication.objects.exists()


def test_who_may_write_and_review_where(world: World) -> None:
    for who in ("system", "stranger", "deputy", "leader"):
        if who != "stranger":
            with pytest.raises(Denied):
                draft(world, who)
    row = submitted(world, "secretary")
    for who in ("stranger", "secretary", "mediator", "department"):
        with pytest.raises(Denied):
            actions.approve(by=world.actor(who), at=NOON, uid=row.uid, seen=seen(row))
    assert [each.pk for each in worked_on(world.actor("station"), "review").rows] == [row.pk]
    assert worked_on(world.actor("stranger"), "all").rows == []


def test_what_begins_later_waits_for_its_day(world: World) -> None:
    published(world, valid_from=TODAY + timedelta(days=2), valid_until=TODAY + timedelta(days=3))
    shown = [len(news(TODAY + timedelta(days=day)).rows) for day in range(5)]
    assert shown == [0, 0, 1, 1, 0]


@given(st.text(alphabet="ab<>&\"'/= \n标点script", max_size=80))
@example("<a>")
def test_no_text_makes_markup_beyond_the_safe_subset(body: str) -> None:
    made = rules.rendered(body)
    marks = re.findall(r"</?(\w+)", made)
    assert set(marks) <= rules.TAGS
    assert nh3.clean(made, tags=rules.TAGS, attributes={}, link_rel="noopener nofollow") == made


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("一段。\n\n二段。", "<p>一段。</p>\n\n<p>二段。</p>"),
        ('<a href="javascript:x">点</a>', '<p><a rel="noopener nofollow">点</a></p>'),
        ('<img src=x onerror=y>看<b onclick="z">这</b>', "<p>看<b>这</b></p>"),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
    ],
)
def test_of_markup_the_safe_subset_is_kept(body: str, kept: str) -> None:
    assert rules.rendered(body) == kept


@given(st.text(max_size=64), st.text(max_size=300), st.integers(100, 200))
def test_a_short_post_keeps_its_link_whole_and_within_its_length(title: str, text: str, most: int) -> None:
    link = "https://example.gov.cn/news/1/"
    made = rules.post(title[:40], text, link, most)
    assert made.endswith(link)
    assert len(made) <= most
