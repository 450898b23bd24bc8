"""The pages of publishing and receiving: what each reader sees, what a mistake leaves, what the public may fetch."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, TODAY, World
from tests.channels.services import Account
from tests.channels.steps import (
    SENDER,
    WORDING,
    later,
    picture_file,
    published,
    seen,
    submitted,
    switch_on,
    with_picture,
    xml,
)
from tests.channels.test_receiving import WORDS, come_in, taken_up, written
from tests.desk.pages import asked, fill, hidden, officer, text, visitor
from yixian.channels import actions, conf
from yixian.channels.enums import State
from yixian.channels.models import Picture, Publication, Reply
from yixian.concerns import actions as concerns
from yixian.concerns.models import Concern
from yixian.concerns.procedures import CONCERN
from yixian.notices import actions as notices
from yixian.notices.models import Notice

LIST = reverse("desk:publications")
WRITE = reverse("desk:publication_write")
NEWS = reverse("portal:news")
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def of(page: str, row: Any, **more: Any) -> str:
    return reverse(page, kwargs={"uid": row.uid, **more})


def given(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "event",
        "title": "民情大集",
        "body": "周六在南镇。",
        "channels": ["website", "feed"],
        **changes,
    }


def test_a_text_goes_from_its_writer_through_a_reviewer_to_the_public(world: World) -> None:
    writer, reviewer = officer(world, "department"), officer(world, "chief")
    done = fill(writer, WRITE, given())
    row = Publication.objects.get()
    assert done["Location"] == of("desk:publication", row)
    assert visitor().get(of("portal:news_item", row)).status_code == 404
    page = writer.get(of("desk:publication", row))
    assert "Hand it in for review" in text(page)
    assert "Approve and publish" not in text(page)
    writer.post(of("desk:publication_submit", row), hidden(page))
    assert "a second person reviews it" in text(writer.get(of("desk:publication", row)))
    page = reviewer.get(of("desk:publication", row))
    assert "Approve and publish" in text(page)
    reviewer.post(of("desk:publication_review", row), hidden(page))
    assert "周六在南镇" in text(visitor().get(of("portal:news_item", row)))
    assert "民情大集" in text(visitor().get(NEWS))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"body": " "}, "body"),
        ({"channels": []}, "channels"),
        ({"valid_from": "soon"}, "valid_from"),
        ({"valid_from": "2026-05-02", "valid_until": "2026-05-01"}, "valid_until"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(world: World, wrong: dict[str, Any], field: str) -> None:
    page = fill(officer(world, "department"), WRITE, given(caption="留着的话", **wrong))
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert "留着的话" in text(page)
    assert not Publication.objects.exists()


def test_the_same_form_sent_twice_is_one_publication(world: World) -> None:
    client = officer(world, "department")
    sent = {**hidden(client.get(WRITE)), **given()}
    assert [client.post(WRITE, sent).status_code for _again in range(2)] == [302, 302]
    assert Publication.objects.count() == 1


def test_who_writes_and_reviews_is_warned_of_what_tells_about_somebody(world: World) -> None:
    row = submitted(world, body="联系人巴图，手机13800005678。")
    for who in ("department", "chief"):
        page = text(officer(world, who).get(of("desk:publication", row)))
        assert "Does this tell about somebody?" in page
        assert page.count("13800005678") > 1


def test_a_picture_is_published_without_what_its_file_told(world: World) -> None:
    client = officer(world, "department")
    file = SimpleUploadedFile("在家.jpg", picture_file((3000, 2000)), content_type="image/jpeg")
    bare = fill(client, WRITE, given(picture=file))
    assert "caption" in bare.context["form"].errors
    file.seek(0)
    fill(client, WRITE, given(picture=file, caption="大集"))
    kept = Picture.objects.get()
    assert (kept.width, kept.height) == (1600, 1067)
    assert b"taken at home" not in bytes(kept.content)
    no_picture = SimpleUploadedFile("x.jpg", b"<svg onload=x>", content_type="image/jpeg")
    assert "picture" in fill(client, WRITE, given(picture=no_picture, caption="x")).context["form"].errors


def test_the_picture_of_a_text_that_is_not_out_is_nobodys_but_its_workers(world: World) -> None:
    row = with_picture(world)
    assert visitor().get(of("portal:news_picture", row))["Content-Type"] == "image/jpeg"
    assert officer(world, "department").get(of("desk:publication_picture", row, number=1)).status_code == 200
    assert officer(world, "stranger").get(of("desk:publication_picture", row, number=1)).status_code == 404
    actions.withdraw(by=world.actor("chief"), at=NOON, uid=row.uid, reason="取消")
    assert visitor().get(of("portal:news_picture", row)).status_code == 404


def test_a_withdrawn_text_is_gone_and_its_place_says_why(world: World) -> None:
    row = published(world)
    fill(officer(world, "department"), of("desk:publication_withdraw", row), {"reason": "大集因雨取消"})
    page = visitor().get(of("portal:news_item", row))
    assert page.status_code == 410
    assert "大集因雨取消" in text(page)
    assert "早八点" not in text(page)
    assert row.title not in text(page)
    assert row.title not in text(visitor().get(NEWS))


def test_a_correction_says_on_the_page_what_it_corrects(world: World) -> None:
    row = published(world)
    client = officer(world, "department")
    fill(client, of("desk:publication_correct", row), given(correction="时间写错了", body="早九点开始。"))
    assert "早八点" in text(visitor().get(of("portal:news_item", row)))
    client.post(of("desk:publication_submit", row), hidden(client.get(of("desk:publication", row))))
    chief = officer(world, "chief")
    chief.post(of("desk:publication_review", row), hidden(chief.get(of("desk:publication", row))))
    page = text(visitor().get(of("portal:news_item", row)))
    assert "时间写错了" in page
    assert "早九点" in page
    assert Publication.objects.get().kind == WORDING.kind


def test_the_feeds_hold_what_is_published_under_ids_that_stay(world: World) -> None:
    row, other = published(world), published(world, title="第二篇")
    actions.withdraw(by=world.actor("chief"), at=later(hours=1), uid=other.uid, reason="重复")
    answer = visitor().get(reverse("portal:news_feed", kwargs={"form": "atom"}))
    feed = ElementTree.fromstring(answer.content)
    ids = [each.text for each in feed.findall("a:entry/a:id", ATOM)]
    assert ids == [other.uid.urn, row.uid.urn]
    titles = [each.text for each in feed.findall("a:entry/a:title", ATOM)]
    assert titles == [f"Withdrawn: {other.get_kind_display()} · 2026-03-04", row.title]
    updated = [each.text or "" for each in feed.findall("a:entry/a:updated", ATOM)]
    assert updated[1].startswith("2026-03-04T")
    again = visitor().get(
        reverse("portal:news_feed", kwargs={"form": "atom"}),
        headers={"if-modified-since": answer["Last-Modified"]},
    )
    assert again.status_code == 304
    unit = {"form": "rss", "pk": world.station.pk}
    channel = ElementTree.fromstring(visitor().get(reverse("portal:news_unit_feed", kwargs=unit)).content)
    assert channel.findall("channel/item") == []
    assert visitor().get(reverse("portal:news_feed", kwargs={"form": "exe"})).status_code == 404


def test_a_feed_is_new_when_the_day_of_a_text_comes(world: World) -> None:
    old = published(world)
    later_one = published(world, at=later(minutes=-5), title="后天起", valid_from=TODAY + timedelta(days=2))
    url = reverse("portal:news_feed", kwargs={"form": "atom"})
    with patch("django.utils.timezone.now", return_value=later(days=1)):
        first = visitor().get(url)
    assert later_one.title not in first.content.decode()
    with patch("django.utils.timezone.now", return_value=later(days=2)):
        then = visitor().get(url, headers={"if-modified-since": first["Last-Modified"]})
        again = visitor().get(url, headers={"if-modified-since": then["Last-Modified"]})
    assert (then.status_code, again.status_code) == (200, 304)
    entries = ElementTree.fromstring(then.content).findall("a:entry", ATOM)
    assert [each.findtext("a:title", "", ATOM) for each in entries] == [later_one.title, old.title]
    assert entries[0].findtext("a:updated", "", ATOM) == "2026-03-05T16:00:00+00:00"


def test_an_answer_that_did_not_go_back_is_told_and_tried_again(world: World, account: Account) -> None:
    row = written(world, account)
    actions.answer(by=world.actor("centre"), at=NOON, uid=row.uid, text="好的。")
    account.busy["/cgi-bin/message/custom/send"] = [48001]
    actions.run(NOON)
    notices.tell(NOON)
    notice = Notice.objects.get(kind="channels.untold", person=world.people["centre"])
    assert (notice.urgent, notice.number) == (True, row.label)
    assert {each.person.username for each in Notice.objects.filter(kind="channels.untold")} == {"centre"}
    client, reply = officer(world, "centre"), Reply.objects.get()
    assert "Try again" in text(client.get(of("desk:message", row)))
    url = of("desk:message_again", row, reply=reply.pk)
    assert officer(world, "station").post(url).status_code == 404
    assert client.post(url)["Location"] == of("desk:message", row)
    assert "does not stand still" in text(client.post(url, follow=True))
    assert "Try again" not in text(client.get(of("desk:message", row)))
    with patch("django.utils.timezone.now", return_value=NOON):
        actions.run(timezone.now() + timedelta(days=3650))
    assert account.told == [(SENDER, "好的。")]


def test_a_code_that_did_not_go_back_is_tried_again_and_not_shown(world: World, account: Account) -> None:
    row = taken_up(world, written(world, account))
    assert row.concern is not None
    category = CONCERN.categories[0].value
    raised = concerns.raise_matter(
        by=world.actor("centre"), at=NOON, uid=row.concern.uid, procedure="concern", category=category
    )
    account.busy["/cgi-bin/message/custom/send"] = [48001]
    actions.run(NOON)
    client = officer(world, "centre")
    client.post(of("desk:message_read", row))
    page = text(client.get(of("desk:message", row)))
    assert "What it says is not shown here" in page
    assert "Try again" in page
    assert raised.code not in page


@pytest.mark.parametrize(
    "query", ["kind=nothing", "unit=x", "unit=99999999999", "unit=0", "after=x", "before=2026_x"]
)
def test_odd_questions_are_answered_with_nothing_here(world: World, query: str) -> None:
    assert visitor().get(f"{NEWS}?{query}").status_code == 404


def test_a_key_without_its_place_on_the_clock_leads_to_the_beginning(world: World) -> None:
    row = published(world)
    for key in ("after=2026-01-01_1", "before=2026-01-01T10:00:00_1"):
        assert row.title in text(visitor().get(f"{NEWS}?{key}"))


def test_what_stands_still_is_found_in_both_lists(world: World, account: Account) -> None:
    row = written(world, account)
    stuck, fine = published(world, title="没发出去", channels=["wechat"]), published(world, title="好的")
    actions.answer(by=world.actor("centre"), at=NOON, uid=row.uid, text="好的。")
    account.busy["/cgi-bin/message/custom/send"] = [48001]
    account.busy["/cgi-bin/draft/add"] = [48001]
    actions.run(NOON)
    chief = officer(world, "chief")
    assert 'href="?which=still"' in text(chief.get(LIST))
    page = chief.get(f"{LIST}?which=still")
    assert [each.pk for each, _goes in page.context["rows"]] == [stuck.pk]
    page = chief.get(f"{reverse('desk:messages')}?which=still")
    assert [each.pk for each, _channel in page.context["rows"]] == [row.pk]
    assert fine.state == State.LIVE


def test_a_draft_is_dropped_after_a_question(world: World) -> None:
    row, client = published(world), officer(world, "department")
    fill(client, of("desk:publication_correct", row), given(correction="时间写错了", body="早九点开始。"))
    assert of("desk:publication_drop", row) in text(client.get(of("desk:publication", row)))
    assert "stays as it is" in text(client.get(of("desk:publication_drop", row)))
    assert fill(client, of("desk:publication_drop", row), {})["Location"] == of("desk:publication", row)
    assert client.get(of("desk:publication_drop", row)).status_code == 404
    assert "早八点" in text(visitor().get(of("portal:news_item", row)))
    fill(client, WRITE, given())
    first = Publication.objects.get(current=None)
    sent = hidden(client.get(of("desk:publication_drop", first)))
    for _again in range(2):
        assert client.post(of("desk:publication_drop", first), sent)["Location"] == LIST
    assert list(Publication.objects.all()) == [row]


def test_the_page_of_a_channel_says_who_is_told_and_offers_those_who_take_up(world: World) -> None:
    page = officer(world, "system").get(reverse("desk:channel", kwargs={"key": "wechat"}))
    offered = [key for key, _name in page.context["form"].fields["unit"].choices]
    assert offered == ["", world.mass_work.pk, world.centre.pk]
    assert [each.name for each in page.context["told"]] == ["Chief", "Centre"]


def test_statements_do_not_grow_with_what_is_listed(world: World, account: Account) -> None:
    switch_on(world, account)
    counts = []
    for number in (1, 8):
        for each in range(number):
            published(world, title=f"第{number}{each}篇")
            come_in(xml(WORDS, number=number * 100 + each), nonce=f"{number}-{each}")
        client = officer(world, "chief")
        pages = (LIST, reverse("desk:messages"))
        counts.append([len(asked(client, url)) for url in pages] + [len(asked(visitor(), NEWS))])
    assert counts[0] == counts[1]


def test_an_officer_reads_a_message_on_record_takes_it_up_and_sees_what_went_back(
    world: World, account: Account
) -> None:
    row = written(world, account)
    client = officer(world, "centre")
    assert WORDS not in text(client.get(reverse("desk:messages")))
    assert WORDS not in text(client.get(of("desk:message", row)))
    client.post(of("desk:message_read", row))
    page = text(client.get(of("desk:message", row)))
    assert WORDS in page
    assert SENDER not in page
    done = fill(client, of("desk:message_take", row), {"place": world.village.pk, "headline": "围栏"})
    concern = Concern.objects.get()
    assert done["Location"] == reverse("desk:concern", kwargs={"uid": concern.uid})
    assert "Message M-" in text(client.get(done["Location"]))
    assert (concern.source, concern.source_uid, concern.place) == ("message", row.uid, world.village)
    assert client.get(of("desk:message_take", row)).status_code == 404
    fill(client, of("desk:message_answer", row), {"text": "已登记。"})
    assert "已登记。" in text(client.get(of("desk:message", row)))


def test_a_complaint_by_message_stays_hidden_from_the_office_it_is_about(
    world: World, account: Account
) -> None:
    row = written(world, account)
    taken = {"place": world.village.pk, "headline": "反映推诿", "about": world.station.pk}
    fill(officer(world, "centre"), of("desk:message_take", row), taken)
    concern = Concern.objects.get()
    assert concern.about_units == [world.station.pk]
    for who, status in (("station", 404), ("chief", 200)):
        url = reverse("desk:concern", kwargs={"uid": concern.uid})
        assert officer(world, who).get(url).status_code == status, who


def test_whoever_takes_up_a_complaint_about_their_own_office_comes_back_to_the_inbox(
    world: World, account: Account
) -> None:
    client = officer(world, "chief")
    taken = {"place": world.village.pk, "headline": "反映推诿", "about": world.mass_work.pk}
    done = fill(client, of("desk:message_take", written(world, account)), taken)
    assert done["Location"] == reverse("desk:messages")
    assert "about your own office" in text(client.get(done["Location"]))
    assert Concern.objects.get().about_units == [world.mass_work.pk]


@pytest.mark.parametrize("who", ["station", "department", "system", "stranger"])
def test_whoever_keeps_no_channel_finds_no_inbox(world: World, account: Account, who: str) -> None:
    row = written(world, account)
    client = officer(world, who)
    for url in (reverse("desk:messages"), of("desk:message", row), of("desk:message_answer", row)):
        assert client.get(url).status_code == 404


def test_the_administrator_enters_secrets_and_never_sees_them_again(world: World, account: Account) -> None:
    client, url = officer(world, "system"), reverse("desk:channel", kwargs={"key": "wechat"})
    told = {"address": account.address, "appid": "wx1", "secret": "geheim", "token": "tkn", "cover": "c"}
    sent = {f"s_{key}": value for key, value in told.items()}
    missing = fill(client, url, {"on": "on", **sent, "s_cover": ""})
    assert missing.status_code == 422
    assert "geheim" not in text(missing)
    assert fill(client, url, {"on": "on", "unit": world.centre.pk, **sent}).status_code == 302
    page = text(client.get(url))
    assert "geheim" not in page
    assert "It was entered" in page
    assert reverse("portal:channel_in", kwargs={"key": "wechat"}) in page
    assert conf.get("wechat").given["secret"] == "geheim"
    assert officer(world, "chief").get(url).status_code == 404


def test_a_review_that_somebody_else_made_first_is_told(world: World) -> None:
    row = submitted(world)
    chief = officer(world, "chief")
    page = hidden(chief.get(of("desk:publication", row)))
    actions.send_back(by=world.actor("centre"), at=NOON, uid=row.uid, seen=seen(row), remark="改一改")
    answer = chief.post(of("desk:publication_review", row), page, follow=True)
    assert "does not wait for a review any more" in text(answer)
    assert Publication.objects.get().state == State.DRAFT


def test_a_draft_is_changed_and_loses_its_place_in_the_review(world: World) -> None:
    row = submitted(world)
    fill(officer(world, "department"), of("desk:publication_edit", row), given(title="新题目", body="新文字"))
    row.refresh_from_db()
    assert (row.title, row.pending) == ("新题目", State.DRAFT)


def test_what_is_over_leaves_the_list_and_its_page_says_so(world: World) -> None:
    row = published(world, valid_until=NOON.date())
    with patch("django.utils.timezone.now", return_value=later(days=1)):
        assert row.title not in text(visitor().get(NEWS))
        assert "It held until 2026-03-04" in text(visitor().get(of("portal:news_item", row)))


def test_an_empty_site_says_what_will_stand_there(world: World) -> None:
    assert "Nothing is published here yet" in text(visitor().get(NEWS))
    assert "Nothing in this list" in text(officer(world, "chief").get(LIST))
