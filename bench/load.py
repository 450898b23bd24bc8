"""Many matters at once: a few hundred real ones, copied by the database with ids and times of their own."""

from django.db import connection
from django.utils import timezone

from yixian.matters.models import Matter

RUNNING = 10
"""Of a hundred matters loaded, so many are still running."""

COPY = """
INSERT INTO matters_matter ({columns})
SELECT {values}
FROM generate_series(1, %(count)s) AS g(n)
JOIN (SELECT row_number() OVER (ORDER BY id) AS place, * FROM matters_matter WHERE state {which} AND id <= %(last)s) AS t
  ON t.place = 1 + g.n %% %(templates)s
"""
CHANGED = {
    "uid": "gen_random_uuid()",
    "code_index": "sha256(uuid_send(gen_random_uuid()))",
    "raised_at": "t.raised_at - (g.n %% 300000) * interval '61 seconds'",
    "due_at": "CASE WHEN t.due_at > '9000-01-01' THEN t.due_at ELSE t.due_at + (g.n %% 5000) * interval '211 seconds' END",
    "wake_at": "NULL",
    "merged_into_id": "NULL",
}


def fill(size: int) -> None:
    """Bring the number of matters up to `size`, a tenth of them running, and the statistics with it."""
    last = Matter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    last = min(last, _templates_end())
    missing = size - Matter.objects.count()
    running = missing * RUNNING // 100
    for which, count in (("<> 'end' AND state <> 'merged'", running), ("= 'end'", missing - running)):
        _copy(which, count, last)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE matters_matter")


_end: list[int] = []


def _templates_end() -> int:
    if not _end:
        _end.append(Matter.objects.order_by("-pk").values_list("pk", flat=True)[0])
    return _end[0]


def _copy(which: str, count: int, last: int) -> None:
    columns = [str(field.column) for field in Matter._meta.concrete_fields if field.column != "id"]
    values = [CHANGED.get(column, f"t.{column}") for column in columns]
    statement = COPY.format(columns=", ".join(columns), values=", ".join(values), which=which)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM matters_matter WHERE state {which} AND id <= %s", [last])
        templates = cursor.fetchone()[0]
        if count > 0 and templates:
            cursor.execute(statement, {"count": count, "last": last, "templates": templates})


def stamp() -> str:
    """The day of the measurement."""
    return timezone.localdate().isoformat()
