"""A workbook made ready to be set as pages: columns as wide as what stands in them, sheets as wide as a page, lines drawn.

Called through `evidence.reading.limited`, as it opens what somebody handed in. Values are shown as they were saved; formulas
without a saved value are left to the program that sets the pages.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any

from dudao.reports.model import Block, BlockKind, ReadingProblem, Source
from dudao.values.spans import Place

WIDEST, NARROWEST, BLANK = 46, 6, 2
"""Widths of a column in half characters; what is wider is set in several lines."""
PORTRAIT = 90
"""Half characters that fit the short side of a page."""
USUAL, LINE, TALLEST = 11.0, 15.0, 400.0
"""Points of the usual letters, of their line, and of the tallest row there may be."""
MOST_CELLS = 200_000
FAR_APART = 1_000
"""Empty cells for each filled one, from which a sheet is a few cells far from each other and no table."""
FAR_CELL = "far_cell"
CAPTION_ROWS, SHORTEST_CAPTION = 3, 6
"""Rows at the top of a sheet in which its caption stands, and how short it may be."""
DRAWN = ("xl/drawings/", "xl/charts/", "xl/media/")


def fit_columns(path: Path) -> Source:
    """Write a workbook anew so that no cell is cut; its caption is the one block of what is returned, without one there is none.

    One that holds drawings (which would be lost), is too large or of an old format is left as it is; one whose last cell lies
    far from all others, so that it would be set as thousands of empty pages, is told of as a problem.
    """
    from openpyxl import load_workbook

    if not _is_plain(path):
        return Source(kind="workbook", blocks=())
    book, saved = load_workbook(path), load_workbook(path, data_only=True)
    caption = ""
    for sheet, values in zip(book.worksheets, saved.worksheets, strict=True):
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            return Source(kind="workbook", blocks=(), problems=_far_apart(sheet))
        if sheet.sheet_state == "visible":
            caption = caption or caption_of(
                [[cell.value for cell in row] for row in values.iter_rows(max_row=CAPTION_ROWS)]
            )
        _fit(sheet, values)
    book.save(path)
    return Source(kind="workbook", blocks=(Block(BlockKind.PARAGRAPH, caption, Place()),) if caption else ())


def _far_apart(sheet: Any) -> tuple[ReadingProblem, ...]:
    filled = [(cell.row, cell.column, cell.coordinate) for cell in sheet._cells.values() if cell.value is not None]
    if not filled or sheet.max_row * sheet.max_column < FAR_APART * len(filled):
        return ()
    return (ReadingProblem(FAR_CELL, quote=max(filled)[2], params={"sheet": sheet.title}),)


def _is_plain(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as parts:
        return not any(name.startswith(DRAWN) for name in parts.namelist())


def caption_of(rows: Sequence[Sequence[Any]]) -> str:
    """What a sheet is called: the one cell of its first filled row; "" where that row is the head of a table.

    >>> caption_of([[None, None], ["临江县2024年学校情况表", None], ["学校", "人数"]])
    '临江县2024年学校情况表'
    >>> caption_of([["学校", "人数"]]), caption_of([["附件1", None], ["临江县学校一览表", None]])
    ('', '临江县学校一览表')
    """
    for row in rows:
        filled = [each for each in row if each is not None and str(each).strip()]
        if len(filled) > 1:
            return ""
        words = "".join(str(filled[0]).split()) if filled and isinstance(filled[0], str) else ""
        if len(words) >= SHORTEST_CAPTION:
            return words
    return ""


def _fit(sheet: Any, values: Any) -> None:
    """Set widths, heights for what is set in several lines, one page across, and the lines of the table."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    widths, heights = _sizes(sheet, values)
    _show_values(sheet, values)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number in {*sheet.row_dimensions, *heights}:
        sheet.row_dimensions[number].height = heights.get(number)
    sheet.print_options.gridLines = True
    sheet.page_setup.orientation = "landscape" if sum(widths.values()) > PORTRAIT else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _sizes(sheet: Any, values: Any) -> tuple[dict[int, int], dict[int, float]]:
    """Widths of columns in half characters; heights in points of rows that need more than a line. Cells over several columns
    set no width."""
    from openpyxl.styles import Alignment

    merged = {(each.min_row, each.min_col) for each in sheet.merged_cells.ranges if each.max_col > each.min_col}
    widths: dict[int, int] = {}
    heights: dict[int, float] = {}
    for cell in (cell for row in values.iter_rows() for cell in row if cell.value is not None):
        if (cell.row, cell.column) in merged:
            continue
        size = (cell.font.sz or USUAL) / USUAL
        parts = [round(half_characters(part) * size) + BLANK for part in str(cell.value).split("\n")]
        widths[cell.column] = max(widths.get(cell.column, NARROWEST), min(max(parts), WIDEST))
        lines = sum(ceil(part / (WIDEST - BLANK)) for part in parts)
        if lines > 1:
            sheet.cell(cell.row, cell.column).alignment = Alignment(wrap_text=True, vertical="top")
            heights[cell.row] = min(max(heights.get(cell.row, 0), lines * LINE * size), TALLEST)
    return widths, heights


def _show_values(sheet: Any, values: Any) -> None:
    """Formulas give way to the values they were saved with."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f" and (value := values.cell(cell.row, cell.column).value) is not None:
                cell.value = value


def half_characters(text: str) -> int:
    """How wide a text is, in half characters.

    >>> half_characters("学校12")
    6
    """
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)
