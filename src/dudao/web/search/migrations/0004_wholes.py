"""The index of whole documents: FTS5 without content on SQLite, an array with GIN on PostgreSQL."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE search_wholes USING fts5(grams, tokenize='ascii', detail='none', content='', columnsize=0)",
)
# A new document has thousands of grams: a list of what is pending would be read through by every search. What the arrays
# hold most often says nothing worth reading them all for.
POSTGRESQL = (
    "CREATE TABLE search_wholes (rowid bigint PRIMARY KEY, grams bigint[] NOT NULL)",
    "ALTER TABLE search_wholes ALTER COLUMN grams SET STATISTICS 0",
    "CREATE INDEX search_wholes_gin ON search_wholes USING gin (grams) WITH (fastupdate = off)",
)


def make(apps: Any, editor: Any) -> None:
    """Make the index."""
    for line in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(line)


def drop(apps: Any, editor: Any) -> None:
    """Drop it, only to go back to the migration before."""
    editor.execute("DROP TABLE search_wholes")


class Migration(migrations.Migration):
    """The index."""

    dependencies: ClassVar = [("search", "0003_whole")]
    operations: ClassVar = [migrations.RunPython(make, drop)]
