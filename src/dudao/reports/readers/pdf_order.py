"""The order in which the lines of a page are read: rows from the top, two columns one after the other.

pdfium gives lines in the order they were drawn. Office programs draw them as they are read, but footers, text boxes
and marginal notes come first or last, and a superscript breaks a line in two.
"""

from __future__ import annotations

from collections.abc import Sequence

from dudao.reports.readers.pdf_geometry import Area, PrintedLine, around

SAME_ROW = 0.5  # of the lesser height: how far apart the middles of two parts of one row may be
NARROWEST_GUTTER = 0.7  # of the height of a line
SHORTEST_COLUMN_LINE = 8  # characters: shorter ones side by side are cells, not columns
FEWEST_COLUMN_LINES = 4

Row = list[PrintedLine]


def in_reading_order(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines as they are read, parts of one row joined (by a blank where a gap stands between them)."""
    rows = _rows(lines)
    gutter = _gutter(rows)
    if gutter is None:
        return [_joined(row) for row in rows]
    ordered: list[PrintedLine] = []
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        if any(line.area.left < gutter < line.area.right for line in row):
            ordered += _flushed(sides)
            ordered.append(_joined(row))
            continue
        for side, part in zip(sides, _parted(row, gutter), strict=True):
            if part:
                side.append(part)
    return ordered + _flushed(sides)


def _rows(lines: Sequence[PrintedLine]) -> list[Row]:
    """Lines that stand side by side, from the top; each row from the left."""
    rows: list[Row] = []
    frames: list[Area] = []
    for line in sorted(lines, key=lambda each: (each.area.middle, each.area.left)):
        if rows and _stand_side_by_side(frames[-1], line.area):
            rows[-1].append(line)
            frames[-1] = around((frames[-1], line.area)) if line.area.height > 0.6 * frames[-1].height else frames[-1]
        else:
            rows.append([line])
            frames.append(line.area)
    return [sorted(row, key=lambda each: each.area.left) for row in rows]


def _stand_side_by_side(row: Area, line: Area) -> bool:
    return abs(row.middle - line.middle) < SAME_ROW * min(row.height, line.height) or (
        line.height < 0.8 * row.height and row.top <= line.middle <= row.bottom
    )


def _gutter(rows: list[Row]) -> float | None:
    """Where the gap between two columns of text stands, from the left; None for a page of one column."""
    lines = [line for row in rows for line in row]
    long = [line.area for line in lines if len(line.text) >= SHORTEST_COLUMN_LINE]
    if len(long) < 2 * FEWEST_COLUMN_LINES:
        return None
    best: tuple[int, float] | None = None
    for edge in sorted({round(area.left) for area in long}):
        lefts = [area for area in long if area.right < edge - NARROWEST_GUTTER * area.height]
        rights = [area for area in long if area.left > edge - 1]
        crossing = len(long) - len(lefts) - len(rights)
        if _are_columns(lefts, rights) and crossing * 2 < len(long) and (best is None or crossing < best[0]):
            best = (crossing, (max(area.right for area in lefts) + min(area.left for area in rights)) / 2)
    return best[1] if best else None


def _are_columns(lefts: list[Area], rights: list[Area]) -> bool:
    """Whether both are columns of lines, beside each other for half of the shorter one."""
    if min(len(lefts), len(rights)) < FEWEST_COLUMN_LINES:
        return False
    left, right = around(lefts), around(rights)
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    return shared > min(left.height, right.height) / 2


def _parted(row: Row, gutter: float) -> tuple[Row, Row]:
    return [line for line in row if line.area.centre < gutter], [line for line in row if line.area.centre >= gutter]


def _flushed(sides: tuple[list[Row], list[Row]]) -> list[PrintedLine]:
    """The lines gathered in both columns, left before right; the columns are then empty."""
    lines = [_joined(row) for side in sides for row in side]
    for side in sides:
        side.clear()
    return lines


def _joined(row: Row) -> PrintedLine:
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for before, after in zip(row, row[1:], strict=False):
        gap = after.area.left - before.area.right
        text += (" " if gap > 0.25 * before.area.height else "") + after.text
    return PrintedLine(text, around(line.area for line in row), row[0].first, row[-1].last)
