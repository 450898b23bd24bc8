"""Sending what waits. Each delivery is claimed by one worker, sent outside any transaction, and then settled."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from yixian.access.queries import actor_for
from yixian.kernel import sealed
from yixian.notices import rules, words
from yixian.notices.actions.plan import digest_of
from yixian.notices.enums import DeliveryState, Purpose, Reason, Way
from yixian.notices.gateways import Message, NotDelivered, send
from yixian.notices.models import Delivery, Preference
from yixian.notices.queries import preference_of, still_seen

CLAIM = timedelta(minutes=5)
MOST = 20


def deliver(at: datetime, most: int = MOST) -> int:
    """Send up to `most` deliveries whose moment has come; return how many were tried.

    Two workers never send the same one. A claim that ran out becomes a failure that a person looks at. A gateway
    that cannot be reached is left alone for the rest of the turn, and so is an address where a message was refused, so
    that nobody else waits for them.
    """
    _give_up_lost(at)
    tried, alone = 0, Q(pk__in=())
    while tried < most and (delivery := _claim(at, alone)) is not None:
        failure = _attempt(delivery, at)
        tried += 1
        if failure is not None and failure.reason == Reason.UNREACHABLE:
            alone |= Q(address__way=delivery.address.way)
        elif failure is not None:
            alone |= Q(address=delivery.address_id)
    return tried


def _give_up_lost(at: datetime) -> None:
    lost = Delivery.objects.filter(state=DeliveryState.SENDING, claimed_until__lt=at)
    lost.update(state=DeliveryState.FAILED, reason=Reason.UNSURE, ended_at=at, claimed_until=None)


@transaction.atomic
def _claim(at: datetime, alone: Q) -> Delivery | None:
    """Take the delivery that has waited longest, for this worker alone; none of those to be left alone."""
    rows = Delivery.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
    waiting = rows.filter(~alone, state=DeliveryState.WAITING, next_at__lte=at).order_by("next_at", "pk")
    found = waiting.select_related("address__person", "notice").first()
    if found is None:
        return None
    found.state, found.claimed_until, found.tries = DeliveryState.SENDING, at + CLAIM, found.tries + 1
    found.save(update_fields=["state", "claimed_until", "tries"])
    return found


def _attempt(delivery: Delivery, at: datetime) -> NotDelivered | None:
    """Send a delivery that this worker claimed; return why it did not go out, None where it did or was not needed."""
    preference = preference_of(delivery.address.person_id)
    message = _message(delivery, preference, at)
    if message is None:
        _settle(delivery, at, DeliveryState.DROPPED)
        return None
    try:
        send(Way(delivery.address.way), sealed.text(delivery.address, "address"), message)
    except NotDelivered as failure:
        _fail(delivery, preference, at, failure)
        return failure
    _settle(delivery, at, DeliveryState.SENT)
    return None


def _message(delivery: Delivery, preference: Preference, at: datetime) -> Message | None:
    """What is to be sent; None where it was read meanwhile, or is no longer theirs to hear: they hold no post, or may
    not see the record any more.
    """
    address = delivery.address
    actor = actor_for(address.person, timezone.localdate(at))
    if not actor.roles:
        return None
    if delivery.purpose == Purpose.CODE:
        digits = sealed.text(address, "code")
        return words.code(digits, preference.language) if digits else None
    if address.verified_at is None:
        return None
    if delivery.notice is not None:
        heard = not delivery.notice.read_at and still_seen(actor, [delivery.notice])
        return words.urgent(delivery.notice, preference.language) if heard else None
    told = digest_of(delivery, preference, actor)
    return words.digest(told, preference.language) if told else None


def _fail(delivery: Delivery, preference: Preference, at: datetime, failure: NotDelivered) -> None:
    pause = None if failure.lasting else rules.pause_after(delivery.tries)
    if pause is None:
        _settle(delivery, at, DeliveryState.FAILED, failure.reason)
        return
    urgent = delivery.purpose == Purpose.CODE or preference.urgent_breaks
    again = at + pause if urgent else rules.after_quiet(at + pause, preference.hours)
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING)
    mine.update(state=DeliveryState.WAITING, next_at=again, reason=failure.reason, claimed_until=None)


def _settle(delivery: Delivery, at: datetime, state: DeliveryState, reason: str = "") -> None:
    """End a delivery that this worker claimed; one that was given up meanwhile stays so. A code is not kept."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING)
    mine.update(state=state, reason=reason, ended_at=at, claimed_until=None)
