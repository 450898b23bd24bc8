"""A microblog: one short post with the link. Off until its address and token are entered."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yixian.channels.declare import Channel, Failed, Given, Item, Setting
from yixian.channels.rules import post as short
from yixian.channels.ways.http import post, unreadable

LONGEST = 140


def deliver(item: Item, given: Given) -> str:
    """Post it; return the number of the post."""
    text = short(item.title, item.plain, item.link, LONGEST)
    said = post(_at(given, "statuses/share.json"), data={"access_token": given["token"], "status": text})
    return _number(said, harmless=False)


def withdraw(_item: Item, given: Given, remote: str) -> None:
    """Delete the post."""
    address = _at(given, "statuses/destroy.json")
    said = post(address, harmless=True, data={"access_token": given["token"], "id": remote})
    _number(said, harmless=True)


def _at(given: Given, path: str) -> str:
    return f"{given['address'].rstrip('/')}/{path}"


def _number(said: Any, *, harmless: bool) -> str:
    """The number of the post in an answer. Raises Failed for one that tells of a fault, Unsure for one that says nothing."""
    told = said if isinstance(said, dict) else {}
    if number := told.get("idstr") or told.get("id"):
        return str(number)
    if "error" not in told:
        raise unreadable(harmless=harmless)
    raise Failed(_("The microblog refused it: %(why)s") % {"why": str(told["error"])[:80]}, again=False)


CHANNEL = Channel(
    key="microblog",
    title=gettext_lazy("Microblog"),
    sentence=gettext_lazy("Title and beginning of the text in one short post, with the link to the whole."),
    icon="brand-weibo",
    settings=(
        Setting(
            key="address",
            title=gettext_lazy("Address of the programming interface"),
            help=gettext_lazy("Such as https://api.weibo.com/2/."),
        ),
        Setting(key="token", title=gettext_lazy("Access token"), secret=True),
    ),
    longest=LONGEST,
    deliver=deliver,
    withdraw=withdraw,
)
