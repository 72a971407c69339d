"""Comparisons and breakdowns in tables: columns 上年, 本年, 增幅 (or rows of these), and a row or column 合计."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dudao.reports.extract.breakdowns import NOT_ADDITIVE, thing_of
from dudao.reports.extract.part_kinds import facet_of
from dudao.reports.extract.run_years import YearToken, year_tokens
from dudao.reports.extract.stretches import CHANGE_DIMENSIONS, dimension_of
from dudao.reports.model import Breakdown, Comparison, Figure, Report, Table

RATE_OF_CHANGE = re.compile(
    r"增幅|增速|增长率|增长[（(]?%|同比[（(]?%|增减率|增减[（(]?%|增减幅|增长比例|(?:同比|较上年|比上年)(?:增长|增减)|涨幅|降幅|增长$|同比$"
)
DIFFERENCE = re.compile(r"增减[额数量]|增加[额数量]|增长额|增减$|增加$|净增|差额")
TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|总\s*数|合计数|总计数)(?:[（(].{0,8}[）)])?$")
PART_OF_PART = re.compile(r"^(?:其中|小\s*计|#)|小\s*计$")
NOT_ADDITIVE_COLUMN = re.compile(r"率|均|占比|比例|比重|增幅|增长|%|标准|得分|排名|序号|年份|编号|代码")


@dataclass(slots=True)
class Grid:
    """A table's texts and figures by row and column, headers joined downwards, the first column as row labels."""

    table: Table
    headers: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    figures: dict[tuple[int, int], Figure] = field(default_factory=dict)

    def turned(self) -> Grid:
        """The same with rows and columns exchanged."""
        return Grid(self.table, self.labels, self.headers, {(c, r): figure for (r, c), figure in self.figures.items()})

    def rows(self) -> list[int]:
        return sorted({row for row, _ in self.figures})

    def columns(self) -> list[int]:
        return sorted({column for _, column in self.figures})


def table_relations(report: Report, figures: Sequence[Figure]) -> tuple[list[Comparison], list[Breakdown]]:
    """The relations of all tables of a report, in the order of the tables."""
    comparisons: list[Comparison] = []
    breakdowns: list[Breakdown] = []
    starts = [figure.start for figure in figures]
    for table in report.tables:
        own = figures[bisect_left(starts, table.start) : bisect_left(starts, table.end)]
        if len(own) < 2:
            continue
        grid = _grid(report, table, own)
        found = list(_compared(grid)) or list(_compared(grid.turned()))
        comparisons.extend(found)
        breakdowns.extend(_totals(grid, is_turned=False))
        breakdowns.extend(_totals(grid.turned(), is_turned=True))
    return comparisons, breakdowns


def _grid(report: Report, table: Table, figures: Sequence[Figure]) -> Grid:
    grid = Grid(table)
    first_row = min(cell.row for cell in table.cells)
    first_column = min(cell.column for cell in table.cells)
    for cell in table.cells:
        words = report.folded[cell.start : cell.end].strip()
        if cell.row < first_row + table.header_rows:
            for column in range(cell.column, cell.column + cell.span_columns):
                grid.headers[column] = f"{grid.headers.get(column, '')} {words}".strip()
        elif cell.column == first_column:
            for row in range(cell.row, cell.row + cell.span_rows):
                grid.labels[row] = words
    for figure in figures:
        if figure.cell is not None and figure.cell not in grid.figures:
            grid.figures[figure.cell] = figure
        elif figure.cell is not None:
            del grid.figures[figure.cell]  # two figures in one cell: neither is the cell's value
    return grid


def _compared(grid: Grid) -> Iterator[Comparison]:
    """Level columns followed by a column of their change, for each row."""
    levels: list[tuple[int, YearToken]] = []
    for column in grid.columns():
        header = grid.headers.get(column, "")
        is_rate, is_difference = RATE_OF_CHANGE.search(header), DIFFERENCE.search(header)
        if not is_rate and not is_difference:
            tokens = year_tokens(header + "年" if re.fullmatch(r"(?:19|20)\d\d", header) else header)
            if len(tokens) == 1:
                levels.append((column, tokens[0]))
            continue
        pair = _pair(levels)
        if pair is not None:
            yield from _compared_in_rows(grid, pair, column)
        if is_rate:
            levels = []


def _pair(levels: list[tuple[int, YearToken]]) -> tuple[int, int] | None:
    """The columns of base and level: two, one a year before the other."""
    if len(levels) != 2 or levels[0][1].is_relative != levels[1][1].is_relative:
        return None
    (base, first), (now, last) = sorted(levels, key=lambda level: level[1].number)
    return (base, now) if last.number - first.number == 1 else None


def _compared_in_rows(grid: Grid, pair: tuple[int, int], column: int) -> Iterator[Comparison]:
    for row in grid.rows():
        base, now, change = (grid.figures.get((row, each)) for each in (*pair, column))
        if base is None or now is None or change is None or thing_of(base.unit) != thing_of(now.unit):
            continue
        header = grid.headers.get(column, "")
        if "%" in header and change.unit != "%":
            change = replace(change, unit="%")
        direction = 0 if change.value < 0 else -1 if "降" in header else 1
        if dimension_of(change.unit) in CHANGE_DIMENSIONS and dimension_of(change.unit) != "points":
            yield Comparison(now, base, change, direction=direction)
        else:
            yield Comparison(now, base, None, difference=change, difference_direction=direction)


def _totals(grid: Grid, *, is_turned: bool) -> Iterator[Breakdown]:
    """A row 合计 above or below all others; for columns the parts must also be of one kind (小学, 初中)."""
    totals = [row for row in grid.rows() if TOTAL.match(grid.labels.get(row, ""))]
    parts = [row for row in grid.rows() if row not in totals]
    labels = [grid.labels.get(row, "") for row in parts]
    if len(totals) != 1 or len(parts) < 2 or any(PART_OF_PART.search(label) for label in labels):
        return
    if is_turned and facet_of(tuple(label.split()[-1] if label else "" for label in labels)) is None:
        return
    for column in grid.columns():
        header = grid.headers.get(column, "")
        whole = grid.figures.get((totals[0], column))
        own = [grid.figures.get((row, column)) for row in parts]
        found = tuple(figure for figure in own if figure is not None)
        if (
            whole is None
            or len(found) != len(parts)
            or NOT_ADDITIVE_COLUMN.search(header)
            or NOT_ADDITIVE.search(header)
        ):
            continue
        if dimension_of(whole.unit) in CHANGE_DIMENSIONS or {thing_of(f.unit) for f in found} != {thing_of(whole.unit)}:
            continue
        yield Breakdown(whole, found, complete=True)
