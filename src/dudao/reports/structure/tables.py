"""Tables: cells of the format put into rows, rows printed with gaps taken apart, flattened ones put back where certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from dudao.reports.model import Block, BlockKind
from dudao.reports.structure.characters import UNITS
from dudao.reports.structure.drafts import CELL_JOINT, Draft, DraftCell, cut_line
from dudao.reports.structure.flattened import Flattened, find_flattened
from dudao.reports.structure.lines import Line
from dudao.reports.structure.markers import find_marker

NUMBER_CELL = re.compile(
    r"[-－—+]?[\d０-９][\d０-９,，]*(?:[.．]\d+)?[ \u3000]*(?:[%％‰]|[万亿]?元|万|亿|[所人个名项])?|[-－—/／*×＊xX]{1,5}(?:[.．][xX×]+)?[%％]?|…+"
)
"""A cell that holds a figure, or a mark in the place of one."""
_GAP = re.compile(r"\t[ \u3000\t]*|[ \u3000]{2,}")
_LEADERS = re.compile(r"[.…·。•]{4,}|\t")
LEAST_ROWS = 2


def cell_rows(lines: Sequence[Line], blocks: Sequence[Block], number: int) -> list[Draft]:
    """The rows of one table of the format; an empty row is left out."""
    rows: list[Draft] = []
    for row, members in groupby(lines, key=lambda line: blocks[line.block].place.row or 0):
        cells = [
            DraftCell(
                row,
                column,
                tuple(parts),
                blocks[parts[0].block].span_rows,
                blocks[parts[0].block].span_columns,
            )
            for column, parts in _by_column(list(members), blocks)
        ]
        if any(line.text for cell in cells for line in cell.lines):
            rows.append(row_draft(cells, number))
    return rows


def _by_column(lines: list[Line], blocks: Sequence[Block]) -> Iterator[tuple[int, list[Line]]]:
    for column, members in groupby(lines, key=lambda line: blocks[line.block].place.column or 0):
        parts = list(members)
        yield column, [line for line in parts if line.text] or parts[:1]


def row_draft(cells: Sequence[DraftCell], number: int) -> Draft:
    """One row as one paragraph, its cells joined by the mark that becomes a tab."""
    lines: list[Line] = []
    joints: list[str] = []
    for index, cell in enumerate(cells):
        for place, line in enumerate(cell.lines):
            lines.append(line)
            joints.append(CELL_JOINT if index and not place else "")
    return Draft(lines, joints, kind="table_row", table=number, cells=tuple(cells))


def split_into_cells(line: Line) -> list[Line]:
    """The cells of a line that was printed with tabs or wide gaps between them."""
    cells, start = [], 0
    for gap in _GAP.finditer(line.text):
        cells.append(cut_line(line, start, gap.start()))
        start = gap.end()
    cells.append(cut_line(line, start, len(line.text)))
    return [cell for cell in cells if cell.text] if len(cells) > 1 else cells


def split_at_blanks(line: Line) -> list[Line]:
    """A line cut into the pieces that stand between blanks, each with its way back."""
    return [cut_line(line, *found.span()) for found in re.finditer(r"\S+", line.text)]


def gapped_tables(lines: Sequence[Line]) -> Iterator[tuple[int, int, list[list[Line]]]]:
    """Tables printed as rows with gaps: (first line, line after the last, rows of cells)."""
    index = 0
    while index < len(lines):
        if not _may_be_row(lines[index]):
            index += 1
            continue
        end = index
        while end < len(lines) and _may_be_row(lines[end]):
            end += 1
        if end - index >= LEAST_ROWS:
            for first, rows in _tables_in(lines[index:end]):
                yield index + first, index + first + len(rows), rows
        index = end


def _may_be_row(line: Line) -> bool:
    text = line.text
    if line.kind is not BlockKind.LINE or (" " not in text and "\t" not in text and "\u3000" not in text):
        return False
    return len(text) < 200 and "。" not in text and "；" not in text and "，" not in text and len(text.split()) > 1


def _tables_in(lines: Sequence[Line]) -> Iterator[tuple[int, list[list[Line]]]]:
    """Stretches of lines that split into the same number of cells, one column at least of figures: (place, rows)."""
    for start, end in _split_alike(lines):
        if end - start < LEAST_ROWS:
            continue
        for split, least_columns in ((split_into_cells, 2), (split_at_blanks, 3)):
            columns = len(split(lines[start]))
            enough = 3 if columns == 2 else LEAST_ROWS
            if columns < least_columns or end - start < enough:
                continue
            rows = [split(line) for line in lines[start:end]]
            if any(len(row) != columns for row in rows):
                continue
            if _has_figure_columns(rows) and not _is_contents(rows):
                yield start, rows
                break


def _split_alike(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Stretches in which each line has the same number of gaps, or of blanks where it has no gaps; heads begin one."""
    start = 0
    previous: tuple[bool, int] | None = None
    was_figures = False
    for index, line in enumerate(lines):
        gaps = len(_GAP.findall(line.text))
        shape = (True, gaps) if gaps else (False, len(line.text.split()))
        parts = _GAP.split(line.text) if gaps else line.text.split()
        figures = any(NUMBER_CELL.fullmatch(part) for part in parts[1:])
        if previous is not None and (shape != previous or was_figures and not figures):
            yield start, index
            start = index
        previous, was_figures = shape, figures
    yield start, len(lines)


def _has_figure_columns(rows: list[list[Line]]) -> bool:
    """Whether all but the heads and the first column are figures, in at least one column throughout."""
    body = [row for row in rows if any(NUMBER_CELL.fullmatch(cell.text) for cell in row[1:])]
    if len(body) < max(1, len(rows) - 3) or rows[-1] not in body and len(rows) > 2:
        return False
    columns = range(1, len(rows[0]))
    if any(all(row[column].text[0] in UNITS for row in rows) for column in columns):
        return False  # 小学 371 所 on each line: a list, its units set apart by blanks
    full = [column for column in columns if all(NUMBER_CELL.fullmatch(row[column].text) for row in body)]
    return bool(full) and not any(NUMBER_CELL.fullmatch(row[0].text) for row in body[:1] if len(row) == 2)


def _is_contents(rows: list[list[Line]]) -> bool:
    """Whether it is a table of contents: headings with page numbers."""
    return len(rows[0]) == 2 and sum(find_marker(row[0].text) is not None for row in rows) > 0.5 * len(rows)


def is_contents_line(text: str) -> bool:
    """A line of a table of contents: a heading, leaders or a tab, a page number.

    >>> is_contents_line("一、基本情况………………3"), is_contents_line("一、基本情况")
    (True, False)
    """
    return text[-1:].isdigit() and _LEADERS.search(text) is not None and len(text) < 120 and not _has_prose(text)


def _has_prose(text: str) -> bool:
    return any(mark in text.rstrip("0123456789.…·。• ") for mark in "。；")


def flattened_drafts(found: Flattened, number: int) -> list[Draft]:
    """Rows of a table that stood one cell a line."""
    drafts = []
    for row, cells in enumerate(found.rows, start=1):
        made = [DraftCell(row, column, lines) for column, lines in enumerate(cells, start=1)]
        drafts.append(row_draft(made, number))
    drafts[0].notes.append(("flattened_table", "put back"))
    return drafts


def find_flattened_tables(lines: Sequence[Line]) -> list[Flattened]:
    """Tables whose cells follow one a line; a cell with a figure tells them from prose."""
    return find_flattened(lines, NUMBER_CELL)
