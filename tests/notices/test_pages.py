"""The inbox, how one is told, and what did not arrive."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from tests.cast import World
from tests.desk.pages import asked, fill, officer, text
from tests.matters.steps import dispute
from tests.notices.set_up import SET_UP
from tests.notices.steps import MAIL, proved
from yixian.kernel import sealed
from yixian.matters.models import Matter
from yixian.notices import actions, queries
from yixian.notices.enums import DeliveryState, Purpose, Reason
from yixian.notices.models import Address, Delivery, Notice, Preference

INBOX = "/desk/notices/"
HOW = "/desk/notices/how/"
FAILED = "/desk/notices/failed/"


def url(name: str, **given: Any) -> str:
    return reverse(f"desk:{name}", kwargs=given)


@pytest.fixture
def client(world: World) -> Client:
    """The grid worker."""
    return officer(world, "grid")


def happen(world: World, times: int = 1) -> None:
    now = timezone.now()
    for _each in range(times):
        dispute(world, at=now)
    actions.tell(now)


def test_an_empty_inbox_says_what_will_stand_there(client: Client) -> None:
    assert "Everything is read" in text(client.get(INBOX))
    assert "No notices yet" in text(client.get(f"{INBOX}?which=all"))


def test_the_bar_counts_what_is_unread(world: World, client: Client) -> None:
    happen(world, 2)
    assert "2 unread notices" in text(client.get(reverse("desk:home")))


def test_following_a_notice_leads_to_the_record_and_marks_it_read(world: World, client: Client) -> None:
    happen(world)
    notice = Notice.objects.get()
    assert notice.number in text(client.get(INBOX))
    answer = client.get(url("notice_open", pk=notice.pk))
    assert answer["Location"].startswith("/desk/matter/")
    assert client.get(answer["Location"]).status_code == 200
    assert notice.number not in text(client.get(INBOX))
    assert notice.number in text(client.get(f"{INBOX}?which=all"))


def test_marking_all_stops_at_the_newest_that_was_shown(world: World, client: Client) -> None:
    happen(world, 2)
    page = client.get(INBOX)
    happen(world)
    newest = page.context["newest"]
    client.post(url("notices_read"), {"upto": newest})
    assert list(Notice.objects.filter(read_at=None).values_list("pk", flat=True)) == [
        Notice.objects.order_by("-pk")[0].pk
    ]
    assert client.post(url("notices_read"), {"upto": "x"}).status_code == 302


def test_nobody_reads_or_marks_what_others_were_told(world: World, client: Client) -> None:
    happen(world)
    notice = Notice.objects.get()
    other = officer(world, "secretary")
    assert other.get(url("notice_open", pk=notice.pk)).status_code == 404
    assert other.post(url("notice_read", pk=notice.pk)).status_code == 404
    other.post(url("notices_read"), {"upto": notice.pk})
    notice.refresh_from_db()
    assert notice.read_at is None
    assert notice.number not in text(other.get(f"{INBOX}?which=all"))


def test_what_became_a_complaint_about_its_reader_is_in_no_inbox_and_in_no_number(
    world: World, client: Client
) -> None:
    happen(world, 2)
    hidden, shown = Matter.objects.order_by("pk")
    Matter.objects.filter(pk=hidden.pk).update(about_persons=[world.people["grid"].pk])
    for which in ("", "?which=all"):
        page = text(client.get(f"{INBOX}{which}"))
        assert shown.number in page
        assert hidden.number not in page
        assert "1 unread notice" in page
    notice = Notice.objects.get(number=hidden.number)
    assert client.get(url("notice_open", pk=notice.pk)).status_code == 404
    assert client.post(url("notice_read", pk=notice.pk)).status_code == 404
    assert client.post(url("notices_read"), {"upto": notice.pk + 9}, follow=True).status_code == 200
    Notice.objects.update(read_at=None)
    Notice.objects.exclude(pk=notice.pk).delete()
    assert "Everything is read" in text(client.get(INBOX))


def test_the_pages_of_an_inbox_are_full_whatever_is_hidden(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 3)
    happen(world)
    stream = Notice.objects.get().stream
    Notice.objects.all().delete()
    now = timezone.now()
    rows = [
        Notice(
            person=world.people["grid"],
            kind="matters.arrived",
            event_id=number,
            stream=stream if number % 5 == 0 else f"matter:{'0' * 32}",
            day=now.date(),
            at=now,
            page="desk:home",
        )
        for number in range(60)
    ]
    Notice.objects.bulk_create(rows)
    actor, found, key = world.actor("grid", now.date()), [], ""
    while True:
        page = queries.inbox(actor, only_unread=True, after=key, size=5)
        found.append([each.event_id for each in page.rows])
        key = page.older
        if not key:
            break
    assert found == [[55, 50, 45, 40, 35], [30, 25, 20, 15, 10], [5, 0]]
    back = queries.inbox(actor, only_unread=True, before=page.newer, size=5)
    assert [each.event_id for each in back.rows] == [30, 25, 20, 15, 10]


def test_the_inbox_goes_on_page_by_page(world: World, client: Client) -> None:
    person = world.people["grid"]
    now = timezone.now()
    rows = [
        Notice(
            person=person, kind="matters.arrived", event_id=number, day=now.date(), at=now, page="desk:home"
        )
        for number in range(120)
    ]
    Notice.objects.bulk_create(rows)
    found = []
    page = client.get(INBOX).context["page"]
    while True:
        found += [each.event_id for each in page.rows]
        if not page.older:
            break
        page = client.get(f"{INBOX}?after={page.older}").context["page"]
    assert found == list(reversed(range(120)))
    assert client.get(f"{INBOX}?after=x").status_code == 404


def test_statements_do_not_grow_with_notices(world: World, client: Client) -> None:
    happen(world)
    before = asked(client, INBOX)
    happen(world, 30)
    assert len(taken := asked(client, INBOX)) == len(before), "\n".join(taken)


def test_how_one_is_told_is_set_and_kept(world: World, client: Client, settings: Settings) -> None:
    settings.NOTICES = SET_UP
    proved(world, "grid", at=timezone.now())
    given = {
        "digest_hour": 9,
        "quiet_from": 20,
        "quiet_until": 8,
        "urgent_breaks": "on",
        "language": "en",
        "wanted_mail": ["matters.assigned"],
    }
    assert client.post(HOW, given).status_code == 302
    kept = Preference.objects.get()
    assert (kept.digest_hour, kept.urgent_breaks) == (9, True)
    assert "matters.arrived" in kept.unwanted["mail"]
    assert "matters.assigned" not in kept.unwanted["mail"]
    page = client.get(HOW)
    assert page.context["form"]["wanted_mail"].value() == ["matters.assigned"]


def test_a_wrong_hour_is_refused_and_nothing_changes(client: Client) -> None:
    answer = client.post(HOW, {"digest_hour": 25, "quiet_from": 1, "quiet_until": 2, "language": "en"})
    assert answer.status_code == 422
    assert not Preference.objects.exists()


def test_an_address_is_entered_proved_and_taken_out(client: Client, settings: Settings) -> None:
    settings.NOTICES = SET_UP
    given = {"address": MAIL, "uid": "0199aaaa-0000-7000-8000-000000000001"}
    for _twice in range(2):
        assert client.post(url("notice_address", way="mail"), given).status_code == 302
    address = Address.objects.get()
    assert Delivery.objects.filter(address=address, purpose=Purpose.CODE).count() == 1
    page = text(client.get(HOW))
    assert "t…@example.com" in page
    assert MAIL not in page
    wrong = client.post(url("notice_verify", way="mail"), {"code": "0"})
    assert wrong.status_code == 422
    assert "That is not the code" in text(wrong)
    client.post(url("notice_verify", way="mail"), {"code": sealed.text(address, "code")})
    address.refresh_from_db()
    assert address.verified_at
    client.post(url("notice_drop", way="mail"))
    assert not Address.objects.exists()


def test_a_wrong_address_keeps_what_was_typed(client: Client, settings: Settings) -> None:
    settings.NOTICES = SET_UP
    answer = fill(client, url("notice_address", way="mail"), {"address": "nowhere"})
    assert answer.status_code == 422
    assert 'value="nowhere"' in text(answer)
    assert not Address.objects.exists()
    assert client.get(url("notice_address", way="pigeon")).status_code == 404


def test_a_way_that_is_not_set_up_is_not_offered(client: Client, settings: Settings) -> None:
    settings.NOTICES = {"ways": ("mail",)}
    assert "Nothing beside the inbox" in text(client.get(HOW))


def test_failures_show_who_and_why_but_neither_address_nor_content(world: World, settings: Settings) -> None:
    settings.NOTICES = SET_UP
    now = timezone.now()
    address = proved(world, "grid", at=now)
    failed = Delivery.objects.create(
        uid=address.uid,
        address=address,
        purpose=Purpose.DIGEST,
        day=now.date(),
        next_at=now - timedelta(days=1),
        state=DeliveryState.FAILED,
        reason=Reason.ADDRESS,
        tries=1,
        ended_at=now,
    )
    client = officer(world, "system")
    page = text(client.get(FAILED))
    assert "Grid" in page
    assert world.grid.name in page
    assert "does not know this address" in page
    assert "example.com" not in page
    client.post(url("notice_retry", pk=failed.pk))
    failed.refresh_from_db()
    assert failed.state == DeliveryState.WAITING
    assert "Everything arrived" in text(client.get(FAILED))
    assert officer(world, "grid").get(FAILED).status_code == 404
