"""Checking that every stream ends where the record it belongs to says."""

from collections.abc import Iterator, Sequence

from django.db import connection

from yixian.audit.enums import Flaw
from yixian.audit.faults import Fault, numbers
from yixian.audit.models import Chain, Chained

_BEHIND = """
    SELECT m.stream, m.chain_seq, e.id,
           (SELECT coalesce(max(seq), 0) FROM audit_event WHERE stream = m.stream AND seq < m.chain_seq)
    FROM ({heads}) m LEFT JOIN audit_event e ON e.stream = m.stream AND e.seq = m.chain_seq
    WHERE m.chain_seq > 0 AND (e.id IS NULL OR e.hash <> m.chain_head)
    ORDER BY 1
"""
_AHEAD = """
    SELECT e.stream, min(e.seq), max(e.seq), bool_or(m.stream IS NULL)
    FROM audit_event e LEFT JOIN ({heads}) m ON m.stream = e.stream
    WHERE m.stream IS NULL OR e.seq > m.chain_seq
    GROUP BY 1 ORDER BY 1
"""


def head_faults(models: Sequence[type[Chained]]) -> Iterator[Fault]:
    """Give a fault for every stream whose record, of one of `models` or a `Chain`, does not fit its last event."""
    heads = " UNION ALL ".join([_of_chains(), *map(_of_records, models)])
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND.format(heads=heads))
        for stream, seq, event_id, last in cursor:
            if event_id is None:
                yield Fault(Flaw.SHORT, stream=stream, detail=numbers(last + 1, seq))
            else:
                yield Fault(Flaw.HEAD, stream=stream, seq=seq, event_id=event_id)
        cursor.execute(_AHEAD.format(heads=heads))
        for stream, first, last, headless in cursor:
            flaw = Flaw.HEADLESS if headless else Flaw.LONG
            yield Fault(flaw, stream=stream, detail=numbers(first, last))


def _of_chains() -> str:
    table = connection.ops.quote_name(Chain._meta.db_table)
    return f"SELECT stream, chain_seq, chain_head FROM {table}"  # noqa: S608


def _of_records(model: type[Chained]) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    name = f"'{model.stream_prefix()}' || replace(uid::text, '-', '')"
    return f"SELECT {name} AS stream, chain_seq, chain_head FROM {table}"  # noqa: S608
