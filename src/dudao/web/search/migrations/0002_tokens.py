"""The index over the tokens of passages: FTS5 on SQLite, a tsvector with GIN on PostgreSQL."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

# `ascii` takes every character beyond ASCII for a part of a token, also those newer than SQLite's tables of letters.
SQLITE = ("CREATE VIRTUAL TABLE search_tokens USING fts5(tokens, tokenize='ascii', detail='none')",)
POSTGRESQL = (
    "CREATE TABLE search_tokens (rowid bigint PRIMARY KEY, tokens tsvector NOT NULL)",
    "CREATE INDEX search_tokens_gin ON search_tokens USING gin (tokens)",
)


def make(apps: Any, editor: Any) -> None:
    """Make the index."""
    for line in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(line)


def drop(apps: Any, editor: Any) -> None:
    """Drop it, only to go back to the migration before."""
    editor.execute("DROP TABLE search_tokens")


class Migration(migrations.Migration):
    """The index."""

    dependencies: ClassVar = [("search", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(make, drop)]
