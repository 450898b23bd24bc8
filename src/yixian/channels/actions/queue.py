"""Texts on their way to the channels: put into the queue when they are approved, taken out or called back later."""

from datetime import datetime, time

from django.utils import timezone

from yixian.channels import declare, events
from yixian.channels.actions.hand import Hand
from yixian.channels.enums import DeliveryState
from yixian.channels.models import Delivery, Edition, Publication


def put(hand: Hand[Publication], edition: Edition) -> None:
    """Put the text into the queue of each channel; where the database itself is shown, it is there at once."""
    since = edition.valid_from
    begins = timezone.make_aware(datetime.combine(since, time())) if since else hand.at
    rows = []
    for key in edition.channels:
        local = declare.get(key).local
        state = DeliveryState.SENT if local else DeliveryState.WAITING
        rows.append(
            Delivery(
                edition=edition,
                channel=key,
                state=state,
                next_at=max(begins, hand.at),
                sent_at=hand.at if local else None,
            )
        )
        if local:
            hand.tell(events.DELIVERED, {"channel": key, "edition": edition.number})
    Delivery.objects.bulk_create(rows)


def recall(row: Publication, at: datetime) -> None:
    """Have the texts that went out taken back where a channel can do so; keep back those that have not gone."""
    sent = Delivery.objects.filter(edition__publication=row)
    waiting = (DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.STUCK)
    sent.filter(state__in=waiting, recalls=False).update(state=DeliveryState.WITHDRAWN, why="")
    able = [each.key for each in declare.every() if each.withdraw is not None]
    known = sent.exclude(remote="").filter(channel__in=able, state=DeliveryState.SENT)
    known.update(state=DeliveryState.RECALL, recalls=True, tries=0, next_at=at, why="")
    local = [each.key for each in declare.every() if each.local]
    sent.filter(channel__in=local, state=DeliveryState.SENT).update(state=DeliveryState.WITHDRAWN)
    sent.filter(state__in=(DeliveryState.SENDING, DeliveryState.UNSURE)).update(recalls=True)
