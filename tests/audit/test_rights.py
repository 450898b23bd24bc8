"""The migrations leave the application no right to change or empty the log."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.audit.sample import history, sql

pytestmark = pytest.mark.django_db
MIGRATION = import_module("yixian.audit.migrations.0003_only_ever_added")


def rights() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants "
            "WHERE grantee = current_user AND table_schema = current_schema() AND table_name = 'audit_event'"
        )
        return {right for (right,) in cursor}


def test_changing_and_deleting_are_gone_after_the_migrations() -> None:
    assert rights() >= {"SELECT", "INSERT"}
    assert rights().isdisjoint({"UPDATE", "DELETE"})


def test_the_migration_takes_the_right_to_empty_it_too() -> None:
    history("一")
    with connection.schema_editor() as editor:
        MIGRATION.revoke(apps, editor)
    assert "TRUNCATE" not in rights()
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        sql("TRUNCATE audit_event")


def test_the_migration_can_be_taken_back() -> None:
    with connection.schema_editor() as editor:
        MIGRATION.grant(apps, editor)
    assert rights() >= {"UPDATE", "DELETE", "TRUNCATE"}
