"""Where the printed pages of a form part: between groups of columns, so that no merged heading is cut.

Imports openpyxl: import this module only when a form is written.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

SCALE = 80
"""Per cent of their size at which forms are printed."""
PAGE_PIXELS = 1_045
"""What A4 across, with margins of 0.4 inch, then holds at 96 pixels an inch; office programs without the usual fonts draw
columns a quarter wider, which is allowed for."""


def widths_of(sheet: Worksheet, columns: int) -> list[int]:
    """The widths of the first columns in pixels."""
    return [round(sheet.column_dimensions[get_column_letter(index)].width * 7) + 5 for index in range(1, columns + 1)]


def page_of_columns(
    widths: Sequence[int], blocks: Sequence[Hashable], parts: Sequence[Hashable], repeated: int
) -> list[int]:
    """On which page, from 0, each column is printed.

    Args:
        blocks: of each column the group that should stay together; a group wider than a page is parted within.
        parts: of each column what begins on a page of its own (a stage), save after columns of none.
        repeated: how many columns come again on the left of every page.
    """
    room = PAGE_PIXELS - sum(widths[:repeated])
    pages, page, used = [0] * min(repeated, len(widths)), 0, 0
    for (part, _), members in groupby(range(len(pages), len(widths)), key=lambda index: (parts[index], blocks[index])):
        indexes = list(members)
        whole = sum(widths[index] for index in indexes)
        before = parts[indexes[0] - 1] if indexes[0] else None
        is_new_part = used and before and part != before
        if is_new_part or (used and used + whole > room >= whole):
            page, used = page + 1, 0
        for index in indexes:
            if used and used + widths[index] > room:
                page, used = page + 1, 0
            pages.append(page)
            used += widths[index]
    return pages


def break_pages(sheet: Worksheet, pages: Sequence[int]) -> None:
    """Part the printed pages as told, of each column its page."""
    for index in range(1, len(pages)):
        if pages[index] != pages[index - 1]:
            sheet.col_breaks.append(Break(id=index))
