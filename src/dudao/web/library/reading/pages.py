"""Text of a file page by page, its lines with their place, and the way from a character of a report to its page.

Pure: knows no database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dudao.reports.model import Block, BlockKind, Box, Report, Source

LEFT_OUT = frozenset((BlockKind.HEADER, BlockKind.FOOTER))
Line = list[float | str]
"""[left, top, right, bottom, text] in shares of the page; all four 0 where the place is not known."""


@dataclass(slots=True)
class Page:
    """A page: its text, a line feed after every line, and the lines; `text` is what the lines say one after the other."""

    number: int
    text: str = ""
    lines: list[Line] = field(default_factory=list)
    width: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters of a page's text, half-open."""

    page: int
    start: int
    end: int


class Pages:
    """The pages of a source, and where on them each of its blocks begins."""

    def __init__(self, source: Source) -> None:
        self.pages: dict[int, Page] = {}
        self._begins: dict[int, tuple[int, int]] = {}
        for index, block in enumerate(source.blocks):
            if block.kind not in LEFT_OUT and block.text.strip():
                self._put(index, block)

    def __iter__(self) -> Iterator[Page]:
        return (self.pages[number] for number in sorted(self.pages))

    def _put(self, index: int, block: Block) -> None:
        number = block.place.page or 1
        page = self.pages.setdefault(number, Page(number))
        if page.text:
            page.text += "\n"
        words = block.numbering + block.text
        self._begins[index] = (number, len(page.text) + len(block.numbering))
        page.text += words
        page.lines.append([*shares(block.box), words])
        if block.box is not None:
            page.width, page.height = block.box.page_width, block.box.page_height

    def spot(self, report: Report, start: int, end: int) -> Spot | None:
        """Where characters of a report stand; up to the end of their first page where they go on. None where nothing tells."""
        begin = self._place(report, start)
        if begin is None:
            return None
        last = self._place(report, max(end - 1, start))
        page, at = begin
        if last is None or last[0] != page or last[1] < at:
            return Spot(page, at, min(at + end - start, len(self.pages[page].text)))
        return Spot(page, at, last[1] + 1)

    def _place(self, report: Report, position: int) -> tuple[int, int] | None:
        piece = report.piece_at(position)
        if piece is None or piece.block not in self._begins:
            return None
        page, begins = self._begins[piece.block]
        within = 0 if piece.offset is None else piece.offset + min(position - piece.start, max(piece.length - 1, 0))
        return page, min(begins + within, len(self.pages[page].text))

    def around(self, spot: Spot, most: int = 60) -> str:
        """The words around a spot on its page, for a quote."""
        text = self.pages[spot.page].text
        return " ".join(text[max(spot.start - most, 0) : spot.end + most].split("\n"))


def shares(box: Box | None) -> list[float | str]:
    """A box in shares of its page, four decimals.

    >>> shares(Box(59.5, 84.2, 119, 168.4, 595, 842)), shares(None)
    ([0.1, 0.1, 0.2, 0.2], [0, 0, 0, 0])
    """
    if box is None or not box.page_width or not box.page_height:
        return [0, 0, 0, 0]
    across, down = box.page_width, box.page_height
    sides = (box.left / across, box.top / down, box.right / across, box.bottom / down)
    return [round(min(max(side, 0), 1), 4) for side in sides]
