"""Who may mediate, and who may not."""

from datetime import date, timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import NOON, TODAY, World
from tests.disputes.bodies.steps import brought, go
from tests.matters.steps import dispute
from tests.mediation.steps import act, in_room, listed, mediated, minutes, seen, session
from yixian.access.actor import Denied
from yixian.matters.actions import Refused, Stale
from yixian.mediation import actions, rules
from yixian.mediation.enums import DECLARED, Chooser, Language, Present, Standing, Tie
from yixian.mediation.models import Appointment, Mediator, Session
from yixian.mediation.queries import composition, near, roster
from yixian.mediation.rules import Member, composition_faults

PLAIN, WOMAN, CHAIR = (
    Member(chair=False, woman=False),
    Member(chair=False, woman=True),
    Member(chair=True, woman=False),
)
GOOD = [CHAIR, WOMAN, PLAIN]

ENDS = date(2027, 1, 1)
COMPOSITIONS = [
    ("8", GOOD, True, ENDS, ""),
    ("8", GOOD[:2], True, ENDS, "three to nine"),
    ("8", [*GOOD, *[PLAIN] * 6], True, ENDS, ""),
    ("8", [*GOOD, *[PLAIN] * 7], True, ENDS, "three to nine"),
    ("8", [CHAIR, PLAIN, PLAIN], True, ENDS, "women"),
    ("8", [WOMAN, PLAIN, PLAIN], True, ENDS, "one chair"),
    ("8", [CHAIR, *GOOD], True, ENDS, "one chair"),
    ("8", GOOD, None, ENDS, "not confirmed"),
    ("8", GOOD, False, ENDS, "smaller ones"),
    ("9", GOOD, True, None, "not recorded"),
    ("9", GOOD, True, TODAY, ""),
    ("9", GOOD, True, TODAY - timedelta(days=1), "term of three years is over"),
]


@pytest.mark.parametrize(("article", "members", "groups", "ends", "fault"), COMPOSITIONS)
def test_a_committee_is_composed_as_the_law_wants(
    article: str, members: list[Member], groups: bool | None, ends: date | None, fault: str
) -> None:
    faults = composition_faults(members, groups=groups, ends=ends, on=TODAY)
    assert [str(each.text) for each in faults if fault and fault in str(each.text)] or (
        not fault and not faults
    )
    assert all(each.clause is not None and each.clause.article == article for each in faults)


def test_a_term_is_three_years_to_the_day(world: World) -> None:
    began = date(2023, 3, 4)
    actions.compose(by=world.actor("station"), at=NOON, unit=world.room, since=began, groups=True)
    found = composition(world.room, TODAY)
    assert found.ends == date(2026, 3, 4)
    assert not any("over" in str(each.text) for each in found.faults)
    later = composition(world.room, TODAY + timedelta(days=1))
    assert any("over" in str(each.text) for each in later.faults)


def test_nothing_is_recorded_of_a_member_but_what_the_law_asks() -> None:
    assert {field.name for field in Mediator._meta.get_fields()} >= {"woman", "chair"}
    assert not {"ethnicity", "nationality", "faith", "party", "sex"} & {
        field.name for field in Mediator._meta.get_fields()
    }


def test_only_of_elected_members_is_it_known_that_they_are_women(world: World) -> None:
    assert not listed(world, "志愿者", woman=True, chair=True).woman
    assert listed(world, "委员", standing=Standing.ELECTED, woman=True).woman


def test_a_roster_is_kept_by_whoever_may(world: World) -> None:
    with pytest.raises(Denied):
        actions.enlist(
            by=world.actor("grid"),
            at=NOON,
            unit=world.room,
            given=actions.Listed(standing=Standing.INVITED, name="谁"),
            since=TODAY,
        )


def test_nobody_stands_twice_on_a_roster(world: World) -> None:
    listed(world)
    with pytest.raises(Refused, match="already"):
        listed(world)


def test_a_mediator_is_found_by_field_language_and_body(world: World) -> None:
    listed(world, "懂草场的", skills=["09"], languages=[Language.MONGOLIAN])
    listed(world, "什么都行", unit="station")

    def names(**by: Any) -> set[str]:
        return {each.name for each in roster(TODAY, **by)}

    assert names(skill="09") == {"什么都行", "懂草场的"}
    assert names(skill="05") == {"什么都行"}
    assert names(language="mongolian") == {"懂草场的"}
    assert names(unit=world.room.pk) == {"懂草场的"}


def test_whoever_left_the_roster_is_not_on_it(world: World) -> None:
    mediator = listed(world)
    actions.strike(by=world.actor("station"), at=NOON, mediator=mediator, until=TODAY)
    assert not roster(TODAY).exists()
    with pytest.raises(Refused, match="not on the roster"):
        act(
            world,
            "appoint",
            in_room(world),
            mediator=seen_mediator(mediator),
            chooser=Chooser.PARTIES,
            accepted=True,
        )


def seen_mediator(mediator: Mediator) -> Mediator:
    return Mediator.objects.get(pk=mediator.pk)


def test_the_load_is_the_open_matters_and_no_complaint_shows_in_it(world: World) -> None:
    mediator = listed(world)
    mediated(world)
    Appointment.objects.create(
        uid=dispute(world).uid,
        matter=dispute(world, about_units=[world.station]),
        mediator=mediator,
        chooser=Chooser.PARTIES,
        since=NOON,
    )
    assert [cast(Any, each).load for each in roster(TODAY)] == [1]


def test_parties_choose_among_bodies_near_them(world: World) -> None:
    listed(world, "近")
    listed(world, "远", unit="other_station")
    assert [each.name for each in near(in_room(world), TODAY)] == ["近"]


def test_several_may_mediate(world: World) -> None:
    matter = mediated(world)
    act(world, "appoint", matter, mediator=listed(world, "第二位"), chooser=Chooser.COMMITTEE, accepted=True)
    assert Appointment.objects.filter(matter=matter, ended_at__isnull=True).count() == 2


def test_the_parties_accept_whom_the_committee_proposes(world: World) -> None:
    with pytest.raises(Refused, match="choose or accept"):
        act(
            world,
            "appoint",
            in_room(world),
            mediator=listed(world),
            chooser=Chooser.COMMITTEE,
            accepted=False,
        )


@pytest.mark.parametrize("tie", DECLARED)
def test_whoever_is_close_to_a_party_does_not_mediate(world: World, tie: Tie) -> None:
    with pytest.raises(Refused, match=str(tie.label)):
        act(
            world,
            "appoint",
            in_room(world),
            mediator=listed(world),
            chooser=Chooser.PARTIES,
            accepted=True,
            tie=tie.value,
        )
    assert not Appointment.objects.exists()


def test_nobody_mediates_in_a_complaint_about_their_own_unit() -> None:
    found = rules.tie_of("", lineage=[1, 2, 3], person=7, about_units=[2], about_persons=[])
    assert found is Tie.UNIT
    assert rules.tie_of("", lineage=[1], person=7, about_units=[], about_persons=[7]) is Tie.UNIT
    assert rules.tie_of("", lineage=[1], person=None, about_units=[2], about_persons=[7]) is None


@given(st.sets(st.integers(1, 9)), st.sets(st.integers(1, 9)))
def test_a_unit_keeps_from_exactly_what_is_about_it(lineage: set[int], about: set[int]) -> None:
    found = rules.tie_of("", lineage=lineage, person=None, about_units=about, about_persons=[])
    assert (found is Tie.UNIT) is bool(lineage & about)


def test_whoever_declared_a_tie_is_not_appointed_again(world: World) -> None:
    matter = mediated(world)
    appointment = Appointment.objects.get()
    act(world, "stand_down", matter, appointment=appointment.uid, tie="kin")
    with pytest.raises(Refused, match="Related to a party"):
        act(world, "appoint", matter, mediator=appointment.mediator, chooser=Chooser.PARTIES, accepted=True)


def test_whoever_the_parties_let_go_may_come_back(world: World) -> None:
    matter = mediated(world)
    appointment = Appointment.objects.get()
    act(world, "stand_down", matter, appointment=appointment.uid, reason="出差")
    act(world, "appoint", matter, mediator=appointment.mediator, chooser=Chooser.PARTIES, accepted=True)
    assert Appointment.objects.count() == 2


def test_a_session_is_closed_unless_the_parties_wish_otherwise(world: World) -> None:
    matter = mediated(world)
    assert not session(world, matter).is_open
    assert session(world, matter, is_open=True).is_open


def test_no_open_session_where_violence_or_a_minor_is_involved(world: World) -> None:
    matter = mediated(world)
    matter = seen(matter)
    matter.facts = {**matter.facts, "minor": True}
    matter.save(update_fields=["facts"])
    with pytest.raises(Refused, match="no open session"):
        session(world, matter, is_open=True)


def test_a_session_needs_somebody_who_mediates(world: World) -> None:
    with pytest.raises(Refused, match="Nobody has been appointed"):
        session(world, in_room(world))


def test_a_session_that_was_held_is_kept_sealed(world: World) -> None:
    matter = mediated(world)
    found = session(world, matter)
    act(world, "hold", matter, session=found.uid, given=minutes())
    found.refresh_from_db()
    assert (found.state, found.result, found.present) == ("held", "agreed", ["raiser", "other", "mediator"])
    assert "讲法讲理".encode() not in bytes(found.course)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"present": ["mediator"]}, "at least one party"),
        ({"present": ["raiser", "other"]}, "at least one party"),
        ({"present": ["raiser", "mediator", "relative"]}, "only with the consent"),
        ({"present": ["raiser", "mediator", "expert"]}, "only with the consent"),
        ({"read_out": False}, "read out"),
        ({"course": " "}, "fill this in"),
    ],
)
def test_a_record_says_what_the_law_wants(world: World, changes: dict[str, object], fault: str) -> None:
    matter = mediated(world)
    found = session(world, matter)
    with pytest.raises(Refused, match=fault):
        act(world, "hold", matter, session=found.uid, given=minutes(**changes))
    assert Session.objects.get().state == "planned"


def test_guests_take_part_where_the_parties_agree(world: World) -> None:
    matter = mediated(world)
    found = session(world, matter)
    given = minutes(present=["raiser", "other", "mediator", Present.RELATIVE], guests_agreed=True)
    act(world, "hold", matter, session=found.uid, given=given)
    found.refresh_from_db()
    assert Present.RELATIVE in found.present


def test_a_session_is_recorded_or_called_off_once(world: World) -> None:
    matter = mediated(world)
    found = session(world, matter)
    act(world, "cancel", matter, session=found.uid)
    with pytest.raises(Refused, match="no longer planned"):
        act(world, "hold", matter, session=found.uid, given=minutes())


def test_mediation_goes_on_only_at_a_step_that_mediates(world: World) -> None:
    with pytest.raises(Refused, match="does not go on"):
        act(
            world,
            "appoint",
            dispute(world),
            who="grid",
            mediator=listed(world),
            chooser=Chooser.PARTIES,
            accepted=True,
        )


def test_a_form_that_was_overtaken_changes_nothing(world: World) -> None:
    matter = mediated(world)
    with pytest.raises(Stale):
        act(world, "plan", matter, seen=1, begins_at=NOON, place="站里")


def test_a_stranger_may_do_nothing(world: World) -> None:
    matter = mediated(world)
    with pytest.raises(type(matter).DoesNotExist):
        act(world, "plan", matter, who="stranger", begins_at=NOON, place="站里")


def test_no_open_session_of_what_is_kept_from_the_public(world: World) -> None:
    matter = brought(world, "medical_mediation")
    go(world, matter, "accept")
    act(
        world,
        "appoint",
        matter,
        who="medic",
        mediator=listed(world, unit="medical"),
        chooser=Chooser.PARTIES,
        accepted=True,
    )
    given: dict[str, Any] = {"begins_at": NOON + timedelta(days=1), "place": "医调委", "who": "medic"}
    with pytest.raises(Refused):
        act(world, "plan", matter, is_open=True, **given)
    act(world, "plan", matter, **given)
    assert not Session.objects.get().is_open
