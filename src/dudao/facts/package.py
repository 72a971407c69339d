"""Data packages: CSV files with `datapackage.json` (Table Schema of the Data Package standard), written and read.

Such a folder says itself what its columns are, in which unit, and by their hashes whether it is whole: it can be published.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from dudao.diagnostics.model import Diagnostic
from dudao.facts.contract import FieldSchema, TableSchema, table_lines, table_schema
from dudao.facts.known import CellPlace, KnownFacts
from dudao.facts.problems import problem
from dudao.facts.readers.contract import Sheet
from dudao.facts.table_rows import rows_of_table
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables
from dudao.values.digests import digest_of_json
from dudao.values.errors import UnreadableError
from dudao.values.formula_marks import as_text_cell

DESCRIPTOR = "datapackage.json"
MOST_BYTES = 5_000_000
MISSING = ["", "未采集", "不适用", "不予公开"]
TYPES = {
    "count": "integer",
    "amount": "number",
    "rate": "number",
    "year": "year",
    "date": "date",
}
"""Table Schema's types of our columns; all others are strings."""


def package_of(facts: KnownFacts, name: str, title: str) -> dict[str, bytes]:
    """File name to content of a data package with every table that holds rows.

    Values are written exactly; the states of a number without value are its missing values. The tables are in their usual
    order, columns as in the catalogue, those without any entry left out.
    """
    files: dict[str, bytes] = {}
    resources = []
    for table in table_lines(facts.own):
        schema = table_schema(table, facts.own)
        rows = list(rows_of_table(schema, facts)) if table in facts.given else []
        if not rows:
            continue
        columns = [
            column
            for column in (*schema.fields, *schema.accepted)
            if column.id in schema.keys or any(row.get(column.id) not in (None, "") for row in rows)
        ]
        content = _csv_of(columns, rows)
        files[f"{table}.csv"] = content
        resources.append(_resource(schema, columns, content))
    descriptor = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "resources": resources,
        "hash": digest_of_json([each["hash"] for each in resources]),
    }
    files[DESCRIPTOR] = (json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n").encode()
    return files


def _csv_of(columns: list[FieldSchema], rows: list[dict[str, Any]]) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([column.id for column in columns])
    for row in rows:
        writer.writerow([_written(row.get(column.id)) for column in columns])
    return target.getvalue().encode()


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else as_text_cell(str(value))


def _resource(schema: TableSchema, columns: list[FieldSchema], content: bytes) -> dict[str, Any]:
    return {
        "name": schema.id.replace("_", "-"),
        "path": f"{schema.id}.csv",
        "profile": "tabular-data-resource",
        "title": schema.label_zh,
        "description": schema.note_zh,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(schema, column) for column in columns],
            "primaryKey": list(schema.keys),
            "missingValues": MISSING,
        },
    }


def _field(schema: TableSchema, column: FieldSchema) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.id,
        "type": TYPES.get(column.type, "string"),
        "title": column.label_zh,
        "description": column.label_en,
    }
    if column.unit:
        found["unit"] = column.unit
    limits: dict[str, Any] = {"required": True} if column.id in schema.keys else {}
    for name, limit in (("minimum", column.minimum), ("maximum", column.maximum)):
        if limit is not None and column.is_number:
            limits[name] = int(limit) if limit == limit.to_integral_value() else float(limit)
    if limits:
        found["constraints"] = limits
    return found


def read_package(
    folder: Path,
    problems: list[Diagnostic],
    read: Callable[[Path], list[Sheet]],
    own: OwnTables = NO_OWN_TABLES,
) -> list[tuple[str, Sheet]]:
    """The tables that a package lists; a file that is not what the list says is told, and left out where it is absent.

    Args:
        own: what the scheme brings along for which the data are read.
        read: reads one data file, as for a folder without a list.
    Raises:
        UnreadableError: a list that is no list, or that points outside its folder.
    """
    found: list[tuple[str, Sheet]] = []
    for resource in _resources(folder):
        path = str(resource.get("path", ""))
        file = folder / path
        if not path or Path(path).is_absolute() or not file.resolve().is_relative_to(folder.resolve()):
            raise _unreadable(folder, f"path: {path}")
        name = str(resource.get("name", "")).replace("-", "_")
        table = next((each for each in (name, file.stem) if each in table_lines(own)), None)
        if not file.is_file() or table is None:
            reason = "文件不在" if table else "不是已知的数据表"
            problems.append(problem("package-content-differs", CellPlace(DESCRIPTOR), {"name": path, "found": reason}))
            continue
        if (reason := _difference(file, resource)) != "":
            problems.append(problem("package-content-differs", CellPlace(file.name), {"name": path, "found": reason}))
        found.extend((table, sheet) for sheet in read(file)[:1])
    return found


def _resources(folder: Path) -> list[dict[str, Any]]:
    file = folder / DESCRIPTOR
    if file.stat().st_size > MOST_BYTES:
        raise _unreadable(folder, f"> {MOST_BYTES} bytes")
    try:
        listed = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as error:
        raise _unreadable(folder, str(error)) from error
    resources = listed.get("resources") if isinstance(listed, dict) else None
    if not isinstance(resources, list) or not all(isinstance(each, dict) for each in resources):
        raise _unreadable(folder, "resources")
    return resources


def _difference(file: Path, resource: dict[str, Any]) -> str:
    """How a file differs from what the list says of it, "" where it does not or the list does not say."""
    stated = str(resource.get("hash", ""))
    method, _, digest = stated.rpartition(":")
    if stated and method in ("", "md5", "sha256", "sha512"):
        content = file.read_bytes()
        known = hashlib.new(method or "md5", content, usedforsecurity=False).hexdigest()
        if known != digest.lower():
            return f"{method or 'md5'} {known[:12]}… ≠ {digest[:12]}…"
    size = resource.get("bytes")
    if isinstance(size, int) and size != file.stat().st_size:
        return f"{file.stat().st_size} ≠ {size} bytes"
    return ""


def _unreadable(folder: Path, reason: str) -> UnreadableError:
    return UnreadableError(
        f"{folder.name}/{DESCRIPTOR} 不是数据包清单（{reason}）；去掉它，或用 dudao data pack 重新生成",
        f"{folder.name}/{DESCRIPTOR} is no list of a data package ({reason}); take it away or make it anew: dudao data pack",
    )
