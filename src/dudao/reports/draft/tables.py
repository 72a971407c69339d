"""A table inside a report that is set anew: its cells with what they cover, free of any file format.

What a reader gave is not trusted: cells that would lie over each other, or reach out of the table, lose their span.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dudao.reports.model import Table

MOST_COLUMNS, MOST_CELLS = 40, 4_000
"""A larger table fits no page of the official format; it stays lines of text."""
NARROWEST, WIDEST = 3, 16
"""Characters that a column is wide at least and at most, before all are brought to the width of the page."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its first row and column counted from 0, how many of each it covers, its text."""

    row: int
    column: int
    span_rows: int
    span_columns: int
    text: str


@dataclass(frozen=True, slots=True)
class PartTable:
    """A table: its cells in reading order, and how many rows are its head, repeated on every page."""

    cells: tuple[TableCell, ...]
    header_rows: int

    @property
    def rows(self) -> int:
        return max(each.row + each.span_rows for each in self.cells)

    @property
    def columns(self) -> int:
        return max(each.column + each.span_columns for each in self.cells)

    @property
    def widths(self) -> tuple[int, ...]:
        """Shares of the columns: characters of their longest line, within bounds."""
        longest = [NARROWEST] * self.columns
        for each in self.cells:
            if each.span_columns == 1:
                lines = max(map(len, each.text.split("\n")))
                longest[each.column] = min(WIDEST, max(longest[each.column], lines))
        return tuple(longest)

    @property
    def plain(self) -> str:
        """A line a row, cells apart by two blanks."""
        lines: dict[int, list[str]] = {}
        for each in self.cells:
            lines.setdefault(each.row, []).append(" ".join(each.text.split()))
        return "\n".join("  ".join(lines[row]) for row in sorted(lines))


def part_table(table: Table, text: str) -> PartTable | None:
    """A table of a report, whose text it points into; None for one without cells, or too large for a page."""
    cells = sorted(table.cells, key=lambda each: (each.row, each.column))
    if not cells or len(cells) > MOST_CELLS:
        return None
    top, left = cells[0].row, min(each.column for each in cells)
    rows, columns = cells[-1].row - top + 1, max(each.column for each in cells) - left + 1
    if columns > MOST_COLUMNS:
        return None
    taken = {(each.row - top, each.column - left) for each in cells}
    found: dict[tuple[int, int], TableCell] = {}
    for each in cells:
        row, column = each.row - top, each.column - left
        down, right = min(each.span_rows, rows - row), min(each.span_columns, columns - column)
        covered = set(_covered(row, column, down, right))
        if covered & taken:
            down, right = 1, 1
        else:
            taken |= covered
        words = text[each.start : each.end].strip()
        found.setdefault((row, column), TableCell(row, column, down, right, words))
    head = table.header_rows if table.header_rows < rows else 0
    crossing = any(each.row < head < each.row + each.span_rows for each in found.values())
    return PartTable(tuple(found.values()), 0 if crossing else head)


def _covered(row: int, column: int, rows: int, columns: int) -> Iterable[tuple[int, int]]:
    """What a cell covers besides its own place."""
    return ((row + down, column + right) for down in range(rows) for right in range(columns) if (down, right) != (0, 0))
