"""Leave the application's role the right to add to the log and to read it, and no other.

An owner can take its own rights back, so this guards against mistakes and injected statements, not against
whoever governs the database; against them stand the seals, whose roots are public. A superuser has every
right whatever is revoked, so nothing is done for one.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = "audit_event, audit_seal, audit_tile"
RIGHTS = "UPDATE, DELETE, TRUNCATE"


def revoke(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _change(schema_editor, f"REVOKE {RIGHTS} ON {TABLES} FROM CURRENT_USER")


def grant(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _change(schema_editor, f"GRANT {RIGHTS} ON {TABLES} TO CURRENT_USER")


def _change(schema_editor: BaseDatabaseSchemaEditor, statement: str) -> None:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chains_and_seals")]

    operations = [migrations.RunPython(revoke, grant)]
