"""The pages of a fair: the entrance, the stalls, the telephone in the hand, and the screen for the crowd."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import asked, fill, officer, text, visitor
from tests.fairs.steps import ANSWER, HEADING, PHONE, WORDS, call, draw, finish, opened, planned, stall
from yixian.concerns.models import Concern
from yixian.concerns.rules import matter_uid
from yixian.fairs import actions
from yixian.fairs.enums import Numbering, Outcome, State
from yixian.fairs.models import Fair, Stall, Ticket


@pytest.fixture
def fair(world: World) -> Fair:
    """A fair that has been open for an hour."""
    return opened(world, at=timezone.now() - timedelta(hours=1))


def of(page: str, fair: Fair, **more: object) -> str:
    return reverse(page, kwargs={"uid": fair.uid, **more})


def test_a_keeper_opens_a_fair_and_sets_up_stalls(world: World) -> None:
    gathering = planned(world, at=timezone.now() + timedelta(hours=1))
    client = officer(world, "station")
    assert "has not been opened yet" in text(client.get(reverse("desk:fair", args=[gathering.uid])))
    fill(client, reverse("desk:fair_begin", args=[gathering.uid]), {"numbering": "stalls"})
    given = {"unit": world.department.pk, "service": "农牧补贴", "staff": "王干事"}
    fill(client, reverse("desk:fair_stall_set", args=[gathering.uid]), given)
    row = Stall.objects.get()
    assert (row.sign, row.unit, row.service) == ("A", world.department, "农牧补贴")
    page = text(client.get(reverse("desk:fair", args=[gathering.uid])))
    assert "王干事" in page
    assert reverse("desk:fair_stall", args=[gathering.uid, row.uid]) in page


def test_the_entrance_draws_numbers_and_shows_them_large(world: World, fair: Fair) -> None:
    client, url = officer(world, "department"), of("desk:fair_draw", fair)
    done = client.post(url, {"ticket": uuid4(), "stall": stall(fair).uid, "phone": ""}, follow=True)
    assert "A001" in text(done)
    wrong = client.post(url, {"ticket": uuid4(), "stall": stall(fair).uid, "phone": "call me"})
    assert (wrong.status_code, "call me" in text(wrong), Ticket.objects.count()) == (422, True, 1)


def test_a_stall_calls_and_a_button_pressed_twice_calls_once(world: World, fair: Fair) -> None:
    for _number in range(2):
        draw(fair, at=timezone.now())
    client, token = officer(world, "department"), uuid4()
    url = of("desk:fair_call", fair, stall=stall(fair).uid)
    for _press in range(2):
        client.post(url, {"token": token})
    assert Ticket.objects.filter(state=State.CALLED).count() == 1
    page = text(client.get(of("desk:fair_stall", fair, stall=stall(fair).uid)))
    assert "A001" in page
    assert "Done: what came of it" in page


def test_what_came_of_a_number_is_written_at_the_stall(world: World, fair: Fair) -> None:
    draw(fair, at=timezone.now())
    row = call(world, fair, at=timezone.now())
    assert row is not None
    client, url = officer(world, "department"), of("desk:fair_finish", fair, ticket=row.uid)
    wrong = fill(client, url, {"outcome": "settled", "words": WORDS, "place": world.village.pk, "kind": ""})
    assert (wrong.status_code, WORDS in text(wrong)) == (422, True)
    given = {"outcome": "handed_over", "words": WORDS, "place": world.village.pk, "kind": "concern:benefits"}
    filed = fill(client, url, given)
    assert filed["Location"] == reverse("desk:filed", args=[matter_uid(row.uid)])
    assert "Receipt code" in text(client.get(filed["Location"]))


def test_the_office_that_it_is_about_does_not_see_it_and_those_above_do(world: World, fair: Fair) -> None:
    draw(fair, at=timezone.now())
    row = call(world, fair, at=timezone.now())
    assert row is not None
    given = {"outcome": "taken_along", "words": WORDS, "place": world.village.pk, "about": world.station.pk}
    done = fill(officer(world, "department"), of("desk:fair_finish", fair, ticket=row.uid), given)
    assert done.status_code == 302
    assert not Concern.objects.visible_to(world.actor("station")).exists()
    assert Concern.objects.visible_to(world.actor("chief")).exists()


@pytest.mark.parametrize("outcome", ["settled", "handed_over"])
def test_a_complaint_about_ones_own_office_is_only_taken_along(
    world: World, fair: Fair, outcome: str
) -> None:
    draw(fair, at=timezone.now())
    row = call(world, fair, "station", at=timezone.now())
    assert row is not None
    client, url = officer(world, "station"), of("desk:fair_finish", fair, ticket=row.uid)
    given = {"words": WORDS, "place": world.village.pk, "about": world.station.pk, "answer": ANSWER}
    wrong = fill(client, url, {**given, "outcome": outcome, "kind": "concern:benefits"})
    assert wrong.status_code == 422
    assert "goes to those above it" in str(wrong.context["form"].errors["outcome"])
    assert WORDS in text(wrong)
    assert not Concern.objects.exists()
    assert fill(client, url, {**given, "outcome": "taken_along"}).status_code == 302
    assert not Concern.objects.visible_to(world.actor("station")).exists()


def test_advice_needs_no_more_than_one_press(world: World, fair: Fair) -> None:
    draw(fair, at=timezone.now())
    row = call(world, fair, at=timezone.now())
    assert row is not None
    done = fill(
        officer(world, "department"), of("desk:fair_finish", fair, ticket=row.uid), {"outcome": "advised"}
    )
    assert done.status_code == 302
    assert not Concern.objects.exists()


@pytest.mark.parametrize(
    "typed", [{"words": WORDS}, {"answer": ANSWER}, {"name": "其其格"}, {"phone": PHONE}]
)
def test_what_was_typed_at_a_stall_is_never_thrown_away(
    world: World, fair: Fair, typed: dict[str, str]
) -> None:
    draw(fair, at=timezone.now())
    row = call(world, fair, at=timezone.now())
    assert row is not None
    client, url = officer(world, "department"), of("desk:fair_finish", fair, ticket=row.uid)
    wrong = fill(client, url, {"outcome": "advised", "kind": "", **typed})
    assert wrong.status_code == 422
    assert "You wrote down a concern" in str(wrong.context["form"].errors["outcome"])
    assert next(iter(typed.values())) in text(wrong)
    assert '<details class="mt-3" open>' in text(wrong)
    row.refresh_from_db()
    assert row.state == State.CALLED


@pytest.mark.parametrize("way", ["fair_finish", "fair_skip"])
def test_a_number_called_by_somebody_who_went_away_is_brought_to_its_end(
    world: World, fair: Fair, way: str
) -> None:
    draw(fair, at=timezone.now())
    row = call(world, fair, at=timezone.now())
    assert row is not None
    client, url = officer(world, "station"), of(f"desk:{way}", fair, ticket=row.uid)
    page = text(client.get(of("desk:fair_stall", fair, stall=stall(fair).uid)))
    assert "Called here by others" in page
    assert url in page
    assert of("desk:fair_finish", fair, ticket=row.uid) in text(client.get(of("desk:fair", fair)))
    assert of("desk:fair_skip", fair, ticket=row.uid) in text(
        client.get(of("desk:fair_finish", fair, ticket=row.uid))
    )
    if way == "fair_finish":
        fill(client, url, {"outcome": "advised"})
    else:
        client.post(url, {"token": uuid4()})
    assert fill(client, of("desk:fair_close", fair), {"attended": "80"}).status_code == 302


def test_a_stall_counts_those_who_wait_for_it(world: World, fair: Fair) -> None:
    for _number in range(2):
        draw(fair, "B", at=timezone.now())
    client = officer(world, "station")
    assert "Waiting: 0" in text(client.get(of("desk:fair_stall", fair, stall=stall(fair, "A").uid)))
    assert "Waiting: 2" in text(client.get(of("desk:fair_stall", fair, stall=stall(fair, "B").uid)))


def test_with_one_queue_every_stall_counts_all_who_wait(world: World) -> None:
    fair = opened(world, at=timezone.now() - timedelta(hours=1), numbering=Numbering.COMMON)
    for _number in range(2):
        draw(fair, "", at=timezone.now())
    client = officer(world, "station")
    assert "Waiting: 2" in text(client.get(of("desk:fair_stall", fair, stall=stall(fair, "A").uid)))


def test_those_without_a_part_in_the_fair_do_not_work_its_stalls(world: World, fair: Fair) -> None:
    draw(fair, at=timezone.now())
    urls = [
        of("desk:fair_stall", fair, stall=stall(fair).uid),
        of("desk:fair_draw", fair),
        of("desk:fair_close", fair),
    ]
    for who in ("stranger", "mediator", "leader"):
        client = officer(world, who)
        for url in urls:
            assert client.get(url).status_code == 404, (who, url)
        assert client.get(of("desk:fair", fair)).status_code == 200


def test_somebody_draws_a_number_by_telephone_and_follows_it(world: World, fair: Fair) -> None:
    client, url = visitor(), of("portal:fair_number", fair)
    given = {"ticket": uuid4(), "stall": stall(fair).uid, "phone": PHONE}
    done = client.post(url, given)
    row = Ticket.objects.get()
    assert done["Location"] == of("portal:fair_ticket", fair, ticket=row.uid)
    mine = client.get(done["Location"])
    assert "You are next" in text(mine)
    assert mine["Refresh"] == "15"
    assert PHONE not in text(mine)
    call(world, fair, at=timezone.now())
    assert "please go to stall A" in text(client.get(done["Location"]))


def test_a_device_holds_one_number_at_a_time(fair: Fair) -> None:
    client, url = visitor(), of("portal:fair_number", fair)
    for _press in range(2):
        client.post(url, {"ticket": uuid4(), "stall": stall(fair).uid, "phone": ""})
    assert Ticket.objects.count() == 1
    assert client.get(url).status_code == 302
    row = Ticket.objects.get()
    client.post(of("portal:fair_leave", fair, ticket=row.uid))
    assert "was given back" in text(client.get(of("portal:fair_ticket", fair, ticket=row.uid)))
    assert client.get(url).status_code == 200


def test_the_screen_shows_what_is_called_and_nothing_of_anybody(world: World, fair: Fair) -> None:
    for number in range(3):
        draw(fair, phone=PHONE if number == 0 else "", at=timezone.now())
    first = call(world, fair, at=timezone.now())
    assert first is not None
    finish(world, fair, first, Outcome.SETTLED, at=timezone.now())
    call(world, fair, at=timezone.now())
    shown = visitor().get(of("portal:fair_screen", fair))
    page = text(shown)
    assert "A002" in page
    assert "A001" not in page
    assert shown["Refresh"] == "5"
    assert "Refresh" not in visitor().get(f"{of('portal:fair_screen', fair)}?still")
    for secret in (WORDS, HEADING, ANSWER, PHONE, "其其格", world.people["department"].name):
        assert secret not in page


def test_figures_stand_on_the_public_page_once_they_are_published(world: World, fair: Fair) -> None:
    draw(fair, at=timezone.now())
    first = call(world, fair, at=timezone.now())
    assert first is not None
    finish(world, fair, first, Outcome.SETTLED, at=timezone.now())
    client, public = officer(world, "station"), of("portal:fair", fair)
    closed = fill(client, of("desk:fair_close", fair), {"attended": "80", "course": "天气晴好。"})
    assert closed.status_code == 302
    assert "Concerns raised" not in text(visitor().get(public))
    client.post(of("desk:fair_publish", fair))
    page = text(visitor().get(public))
    assert "1 (100 %)" in page
    assert "天气晴好" in page
    assert HEADING not in page


def test_a_fair_that_is_not_announced_is_not_there_for_the_public(world: World) -> None:
    gathering = planned(world, at=timezone.now() + timedelta(hours=1), announced=False)
    for page in ("fair", "fair_screen", "fair_number"):
        assert visitor().get(reverse(f"portal:{page}", args=[gathering.uid])).status_code == 404


def test_the_pages_take_the_same_statements_however_many_numbers(world: World, fair: Fair) -> None:
    now = timezone.now()
    draw(fair, at=now)
    call(world, fair, at=now)
    pages = [
        (officer(world, "station"), reverse("desk:fairs")),
        (officer(world, "station"), of("desk:fair", fair)),
        (officer(world, "department"), of("desk:fair_stall", fair, stall=stall(fair).uid)),
        (visitor(), reverse("portal:fairs")),
        (visitor(), of("portal:fair", fair)),
        (visitor(), of("portal:fair_screen", fair)),
    ]
    before = [len(asked(client, url)) for client, url in pages]
    for number in range(8):
        draw(fair, "AB"[number % 2], at=now)
        opened(world, at=now, numbering=Numbering.COMMON, stalls=1)
        actions.set_stall(
            by=world.actor("station"),
            at=now,
            uid=fair.uid,
            stall=uuid4(),
            unit=world.station,
            service="综合服务",
        )
    assert [len(asked(client, url)) for client, url in pages] == before
