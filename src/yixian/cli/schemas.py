"""Bringing banners' schemas up to date; several processes may try at once."""

import importlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from yixian.kernel import banner
from yixian.kernel.postgres import schema

_LOCK = 0x59697869


def installed() -> tuple[str, ...]:
    """Return the codes of the banners that this installation serves, its own first."""
    return tuple(dict.fromkeys([settings.BANNER, *settings.BANNER_HOSTS.values()]))


def migrate(codes: Sequence[str]) -> dict[str, int]:
    """Create what schemas are missing, apply what is new and add missing rule rows; return for each banner the number applied."""
    applied = {}
    with _alone():
        for code in codes:
            schema.create(connection, code)
            with banner.use(code):
                applied[code] = _migrate_one()
    return applied


def _migrate_one() -> int:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", verbosity=0, interactive=False)
    importlib.import_module("yixian.rulebook.actions").install_declared(timezone.now())
    return len(plan)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
