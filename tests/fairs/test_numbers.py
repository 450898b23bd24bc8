"""Numbers are drawn once, called once, and each comes to its end; what was said is a concern with a fate."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cast import NOON, TODAY, World
from tests.fairs.steps import ANSWER, PHONE, WORDS, call, draw, finish, opened, planned, stall
from yixian.access.actor import PUBLIC, Denied
from yixian.audit.models import Event
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.fairs import actions, queries
from yixian.fairs.enums import RAISED, Numbering, Outcome, State
from yixian.fairs.models import Fair, Ticket
from yixian.fairs.rules import Summary
from yixian.gatherings.enums import State as Held
from yixian.kernel import sealed
from yixian.matters.actions import Refused
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.measures.actions import recount
from yixian.measures.queries import figures


def label(ticket: Ticket | None) -> str:
    return ticket.label if ticket else ""


def test_each_stall_has_its_own_row_of_numbers(world: World) -> None:
    fair = opened(world)
    assert [draw(fair, sign).label for sign in "ABA"] == ["A001", "B001", "A002"]


def test_with_one_queue_the_next_free_stall_calls(world: World) -> None:
    fair = opened(world, numbering=Numbering.COMMON)
    assert [draw(fair, "").label for _number in range(3)] == ["001", "002", "003"]
    assert label(call(world, fair, "department", "A")) == "001"
    assert label(call(world, fair, "station", "B")) == "002"


def test_the_same_form_sent_twice_draws_and_calls_one_number(world: World) -> None:
    fair, uid, token = opened(world), uuid4(), uuid4()
    assert draw(fair, ticket=uid) == draw(fair, ticket=uid)
    draw(fair)
    first = call(world, fair, token=token)
    assert call(world, fair, token=token) == first
    assert Ticket.objects.filter(state=State.CALLED).count() == 1


def test_whoever_called_a_number_finishes_it_before_the_next(world: World) -> None:
    fair = opened(world)
    draw(fair)
    draw(fair)
    first = call(world, fair)
    assert first is not None
    with pytest.raises(Refused, match="finish it first"):
        call(world, fair)
    finish(world, fair, first)
    assert label(call(world, fair)) == "A002"


def test_nobody_waits_and_nothing_is_called(world: World) -> None:
    fair = opened(world)
    assert call(world, fair) is None


def test_a_number_that_did_not_come_is_called_again(world: World) -> None:
    fair = opened(world)
    draw(fair)
    row = call(world, fair)
    assert row is not None
    by = world.actor("department")
    actions.skip(by=by, at=NOON, uid=fair.uid, ticket=row.uid)
    assert [each.label for each in queries.board(fair).skipped] == ["A001"]
    actions.recall(by=by, at=NOON, uid=fair.uid, ticket=row.uid)
    assert [each.label for each in queries.board(fair).desks[0].called] == ["A001"]
    with pytest.raises(Refused):
        actions.leave(by=PUBLIC, at=NOON, uid=fair.uid, ticket=row.uid)


def test_only_those_who_stand_there_or_keep_the_fair_call_numbers(world: World) -> None:
    fair = opened(world)
    draw(fair)
    for who in ("stranger", "mediator", "lawyer", "leader"):
        with pytest.raises(Denied):
            call(world, fair, who)
    assert label(call(world, fair, "station")) == "A001"


def test_a_telephone_number_is_sealed_opened_on_record_and_erased_in_the_end(world: World) -> None:
    fair = opened(world)
    draw(fair, phone=PHONE)
    row = call(world, fair)
    assert row is not None
    assert PHONE.encode() not in bytes(row.phone)
    with pytest.raises(Denied):
        actions.open_phone(by=world.actor("grid"), at=NOON, uid=fair.uid, ticket=row.uid)
    by = world.actor("department")
    assert actions.open_phone(by=by, at=NOON, uid=fair.uid, ticket=row.uid).endswith(PHONE)
    assert Event.objects.filter(kind="fairs.phone_opened").count() == 1
    finish(world, fair, row)
    assert not bytes(Ticket.objects.get(pk=row.pk).phone)
    assert PHONE not in "".join(str(each.body) for each in Event.objects.all())


def test_somebody_who_was_only_advised_leaves_nothing_behind(world: World) -> None:
    fair = opened(world)
    finish(world, fair, draw_and_call(world, fair))
    assert not Concern.objects.exists()


def draw_and_call(world: World, fair: Fair) -> Ticket:
    draw(fair)
    row = call(world, fair)
    assert row is not None
    return row


def test_what_is_settled_on_the_spot_is_a_concern_with_its_answer(world: World) -> None:
    fair = opened(world)
    finish(world, fair, draw_and_call(world, fair), Outcome.SETTLED)
    concern = Concern.objects.get()
    assert (concern.fate, concern.unit, concern.source_uid) == (Fate.ANSWERED, world.department, fair.uid)
    assert (sealed.text(concern, "words"), sealed.text(concern, "answer")) == (WORDS, ANSWER)


def test_what_is_handed_over_is_a_matter_with_a_receipt_code(world: World) -> None:
    fair, token = opened(world), uuid4()
    row = draw_and_call(world, fair)
    _row, code = finish(world, fair, row, Outcome.HANDED_OVER, token=token)
    matter = Matter.objects.get()
    assert (matter.channel, matter.place, matter.holder) == (Channel.GATHERING, world.village, world.room)
    assert code
    assert finish(world, fair, row, Outcome.HANDED_OVER, token=token)[1] == code
    assert Matter.objects.count() == 1


@pytest.mark.parametrize("outcome", RAISED)
def test_a_complaint_is_in_no_figure_of_the_fair(world: World, outcome: Outcome) -> None:
    fair = opened(world)
    finish(world, fair, draw_and_call(world, fair), outcome, about="station")
    assert Concern.objects.complaints().count() == 1
    assert not Concern.objects.visible_to(world.actor("station")).exists()
    assert queries.summary_of(fair) == Summary(advised=1)
    told = Event.objects.get(kind="fairs.served")
    assert told.body["outcome"] == Outcome.ADVISED
    counted = figures(
        ["fairs.served", "fairs.raised", "fairs.settled"], None, TODAY, TODAY + timedelta(days=1)
    )
    assert {key: sum(parts.values()) for key, parts in counted.items()} == {
        "fairs.served": 1,
        "fairs.raised": 0,
        "fairs.settled": 0,
    }
    assert recount() == []


def test_a_complaint_handed_over_is_sent_twice_and_has_one_code(world: World) -> None:
    fair, token = opened(world), uuid4()
    row = draw_and_call(world, fair)
    _row, code = finish(world, fair, row, Outcome.HANDED_OVER, token=token, about="station")
    assert code
    assert finish(world, fair, row, Outcome.HANDED_OVER, token=token, about="station")[1] == code
    assert Matter.objects.count() == 1


def test_its_code_is_not_for_the_office_that_it_is_about(world: World) -> None:
    fair, token = opened(world), uuid4()
    row = draw_and_call(world, fair)
    finish(world, fair, row, Outcome.HANDED_OVER, token=token, about="station")
    assert finish(world, fair, row, Outcome.HANDED_OVER, "station", token=token)[1] == ""
    with pytest.raises(Refused):
        finish(world, fair, row, Outcome.HANDED_OVER, "station")


def test_what_is_taken_along_still_owes_its_end(world: World) -> None:
    fair = opened(world)
    finish(world, fair, draw_and_call(world, fair), Outcome.TAKEN_ALONG)
    assert Concern.objects.owing().count() == 1


def test_a_lawyer_at_a_stall_writes_down_what_is_said_there_and_nowhere_else(world: World) -> None:
    fair = opened(world)
    by = world.actor("station")
    actions.set_stall(
        by=by, at=NOON, uid=fair.uid, stall=uuid4(), unit=world.lawyer_office, service="法律咨询"
    )
    draw(fair, "C")
    row = call(world, fair, "lawyer", "C")
    assert row is not None
    finish(world, fair, row, Outcome.SETTLED, "lawyer")
    assert Concern.objects.get().unit == world.lawyer_office


def test_the_figures_are_those_of_the_numbers(world: World) -> None:
    fair = opened(world)
    outcomes = (Outcome.ADVISED, Outcome.SETTLED, Outcome.SETTLED, Outcome.HANDED_OVER, Outcome.TAKEN_ALONG)
    for outcome in outcomes:
        finish(world, fair, draw_and_call(world, fair), outcome)
    draw(fair)
    close(world, fair)
    found = queries.summary_of(fair)
    assert found == Summary(advised=1, settled=2, handed_over=1, taken_along=1, left=1)
    assert (found.served, found.raised, found.share) == (5, 4, 50)
    counted = figures(
        ["fairs.served", "fairs.raised", "fairs.settled", "fairs.held"],
        None,
        TODAY,
        TODAY + timedelta(days=1),
    )
    assert {key: sum(parts.values()) for key, parts in counted.items()} == {
        "fairs.served": 5,
        "fairs.raised": 4,
        "fairs.settled": 2,
        "fairs.held": 1,
    }
    assert recount() == []


def close(world: World, fair: Fair, attended: int = 80) -> Fair:
    later = NOON + timedelta(hours=4)
    return actions.close(by=world.actor("station"), at=later, uid=fair.uid, attended=attended)


def test_closing_records_the_gathering_as_held_and_leaves_nobody_waiting(world: World) -> None:
    fair = opened(world)
    waits = draw(fair, phone=PHONE)
    close(world, fair)
    fair.gathering.refresh_from_db()
    assert (fair.gathering.state, fair.gathering.attended) == (Held.HELD, 80)
    row = Ticket.objects.get(pk=waits.pk)
    assert (row.state, bytes(row.phone)) == (State.LEFT, b"")
    with pytest.raises(Refused, match="closed"):
        draw(fair)


def test_it_is_not_closed_while_somebody_is_being_served(world: World) -> None:
    fair = opened(world)
    draw_and_call(world, fair)
    with pytest.raises(Refused, match="being served"):
        close(world, fair)


def test_figures_are_published_after_the_fair_by_its_keeper(world: World) -> None:
    fair = opened(world)
    with pytest.raises(Refused, match="Close the fair first"):
        actions.publish(by=world.actor("station"), at=NOON, uid=fair.uid)
    close(world, fair)
    with pytest.raises(Denied):
        actions.publish(by=world.actor("grid"), at=NOON, uid=fair.uid)
    assert actions.publish(by=world.actor("station"), at=NOON, uid=fair.uid).published_at is not None


def test_a_fair_is_opened_on_its_day_and_only_a_fair(world: World) -> None:
    by, early = world.actor("station"), NOON - timedelta(hours=13)
    for gathering, at in ((planned(world), early), (planned(world, kind="open_visit"), NOON)):
        with pytest.raises(Refused):
            actions.open_fair(by=by, at=at, uid=gathering.uid, numbering=Numbering.STALLS)
    with pytest.raises(Denied):
        actions.open_fair(by=world.actor("grid"), at=NOON, uid=planned(world).uid, numbering=Numbering.STALLS)


def test_a_fair_that_is_not_public_gives_no_numbers_to_strangers(world: World) -> None:
    fair = opened(world, public=False)
    with pytest.raises(Denied):
        draw(fair)
    by = world.actor("station")
    assert actions.draw(by=by, at=NOON, uid=fair.uid, ticket=uuid4(), stall=stall(fair).uid).label == "A001"


def test_a_stall_is_shut_when_nobody_waits_there(world: World) -> None:
    fair = opened(world)
    draw(fair)
    by = world.actor("department")
    with pytest.raises(Refused):
        actions.shut_stall(by=by, at=NOON, uid=fair.uid, stall=stall(fair).uid)
    row = call(world, fair)
    assert row is not None
    finish(world, fair, row)
    actions.shut_stall(by=by, at=NOON, uid=fair.uid, stall=stall(fair).uid)
    with pytest.raises(Refused, match="shut"):
        draw(fair)
