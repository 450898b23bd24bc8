"""Recording events. Called by the actions of other packages, inside their transaction.

event = compose(subject=matter, kind=OPENED, at=at, by_id=by.id, body={…})
matter.save()          # under the row lock that the action holds, or as INSERT
append([event])        # one statement, however many events
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import connection

from yixian.audit import rules
from yixian.audit.models import Chain, Chained, Event
from yixian.audit.registry import EventKind, get
from yixian.kernel.hashing import Algorithm

_LOCK_CHAIN = """
    INSERT INTO audit_chain (stream, chain_seq, chain_head) VALUES (%s, 0, '')
    ON CONFLICT (stream) DO UPDATE SET chain_seq = audit_chain.chain_seq
    RETURNING chain_seq, chain_head
"""


class NoTransaction(Exception):
    """An event was to be recorded outside the transaction of what it tells."""


def algorithm() -> str:
    """Return the hash function for new events and seals: setting AUDIT_ALGORITHM, else `sha256`."""
    return str(getattr(settings, "AUDIT_ALGORITHM", Algorithm.SHA256))


def content_of(event: Event) -> rules.Content:
    """Return what the event's hash covers. Raises `ValueError` when a column holds what none should."""
    return rules.Content(
        stream=event.stream,
        seq=event.seq,
        prev=bytes(event.prev).hex(),
        kind=event.kind,
        at=rules.moment(event.at),
        by=event.by_id,
        post=event.post_id,
        unit=event.unit_id,
        body=event.body,
        alg=event.alg,
    )


def compose(
    *,
    subject: Chained | Chain,
    kind: EventKind,
    at: datetime,
    stream: str | None = None,
    by_id: int | None = None,
    post_id: int | None = None,
    unit_id: int | None = None,
    body: Mapping[str, object] | None = None,
) -> Event:
    """Return the next event of `subject.stream`, hashed, not yet stored, and advance `subject` in memory.

    The caller holds the row lock of `subject` or inserts it in the same transaction, and saves
    `chain_seq` and `chain_head`. Raises `KeyError` (kind), `BadBody`, `NotCanonical`, and `ValueError` for a
    naive `at` or a `stream` that is not the subject's.
    """
    if stream not in (None, subject.stream):
        raise ValueError(f"events of {subject.stream} do not belong to {stream}")
    if get(kind.key) is not kind:
        raise KeyError(f"{kind.key} is not the kind that is registered")
    kind.check(body or {})
    event = Event(
        stream=subject.stream,
        seq=subject.chain_seq + 1,
        kind=kind.key,
        at=at,
        by_id=by_id,
        post_id=post_id,
        unit_id=unit_id,
        body=dict(body or {}),
        alg=algorithm(),
        prev=bytes(subject.chain_head),
    )
    event.hash = content_of(event).hash()
    subject.chain_seq, subject.chain_head = event.seq, event.hash
    return event


def append(events: Sequence[Event]) -> None:
    """Store events in one INSERT, in the order given; each then has its id.

    Raises `NoTransaction` outside one, `IntegrityError` when another wrote to the stream meanwhile.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("events are recorded in the transaction of what they tell")
    Event.objects.bulk_create(events)


def append_to_chain(
    stream: str,
    *,
    kind: EventKind,
    at: datetime,
    by_id: int | None = None,
    post_id: int | None = None,
    unit_id: int | None = None,
    body: Mapping[str, object] | None = None,
) -> Event:
    """Record one event in a stream that has no record of its own; three statements.

    The stream stays locked until the transaction ends. Raises as `compose` and `append` do.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("events are recorded in the transaction of what they tell")
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CHAIN, [stream])
        seq, head = cursor.fetchone()
    chain = Chain(stream=stream, chain_seq=seq, chain_head=bytes(head))
    event = compose(
        subject=chain,
        kind=kind,
        at=at,
        by_id=by_id,
        body=body,
        post_id=post_id,
        unit_id=unit_id,
    )
    Chain.objects.filter(stream=stream).update(chain_seq=chain.chain_seq, chain_head=chain.chain_head)
    append([event])
    return event


def broken_links(events: Sequence[Event]) -> list[Event]:
    """Events of one stream, in order of seq, whose hash, number or link to the one before is wrong."""
    broken: list[Event] = []
    seq, link = 0, b""
    for event in events:
        right = event.seq == seq + 1 and bytes(event.prev) == link
        if not right or content_of(event).hash() != bytes(event.hash):
            broken.append(event)
        seq, link = event.seq, bytes(event.hash)
    return broken
