"""Which ways are open, on the officer's pages of a matter."""

from datetime import timedelta

from django.utils import timezone

from tests.cast import World
from tests.desk.pages import asked, at, officer, text
from tests.matters.steps import dispute
from yixian.matters.models import Matter


def knowing(world: World, days: int) -> Matter:
    """A pasture dispute of which the herder has known for some days."""
    matter = dispute(world)
    matter.facts = {**matter.facts, "known_on": (timezone.localdate() - timedelta(days=days)).isoformat()}
    matter.save(update_fields=["facts"])
    return matter


def test_the_ways_of_a_matter_begin_from_its_kind(world: World) -> None:
    page = officer(world, "station").get(at("routes", dispute(world)))
    assert page.status_code == 200
    assert page.context["form"].initial["category"] == "0905"
    assert "open for 2 years from the day that starts it" in text(page)


def test_what_the_file_knows_is_filled_in(world: World) -> None:
    matter = knowing(world, 10)
    page = officer(world, "station").get(at("routes", matter))
    assert f'value="{matter.facts["known_on"]}"' in text(page)
    assert "days left" in text(page)


def test_the_page_of_the_matter_says_which_way_closes_first(world: World) -> None:
    said = text(officer(world, "station").get(at("matter", knowing(world, 700))))
    assert "Closes first:" in said
    assert "Arbitration over contracted land or pasture" in said


def test_where_nobody_asked_the_page_of_the_matter_says_so(world: World) -> None:
    matter = dispute(world)
    said = text(officer(world, "station").get(at("matter", matter)))
    assert "Ask since when the party knows of it" in said
    assert f'href="{at("routes", matter)}"' in said


def test_a_sheet_carries_the_number_of_the_matter(world: World) -> None:
    matter = dispute(world)
    page = officer(world, "station").post(at("routes", matter), {"category": "0905", "sheet": "1"})
    assert matter.number in text(page)
    assert Matter.objects.get(pk=matter.pk).version == matter.version


def test_a_bad_date_keeps_what_was_typed(world: World) -> None:
    page = officer(world, "station").post(
        at("routes", dispute(world)), {"category": "0905", "known": "yesterday"}
    )
    assert page.status_code == 422
    assert 'value="yesterday"' in text(page)


def test_it_is_nowhere_for_whoever_may_not_see_the_matter(world: World) -> None:
    matter = dispute(world, about_units=[world.station])
    assert officer(world, "station").get(at("routes", matter)).status_code == 404
    assert officer(world, "stranger").get(at("routes", matter)).status_code == 404


def test_the_ways_take_no_more_statements_than_the_matter_and_the_rule_book(world: World) -> None:
    assert len(asked(officer(world, "station"), at("routes", knowing(world, 10)))) <= 6
