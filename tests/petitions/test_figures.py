"""What the annual report needs is counted (article 41), and every figure opens on its records."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.cast import NOON, World
from tests.petitions.steps import (
    RAISER,
    conclude,
    deliver,
    go,
    hand_over,
    petition,
    raiser_goes,
    reviewing,
    seen,
)
from yixian.matters import actions
from yixian.matters.enums import Channel, RefusalGround
from yixian.matters.models import Matter
from yixian.measures.queries import figures
from yixian.measures.recount import differences
from yixian.petitions import actions as petitions
from yixian.petitions.enums import Advice, Failing, Purpose
from yixian.petitions.queries import repeated

DAY = timedelta(days=1)


def counted(key: str) -> dict[str, int]:
    found = figures([f"petitions.{key}"], None, NOON.date(), NOON.date() + 365 * DAY)[f"petitions.{key}"]
    return {part: value for part, value in found.items() if value}


def test_registered_by_purpose_field_and_number(world: World) -> None:
    petition(world)
    petition(world, purpose=Purpose.SUGGESTION, category="1104")
    petition(world, purpose=Purpose.ACCUSATION, category="1502", about_units=[world.station])
    petition(world, by="petitions", channel=Channel.COUNTER, read_back=True, people=9, representatives=3)
    assert counted("registered") == {"appeal": 2, "suggestion": 1, "accusation": 1}
    assert counted("by_field") == {"11": 3, "15": 1}
    assert counted("joint") == {"": 1}
    assert counted("complained") == {"station": 1}


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("study", "suggestion"),
        ("accept", "other"),
        ("examine", "duty"),
        ("guide", "to_arbitration"),
    ],
)
def test_classified_by_category_and_route(world: World, key: str, part: str) -> None:
    go(world, petition(world), "petitions", key)
    assert counted("classified") == {part: 1}


def in_time(world: World) -> Matter:
    return conclude(world, go(world, petition(world), "petitions", "accept"), "petitions")


def late(world: World) -> Matter:
    matter = go(world, petition(world), "petitions", "accept")
    return conclude(world, matter, "petitions", at=NOON + 70 * DAY)


@pytest.mark.parametrize(("how", "part"), [(in_time, "in_time"), (late, "late")])
def test_concluded_in_time_or_late(world: World, how: Callable[[World], Matter], part: str) -> None:
    how(world)
    assert counted("concluded") == {part: 1}
    assert counted("ended") == {"supported": 1}


def test_transfers_objections_and_what_came_of_them(world: World) -> None:
    matter = hand_over(world, petition(world), "petitions", "department")
    actions.turn_down(
        by=world.actor("department"),
        at=NOON,
        uid=matter.uid,
        seen=seen(matter),
        ground=RefusalGround.NOT_COMPETENT,
        reason="不属本局职权，依据三定方案。",
    )
    assert Matter.objects.get(pk=matter.pk).holder == world.petition_office, "who received it answers for it"
    assert counted("refused") == {"not_competent": 1}
    actions.keep(by=world.actor("petitions"), at=NOON, uid=matter.uid, seen=seen(matter), reason="异议成立。")
    hand_over(world, matter, "petitions", "station")
    actions.take_over(by=world.actor("station"), at=NOON, uid=matter.uid, seen=seen(matter))
    assert counted("transferred") == {"station": 1}
    assert Matter.objects.visible_to(world.actor("petitions")).filter(pk=matter.pk).exists(), (
        "who transferred it keeps sight"
    )


def test_reviews_and_ratings(world: World) -> None:
    matter = deliver(world, in_time(world), "petitions", "delivered", at=NOON)
    matter = raiser_goes(matter, "ask_review")
    who = reviewing(world)
    matter = go(world, matter, who, "review_opinion", decision="changed")
    raiser_goes(deliver(world, matter, who, "review_delivered", at=NOON), "content")
    assert counted("reviews_asked") == {"ask_review": 1}
    assert counted("reviewed") == {"changed": 1}
    assert counted("rated") == {"content": 1}


def test_supervision_and_what_was_adopted(world: World) -> None:
    matter = petition(world, by="department")
    order = petitions.supervise(
        by=world.actor("petitions"),
        at=NOON,
        uid=matter.uid,
        seen=seen(matter),
        failing=Failing.REFUSAL,
        advice=Advice.POLICY,
        order="请执行处理意见。",
    )
    assert order.due_at > NOON + 15 * DAY
    petitions.comply(
        by=world.actor("department"),
        at=NOON + DAY,
        uid=matter.uid,
        seen=seen(matter),
        order=order.uid,
        reply="已执行。",
        adopted=True,
    )
    assert counted("supervised") == {"refusal": 1}
    assert counted("advised") == counted("adopted") == {"policy": 1}


def test_a_repeat_is_counted_once_however_it_was_found(world: World) -> None:
    first = petition(world)
    petition(world, by="petitions", at=NOON + DAY, repeats=first)
    later = petition(world, at=NOON + 2 * DAY)
    petitions.link(
        by=world.actor("petitions"), at=NOON + 2 * DAY, uid=later.uid, seen=seen(later), other=first.uid
    )
    assert counted("repeated") == {"": 2}


@pytest.mark.parametrize(("days", "found"), [(1, 1), (365, 1), (366, 0)])
def test_how_far_back_a_repeat_is_looked_for(world: World, days: int, found: int) -> None:
    petition(world)
    rows = repeated(
        world.actor("petitions"),
        phone=RAISER.phone,
        name="",
        category="1102",
        where=world.village,
        at=NOON + days * DAY,
    )
    assert len(rows) == found


def test_every_figure_is_what_its_records_say(world: World) -> None:
    test_reviews_and_ratings(world)
    assert differences(lambda _done, _total: None) == []
