"""What redactions cover, taken out of the lines of a file: every character below a cover becomes ■. Pure.

What a page, an index or a download shows of a redacted file is made of these lines and of nothing else, so that nothing
below a cover can come back by another way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dudao.reports.model import Block, Source
from dudao.web.library.reading.pages import shares
from dudao.web.library.reading.places_of_text import Area, covered, rows_of

MARK = "■"
SIDES = ("left", "top", "right", "bottom")


def covers_by_page(redactions: Sequence[dict[str, Any]]) -> dict[int, list[Area]]:
    """The areas of each page that are covered."""
    found: dict[int, list[Area]] = {}
    for each in redactions:
        left, top, right, bottom = (float(each[side]) for side in SIDES)
        found.setdefault(int(each["page"]), []).append((left, top, right, bottom))
    return found


def cover_source(source: Source, redactions: Sequence[dict[str, Any]]) -> Source:
    """A source without what the redactions cover; on a page that has covers, a line without a place is covered wholly."""
    covers = covers_by_page(redactions)
    blocks = tuple(_covered(block, covers.get(block.place.page or 1, [])) for block in source.blocks)
    return replace(source, blocks=blocks, problems=())


def _covered(block: Block, covers: Sequence[Area]) -> Block:
    if not covers:
        return block
    if block.box is None:
        return replace(block, text=_marked(block.text, range(len(block.text))))
    text = block.text
    for at, row, area in list(rows_of([[*shares(block.box), block.text]])):
        for cover in covers:
            below = covered(row, area, cover)
            text = _marked(text, range(at + below.start, at + below.stop)) if below else text
    return block if text == block.text else replace(block, text=text)


def _marked(text: str, below: range) -> str:
    """A text with the characters of a range covered; blanks stay, so that it keeps its length and its words."""
    return "".join(MARK if n in below and not mark.isspace() else mark for n, mark in enumerate(text))
