"""Adding up what is pending, loading in bulk, and proving by recount.

Every sum is changed by adding to it, in the order of the unique index: workers, loaders and repairs may run
at once, and none waits for another in a circle.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from yixian.audit.record import NoTransaction
from yixian.measures.keep import Cell
from yixian.measures.recount import Difference, Progress, differences

MOST = 5000
"""How many counts are added up at once."""

_INTO = "INSERT INTO measures_tally (measure, part, everywhere, unit_id, span, start, value)"
_ADDING = """
    ORDER BY 1, 3, 4, 5, 6, 2
    ON CONFLICT (measure, everywhere, unit_id, span, start, part)
    DO UPDATE SET value = measures_tally.value + excluded.value
"""
_SPREAD = """
    SELECT measure, part, everywhere, CASE WHEN everywhere THEN NULL ELSE unit_id END,
           span, date_trunc(whole, day::timestamp)::date, sum(value)
    FROM counts
    CROSS JOIN (VALUES ('d', 'day'), ('m', 'month'), ('y', 'year')) AS spans (span, whole)
    CROSS JOIN (VALUES (false), (true)) AS places (everywhere)
    GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(value) <> 0
"""
_FOLD = f"""
    WITH free AS MATERIALIZED (
        SELECT id FROM measures_pending ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
    ), counts AS (
        DELETE FROM measures_pending USING free WHERE measures_pending.id = free.id
        RETURNING measure, part, unit_id, day, value
    ), added AS ({_INTO} {_SPREAD} {_ADDING})
    SELECT count(*) FROM counts
"""  # noqa: S608  (made of constants)
_LOAD = f"""
    WITH counts AS (
        SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::date[], %s::bigint[])
        AS given (measure, part, unit_id, day, value)
    )
    {_INTO} {_SPREAD} {_ADDING}
"""  # noqa: S608
_REPAIR = f"""
    {_INTO}
    SELECT * FROM unnest(
        %s::text[], %s::text[], %s::boolean[], %s::bigint[], %s::text[], %s::date[], %s::bigint[]
    )
    {_ADDING}
"""  # noqa: S608
_LOCK = "SELECT {}(hashtext('yixian.measures.recount'), hashtext(current_schema()))"


def fold(at: datetime, most: int = MOST) -> int:
    """Move up to `most` pending counts into the tallies; return how many. One statement, all or nothing.

    `at` is the moment that every job of the worker is given; days are those of the events.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FOLD, [most])
        return int(cursor.fetchone()[0])


def fold_all(at: datetime) -> int:
    """Add up all that is pending and not in another worker's hands; return how many counts."""
    done = 0
    while folded := fold(at):
        done += folded
    return done


def load(counts: Mapping[Cell, int]) -> None:
    """Add what a loader's events count (`counts_of`) to the tallies, in the transaction that stores the events.

    One statement. Raises `NoTransaction` outside one.
    """
    if not connection.in_atomic_block:
        raise NoTransaction("counts are kept in the transaction of their events")
    _execute(_LOAD, [(*cell, value) for cell, value in counts.items()])


def recount(progress: Progress | None = None, *, repair: bool = False) -> list[Difference]:
    """Return every sum by day, month and year, of a unit or of all, that is not what the events count.

    With `repair` the sums returned are set right, by adding what they lack, so that writers may go on.
    """
    if not repair:
        return differences(progress or _silent)
    with _alone():
        found = differences(progress or _silent)
        _execute(_REPAIR, [_lacking(difference) for difference in found])
    return found


def _lacking(d: Difference) -> tuple[object, ...]:
    return d.key, d.part, d.everywhere, d.unit_id, d.span, d.day, d.right - d.kept


def _execute(statement: str, rows: list[tuple[object, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def _silent(done: int, total: int) -> None:
    pass


@contextmanager
def _alone() -> Iterator[None]:
    """Two repairs at once would both add what is lacking."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK.format("pg_advisory_lock"))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(_LOCK.format("pg_advisory_unlock"))
