"""By what ways something is published and comes in. Packages declare theirs in `ways`; a duplicate is refused.

register(Channel(key="robot", title=_("Group robot"), settings=(Setting(key="address", …),), deliver=send))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from yixian.procedures.language import Text

Given = Mapping[str, str]
"""The settings of a channel by key, those that are secret opened."""

_channels: dict[str, "Channel"] = {}


class DuplicateChannel(Exception):
    """Two declarations claim the same key."""


class Failed(Exception):
    """It did not go out; the message says why. `again` says that it may be tried once more by itself.

    `silent` says that the other side gave no answer, so that it is left alone for a while.
    """

    def __init__(self, why: str, *, again: bool = True, silent: bool = False) -> None:
        super().__init__(why)
        self.again = again
        self.silent = silent


class Unsure(Exception):
    """It was handed over and nobody knows whether it arrived, so it is not sent again by itself. `silent` as above."""

    def __init__(self, why: str, *, silent: bool = False) -> None:
        super().__init__(why)
        self.silent = silent


class Unheard(Exception):
    """What came in is not from whom it says, or cannot be read; the message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """Something that a channel must be told. A `secret` is kept sealed and never shown again."""

    key: str
    title: Text
    help: Text = ""
    secret: bool = False
    required: bool = True
    initial: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A publication as a channel gets it. `html` holds nothing but the safe subset; `link` leads to its page."""

    uid: str
    number: int
    title: str
    plain: str
    html: str
    author: str
    link: str
    correction: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """A request as it came in by a channel's address."""

    method: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """One message: its number with the sender's service, who sent it, what it says, and the proof that came along.

    `words` is empty where the message is no text. `context` is what the channel needs to acknowledge it.
    """

    number: str
    sender: str
    words: str
    proof: str
    context: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What is sent back at once."""

    body: str
    content_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """A way out, a way in, or both.

    `deliver` sends an item and returns what the channel calls it; without it, the channel shows what the database
    holds, and publishing is enough. `withdraw` takes back what is called so. `listen` reads a request: a message, or
    an answer that is only a greeting of the two machines; `acknowledge` makes the answer to a message; `tell` sends
    words to whoever wrote. `longest` is how many characters of text it takes; a longer text is cut, with its link.
    `longest_words` is how many bytes of UTF-8 `tell` takes; longer words are cut, with where the rest is to be read.
    All raise Failed or Unsure, `listen` Unheard.
    """

    key: str
    title: Text
    sentence: Text
    icon: str
    publishes: bool = True
    settings: tuple[Setting, ...] = ()
    longest: int | None = None
    longest_words: int | None = None
    deliver: Callable[[Item, Given], str] | None = None
    withdraw: Callable[[Item, Given, str], None] | None = None
    listen: Callable[[Incoming, Given, datetime], Heard | Answer] | None = None
    acknowledge: Callable[[Heard, str, Given, datetime], Answer] | None = None
    tell: Callable[[str, str, Given], None] | None = None

    @property
    def local(self) -> bool:
        """Whether publishing alone shows it there."""
        return self.publishes and self.deliver is None

    def lacks(self, given: Given) -> list[Text]:
        """The settings that are still missing."""
        return [each.title for each in self.settings if each.required and not given.get(each.key)]


def register(channel: Channel) -> Channel:
    """Make a channel known. Raises DuplicateChannel when the key is taken."""
    if channel.key in _channels:
        raise DuplicateChannel(channel.key)
    _channels[channel.key] = channel
    return channel


def get(key: str) -> Channel:
    """The channel of this key; raises KeyError where none is declared."""
    return _channels[key]


def every() -> list[Channel]:
    """All channels, in the order in which they are declared."""
    return list(_channels.values())
