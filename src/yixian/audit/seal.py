"""Sealing: one Merkle tree over all events that came since the last seal.

Ids are drawn from a sequence before their transactions commit, so the largest visible id may stand above
one that is still on its way. Sealing reads the largest id, then waits until every transaction that was
writing events at that moment has ended (`pg_locks`, as CREATE INDEX CONCURRENTLY does). From then on
nothing can appear at or below that id. Writers are never held up, and SELECT on the log is all it takes;
LOCK TABLE would hold them up, and is refused on PostgreSQL 15 to a role that may only add.
"""

import time
from collections.abc import Iterator
from datetime import datetime, tzinfo

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from yixian.audit import rules
from yixian.audit.models import Event, Seal, Tile
from yixian.audit.record import algorithm
from yixian.kernel import merkle

PATIENCE = 30.0
"""Seconds to wait for writers before giving up until next time."""

_PAUSE = 0.02
_CHUNK = 20_000
_ONE_SEALER = "SELECT pg_advisory_xact_lock(hashtext('yixian.audit.seal'), hashtext(current_schema()))"
_WRITERS = """
    SELECT array_agg(virtualtransaction) FROM pg_locks
    WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND relation = 'audit_event'::regclass AND pid IS DISTINCT FROM pg_backend_pid()
"""
_STILL_THERE = """
    SELECT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND relation = 'audit_event'::regclass AND virtualtransaction = ANY(%s)
    )
"""


class SealBusy(Exception):
    """Some transaction has been writing events for longer than sealing waits. Nothing was sealed."""


def header_of(seal: Seal) -> rules.Header:
    """Return what the seal's hash covers."""
    return rules.Header(
        number=seal.number,
        at=rules.moment(seal.at),
        after=seal.after,
        upto=seal.upto,
        size=seal.size,
        root=bytes(seal.root).hex(),
        prev=bytes(seal.prev).hex(),
        alg=seal.alg,
    )


@transaction.atomic
def seal_now(at: datetime, *, even_if_empty: bool = False, patience: float = PATIENCE) -> Seal | None:
    """Seal every event that is not sealed yet; return the seal, or None when there was nothing to seal.

    Two sealers wait for one another. Raises `SealBusy` after `patience` seconds.
    """
    last = _last_seal_alone()
    after = last.upto if last else 0
    upto = _settled_id(after, patience)
    if upto == after and not even_if_empty:
        return None
    return _store(last, at, upto)


@transaction.atomic
def daily(at: datetime) -> Seal | None:
    """Seal once on each local day, events or none, so that the published roots show every day.

    Returns None when that day has a seal already, also one made on demand. Raises `SealBusy`.
    """
    last = _last_seal_alone()
    if last is not None and timezone.localdate(last.at, _zone()) >= timezone.localdate(at, _zone()):
        return None
    return _store(last, at, _settled_id(last.upto if last else 0, PATIENCE))


def _zone() -> tzinfo:
    return timezone.get_default_timezone()


def _last_seal_alone() -> Seal | None:
    """Return the newest seal, and keep other sealers waiting until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_SEALER)
    return Seal.objects.order_by("-number").first()


def _store(last: Seal | None, at: datetime, upto: int) -> Seal:
    """Seal what came after the last seal, up to a settled id."""
    after, alg = last.upto if last else 0, algorithm()
    number = last.number + 1 if last else 1
    found = list(_tiles(after, upto, alg))
    seal = Seal(
        number=number,
        at=at,
        after=after,
        upto=upto,
        size=sum(size for _, _, size in found),
        root=merkle.root((head for _, head, _ in found), alg),
        prev=bytes(last.hash) if last else b"",
        alg=alg,
    )
    seal.hash = header_of(seal).hash()
    seal.save(force_insert=True)
    Tile.objects.bulk_create(
        [
            Tile(seal_number=number, number=place, first_id=first, root=head)
            for place, (first, head, _) in enumerate(found)
        ],
        batch_size=5000,
    )
    return seal


def _settled_id(after: int, patience: float) -> int:
    """Return the largest id of an event, once no smaller one can appear any more."""
    largest: int = Event.objects.aggregate(largest=Max("id"))["largest"] or 0
    if largest <= after:
        return after
    give_up = time.monotonic() + patience
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        writers = cursor.fetchone()[0]
        while writers:
            cursor.execute(_STILL_THERE, [writers])
            if not cursor.fetchone()[0]:
                break
            if time.monotonic() > give_up:
                raise SealBusy(f"events are still being written after {patience:.0f} s; nothing was sealed")
            time.sleep(_PAUSE)
    return largest


def _tiles(after: int, upto: int, alg: str) -> Iterator[tuple[int, bytes, int]]:
    """Give for every tile of events in (after, upto]: its first id, its head, its size."""
    rows = Event.objects.filter(id__gt=after, id__lte=upto).order_by("id").values_list("id", "hash")
    first, leaves = 0, list[bytes]()
    for event_id, event_hash in rows.iterator(chunk_size=_CHUNK):
        if not leaves:
            first = event_id
        leaves.append(rules.leaf(event_id, bytes(event_hash), alg))
        if len(leaves) == rules.TILE:
            yield first, merkle.root(leaves, alg), len(leaves)
            leaves = []
    if leaves:
        yield first, merkle.root(leaves, alg), len(leaves)
