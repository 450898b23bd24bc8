"""Each change of a matter by its form: made, refused with a sentence, and nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import World
from tests.desk.pages import at, fill, hidden, officer, text
from tests.matters.steps import climb, dispute, go
from yixian.audit.models import Event
from yixian.kernel import sealed
from yixian.matters import clocks
from yixian.matters.enums import Voice
from yixian.matters.models import Matter, Words

REASON = "当事人住院，等出院后再谈。"


@pytest.fixture
def matter(world: World) -> Matter:
    """A dispute in the room of the village."""
    now = timezone.now()
    return go(world, dispute(world, at=now), "grid", "accept", at=now)


@pytest.fixture
def client(world: World) -> Client:
    """The village secretary, who leads."""
    return officer(world, "secretary")


def now_of(matter: Matter) -> Matter:
    return Matter.objects.get(pk=matter.pk)


def newest(matter: Matter) -> Event:
    return Event.objects.filter(stream=matter.stream).latest("seq")


def words(matter: Matter, voice: Voice) -> list[str]:
    found = Words.objects.filter(matter=matter, voice=voice)
    return [sealed.text(each, "text") for each in found]


def test_a_move_is_made(world: World, matter: Matter) -> None:
    client = officer(world, "mediator")
    answer = fill(client, at("move", matter, key="climb_room"), {"tried": "谈了两次", "openness": "yes"})
    assert answer["Location"] == at("matter", matter)
    assert now_of(matter).step == "assembly"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tried": "", "openness": "yes"}, "Please fill this in"),
        ({"tried": "谈了两次，没谈成"}, "Please fill this in"),
        ({"tried": "谈了两次，没谈成", "openness": "no"}, "must first agree"),
    ],
)
def test_a_move_is_refused_by_a_sentence_and_keeps_what_was_typed(
    world: World, matter: Matter, given: dict[str, str], said: str
) -> None:
    answer = fill(officer(world, "mediator"), at("move", matter, key="climb_room"), given)
    assert (answer.status_code, now_of(matter).step) == (422, "room")
    assert said in text(answer)
    assert given["tried"] in text(answer)


def test_a_move_that_does_not_lead_out_of_this_step_is_not_there(world: World, matter: Matter) -> None:
    client = officer(world, "mediator")
    for key in ("climb_station", "nothing", "content"):
        assert client.get(at("move", matter, key=key)).status_code == 404
        assert client.post(at("move", matter, key=key)).status_code == 302
    assert now_of(matter).version == matter.version


def test_a_move_of_another_office_is_not_there(world: World, matter: Matter) -> None:
    now = timezone.now()
    go(world, matter, "mediator", "pass_assembly", at=now, tried="谈", ground="urgent", skip_reason="急")
    assert officer(world, "grid").get(at("move", matter, key="agree")).status_code == 404
    assert officer(world, "station").get(at("move", matter, key="agree")).status_code == 200


def test_the_form_sent_twice_changes_once(world: World, matter: Matter) -> None:
    client = officer(world, "mediator")
    url = at("move", matter, key="climb_room")
    form = {**hidden(client.get(url)), "tried": "谈了两次", "openness": "yes"}
    for _each in range(2):
        assert client.post(url, form)["Location"] == at("matter", matter)
    assert now_of(matter).version == matter.version + 1


def test_a_form_opened_before_a_change_is_refused_and_can_be_sent_again(
    matter: Matter, client: Client
) -> None:
    url = at("pause", matter)
    form = {**hidden(client.get(url)), "ground": "absent", "reason": REASON}
    fill(client, at("head", matter), {"headline": "围栏", "category": "0905"})
    answer = client.post(url, form)
    assert (answer.status_code, "meanwhile" in text(answer)) == (422, True)
    assert REASON in text(answer)
    assert client.post(url, {**form, **hidden(answer)}).status_code == 302


def test_the_resident_is_answered_and_the_file_noted(matter: Matter, client: Client) -> None:
    fill(client, at("reply", matter), {"text": "明天上门"})
    fill(client, at("note", matter), {"text": "先找巴图"})
    assert words(matter, Voice.ANSWER) == ["明天上门"]
    assert "先找巴图" in words(matter, Voice.FILE)


@pytest.mark.parametrize("name", ["reply", "note"])
def test_empty_words_are_refused(matter: Matter, client: Client, name: str) -> None:
    assert fill(client, at(name, matter), {"text": "  "}).status_code == 422


def test_heading_and_kind_are_set(matter: Matter, client: Client) -> None:
    fill(client, at("head", matter), {"headline": "南坡围栏", "category": "0101"})
    assert (now_of(matter).headline, now_of(matter).category) == ("南坡围栏", "0101")


def test_a_heading_that_gives_somebody_away_is_refused(matter: Matter, client: Client) -> None:
    answer = fill(client, at("head", matter), {"headline": "找 13800001234", "category": "0905"})
    assert (answer.status_code, "13800001234" in text(answer)) == (422, True)
    assert now_of(matter).headline == matter.headline


def test_it_is_given_to_somebody_of_the_holder(world: World, matter: Matter, client: Client) -> None:
    url = at("assign", matter)
    assert fill(client, url, {"person": world.people["mediator"].pk}).status_code == 302
    assert now_of(matter).assignee == world.people["mediator"]
    assert fill(client, url, {"person": world.people["chief"].pk}).status_code == 422
    assert fill(client, url, {"person": ""}).status_code == 302
    assert now_of(matter).assignee is None


def test_the_clocks_are_stopped_and_run_again(matter: Matter, client: Client) -> None:
    assert fill(client, at("pause", matter), {"ground": "absent", "reason": ""}).status_code == 422
    fill(client, at("pause", matter), {"ground": "absent", "reason": REASON})
    assert now_of(matter).step_due_at is None
    again = fill(client, at("pause", matter), {"ground": "absent", "reason": REASON})
    assert (again.status_code, REASON in text(again)) == (422, True)
    fill(client, at("resume", matter), {})
    assert now_of(matter).step_due_at is not None
    assert fill(client, at("resume", matter), {}).status_code == 422


def longer(**changes: Any) -> dict[str, Any]:
    return {"clock": "step", "value": "3", "unit": "days", "ground": "complex", "reason": REASON, **changes}


def test_a_deadline_is_extended_by_whoever_may(world: World) -> None:
    now = timezone.now()
    matter = climb(world, dispute(world, at=now), "station", at=now)
    client = officer(world, "station")
    before = matter.step_due_at
    for wrong in ({"value": "0"}, {"value": "999"}, {"reason": ""}, {"clock": "none"}, {"unit": "years"}):
        assert fill(client, at("extend", matter), longer(**wrong)).status_code == 422
    assert fill(client, at("extend", matter), longer()).status_code == 302
    after = now_of(matter).step_due_at
    assert before is not None
    assert after is not None
    assert after > before
    assert officer(world, "secretary").get(at("extend", matter)).status_code == 404


def test_two_that_are_one_are_joined(world: World, matter: Matter, client: Client) -> None:
    kept = dispute(world, at=timezone.now())
    for wrong in ("", "0", "纠〔2026〕999999号", matter.number):
        answer = fill(client, at("merge", matter), {"into": wrong, "reason": "同一道围栏"})
        assert answer.status_code == 422
        assert "同一道围栏" in text(answer)
    fill(client, at("merge", matter), {"into": kept.number, "reason": "同一道围栏"})
    assert now_of(matter).merged_into == kept
    assert kept.number in text(client.get(at("matter", matter)))
    assert client.get(at("move", matter, key="climb_room")).status_code == 404


def test_it_is_not_joined_with_what_one_may_not_see(world: World, matter: Matter, client: Client) -> None:
    far = dispute(world, place=world.other_village, at=timezone.now())
    assert fill(client, at("merge", matter), {"into": far.number, "reason": "同一件"}).status_code == 422
    assert now_of(matter).merged_into is None


def test_the_ledger_tells_each_day(matter: Matter, client: Client) -> None:
    page = client.get(at("ledger", matter, name="step"))
    clock = clocks.step_clock(now_of(matter))
    assert clock is not None
    assert len(page.context["days"]) >= clock.term.value
    assert client.get(at("ledger", matter, name="third")).status_code == 404


@pytest.mark.parametrize("name", ["assign", "pause", "extend", "merge", "note", "reply"])
def test_somebody_who_only_looks_on_changes_nothing(world: World, matter: Matter, name: str) -> None:
    assert officer(world, "leader").get(at(name, matter)).status_code == 404


def test_an_office_below_changes_nothing_once_it_was_handed_up(world: World, matter: Matter) -> None:
    climb_on = timezone.now()
    go(world, matter, "mediator", "pass_assembly", at=climb_on, tried="谈", ground="urgent", skip_reason="急")
    client = officer(world, "secretary")
    for name, given in (
        ("note", {"text": "x"}),
        ("pause", {"ground": "absent", "reason": REASON}),
        ("head", {"headline": "x", "category": "0905"}),
    ):
        seq = newest(matter).seq
        assert fill(client, at(name, matter), given).status_code == 404, name
        assert newest(matter).seq == seq
