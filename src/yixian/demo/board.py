"""A year of the public board: a day a month on which matters are put up, checked and answered. All of it is invented."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from django.utils import timezone

from yixian.access.actor import Actor
from yixian.board import actions, queries
from yixian.board.enums import Why
from yixian.board.models import UP, Entry
from yixian.board.rules import answered
from yixian.demo.acting import actor_of
from yixian.demo.plan import DAYS
from yixian.demo.tree import uid
from yixian.demo.year import Step
from yixian.disclosure.enums import Stand
from yixian.disclosure.rules import findings, redacted
from yixian.kernel import sealed
from yixian.matters.enums import OPEN_STATES, State
from yixian.matters.models import Matter
from yixian.people.enums import Role
from yixian.people.models import Post
from yixian.petitions.procedures import PETITION
from yixian.petitions.queries import details

FIRST = 80_000
"""The steps of the board come after those of anything else at the same moment."""
MONTHS, A_MONTH, LATE = 11, 2, 4
"""So many board days before the last, so many matters on each, and so many overdue ones on the last."""
SILENT = 2
"""So many answers are not put up before the next month, so that something is owed."""
MOMENT = timedelta(milliseconds=1)
"""The second person looks so soon after the first that nothing of the year comes between."""


def steps(rng: Random, start: date) -> Iterator[Step]:
    """The board days as steps of the year, to be made in order of time among all others."""
    first = timezone.make_aware(datetime.combine(start + timedelta(days=20), time(9, 30)))
    for month in range(MONTHS):
        at = first + timedelta(days=30 * month + rng.randrange(4))
        yield at, FIRST, "board", partial(_day, rng, month, at)
    last = timezone.make_aware(datetime.combine(start + timedelta(days=DAYS - 2), time(10)))
    yield last, FIRST, "board", partial(_last_day, rng, last)


def _day(rng: Random, month: int, at: datetime) -> None:
    """Put matters up, and the answers to those that stand there."""
    chief, second = _acting()
    for number, matter in enumerate(_pick(rng, at, A_MONTH)):
        _put(chief, second, matter, at, uid("board", month * 10 + number))
    _answers(chief, second, month, at, keep=0)
    if month == MONTHS - 1:
        _take_down(chief, at)


def _last_day(rng: Random, at: datetime) -> None:
    """The overdue come on top; one text still waits for the second person."""
    chief, second = _acting()
    for number, matter in enumerate(_pick(rng, at, LATE, late=True)):
        _put(chief, second, matter, at, uid("board", 900 + number))
    _answers(chief, second, 99, at, keep=SILENT)
    for matter in _pick(rng, at, 1):
        _put(chief, None, matter, at, uid("board", 999))


def _acting() -> tuple[Actor, Actor]:
    """Who puts up, and who checks it."""
    posts = Post.objects.select_related("unit", "person").order_by("pk")
    return (
        actor_of(posts.filter(role=Role.MASS_WORK_CHIEF)[0]),
        actor_of(posts.filter(role=Role.CENTRE_OFFICER)[0]),
    )


def _pick(rng: Random, at: datetime, number: int, *, late: bool = False) -> list[Matter]:
    """Open matters that may be public and are not on the board, the same ones every time."""
    rows = Matter.objects.filter(
        procedure__in=("petition", "dispute"), state__in=OPEN_STATES, board_entry__isnull=True, about_units=[]
    )
    rows = (
        rows.filter(state=State.WORK, due_at__lte=at)
        if late
        else rows.filter(raised_at__gte=at - timedelta(days=45))
    )
    found = [each for each in rows.placed().order_by("uid") if not queries.obstacles(each)]
    return rng.sample(found, min(number, len(found)))


def _put(chief: Actor, second: Actor | None, matter: Matter, at: datetime, draft: UUID) -> None:
    petition = details(matter) if matter.procedure == PETITION.key else None
    entry = actions.put_up(
        by=chief,
        at=at,
        uid=matter.uid,
        draft=draft,
        text=_public(matter, sealed.text(matter, "story")),
        concerns=petition.where if petition else None,
    )
    if second is not None:
        actions.approve(by=second, at=at + MOMENT, uid=entry.raised.uid, vouched=True)


def _answers(chief: Actor, second: Actor, month: int, at: datetime, *, keep: int) -> None:
    """Put up the answers that are owed, all but the newest `keep`."""
    owed = Entry.objects.shown().filter(queries.OWED).select_related("matter").order_by("up_at", "pk")
    for number, entry in enumerate(list(owed)[: -keep or None]):
        text = queries.answers_of(entry.matter)
        if text and answered(entry.matter.state):
            done = actions.answer(
                by=chief,
                at=at,
                uid=entry.matter.uid,
                draft=uid("board answer", month * 100 + number),
                text=_public(entry.matter, text),
            )
            if done.answer is not None and done.answer.stand == Stand.DRAFT:
                actions.approve(by=second, at=at + MOMENT, uid=done.answer.uid, vouched=True)


def _take_down(chief: Actor, at: datetime) -> None:
    """The first that was answered comes down: its time on the board is over."""
    entry = Entry.objects.filter(UP, answered_at__isnull=False).order_by("up_at").first()
    if entry is not None:
        actions.take_down(
            by=chief, at=at, uid=entry.matter.uid, why=Why.DONE, reason="已答复，公示期满，予以撤下。"
        )


def _public(matter: Matter, text: str) -> str:
    return redacted(text, findings(text, queries.known_of(matter)))
