"""A banner leader leads, a town or department undertakes, village cadres assist."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOON, SINCE, TODAY, World
from tests.matters.steps import climb, dispute, go
from tests.teams.steps import another_leader, led, post_of, visited, wanted
from yixian.access.actor import Denied
from yixian.audit.models import Event
from yixian.audit.verify import verify_all
from yixian.kernel import sealed
from yixian.matters.actions import Refused
from yixian.matters.history import for_office, for_raiser
from yixian.matters.models import Matter, Words
from yixian.people.actions import end_post
from yixian.people.models import Post
from yixian.teams import actions, events
from yixian.teams.enums import EndWhy, Met, Tie
from yixian.teams.models import Sponsorship
from yixian.teams.queries.cases import View, scope
from yixian.teams.rules import Seat, chain, followers

LATER = NOON + timedelta(days=10)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def matter(world: World) -> Matter:
    return dispute(world)


def ids(world: World, who: str, view: View, *, days: int = 0) -> list[int]:
    at = NOON + timedelta(days=days)
    return [case.matter_id for case in scope(world.actor(who, at.date()), view, at)]


def test_leader_undertaker_and_assistant_find_it_in_their_lists(world: World, matter: Matter) -> None:
    assert not Matter.objects.visible_to(world.actor("department")).exists()
    led(world, matter)
    assert ids(world, "leader", View.LEAD) == [matter.pk]
    assert ids(world, "department", View.UNDERTAKE) == [matter.pk]
    assert ids(world, "secretary", View.ASSIST) == [matter.pk]
    assert ids(world, "stranger", View.OPEN) == []


def test_the_department_keeps_sight_of_it_as_it_climbs(world: World, matter: Matter) -> None:
    led(world, matter)
    climb(world, matter, "station")
    assert Matter.objects.visible_to(world.actor("department")).get() == matter


def test_it_stands_in_the_chain_of_the_matter(world: World, matter: Matter) -> None:
    led(world, matter)
    event = Event.objects.get(stream=matter.stream, kind=events.SPONSORED.key)
    assert (event.body["holder"], event.body["assignee"]) == (world.department.pk, world.people["leader"].pk)
    assert verify_all() == []


@pytest.mark.parametrize("who", ["station", "leader", "grid", "mediator"])
def test_only_who_may_puts_a_matter_under_a_leader(world: World, matter: Matter, who: str) -> None:
    with pytest.raises(Denied):
        led(world, matter, by=who)


def test_a_matter_stands_under_one_leader_at_a_time(world: World, matter: Matter) -> None:
    case = led(world, matter)
    with pytest.raises(Refused, match="under a leader already"):
        led(world, matter)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sponsorship.objects.create(
            matter=matter, post=case.post, undertaker=case.undertaker, since=NOON, quiet_until=NOON
        )
    actions.end(by=world.actor("chief"), at=NOON, uid=matter.uid, why=EndWhy.RETURNED)
    assert led(world, matter).pk != case.pk


def test_a_form_sent_twice_is_done_once(world: World, matter: Matter) -> None:
    token = uuid4()
    assert led(world, matter, token=token) == led(world, matter, token=token)
    actions.plan(by=world.actor("leader"), at=NOON, uid=matter.uid, wanted=wanted(world.town), token=token)


def test_an_answered_matter_is_not_put_under_a_leader(world: World, matter: Matter) -> None:
    matter = go(world, climb(world, matter, "station"), "station", "agree")
    Matter.objects.filter(pk=matter.pk).update(state="after")
    with pytest.raises(Refused, match="only an open matter"):
        led(world, matter)


def test_a_room_undertakes_nothing_and_a_cadre_from_elsewhere_does_not_assist(
    world: World, matter: Matter
) -> None:
    with pytest.raises(Refused, match="town or a department"):
        led(world, matter, undertaker=world.room)
    with pytest.raises(Refused, match="Only village cadres"):
        led(world, matter, assistants=[post_of(world, "stranger")])
    with pytest.raises(Refused, match="banner leader"):
        led(world, matter, leader=post_of(world, "chief"))


class TestRecusal:
    """Nobody leads, undertakes or assists where it is about them, or who is tied to a party."""

    def test_a_unit_that_it_is_about_does_not_undertake(self, world: World) -> None:
        matter = dispute(world, about_units=[world.department])
        with pytest.raises(Refused, match="about this unit"):
            led(world, matter, assistants=[])
        case = led(world, matter, undertaker=world.other_town, assistants=[])
        assert case.undertaker == world.other_town

    def test_a_leader_whom_it_is_about_does_not_lead_and_sees_nothing(
        self, world: World, matter: Matter
    ) -> None:
        second = another_leader(world)
        Matter.objects.filter(pk=matter.pk).update(about_persons=[world.people["leader"].pk])
        with pytest.raises(Refused, match="about this person"):
            led(world, matter)
        led(world, matter, leader=second)
        assert ids(world, "leader2", View.LEAD) == [matter.pk]
        for view in View:
            assert ids(world, "leader", view) == []
        with pytest.raises(Matter.DoesNotExist):
            visited(world, matter, "leader")

    def test_a_declared_tie_leaves_the_case_without_a_leader_and_is_sealed(
        self, world: World, matter: Matter
    ) -> None:
        led(world, matter)
        actions.recuse(by=world.actor("leader"), at=NOON, uid=matter.uid, tie=Tie.KIN, reason="他是我表弟")
        assert ids(world, "leader", View.LEAD) == []
        assert ids(world, "chief", View.WITHOUT) == [matter.pk]
        words = Words.objects.get(matter=matter, field="reason")
        assert sealed.text(words, "text") == "他是我表弟"
        assert "表弟" not in str(list(Event.objects.values_list("body", flat=True)))
        with pytest.raises(Refused, match="declared a tie"):
            visited(world, matter, "leader")
        with pytest.raises(Refused, match="declared a tie"):
            change(world, matter, leader=post_of(world, "leader"))
        change(world, matter, leader=another_leader(world))
        assert ids(world, "chief", View.WITHOUT) == []

    def test_an_assistant_with_a_tie_assists_no_more(self, world: World, matter: Matter) -> None:
        led(world, matter)
        actions.recuse(by=world.actor("secretary"), at=NOON, uid=matter.uid, tie=Tie.HOUSEHOLD)
        assert ids(world, "secretary", View.ASSIST) == []

    def test_units_that_it_is_about_are_not_given_anything_to_do(self, world: World) -> None:
        matter = dispute(world, about_units=[world.station])
        led(world, matter, assistants=[])
        with pytest.raises(Refused, match="about this unit"):
            actions.plan(by=world.actor("leader"), at=NOON, uid=matter.uid, wanted=wanted(world.station))


def change(world: World, matter: Matter, **changes: object) -> Sponsorship:
    usual: dict[str, object] = {
        "leader": post_of(world, "leader"),
        "undertaker": world.department,
        "assistants": [],
    }
    return actions.arrange(by=world.actor("chief"), at=NOON, uid=matter.uid, **{**usual, **changes})  # type: ignore[arg-type]


class TestThePostGoesOn:
    """The case is led by post: it goes on with whoever follows."""

    def leave(self, world: World, who: str = "leader") -> None:
        end_post(by=None, at=NOON, post=post_of(world, who), until=TOMORROW)

    def test_without_a_successor_nobody_leads(self, world: World, matter: Matter) -> None:
        led(world, matter)
        self.leave(world)
        assert ids(world, "chief", View.WITHOUT) == []
        assert ids(world, "chief", View.WITHOUT, days=2) == [matter.pk]
        assert actions.succeed(LATER) == 0

    def test_the_successor_leads_at_once_and_the_change_is_recorded(
        self, world: World, matter: Matter
    ) -> None:
        case = led(world, matter)
        self.leave(world)
        new = another_leader(world, since=TODAY + timedelta(days=3))
        assert ids(world, "leader2", View.LEAD, days=4) == [matter.pk]
        assert ids(world, "chief", View.WITHOUT, days=4) == []
        assert ids(world, "chief", View.WITHOUT, days=2) == [matter.pk]
        assert actions.succeed(LATER) == 1
        assert actions.succeed(LATER) == 0
        spans = list(case.sponsors.values_list("post", "since", "until"))
        assert spans == [
            (post_of(world, "leader").pk, TODAY, TOMORROW),
            (new.pk, new.since, None),
        ]
        assert Event.objects.filter(kind=events.SUCCEEDED.key).count() == 1
        assert verify_all() == []

    def test_a_write_of_the_successor_records_it_too(self, world: World, matter: Matter) -> None:
        case = led(world, matter)
        self.leave(world)
        another_leader(world, since=TOMORROW)
        actions.visit(
            by=world.actor("leader2", LATER.date()), at=LATER, uid=matter.uid, day=TODAY, place=world.grid,
            met=[Met.RAISER], heard="谈了。",
        )  # fmt: skip
        case.refresh_from_db()
        assert case.post is not None
        assert case.post.person == world.people["leader2"]

    def test_somebody_who_was_there_before_does_not_follow(self, world: World, matter: Matter) -> None:
        another_leader(world)
        led(world, matter)
        self.leave(world)
        assert ids(world, "leader2", View.LEAD, days=2) == []
        assert ids(world, "chief", View.WITHOUT, days=2) == [matter.pk]

    def test_a_successor_whom_it_is_about_does_not_lead(self, world: World, matter: Matter) -> None:
        led(world, matter)
        self.leave(world)
        new = another_leader(world, since=TOMORROW)
        Matter.objects.filter(pk=matter.pk).update(about_persons=[new.person_id])
        assert ids(world, "chief", View.WITHOUT, days=2) == [matter.pk]
        assert ids(world, "leader2", View.LEAD, days=2) == []
        assert actions.succeed(LATER) == 0


def test_a_settled_end_needs_an_answer_and_nothing_left_to_do(world: World, matter: Matter) -> None:
    led(world, matter)
    with pytest.raises(Refused, match="no answer yet"):
        actions.end(by=world.actor("leader"), at=NOON, uid=matter.uid, why=EndWhy.SETTLED)
    actions.plan(by=world.actor("leader"), at=NOON, uid=matter.uid, wanted=wanted(world.department))
    Matter.objects.filter(pk=matter.pk).update(state="after")
    with pytest.raises(Refused, match="not done yet"):
        actions.end(by=world.actor("leader"), at=NOON, uid=matter.uid, why=EndWhy.SETTLED)
    case = Sponsorship.objects.get()
    actions.done(by=world.actor("department"), at=NOON, uid=matter.uid, task=case.tasks.get().pk)
    actions.end(by=world.actor("leader"), at=NOON, uid=matter.uid, why=EndWhy.SETTLED)
    assert ids(world, "leader", View.OPEN) == []
    assert ids(world, "leader", View.ENDED) == [matter.pk]


DAYS = st.integers(0, 30).map(lambda n: SINCE + timedelta(days=n))


@st.composite
def seats(draw: st.DrawFn) -> dict[int, Seat]:
    """Posts of two units, some of them ended."""
    found = {}
    for number in range(draw(st.integers(1, 8))):
        since = draw(DAYS)
        length = draw(st.none() | st.integers(1, 15))
        until = None if length is None else since + timedelta(days=length)
        found[number] = Seat(
            post=number,
            person=number,
            name="",
            unit=draw(st.integers(1, 2)),
            role="leader",
            since=since,
            until=until,
        )
    return found


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seats(), DAYS)
def test_every_post_has_one_follower_at_most_and_none_follows_two(found: dict[int, Seat], day: date) -> None:
    after = followers(found.values())
    assert len(set(after.values())) == len(after)
    for old, new in after.items():
        assert found[old].unit == found[new].unit
        until = found[old].until
        assert until is not None
        assert found[new].since >= until
    for post in found:
        assert sum(seat.held_on(day) for seat in chain(post, found, after)) <= 1


class TestAgainstCountingByHand:
    """The sets of what is stuck and what nobody leads are those that looking at every case finds."""

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(cases=st.lists(st.tuples(st.integers(0, 3), st.integers(-40, 40), st.booleans()), max_size=6))
    def test_they_agree(self, world: World, cases: list[tuple[int, int, bool]]) -> None:
        with transaction.atomic():
            posts = self.posts(world)
            for turn, days, is_open in cases:
                self.case(world, posts[turn], days, is_open=is_open)
            chief, open_ones = world.actor("chief"), Sponsorship.objects.filter(until=None)
            stuck = {case.pk for case in open_ones if case.quiet_until <= NOON}
            alone = {case.pk for case in open_ones if case.post_id in (None, posts[1].pk)}
            assert set(scope(chief, View.STUCK, NOON).values_list("pk", flat=True)) == stuck
            assert set(scope(chief, View.WITHOUT, NOON).values_list("pk", flat=True)) == alone
            transaction.set_rollback(True)

    def posts(self, world: World) -> list[Post]:
        """A leader in office, one who left, one who left and was followed, and whoever followed."""
        gone = another_leader(world, "gone", since=SINCE, until=TODAY)
        early = TODAY - timedelta(days=20)
        followed = another_leader(world, "followed", since=SINCE, until=early)
        heir = another_leader(world, "heir", since=early)
        return [post_of(world, "leader"), gone, followed, heir]

    def case(self, world: World, post: Post, days: int, *, is_open: bool) -> None:
        Sponsorship.objects.create(
            matter=dispute(world),
            post=post,
            undertaker=world.department,
            since=NOON - timedelta(days=60),
            quiet_until=NOON + timedelta(days=days),
            until=None if is_open else NOON,
            ended="" if is_open else EndWhy.RETURNED,
        )


def test_whoever_raised_it_reads_that_an_official_leads_and_no_name(world: World, matter: Matter) -> None:
    led(world, matter)
    (line,) = (each for each in for_raiser(matter, {}) if each.kind == events.SPONSORED.key)
    assert "an official leads" in line.sentence
    assert world.people["leader"].name not in line.sentence
    (line,) = (each for each in for_office(matter, {}) if each.kind == events.SPONSORED.key)
    assert world.people["leader"].name in line.sentence
