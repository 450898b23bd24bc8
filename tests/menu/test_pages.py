"""The pages of the menu, for residents and for those who serve them."""

import html
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, SINCE, TODAY, World
from tests.desk.pages import asked, at, fill, officer, text, visitor
from tests.menu.steps import (
    NAME,
    PHONE,
    STORY,
    claim,
    go,
    issued,
    item,
    member,
    propose,
    raiser_goes,
    sign,
    team,
)
from yixian.audit.models import Event
from yixian.desk.views import menu
from yixian.kernel import sealed
from yixian.matters.actions import Refused
from yixian.matters.models import Matter
from yixian.menu.models import MenuItem, Task, Volunteer, VolunteerTeam, Wish
from yixian.places import actions as places
from yixian.places.enums import ChangeKind, UnitKind

MENU, BOARD, TEAMS = (reverse(f"desk:{name}") for name in ("menu", "menu_board", "menu_teams"))
PUBLIC_MENU, PROPOSE = reverse("portal:menu"), reverse("portal:menu_propose")
REACHED = {"name": NAME, "phone": PHONE, "story": STORY}


def of(page: str, **more: Any) -> str:
    return reverse(page, kwargs=more)


def now() -> Any:
    return timezone.now() - timedelta(hours=1)


def test_a_resident_finds_the_menu_of_the_community_signs_and_gets_a_code(world: World) -> None:
    offer, client = item(world), visitor()
    page = text(client.get(f"{PUBLIC_MENU}?place={world.village.pk}"))
    assert offer.title in page
    assert "20 places left" in page
    sent = fill(client, of("portal:menu_sign", item=offer.uid), REACHED)
    assert (sent.status_code, sent["Location"]) == (302, reverse("portal:raised"))
    matter = Matter.objects.get()
    assert (matter.procedure, matter.holder, matter.number[0]) == ("service", world.room, "单")
    assert sealed.text(matter, "story") == STORY
    assert "Your community looks at it" in text(client.get(reverse("portal:matter")))
    assert "19 places left" in text(client.get(f"{PUBLIC_MENU}?place={world.village.pk}"))


@pytest.mark.parametrize("given", [{"name": ""}, {"phone": ""}, {"phone": "12"}])
def test_how_to_reach_the_resident_is_asked_for_and_nothing_typed_is_lost(
    world: World, given: dict[str, str]
) -> None:
    sent = fill(visitor(), of("portal:menu_sign", item=item(world).uid), {**REACHED, **given})
    assert sent.status_code == 422
    assert STORY in text(sent)
    assert not Matter.objects.exists()


def test_the_same_form_sent_twice_is_one_wish(world: World) -> None:
    client, url = visitor(), of("portal:menu_sign", item=item(world, capacity=1).uid)
    form = client.get(url).context["form"]
    given = {**REACHED, "ticket": form.initial["ticket"]}
    assert [client.post(url, given).status_code for _ in range(2)] == [302, 302]
    assert Wish.objects.count() == 1


@pytest.mark.parametrize("query", ["place=x", "place=99999999999999999999", ""])
def test_odd_questions_get_an_answer(world: World, query: str) -> None:
    item(world)
    assert visitor().get(f"{PUBLIC_MENU}?{query}").status_code == 200
    for page in (MENU, BOARD, TEAMS):
        assert officer(world, "chief").get(f"{page}?{query}&skill=x&town=x").status_code == 200


def test_what_is_out_of_season_says_so_and_has_no_form(world: World) -> None:
    month = timezone.localdate().month % 12 + 1
    offer = item(world, first_month=month, last_month=month)
    page = text(visitor().get(of("portal:menu_sign", item=offer.uid)))
    assert "not the season for it" in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_proposal_is_put_on_the_menu_and_its_answer_reaches_the_resident(world: World) -> None:
    client = visitor()
    given = {"skill": "digital", "place": world.village.pk, "story": "想有人教老人用手机挂号。"}
    assert fill(client, PROPOSE, given)["Location"] == reverse("portal:raised")
    matter = Matter.objects.get()
    secretary = officer(world, "secretary")
    page = text(secretary.get(at("matter", matter)))
    assert "Put it on the menu" in page
    assert "Accept it<" not in page
    url = f"{reverse('desk:menu_item_new')}?proposal={matter.uid}"
    new = {
        "place": world.village.pk, "skill": "digital", "title": "教用手机", "about": "手把手教挂号缴费。",
        "minutes": 90, "capacity": 30, "first_month": 1, "last_month": 12, "answer": "已上菜单，欢迎签单。",
    }  # fmt: skip
    bad = fill(secretary, url, {**new, "answer": ""})
    assert (bad.status_code, MenuItem.objects.count()) == (422, 0)
    made = fill(secretary, url, new)
    offer = MenuItem.objects.get()
    assert made["Location"] == of("desk:menu_item", item=offer.uid)
    assert offer.proposal == matter
    follow = text(client.get(reverse("portal:matter")))
    assert "已上菜单，欢迎签单。" in follow
    assert "On the menu now" in follow


def test_a_proposal_is_declined_with_its_reason(world: World) -> None:
    matter = propose(world, at=now())
    sent = fill(
        officer(world, "secretary"), at("move", matter, key="decline"), {"reason": "镇里已有这项服务。"}
    )
    assert sent.status_code == 302
    matter.refresh_from_db()
    assert matter.outcome == "declined"


@pytest.mark.parametrize("who", ["grid", "secretary", "station"])
def test_an_officer_signs_for_somebody_and_hands_out_the_code(world: World, who: str) -> None:
    client, offer = officer(world, who), item(world)
    url = of("desk:menu_sign", item=offer.uid)
    chosen = client.get(url).context["form"].initial["place"]
    sent = fill(client, url, {**REACHED, "channel": "field", "place": chosen})
    matter = Matter.objects.get()
    assert sent["Location"] == of("desk:filed", uid=matter.uid)
    assert client.get(sent["Location"]).status_code == 200
    assert matter.channel == "field"


def test_the_board_says_what_and_where_and_never_who(world: World) -> None:
    offer = item(world)
    issued(world, offer, at=now())
    page = text(officer(world, "branch").get(BOARD))
    assert offer.title in page
    assert world.village.name in page
    for secret in (NAME, PHONE, STORY):
        assert secret not in page


def test_the_board_is_filtered_by_kind_town_and_what_is_late(world: World) -> None:
    repair = issued(world, item(world), at=now())
    issued(world, item(world, skill="care", title="陪聊天"), at=now())
    client = officer(world, "branch")

    def rows(query: str) -> list[str]:
        return [row["item"].title for row in client.get(f"{BOARD}?{query}").context["rows"]]

    assert rows("skill=care") == ["陪聊天"]
    assert len(rows(f"town={world.town.pk}")) == 2
    assert rows(f"town={world.other_town.pk}") == []
    assert rows("late=1") == []
    Matter.objects.filter(pk=repair.pk).update(step_due_at=now())
    assert rows("late=1") == [repair.headline]


def test_a_branch_claims_from_the_board_and_the_second_is_told(world: World) -> None:
    crew, matter = team(world), issued(world, item(world), at=now())
    client = officer(world, "branch")
    url = at("menu_claim", matter)
    before = client.get(url)
    assert STORY not in text(before)
    sent = fill(client, url, {"team": crew.pk})
    assert sent["Location"] == at("matter", matter)
    page = text(client.get(sent["Location"]))
    assert crew.name in page
    assert "Give a part to a member" in page
    assert client.get(url)["Location"] == at("matter", matter)
    other = text(officer(world, "station").get(url, follow=True))
    assert crew.name in other
    places.found(
        by=None, at=NOON, kind=UnitKind.BRANCH, name="北镇党支部", parent=world.other_town, since=SINCE
    )
    Wish.objects.update(team=None)
    assert "another branch has claimed it" in text(client.get(url, follow=True))


def test_the_office_that_holds_what_nobody_claimed_claims_it_from_the_board(world: World) -> None:
    team(world)
    matter = issued(world, item(world), at=now())
    link = at("menu_claim", matter)
    Matter.objects.filter(pk=matter.pk).update(step="risen", holder=world.station)
    assert link in text(officer(world, "station").get(BOARD))
    assert link not in text(officer(world, "mediator").get(BOARD))


def test_a_full_team_is_told_beside_the_field(world: World) -> None:
    offer, crew = item(world), team(world, most=1)
    claim(world, issued(world, offer, at=now()), crew, at=now())
    matter = issued(world, offer, at=now())
    sent = fill(officer(world, "branch"), at("menu_claim", matter), {"team": crew.pk})
    assert sent.status_code == 422
    assert "as many as it does at once" in text(sent)


def test_a_branch_without_a_team_is_led_to_set_one_up(world: World) -> None:
    matter = issued(world, item(world), at=now())
    client = officer(world, "branch")
    assert "You have no team that could claim it" in text(client.get(at("menu_claim", matter)))
    given = {"branch": world.branch.pk, "name": "农牧局志愿服务队", "most": 4, "skills": ["repair"]}
    sent = fill(client, reverse("desk:menu_team_found"), given)
    crew = VolunteerTeam.objects.get()
    assert sent["Location"] == of("desk:menu_team", uid=crew.uid)
    fill(
        client,
        of("desk:menu_enrol", uid=crew.uid),
        {"names": "巴图 13900001111\n王芳\n", "free": ["weekends"]},
    )
    assert sorted(crew.volunteers.values_list("name", flat=True)) == ["巴图", "王芳"]


def test_parts_are_given_out_done_and_taken_back_on_the_page_of_the_service(world: World) -> None:
    crew = team(world)
    matter = claim(world, issued(world, item(world), at=now()), crew, at=now())
    client = officer(world, "branch")
    for what in ("带梯子", "买灯泡"):
        given = {"volunteer": member(crew).pk, "what": what}
        assert fill(client, at("menu_split", matter), given)["Location"] == at("matter", matter)
    first, second = Task.objects.order_by("pk")
    client.post(at("menu_tick", matter, task=first.uid))
    client.post(at("menu_drop", matter, task=second.uid))
    assert [(each.what, each.done_at is not None) for each in Task.objects.all()] == [("带梯子", True)]
    assert "带梯子" in text(officer(world, "secretary").get(at("matter", matter)))


def test_telephone_numbers_are_sealed_and_opening_them_is_written_down(world: World) -> None:
    crew, client = team(world), officer(world, "branch")
    url = of("desk:menu_team", uid=crew.uid)
    assert "13900001111" not in text(client.get(url))
    assert "+8613900001111" in text(client.post(of("desk:menu_phones", uid=crew.uid)))
    assert Event.objects.filter(stream=crew.stream, kind="menu.phones_opened").count() == 1
    assert officer(world, "secretary").post(of("desk:menu_phones", uid=crew.uid)).status_code == 404


def test_who_leaves_a_team_leaves_no_number_behind(world: World) -> None:
    crew, client = team(world), officer(world, "branch")
    gone = member(crew)
    client.post(of("desk:menu_leave", uid=crew.uid, volunteer=gone.uid))
    gone.refresh_from_db()
    assert (gone.until is not None, bytes(gone.phone)) == (True, b"")


def test_reviews_stand_on_the_page_of_the_team(world: World) -> None:
    crew = team(world)
    matter = claim(world, issued(world, item(world), at=now()), crew, at=now())
    matter = go(world, go(world, matter, "branch", "discuss", at=now()), "branch", "carry_out", at=now())
    raiser_goes(matter, "content", at=now(), remark="谢谢")
    page = officer(world, "secretary").get(of("desk:menu_team", uid=crew.uid))
    assert [row["matter"] for row in page.context["reviewed"]] == [matter]


def test_an_item_is_changed_and_taken_off(world: World) -> None:
    offer, client = item(world), officer(world, "secretary")
    url = of("desk:menu_item_change", item=offer.uid)
    form = client.get(url).context["form"]
    sent = client.post(url, {**form.initial, "capacity": 5})
    assert sent.status_code == 302
    offer.refresh_from_db()
    assert offer.capacity == 5
    client.post(of("desk:menu_item_end", item=offer.uid))
    offer.refresh_from_db()
    assert offer.until is not None
    assert offer.title not in text(visitor().get(f"{PUBLIC_MENU}?place={world.village.pk}"))


@pytest.mark.parametrize("page", ["menu_item_change", "menu_item_end"])
@pytest.mark.parametrize("who", ["stranger", "branch", "grid"])
def test_nobody_keeps_the_menu_of_another_place(world: World, page: str, who: str) -> None:
    client, url = officer(world, who), of(f"desk:{page}", item=item(world).uid)
    assert client.post(url, {}).status_code == 404


@pytest.mark.parametrize("kind", ["to_issue", "proposals"])
def test_what_waits_for_the_community_is_counted_and_all_of_it_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(menu, "NEWEST", 2)
    offer, client = item(world), officer(world, "secretary")
    for _turn in range(2):
        sign(world, offer, at=now())
        propose(world, at=now())
    assert "All 2, soonest" not in text(client.get(MENU))
    made = sign(world, offer, at=now()) if kind == "to_issue" else propose(world, at=now())
    page = client.get(MENU)
    assert (len(page.context[kind]["rows"]), page.context[kind]["every"]) == (2, 3)
    (link,) = re.findall(r'href="([^"]+)">All 3, soonest', text(page))
    listed = client.get(html.unescape(link))
    rows = [matter for matter, _title, _kind in listed.context["rows"]]
    assert len(rows) == 3
    assert made in rows
    assert {(each.procedure, each.step) for each in rows} == {(made.procedure, made.step)}


def test_an_item_of_a_place_that_has_ended_is_not_signed(world: World) -> None:
    offer = item(world, place="bare_village", who="chief")
    url = of("portal:menu_sign", item=offer.uid)
    client = visitor()
    form = client.get(url).context["form"]
    places.end_into(
        by=None, at=NOON, units=[world.bare_village], into=[world.village], on=TODAY, kind=ChangeKind.MERGED
    )
    assert client.get(url).status_code == 404
    assert client.post(url, {**REACHED, "ticket": form.initial["ticket"]}).status_code == 404
    with pytest.raises(Refused, match="no longer on the menu"):
        sign(world, offer)
    link = of("desk:menu_sign", item=offer.uid)
    assert link not in text(officer(world, "chief").get(of("desk:menu_item", item=offer.uid)))
    assert not Matter.objects.exists()


def many(world: World, crew: VolunteerTeam) -> None:
    """A dozen more items, wishes and teams."""
    for number in range(12):
        offer = item(world, title=f"第{number}项")
        issued(world, offer, at=now())
        sign(world, offer, at=now())
        propose(world, at=now())
        team(world, name=f"第{number}队")
        claim(world, issued(world, offer, at=now()), crew, at=now())


@pytest.mark.parametrize(
    ("who", "page", "most"),
    [
        ("", "public", 3),
        ("chief", "menu", 12),
        ("secretary", "menu", 12),
        ("branch", "board", 6),
        ("chief", "teams", 2),
        ("branch", "team", 7),
    ],
)
def test_lists_take_as_many_statements_however_long(world: World, who: str, page: str, most: int) -> None:
    crew = team(world, most=100)
    offer = item(world)
    issued(world, offer, at=now())
    sign(world, offer, at=now())
    propose(world, at=now())
    claim(world, issued(world, offer, at=now()), crew, at=now())
    pages = {
        "public": f"{PUBLIC_MENU}?place={world.village.pk}", "menu": MENU, "board": BOARD, "teams": TEAMS,
        "team": of("desk:menu_team", uid=crew.uid),
    }  # fmt: skip
    client, url = officer(world, who) if who else visitor(), pages[page]
    client.get(url)
    before = asked(client, url)
    assert len(before) <= most, "\n".join(before)
    many(world, crew)
    assert len(taken := asked(client, url)) == len(before), "\n".join(taken)


def test_a_service_that_is_not_there_is_not_found(world: World) -> None:
    client = officer(world, "branch")
    for page in ("menu_claim", "menu_split"):
        assert client.get(of(f"desk:{page}", uid=uuid4())).status_code == 404
    assert client.get(of("desk:menu_team", uid=uuid4())).status_code == 404
    assert Volunteer.objects.count() == 0
