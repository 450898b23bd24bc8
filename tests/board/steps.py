"""Short words for what the tests do with the public board."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from tests.cast import NOON, World
from tests.matters import steps as disputes
from tests.petitions.steps import petition
from yixian.board import actions, queries
from yixian.board.enums import Why
from yixian.board.models import Entry
from yixian.disclosure.rules import findings, redacted
from yixian.kernel import sealed
from yixian.matters.models import Matter

LATER = NOON + timedelta(days=120)
"""Long after every deadline of what was raised at noon."""


def raised(world: World, **changes: Any) -> Matter:
    """A petition about compensation, sent in on the website."""
    return petition(world, **changes)


def open_dispute(world: World) -> Matter:
    """A dispute whose parties agreed that others hear it."""
    return disputes.climb(world, disputes.dispute(world), "assembly")


def proposal(matter: Matter, text: str = "") -> str:
    """The text for the public that the page proposes."""
    text = text or sealed.text(Matter.objects.get(pk=matter.pk), "story")
    return redacted(text, findings(text, queries.known_of(matter)))


def put(
    world: World,
    matter: Matter,
    who: str = "chief",
    *,
    text: str = "",
    at: datetime = NOON,
    draft: UUID | None = None,
) -> Entry:
    """Somebody of the cast proposes it for the board."""
    return actions.put_up(
        by=world.actor(who),
        at=at,
        uid=matter.uid,
        draft=draft or uuid4(),
        text=text or proposal(matter),
        concerns=world.village,
    )


def approve(
    world: World, entry: Entry, who: str = "centre", *, answer: bool = False, at: datetime = NOON
) -> Entry:
    """The second person publishes what was raised, or the answer."""
    snapshot = entry.answer if answer else entry.raised
    assert snapshot is not None
    return actions.approve(by=world.actor(who), at=at, uid=snapshot.uid, vouched=True)


def send_back(
    world: World, entry: Entry, remark: str = "请写明诉求", *, answer: bool = False, at: datetime = NOON
) -> Entry:
    """The second person sends what was raised, or the answer, back to who wrote it."""
    snapshot = entry.answer if answer else entry.raised
    assert snapshot is not None
    return actions.send_back(by=world.actor("centre"), at=at, uid=snapshot.uid, remark=remark)


def up(world: World, matter: Matter, *, text: str = "", at: datetime = NOON) -> Entry:
    """A matter on the board."""
    return approve(world, put(world, matter, text=text, at=at), at=at)


def answered(world: World, matter: Matter, text: str, *, at: datetime = NOON) -> Entry:
    """The same with its answer."""
    return approve(world, propose(world, matter, text, at=at), answer=True, at=at)


def propose(world: World, matter: Matter, text: str, *, at: datetime = NOON) -> Entry:
    """The answer to a matter on the board, which waits for the second person."""
    return actions.answer(by=world.actor("chief"), at=at, uid=matter.uid, draft=uuid4(), text=text)


def down(world: World, matter: Matter, *, at: datetime = NOON) -> Entry:
    """Taken off the board."""
    return actions.take_down(
        by=world.actor("chief"), at=at, uid=matter.uid, why=Why.ASKED, reason="本人请求撤下。"
    )


def shown() -> list[UUID]:
    """The matters that the public sees."""
    return list(Entry.objects.shown().values_list("matter__uid", flat=True))
