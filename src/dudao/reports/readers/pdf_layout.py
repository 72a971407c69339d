"""A page's lines and tables in the order they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dudao.reports.model import BlockKind
from dudao.reports.readers.pdf_drawings import Drawings
from dudao.reports.readers.pdf_geometry import Area, PrintedLine, around
from dudao.reports.readers.pdf_lines import PageText, printed_lines
from dudao.reports.readers.pdf_order import in_reading_order
from dudao.reports.readers.pdf_tables import Grid, find_grids, find_open_tables, rules_of
from dudao.reports.readers.radicals import with_ordinary_characters

GAP = 0.6  # of the height of a letter: a wider gap parts two words of a row of a table


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or a cell where it stands on the page; `table` counts on the page from 1."""

    kind: BlockKind
    text: str
    area: Area
    part: str = "body"
    table: int = 0
    row: int | None = None
    column: int | None = None
    span_rows: int = 1
    span_columns: int = 1


def laid_out(page: PageText, drawings: Drawings, hidden: frozenset[int]) -> Iterator[Piece]:
    """Lines and cells in reading order. What stands across the page comes last: slanted text is a watermark
    (`hosting`), text at a right angle to the rest a marginal note (`text_box`)."""
    upright, sideways, slanted = _by_direction(page, printed_lines(page, hidden))
    grids = _tables(page, drawings, upright)
    outside = [line for line in upright if not any(_stands_in(line, grid) for grid in grids)]
    markers = [PrintedLine("", grid.area, first=-1 - number) for number, grid in enumerate(grids)]
    for line in _with_tables(outside, markers):
        if line.first < 0:
            number = -1 - line.first
            yield from _cells(page, grids[number], number + 1, hidden)
        else:
            yield Piece(BlockKind.LINE, line.text, line.area)
    for line in sideways:
        yield Piece(BlockKind.TEXT_BOX, line.text, line.area, "text_box")
    for line in slanted:
        yield Piece(BlockKind.HOSTING, line.text, line.area, "hosting")


def _with_tables(outside: list[PrintedLine], markers: list[PrintedLine]) -> list[PrintedLine]:
    """Lines above, between and below tables, each stretch in its own reading order."""
    ordered: list[PrintedLine] = []
    rest = outside
    for marker in sorted(markers, key=lambda each: each.area.top):
        above = [line for line in rest if line.area.middle < marker.area.top]
        rest = [line for line in rest if line.area.middle >= marker.area.top]
        ordered += [*in_reading_order(above), marker]
    return ordered + in_reading_order(rest)


def _by_direction(
    page: PageText, lines: Sequence[PrintedLine]
) -> tuple[list[PrintedLine], list[PrintedLine], list[PrintedLine]]:
    """Lines that stand upright, those at a right angle to them, and slanted ones."""
    upright: list[PrintedLine] = []
    sideways: list[PrintedLine] = []
    slanted: list[PrintedLine] = []
    for line in lines:
        quarter = page.quarter_of(line.first)
        (slanted if quarter is None else sideways if quarter else upright).append(line)
    return upright, sideways, slanted


def _tables(page: PageText, drawings: Drawings, lines: Sequence[PrintedLine]) -> list[Grid]:
    """The tables on a page that hold text."""
    if len(drawings.strokes) < 3:
        return []
    level, upright = rules_of(drawings.strokes)
    grids = [grid for grid in find_grids(level, upright) if any(_stands_in(line, grid) for line in lines)]
    level = [rule for rule in level if not any(grid.area.top - 3 <= rule.at <= grid.area.bottom + 3 for grid in grids)]
    if len(level) >= 3:
        near = [line for line in lines if level[0].at <= line.area.middle <= level[-1].at]
        grids += find_open_tables(level, [area for line in near for area in _words(page, line)])
    return _apart(sorted(grids, key=lambda grid: grid.area.top))


def _apart(grids: list[Grid]) -> list[Grid]:
    """Without a table that overlaps one before it, such as a frame inside a cell."""
    kept: list[Grid] = []
    for grid in grids:
        if not any(grid.area.overlaps(other.area) for other in kept):
            kept.append(grid)
    return kept


def _stands_in(line: PrintedLine, grid: Grid) -> bool:
    return grid.area.holds(line.area.centre, line.area.middle)


def _words(page: PageText, line: PrintedLine) -> list[Area]:
    """The pieces of a line between wide gaps."""
    words: list[Area] = []
    for at in range(line.first, line.last):
        if page.characters[at].isspace():
            continue
        area = page.area_of(at)
        if words and area.left - words[-1].right < GAP * area.height:
            words[-1] = around((words[-1], area))
        else:
            words.append(area)
    return words


def _cells(page: PageText, grid: Grid, table: int, hidden: frozenset[int]) -> Iterator[Piece]:
    """The cells of a table with their text, a line feed between its lines; empty cells too."""
    letters: list[list[tuple[Area, int]]] = [[] for _ in grid.cells]
    for at, character in enumerate(page.characters):
        if character.isspace() or at in hidden:
            continue
        area = page.area_of(at)
        if not grid.area.holds(area.centre, area.middle):
            continue
        for cell, found in zip(grid.cells, letters, strict=True):
            if cell.area.holds(area.centre, area.middle):
                found.append((area, at))
                break
    for cell, found in zip(grid.cells, letters, strict=True):
        text = with_ordinary_characters("\n".join(_lines_of_cell(page, found)))
        yield Piece(
            BlockKind.CELL, text, cell.area, "body", table, cell.row, cell.column, cell.span_rows, cell.span_columns
        )


def _lines_of_cell(page: PageText, letters: list[tuple[Area, int]]) -> Iterator[str]:
    """The lines in a cell, as drawn; a blank where letters of a line stand apart."""
    line = ""
    last: Area | None = None
    for area, at in letters:
        if last is not None and abs(area.middle - last.middle) > 0.5 * min(area.height, last.height):
            yield line
            line = ""
        elif last is not None and line and area.left - last.right > 0.25 * area.height:
            line += " "
        line += page.characters[at]
        last = area
    if line:
        yield line
