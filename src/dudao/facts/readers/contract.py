"""What a reader of data files gives: sheets as grids of raw cells, each cell knowing its address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dudao.facts.known import CellPlace
from dudao.values.errors import UnreadableError

MAX_FILE_BYTES = 200 * 1024 * 1024
MAX_ROWS = 300_000
MAX_COLUMNS = 2_000
MAX_CELLS = 12_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as it stands in its file, nothing interpreted.

    `name` is the sheet's, or the file's without its ending. Rows may differ in length. `addressed` says whether the file
    is a workbook, whose places need the sheet's name. A hidden sheet comes without rows; hidden rows and columns (from 0) are
    there. `merges`: first row and column, last row and column of merged cells.
    """

    file: str
    name: str
    rows: list[list[Any]]
    addressed: bool = False
    is_hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()

    def place(self, row: int, column: int | None = None) -> CellPlace:
        """The place of a cell or a row, both counted from 0."""
        sheet = self.name if self.addressed else None
        if column is None:
            return CellPlace(self.file, sheet, row=row + 1)
        return CellPlace(self.file, sheet, cell=f"{column_letters(column)}{row + 1}", row=row + 1)


@cache
def column_letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701), column_letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def refuse_if_too_large(sheet: Sheet) -> Sheet:
    """The sheet itself; raises UnreadableError over the limits of rows, columns and cells."""
    rows, columns = len(sheet.rows), max((len(row) for row in sheet.rows), default=0)
    if rows > MAX_ROWS or columns > MAX_COLUMNS or sum(map(len, sheet.rows)) > MAX_CELLS:
        raise too_large(sheet.file, sheet.name, rows, columns)
    return sheet


def too_large(file: str, sheet: str, rows: int, columns: int) -> UnreadableError:
    """That a table has too many rows, columns or cells."""
    return UnreadableError(
        f"{file}{f' 的“{sheet}”' if sheet else ''}有 {rows} 行 {columns} 列，超过一张表 {MAX_ROWS} 行 {MAX_COLUMNS} 列、共 {MAX_CELLS} 格"
        "的上限；请删去表外的内容，或拆分后再读",
        f"{f'{sheet} in ' if sheet else ''}{file} has {rows} rows and {columns} columns, over the limit of {MAX_ROWS} rows, "
        f"{MAX_COLUMNS} columns and {MAX_CELLS} cells; delete what lies outside the table, or split it",
    )
