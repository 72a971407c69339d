"""Columns that schemes bring along beside those of the catalogue, as far as editions have been read.

A column is known from the moment its edition is read, so that data loaded after it may have it. `own_columns_load` reads them.
"""

from __future__ import annotations

Line = dict[str, str]
_known: dict[tuple[str, str], Line] = {}
_version = [0]


def own_columns(table: str) -> list[Line]:
    """The columns that schemes have brought along for a table, as lines of its schema file."""
    return [line for (name, _), line in _known.items() if name == table]


def version_of_columns() -> int:
    """A number that changes whenever a column is added or defined anew: what was made of the columns is stale then."""
    return _version[0]


def keep_column(table: str, line: Line) -> None:
    """Make a column known; one of the same id that another edition brought is replaced."""
    key = (table, line["id"])
    if _known.get(key) != line:
        _known[key] = line
        _version[0] += 1
