"""Putting a matter on the public board, its answer, the second person's word, and taking it down."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.registry import EventKind
from yixian.board import purposes, queries, rules
from yixian.board.enums import Why
from yixian.board.events import ANSWERED, PUT_UP, TAKEN_DOWN
from yixian.board.models import Entry
from yixian.disclosure import actions as disclosure
from yixian.disclosure.actions import DisclosureRefused, Drafted
from yixian.disclosure.declare import Purpose
from yixian.disclosure.enums import Stand
from yixian.disclosure.models import Snapshot
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import Refused, Writing, refuse, take
from yixian.matters.enums import Voice
from yixian.places.models import Unit
from yixian.procedures.decide import Refusal


@transaction.atomic
def put_up(
    *, by: Actor, at: datetime, uid: UUID, draft: UUID, text: str, concerns: Unit | None = None
) -> Entry:
    """Propose the matter `uid` for the board with a text for the public; a second person approves it.

    `draft` came with the form, so that a form sent twice is done once. `concerns` is the place that it is about, where
    the matter is counted elsewhere. Raises Denied, Refused, Matter.DoesNotExist.
    """
    writing = _taken(by, at, uid)
    entry = queries.entry_of(writing.matter)
    if entry is not None and entry.raised.uid == draft:
        return entry
    if entry is not None and (entry.is_up or (entry.raised.stand == Stand.DRAFT and not entry.down_at)):
        raise refuse(_("It stands on the board already, or waits for the second person."))
    snapshot = _drafted(writing, purposes.RAISED, draft, text)
    entry = entry or Entry(uid=uuid7(at), matter=writing.matter)
    entry.town = queries.town_of(concerns or writing.matter.place)
    entry.raised, entry.answer = snapshot, None
    entry.up_at = entry.answered_at = entry.down_at = None
    entry.why = ""
    entry.save()
    return entry


@transaction.atomic
def answer(*, by: Actor, at: datetime, uid: UUID, draft: UUID, text: str) -> Entry:
    """Propose the answer to the matter `uid` for the board. Raises Denied, Refused, Matter.DoesNotExist."""
    writing = _taken(by, at, uid)
    entry = queries.entry_of(writing.matter)
    if entry is not None and entry.answer is not None and entry.answer.uid == draft:
        return entry
    if entry is None or not entry.is_up:
        raise refuse(_("It does not stand on the board."))
    if not rules.answered(writing.matter.state):
        raise refuse(_("It has no answer yet."))
    if entry.answer is not None and entry.answer.stand in (Stand.DRAFT, Stand.UP):
        raise refuse(_("An answer stands on the board already, or waits for the second person."))
    entry.answer = _drafted(writing, purposes.ANSWER, draft, text)
    entry.save(update_fields=["answer"])
    return entry


@transaction.atomic
def approve(*, by: Actor, at: datetime, uid: UUID, vouched: bool = False, token: UUID | None = None) -> Entry:
    """Publish the text `uid`, as the second person. Everything is looked at again, as it is known now.

    `vouched` says that every place which perhaps names somebody was looked at.
    Raises Denied, Refused, Matter.DoesNotExist, Entry.DoesNotExist.
    """
    entry = _entry_with(uid)
    writing = _taken(by, at, entry.matter.uid, ability="board.check", token=token)
    entry.refresh_from_db()
    is_answer = entry.answer is not None and entry.answer.uid == uid
    with _as_refusal():
        known = queries.known_of(writing.matter)
        snapshot = disclosure.approve(by=by, at=at, uid=uid, known=known, vouched=vouched)
    if is_answer:
        if entry.answered_at is not None:
            return entry
        entry.answered_at = at
    else:
        if entry.up_at is not None:
            return entry
        entry.up_at = at
    entry.save(update_fields=["up_at", "answered_at"])
    _tell(writing, ANSWERED if is_answer else PUT_UP, snapshot)
    return entry


@transaction.atomic
def send_back(*, by: Actor, at: datetime, uid: UUID, remark: str) -> Entry:
    """Send the text `uid` back to who wrote it. Raises Denied, Refused, Matter.DoesNotExist, Entry.DoesNotExist."""
    entry = _entry_with(uid)
    take(by=by, at=at, uid=entry.matter.uid, merged=True).require("board.check")
    with _as_refusal():
        disclosure.send_back(by=by, at=at, uid=uid, remark=remark)
    return entry


@transaction.atomic
def take_down(
    *, by: Actor, at: datetime, uid: UUID, why: Why, reason: str, token: UUID | None = None
) -> Entry:
    """Take the matter `uid` off the board; that it stood there stays on record.

    Raises Denied, Refused, Matter.DoesNotExist.
    """
    writing = take(by=by, at=at, uid=uid, token=token, merged=True)
    writing.require("board.put")
    entry = queries.entry_of(writing.matter)
    if entry is None:
        raise refuse(_("It does not stand on the board."))
    if entry.down_at is not None:
        return entry
    with _as_refusal():
        for snapshot in filter(None, (entry.raised, entry.answer)):
            disclosure.withdraw(by=by, at=at, uid=snapshot.uid, reason=reason)
    entry.down_at, entry.why = at, why
    entry.save(update_fields=["down_at", "why"])
    commitment = writing.seal("reason", reason.strip(), Voice.FILE)
    writing.tell(TAKEN_DOWN, {"why": why.value, "reason": commitment})
    writing.store(changes=False)
    return entry


def _taken(
    by: Actor, at: datetime, uid: UUID, ability: str = "board.put", token: UUID | None = None
) -> Writing:
    """The matter, locked, once it is sure that it may be public."""
    writing = take(by=by, at=at, uid=uid, token=token, merged=True)
    writing.require(ability)
    if against := queries.obstacles(writing.matter):
        raise Refused(against)
    return writing


def _drafted(writing: Writing, purpose: Purpose, draft: UUID, text: str) -> Snapshot:
    matter = writing.matter
    with _as_refusal():
        return disclosure.draft(
            by=writing.by,
            at=writing.at,
            drafted=Drafted(
                uid=draft,
                purpose=purpose,
                source=matter.stream,
                seq=matter.chain_seq,
                unit=matter.holder,
                text=text,
                known=queries.known_of(matter),
            ),
        )


def _entry_with(snapshot: UUID) -> Entry:
    rows = Entry.objects.select_related("matter", "raised", "answer").defer("matter__story")
    return rows.get(queries.with_text(snapshot))


def _tell(writing: Writing, kind: EventKind, snapshot: Snapshot) -> None:
    body = {"procedure": writing.matter.procedure, "text": snapshot.uid.hex, "digest": snapshot.digest}
    writing.tell(kind, body)
    writing.store(changes=False)


@contextmanager
def _as_refusal() -> Iterator[None]:
    """Say what stands against a text as what stands against a change of the matter."""
    try:
        yield
    except DisclosureRefused as refused:
        raise Refused([Refusal(text=refused.text, field=refused.field)]) from refused
