"""Where concerns are heard. Each package declares its own in its `heard.py`; a duplicate is refused.

register(Source(key="diary", title=_("Public-concern diary"), channel=Channel.FIELD, record=find))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from yixian.access.actor import Actor
from yixian.matters.enums import Channel
from yixian.places.models import Unit
from yixian.procedures.language import Text

_sources: dict[str, "Source"] = {}


class DuplicateSource(Exception):
    """Two declarations claim the same key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What a concern was heard at: an entry, a visit, a gathering. `unit` is whose people answer for its fate.

    `place` is proposed for a new concern; `may_add` says whether this actor may add one now. `stream` names the
    files of the record, which may go along into a matter.
    """

    title: Text
    url_name: str
    unit: Unit
    at: datetime
    place: Unit | None = None
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    may_add: bool = False
    stream: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A kind of record at which concerns are heard.

    `record` finds one that this actor may read, None for any other. `later` gives the later records of the kind to
    which a concern may be carried on, with their ids; None where nothing is carried on. `rule` is the code of the row
    that says in what time its concerns have their end.
    """

    key: str
    title: Text
    channel: Channel
    record: Callable[[Actor, UUID], Record | None]
    later: Callable[[Actor, UUID], list[tuple[UUID, Text]]] | None = None
    rule: str = "concerns.fate"


def register(source: Source) -> Source:
    """Make a source known. Raises DuplicateSource when the key is taken."""
    if source.key in _sources:
        raise DuplicateSource(source.key)
    _sources[source.key] = source
    return source


def get(key: str) -> Source:
    """The source of this key; raises KeyError where none is declared."""
    return _sources[key]


def every() -> list[Source]:
    """All sources, by key."""
    return [_sources[key] for key in sorted(_sources)]
