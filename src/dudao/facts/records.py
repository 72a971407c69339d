"""The rows of a sheet below its heading, without blank, example and note rows; cells merged over several rows filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dudao.facts.cells import STATE_WORDS, CellError, clean_text, prose
from dudao.facts.headings import ROW_COLUMNS as KEYS
from dudao.facts.headings import Heading
from dudao.facts.known import CellPlace
from dudao.facts.readers.contract import Sheet
from dudao.values.absence import State

EXAMPLE_MARKS = ("示例", "例：", "例:", "（示例", "(示例", "样例", "举例")
NOTE_MARKS = (
    "注：",
    "注:",
    "附注",
    "备注：",
    "备注:",
    "说明：",
    "说明:",
    "填表说明",
    "填报说明",
    "填表人",
    "填报人",
    "填报单位",
    "填表单位",
    "填表时间",
    "填表日期",
    "填报日期",
    "填报时间",
    "审核人",
    "审核：",
    "审核:",
    "负责人",
    "单位负责人",
    "分管领导",
    "联系电话",
    "联系人",
    "资料来源",
    "数据来源",
    "制表",
)


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells by column id, as the reader gave them, and where it stands (row from 0).

    `left_out` are columns that the form fills itself. Where stages are laid out side by side a row gives a record for each
    `stage`; `is_first` for the first of them, `is_empty` where the row holds nothing of any stage.
    """

    sheet: Sheet
    row: int
    cells: dict[str, Any]
    columns: dict[str, int]
    left_out: frozenset[int] = frozenset()
    stage: str | None = None
    is_first: bool = True
    is_empty: bool = False

    @property
    def filled(self) -> tuple[str, ...]:
        """The text of every cell that holds anything, columns that are not known included."""
        return tuple(_texts(self.sheet.rows[self.row], self.left_out))

    @property
    def place(self) -> CellPlace:
        return self.sheet.place(self.row)

    def place_of(self, column_id: str) -> CellPlace:
        column = self.columns.get(column_id)
        return self.place if column is None else self.sheet.place(self.row, column)

    def text(self, column_id: str) -> str:
        return clean_text(self.cells.get(column_id))

    def prose(self, column_id: str) -> str:
        """A cell of words as it was typed."""
        return prose(self.cells.get(column_id))


def records_of(sheet: Sheet, heading: Heading) -> Iterator[Record]:
    """The rows that hold data, in their order; where stages stand side by side, one for each stage that a row has."""
    in_stages = heading.stages
    if not in_stages:
        yield from _rows(sheet, heading, {column.field.id: column.index for column in heading.columns})
        return
    by_stage = {stage: {each.field.id: each.index for each in heading.of_stage(stage)} for stage in in_stages}
    own = {stage: [each.index for each in heading.columns if each.stage == stage] for stage in in_stages}
    for record in _rows(sheet, heading, {column.field.id: column.index for column in heading.columns}):
        row = sheet.rows[record.row]
        there = [stage for stage in in_stages if any(index < len(row) and _says(row[index]) for index in own[stage])]
        for number, stage in enumerate(there or in_stages[:1]):
            indexes = by_stage[stage]
            cells = {name: row[index] if index < len(row) else None for name, index in indexes.items()}
            cells |= {name: cell for name, cell in record.cells.items() if name in KEYS and name in indexes}
            yield Record(sheet, record.row, cells, indexes, record.left_out, stage, number == 0, not there)


def _says(cell: Any) -> bool:
    """Whether a cell says anything of its stage: neither blank nor a mark that there is no such thing."""
    return cell not in (None, "") and STATE_WORDS.get(clean_text(cell)) is not State.NOT_APPLICABLE


def _rows(sheet: Sheet, heading: Heading, indexes: dict[str, int]) -> Iterator[Record]:
    known = [column.index for column in heading.columns]
    merged = _merged_words(sheet, heading)
    for number in range(heading.first_row, len(sheet.rows)):
        row = sheet.rows[number]
        first = "".join(next(_texts(row, heading.left_out), "").split())
        if not first or first.startswith(EXAMPLE_MARKS) or first.startswith(NOTE_MARKS):
            continue
        width = len(row)
        cells = {name: row[index] if index < width else None for name, index in indexes.items()}
        if all(index >= width or row[index] in (None, "") for index in known):
            continue  # a running number put there beforehand
        for name, value in merged.get(number, ()):
            if cells[name] in (None, ""):
                cells[name] = value
        yield Record(sheet, number, cells, indexes, heading.left_out)


def _texts(row: list[Any], left_out: frozenset[int]) -> Iterator[str]:
    return (
        text
        for index, cell in enumerate(row)
        if cell not in (None, "")
        and index not in left_out
        and (text := cell.text if isinstance(cell, CellError) else clean_text(cell))
    )


def _merged_words(sheet: Sheet, heading: Heading) -> dict[int, list[tuple[str, Any]]]:
    """By row the columns of words whose cell is merged with one above it: a school's name over the rows of its stages.

    A number merged over several rows belongs to all of them together; it is not repeated.
    """
    names = {column.index: column.field.id for column in heading.columns if not column.field.is_number}
    found: dict[int, list[tuple[str, Any]]] = {}
    for top, left, bottom, _ in sheet.merges:
        if top < heading.first_row or left not in names or top >= len(sheet.rows) or left >= len(sheet.rows[top]):
            continue
        for number in range(top + 1, bottom + 1):
            found.setdefault(number, []).append((names[left], sheet.rows[top][left]))
    return found
