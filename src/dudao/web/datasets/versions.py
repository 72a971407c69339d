"""A table as canonical CSV: what versions keep for ever, what reads back the same, what is hashed and compared."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from dudao.facts.row_keys import KEY_COLUMNS
from dudao.values.formula_marks import as_text_cell, without_mark
from dudao.web.datasets.cells import Cell, reason_label
from dudao.web.datasets.models import SheetRow
from dudao.web.datasets.tables import AskedTable

NOTES = "备注"
"""The column that tells why cells are blank and remarks are right; readers of tables pass it over."""


def content_of(asked: AskedTable, rows: Iterable[SheetRow], period: str, told: Mapping[str, Sequence[str]]) -> bytes:
    """The canonical CSV of a sheet: UTF-8, lines ending in LF, rows in their order, columns as asked.

    Args:
        told: by row the explanations of its remarks.
    """
    names = [each.id for each in asked.columns]
    names.insert(names.index("body_name") + 1 if "body_name" in names else 1, "period")
    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([*names, NOTES])
    labels = {each.id: each.label_zh for each in asked.columns}
    for row in rows:
        if row.is_removed:
            continue
        cells = {name: Cell.of(kept) for name, kept in row.cells.items()}
        given = {"body_code": row.body_code, "body_name": row.body_name, "period": period, "stage": row.stage}
        given |= {"item": row.item} if row.item else {}
        values = [given[name] if name in given else cells[name].raw if name in cells else "" for name in names]
        blanks = (f"{labels.get(name, name)}：{why_blank(cell)}" for name, cell in cells.items() if why_blank(cell))
        notes = "；".join([*blanks, *told.get(row.key, ())])
        writer.writerow([as_text_cell(value) for value in (*values, notes)])
    return target.getvalue().encode()


def why_blank(cell: Cell) -> str:
    """State, reason and sentence of a blank cell that has a reason; "" for others."""
    words = [str(reason_label(cell.reason)) if cell.reason else "", cell.note]
    told = "，".join(word for word in words if word)
    return f"{cell.raw or '未采集'}（{told}）" if told and not cell.value else ""


def hash_of(content: bytes) -> str:
    """SHA-256 of a content."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs between two contents; `column` is "" for a row that came or went (`before`, `after` tell which)."""

    row: str
    title: str
    column: str
    label: str
    before: str
    after: str


def differences(table: AskedTable, old: bytes, new: bytes) -> list[Difference]:
    """What changed from one content of a table to another, in the order of the newer one; rows that went come last."""
    schema = table.schema
    one, other = _lines(old, schema.keys), _lines(new, schema.keys)
    found: list[Difference] = []
    for key, line in other.items():
        before = one.get(key)
        if before is None:
            found.append(Difference(key, _title(line, table), "", "", "", _title(line, table)))
            continue
        for name in dict.fromkeys((*line, *before)):
            if name in KEY_COLUMNS or line.get(name, "") == before.get(name, ""):
                continue
            label = schema.by_id[name].label_zh if name in schema.by_id else name
            found.append(Difference(key, _title(line, table), name, label, before.get(name, ""), line.get(name, "")))
    gone = (line for key, line in one.items() if key not in other)
    found.extend(Difference("", _title(line, table), "", "", _title(line, table), "") for line in gone)
    return found


def _lines(content: bytes, keys: Sequence[str]) -> dict[str, dict[str, str]]:
    lines = csv.DictReader(StringIO(content.decode("utf-8")))
    names = [name for name in keys if name != "period"]
    plain = ({name: without_mark(text or "") for name, text in line.items() if name} for line in lines)
    return {"|".join(line.get(name, "") for name in names): line for line in plain}


def _title(line: Mapping[str, str], table: AskedTable) -> str:
    parts = (
        line.get("body_name") or line.get("body_code", ""),
        line.get("stage", ""),
        table.name_of(line.get("item", "")),
    )
    return " ".join(part for part in parts if part)


def lines_in(content: bytes) -> list[list[str]]:
    """The rows of a content as texts, without the heading."""
    lines = list(csv.reader(StringIO(content.decode("utf-8"))))[1:]
    return [[without_mark(text) for text in line] for line in lines]


def columns_in(content: bytes, table: AskedTable) -> list[tuple[str, str]]:
    """The columns of a content: what they are called, and their units."""
    names = next(csv.reader(StringIO(content.decode("utf-8"))), [])
    columns = table.schema.by_id
    return [(columns[name].label_zh, columns[name].unit or "") if name in columns else (name, "") for name in names]
