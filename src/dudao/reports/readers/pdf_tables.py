"""Tables of a PDF page, from the lines ruled on it: only where the ruling makes each cell certain.

Two kinds are certain: a grid whose inner lines close every cell, and the three-line table of statistics (三线表), whose
columns stand clear of each other in every row. Anything else stays lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dudao.reports.readers.pdf_geometry import Area, around

TOLERANCE = 3.0  # points by which ends of ruled lines may miss each other
THICKEST_RULE = 3.0
SHORTEST_RULE = 6.0
MOST_GRID_LINES = 400


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: where it stands (`at`), and from where to where it goes. Heights for level ones, else widths."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a ruled table; rows and columns count from 1."""

    area: Area
    row: int
    column: int
    span_rows: int
    span_columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: what it covers, and its cells row by row."""

    area: Area
    cells: tuple[GridCell, ...]


def rules_of(areas: Iterable[Area]) -> tuple[list[Rule], list[Rule]]:
    """Level and upright rules among thin areas; pieces of one line are joined."""
    level, upright = [], []
    for area in areas:
        if area.height <= THICKEST_RULE and area.width >= SHORTEST_RULE:
            level.append(Rule(area.middle, area.left, area.right))
        elif area.width <= THICKEST_RULE and area.height >= SHORTEST_RULE:
            upright.append(Rule(area.centre, area.top, area.bottom))
    return _pieces_joined(level), _pieces_joined(upright)


def _pieces_joined(rules: list[Rule]) -> list[Rule]:
    joined: list[Rule] = []
    for group in _clusters(sorted(rules, key=lambda rule: rule.at)):
        at = sum(rule.at for rule in group) / len(group)
        current: Rule | None = None
        for rule in sorted(group, key=lambda each: each.start):
            if current is not None and rule.start <= current.end + TOLERANCE:
                current = Rule(at, current.start, max(current.end, rule.end))
                joined[-1] = current
            else:
                current = Rule(at, rule.start, rule.end)
                joined.append(current)
    return joined


def _clusters(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules, sorted by where they stand, in groups closer than the tolerance."""
    groups: list[list[Rule]] = []
    for rule in rules:
        if groups and rule.at - groups[-1][0].at <= TOLERANCE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def find_grids(level: list[Rule], upright: list[Rule]) -> list[Grid]:
    """Ruled tables with two cells side by side, from the top of the page; one row may be all that a page break left."""
    if not upright or len(level) + len(upright) > MOST_GRID_LINES:
        return []
    grids = []
    for rows, columns in _touching(level, upright):
        if len(rows) >= 2:
            grid = _grid(rows, columns)
            if grid is not None:
                grids.append(grid)
    return sorted(grids, key=lambda each: each.area.top)


def _touching(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that cross or meet, each with its level and its upright ones."""
    group = {("level", at): at for at in range(len(level))}
    group |= {("upright", at): len(level) + at for at in range(len(upright))}
    parent = list(range(len(level) + len(upright)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row, flat in enumerate(level):
        for column, steep in enumerate(upright):
            if _meet(flat, steep):
                parent[root(group["level", row])] = root(group["upright", column])
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for (kind, at), node in group.items():
        rows, columns = found.setdefault(root(node), ([], []))
        (rows if kind == "level" else columns).append(level[at] if kind == "level" else upright[at])
    return [each for each in found.values() if each[0] and each[1]]


def _meet(flat: Rule, steep: Rule) -> bool:
    return (
        flat.start - TOLERANCE <= steep.at <= flat.end + TOLERANCE
        and steep.start - TOLERANCE <= flat.at <= steep.end + TOLERANCE
    )


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    """The cells between some rules; None where they close fewer than two, or one that is no rectangle.

    A table open at its sides has its outer edges where its level rules end.
    """
    heights = _positions([rule.at for rule in level] + [end for rule in upright for end in (rule.start, rule.end)])
    widths = _positions([rule.at for rule in upright] + [end for rule in level for end in (rule.start, rule.end)])
    if len(heights) < 2 or len(widths) < 3:
        return None
    regions = _regions(level, upright, heights, widths)
    cells = [_cell(slots, heights, widths) for slots in regions]
    complete = [cell for cell in cells if cell is not None]
    if len(complete) < len(cells) or len(complete) < 2:
        return None
    area = Area(widths[0], heights[0], widths[-1], heights[-1])
    return Grid(area, tuple(sorted(complete, key=lambda cell: (cell.row, cell.column))))


def _positions(values: list[float]) -> list[float]:
    """Sorted positions, those closer than the tolerance as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOLERANCE:
            found.append(value)
    return found


Slot = tuple[int, int]


def _regions(level: list[Rule], upright: list[Rule], heights: list[float], widths: list[float]) -> list[list[Slot]]:
    """Slots of the grid that no rule parts, as one group each."""
    along_heights = [[rule for rule in level if abs(rule.at - height) <= TOLERANCE] for height in heights]
    along_widths = [[rule for rule in upright if abs(rule.at - width) <= TOLERANCE] for width in widths]
    seen: set[Slot] = set()
    regions = []
    for start in ((row, column) for row in range(len(heights) - 1) for column in range(len(widths) - 1)):
        if start in seen:
            continue
        seen.add(start)
        region, waiting = [start], [start]
        while waiting:
            row, column = waiting.pop()
            x = (widths[column] + widths[column + 1]) / 2
            y = (heights[row] + heights[row + 1]) / 2
            for slot, is_parted in (
                ((row, column + 1), column + 2 >= len(widths) or _part(along_widths[column + 1], y)),
                ((row, column - 1), column == 0 or _part(along_widths[column], y)),
                ((row + 1, column), row + 2 >= len(heights) or _part(along_heights[row + 1], x)),
                ((row - 1, column), row == 0 or _part(along_heights[row], x)),
            ):
                if not is_parted and slot not in seen:
                    seen.add(slot)
                    region.append(slot)
                    waiting.append(slot)
        regions.append(region)
    return regions


def _part(rules: list[Rule], along: float) -> bool:
    return any(rule.start <= along <= rule.end for rule in rules)


def _cell(slots: list[Slot], heights: list[float], widths: list[float]) -> GridCell | None:
    rows, columns = [row for row, _ in slots], [column for _, column in slots]
    top, bottom, left, right = min(rows), max(rows) + 1, min(columns), max(columns) + 1
    if (bottom - top) * (right - left) != len(slots):
        return None
    area = Area(widths[left], heights[top], widths[right], heights[bottom])
    return GridCell(area, top + 1, left + 1, bottom - top, right - left)


# ───────────────────────────── tables of three lines ─────────────────────────────


def find_open_tables(level: list[Rule], words: Sequence[Area]) -> list[Grid]:
    """Tables ruled by level lines alone (三线表): columns that stand clear of each other in every row.

    Args:
        words: pieces of text between gaps, in any order.
    """
    tables = []
    for top, below in _ruled_bands(level):
        frame = Area(top.start - TOLERANCE, top.at, top.end + TOLERANCE, below[-1].at)
        inside = [word for word in words if frame.holds(word.centre, word.middle)]
        grid = _open_grid(frame, [rule.at for rule in below], inside)
        if grid is not None:
            tables.append(grid)
    return tables


def _ruled_bands(level: list[Rule]) -> list[tuple[Rule, list[Rule]]]:
    """A top rule with those below it that begin and end where it does: head line, foot line and any between."""
    bands: list[tuple[Rule, list[Rule]]] = []
    used: set[Rule] = set()
    for rule in sorted(level, key=lambda each: each.at):
        if rule in used:
            continue
        alike = [
            other
            for other in level
            if other.at > rule.at
            and abs(other.start - rule.start) <= TOLERANCE
            and abs(other.end - rule.end) <= TOLERANCE
        ]
        if len(alike) >= 2:
            used.update(alike)
            bands.append((rule, sorted(alike, key=lambda each: each.at)))
    return bands


def _open_grid(frame: Area, below: list[float], words: list[Area]) -> Grid | None:
    """The table in a frame; None where a row has no word for a column, or its head is more than one row."""
    rows = _rows_of(words)
    if len(rows) < 3 or not rows[0][0].middle < below[0] < rows[1][0].middle:
        return None
    columns = _columns_of([word for row in rows for word in row])
    if len(columns) < 2 or any(len(row) != len(columns) for row in rows):
        return None
    body = [around(row) for row in rows[1:]]
    edges = [frame.left, *((one.right + other.left) / 2 for one, other in pairwise(columns)), frame.right]
    tops = [frame.top, below[0], *((one.bottom + other.top) / 2 for one, other in pairwise(body)), frame.bottom]
    cells = [
        GridCell(Area(left, top, right, bottom), row, column, 1, 1)
        for row, (top, bottom) in enumerate(pairwise(tops), 1)
        for column, (left, right) in enumerate(pairwise(edges), 1)
    ]
    return Grid(frame, tuple(cells))


def _rows_of(words: list[Area]) -> list[list[Area]]:
    rows: list[list[Area]] = []
    for word in sorted(words, key=lambda each: each.middle):
        if rows and abs(rows[-1][0].middle - word.middle) < word.height / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _columns_of(words: list[Area]) -> list[Area]:
    """What words cover from left to right: stretches that no gap parts."""
    columns: list[Area] = []
    for word in sorted(words, key=lambda each: each.left):
        if columns and word.left < columns[-1].right:
            columns[-1] = around((columns[-1], word))
        else:
            columns.append(word)
    return columns
