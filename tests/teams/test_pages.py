"""The pages of leaders' cases and of teams."""

from datetime import timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import asked, at, fill, officer, text
from tests.matters.steps import climb, dispute, go, raiser_goes
from tests.teams.steps import another_leader, called_on, led, post_of, taken_on, team, toured, visited, wanted
from yixian.matters.models import Matter
from yixian.people.models import Post
from yixian.teams import actions
from yixian.teams.models import (
    Consultation,
    Member,
    Opinion,
    Problem,
    Recusal,
    Sponsorship,
    Task,
    Team,
    Tour,
    Visit,
)
from yixian.teams.queries.cases import due_for

LIST = 7
CASE = 16
TEAM = 10
HEADING = "草场围栏越界"


@pytest.fixture
def matter(world: World) -> Matter:
    """Under the leader of the cast since now."""
    found = dispute(world, at=timezone.now())
    led(world, found, at=timezone.now())
    return found


def chosen(world: World, **changes: Any) -> dict[str, Any]:
    given = {
        "leader": post_of(world, "leader").pk,
        "undertaker": world.department.pk,
        "assistants": [post_of(world, "secretary").pk],
    }
    return {**given, **changes}


def day(days: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


class TestPuttingItUnderALeader:
    def test_the_page_of_the_matter_leads_there(self, world: World) -> None:
        matter = dispute(world, at=timezone.now())
        client = officer(world, "chief")
        assert at("case_open", matter) in text(client.get(at("matter", matter)))
        answer = fill(client, at("case_open", matter), chosen(world))
        assert answer["Location"] == at("case", matter)
        said = text(client.get(at("matter", matter)))
        assert at("case_open", matter) not in said
        assert "Leader" in said
        assert world.department.name in said

    def test_nothing_typed_is_lost_when_it_is_refused(self, world: World, matter: Matter) -> None:
        answer = fill(officer(world, "chief"), at("case_open", matter), chosen(world))
        assert answer.status_code == 422
        assert "under a leader already" in text(answer)
        empty = fill(officer(world, "chief"), at("case_open", matter), {})
        assert text(empty).count("Please fill this in") >= 2

    @pytest.mark.parametrize("wrong", [{"leader": "999999"}, {"undertaker": "x"}, {"assistants": ["0"]}])
    def test_what_is_not_offered_is_refused(self, world: World, wrong: dict[str, Any]) -> None:
        matter = dispute(world, at=timezone.now())
        answer = fill(officer(world, "chief"), at("case_open", matter), chosen(world, **wrong))
        assert answer.status_code == 422
        assert not Sponsorship.objects.exists()

    def test_who_leads_can_be_changed(self, world: World, matter: Matter) -> None:
        second = another_leader(world)
        answer = fill(
            officer(world, "chief"),
            at("case_arrange", matter),
            chosen(world, leader=second.pk, assistants=[]),
        )
        assert answer.status_code == 302
        assert Sponsorship.objects.get().post == second
        assert "Leader2" in text(officer(world, "chief").get(at("case", matter)))


class TestTheCase:
    """One case on one page, with a form for everything that is done."""

    def test_each_sees_the_forms_of_their_part(self, world: World, matter: Matter) -> None:
        offered = {
            "leader": {"visit", "plan", "on_site", "call", "recuse", "end"},
            "department": {"visit", "plan", "recuse"},
            "secretary": {"visit", "recuse"},
            "chief": {"visit", "plan", "on_site", "call", "arrange", "end"},
            "mediator": set(),
        }
        names = set().union(*offered.values())
        for who, theirs in offered.items():
            said = text(officer(world, who).get(at("case", matter)))
            assert {name for name in names if at(f"case_{name}", matter) in said} == theirs, who
            for name in names - theirs - {"recuse"}:
                assert officer(world, who).get(at(f"case_{name}", matter)).status_code == 404, (who, name)

    def test_a_step_is_planned_and_done(self, world: World, matter: Matter) -> None:
        client = officer(world, "department")
        given = {"what": "量清界线", "unit": world.department.pk, "until": day(5), "care": "legal_aid"}
        assert fill(client, at("case_plan", matter), given).status_code == 302
        task = Task.objects.get()
        said = text(client.get(at("case", matter)))
        assert "量清界线" in said
        assert "legal aid" in said
        assert fill(client, at("case_done", matter, task=task.pk), {"result": "量完了。"}).status_code == 302
        assert client.get(at("case_done", matter, task=task.pk)).status_code == 404
        assert "量完了" not in text(client.get(at("case", matter)))

    def test_a_step_that_makes_no_sense_stays_in_the_form(self, world: World, matter: Matter) -> None:
        given = {"what": "打13800001234", "unit": world.department.pk, "until": day(-3), "text": "先写在这里"}
        answer = fill(officer(world, "leader"), at("case_plan", matter), given)
        assert answer.status_code == 422
        assert "先写在这里" in text(answer)
        assert not Task.objects.exists()

    def test_a_visit_is_sealed_until_the_matter_is_opened(self, world: World, matter: Matter) -> None:
        client = officer(world, "secretary")
        given = {
            "day": day(),
            "place": world.grid.pk,
            "met": ["raiser"],
            "heard": "孩子上学缺钱",
            "care": ["hardship"],
        }
        assert fill(client, at("case_visit", matter), given).status_code == 302
        said = text(client.get(at("case", matter)))
        assert "hardship relief" in said
        assert "缺钱" not in said
        client.post(at("unseal", matter), {"need": "handling"})
        assert "缺钱" in text(client.get(at("case", matter)))
        assert fill(client, at("case_visit", matter), {**given, "met": []}).status_code == 422
        assert Visit.objects.count() == 1

    def test_a_consultation_goes_from_call_to_decision(self, world: World, matter: Matter) -> None:
        client = officer(world, "leader")
        given = {"day": day(), "units": [world.department.pk, world.town.pk], "question": "怎么定界？"}
        assert fill(client, at("case_call", matter), given).status_code == 302
        held = Consultation.objects.get()
        decide = at("case_decide", matter, consultation=held.pk)
        decision = {"what": "按承包图定界", "text": "以承包图为准。", "unit": world.town.pk, "until": day(9)}
        early = fill(client, decide, decision)
        assert early.status_code == 422
        assert "Not every invited unit" in text(early)
        opinion = at("case_opine", matter, consultation=held.pk, unit=world.department.pk)
        assert fill(client, opinion, {"opinion": ""}).status_code == 422
        assert fill(client, opinion, {"opinion": "同意。"}).status_code == 302
        absent = at("case_opine", matter, consultation=held.pk, unit=world.town.pk)
        assert fill(client, absent, {"absent": "on"}).status_code == 302
        assert client.get(absent).status_code == 404
        assert decide in text(client.get(at("case", matter)))
        assert fill(client, decide, decision).status_code == 302
        assert Opinion.objects.filter(state="absent").count() == 1
        assert "按承包图定界" in text(client.get(at("case", matter)))

    def test_a_decision_on_the_spot(self, world: World, matter: Matter) -> None:
        given = {"what": "先通水", "text": "今天先把水通上。", "unit": world.town.pk, "until": day(1)}
        assert fill(officer(world, "leader"), at("case_on_site", matter), given).status_code == 302
        assert Task.objects.get().kind == "on_site"

    def test_keeping_out_leaves_it_without_a_leader(self, world: World, matter: Matter) -> None:
        client = officer(world, "leader")
        assert fill(client, at("case_recuse", matter), {}).status_code == 422
        assert fill(client, at("case_recuse", matter), {"tie": "kin"}).status_code == 302
        assert Recusal.objects.count() == 1
        assert "without a leader" in text(client.get(at("case", matter)))
        said = text(officer(world, "chief").get(reverse("desk:cases") + "?view=without"))
        assert matter.number in said

    def test_it_ends(self, world: World, matter: Matter) -> None:
        client = officer(world, "leader")
        assert fill(client, at("case_end", matter), {"why": "settled"}).status_code == 422
        assert fill(client, at("case_end", matter), {"why": "returned"}).status_code == 302
        assert client.get(at("case_plan", matter)).status_code == 404
        assert matter.number in text(client.get(reverse("desk:cases") + "?view=ended"))


class TestTheList:
    @pytest.mark.parametrize(
        ("who", "view"),
        [("leader", "lead"), ("department", "undertake"), ("secretary", "assist"), ("chief", "open")],
    )
    def test_each_finds_theirs(self, world: World, matter: Matter, who: str, view: str) -> None:
        client = officer(world, who)
        assert matter.number in text(client.get(f"{reverse('desk:cases')}?view={view}"))

    @pytest.mark.parametrize("query", ["after=x", "before=2026_1", "after=2026-01-01T00:00:00%2B00:00_x"])
    def test_a_key_that_was_never_given_is_no_page(self, world: World, query: str) -> None:
        assert officer(world, "chief").get(f"{reverse('desk:cases')}?{query}").status_code == 404

    def test_pages_hang_together(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        for _each in range(3):
            led(world, dispute(world, at=timezone.now()), at=timezone.now())
        monkeypatch.setattr(
            "yixian.teams.queries.cases.page.__kwdefaults__", {"after": "", "before": "", "size": 2}
        )
        client = officer(world, "chief")
        first = client.get(reverse("desk:cases"))
        second = client.get(f"{reverse('desk:cases')}", {"after": first.context["page"].older})
        listed = [case.pk for page in (first, second) for case in page.context["page"].rows]
        assert listed == sorted(Sponsorship.objects.values_list("pk", flat=True))
        back = client.get(f"{reverse('desk:cases')}", {"before": second.context["page"].newer})
        assert [case.pk for case in back.context["page"].rows] == listed[:2]


class TestAnAccusedLeader:
    """Whoever a matter is about finds it nowhere, and learns of it by no count."""

    def test_sees_nothing_anywhere(self, world: World) -> None:
        second, now = another_leader(world), timezone.now()
        about, near = dispute(world, at=now, headline="关于领导的反映"), dispute(world, at=now)
        Matter.objects.filter(pk=about.pk).update(about_persons=[world.people["leader"].pk])
        made = team(world)
        for found in (about, near):
            led(world, found, at=now, leader=second)
            taken_on(world, made, found, at=now)
            called_on(world, made, matter=found, at=now)
        client, other = officer(world, "leader"), officer(world, "leader2")
        lists = [
            f"{reverse('desk:cases')}?view={view}" for view in ("lead", "without", "stuck", "open", "ended")
        ]
        lists += [reverse("desk:teams"), reverse("desk:team", kwargs={"uid": made.uid})]
        for url in lists:
            said = text(client.get(url))
            assert about.number not in said
            assert about.uid.hex not in said.replace("-", "")
        assert client.get(lists[3]).context["count"] == 1
        assert other.get(lists[3]).context["count"] == 2
        assert client.get(lists[6]).context["sheet"].households == 1
        for name in ("case", "case_visit", "case_recuse", "problem_take"):
            assert client.get(at(name, about)).status_code == 404
        assert client.get(at("matter", about)).status_code == 404


class TestTeams:
    @pytest.fixture
    def made(self, world: World) -> Team:
        return team(world)

    @pytest.fixture
    def client(self, world: World) -> Client:
        return officer(world, "chief")

    def url(self, made: Team, name: str = "team", **more: Any) -> str:
        return reverse(f"desk:{name}", kwargs={"uid": made.uid, **more})

    def test_a_team_is_set_up(self, world: World, client: Client) -> None:
        assert "no team yet" in text(client.get(reverse("desk:teams")))
        given = {"kind": "joint", "name": "联合工作组", "unit": world.mass_work.pk, "since": day()}
        assert fill(client, reverse("desk:team_found"), given).status_code == 302
        wrong = fill(client, reverse("desk:team_found"), {**given, "kind": "livelihood"})
        assert wrong.status_code == 422
        assert "A town leads" in text(wrong)
        assert "联合工作组" in text(client.get(reverse("desk:teams")))

    def test_members_join_and_leave(self, world: World, client: Client, made: Team) -> None:
        given = {"capacity": "staff", "post": post_of(world, "station").pk, "name": "", "since": day()}
        assert fill(client, self.url(made, "team_join"), given).status_code == 302
        assert fill(client, self.url(made, "team_join"), {**given, "post": ""}).status_code == 422
        assert fill(client, self.url(made, "team_join"), {**given, "since": day(3)}).status_code == 422
        row = Member.objects.get(name="Station")
        assert fill(client, self.url(made, "team_leave", member=row.pk), {}).status_code == 302
        assert client.get(self.url(made, "team_leave", member=row.pk)).status_code == 404
        assert "Station" not in text(client.get(self.url(made)))

    def test_a_tour_and_a_household(self, world: World, client: Client, made: Team) -> None:
        trip = {
            "day": day(),
            "places": [world.village.pk],
            "members": [made.members.get(capacity="head").pk],
            "topics": ["law"],
            "helped": 2,
            "settled": 1,
        }
        assert fill(client, self.url(made, "team_tour"), trip).status_code == 302
        assert fill(client, self.url(made, "team_tour"), {**trip, "helped": -1}).status_code == 422
        call = {"day": day(), "place": world.village.pk, "came": "helped", "household": "东头第一家"}
        assert fill(client, self.url(made, "team_household"), call).status_code == 302
        assert fill(client, self.url(made, "team_household"), {**call, "household": ""}).status_code == 422
        assert (Tour.objects.count(), Visit.objects.count()) == (1, 1)
        said = text(client.get(self.url(made)))
        assert "law and mediation" in said
        assert f"{reverse('desk:counter')}?place={world.village.pk}" in said
        assert "东头" not in said

    def test_a_problem_is_taken_on_and_settled(self, world: World, client: Client, made: Team) -> None:
        now = timezone.now()
        matter = climb(world, dispute(world, at=now), "station", at=now)
        assert at("problem_take", matter) in text(client.get(at("matter", matter)))
        given = {"lead": made.members.get(capacity="head").pk, "stands_since": "2019-05-01", "plan": "逐户谈"}
        assert fill(client, at("problem_take", matter), given).status_code == 302
        early = fill(client, at("problem_settle", matter), {"result": "好了"})
        assert early.status_code == 422
        assert "no answer yet" in text(early)
        go(world, matter, "station", "agree", at=now)
        raiser_goes(matter, "content", at=now)
        assert fill(client, at("problem_settle", matter), {"result": "围栏退回"}).status_code == 302
        assert client.get(at("problem_settle", matter)).status_code == 404
        assert Problem.objects.get().settled_at is not None
        assert HEADING in text(client.get(self.url(made)))

    def test_only_who_keeps_it_writes(self, world: World, made: Team) -> None:
        for who in ("station", "grid", "leader"):
            client = officer(world, who)
            assert client.get(self.url(made)).status_code == 200
            for name in ("team_join", "team_tour", "team_household"):
                assert client.get(self.url(made, name)).status_code == 404


class TestStatements:
    """How many statements a page takes, however much there is."""

    def grow(self, world: World, made: Team) -> None:
        now = timezone.now()
        for _each in range(6):
            found = dispute(world, at=now)
            led(world, found, at=now)
            taken_on(world, made, found, at=now)
            called_on(world, made, matter=found, at=now)
            toured(world, made)

    @pytest.mark.parametrize("view", ["lead", "undertake", "assist", "without", "stuck", "open", "ended"])
    def test_a_list(self, world: World, matter: Matter, view: str) -> None:
        client, url = officer(world, "leader"), f"{reverse('desk:cases')}?view={view}"
        client.get(url)
        before = asked(client, url)
        assert len(before) <= LIST, "\n".join(before)
        self.grow(world, team(world))
        assert len(asked(client, url)) == len(before)

    def test_a_case(self, world: World, matter: Matter) -> None:
        client, now = officer(world, "leader"), timezone.now()
        for each in range(2):
            visited(world, matter, at=now)
            actions.plan(by=world.actor("leader"), at=now, uid=matter.uid, wanted=wanted(world.town, at=now))
            actions.call(
                by=world.actor("leader"), at=now, uid=matter.uid, day=now.date(),
                units=[world.town, world.department], question="？",
            )  # fmt: skip
            taken = asked(client, at("case", matter))
            if each == 0:
                client.get(at("case", matter))
                before = asked(client, at("case", matter))
        assert len(taken) == len(before) <= CASE, "\n".join(taken)

    def test_a_team(self, world: World) -> None:
        made, client = team(world), officer(world, "chief")
        for url in (reverse("desk:teams"), reverse("desk:team", kwargs={"uid": made.uid})):
            self.grow(world, made)
            client.get(url)
            before = asked(client, url)
            assert len(before) <= TEAM, "\n".join(before)
            self.grow(world, made)
            assert len(asked(client, url)) == len(before)

    def test_the_part_takes_one(self, world: World, matter: Matter) -> None:
        client = officer(world, "grid")
        client.get(at("matter", matter))
        taken = [each for each in asked(client, at("matter", matter)) if "teams_" in each]
        assert len(taken) == 1


def test_the_page_of_the_matter_says_when_a_leader_has_left(world: World, matter: Matter) -> None:
    Post.objects.filter(person=world.people["leader"]).update(until=timezone.localdate())
    assert "without a leader" in text(officer(world, "chief").get(at("matter", matter)))


def test_what_is_to_be_done_stands_in_a_card_for_home(world: World, matter: Matter) -> None:
    now = timezone.now()
    actions.plan(by=world.actor("leader"), at=now, uid=matter.uid, wanted=wanted(world.town, at=now))
    for who, seen in (("leader", True), ("station", True), ("grid", False)):
        tasks = due_for(world.actor(who), now)
        card = render_to_string("desk/cases_due.html", {"tasks": tasks, "now": now})
        assert ("量清草场界线" in card) is seen
