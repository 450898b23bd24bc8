"""A term begins and ends, and what was entered by mistake is put right."""

from datetime import timedelta
from time import sleep
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, TODAY, World
from tests.deputies.steps import enter, meet
from tests.desk.pages import fill, officer, text, visitor
from tests.measures.test_together import at_once
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.deputies import actions, queries, rules
from yixian.deputies.models import Deputy
from yixian.matters.actions import Refused
from yixian.measures.actions import recount
from yixian.measures.queries import figures


def put_right(world: World, row: Deputy, who: str = "station", **given: str) -> Deputy:
    return actions.correct(
        by=world.actor(who), at=NOON, uid=row.uid, **{"name": "巴雅尔", "known_by": "养羊户", **given}
    )


def test_with_the_term_the_meetings_that_lie_ahead_are_called_off(world: World) -> None:
    row = enter(world)
    held = meet(world, row, at=NOON - timedelta(days=9))
    ahead = meet(world, row)
    actions.leave(by=world.actor("station"), at=NOON, uid=row.uid, until=TODAY)
    found = dict(row.meetings.values_list("uid", "cancelled_at"))
    assert found == {held.uid: None, ahead.uid: NOON}
    counted = figures(["deputies.meetings"], None, TODAY - timedelta(days=9), TODAY + timedelta(days=1))
    assert sum(counted["deputies.meetings"].values()) == 1
    assert recount() == []


def test_a_meeting_can_be_called_off_where_the_page_offers_it(world: World) -> None:
    row = enter(world)
    now = timezone.now()
    meeting = meet(world, row, at=now)
    url = reverse("desk:deputy", args=[row.uid])
    assert "Call it off" in text(officer(world, "station").get(url))
    Deputy.objects.filter(pk=row.pk).update(until=now.date())
    page = text(officer(world, "station").get(url))
    assert meeting.spot in page
    for button in ("Call it off", "Set a meeting with residents"):
        assert button not in page


def test_a_wrong_name_is_put_right_and_the_log_does_not_keep_it(world: World) -> None:
    row = enter(world)
    put_right(world, row, name="巴雅尔图")
    put_right(world, row, name="巴雅尔图")
    row.refresh_from_db()
    assert (row.name, row.known_by) == ("巴雅尔图", "养羊户")
    assert Event.objects.get(kind="deputies.corrected").body == {"changed": ["name"]}
    with pytest.raises(Refused, match="public register"):
        put_right(world, row, name=" ")
    for who in ("deputy", "grid", "department"):
        with pytest.raises(Denied):
            put_right(world, row, who)


def test_the_page_puts_an_entry_right_and_the_public_reads_it(world: World) -> None:
    row = enter(world)
    client, url = officer(world, "station"), reverse("desk:deputy_correct", args=[row.uid])
    page = reverse("desk:deputy", args=[row.uid])
    assert url in text(client.get(page))
    assert 'value="养羊户"' in text(client.get(url))
    done = fill(client, url, {"name": "巴雅尔", "known_by": "兽医"})
    assert (done.status_code, done["Location"]) == (302, page)
    assert "兽医" in text(visitor().get(reverse("portal:deputy", args=[row.uid])))
    for who in ("deputy", "grid"):
        assert officer(world, who).get(url).status_code == 404


def test_an_entry_that_was_a_mistake_ends_on_its_first_day_and_never_stood(world: World) -> None:
    row = enter(world, since=TODAY)
    with pytest.raises(Refused, match="cannot end before"):
        actions.leave(by=world.actor("station"), at=NOON, uid=row.uid, until=TODAY - timedelta(days=1))
    actions.leave(by=world.actor("station"), at=NOON, uid=row.uid, until=TODAY)
    assert list(queries.register_on(TODAY)) == []
    enter(world, since=TODAY)


def test_nobody_is_entered_ahead_of_their_term(world: World) -> None:
    with pytest.raises(Refused, match="not ahead of time"):
        enter(world, since=TODAY + timedelta(days=1))
    enter(world, since=TODAY)


def test_one_person_is_a_deputy_of_the_banner_and_of_a_town(world: World) -> None:
    enter(world, "chief", "banner")
    enter(world, "chief", "town")
    with pytest.raises(Refused, match="already"):
        enter(world, "chief", "town")
    page = text(officer(world, "deputy").get(reverse("desk:deputies")))
    for unit in (world.banner, world.town):
        assert f"Deputy to the people&#x27;s congress · {unit.name}" in page


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_the_same_moment_enters_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid, fault = uuid4(), rules.words_fault

    def slowly(name: str, known_by: str) -> object:
        sleep(0.3)
        return fault(name, known_by)

    monkeypatch.setattr(rules, "words_fault", slowly)
    once, again = at_once(*[lambda: enter(world, person=None, uid=uid)] * 2)
    assert once == again == Deputy.objects.get()
