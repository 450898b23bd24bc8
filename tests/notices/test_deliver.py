"""What is sent, when, and what becomes of it; by a real mail server and a real web server."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import Settings

from tests.cast import NOON, World
from tests.matters.steps import RAISER, STORY, dispute
from tests.notices.conftest import Hook, Post
from tests.notices.set_up import SITE
from tests.notices.steps import MAIL, proved, sample
from tests.notices.test_horizon import at_once
from yixian.matters import actions as matters
from yixian.matters.codes import code_of
from yixian.matters.models import Matter
from yixian.notices import actions
from yixian.notices.actions import NoticesRefused, Wishes
from yixian.notices.declare import Audience
from yixian.notices.enums import DeliveryState, Purpose, Reason, Way
from yixian.notices.models import Address, Delivery, Notice
from yixian.notices.rules import ZONE, Hours
from yixian.notices.silence import TALKATIVE

DAY = timedelta(days=1)
MORNING = datetime(2026, 3, 5, 8, tzinfo=ZONE)
"""The morning after NOON, when the digest is due."""


@pytest.fixture(autouse=True)
def _urgent(world: World) -> Iterator[None]:
    """Notes in files are urgent news for the grid worker and the village secretary."""
    persons = frozenset({world.people["grid"].pk, world.people["secretary"].pk})
    with sample(lambda _event: Audience(persons=persons), on="matters.noted", urgent=True):
        yield


def happen(world: World, at: datetime = NOON, *, urgent: bool = False) -> Matter:
    """A dispute is raised, of which the grid worker is told; somebody adds an urgent note."""
    matter = dispute(world, at=at)
    if urgent:
        matters.note(by=world.actor("mediator"), at=at, uid=matter.uid, text=STORY)
    actions.tell(at)
    return matter


def turn(at: datetime) -> None:
    """A turn of the worker."""
    actions.plan_digests(at)
    actions.deliver(at)


def test_a_day_is_one_digest_at_its_hour(world: World, post: Post) -> None:
    proved(world, "grid")
    for _each in range(3):
        dispute(world)
    actions.tell(NOON)
    turn(MORNING - timedelta(minutes=1))
    assert post.came == []
    for minutes in (0, 1, 30):
        turn(MORNING + timedelta(minutes=minutes))
    assert [mail["To"] for mail in post.came] == [MAIL]
    assert "3" in post.came[0]["Subject"]
    assert f"{SITE}/desk/notices/" in post.body()
    assert post.body().count("号") >= 3


def about(matter: Matter, world: World, who: str) -> None:
    """The matter turns out to be a complaint about somebody of the cast."""
    Matter.objects.filter(pk=matter.pk).update(about_persons=[world.people[who].pk])


def test_a_digest_says_nothing_of_what_became_a_complaint_about_its_reader(world: World, post: Post) -> None:
    proved(world, "grid")
    matter, other = happen(world), happen(world)
    about(matter, world, "grid")
    turn(MORNING)
    assert other.number in post.body()
    assert matter.number not in post.body()
    assert "1" in post.came[0]["Subject"]
    matter = happen(world, MORNING + timedelta(hours=1))
    about(matter, world, "grid")
    turn(MORNING + DAY)
    assert len(post.came) == 1
    assert Delivery.objects.order_by("-pk")[0].state == DeliveryState.DROPPED


def test_an_urgent_notice_held_back_by_night_is_dropped_when_it_became_a_complaint_about_its_reader(
    world: World, post: Post
) -> None:
    proved(world, "grid")
    night = datetime(2026, 3, 4, 23, tzinfo=ZONE)
    matter = happen(world, night, urgent=True)
    about(matter, world, "grid")
    actions.deliver(datetime(2026, 3, 5, 7, tzinfo=ZONE))
    assert post.came == []
    assert Delivery.objects.get().state == DeliveryState.DROPPED


def test_nothing_to_say_is_not_said(world: World, post: Post) -> None:
    proved(world, "grid")
    turn(MORNING)
    assert post.came == []
    happen(world, MORNING + timedelta(hours=1))
    turn(MORNING + timedelta(hours=2))
    assert post.came == []
    turn(MORNING + DAY)
    assert len(post.came) == 1


def test_what_was_read_meanwhile_is_not_sent(world: World, post: Post) -> None:
    proved(world, "grid")
    happen(world)
    newest = Notice.objects.order_by("-pk")[0].pk
    assert actions.read_all(by=world.actor("grid"), at=NOON, upto=newest) == 1
    turn(MORNING)
    assert post.came == []


def test_what_a_digest_has_told_is_not_told_again(world: World, post: Post) -> None:
    proved(world, "grid")
    happen(world)
    turn(MORNING)
    happen(world, MORNING + timedelta(hours=1))
    turn(MORNING + DAY)
    assert len(post.came) == 2
    assert post.body(0).count("·") == post.body(1).count("·") == 1


def test_urgent_notices_are_sent_at_once_and_alone(world: World, post: Post) -> None:
    proved(world, "grid")
    happen(world, urgent=True)
    turn(NOON)
    assert [mail["Subject"] for mail in post.came] == ["一件事"]
    notice = Notice.objects.get(kind="sample.kind", person=world.people["grid"])
    assert f"{SITE}/desk/notices/{notice.pk}/" in post.body()
    turn(MORNING)
    assert "一件事" not in post.body()


def test_urgent_notices_keep_the_quiet_hours_unless_somebody_says_otherwise(world: World, post: Post) -> None:
    night = datetime(2026, 3, 4, 23, tzinfo=ZONE)
    proved(world, "grid")
    proved(world, "secretary", typed="secretary@example.com")
    breaks = Wishes(hours=Hours(urgent_breaks=True), language="en")
    actions.prefer(by=world.actor("secretary"), at=NOON, wishes=breaks)
    happen(world, night, urgent=True)
    actions.deliver(night)
    assert [mail["To"] for mail in post.came] == ["secretary@example.com"]
    assert "Sign in to read it:" in post.body()
    actions.deliver(datetime(2026, 3, 5, 7, tzinfo=ZONE))
    assert [mail["To"] for mail in post.came] == ["secretary@example.com", MAIL]


def test_a_kind_that_is_not_wanted_by_a_way_stays_in_the_inbox(world: World, post: Post) -> None:
    proved(world, "grid")
    unwanted = Wishes(hours=Hours(), language="en", unwanted={"mail": ["matters.arrived"]})
    actions.prefer(by=world.actor("grid"), at=NOON, wishes=unwanted)
    dispute(world)
    actions.tell(NOON)
    turn(MORNING)
    assert post.came == []
    assert Notice.objects.count() == 1


def test_nothing_sealed_and_no_address_leaves_the_house(
    world: World, post: Post, hook: Hook, settings: Settings
) -> None:
    proved(world, "grid")
    proved(world, "grid", Way.WEBHOOK, hook.address)
    matter = happen(world, urgent=True)
    turn(NOON)
    hook.status = 500
    turn(MORNING)
    said = [str(mail) + post.body(number) for number, mail in enumerate(post.came)] + [str(hook.came)]
    assert len(post.came) == 2
    assert len(hook.came) == 2
    for sealed in (
        STORY,
        STORY[:8],
        RAISER.name,
        RAISER.phone,
        RAISER.address,
        matter.headline,
        code_of(matter.uid, 0),
    ):
        assert all(sealed not in each for each in said), sealed
    assert matter.number in said[1]


def test_libraries_that_would_log_addresses_are_silent(
    world: World, hook: Hook, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    proved(world, "grid", Way.WEBHOOK, hook.address)
    hook.status = 500
    happen(world, urgent=True)
    actions.deliver(NOON)
    assert len(hook.came) == 1
    assert "/told" not in caplog.text
    for name in TALKATIVE:
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
        monkeypatch.setattr(logging.getLogger(name), "level", logging.DEBUG)
        logging.getLogger(name).manager._clear_cache()  # type: ignore[attr-defined]
    actions.deliver(NOON + timedelta(minutes=1))
    assert "/told" in caplog.text


def test_a_webhook_gets_the_same_words(world: World, hook: Hook) -> None:
    proved(world, "grid", Way.WEBHOOK, hook.address)
    happen(world, urgent=True)
    actions.deliver(NOON)
    assert hook.came[0]["title"] == "一件事"
    assert SITE in hook.came[0]["message"]


def test_what_fails_is_tried_again_later_and_later_and_then_given_up(world: World, hook: Hook) -> None:
    proved(world, "grid", Way.WEBHOOK, hook.address)
    happen(world, urgent=True)
    hook.status = 503
    tries, moment = [], NOON
    for _minute in range(200):
        if actions.deliver(moment):
            tries.append((moment - NOON) // timedelta(minutes=1))
        moment += timedelta(minutes=1)
    assert tries == [0, 1, 6, 36, 156]
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == (DeliveryState.FAILED, Reason.REFUSED)
    hook.status = 200
    assert actions.retry(by=world.actor("system"), at=moment, pk=delivery.pk)
    actions.deliver(moment)
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.SENT


def test_a_mail_address_that_is_refused_is_not_tried_again(world: World, post: Post) -> None:
    proved(world, "grid")
    happen(world, urgent=True)
    post.answer = "550 no such user"
    actions.deliver(NOON)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason, delivery.tries) == (DeliveryState.FAILED, Reason.ADDRESS, 1)


def test_a_mail_server_that_is_away_is_tried_again(world: World, post: Post, settings: Settings) -> None:
    proved(world, "grid")
    happen(world, urgent=True)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    actions.deliver(NOON)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == (DeliveryState.WAITING, Reason.UNREACHABLE)
    settings.EMAIL_PORT = port
    actions.deliver(NOON + timedelta(minutes=1))
    assert len(post.came) == 1


def test_a_robot_that_refuses_ends_the_turn_for_nobody_else(world: World, post: Post, hook: Hook) -> None:
    proved(world, "grid", Way.WEBHOOK, hook.address)
    proved(world, "secretary", typed="secretary@example.com")
    hook.status = 500
    for _each in range(3):
        happen(world, urgent=True)
    assert actions.deliver(NOON) == 4
    assert len(hook.came) == 1
    assert len(post.came) == 3


def test_a_gateway_that_is_away_is_left_alone_and_the_others_go_on(
    world: World, post: Post, hook: Hook, settings: Settings
) -> None:
    proved(world, "grid")
    proved(world, "secretary", typed="secretary@example.com")
    proved(world, "secretary", Way.WEBHOOK, hook.address)
    settings.EMAIL_PORT = 1
    for _each in range(3):
        happen(world, urgent=True)
    assert actions.deliver(NOON) == 4
    assert len(hook.came) == 3
    assert Delivery.objects.filter(address__way=Way.MAIL, tries=0).count() == 5


def test_a_claim_that_ran_out_is_not_sent_a_second_time(world: World, post: Post) -> None:
    proved(world, "grid")
    happen(world, urgent=True)
    Delivery.objects.update(state=DeliveryState.SENDING, claimed_until=NOON + timedelta(minutes=5))
    assert actions.deliver(NOON + timedelta(minutes=4)) == 0
    assert actions.deliver(NOON + timedelta(minutes=6)) == 0
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason) == (DeliveryState.FAILED, Reason.UNSURE)
    assert post.came == []


def test_whoever_left_hears_nothing_more(world: World, post: Post) -> None:
    proved(world, "grid")
    happen(world, urgent=True)
    world.people["grid"].posts.update(until=NOON.date())
    actions.deliver(NOON)
    assert post.came == []
    assert Delivery.objects.get().state == DeliveryState.DROPPED


def test_a_way_that_is_not_set_up_is_refused(world: World, settings: Settings) -> None:
    settings.NOTICES = {"ways": ("mail",)}
    with pytest.raises(NoticesRefused):
        actions.enter_address(by=world.actor("grid"), at=NOON, uid=uuid4(), way=Way.MAIL, typed=MAIL)


def test_an_address_is_used_only_once_its_owner_has_shown_the_code(world: World, post: Post) -> None:
    actor = world.actor("grid")
    uid = uuid4()
    for _twice in range(2):
        actions.enter_address(by=actor, at=NOON, uid=uid, way=Way.MAIL, typed=MAIL)
    actions.deliver(NOON)
    assert len(post.came) == 1
    happen(world, urgent=True)
    actions.deliver(NOON)
    assert len(post.came) == 1
    digits = "".join(each for each in post.body() if each.isdecimal())[:6]
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    with pytest.raises(NoticesRefused):
        actions.verify(by=actor, at=NOON, way=Way.MAIL, typed=wrong)
    assert actions.verify(by=actor, at=NOON, way=Way.MAIL, typed=digits).verified_at == NOON
    assert Address.objects.get().code_tries == 1


def test_a_code_cannot_be_guessed_nor_kept_for_later(world: World, post: Post) -> None:
    actor = world.actor("grid")
    actions.enter_address(by=actor, at=NOON, uid=uuid4(), way=Way.MAIL, typed=MAIL)
    actions.deliver(NOON)
    digits = "".join(each for each in post.body() if each.isdecimal())[:6]
    with pytest.raises(NoticesRefused):
        actions.verify(by=actor, at=NOON + timedelta(minutes=30), way=Way.MAIL, typed=digits)
    for number in range(5):
        wrong = f"{(int(digits) + 1 + number) % 10**6:06d}"
        with pytest.raises(NoticesRefused):
            actions.verify(by=actor, at=NOON, way=Way.MAIL, typed=wrong)
    with pytest.raises(NoticesRefused):
        actions.verify(by=actor, at=NOON, way=Way.MAIL, typed=digits)


def test_nobody_is_sent_codes_without_end(world: World, post: Post) -> None:
    actor = world.actor("grid")
    for _each in range(6):
        actions.enter_address(by=actor, at=NOON, uid=uuid4(), way=Way.MAIL, typed=MAIL)
        actions.drop_address(by=actor, at=NOON, way=Way.MAIL)
    with pytest.raises(NoticesRefused):
        actions.enter_address(by=actor, at=NOON, uid=uuid4(), way=Way.MAIL, typed=MAIL)
    assert not Delivery.objects.filter(purpose=Purpose.CODE).exists()


@pytest.mark.django_db(transaction=True)
def test_an_address_entered_twice_at_once_is_one_address_and_one_code(world: World, post: Post) -> None:
    actor, uid = world.actor("grid"), uuid4()

    def enter() -> None:
        actions.enter_address(by=actor, at=NOON, uid=uid, way=Way.MAIL, typed=MAIL)

    at_once(*[enter] * 4)
    assert Address.objects.get().uid == uid
    assert Delivery.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_message_once(world: World, hook: Hook) -> None:
    proved(world, "grid", Way.WEBHOOK, hook.address)
    for _each in range(8):
        happen(world, urgent=True)
    at_once(lambda: actions.deliver(NOON), lambda: actions.deliver(NOON), lambda: actions.deliver(NOON))
    assert len(hook.came) == 8
    assert len({each["message"] for each in hook.came}) == 8
    connection.close()
