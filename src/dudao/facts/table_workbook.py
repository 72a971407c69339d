"""One table as a workbook of one sheet, filled: what lists export, and what reads back as it was written.

Imports openpyxl: import this module only when a workbook is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from dudao.facts.contract import table_schema
from dudao.facts.form_columns import form_columns
from dudao.facts.form_sheets import PLAIN, SheetContent, put, write_sheet


def workbook_of_table(table: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """A workbook with a table's headings and rows.

    Args:
        rows: column id to entry, as a person would type them; a column left out stays blank.
    """
    schema = table_schema(table)
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = schema.label_zh
    content = SheetContent(schema, form_columns(schema, schema.fields, ()), [dict(row) for row in rows])
    write_sheet(sheet, content, PLAIN, is_locked=False)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def workbook_of_rows(title: str, headings: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet with headings (label, unit) over rows of text; numbers as numbers, text never as a formula."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = title.replace("/", "、")[:31]
    for index, (label, unit) in enumerate(headings, start=1):
        put(sheet, 1, index, label)
        put(sheet, 2, index, unit)
    for number, row in enumerate(rows, start=3):
        for index, (text, (_label, unit)) in enumerate(zip(row, headings, strict=False), start=1):
            put(sheet, number, index, Decimal(text) if unit and _NUMBER.fullmatch(text) else text)
    sheet.freeze_panes = "C3"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
