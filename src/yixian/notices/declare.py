"""What people are told of, as frozen declarations. Registration happens at import; a duplicate is refused.

Each package declares its own in its `notices.py`:

    register(
        NoticeKind(
            key="menu.claimable",
            title=_("An item waits to be claimed"),
            on=(events.ISSUED.key,),
            to=lambda event: Audience(units=frozenset({int(event.body["unit"])}), ability="menu.claim"),
            page=lambda event: ("desk:menu_board", {}),
        )
    )

A notice says no more than its title and the number of the record: nothing that is sealed.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from yixian.access.actor import Actor
from yixian.audit.models import Event
from yixian.procedures.language import Text

KEY_LENGTH = 60

_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_kinds: dict[str, "NoticeKind | Recurring"] = {}
_by_event: dict[str, list["NoticeKind"]] = {}
_subjects: dict[str, "Subject"] = {}

Page = tuple[str, Mapping[str, object]]
"""Name of an address, and what stands in it."""


class DuplicateNotice(Exception):
    """Two declarations claim the same key, or the same streams."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """Who is to hear of something: persons, and whoever holds a post at one of the units on that day.

    With `ability` only those at the units who hold it there. Whoever did it is never told of it.
    """

    persons: frozenset[int] = field(default_factory=frozenset)
    units: frozenset[int] = field(default_factory=frozenset)
    ability: str = ""


NOBODY = Audience()


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeKind:
    """A notice that follows an event of one of the kinds `on`.

    `sees` returns the ids of those of some events that somebody may know of; without it the `Subject` of the stream
    does, and where there is none, nobody is told. It is asked again whenever the notice is shown or sent. `urgent` ones
    are sent at once, all others once a day.
    """

    key: str
    title: Text
    on: tuple[str, ...]
    to: Callable[[Event], Audience]
    page: Callable[[Event], Page]
    urgent: bool = False
    sees: Callable[[Actor, Collection[Event]], set[int]] | None = None

    def __post_init__(self) -> None:
        _check(self.key)


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A record that somebody is to be reminded of: its stream, its page, and whom."""

    audience: Audience
    stream: str
    page: Page


@dataclass(frozen=True, kw_only=True, slots=True)
class Recurring:
    """A notice of computed rows, once a day: one for each person, with the number of rows that concern them.

    Where there are several it leads to `page` with `query`; a single one leads to its own page.
    """

    key: str
    title: Text
    find: Callable[[datetime], Iterable[Due]]
    page: Page
    query: str = ""
    urgent: bool = False

    def __post_init__(self) -> None:
        _check(self.key)


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What the streams that begin with `prefix` are about.

    `seen` returns those of some streams that an actor may see, when they are told and at every later look; `numbers`,
    by stream, how people call the record.
    """

    prefix: str
    seen: Callable[[Actor, Collection[str]], set[str]]
    numbers: Callable[[Collection[str]], dict[str, str]]


def _check(key: str) -> None:
    if not _KEY.fullmatch(key) or len(key) > KEY_LENGTH:
        raise ValueError(f"{key!r} is not of the form package.name")


def register(kind: NoticeKind) -> NoticeKind:
    """Make a kind known. Raises `DuplicateNotice` when the key is taken."""
    _enter(kind)
    for event in kind.on:
        _by_event.setdefault(event, []).append(kind)
    return kind


def recur(kind: Recurring) -> Recurring:
    """Make a daily kind known. Raises `DuplicateNotice` when the key is taken."""
    _enter(kind)
    return kind


def guard(subject: Subject) -> Subject:
    """Say who sees the records of some streams. Raises `DuplicateNotice` when that is said already."""
    if subject.prefix in _subjects:
        raise DuplicateNotice(subject.prefix)
    _subjects[subject.prefix] = subject
    return subject


def _enter(kind: NoticeKind | Recurring) -> None:
    if kind.key in _kinds:
        raise DuplicateNotice(kind.key)
    _kinds[kind.key] = kind


def every() -> list[NoticeKind | Recurring]:
    """All kinds, by key."""
    return [_kinds[key] for key in sorted(_kinds)]


def get(key: str) -> NoticeKind | Recurring | None:
    """The kind of this key, None where no package declares it any more."""
    return _kinds.get(key)


def recurring() -> list[Recurring]:
    """The daily kinds, by key."""
    return [kind for kind in every() if isinstance(kind, Recurring)]


def for_event(kind: str) -> tuple[NoticeKind, ...]:
    """The kinds of notice that follow a kind of event."""
    return tuple(_by_event.get(kind, ()))


def event_kinds() -> list[str]:
    """Every kind of event that some notice follows."""
    return sorted(_by_event)


def subject_of(stream: str) -> Subject | None:
    """What a stream is about, None where nobody says so."""
    return _subjects.get(f"{stream.partition(':')[0]}:")
