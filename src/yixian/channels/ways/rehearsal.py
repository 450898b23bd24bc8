"""A channel for practice: it takes whatever is sent and passes it on to nobody; messages come in signed, as by a gateway."""

from django.utils.translation import gettext_lazy as _

from yixian.channels.declare import Channel, Given, Item, Setting
from yixian.channels.ways import gateway


def deliver(item: Item, _given: Given) -> str:
    """Take an item; nobody sees it."""
    return f"{item.uid}-{item.number}"


def withdraw(_item: Item, _given: Given, _remote: str) -> None:
    """Let go of it."""


def tell(_sender: str, _text: str, _given: Given) -> None:
    """Take words for somebody; nobody hears them."""


CHANNEL = Channel(
    key="rehearsal",
    title=_("Rehearsal"),
    sentence=_("For practice and demonstration: whatever is sent here reaches nobody."),
    icon="theater",
    settings=(Setting(key="secret", title=_("Shared secret"), secret=True),),
    deliver=deliver,
    withdraw=withdraw,
    listen=gateway.listen,
    acknowledge=gateway.acknowledge,
    tell=tell,
)
