"""A dispute goes from the ladder to a body and back with one file; nobody tells it twice."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import NOON, World
from tests.disputes.bodies.steps import brought, go, last_day, staffed
from tests.matters.steps import STORY, climb, dispute
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.documents.queries import of_stream
from yixian.documents.rules import Upload
from yixian.kernel import sealed
from yixian.matters import actions
from yixian.matters.actions import Refused
from yixian.matters.codes import code_of
from yixian.matters.enums import RefusalGround
from yixian.matters.models import Matter, Passage, Words
from yixian.matters.passages import legs, passages_of
from yixian.measures.queries import figure
from yixian.measures.recount import differences

PAPER = Upload("说明.pdf", b"%PDF-1.7\nthe words of a herder\n%%EOF")


@pytest.fixture
def bodies(world: World) -> World:
    return staffed(world)


def fresh(matter: Matter) -> Matter:
    return Matter.objects.get(pk=matter.pk)


def offered(world: World, matter: Matter, who: str, into: str, to: str, days: int = 0) -> Matter:
    return actions.offer(
        by=world.actor(who), at=NOON + timedelta(days=days), uid=matter.uid, seen=fresh(matter).version,
        to=world.units[to], into=into, reason="草场承包合同之争，宜由仲裁委办理",
    )  # fmt: skip


def taken(world: World, matter: Matter, who: str, days: int = 0) -> Matter:
    return actions.take_over(
        by=world.actor(who), at=NOON + timedelta(days=days), uid=matter.uid, seen=fresh(matter).version
    )


def given_back(world: World, matter: Matter, who: str, days: int = 0) -> Matter:
    return actions.give_back(
        by=world.actor(who), at=NOON + timedelta(days=days), uid=matter.uid, seen=fresh(matter).version,
        reason="界线归属未定，先由政府确权",
    )  # fmt: skip


def test_from_the_room_to_the_land_commission_and_back_with_one_file(bodies: World) -> None:
    matter = climb(bodies, dispute(bodies), "room")
    number, code = matter.number, code_of(matter.uid, matter.code_turn)
    room_due, legal = matter.step_due_at, matter.legal_due_at
    actions.attach(by=bodies.actor("mediator"), at=NOON, uid=matter.uid, uploads=[PAPER])
    offered(bodies, matter, "mediator", "land_arbitration", "land", 1)
    matter = taken(bodies, matter, "arbitrator", 2)
    assert (matter.procedure, matter.step, matter.holder) == ("land_arbitration", "applied", bodies.land)
    assert (matter.number, code_of(matter.uid, matter.code_turn)) == (number, code)
    assert sealed.text(matter, "story") == STORY
    assert matter.legal_due_at is None
    assert Matter.objects.visible_to(bodies.actor("mediator")).filter(pk=matter.pk).exists()
    matter = go(bodies, matter, "accept", at=NOON + timedelta(days=3))
    assert last_day(matter.legal_due_at) == "2026-05-06"
    matter = given_back(bodies, matter, "arbitrator", 12)
    assert (matter.procedure, matter.step, matter.holder) == ("dispute", "room", bodies.room)
    assert (matter.number, code_of(matter.uid, matter.code_turn)) == (number, code)
    assert matter.facts["consent"] == "yes"
    assert matter.step_due_at
    assert room_due
    assert matter.step_due_at > room_due
    assert (last_day(legal), last_day(matter.legal_due_at)) == ("2026-04-07", "2026-04-14")
    assert len(of_stream(matter.stream)) == 1
    assert Matter.objects.count() == 1
    told = Event.objects.filter(stream=matter.stream).order_by("seq").values_list("seq", flat=True)
    assert list(told) == list(range(1, matter.chain_seq + 1))
    assert verify_all() == []
    assert differences(lambda _done, _total: None) == []


def test_what_the_parties_said_before_is_read_at_the_body(bodies: World) -> None:
    matter = climb(bodies, dispute(bodies), "station")
    before = Words.objects.filter(matter=matter).count()
    offered(bodies, matter, "station", "land_arbitration", "land")
    matter = taken(bodies, matter, "arbitrator")
    assert Words.objects.filter(matter=matter).count() > before
    assert Matter.objects.visible_to(bodies.actor("arbitrator")).get(pk=matter.pk).parties.count() == 1


def test_the_days_at_each_body_add_up_to_the_whole(bodies: World) -> None:
    matter = climb(bodies, dispute(bodies), "room")
    offered(bodies, matter, "mediator", "land_arbitration", "land", 1)
    taken(bodies, matter, "arbitrator", 2)
    given_back(bodies, matter, "arbitrator", 12)
    matter = fresh(matter)
    spent = legs(matter, passages_of(matter), NOON + timedelta(days=20))
    assert [(leg.unit, leg.days) for leg in spent] == [
        (bodies.room, 2),
        (bodies.land, 10),
        (bodies.room, 8),
    ]
    assert sum(leg.days for leg in spent) == 20


@pytest.mark.parametrize(
    ("category", "into", "to", "facts"),
    [
        ("1102", "land_arbitration", "land", {}),
        ("0905", "medical_mediation", "medical", {}),
        ("0303", "police_mediation", "police", {"crime": True, "reported": "已报派出所"}),
    ],
    ids=["land taken", "not medical", "a crime"],
)
def test_what_a_body_may_not_take_is_not_even_offered(
    bodies: World, category: str, into: str, to: str, facts: dict[str, Any]
) -> None:
    matter = dispute(bodies, category=category)
    given = {"consent": "yes", **facts}
    matter = actions.move(
        by=bodies.actor("grid"), at=NOON, uid=matter.uid, seen=matter.version, key="accept", given=given
    )
    with pytest.raises(Refused):
        offered(bodies, matter, "mediator", into, to)
    assert fresh(matter).offered_to is None


def test_a_commission_that_refuses_gives_its_reason_and_the_room_still_answers(bodies: World) -> None:
    matter = climb(bodies, dispute(bodies), "room")
    offered(bodies, matter, "mediator", "land_arbitration", "land")
    matter = actions.turn_down(
        by=bodies.actor("arbitrator"), at=NOON, uid=matter.uid, seen=fresh(matter).version,
        ground=RefusalGround.NOT_COMPETENT, reason="属于确权争议",
    )  # fmt: skip
    assert matter.holder == bodies.room
    assert Passage.objects.get(matter=matter).ground == RefusalGround.NOT_COMPETENT


def test_a_body_is_closed_to_those_who_stand_beside_it(bodies: World) -> None:
    matter = brought(bodies, "medical_mediation", place=bodies.other_village)
    seen = Matter.objects.filter(pk=matter.pk)
    for who in ("arbitrator", "judge", "lawyer", "discipline", "petitions", "mediator", "grid"):
        assert not seen.visible_to(bodies.actor(who)).exists(), who
    assert seen.visible_to(bodies.actor("medic")).exists()


def test_figures_count_by_body_and_by_way_out(bodies: World) -> None:
    agreed = go(bodies, go(bodies, brought(bodies, "medical_mediation"), "accept"), "agree")
    failed = go(bodies, go(bodies, brought(bodies, "police_mediation"), "accept"), "exit_failed")
    go(bodies, brought(bodies, "traffic_mediation"), "not_accept")
    assert (agreed.outcome, failed.outcome) == ("written", "failed")
    day = NOON.date()

    def counted(measure: str, part: str) -> int:
        return figure(measure, None, day, day + timedelta(days=1), part)

    assert [counted("bodies.accepted", f"{key}_mediation") for key in ("medical", "police", "traffic")] == [
        1,
        1,
        0,
    ]
    assert [counted("bodies.ended", f"{key}_mediation") for key in ("medical", "police", "traffic")] == [
        1,
        1,
        1,
    ]
    assert [counted("bodies.settled", f"{key}_mediation") for key in ("medical", "police")] == [1, 0]
    assert [counted("bodies.outcomes", part) for part in ("written", "failed", "not_accepted")] == [1, 1, 1]
    assert differences(lambda _done, _total: None) == []


def test_what_was_answered_in_one_procedure_does_not_bind_another_and_comes_back_with_it(
    bodies: World,
) -> None:
    matter = climb(bodies, dispute(bodies), "room")
    before = matter.facts
    assert before["consent"] == "yes"
    offered(bodies, matter, "mediator", "land_arbitration", "land")
    assert "consent" not in taken(bodies, matter, "arbitrator").facts
    assert given_back(bodies, matter, "arbitrator").facts == before


def test_a_medical_dispute_is_seen_by_those_who_have_it_and_not_by_the_offices_of_its_place(
    bodies: World,
) -> None:
    matter = brought(bodies, "medical_mediation")
    sees = {
        who
        for who in ("medic", "grid", "mediator", "station", "secretary", "stranger")
        if Matter.objects.visible_to(bodies.actor(who)).filter(pk=matter.pk).exists()
    }
    assert sees == {"medic"}
