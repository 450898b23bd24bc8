"""A figure opens on the records that it counts, of whatever kind they are, as far as the reader may know of them."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.concerns.steps import concern
from tests.desk.pages import asked, officer, text
from tests.diary.steps import HEADING, entry
from tests.liaison.steps import assigned, visited
from tests.matters.steps import dispute
from yixian.audit.models import Chained
from yixian.concerns import actions
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.desk import counted
from yixian.desk.views import figures
from yixian.diary.actions import Said
from yixian.matters.models import Matter

pytestmark = [pytest.mark.django_db, pytest.mark.core]

NOT_SHOWN = "not for you to open"


def of(world: World, who: str, key: str, query: str = "") -> str:
    return text(officer(world, who).get(reverse("desk:figure", kwargs={"key": key}) + query))


def test_every_kind_of_record_that_is_shown_has_a_chain_of_its_own() -> None:
    chained = {model for model in apps.get_models() if issubclass(model, Chained)}
    assert {kind.model for kind in counted.KINDS} <= chained
    assert len(counted.BY_PREFIX) == len(counted.KINDS)


def test_an_entry_that_is_counted_opens_for_whoever_may_read_it_and_is_a_number_for_others(
    world: World,
) -> None:
    found = entry(world, at=timezone.now())
    link = reverse("desk:diary_entry", kwargs={"uid": found.uid})
    for who in ("secretary", "chief"):
        page = of(world, who, "diary.entries")
        assert link in page
        assert HEADING in page
        assert NOT_SHOWN not in page
    page = of(world, "mediator", "diary.entries")
    assert link not in page
    assert "1 more is counted here" in page
    assert link not in of(world, "stranger", "diary.entries")


def test_an_entry_with_a_complaint_about_the_reader_is_one_more_like_any_other(world: World) -> None:
    now = timezone.now()
    entry(world, at=now, headline="第一篇")
    entry(world, at=now, said=[Said(words="账目不清", about_units=(world.village,))])
    entry(world, "department", at=now, headline="第三篇", place=world.village)
    page = of(world, "secretary", "diary.entries")
    assert "第一篇" in page
    assert HEADING not in page
    assert "2 more are counted here" in page
    assert HEADING in of(world, "chief", "diary.entries")


def test_rows_and_the_number_of_more_add_up_to_the_figure_of_entries(world: World) -> None:
    now = timezone.now()
    for who, about in (("grid", ()), ("grid", (world.village,)), ("department", (world.station,))):
        entry(world, who, at=now, place=world.village, said=[Said(words="问账目", about_units=about)])
    for who in ("secretary", "station", "mediator", "chief"):
        response = officer(world, who).get(reverse("desk:figure", kwargs={"key": "diary.entries"}))
        shown, hidden = len(response.context["rows"]), response.context["hidden"]
        assert shown + hidden == response.context["value"] == 3, who


def test_what_became_a_complaint_about_the_reader_is_passed_over_in_silence(world: World) -> None:
    now = timezone.now()
    found = concern(world, at=now)
    link = reverse("desk:concern", kwargs={"uid": found.uid})
    assert link in of(world, "station", "concerns.heard")
    complaint = dispute(world, at=now)
    Matter.objects.filter(pk=complaint.pk).update(about_units=[world.station.pk])
    Concern.objects.update(matter=complaint, fate=Fate.MERGED, fated_at=now)
    page = of(world, "station", "concerns.heard")
    assert link not in page
    assert NOT_SHOWN not in page
    assert "Nothing of it is for you to open" in page


def test_a_page_of_which_nothing_may_be_opened_leads_on_to_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "SIZE", 1)
    now = timezone.now()
    entry(world, at=now, headline="第一篇")
    entry(world, at=now, said=[Said(words="工作站推诿", about_units=(world.station,))])
    page = of(world, "station", "diary.entries")
    assert "Nothing was counted" not in page
    after = page[page.index("after=") :].partition('"')[0]
    assert "第一篇" in of(world, "station", "diary.entries", f"?{after}")


@pytest.mark.parametrize("after", ["9" * 5000, "9" * 30, "-1", "x"])
def test_a_place_in_the_list_that_cannot_be_is_its_beginning(world: World, after: str) -> None:
    entry(world, at=timezone.now())
    assert officer(world, "chief").get(f"/desk/figures/diary.entries/?after={after}").status_code == 200


def test_a_visit_that_is_counted_opens(world: World) -> None:
    made = visited(world, assigned(world), at=timezone.now())
    assert reverse("desk:liaison_visit", kwargs={"uid": made.uid}) in of(world, "chief", "liaison.visits")


def test_a_stock_leads_to_what_is_there_now_and_shows_what_came_and_went(world: World) -> None:
    assigned(world)
    page = of(world, "chief", "liaison.assigned")
    assert reverse("desk:liaison_places") in page
    assert "What came and what went in this time" in page
    assert f"{reverse('desk:concerns')}?which=owing" in of(world, "grid", "concerns.owing")


def test_the_towns_of_a_stock_hold_what_is_there_and_not_what_changed(world: World) -> None:
    dispute(world, at=timezone.now() - timedelta(days=3))
    today = timezone.localdate()
    page = of(world, "chief", "matters.open", f"?since={today}&until={today + timedelta(days=1)}")
    assert f"<td>{world.town.name}</td>" in page


def test_what_came_and_went_is_shown_with_what_it_adds_or_takes_off(world: World) -> None:
    now = timezone.now()
    found = concern(world, at=now)
    page = of(world, "secretary", "concerns.owing")
    assert reverse("desk:concern", kwargs={"uid": found.uid}) in page
    actions.answer(by=world.actor("grid"), at=now, uid=found.uid, answer="水样当天送检。")
    page = of(world, "secretary", "concerns.owing")
    assert ">+1</td>" in page
    assert ">-1</td>" in page


def test_statements_do_not_grow_with_records_of_several_kinds(world: World) -> None:
    entry(world, at=timezone.now())
    client = officer(world, "mediator")
    url = reverse("desk:figure", kwargs={"key": "diary.entries"})
    client.get(url)
    before = asked(client, url)
    for _ in range(6):
        entry(world, at=timezone.now())
    assert len(taken := asked(client, url)) == len(before), "\n".join(taken)


def test_a_mechanism_shows_of_a_stock_what_is_there_and_not_what_changed(world: World) -> None:
    assigned(world, since=timezone.localdate() - timedelta(days=500), at=timezone.now() - timedelta(days=500))
    for url in (reverse("desk:mechanism", args=["1.1"]), reverse("desk:figures")):
        page = text(officer(world, "chief").get(url))
        row = page[page.rindex(reverse("desk:figure", kwargs={"key": "liaison.assigned"})) :]
        assert row[row.index('<td class="num"') :].partition(">")[2].startswith("1</td>"), url


def test_figures_stand_under_the_mechanism_that_they_belong_to(world: World) -> None:
    page = text(officer(world, "chief").get(reverse("desk:figures")))
    assert page.index("1.1 ") < page.index("Assignments in force") < page.index("1.2 ")
    assert page.count(reverse("desk:figure", kwargs={"key": "matters.open"})) == 1
