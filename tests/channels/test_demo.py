"""The year of publishing and receiving in the demonstration, played through the real actions."""

from collections import Counter
from datetime import date, timedelta

from yixian.channels.enums import DeliveryState, MessageState, State
from yixian.channels.models import Delivery, Message, Publication, Reply
from yixian.demo import build, channels, channels_words
from yixian.demo.acting import staff
from yixian.demo.plan import DAYS
from yixian.measures.actions import recount
from yixian.measures.queries import figures
from yixian.places.models import Unit

TODAY = date(2026, 11, 20)


def test_a_year_of_publishing_and_receiving(db: None) -> None:
    start = build.settle(TODAY)
    channels.furnish(start)
    units = {unit.pk: unit for unit in Unit.objects.defer("boundary")}
    places = {unit.uid: unit for unit in units.values()}
    year = channels.steps(build.stream("channels"), build.tree(), start, staff(units), places)
    for _at, _order, _what, act in sorted(year, key=lambda step: step[:2]):
        act()
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
    assert not Publication.objects.filter(touched_at__date__gte=TODAY).exists()
    keys = ["channels.publications", "channels.received", "channels.answered"]
    counts = figures(keys, None, start, start + timedelta(days=DAYS + 1))
    totals = [sum(counts[key].values()) for key in keys]
    assert totals == [38, 15, 11]
    assert recount() == []
