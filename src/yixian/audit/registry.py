"""Kinds of event by key. Registration happens at import; a duplicate is refused."""

from dataclasses import dataclass

from django.utils.functional import Promise

_kinds: dict[str, "EventKind"] = {}


class DuplicateEventKind(Exception):
    """Two declarations claim the same key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EventKind:
    """``sentence`` tells the event to a reader; its named gaps are keys of the event's body."""

    key: str
    sentence: str | Promise


def register(kind: EventKind) -> EventKind:
    """Make a kind known. Raises DuplicateEventKind when the key is taken."""
    if kind.key in _kinds:
        raise DuplicateEventKind(kind.key)
    _kinds[kind.key] = kind
    return kind


def get(key: str) -> EventKind:
    """The kind of this key; raises KeyError where none is declared."""
    return _kinds[key]
