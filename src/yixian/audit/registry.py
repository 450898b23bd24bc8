"""Kinds of event by key. Registration happens at import; a duplicate is refused.

Each package declares its own in its `events.py`:

    OPENED = register(EventKind(key="matters.opened", sentence=_("%(unit)s opened it"), sheds=("story",)))
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_COMMITMENT = re.compile(r"[0-9a-f]{64}")
_kinds: dict[str, "EventKind"] = {}


class DuplicateEventKind(Exception):
    """Two declarations claim the same key."""


class BadBody(ValueError):
    """The body of an event holds in clear what it may only commit to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EventKind:
    """A kind of event: `package.verb`, its sentence, and the body keys that only commit to sealed text.

    The named gaps of `sentence` are keys of the body, or what the page adds to it, such as names of units.
    Under a key of `sheds` stands a commitment (`kernel.sealing.commitment`) or null: once the sealed text
    is erased, the event tells nothing about it. `labels` say over each such text what it is. `told` kinds are read
    in full by whoever the stream belongs to (a matter's, whoever raised it); of the others they learn that they stand.
    """

    key: str
    sentence: str | Promise
    sheds: tuple[str, ...] = ()
    labels: Mapping[str, str | Promise] = field(default_factory=dict)
    told: bool = False

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"{self.key!r} is not of the form package.verb")

    def describe(self, facts: Mapping[str, object]) -> str:
        """Return the sentence filled in, an ellipsis where a fact is missing."""
        return str(self.sentence) % defaultdict(lambda: "…", facts)

    def check(self, body: Mapping[str, object]) -> None:
        """Raise `BadBody` when a key of `sheds` holds anything but a commitment."""
        for key in self.sheds:
            value = body.get(key)
            if value is not None and not (isinstance(value, str) and _COMMITMENT.fullmatch(value)):
                raise BadBody(f"{self.key}: {key} must be a commitment of 64 hex digits")


def register(kind: EventKind) -> EventKind:
    """Make a kind known. Raises DuplicateEventKind when the key is taken."""
    if kind.key in _kinds:
        raise DuplicateEventKind(kind.key)
    _kinds[kind.key] = kind
    return kind


def get(key: str) -> EventKind:
    """The kind of this key; raises KeyError where none is declared."""
    return _kinds[key]


def every() -> list[EventKind]:
    """All kinds, by key."""
    return [_kinds[key] for key in sorted(_kinds)]
