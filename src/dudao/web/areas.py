"""Which rows lie in a part of the tree, asked so that an index answers on both databases."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

ABOVE_ALL = "\x7f"
"""Greater than any character of a path."""


def in_area(column: str, path: str) -> Q:
    """Rows whose path begins with `path`.

    SQLite scans the table for LIKE with an escape, so it is asked by range; PostgreSQL orders by language, where a range
    would lie, and has an index for what begins alike.
    """
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": path, f"{column}__lt": path + ABOVE_ALL})
    return Q(**{f"{column}__startswith": path})
