"""The robot of a work group, or whatever else takes a notice under an address, by apprise."""

import apprise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yixian.channels.declare import Channel, Failed, Given, Item, Setting
from yixian.channels.rules import cut

LONGEST = 900


def deliver(item: Item, given: Given) -> str:
    """Send it to the group; a group gives no number back. The library does not say whether one answered at all."""
    sender = apprise.Apprise()
    if not sender.add(given["address"]):
        raise Failed(_("The address in the settings cannot be used."), again=False)
    body = "\n".join(filter(None, (cut(item.plain, LONGEST), item.link)))
    if not sender.notify(title=item.title, body=body):
        raise Failed(_("The group did not take it."), silent=True)
    return ""


CHANNEL = Channel(
    key="robot",
    title=gettext_lazy("Robot of a group"),
    sentence=gettext_lazy("A work group in WeCom, DingTalk, Feishu or another that takes notices."),
    icon="robot",
    settings=(
        Setting(
            key="address",
            title=gettext_lazy("Address of the robot"),
            help=gettext_lazy("As apprise writes it, such as wecombot://key/."),
            secret=True,
        ),
    ),
    longest=LONGEST,
    deliver=deliver,
)
