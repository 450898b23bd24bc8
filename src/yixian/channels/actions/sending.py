"""The worker's part: texts go to their channels and answers back to those who wrote, each once.

What is to be sent is claimed by a conditional update and sent outside any transaction; then what became of it is
written down. A worker that dies in between leaves behind something of which nobody knows whether it arrived, and
that is left to people instead of being sent again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import SYSTEM
from yixian.channels import conf, declare, events, rules
from yixian.channels.actions.hand import Hand, publication
from yixian.channels.actions.telling import put_owed, rest_of
from yixian.channels.declare import Failed, Item, Unsure
from yixian.channels.enums import TO_DO, DeliveryState
from yixian.channels.models import Delivery, Edition, Message, Reply
from yixian.kernel import sealed

AT_ONCE = 50
"""So many of a kind are sent by a channel in one turn of the worker."""
SPAN = timedelta(minutes=1)
"""So long a channel is sent to in one turn; what is left waits for the next, so that the other channels do not."""
LOST = _("The worker was interrupted while it was sent.")
_log = structlog.get_logger("yixian.channels")

Row = TypeVar("Row", Delivery, Reply)
Now = Callable[[], datetime]


@dataclass(frozen=True)
class Outcome:
    """What the channel calls what was sent, and whether it gave any answer."""

    remote: str = ""
    answered: bool = True


def run(at: datetime, clock: Now | None = None) -> int:
    """Send what is due and not claimed by another worker; return how much was tried.

    `clock` tells the moment at which each is taken and ends; without it all of the turn happens at `at`. A channel
    that gives no answer is left alone for the rest of the turn.
    """
    put_owed(at)
    _give_up_deliveries(at)
    _give_up_replies(at)
    now = clock or (lambda: at)
    return sum(_send_by(each.key, at, now) for each in declare.every())


def _send_by(key: str, at: datetime, now: Now) -> int:
    """Send what is due by one channel; return how much was tried."""
    over, tried = now() + SPAN, 0
    for model, due, act in (
        (Delivery, Delivery.objects.filter(channel=key), _deliver),
        (Reply, Reply.objects.filter(message__channel=key), _tell),
    ):
        rows = due.filter(state__in=TO_DO, next_at__lte=at).order_by("next_at", "pk")
        for pk in list(rows.values_list("pk", flat=True)[:AT_ONCE]):
            if now() > over:
                return tried
            if _claim(model, pk, at, now()):
                tried += 1
                if not act(pk, now):
                    return tried
    return tried


def _claim(model: type[models.Model], pk: Any, at: datetime, moment: datetime) -> bool:
    """Take something to send; False where another worker was quicker."""
    rows = model._default_manager.filter(pk=pk, state__in=TO_DO, next_at__lte=at)
    return bool(rows.update(state=DeliveryState.SENDING, taken_at=moment, tries=F("tries") + 1))


def _lost(at: datetime) -> Q:
    """What was claimed long ago and of which nothing was heard: neither sent nor not sent."""
    return Q(state=DeliveryState.SENDING, taken_at__lt=at - rules.LEASE)


def _give_up_deliveries(at: datetime) -> None:
    lost = Delivery.objects.filter(_lost(at))
    for pk, uid in list(lost.values_list("pk", "edition__publication__uid")):
        with transaction.atomic():
            publication(SYSTEM, at, uid, None)
            if lost.filter(pk=pk).update(state=DeliveryState.UNSURE, why=str(LOST)):
                _note_delivery(_delivery(pk), "", at, recalled=False)


def _give_up_replies(at: datetime) -> None:
    lost = Reply.objects.filter(_lost(at))
    for pk, message in list(lost.values_list("pk", "message")):
        with transaction.atomic():
            found = Message.objects.select_for_update().get(pk=message)
            if lost.filter(pk=pk).update(state=DeliveryState.UNSURE, why=str(LOST)):
                _note_reply(found, Reply.objects.get(pk=pk), at)


def _attempt(row: Row, now: Now, send: Callable[[], str]) -> Outcome:
    """Send something; note on the row what became of it."""
    row.why = ""
    try:
        remote = send()
    except Failed as failed:
        again = rules.next_try(row.tries, now()) if failed.again else None
        row.state = DeliveryState.FAILED if again else DeliveryState.STUCK
        row.next_at, row.why = again or row.next_at, str(failed)[:200]
        return Outcome(answered=not failed.silent)
    except Unsure as unsure:
        row.state, row.why = DeliveryState.UNSURE, str(unsure)[:200]
        return Outcome(answered=not unsure.silent)
    except Exception as error:  # noqa: BLE001 - a channel's fault must not stop the others
        _log.error("channel failed", row=row._meta.label, pk=str(row.pk), exc_info=error)
        row.state = DeliveryState.UNSURE
        row.why = str(_("The channel failed in a way that was not foreseen."))
        return Outcome()
    row.state, row.sent_at = DeliveryState.SENT, now()
    return Outcome(remote)


def _delivery(pk: Any) -> Delivery:
    return Delivery.objects.select_related("edition__publication__unit").get(pk=pk)


def _deliver(pk: Any, now: Now) -> bool:
    """Send a text that was claimed; return whether the channel gave an answer."""
    row = _delivery(pk)
    channel, setup = declare.get(row.channel), conf.get(row.channel)
    given = setup.given
    recalls = row.recalls and bool(row.remote)

    def send() -> str:
        if not setup.on or channel.deliver is None:
            raise Failed(str(_("The channel is switched off.")))
        if recalls and channel.withdraw is not None:
            channel.withdraw(_item(row.edition), given, row.remote)
            return row.remote
        return channel.deliver(_item(row.edition), given)

    outcome = _attempt(row, now, send)
    with transaction.atomic():
        _note_delivery(row, outcome.remote, now(), recalled=recalls)
    return outcome.answered


def _note_delivery(row: Delivery, remote: str, at: datetime, *, recalled: bool) -> None:
    """Write down what became of a delivery, in its row and on the chain of the publication."""
    hand = publication(SYSTEM, at, row.edition.publication.uid, None)
    body = {"channel": row.channel, "edition": row.edition.number}
    wanted_back = Delivery.objects.filter(pk=row.pk, recalls=True).exists()
    if row.state == DeliveryState.SENT and recalled:
        row.state = DeliveryState.WITHDRAWN
        hand.tell(events.RECALLED, body)
    elif row.state == DeliveryState.SENT:
        row.remote, row.tries = remote[:128], 0
        hand.tell(events.DELIVERED, body)
        if wanted_back:
            _call_back(row, at)
    else:
        hand.tell(events.FAILED, {**body, "why": row.why, "state": str(row.state)})
        if wanted_back and not recalled and row.state in (DeliveryState.FAILED, DeliveryState.STUCK):
            row.state = DeliveryState.WITHDRAWN
    if wanted_back and row.state == DeliveryState.UNSURE:
        row.recalls = True
    row.save(update_fields=["state", "remote", "tries", "next_at", "sent_at", "why", "recalls"])
    hand.store()


def _call_back(row: Delivery, at: datetime) -> None:
    """It went out although it had been withdrawn meanwhile: take it back where that can be done."""
    row.recalls = bool(row.remote) and declare.get(row.channel).withdraw is not None
    if row.recalls:
        row.state, row.next_at = DeliveryState.RECALL, at


def _item(edition: Edition) -> Item:
    row, base = edition.publication, conf.site()
    title = edition.title
    if edition.correction:
        title = str(_("Corrected: %(title)s") % {"title": title})[: rules.LONGEST_TITLE]
    note = f"<p>{edition.correction}</p>" if edition.correction else ""
    return Item(
        uid=row.uid.hex,
        number=edition.number,
        title=title,
        plain=rules.plain(edition.body),
        html=rules.rendered(f"{note}\n\n{edition.body}" if note else edition.body),
        author=row.unit.name,
        link=f"{base}{reverse('portal:news_item', kwargs={'uid': row.uid})}" if base else "",
        correction=edition.correction,
    )


def _tell(pk: Any, now: Now) -> bool:
    """Send words that were claimed back to whoever wrote; return whether the channel gave an answer."""
    row = Reply.objects.select_related("message").get(pk=pk)
    message = row.message
    channel, setup = declare.get(message.channel), conf.get(message.channel)

    def send() -> str:
        if not setup.on or channel.tell is None:
            raise Failed(str(_("The channel is switched off.")))
        words = sealed.text(row, "words")
        if channel.longest_words is not None:
            words = rules.fitted(words, channel.longest_words, rest_of(row))
        channel.tell(sealed.text(message, "sender"), words, setup.given)
        return ""

    outcome = _attempt(row, now, send)
    with transaction.atomic():
        _note_reply(Message.objects.select_for_update().get(pk=message.pk), row, now())
    return outcome.answered


def _note_reply(message: Message, row: Reply, at: datetime) -> None:
    """Write down what became of words, in their row and on the chain of the message, which is locked."""
    row.save(update_fields=["state", "next_at", "sent_at", "why"])
    hand, body = Hand(message, SYSTEM, at), {"channel": message.channel, "reply": row.uid.hex}
    if row.state == DeliveryState.SENT:
        hand.tell(events.TOLD, body)
    else:
        hand.tell(events.UNTOLD, {**body, "why": row.why, "state": str(row.state)})
    hand.store()
