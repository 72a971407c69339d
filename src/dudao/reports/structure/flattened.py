"""Tables that stand one cell a line: found by their rhythm, and put back where header, columns and types all fit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dudao.reports.model import BlockKind
from dudao.reports.structure.characters import NEVER_FIRST, NEVER_LAST, UNITS
from dudao.reports.structure.lines import Line
from dudao.reports.structure.markers import find_marker

LONGEST_CELL = 24
FEWEST_CELLS = 6
MOST_COLUMNS = 12
NUMBER_SHARE = 0.25
_CAPTION = re.compile(
    r"(?:附?表[ \u3000]*[\d一二三四五六七八九十]*|.{2,30}(?:表|一览|情况统计|统计))$|附?表[ \u3000]*\d.*"
)
_UNIT = re.compile(r"[（(]?[ \u3000]*(?:计量)?单[ \u3000]*位[ \u3000]*[:：].{1,16}")
_COUNTER = re.compile(r"序号|编号|年度|年份|时间|No\.?|学年|年")
_NOTE_BELOW = re.compile(r"(?:数据|资料)?来源[:：]|注[:：]|备注[:：]|说明[:：]")


@dataclass(frozen=True, slots=True)
class Flattened:
    """A flattened table: lines `start` to `end`, and its rows of cells, each of one or two lines; no rows where unsure."""

    start: int
    end: int
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


def find_flattened(lines: Sequence[Line], number_cell: re.Pattern[str]) -> list[Flattened]:
    """Flattened tables, put back or (without rows) only noticed."""
    found = []
    index = 0
    while index < len(lines):
        if not _is_cell(lines[index]):
            index += 1
            continue
        end = index
        while end < len(lines) and _is_cell(lines[end]):
            end += 1
        if end - index >= FEWEST_CELLS:
            table = _put_back(lines, index, end, number_cell)
            if table:
                found.append(table)
        index = end
    return found


def _is_cell(line: Line) -> bool:
    text = line.text
    if len(text) > LONGEST_CELL or line.kind is not BlockKind.LINE:
        return False
    if text[0] in NEVER_FIRST or text[-1] in NEVER_LAST or text[-1] in "。；，、：;:" or "，" in text or "。" in text:
        return False
    marker = find_marker(text)
    return marker is None or marker.kind in ("three", "dotted") and marker.length < len(text) and marker.level > 2


def _put_back(lines: Sequence[Line], start: int, end: int, number_cell: re.Pattern[str]) -> Flattened | None:
    while start < end and (_UNIT.fullmatch(lines[start].text) or _CAPTION.fullmatch(lines[start].text)):
        start += 1
    numeric = [number_cell.fullmatch(line.text) is not None for line in lines[start:end]]
    if True not in numeric or end - start < FEWEST_CELLS or numeric[0]:
        return None
    if sum(numeric) < NUMBER_SHARE * len(numeric) or _is_broken_prose(lines[start:end], numeric):
        return None
    cells = list(lines[start:end])
    for heads, first_row, columns in _guesses(cells, numeric):
        rows = _rhythm(numeric, first_row, columns)
        if rows >= 2:
            last = start + first_row + rows * columns
            if _may_follow(lines, last, end, numeric, first_row + rows * columns):
                return Flattened(start, last, _grid(cells, heads, first_row, columns, rows))
    return Flattened(start, end, ()) if sum(numeric) >= FEWEST_CELLS and len(numeric) >= 2 * FEWEST_CELLS else None


def _is_broken_prose(cells: Sequence[Line], numeric: list[bool]) -> bool:
    """Whether the lines are pieces of sentences: a unit stands on the line after its figure."""
    after = [cells[index + 1].text for index in range(len(cells) - 1) if numeric[index] and not numeric[index + 1]]
    return sum(text[0] in UNITS for text in after) > 0.2 * len(after) + 0.5 if after else False


def _guesses(cells: list[Line], numeric: list[bool]) -> list[tuple[list[tuple[Line, ...]], int, int]]:
    """Ways to read the lines before the first figure as the table's head: (head cells, first row's place, columns)."""
    first_number = numeric.index(True)
    guesses: list[tuple[list[tuple[Line, ...]], int, int]] = []
    if _COUNTER.fullmatch(cells[0].text) and first_number >= 2:
        guesses.append(([(cell,) for cell in cells[:first_number]], first_number, first_number))
    label = first_number - 1
    run = first_number
    while run < len(numeric) and numeric[run]:
        run += 1
    period = run - label
    for columns in dict.fromkeys((label, label + 1, period)):
        heads: list[tuple[Line, ...]] = [(cell,) for cell in cells[:label]]
        if columns == label + 1 and label >= 1:
            heads = [(replace(cells[0], text="", runs=(), hidden=(), remarks=[]),), *heads]
        while len(heads) > columns:
            merged = _merge_one(heads)
            if merged is None:
                break
            heads = merged
        if len(heads) == columns and 2 <= columns <= MOST_COLUMNS:
            guesses.append((heads, label, columns))
    return guesses


def _merge_one(heads: list[tuple[Line, ...]]) -> list[tuple[Line, ...]] | None:
    """Two neighbours of a head that are one cell broken over two lines: (亿元) under 支出, 率 under 入园."""
    for index in range(1, len(heads)):
        above, below = heads[index - 1][-1].text, heads[index][0].text
        if (
            below[0] in "（("
            or above[-1] in "（(、/"
            or above.count("（") + above.count("(") > above.count("）") + above.count(")")
        ):
            return [*heads[: index - 1], heads[index - 1] + heads[index], *heads[index + 1 :]]
    return None


def _rhythm(numeric: list[bool], first_row: int, columns: int) -> int:
    """How many rows from the first on have figures in the same columns; 0 where the first has none or only figures."""
    pattern = numeric[first_row : first_row + columns]
    if columns < 2 or len(pattern) < columns or True not in pattern[1:]:
        return 0
    rows = 0
    while numeric[first_row + rows * columns : first_row + (rows + 1) * columns] == pattern:
        rows += 1
    return rows


def _may_follow(lines: Sequence[Line], last: int, end: int, numeric: list[bool], place: int) -> bool:
    """Whether what is left of the lines can stand under a table: nothing, a note, or labels without figures."""
    if last == end:
        return True
    return bool(_NOTE_BELOW.match(lines[last].text)) or True not in numeric[place:]


def _grid(
    cells: list[Line], heads: list[tuple[Line, ...]], first_row: int, columns: int, rows: int
) -> tuple[tuple[tuple[Line, ...], ...], ...]:
    body = [
        tuple((cell,) for cell in cells[first_row + row * columns : first_row + (row + 1) * columns])
        for row in range(rows)
    ]
    return (tuple(heads), *body)
