"""The year of publishing and receiving in the demonstration, played through the real actions."""

from collections import Counter
from datetime import date, timedelta

from yixian.channels.enums import DeliveryState, MessageState, State
from yixian.channels.models import Delivery, Message, Publication, Reply
from yixian.demo import channels_words
from yixian.demo.plan import DAYS
from yixian.measures.queries import figures


def holds(start: date, today: date) -> None:
    """What the played year must hold of publishing and receiving."""
    states = Counter(Publication.objects.values_list("state", flat=True))
    assert states == {State.LIVE: 37, State.WITHDRAWN: 1, State.DRAFT: 2}
    assert Publication.objects.filter(pending=State.REVIEW).count() == 1
    assert Publication.objects.filter(current__number=2).count() == len(channels_words.CORRECTIONS)
    fates = Counter(Message.objects.values_list("state", flat=True))
    assert fates == {
        MessageState.ANSWERED: 4,
        MessageState.CONCERN: 7,
        MessageState.CLOSED: 2,
        MessageState.NEW: 2,
    }
    assert not Reply.objects.exclude(state=DeliveryState.SENT).exists()
    assert not Delivery.objects.filter(state__in=(DeliveryState.WAITING, DeliveryState.STUCK)).exists()
    assert not Publication.objects.filter(touched_at__date__gte=today).exists()
    keys = ["channels.publications", "channels.received", "channels.answered"]
    counts = figures(keys, None, start, start + timedelta(days=DAYS + 1))
    totals = [sum(counts[key].values()) for key in keys]
    assert totals == [38, 15, 11]
