"""What is hashed, and how: pure, the same for the log, its verification and a receipt far away.

Hashes stand in canonical JSON as lower-case hex digits, times as `2026-01-31T08:00:00.000000Z`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from yixian.kernel import canonical, merkle
from yixian.kernel.hashing import digest

VERSION = 1
TILE = 256
"""Leaves under one stored subtree head; a power of two, so that the heads of tiles make up the whole tree."""

_MOMENT = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]\.[0-9]{6}Z")


@dataclass(frozen=True, slots=True)
class Content:
    """What an event says, all of it covered by its hash. `at` as `moment` writes it, `prev` in hex."""

    stream: str
    seq: int
    prev: str
    kind: str
    at: str
    by: int | None
    post: int | None
    unit: int | None
    body: Mapping[str, object]
    alg: str

    def hash(self) -> bytes:
        """Return the event's 32-byte hash. Raises `NotCanonical` or `UnknownAlgorithm`."""
        fields: dict[str, object] = {"v": VERSION, "stream": self.stream, "seq": self.seq, "prev": self.prev}
        fields |= {"kind": self.kind, "at": self.at, "by": self.by, "post": self.post, "unit": self.unit}
        fields |= {"body": self.body, "alg": self.alg}
        return digest(self.alg, canonical.encode(fields))


@dataclass(frozen=True, slots=True)
class Header:
    """A seal: the head of the tree over all events with `after` < id ≤ `upto`, linked to the seal before it."""

    number: int
    at: str
    after: int
    upto: int
    size: int
    root: str
    prev: str
    alg: str

    def hash(self) -> bytes:
        """Return the seal's 32-byte hash. Raises `UnknownAlgorithm`."""
        fields: dict[str, object] = {"v": VERSION, "number": self.number, "at": self.at, "after": self.after}
        fields |= {
            "upto": self.upto,
            "size": self.size,
            "root": self.root,
            "prev": self.prev,
            "alg": self.alg,
        }
        return digest(self.alg, canonical.encode(fields))


def leaf(event_id: int, event_hash: bytes, alg: str) -> bytes:
    """Return the leaf hash of an event: position in the log and content, no more."""
    return merkle.leaf_hash(canonical.encode({"hash": event_hash.hex(), "id": event_id}), alg)


def moment(at: datetime) -> str:
    """Return an aware time in UTC to the microsecond. Raises `ValueError` for a naive one."""
    if at.tzinfo is None:
        raise ValueError("an aware time is needed")
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def is_moment(text: object) -> bool:
    """Tell whether `text` is a time as `moment` writes it."""
    return isinstance(text, str) and _MOMENT.fullmatch(text) is not None
