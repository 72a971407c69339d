"""The database itself refuses to change what was submitted, whoever asks, and to change or remove the history of cells.

Of a version that waits for a decision, what became of it may be written, once; everything else of it stays for ever.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

KEPT = ("sheet_id", "number", "content", "sha256", "seq", "explanations", "author", "department", "submitted_at")
VERSIONS = "datasets_tableversion"
HISTORIES = ("datasets_cellchange", "datasets_cellreturn")
TOLD = "what was submitted is never changed or removed"
DECIDED = "OLD.state <> 'submitted'"
SQLITE = (
    "CREATE TRIGGER version_no_update BEFORE UPDATE ON datasets_tableversion "
    f"WHEN {DECIDED} OR {' OR '.join(f'OLD.{name} IS NOT NEW.{name}' for name in KEPT)} "
    f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END",
    f"CREATE TRIGGER version_no_delete BEFORE DELETE ON datasets_tableversion BEGIN SELECT RAISE(ABORT, '{TOLD}'); END",
    *(
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{TOLD}'); END"
        for table in HISTORIES
        for verb in ("update", "delete")
    ),
)
POSTGRESQL = (
    f"CREATE FUNCTION datasets_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{TOLD}'; END $$",
    "CREATE TRIGGER version_no_update BEFORE UPDATE ON datasets_tableversion FOR EACH ROW "
    f"WHEN ({DECIDED} OR {' OR '.join(f'OLD.{name} IS DISTINCT FROM NEW.{name}' for name in KEPT)}) "
    "EXECUTE FUNCTION datasets_refuse()",
    "CREATE TRIGGER version_no_delete BEFORE DELETE ON datasets_tableversion "
    "FOR EACH ROW EXECUTE FUNCTION datasets_refuse()",
    *(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION datasets_refuse()"
        for table in HISTORIES
    ),
    *(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION datasets_refuse()"
        for table in (VERSIONS, *HISTORIES)
    ),
)
UNDO = {
    "sqlite": (
        "DROP TRIGGER version_no_update",
        "DROP TRIGGER version_no_delete",
        *(f"DROP TRIGGER {table}_no_{verb}" for table in HISTORIES for verb in ("update", "delete")),
    ),
    "postgresql": (
        "DROP TRIGGER version_no_update ON datasets_tableversion",
        "DROP TRIGGER version_no_delete ON datasets_tableversion",
        *(f"DROP TRIGGER {table}_append_only ON {table}" for table in HISTORIES),
        *(f"DROP TRIGGER {table}_no_truncate ON {table}" for table in (VERSIONS, *HISTORIES)),
        "DROP FUNCTION datasets_refuse()",
    ),
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

    dependencies: ClassVar = [("datasets", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]
