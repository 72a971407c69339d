"""The rows of a sheet below its heading, without blank, example, note and total rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dudao.facts.cells import clean_text
from dudao.facts.headings import Column, Heading
from dudao.facts.known import CellPlace
from dudao.facts.readers.contract import Sheet

EXAMPLE_MARKS = ("示例", "例：", "例:", "（示例", "(示例", "样例", "举例")
NOTE_MARKS = (
    "注：",
    "注:",
    "备注：",
    "说明：",
    "说明:",
    "填表说明",
    "填报说明",
    "填表人",
    "填报人",
    "填报单位",
    "审核人",
    "负责人",
    "制表",
)


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells by column id, as the reader gave them, and where it stands (row from 0)."""

    sheet: Sheet
    row: int
    cells: dict[str, Any]
    columns: dict[str, int]

    @property
    def place(self) -> CellPlace:
        return self.sheet.place(self.row)

    def place_of(self, column_id: str) -> CellPlace:
        column = self.columns.get(column_id)
        return self.place if column is None else self.sheet.place(self.row, column)

    def text(self, column_id: str) -> str:
        return clean_text(self.cells.get(column_id))


def records_of(sheet: Sheet, heading: Heading) -> Iterator[Record]:
    """The rows that hold data, in their order."""
    columns: tuple[Column, ...] = heading.columns
    indexes = {column.field.id: column.index for column in columns}
    for number in range(heading.first_row, len(sheet.rows)):
        row = sheet.rows[number]
        first = next((text for cell in row if cell not in (None, "") and (text := clean_text(cell))), "")
        if not first or first.startswith(EXAMPLE_MARKS) or first.startswith(NOTE_MARKS):
            continue
        width = len(row)
        yield Record(
            sheet, number, {name: row[index] if index < width else None for name, index in indexes.items()}, indexes
        )
