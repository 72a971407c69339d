"""Cells of xls and ods workbooks that show an error (#N/A), which the fast reader gives as blank."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import xlrd

from dudao.facts.cells import CellError
from dudao.facts.readers.contract import MAX_COLUMNS, MAX_ROWS
from dudao.facts.readers.dark_cells import MAX_SHEET_XML, Unseen

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
LOOKED_AT = 4_096
"""How far into a part its declarations stand."""
Errors = Iterator[tuple[tuple[int, int], CellError]]


def find_errors(path: Path) -> dict[str, Unseen]:
    """Sheet name to its error cells; empty where a workbook is not laid out as usual or has none."""
    if zipfile.is_zipfile(path):
        return _of_ods(path)
    return _of_xls(path)


def _of_xls(path: Path) -> dict[str, Unseen]:
    try:
        with path.open("rb") as file, xlrd.open_workbook(file_contents=file.read(), logfile=_Silent()) as book:
            return {sheet.name: Unseen(dict(_errors_of_xls(sheet))) for sheet in book.sheets()}
    except Exception:  # noqa: BLE001 - xlrd raises all kinds on what it does not know; the fast reader could read it
        return {}


class _Silent:
    """Where the reader's own remarks go."""

    def write(self, text: str) -> None:
        """Take a remark and say nothing."""


def _errors_of_xls(sheet: xlrd.sheet.Sheet) -> Errors:
    for row in range(sheet.nrows):
        kinds = sheet.row_types(row)
        for column, kind in enumerate(kinds):
            if kind == xlrd.XL_CELL_ERROR:
                code = sheet.cell_value(row, column)
                yield (row, column), CellError(xlrd.error_text_from_code.get(code, "#ERR"))


def _of_ods(path: Path) -> dict[str, Unseen]:
    try:
        with zipfile.ZipFile(path) as package:
            if package.getinfo("content.xml").file_size > MAX_SHEET_XML:
                return {}
            content = package.read("content.xml")
        if b'value-type="error"' not in content or b"<!" in content[:LOOKED_AT]:  # no program writes entities
            return {}
        root = ElementTree.fromstring(content)
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ElementTree.ParseError):
        return {}
    return {table.get(f"{TABLE}name", ""): Unseen(dict(_errors_of_ods(table))) for table in root.iter(f"{TABLE}table")}


def _errors_of_ods(table: ElementTree.Element) -> Errors:
    number = 0
    for row in table.iter(f"{TABLE}table-row"):
        column = 0
        for cell in row:
            if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                continue
            times = _times(cell, "number-columns-repeated", MAX_COLUMNS)
            if cell.get(TYPE) == "error":
                shown = cell.find(f"{TEXT}p")
                text = "#ERR" if shown is None else "".join(shown.itertext())
                yield from (((number, column + each), CellError(text)) for each in range(times))
            column += times
        number += _times(row, "number-rows-repeated", MAX_ROWS)


def _times(element: ElementTree.Element, name: str, most: int) -> int:
    """How often a row or cell is repeated, at most as often as a sheet may hold."""
    stated = element.get(f"{TABLE}{name}", "1")
    return min(int(stated), most) if stated.isdecimal() else 1
