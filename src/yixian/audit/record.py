"""Composing events into their chain and appending them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from yixian.audit.models import Chained, Event
from yixian.audit.registry import EventKind
from yixian.kernel import canonical, hashing

ALGORITHM = "sha256"


def event_hash(event: Event) -> bytes:
    """Hash over every field of an event but its row number, in canonical JSON."""
    content = {
        "stream": event.stream,
        "seq": event.seq,
        "kind": event.kind,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": event.by_id,
        "post": event.post_id,
        "unit": event.unit_id,
        "body": event.body,
        "alg": event.alg,
        "prev": bytes(event.prev).hex(),
    }
    return hashing.digest(event.alg, canonical.encode(content))


def compose(
    *,
    subject: Chained,
    stream: str,
    kind: EventKind,
    at: datetime,
    by_id: int | None = None,
    post_id: int | None = None,
    unit_id: int | None = None,
    body: Mapping[str, Any] | None = None,
) -> Event:
    """The next event of a subject's chain. Advances the chain on the subject, which the caller must save."""
    event = Event(
        stream=stream,
        seq=subject.chain_seq + 1,
        kind=kind.key,
        at=at,
        by_id=by_id,
        post_id=post_id,
        unit_id=unit_id,
        body=dict(body or {}),
        alg=ALGORITHM,
        prev=bytes(subject.chain_head),
    )
    event.hash = event_hash(event)
    subject.chain_seq, subject.chain_head = event.seq, event.hash
    return event


def append(events: Sequence[Event]) -> None:
    """Write composed events, in one statement."""
    Event.objects.bulk_create(events)


def broken_links(events: Sequence[Event]) -> list[Event]:
    """Events of one stream, in order of seq, whose hash, number or link to the one before is wrong."""
    broken: list[Event] = []
    seq, prev = 0, b""
    for event in events:
        right = event.seq == seq + 1 and bytes(event.prev) == prev and bytes(event.hash) == event_hash(event)
        if not right:
            broken.append(event)
        seq, prev = event.seq, bytes(event.hash)
    return broken
