"""What somebody does about what did not go out: have it sent once more, or say what they found at the channel."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.channels import events
from yixian.channels.actions.hand import message, publication
from yixian.channels.actions.publishing import WRITE
from yixian.channels.enums import STANDING_STILL, DeliveryState
from yixian.channels.models import Delivery, Message, Publication
from yixian.matters.actions.store import refuse


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


@transaction.atomic
def tell_again(*, by: Actor, at: datetime, uid: UUID, reply: UUID, token: UUID | None = None) -> Message:
    """Have an answer that did not go back, or of which nobody knows, sent once more.

    Raises Denied, Refused, Message.DoesNotExist.
    """
    hand = message(by, at, uid, token)
    if hand.done:
        return hand.row
    still = hand.row.replies.filter(pk=reply, state__in=STANDING_STILL)
    if not still.update(state=DeliveryState.WAITING, tries=0, next_at=at, why=""):
        raise refuse(_("This answer does not stand still any more. Nothing was changed."))
    hand.tell(events.RETOLD, {"channel": hand.row.channel, "reply": reply.hex})
    return hand.store()
