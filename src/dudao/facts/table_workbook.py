"""One table as a workbook of one sheet, filled: what lists export, and what reads back as it was written.

Imports openpyxl: import this module only when a workbook is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from dudao.facts.contract import table_schema
from dudao.facts.form_columns import form_columns
from dudao.facts.form_sheets import PLAIN, SheetContent, write_sheet


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
