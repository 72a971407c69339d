"""Sheets of a scheme to a workbook: an index, headings in two rows (words, then ways), frozen, lists to choose from."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import IllegalCharacterError
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dudao.schemes.content_files import read_yaml
from dudao.schemes.load import FILE_NAME
from dudao.schemes.workbook.labels import (
    COLUMNS,
    HOME,
    ID,
    INDEX,
    INDEX_HEAD,
    NOTES,
    SCHEME_HEAD,
    SHEETS,
    choices_of,
    column_label,
    sheet_label,
)
from dudao.schemes.workbook.sheets import DATASETS, LIST_MARK, SCHEME, Row, Sheet, sheets_of
from dudao.values.errors import MisuseError

FIRST_ROW = 3
HEAD, KEYS = PatternFill("solid", fgColor="DDE6F0"), PatternFill("solid", fgColor="EEEEEE")
WIDE = ("formula", "limit", "asks", "measures", "gaming", "when", "rule", "words", "reason")


def read_content(folder: Path) -> dict[str, Any]:
    """The content files of a scheme folder that make the edition, parsed, by path."""
    files = [folder / FILE_NAME]
    for part in ("indicators", "parameters", "grades"):
        files += sorted((folder / part).rglob("*.yaml"))
    found = {file.relative_to(folder).as_posix(): read_yaml(file)[0] for file in files}
    for file in sorted((folder / DATASETS).glob("*.csv")):
        text = file.read_text("utf-8-sig")
        lines = [
            {name: cell for name, cell in line.items() if name and cell} for line in csv.DictReader(text.splitlines())
        ]
        found[file.relative_to(folder).as_posix()] = lines
    return found


def workbook_of(folder: Path, lang: str = "zh") -> bytes:
    """The edition of a folder as an Excel workbook, its sheets and headings in a language; raises MisuseError for content that no table can hold."""
    sheets = sheets_of(read_content(folder))
    book = Workbook()
    index = book.worksheets[0]
    index.title = INDEX[lang]
    index.append([NOTES[lang]])
    index.append(list(INDEX_HEAD[lang]))
    taken = {INDEX[lang]}
    for path in (*SHEETS, *(each for each in sheets if each not in SHEETS)):
        label = sheet_label(path, taken, lang)
        taken.add(label)
        index.append([label, path])
        _write(book.create_sheet(label), sheets.get(path, Sheet(path)), lang)
    index["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    index.merge_cells("A1:D1")
    index.row_dimensions[1].height = 64
    for letter, width in (("A", 26), ("B", 40)):
        index.column_dimensions[letter].width = width
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _write(page: Worksheet, sheet: Sheet, lang: str = "zh") -> None:
    if sheet.path == SCHEME:
        _write_scheme(page, sheet.rows[0] if sheet.rows else Row(SCHEME, ""), lang)
        return
    own = (HOME[lang], ID[lang])
    columns = [*own, *dict.fromkeys((*COLUMNS.get(sheet.path, ()), *sheet.columns))]
    page.append([name if name in own else column_label(name, lang) for name in columns])
    page.append(columns)
    for number, row in enumerate(sheet.rows, start=FIRST_ROW):
        _set(page.cell(number, 1), row.owner)
        _set(page.cell(number, 2), row.id)
        for at, name in enumerate(columns[2:], start=3):
            if name in row.cells:
                _set(page.cell(number, at), row.cells[name])
    page.freeze_panes = "D3"
    for at, name in enumerate(columns, start=1):
        letter = get_column_letter(at)
        is_wide = any(part in WIDE for part in name.removesuffix(LIST_MARK).split("."))
        page.column_dimensions[letter].width = 44 if is_wide else 16
        page.cell(1, at).fill, page.cell(1, at).font = HEAD, Font(bold=True)
        page.cell(2, at).fill, page.cell(2, at).font = KEYS, Font(color="888888", size=9)
        words = choices_of(sheet.path, name)
        if words:
            choose = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
            choose.add(f"{letter}{FIRST_ROW}:{letter}2000")
            page.add_data_validation(choose)


def _write_scheme(page: Worksheet, row: Row, lang: str) -> None:
    """The scheme's own entries, one a line."""
    page.append(list(SCHEME_HEAD[lang]))
    for at, (name, value) in enumerate(row.cells.items(), start=2):
        page.cell(at, 1, column_label(name, lang))
        page.cell(at, 2, name)
        _set(page.cell(at, 3), value)
    page.freeze_panes = "A2"
    for letter, width in (("A", 26), ("B", 24), ("C", 70)):
        page.column_dimensions[letter].width = width
        page[f"{letter}1"].fill, page[f"{letter}1"].font = HEAD, Font(bold=True)


def _set(cell: Cell, value: Any) -> None:
    """A value as a cell of its own kind; text stays text, whatever it looks like."""
    if isinstance(value, list):
        value = "\n".join(_typed(each) for each in value)
    if isinstance(value, Mapping):
        raise MisuseError("表格里放不下嵌套的内容", "a cell cannot hold what is nested")
    plain = bool(value) if isinstance(value, bool) else value
    try:
        if isinstance(plain, bool | int | float | date):
            cell.value = (
                plain if isinstance(plain, bool | date) else int(plain) if isinstance(plain, int) else float(plain)
            )
            if isinstance(plain, date):
                cell.number_format = "yyyy-mm-dd"
            return
        cell.value = str(plain)
    except IllegalCharacterError as error:
        raise MisuseError(f"有工作簿放不下的控制字符：{plain!r}", f"a control character: {plain!r}") from error
    cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _typed(value: Any) -> str:
    """An entry of a list; one with a line break, or that begins with a quote, stands in quotes as in JSON. Numbers and
    truths do not stand in lists of the format."""
    if not isinstance(value, str):
        raise MisuseError(f"一列词里有不是词的 {value!r}", f"{value!r} in a list of words")
    return json.dumps(str(value), ensure_ascii=False) if "\n" in value or value.startswith('"') else value
