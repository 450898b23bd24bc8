"""The worker's part: texts go to their channels and answers back to those who wrote, each once.

What is to be sent is claimed by a conditional update and sent outside any transaction; then what became of it is
written down. A worker that dies in between leaves behind something of which nobody knows whether it arrived, and
that is left to people instead of being sent again.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import structlog
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import SYSTEM, Actor
from yixian.channels import conf, declare, events, rules
from yixian.channels.actions.hand import Hand, publication
from yixian.channels.actions.publishing import WRITE
from yixian.channels.actions.telling import put_owed
from yixian.channels.declare import Failed, Item, Unsure
from yixian.channels.enums import TO_DO, DeliveryState
from yixian.channels.models import Delivery, Edition, Message, Publication, Reply
from yixian.kernel import sealed
from yixian.matters.actions.store import refuse

AT_ONCE = 50
"""So many of a kind are sent in one turn of the worker."""
LOST = _("The worker was interrupted while it was sent.")
_log = structlog.get_logger("yixian.channels")

Row = TypeVar("Row", Delivery, Reply)


def run(at: datetime) -> int:
    """Send what is due and not claimed by another worker; return how much was tried."""
    put_owed(at)
    for model in (Delivery, Reply):
        _give_up(model, at)
    tried = sum(_deliver(pk, at) for pk in _due(Delivery, at))
    return tried + sum(_tell(pk, at) for pk in _due(Reply, at))


def _due(model: type[models.Model], at: datetime) -> list[Any]:
    rows = model._default_manager.filter(state__in=TO_DO, next_at__lte=at)
    return list(rows.order_by("next_at", "pk").values_list("pk", flat=True)[:AT_ONCE])


def _claim(model: type[models.Model], pk: Any, at: datetime) -> bool:
    """Take something to send; False where another worker was quicker."""
    rows = model._default_manager.filter(pk=pk, state__in=TO_DO, next_at__lte=at)
    return bool(rows.update(state=DeliveryState.SENDING, taken_at=at, tries=F("tries") + 1))


def _give_up(model: type[models.Model], at: datetime) -> None:
    """What was claimed long ago and of which nothing was heard is neither sent nor not sent."""
    lost = model._default_manager.filter(state=DeliveryState.SENDING, taken_at__lt=at - rules.LEASE)
    lost.update(state=DeliveryState.UNSURE, why=str(LOST))


def _attempt(row: Row, at: datetime, send: Callable[[], str]) -> str:
    """Send something; note on the row what became of it. Return what the channel calls it."""
    row.why = ""
    try:
        remote = send()
    except Failed as failed:
        again = rules.next_try(row.tries, at) if failed.again else None
        row.state = DeliveryState.FAILED if again else DeliveryState.STUCK
        row.next_at, row.why = again or row.next_at, str(failed)[:200]
    except Unsure as unsure:
        row.state, row.why = DeliveryState.UNSURE, str(unsure)[:200]
    except Exception as error:  # noqa: BLE001 - a channel's fault must not stop the others
        _log.error("channel failed", row=row._meta.label, pk=str(row.pk), exc_info=error)
        row.state, row.why = (
            DeliveryState.UNSURE,
            str(_("The channel failed in a way that was not foreseen.")),
        )
    else:
        row.state, row.sent_at = DeliveryState.SENT, at
        return remote
    return ""


def _deliver(pk: Any, at: datetime) -> int:
    if not _claim(Delivery, pk, at):
        return 0
    row = Delivery.objects.select_related("edition__publication__unit").get(pk=pk)
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

    remote = _attempt(row, at, send)
    with transaction.atomic():
        _note_delivery(row, remote, at, recalled=recalls)
    return 1


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


def _tell(pk: Any, at: datetime) -> int:
    if not _claim(Reply, pk, at):
        return 0
    row = Reply.objects.select_related("message").get(pk=pk)
    message = row.message
    channel, setup = declare.get(message.channel), conf.get(message.channel)

    def send() -> str:
        if not setup.on or channel.tell is None:
            raise Failed(str(_("The channel is switched off.")))
        channel.tell(sealed.text(message, "sender"), sealed.text(row, "words"), setup.given)
        return ""

    _attempt(row, at, send)
    body = {"channel": message.channel, "reply": row.uid.hex}
    with transaction.atomic():
        row.save(update_fields=["state", "next_at", "sent_at", "why"])
        found = Message.objects.select_for_update().get(pk=message.pk)
        hand = Hand(found, SYSTEM, at)
        if row.state == DeliveryState.SENT:
            hand.tell(events.TOLD, body)
        else:
            hand.tell(events.UNTOLD, {**body, "why": row.why, "state": str(row.state)})
        hand.store()
    return 1


@transaction.atomic
def try_again(*, by: Actor, at: datetime, uid: UUID, delivery: int, token: UUID | None = None) -> Publication:
    """Have a delivery that failed sent once more. Raises Denied, Refused, Publication.DoesNotExist."""
    hand = publication(by, at, uid, token, WRITE)
    if hand.done:
        return hand.row
    failed = Q(state__in=(DeliveryState.STUCK, DeliveryState.FAILED))
    found = Delivery.objects.filter(failed, pk=delivery, edition__publication=hand.row)
    if not found.update(state=DeliveryState.WAITING, tries=0, next_at=at, why=""):
        raise refuse(_("This delivery does not stand still any more. Nothing was changed."))
    hand.tell(events.SETTLED, {"channel": _channel_of(delivery), "delivery": delivery, "as": "again"})
    return hand.store()


@transaction.atomic
def settle(
    *, by: Actor, at: datetime, uid: UUID, delivery: int, arrived: bool, token: UUID | None = None
) -> Publication:
    """Somebody looked at the channel: a delivery of which nothing was known did arrive, or did not and is sent again.

    Raises Denied, Refused, Publication.DoesNotExist.
    """
    hand = publication(by, at, uid, token, WRITE)
    if hand.done:
        return hand.row
    row = Delivery.objects.select_for_update().filter(pk=delivery, edition__publication=hand.row).first()
    if row is None or row.state != DeliveryState.UNSURE:
        raise refuse(_("This delivery does not stand still any more. Nothing was changed."))
    body = {"channel": row.channel, "edition": row.edition.number}
    if arrived and row.recalls and row.remote:
        row.state, row.tries, row.next_at, row.why = DeliveryState.RECALL, 0, at, ""
        hand.tell(events.SETTLED, {**body, "as": "recall"})
    elif arrived:
        row.state, row.sent_at, row.why = DeliveryState.SENT, at, ""
        hand.tell(events.DELIVERED, body)
    elif row.recalls:
        row.state, row.why = DeliveryState.WITHDRAWN, ""
        hand.tell(events.SETTLED, {**body, "as": "not_arrived"})
    else:
        row.state, row.tries, row.next_at, row.why = DeliveryState.WAITING, 0, at, ""
        hand.tell(events.SETTLED, {**body, "as": "again"})
    row.save(update_fields=["state", "sent_at", "why", "tries", "next_at"])
    return hand.store()


def _channel_of(delivery: int) -> str:
    return Delivery.objects.values_list("channel", flat=True).get(pk=delivery)
