"""Lists: whose, which, found by what, page by page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import at, fill, officer, text
from tests.matters.steps import climb, dispute, go, opened, raiser_goes
from yixian.access.actor import PUBLIC
from yixian.desk.models import SavedFilter
from yixian.matters import actions
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.matters.queries import PAGE

WORK = reverse("desk:worklist")


def rows(client: Client, **asked: Any) -> list[Matter]:
    """The matters of a list."""
    return [row[0] for row in client.get(WORK, {"whose": "all", **asked}).context["rows"]]


@pytest.fixture
def client(world: World) -> Client:
    return officer(world, "mediator")


def test_tabs_say_whose(world: World, client: Client) -> None:
    now = timezone.now()
    mine, unit, rest = (dispute(world, at=now) for _each in range(3))
    for matter in (mine, unit):
        go(world, matter, "grid", "accept", at=now)
    actions.assign(by=world.actor("secretary"), at=now, uid=mine.uid, seen=2, person=world.people["mediator"])
    assert rows(client, whose="mine") == [mine]
    assert set(rows(client, whose="unit")) == {mine, unit}
    assert set(rows(client)) == {mine, unit, rest}


def test_pills_say_which(world: World, client: Client) -> None:
    now = timezone.now()
    fresh = dispute(world, at=now)
    late = dispute(world, at=now - timedelta(days=30))
    review = climb(world, dispute(world, at=now), "station", at=now)
    go(world, review, "station", "agree", at=now)
    gone = raiser_goes(dispute(world, at=now), "withdraw", at=now, reason="算了")
    merged = dispute(world, at=now)
    actions.merge(
        by=world.actor("secretary"), at=now, uid=merged.uid, seen=1, into=fresh.uid, reason="同一件"
    )
    assert set(rows(client, which="open")) == {fresh, late, review}
    assert set(rows(client, which="new")) == {fresh, late}
    assert rows(client, which="overdue") == [late]
    assert rows(client, which="waiting") == [review]
    assert rows(client, which="after") == [gone]
    assert rows(client, which="ended") == [merged]


def test_the_next_due_stands_first(world: World, client: Client) -> None:
    now = timezone.now()
    late, later = dispute(world, at=now - timedelta(days=60)), dispute(world, at=now - timedelta(days=30))
    fresh = dispute(world, at=now)
    assert rows(client) == [late, later, fresh]


def test_it_is_found_by_words_number_telephone_and_code(world: World, client: Client) -> None:
    now = timezone.now()
    sought = opened(world, at=now, headline="南坡水井")
    dispute(world, at=now, headline="欠薪", category="0101", raiser=None)
    for typed in ("水井", sought.matter.number, "138 0000 1234", sought.code, sought.code.lower()):
        assert rows(client, q=typed) == [sought.matter], typed
        found = client.get(reverse("desk:search"), {"q": typed})
        assert [row[0] for row in found.context["rows"]] == [sought.matter], typed
    assert rows(client, q="没有这个词") == []


def test_filters_narrow_and_keep_each_other(world: World, client: Client) -> None:
    now = timezone.now()
    one = dispute(world, at=now)
    other = dispute(world, at=now, category="0101")
    go(world, other, "grid", "accept", at=now)
    assert rows(client, category="0905") == [one]
    assert rows(client, step="room") == [other]
    assert rows(client, step="room", category="0905") == []
    assert set(rows(client, unit=world.grid.pk)) == {one, other}
    assert rows(client, unit=world.other_village.pk) == []


@pytest.mark.parametrize("asked", [{"after": "x"}, {"before": "2026_1"}, {"after": "2026-01-01_x"}])
def test_a_key_that_nobody_gave_leads_nowhere(world: World, client: Client, asked: dict[str, str]) -> None:
    assert client.get(WORK, asked).status_code == 404


@pytest.mark.parametrize(
    "asked", [{"which": "x", "whose": "y"}, {"unit": "x"}, {"unit": "9" * 30}, {"q": "%_\\'"}]
)
def test_what_there_is_not_is_as_not_asked(world: World, client: Client, asked: dict[str, str]) -> None:
    assert client.get(WORK, asked).status_code == 200


@pytest.mark.parametrize("which", ["open", "ended"])
def test_pages_forward_and_back_give_every_matter_once(world: World, client: Client, which: str) -> None:
    now = timezone.now()
    every = [dispute(world, at=now - timedelta(hours=n // 3)) for n in range(120)]
    if which == "ended":
        Matter.objects.update(state="end", step="done")
    forward, page = [], client.get(WORK, {"whose": "all", "which": which})
    while True:
        forward.append([row[0] for row in page.context["rows"]])
        if not (key := page.context["page"].older):
            break
        page = client.get(WORK, {"whose": "all", "which": which, "after": key})
    assert [len(each) for each in forward] == [PAGE, PAGE, 120 - 2 * PAGE]
    assert sorted(each.pk for part in forward for each in part) == sorted(each.pk for each in every)
    backward = [forward[-1]]
    while key := page.context["page"].newer:
        page = client.get(WORK, {"whose": "all", "which": which, "before": key})
        backward.append([row[0] for row in page.context["rows"]])
    assert backward[::-1] == forward


def test_several_are_given_to_one_person_at_once(world: World) -> None:
    now = timezone.now()
    chosen = [climb(world, dispute(world, at=now), "station", at=now) for _each in range(3)]
    client = officer(world, "station")
    form = {
        "chosen": [f"{each.uid}:{each.version}" for each in chosen],
        "person": world.people["station"].pk,
        "back": f"{WORK}?whose=unit",
    }
    answer = client.post(reverse("desk:assign_many"), form, follow=True)
    assert answer.redirect_chain[0][0] == f"{WORK}?whose=unit"
    assert "3 matters were given on" in text(answer)
    assert set(Matter.objects.values_list("assignee", flat=True)) == {world.people["station"].pk}


def test_one_that_changed_meanwhile_keeps_all_as_they_were(world: World) -> None:
    now = timezone.now()
    fine, stale = (climb(world, dispute(world, at=now), "station", at=now) for _each in range(2))
    form = {
        "chosen": [f"{fine.uid}:{fine.version}", f"{stale.uid}:1"],
        "person": world.people["station"].pk,
    }
    answer = officer(world, "station").post(reverse("desk:assign_many"), form, follow=True)
    assert "Nothing was changed" in text(answer)
    assert not Matter.objects.filter(assignee__isnull=False).exists()


@pytest.mark.parametrize("chosen", ["", "x:1", "x", "00000000-0000-0000-0000-000000000000:1"])
def test_what_is_no_matter_is_not_given(world: World, chosen: str) -> None:
    form = {"chosen": [chosen], "person": world.people["station"].pk}
    answer = officer(world, "station").post(reverse("desk:assign_many"), form, follow=True)
    assert answer.status_code == 200


def test_the_way_back_leads_to_no_other_site(world: World) -> None:
    answer = officer(world, "station").post(reverse("desk:assign_many"), {"back": "https://example.org/"})
    assert answer["Location"] == WORK


def test_a_filter_is_saved_found_again_and_dropped_by_its_owner_alone(world: World) -> None:
    client = officer(world, "station")
    given = {"name": "草场逾期", "query": "whose=all&which=overdue&category=0905&after=x&next=//evil"}
    client.post(reverse("desk:save_filter"), given)
    saved = SavedFilter.objects.get()
    assert saved.query == "whose=all&which=overdue&category=0905"
    assert "草场逾期" in text(client.get(reverse("desk:worklist")))
    officer(world, "chief").post(reverse("desk:drop_filter", args=[saved.pk]))
    assert SavedFilter.objects.exists()
    client.post(reverse("desk:drop_filter", args=[saved.pk]))
    assert not SavedFilter.objects.exists()


def test_a_filter_without_a_name_is_refused(world: World) -> None:
    client = officer(world, "station")
    answer = client.post(reverse("desk:save_filter"), {"name": " ", "query": ""}, follow=True)
    assert not SavedFilter.objects.exists()
    assert answer.status_code == 200


def test_what_a_resident_wrote_is_seen_from_afar(world: World, client: Client) -> None:
    matter = climb(world, dispute(world, at=timezone.now()), "room", at=timezone.now())
    home = reverse("desk:home")
    assert "waits for an answer" not in text(client.get(home))
    actions.ask(by=PUBLIC, at=timezone.now(), code=code_of(matter.uid, 0), text="什么时候来看？")
    assert "One resident wrote to your unit" in text(client.get(home))
    assert rows(client, which="asked", whose="unit") == [matter]
    assert "the resident wrote" in text(client.get(WORK, {"whose": "unit"}))
    assert at("reply", matter) in text(client.get(at("matter", matter)))
    fill(client, at("reply", matter), {"text": "明天上午"})
    assert rows(client, which="asked", whose="unit") == []
