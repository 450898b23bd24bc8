"""What goes back to those who wrote: kept sealed, once for each cause, and sent by the worker."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import SYSTEM
from yixian.audit.models import Event
from yixian.channels import conf, events
from yixian.channels.actions.hand import Hand
from yixian.channels.enums import MessageState
from yixian.channels.models import Message, Reply
from yixian.concerns.enums import Fate
from yixian.concerns.models import Concern
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.codes import code_of
from yixian.matters.enums import Voice
from yixian.matters.models import Matter, Words
from yixian.notices.models import Cursor
from yixian.notices.queries import move_horizon
from yixian.procedures.language import Text

AT_ONCE = 1_000
"""So many events are looked at together."""
CURSOR = "channels.owed"
FATED, CODE, WORDS, WRITTEN = "fate", "code", "words", "written"
RECEIPT = _(
    "Your matter has the number %(number)s and the receipt code %(code)s. You can follow it at %(link)s. Please show "
    "the code to nobody."
)
REST = _("The rest is at %(link)s, with your receipt code.")
REST_NOWHERE = _("That was too long for this way. Please ask us for the rest.")
"""For what belongs to no matter, and can be read on no page."""
FIXED = {
    Fate.MERGED: _("What you wrote is dealt with together with a matter that is in hand already."),
    Fate.CARRIED: _("What you wrote is taken up again at the next occasion."),
    Fate.CLOSED: _(
        "What you wrote was looked at, and a second person agreed that there is nothing more to do here. If you see it "
        "differently, please write to us again."
    ),
}
"""What is said where the words that were written are not meant for the sender."""


def put(hand: Hand[Message], cause: str, text: str | Text, *, answers: bool = True) -> Reply | None:
    """Queue words for the sender of a message, unless words of this cause are queued; the hand stores the event.

    `answers` says that they answer what was written, not only tell where it stands. What is queued at one moment is sent
    in the order of its ids.
    """
    message = hand.row
    if message.replies.filter(cause=cause).exists():
        return None
    first = answers and not message.replies.filter(answers=True).exists()
    turn = timedelta(microseconds=message.replies.count())
    reply = Reply(
        uid=uuid7(hand.at + turn), message=message, cause=cause, answers=answers, at=hand.at, next_at=hand.at
    )
    commitment = sealed.put(reply, "words", str(text))
    reply.save(force_insert=True)
    body = {"channel": message.channel, "cause": cause, "first": first, "words": commitment}
    hand.tell(events.ANSWERED, body)
    return reply


def rest_of(reply: Reply) -> str:
    """Where its reader finds the rest of words that are too long for their way; never with the code itself."""
    of_matter = reply.cause.partition(":")[0] == WORDS
    return str(REST % {"link": _follow_page()} if of_matter else REST_NOWHERE)


def _follow_page() -> str:
    return f"{conf.site()}{reverse('portal:follow')}"


def put_owed(at: datetime) -> int:
    """Queue everything that is owed to those who wrote and not queued yet; return how much.

    Owed is: the receipt code of the matter that a message became, every answer that is written on that matter to
    whoever raised it, and the answer to a concern that became no matter. A message that was joined with somebody
    else's matter is told so, and nothing of that matter. Only what the log says of concerns and matters since the last
    turn is looked at.
    """
    made, more = 0, True
    while more:
        count, more = _put_batch(at)
        made += count
    return made


@transaction.atomic
def _put_batch(at: datetime) -> tuple[int, bool]:
    """Queue what follows from the next events; return how much, and whether there may be more of them."""
    Cursor.objects.get_or_create(name=CURSOR)
    cursor = Cursor.objects.select_for_update(skip_locked=True).filter(name=CURSOR).first()
    if cursor is None:
        return 0, False
    upto = move_horizon(cursor)
    ours = Q(stream__startswith=Concern.stream_prefix()) | Q(stream__startswith=Matter.stream_prefix())
    fresh = Event.objects.filter(ours, id__gt=cursor.upto, id__lte=upto).order_by("id")
    found = list(fresh.values_list("id", "stream")[:AT_ONCE])
    more = len(found) == AT_ONCE
    cursor.upto = found[-1][0] if more else upto
    cursor.save()
    taken = _taken_up({stream for _id, stream in found})
    return sum(_put(pk, at) for pk in (_owing(taken) if taken else ())), more


def _taken_up(streams: Collection[str]) -> set[int]:
    """The messages that became the concerns or matters of some streams. Two statements, none without streams."""
    if not streams:
        return set()
    of = {Concern.stream_prefix(): set[UUID](), Matter.stream_prefix(): set[UUID]()}
    for stream in streams:
        prefix, _colon, uid = stream.partition(":")
        of[f"{prefix}:"].add(UUID(hex=uid))
    taken = Message.objects.filter(state=MessageState.CONCERN).order_by().values_list("pk", flat=True)
    concerns, matters = of[Concern.stream_prefix()], of[Matter.stream_prefix()]
    return {*taken.filter(concern__uid__in=concerns), *taken.filter(concern__matter__uid__in=matters)}


def _owing(pks: Collection[int]) -> list[int]:
    """Those of some messages to whose senders something is owed. One statement."""
    taken = Message.objects.filter(pk__in=pks).order_by()
    replies = Reply.objects.filter(message=OuterRef("pk"))
    unchecked = Q(concern__fate=Fate.CLOSED, concern__checked_at__isnull=True)
    ended = taken.exclude(concern__fate=Fate.OPEN).exclude(unchecked)
    fated = ended.filter(~Exists(replies.filter(cause__in=(FATED, CODE))))
    told = Reply.objects.filter(message=OuterRef(OuterRef("pk")), cause=OuterRef("cause"))
    words = Words.objects.filter(voice=Voice.ANSWER, matter=OuterRef("concern__matter"))
    words = words.annotate(cause=Concat(Value(f"{WORDS}:"), Cast("uid", CharField()))).filter(~Exists(told))
    answered = taken.filter(Exists(words), concern__fate=Fate.MATTER)
    return [pk for (pk,) in fated.values_list("pk").union(answered.values_list("pk"))]


@transaction.atomic
def _put(pk: int, at: datetime) -> int:
    message = Message.objects.select_for_update().get(pk=pk)
    concern = Concern.objects.select_related("matter").get(messages=message)
    hand = Hand(message, SYSTEM, at)
    made = [put(hand, cause, text, answers=answers) for cause, text, answers in _words_for(concern)]
    hand.store()
    return len([each for each in made if each])


def _words_for(concern: Concern) -> list[tuple[str, str | Text, bool]]:
    """Cause, words, and whether they are an answer, of everything that is owed for a concern."""
    if concern.fate == Fate.MATTER and concern.matter is not None:
        return _of_matter(concern.matter)
    if concern.fate in FIXED:
        return [(FATED, FIXED[Fate(concern.fate)], concern.fate == Fate.CLOSED)]
    return [(FATED, sealed.text(concern, "answer"), True)]


def _of_matter(matter: Matter) -> list[tuple[str, str | Text, bool]]:
    facts = {
        "number": matter.number,
        "code": code_of(matter.uid, matter.code_turn),
        "link": _follow_page(),
    }
    written = Words.objects.filter(matter=matter, voice=Voice.ANSWER).order_by("seq", "field")
    answers = [(f"{WORDS}:{each.uid}", sealed.text(each, "text"), True) for each in written]
    return [(CODE, RECEIPT % facts, False), *answers]
