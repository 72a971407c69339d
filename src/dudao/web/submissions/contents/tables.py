"""Tables as a bundle keeps them: CSV with one line end, and what its columns mean (Table Schema)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dudao.bundles.manifest import PartKind, canonical
from dudao.bundles.write import Source, source_of
from dudao.facts.contract import TableSchema
from dudao.facts.package import TYPES
from dudao.values.formula_marks import as_text_cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, type of the Table Schema standard, what it is called."""

    name: str
    title: str
    type: str = "string"


def columns_of(schema: TableSchema) -> list[Column]:
    """The columns of a known table."""
    fields = (*schema.fields, *schema.accepted)
    return [Column(each.id, each.label_zh, TYPES.get(each.type, "string")) for each in fields]


def table_parts(
    path: str, kind: str, title: str, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]
) -> list[Source]:
    """A table as two parts: `PATH.csv` and `PATH.schema.json`."""
    return [
        source_of(f"{path}.csv", kind, title, csv_of(columns, rows)),
        schema_part(path, title, columns),
    ]


def schema_part(path: str, title: str, columns: Sequence[Column]) -> Source:
    """What the columns of a table mean, as a part."""
    fields = [{"name": each.name, "type": each.type, "title": each.title} for each in columns]
    return source_of(f"{path}.schema.json", PartKind.SCHEMA, title, canonical({"fields": fields}))


def csv_of(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Rows as CSV in UTF-8; a text that a spreadsheet would take for a formula is marked as text."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([each.name for each in columns])
    for row in rows:
        writer.writerow([written(row.get(each.name)) for each in columns])
    return target.getvalue().encode()


def written(value: Any) -> str:
    """A value as a table keeps it: numbers exactly and without trailing zeros, days as 2026-05-06.

    >>> written(Decimal("24.0000")), written(Decimal("100")), written(None), written("=1")
    ('24', '100', '', "'=1")
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return value.isoformat() if isinstance(value, (date, datetime)) else as_text_cell(str(value))
