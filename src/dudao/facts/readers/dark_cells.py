"""What the fast reader of an xlsx does not show: errors (#N/A), formulas without a result, what is hidden, how far cells reach."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import normpath

from dudao.facts.cells import CellError
from dudao.facts.readers.contract import MAX_CELLS, MAX_COLUMNS, MAX_ROWS

MAX_SHEET_XML = 80 * 1024 * 1024
_CELL = re.compile(rb"<(?:\w+:)?c\b((?:[^>/]|/(?!>))*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d{1,7})"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_MIN_MAX = re.compile(rb'\b(min|max)="(\d{1,5})"')
WIDEST_HIDDEN = 2_000
ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


_COLUMN_OF_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})\d')
_ROW_OF_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="[A-Z]{1,3}(\d{1,7})"')
NEAR = (99_999, 52)
"""The box of a sheet all of whose cells are in the columns A to AZ and the rows to 99,999, which is well below the limits."""
_FAR_CELL = re.compile(rb'r="(?:[A-Z]{1,3}\d{6}|[B-Z][A-Z]\d|[A-Z]{3}\d)')
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"(?:[^>/]|/(?!>))*>')


def widest_box(path: Path) -> tuple[int, int]:
    """The most rows and columns that the cells of any sheet of an xlsx span; a reader makes room for all of them.

    A few bytes can name a cell in the last row and column of a sheet, so this is looked at before anything is read.
    """
    most = (0, 0)
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                most = max(most, _box_of(package.read(part)), key=lambda box: box[0] * box[1])
    return most


def _box_of(xml: bytes) -> tuple[int, int]:
    if not _FAR_CELL.search(xml):
        return NEAR
    columns = max(map(_column, set(_COLUMN_OF_CELL.findall(xml))), default=-1) + 1
    rows = max(map(int, set(_ROW_OF_CELL.findall(xml))), default=0)
    if rows <= MAX_ROWS and columns <= MAX_COLUMNS and rows * columns <= MAX_CELLS:
        return rows, columns
    filled = [
        (int(row), _column(letters) + 1) for letters, row in _FILLED_CELL.findall(xml)
    ]  # others are blank, with a format
    return max((row for row, _ in filled), default=0), max((column for _, column in filled), default=0)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Cells by row and column to what they show, and the hidden rows and columns of a sheet, all counted from 0."""

    cells: dict[tuple[int, int], CellError] = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()


def find_unseen(path: Path) -> dict[str, Unseen]:
    """Sheet name to what its fast reading leaves out; empty where a package is not laid out as usual."""
    found: dict[str, Unseen] = {}
    try:
        with zipfile.ZipFile(path) as package:
            for name, part in _sheet_parts(package).items():
                if part not in package.namelist() or package.getinfo(part).file_size > MAX_SHEET_XML:
                    continue
                xml = package.read(part)
                is_dark = b't="e"' in xml or b"<f" in xml or b":f" in xml
                cells = dict(_dark(xml)) if is_dark else {}
                found[name] = Unseen(cells, *(_hidden(xml) if b"hidden=" in xml else ()))
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, UnicodeDecodeError):
        return found
    return found


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    book = package.read("xl/workbook.xml").decode("utf-8")
    links = package.read("xl/_rels/workbook.xml.rels").decode("utf-8")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        names = dict(_ATTRIBUTE.findall(tag))
        target = names.get("Target", "")
        targets[names.get("Id", "")] = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
    parts = {}
    for tag in _SHEET.findall(book):
        names = dict(_ATTRIBUTE.findall(tag))
        title = names.get("name", "")
        for entity, letter in ENTITIES.items():
            title = title.replace(entity, letter)
        link = next((value for key, value in names.items() if key.endswith(":id")), "")
        parts[title] = targets.get(link, "")
    return parts


def _hidden(xml: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    rows = tuple(int(number) - 1 for number in _HIDDEN_ROW.findall(xml))
    columns: list[int] = []
    for tag in _HIDDEN_COLUMNS.findall(xml):
        ends = {name: int(number) for name, number in _MIN_MAX.findall(tag)}
        first, last = ends.get(b"min", 1), ends.get(b"max", 0)
        columns.extend(range(first - 1, min(last, first + WIDEST_HIDDEN)))
    return rows, tuple(columns)


def _dark(xml: bytes) -> list[tuple[tuple[int, int], CellError]]:
    cells = []
    for tag, body in _CELL.findall(xml):
        value = _VALUE.search(body)
        is_error = b't="e"' in tag
        is_unstored = value is None and re.search(rb"<(?:\w+:)?f\b", body) is not None
        address = _ADDRESS.search(tag)
        if address is None or not (is_error or is_unstored):
            continue
        text = value[1].decode("utf-8", "replace") if is_error and value else "formula"
        cells.append(((int(address[2]) - 1, _column(address[1])), CellError(text)))
    return cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
