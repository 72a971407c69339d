"""PostgreSQL asks the index of whole documents through a function that never reads the arrays themselves.

To the planner an array in another table's pages (TOAST) costs nothing, so for a term of many grams it would rather read all
of them, which takes seconds; no statistics teach it better.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

MADE = """
CREATE FUNCTION search_wholes_with(asked bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000 SET enable_seqscan = off
AS 'SELECT rowid FROM search_wholes WHERE grams @> asked'
"""


def make(apps: Any, editor: Any) -> None:
    """Make the function."""
    if editor.connection.vendor == "postgresql":
        editor.execute(MADE)


def drop(apps: Any, editor: Any) -> None:
    """Drop it, only to go back to the migration before."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION search_wholes_with(bigint[])")


class Migration(migrations.Migration):
    """The function."""

    dependencies: ClassVar = [("search", "0004_wholes")]
    operations: ClassVar = [migrations.RunPython(make, drop)]
