"""The database itself refuses to change or remove an entry, whoever asks."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_auditentry "
    "BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_auditentry "
    "BEGIN SELECT RAISE(ABORT, 'audit entries are never removed'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit entries are never changed or removed'; END $$",
    "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_auditentry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)
UNDO = {
    "sqlite": ("DROP TRIGGER audit_no_update", "DROP TRIGGER audit_no_delete"),
    "postgresql": ("DROP TRIGGER audit_append_only ON audit_auditentry", "DROP FUNCTION audit_refuse()"),
}


def guard(apps: Any, editor: Any) -> None:
    """Put the triggers on."""
    for line in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(line)


def unguard(apps: Any, editor: Any) -> None:
    """Take them off, only to go back to the migration before."""
    for line in UNDO[editor.connection.vendor]:
        editor.execute(line)


class Migration(migrations.Migration):
    """Triggers for SQLite and PostgreSQL."""

    dependencies: ClassVar = [("audit", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
