"""The pages of liaison."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON, World
from tests.desk.pages import asked, fill, hidden, officer, text
from tests.liaison.steps import (
    HEARD,
    NAMES,
    another,
    assigned,
    follow,
    heir,
    item,
    merged,
    planned,
    post_of,
    visited,
)
from tests.portal.test_raise import picture
from yixian.audit.models import Event
from yixian.concerns.models import Concern
from yixian.documents.models import File
from yixian.liaison.enums import Kind, VisitState
from yixian.liaison.models import FieldVisit, Liaison, PlanItem
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.places import actions as places

OVERVIEW = reverse("desk:liaison")
PLACES = reverse("desk:liaison_places")
MINE = reverse("desk:liaison_mine")
MAP = reverse("desk:liaison_map")
SAID = "路灯坏了两盏。\n\n想学电焊，不知找谁。"


def of(page: str, row: Any, **more: Any) -> str:
    return reverse(f"desk:liaison_{page}", kwargs={"uid": row.uid, **more})


def at_place(page: str, world: World, name: str = "village", **more: Any) -> str:
    return reverse(f"desk:liaison_{page}", kwargs={"pk": getattr(world, name).pk, **more})


def day(days: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def now_visited(world: World, liaison: Liaison, **changes: Any) -> FieldVisit:
    return visited(world, liaison, at=timezone.now(), **changes)


def told(world: World, **changes: Any) -> dict[str, Any]:
    given = {
        "day": day(),
        "place": world.village.pk,
        "met": ["elders"],
        "heads": 2,
        "note": HEARD,
        "names": NAMES,
    }
    return {**given, **changes}


class TestTheOverview:
    def test_places_without_a_visit_stand_in_the_list_until_somebody_goes(self, world: World) -> None:
        liaison = assigned(world)
        chief = officer(world, "chief")
        said = text(chief.get(OVERVIEW))
        assert at_place("place", world) in said
        assert "none yet" in said
        now_visited(world, liaison)
        assert at_place("place", world) not in text(chief.get(OVERVIEW))

    def test_the_map_says_the_same(self, world: World) -> None:
        ring = [[107.0, 38.0], [107.1, 38.0], [107.1, 38.1], [107.0, 38.0]]
        boundary = {"type": "Polygon", "coordinates": [ring]}
        places.draw(by=None, at=NOON, unit=world.village, boundary=boundary)
        liaison = assigned(world)
        client = officer(world, "secretary")
        (drawn,) = client.get(MAP).json()["features"]
        assert drawn["properties"] == {
            "name": world.village.name,
            "open": 1,
            "href": at_place("place", world),
        }
        now_visited(world, liaison)
        assert client.get(MAP).json()["features"][0]["properties"]["open"] == 0
        assert officer(world, "department").get(MAP).json()["features"] == []

    def test_it_can_be_narrowed_to_a_kind(self, world: World) -> None:
        assigned(world)
        assigned(world, Kind.LEADER)
        client = officer(world, "chief")
        assert at_place("place", world) not in text(client.get(f"{OVERVIEW}?kind=leader"))
        assert at_place("place", world) in text(client.get(f"{OVERVIEW}?kind=stationed"))
        assert client.get(f"{OVERVIEW}?kind=nonsense").status_code == 200

    def test_a_post_that_was_left_is_named(self, world: World) -> None:
        liaison = assigned(world, Kind.LEADER)
        post = post_of(world, "leader")
        post.until = timezone.localdate()
        post.save()
        assert of("one", liaison) in text(officer(world, "chief").get(OVERVIEW))

    def test_without_assignments_it_says_what_to_do(self, world: World) -> None:
        for url in (OVERVIEW, PLACES, MINE):
            assert "Mass Work Department assigns" in text(officer(world, "leader").get(url))

    @pytest.mark.parametrize("town", ["x", "0", "99999999999999999999"])
    def test_odd_towns_are_answered(self, world: World, town: str) -> None:
        assigned(world)
        assert officer(world, "chief").get(f"{PLACES}?town={town}").status_code == 200


class TestAssigning:
    def test_the_department_assigns_on_the_page_of_the_place(self, world: World) -> None:
        client = officer(world, "chief")
        url = at_place("assign", world, kind="stationed")
        assert url in text(client.get(at_place("place", world)))
        done = fill(client, url, {"who": post_of(world, "reserve").pk, "since": day()})
        assert done["Location"] == at_place("place", world)
        assert "Reserve" in text(client.get(at_place("place", world)))
        assert "Reserve" in text(client.get(PLACES))

    @pytest.mark.parametrize("wrong", [{"who": "999999"}, {"since": "x"}, {"who": ""}])
    def test_what_is_wrong_stays_in_the_form(self, world: World, wrong: dict[str, str]) -> None:
        given = {"who": post_of(world, "reserve").pk, "since": day(), **wrong}
        answer = fill(officer(world, "chief"), at_place("assign", world, kind="stationed"), given)
        assert answer.status_code == 422
        assert not Liaison.objects.exists()

    @pytest.mark.parametrize("kind", ["leader", "nonsense"])
    def test_a_village_has_no_leader_of_a_town(self, world: World, kind: str) -> None:
        assert officer(world, "chief").get(at_place("assign", world, kind=kind)).status_code == 404

    def test_what_is_open_is_shown_and_handed_over_with_a_note(self, world: World) -> None:
        liaison = assigned(world)
        now_visited(world, liaison, concerns=[HEARD])
        plan = planned(world, liaison, at=timezone.now())
        follower = another(world, "next", Role.RESERVE_CADRE, world.bare_village)
        client, url = officer(world, "chief"), of("hand_over", liaison)
        page = text(client.get(url))
        assert plan.topic in page
        assert "Concerns without an end" in page
        bare = fill(client, url, {"who": "", "until": day()})
        assert bare.status_code == 422
        assert "Name who follows" in text(bare)
        done = fill(client, url, {"who": follower.pk, "until": day(), "note": "去东头看看"})
        assert done.status_code == 302
        new = Liaison.objects.get(until=None)
        theirs = officer(world, "next")
        world.people["next"].refresh_from_db()
        assert plan.topic in text(theirs.get(MINE))
        assert "去东头看看" not in text(theirs.get(of("one", new)))
        theirs.post(of("note_open", new))
        assert "去东头看看" in text(theirs.get(of("one", new)))
        assert client.get(url)["Location"] == at_place("place", world)


class TestVisits:
    def test_a_visit_is_recorded_in_the_field_with_its_concerns_and_a_picture(self, world: World) -> None:
        liaison = assigned(world)
        client = officer(world, "reserve")
        assert of("record", liaison) in text(client.get(MINE))
        done = fill(
            client,
            of("record", liaison),
            told(world, concerns=SAID, papers=[picture("green")], came=["helped"]),
        )
        visit = FieldVisit.objects.get()
        assert done["Location"] == of("visit", visit)
        assert Concern.objects.of("visit", visit.uid).count() == 2
        page = text(client.get(of("visit", visit)))
        assert "helped with work" in page
        assert HEARD not in page
        assert reverse("desk:concern", kwargs={"uid": Concern.objects.earliest("pk").uid}) in page
        assert reverse("desk:concern_hear", kwargs={"source": "visit", "source_uid": visit.uid}) in page

    def test_the_office_that_it_is_about_does_not_see_it_and_those_above_do(self, world: World) -> None:
        client, url = officer(world, "reserve"), of("record", assigned(world))
        assert world.station.name in text(client.get(url))
        fill(client, url, told(world, concerns=SAID, about=world.station.pk))
        assert Concern.objects.count() == 2
        assert not Concern.objects.visible_to(world.actor("station")).exists()
        assert Concern.objects.visible_to(world.actor("chief")).count() == 2

    def test_only_whoever_is_assigned_writes_down_more_concerns(self, world: World) -> None:
        visit = now_visited(world, assigned(world))
        url = reverse("desk:concern_hear", kwargs={"source": "visit", "source_uid": visit.uid})
        assert officer(world, "reserve").get(url).status_code == 200
        for who in ("secretary", "stranger", "chief"):
            assert officer(world, who).get(url).status_code == 404

    def test_the_same_form_sent_twice_is_one_visit(self, world: World) -> None:
        client, url = officer(world, "reserve"), of("record", assigned(world))
        form = {**hidden(client.get(url)), **told(world, concerns=SAID)}
        for _turn in range(2):
            assert client.post(url, form).status_code == 302
        assert (FieldVisit.objects.count(), Concern.objects.count()) == (1, 2)

    @pytest.mark.parametrize("wrong", [{"met": []}, {"day": "2999-01-01"}, {"topic": "打 13800001234"}])
    def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
        self, world: World, wrong: dict[str, Any]
    ) -> None:
        answer = fill(officer(world, "reserve"), of("record", assigned(world)), told(world, **wrong))
        assert answer.status_code == 422
        assert HEARD in text(answer)
        assert not FieldVisit.objects.exists()

    def test_a_visit_is_planned_and_then_made_or_dropped(self, world: World) -> None:
        liaison = assigned(world)
        client = officer(world, "reserve")
        for topic in ("看望老人", "问春耕"):
            given = {"day": day(2), "place": world.village.pk, "topic": topic}
            assert fill(client, of("visit_plan", liaison), given).status_code == 302
        first, second = FieldVisit.objects.order_by("pk")
        assert fill(client, of("visit_made", first), told(world)).status_code == 302
        assert client.get(of("visit_made", first))["Location"] == of("visit", first)
        assert fill(client, of("visit_drop", second), {"reason": "大雪封路"}).status_code == 302
        assert "大雪封路" in text(client.get(of("visit", second)))
        states = FieldVisit.objects.order_by("pk").values_list("state", flat=True)
        assert list(states) == [VisitState.MADE, VisitState.DROPPED]

    def test_what_was_heard_opens_for_a_while_and_that_is_told(self, world: World) -> None:
        visit = now_visited(world, assigned(world))
        client = officer(world, "chief")
        assert HEARD not in text(client.get(of("visit", visit)))
        client.post(of("visit_open", visit), {"need": "check"})
        page = text(client.get(of("visit", visit)))
        assert HEARD in page
        assert NAMES in page
        assert Event.objects.get(kind="liaison.opened").body == {"need": "check"}

    def test_the_posts_of_the_place_see_the_visit_and_nothing_sealed(self, world: World) -> None:
        visit = now_visited(world, assigned(world))
        fill(officer(world, "reserve"), of("pictures", visit), {"papers": [picture("green")]})
        client, file = officer(world, "secretary"), File.objects.get()
        assert client.post(of("visit_open", visit), {"need": "handling"}).status_code == 404
        page = text(client.get(of("visit", visit)))
        assert HEARD not in page
        assert of("visit_open", visit) not in page
        url = of("file", visit, file=file.uid)
        assert client.get(url).status_code == 404
        assert of("visit", visit) in text(client.get(at_place("place", world)))
        theirs = officer(world, "reserve")
        assert theirs.get(url).status_code == 404
        theirs.post(of("visit_open", visit), {"need": "handling"})
        assert theirs.get(url).status_code == 200

    @pytest.mark.parametrize("who", ["stranger", "department", "deputy", "grid", "system"])
    def test_others_find_nothing(self, world: World, who: str) -> None:
        liaison = assigned(world)
        visit, client = now_visited(world, liaison), officer(world, who)
        urls = [
            at_place("place", world),
            of("one", liaison),
            *(of(page, liaison) for page in ("record", "visit_plan", "hand_over")),
            *(of(page, visit) for page in ("visit", "visit_made", "visit_drop", "pictures")),
        ]
        assert {client.get(url).status_code for url in urls} == {404}
        assert {client.post(url, {}).status_code for url in urls} <= {404, 405}


class TestThePlan:
    def test_an_item_is_planned_and_moved_on_the_page_of_the_place(self, world: World) -> None:
        liaison = assigned(world, Kind.DEPARTMENT)
        client = officer(world, "secretary")
        given = {"title": "打深井通自来水", "until": day(60), "helper": str(liaison.uid)}
        assert fill(client, at_place("item_new", world), given).status_code == 302
        made = PlanItem.objects.get()
        page = text(officer(world, "department").get(at_place("place", world)))
        assert "打深井通自来水" in page
        assert of("item", made) in page
        change = {"state": "done", "until": day(60), "helper": str(liaison.uid), "remark": "水通了"}
        assert fill(officer(world, "department"), of("item", made), change).status_code == 302
        assert "水通了" in text(client.get(at_place("place", world)))

    def test_what_is_wrong_stays_in_the_form(self, world: World) -> None:
        made = item(world, at=timezone.now())
        given = {"state": "dropped", "until": day(), "remark": ""}
        answer = fill(officer(world, "secretary"), of("item", made), given)
        assert answer.status_code == 422
        assert "why it is dropped" in text(answer)
        assert officer(world, "stranger").get(of("item", made)).status_code == 404
        assert officer(world, "stranger").get(at_place("item_new", world)).status_code == 404


class TestEndings:
    """A post, a department or a place that ends, and forms that come too late, lead into no dead end."""

    @pytest.fixture
    def gone(self, world: World) -> Liaison:
        """The village of an assignment is merged away today, with an item in its plan."""
        liaison = assigned(world, place=world.bare_village)
        item(world, at=timezone.now(), by="chief", place=world.bare_village, helper=liaison)
        merged(world.bare_village, world.village, timezone.localdate())
        return liaison

    def test_a_place_that_is_no_more_is_named_and_its_page_stays(self, world: World, gone: Liaison) -> None:
        chief = officer(world, "chief")
        overview = text(chief.get(OVERVIEW))
        assert of("one", gone) in overview
        assert overview.count("this place is no more") == 1
        page = text(chief.get(at_place("place", world, "bare_village")))
        assert "this place is no more" in page
        assert at_place("item_new", world, "bare_village") not in page
        assert at_place("assign", world, "bare_village", kind="stationed") not in page
        change = {"state": "done", "until": day(), "helper": str(gone.uid)}
        done = fill(chief, of("item", PlanItem.objects.get()), change)
        assert chief.get(done["Location"]).status_code == 200

    def test_it_is_handed_over_to_the_place_that_it_became(self, world: World, gone: Liaison) -> None:
        chief, url = officer(world, "chief"), of("hand_over", gone)
        given = {"who": post_of(world, "reserve").pk, "until": day(), "place": ""}
        assert "Choose the place where it goes on" in text(fill(chief, url, given))
        done = fill(chief, url, {**given, "place": world.village.pk})
        assert chief.get(done["Location"]).status_code == 200
        assert Liaison.objects.get(until=None).place == world.village

    def test_a_cadre_records_a_visit_to_a_place_that_is_no_more(self, world: World, gone: Liaison) -> None:
        given = told(world, place=world.bare_village.pk)
        assert fill(officer(world, "reserve"), of("record", gone), given).status_code == 302

    def test_a_department_that_hands_over_goes_to_its_own_places(self, world: World) -> None:
        liaison = assigned(world, Kind.DEPARTMENT)
        client, url = officer(world, "department"), of("hand_over", liaison)
        form = {**hidden(client.get(url)), "who": world.mass_work.pk, "until": day()}
        for _turn in range(2):
            assert client.post(url, form)["Location"] == MINE
        assert client.get(url)["Location"] == MINE
        assert Liaison.objects.count() == 2
        other = client.post(url, {**form, "token": str(uuid4())})
        assert "has ended already" in text(other)

    def test_a_wrong_day_to_come_stands_at_the_place_and_is_taken_back(self, world: World) -> None:
        client = officer(world, "chief")
        given = {"who": post_of(world, "reserve").pk, "since": day(30)}
        far = fill(client, at_place("assign", world, kind="stationed"), {**given, "since": "2062-01-01"})
        assert "too far ahead" in text(far)
        fill(client, at_place("assign", world, kind="stationed"), given)
        url = of("hand_over", Liaison.objects.get())
        page = text(client.get(at_place("place", world)))
        assert "Assigned from a later day on" in page
        assert url in page
        assert day(30) in text(client.get(url))
        assert fill(client, url, {"who": "", "until": day(30)}).status_code == 302
        assert url not in text(client.get(at_place("place", world)))

    def test_a_visit_written_down_while_somebody_hands_over_is_not_lost(self, world: World) -> None:
        liaison = assigned(world)
        plan = planned(world, liaison, at=timezone.now())
        client = officer(world, "reserve")
        urls = [of("record", liaison), of("visit_made", plan), of("visit_plan", liaison)]
        forms = [{**hidden(client.get(url)), **told(world, topic="看望老人")} for url in urls]
        post = another(world, "next", Role.RESERVE_CADRE, world.village)
        follow(world, liaison, post, at=timezone.now(), until=timezone.localdate())
        said = [text(client.post(url, form)) for url, form in zip(urls, forms, strict=True)]
        assert "had ended on this day" in said[0]
        assert "went over to whoever follows" in said[1]
        assert "has ended" in said[2]
        assert HEARD in said[0]
        assert HEARD in said[1]
        assert {client.get(url).status_code for url in urls} == {404}
        before = client.post(urls[0], {**forms[0], "day": day(-1)})
        assert before["Location"] == of("visit", FieldVisit.objects.get(state=VisitState.MADE))

    def test_dropping_a_visit_twice_ends_on_its_page(self, world: World) -> None:
        plan = planned(world, assigned(world), at=timezone.now())
        client, url = officer(world, "reserve"), of("visit_drop", plan)
        form = {**hidden(client.get(url)), "reason": "大雪封路"}
        for _turn in range(2):
            assert client.post(url, form)["Location"] == of("visit", plan)
        assert client.get(url)["Location"] == of("visit", plan)
        assert "was dropped" in text(client.post(of("visit_made", plan), told(world, token=str(plan.uid))))

    def test_a_department_that_is_no_more_is_named_on_no_public_page(self, world: World) -> None:
        assigned(world, Kind.DEPARTMENT)
        url = reverse("portal:office", args=[world.room.pk])
        assert world.department.name in text(Client().get(url))
        merged(world.department, world.mass_work, timezone.localdate())
        assert world.department.name not in text(Client().get(url))


def many(world: World, client: Client) -> None:
    """More assignments, visits, concerns and items everywhere."""
    for number in range(3):
        post = another(world, f"cadre{number}", Role.RESERVE_CADRE, world.village)
        made = assigned(world, given=heir(world, Kind.STATIONED, post=post))
        visited(world, made, who=f"cadre{number}", at=timezone.now(), concerns=[HEARD])
        item(world, at=timezone.now(), helper=made)
    assigned(world, Kind.DEPARTMENT, place=world.bare_village)


class TestThePublicPageOfAnOffice:
    def page(self, world: World) -> str:
        return text(
            Client(headers={"accept-language": "en"}).get(reverse("portal:office", args=[world.room.pk]))
        )

    def test_says_who_is_assigned_to_the_place_and_to_the_town_above_it(self, world: World) -> None:
        assert "Who is assigned" not in self.page(world)
        for kind in Kind:
            assigned(world, kind)
        page = self.page(world)
        assert "Who is assigned to this place" in page
        for who in (world.people["leader"].name, world.department.name, world.people["reserve"].name):
            assert who in page

    def test_names_nobody_who_has_left_the_post(self, world: World) -> None:
        assigned(world)
        Post.objects.filter(person=world.people["reserve"]).update(until=timezone.localdate())
        assert world.people["reserve"].name not in self.page(world)


@pytest.mark.parametrize(
    ("who", "page", "most"),
    [("chief", "overview", 8), ("chief", "places", 3), ("reserve", "mine", 6), ("chief", "place", 8),
     ("chief", "map", 4)],
)  # fmt: skip
def test_pages_take_as_many_statements_however_much_there_is(
    world: World, who: str, page: str, most: int
) -> None:
    liaison = assigned(world)
    now_visited(world, liaison, concerns=[HEARD])
    planned(world, liaison, at=timezone.now())
    item(world, at=timezone.now(), helper=liaison)
    urls = {
        "overview": OVERVIEW,
        "places": PLACES,
        "mine": MINE,
        "place": at_place("place", world),
        "map": MAP,
    }
    client = officer(world, who)
    client.get(urls[page])
    before = asked(client, urls[page])
    assert len(before) <= most, "\n".join(before)
    many(world, client)
    assert len(taken := asked(client, urls[page])) == len(before), "\n".join(taken)


def test_a_visit_takes_as_many_statements_however_many_concerns(world: World) -> None:
    liaison = assigned(world)
    few = now_visited(world, liaison, concerns=[HEARD])
    lots = now_visited(world, liaison, concerns=[HEARD] * 6, uid=uuid4())
    client = officer(world, "reserve")
    client.get(of("visit", few))
    assert len(asked(client, of("visit", few))) == len(asked(client, of("visit", lots)))
