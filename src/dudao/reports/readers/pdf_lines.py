"""The lines of a PDF page with the areas they cover, raised figures told from those on the line."""

from __future__ import annotations

import ctypes
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from dudao.reports.readers.pdf_geometry import Area, PageFrame, PrintedLine, around
from dudao.reports.readers.radicals import with_ordinary_characters

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SMALL = 0.8  # of the height of the line: letters below this size are raised, lowered, or a note
SLANT = 5  # degrees within which text still counts as straight
WIDE_GAP = 0.9  # of the height of a letter
LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's characters as pdfium has them (`handle` is its text page), with the frame that turns it upright."""

    handle: Any
    characters: str
    frame: PageFrame

    def area_of(self, index: int) -> Area:
        """The cell of one character: as wide as it advances, as high as its font."""
        rectangle = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self.handle, index, ctypes.byref(rectangle))
        return self.frame.area(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

    def quarter_of(self, index: int) -> int | None:
        """Quarter turns clockwise by which a character is turned on the page as framed; None for a slanted one."""
        angle = pdfium.FPDFText_GetCharAngle(self.handle, index) * 57.29578 + 90 * self.frame.turn
        quarter, rest = divmod(round(angle) + SLANT, 90)
        return quarter % 4 if rest <= 2 * SLANT else None


def page_characters(handle: Any) -> str:
    """All characters of a page, one for each of pdfium's indexes; one that has no letter is U+FFFD."""
    count = max(pdfium.FPDFText_CountChars(handle), 0)
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    codes = (pdfium.FPDFText_GetUnicode(handle, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def quarters_off(page: PageText) -> int:
    """Quarter turns clockwise by which most of a page's text is turned, whatever the page says of itself.

    A wide table is often set sideways on an upright page.
    """
    letters = [0, 0, 0, 0]
    start = 0
    for content in page.characters.split(LINE_END):
        first, last = _trimmed(page.characters, start, start + len(content))
        quarter = page.quarter_of(first) if first < last else None
        if quarter is not None:
            letters[quarter] += last - first
        start += len(content) + len(LINE_END)
    return letters.index(max(letters))


def printed_lines(page: PageText, hidden: Collection[int] = ()) -> list[PrintedLine]:
    """The lines as drawn, without characters that cannot be seen (`hidden`, by index)."""
    lines, start = [], 0
    for content in page.characters.split(LINE_END):
        end = start + len(content)
        first, last = _trimmed(page.characters, start, end)
        if first < last:
            shown = [at for at in range(first, last) if at not in hidden] if hidden else None
            if shown is None or len(shown) == last - first:
                lines += _pieces(page, first, last)
            elif any(not page.characters[at].isspace() for at in shown):
                lines.append(_partly_hidden(page, shown))
        start = end + len(LINE_END)
    return lines


def _trimmed(characters: str, start: int, end: int) -> tuple[int, int]:
    """The same span without blanks at its ends; a full-width blank that indents is an ordinary blank to pdfium too."""
    while start < end and characters[start].isspace():
        start += 1
    while end > start and characters[end - 1].isspace():
        end -= 1
    return start, end


def _pieces(page: PageText, first: int, last: int) -> list[PrintedLine]:
    """A line as pdfium has it, parted where a gap is so wide that columns may stand side by side."""
    if pdfium.FPDFText_CountRects(page.handle, first, last - first) <= 1:
        area = around((page.area_of(first), page.area_of(last - 1)))
        return [PrintedLine(with_ordinary_characters(page.characters[first:last]), area, first, last)]
    letters, areas = _in_order(page, first, last)
    pieces, start = [], 0
    for at in range(1, len(letters)):
        if letters[at].isspace():
            continue
        before = at - 1
        while before > start and letters[before].isspace():
            before -= 1
        if areas[at].left - areas[before].right > WIDE_GAP * areas[at].height:
            pieces.append(_piece(letters[start : before + 1], areas[start : before + 1], first + start))
            start = at
    return [*pieces, _piece(letters[start:], areas[start:], first + start)]


def _in_order(page: PageText, first: int, last: int) -> tuple[str, list[Area]]:
    """A line's characters from left to right with their cells.

    A program that takes quotation marks from a second font may draw them after the line; pdfium has them behind it then.
    Its own blanks (of no width) are left out of such a line: they stand where something was still to be drawn.
    """
    letters, areas = page.characters[first:last], [page.area_of(at) for at in range(first, last)]
    if all(after.right > before.left for before, after in pairwise(areas)):
        return letters, areas
    drawn = [at for at in range(len(areas)) if areas[at].right > areas[at].left]
    if not drawn:
        return letters, areas
    drawn.sort(key=lambda at: areas[at].left)
    return "".join(letters[at] for at in drawn), [areas[at] for at in drawn]


def _piece(letters: str, areas: list[Area], first: int) -> PrintedLine:
    text, area = _with_raised_figures(letters, areas)
    return PrintedLine(with_ordinary_characters(text), area, first, first + len(letters))


def _partly_hidden(page: PageText, shown: list[int]) -> PrintedLine:
    text = "".join(page.characters[at] for at in shown)
    area = around((page.area_of(shown[0]), page.area_of(shown[-1])))
    return PrintedLine(with_ordinary_characters(text), area, shown[0], shown[-1] + 1)


def _with_raised_figures(text: str, areas: list[Area]) -> tuple[str, Area]:
    """Figures that stand raised and small written as such (m², the mark of a note), so that 3.25%¹ is not 3.25%1."""
    upright = [area for area in areas if area.height > 0]
    tallest = max((area.height for area in upright), default=0.0)
    ordinary = [area for area in upright if area.height > SMALL * tallest]
    if not ordinary:
        return text, around(areas)
    base = sorted(area.bottom for area in ordinary)[len(ordinary) // 2]
    letters = []
    for letter, area in zip(text, areas, strict=True):
        is_raised = 0 < area.height <= SMALL * tallest and area.bottom < base - 0.15 * tallest
        letters.append(letter.translate(RAISED) if is_raised else letter)
    return "".join(letters), around(ordinary)
