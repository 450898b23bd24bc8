"""A deputy follows what became of an opinion of their own, and of nobody else's matter."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.cast import NOON, SINCE, TODAY, World
from tests.deputies.steps import ANSWER, HEADING, answered, enter, hear, raised
from tests.desk.pages import officer, text
from tests.disputes.bodies.steps import go as at_the_body
from tests.matters.steps import climb, dispute, go
from yixian.audit.models import Event
from yixian.concerns import actions as concerns
from yixian.concerns.models import Concern
from yixian.deputies import actions, queries
from yixian.deputies.models import Deputy
from yixian.matters import actions as matters
from yixian.matters.models import Matter
from yixian.notices.declare import for_event


def told(*, of: str) -> list[tuple[set[int], str]]:
    """Whom the events of a stream tell that an opinion was answered, and the page that each leads to."""
    (kind,) = (each for each in for_event("matters.moved") if each.key == "deputies.answered")
    happened = Event.objects.filter(stream=of, kind__in=kind.on).order_by("seq")
    heard = [(set(kind.to(event).persons), event) for event in happened]
    return [(persons, str(kind.page(event)[1]["uid"])) for persons, event in heard if persons]


def joined_with_the_matter_of_another(world: World, row: Deputy) -> tuple[Concern, Matter]:
    """An opinion that the station joined with a dispute of somebody else, which was answered then."""
    found, matter = hear(world, row), climb(world, dispute(world), "station")
    concerns.merge(by=world.actor("station"), at=NOON, uid=found.uid, into=matter.uid)
    go(world, matter, "station", "agree", answer=ANSWER)
    return found, Matter.objects.get(pk=matter.pk)


def passed_to_a_discreet_body(world: World, row: Deputy) -> tuple[Concern, Matter]:
    """An opinion that became a dispute, which a discreet body took over and answered."""
    found = hear(world, row, place="grid")
    concerns.raise_matter(
        by=world.actor("deputy"), at=NOON, uid=found.uid, procedure="dispute", category="0502"
    )
    matter = climb(world, Matter.objects.get(concerns=found), "room")
    medic = world.actor("medic")
    matters.offer(
        by=world.actor("mediator"), at=NOON, uid=matter.uid, seen=matter.version, to=world.medical,
        into="medical_mediation", reason="诊疗行为之争，宜由医调委办理",
    )  # fmt: skip
    seen = Matter.objects.get(pk=matter.pk).version
    matters.take_over(by=medic, at=NOON, uid=matter.uid, seen=seen)
    at_the_body(world, matter, "accept")
    at_the_body(world, matter, "agree", answer=ANSWER)
    return Concern.objects.get(pk=found.pk), Matter.objects.get(pk=matter.pk)


@pytest.mark.parametrize(
    ("becomes", "stands"),
    [
        (joined_with_the_matter_of_another, "dealt with together with another matter"),
        (passed_to_a_discreet_body, "turned into a matter"),
    ],
)
def test_nothing_is_told_of_somebody_elses_or_a_discreet_matter(
    world: World, becomes: Callable[[World, Deputy], tuple[Concern, Matter]], stands: str
) -> None:
    row = enter(world)
    found, matter = becomes(world, row)
    assert matter.outcome
    by, client = world.actor("deputy"), officer(world, "deputy")
    (one,) = queries.opinions(by, row)
    assert (str(one.stands), one.matter, one.answered) == (stands, None, False)
    with pytest.raises(Concern.DoesNotExist):
        actions.read(by=by, at=NOON, deputy=row.uid, concern=found.uid)
    assert told(of=matter.stream) == []
    for url in (reverse("desk:deputy", args=[row.uid]), reverse("desk:concern", args=[found.uid])):
        page = text(client.get(url))
        for secret in (matter.number, str(matter.standing_step.title), ANSWER, "Read the answer"):
            assert secret not in page
    answer = client.post(reverse("desk:deputy_answer", args=[row.uid, found.uid]))
    assert answer.status_code == 404


def test_what_a_discreet_body_answered_is_not_read_when_the_matter_comes_back(world: World) -> None:
    row = enter(world)
    found, matter = passed_to_a_discreet_body(world, row)
    Matter.objects.filter(pk=matter.pk).update(procedure="dispute", procedure_version=1, step="room")
    assert actions.read(by=world.actor("deputy"), at=NOON, deputy=row.uid, concern=found.uid) == []


def test_after_a_new_election_the_opinions_of_the_old_term_are_still_followed(world: World) -> None:
    old = enter(world, since=SINCE)
    found = answered(world, old)
    actions.leave(by=world.actor("station"), at=NOON, uid=old.uid, until=TODAY)
    new = enter(world, since=TODAY)
    by, client = world.actor("deputy"), officer(world, "deputy")
    for row in (old, new):
        assert [each.concern.uid for each in queries.opinions(by, row)] == [found.uid]
        page = text(client.get(reverse("desk:deputy", args=[row.uid])))
        assert HEADING in page
        assert (reverse("desk:concern_hear", args=["deputy", row.uid]) in page) is (row == new)
        answer = client.post(reverse("desk:deputy_answer", args=[row.uid, found.uid]))
        assert ANSWER in text(answer)
    assert queries.own(by, TODAY) == [new]


def test_whoever_is_not_elected_again_still_reads_what_became_of_it(world: World) -> None:
    row = enter(world)
    answered(world, row)
    actions.leave(by=world.actor("station"), at=NOON, uid=row.uid, until=TODAY)
    client = officer(world, "deputy")
    assert queries.own(world.actor("deputy"), TODAY) == [row]
    assert reverse("desk:deputy", args=[row.uid]) in text(client.get(reverse("desk:deputies")))
    page = text(client.get(reverse("desk:deputy", args=[row.uid])))
    assert "Read the answer" in page
    assert HEADING not in text(officer(world, "grid").get(reverse("desk:deputy", args=[row.uid])))


def test_the_opinions_of_one_deputy_are_not_those_of_another(world: World) -> None:
    hear(world, enter(world))
    nobody = enter(world, "chief", "village", person=None)
    for who in ("deputy", "station"):
        assert queries.opinions(world.actor(who), nobody) == []


def test_the_deputy_is_told_of_a_closing_when_a_superior_agreed_to_it(world: World) -> None:
    row = enter(world)
    found = hear(world, row)
    expected: list[tuple[set[int], str]] = []
    for agrees in (False, True):
        concerns.close(by=world.actor("station"), at=NOON, uid=found.uid, reason="同一件事此前已答复。")
        assert told(of=found.stream) == expected
        concerns.check(
            by=world.actor("chief"), at=NOON, uid=found.uid, agrees=agrees, remark="请再向当事人核实一次。"
        )
    assert told(of=found.stream) == [({world.people["deputy"].pk}, str(row.uid))]


def test_the_deputy_is_told_what_others_answered_at_once(world: World) -> None:
    row = enter(world)
    found = hear(world, row)
    concerns.answer(by=world.actor("station"), at=NOON, uid=found.uid, answer="已当面解释政策。")
    assert told(of=found.stream) == [({world.people["deputy"].pk}, str(row.uid))]


def test_what_is_said_of_answers_and_meetings_is_said_of_nothing_else(world: World) -> None:
    row = enter(world)
    raised(world, row)
    client = officer(world, "deputy")
    assert "not answered yet" in text(client.get(reverse("desk:deputy", args=[row.uid])))
    assert "Kind of meeting" in text(client.get(reverse("desk:deputy_call", args=[row.uid])))
