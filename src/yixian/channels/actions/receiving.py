"""What comes in by a channel: stored once, read on record, taken up as a concern, answered or put away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import SYSTEM, Actor
from yixian.channels import conf, declare, events, rules
from yixian.channels.actions import telling
from yixian.channels.actions.hand import Hand, message
from yixian.channels.conf import Conf
from yixian.channels.declare import Answer, Heard, Incoming, Unheard
from yixian.channels.enums import CloseGround, MessageState
from yixian.channels.models import Message
from yixian.concerns import actions as concerns
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import refuse
from yixian.matters.models import FAR
from yixian.people.rules import Contact
from yixian.places.models import Unit
from yixian.procedures.language import Text
from yixian.rulebook.queries import book
from yixian.rulebook.terms import Clock

SOURCE = "message"
LIMIT = "channels.message"
LONGEST_NUMBER, LONGEST_SENDER = 64, 200
WRITE_WORDS = _("We can only read words here. Please write to us what it is about.")
TOO_LONG = _("That was too long for us to keep. Please write it in less than 4,000 characters.")
ARRIVED = _(
    "We have received your message (%(number)s). The answer comes here. If it becomes a matter, you get a receipt "
    "code with which you can follow it on our website."
)


@dataclass(frozen=True, kw_only=True)
class Taking:
    """How a message is taken up: `uid` is of the concern and came with the form."""

    uid: UUID
    place: Unit
    headline: str = ""
    speaker: Contact | None = None
    about_units: Sequence[Unit] = ()
    about_persons: Sequence[int] = ()


def receive(*, at: datetime, key: str, incoming: Incoming) -> Answer:
    """Take in a request at a channel's address, and return what is answered at once. Sent twice, it is kept once.

    Raises Unheard, and KeyError where no channel is called so.
    """
    setup = conf.get(key)
    channel = setup.channel
    if channel.listen is None or channel.acknowledge is None or not setup.on:
        raise Unheard("the channel is off")
    given = setup.given
    heard = channel.listen(incoming, given, at)
    if isinstance(heard, Answer):
        return heard
    if len(heard.number) > LONGEST_NUMBER or len(heard.sender) > LONGEST_SENDER:
        raise Unheard("not readable")
    return channel.acknowledge(heard, str(_kept(setup, heard, at)), given, at)


def _kept(setup: Conf, heard: Heard, at: datetime) -> Text:
    """Keep a message that says something; return what its sender is told at once. Raises Unheard for a replay."""
    if not heard.words:
        return WRITE_WORDS
    if len(heard.words) > rules.LONGEST_MESSAGE:
        return TOO_LONG
    known = Message.objects.filter(channel=setup.channel.key, number=heard.number)
    found = known.first()
    if found is None:
        try:
            found = _keep(setup, heard, at)
        except IntegrityError:
            found = known.first()
            if found is None:
                raise Unheard("seen before") from None
    return ARRIVED % {"number": found.label}


@transaction.atomic
def _keep(setup: Conf, heard: Heard, at: datetime) -> Message:
    today = book(timezone.localdate(at))
    clock = Clock.start(LIMIT, today.term(LIMIT), at, today.calendar)
    row = Message(
        uid=uuid7(at),
        channel=setup.channel.key,
        number=heard.number,
        proof=heard.proof,
        unit=setup.unit or Unit.objects.defer("boundary").get(parent=None, until=None),
        received_at=at,
        sender_index=sealed.index(f"sender:{setup.channel.key}", heard.sender),
        clock=clock.as_json(),
        due_at=clock.due or FAR,
    )
    body = {
        "channel": row.channel,
        "words": sealed.put(row, "words", heard.words),
        "sender": sealed.put(row, "sender", heard.sender),
    }
    row.save(force_insert=True)
    hand = Hand(row, SYSTEM, at)
    hand.tell(events.RECEIVED, body)
    return hand.store()


@transaction.atomic
def read(*, by: Actor, at: datetime, uid: UUID) -> Message:
    """Record that somebody opens a message; only then may it be shown to them. Raises Denied, Message.DoesNotExist."""
    hand = message(by, at, uid, None)
    hand.tell(events.OPENED, {})
    return hand.store()


@transaction.atomic
def take_up(*, by: Actor, at: datetime, uid: UUID, taking: Taking, token: UUID | None = None) -> Message:
    """Make a concern of a message; what becomes of it goes back to its sender. Raises Denied, Refused, InvalidPhone."""
    hand = message(by, at, uid, token)
    row = hand.row
    if hand.done:
        return row
    _new(row)
    heard = concerns.Heard(
        uid=taking.uid,
        source=SOURCE,
        source_uid=row.uid,
        place=taking.place,
        words=sealed.text(row, "words"),
        headline=taking.headline,
        speaker=taking.speaker,
        about_units=taking.about_units,
        about_persons=taking.about_persons,
    )
    row.concern = concerns.hear(by=by, at=at, heard=heard)
    _end(hand, MessageState.CONCERN)
    hand.tell(events.TAKEN, {"concern": row.concern.uid.hex})
    return hand.store()


@transaction.atomic
def answer(*, by: Actor, at: datetime, uid: UUID, text: str, token: UUID | None = None) -> Message:
    """Answer whoever wrote, by the same way. A message may be answered more than once. Raises Denied, Refused."""
    hand = message(by, at, uid, token)
    row = hand.row
    if hand.done:
        return row
    if not text.strip() or len(text) > rules.LONGEST_ANSWER:
        raise refuse(
            _("Please write something, and no more than %(most)s characters.")
            % {"most": rules.LONGEST_ANSWER},
            field="text",
        )
    if declare.get(row.channel).tell is None:
        raise refuse(_("Nothing can be sent back by this channel."))
    if row.state in (MessageState.NEW, MessageState.CLOSED):
        row.ground = ""
        _end(hand, MessageState.ANSWERED)
    telling.put(hand, f"{telling.WRITTEN}:{(token or uuid7(at)).hex}", text.strip())
    return hand.store()


@transaction.atomic
def close(*, by: Actor, at: datetime, uid: UUID, ground: CloseGround, token: UUID | None = None) -> Message:
    """Put away a message that needs no answer, and say why. Raises Denied, Refused, Message.DoesNotExist."""
    hand = message(by, at, uid, token)
    if hand.done:
        return hand.row
    _new(hand.row)
    hand.row.ground = ground
    _end(hand, MessageState.CLOSED)
    hand.tell(events.CLOSED, {"ground": ground.value})
    return hand.store()


@transaction.atomic
def recompute(*, by: Actor, at: datetime) -> int:
    """Bring the running clocks in line with the calendar as it stands; return how many moved. Raises Denied."""
    by.require("matters.recompute")
    calendar = book(timezone.localdate(at)).calendar
    moved = 0
    rows = Message.objects.select_for_update(of=("self",)).filter(state=MessageState.NEW).order_by("pk")
    for row in rows:
        if row.clock is None:
            continue
        before = Clock.from_json(row.clock)
        after = before.recomputed(calendar)
        if (after.due, after.provisional) != (before.due, before.provisional):
            row.clock, row.due_at = after.as_json(), after.due or FAR
            hand = Hand(row, by, at)
            hand.tell(events.RECOUNTED, {"calendar": calendar.version})
            hand.store()
            moved += 1
    return moved


def _new(row: Message) -> None:
    if row.state != MessageState.NEW:
        raise refuse(_("Somebody has dealt with this message already. Nothing was changed."))


def _end(hand: Hand[Message], state: MessageState) -> None:
    """Note that somebody dealt with it; its clock stops."""
    row = hand.row
    row.state, row.handled_by_id, row.handled_at = state, hand.by.person_id, hand.at
    row.clock, row.due_at = None, FAR
