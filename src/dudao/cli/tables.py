"""The tables that a result rests on, as plain values: each known by the hash of its content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dudao.facts.known import KnownTable


def tables_as_json(tables: Iterable[KnownTable]) -> list[dict[str, Any]]:
    """One object a table; its keys are public."""
    return [
        {"id": each.id, "file": each.file, "sheet": each.sheet, "rows": each.rows, "hash": each.digest}
        for each in tables
    ]
