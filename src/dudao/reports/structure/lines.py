"""Blocks to lines: stripped, without hidden marks, each knowing where its first character stands in its block.

What belongs together is decided in `wrapping`; nothing is dropped here but marks that cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dudao.reports.model import BlockKind, Source

HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
"""Marks without a shape: zero width, direction, soft hyphen, BOM, variation selectors, control characters."""

LINE_ENDS = {0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_ODD_END = re.compile("[\x0b\x0c\r\x85\u2028\u2029]")
_INDENT_COLUMNS = {"\t": 4, "\u3000": 2}


@dataclass(slots=True, eq=False)
class Line:
    """A printed line, or a whole paragraph where the format knows paragraphs.

    Attributes:
        text: without white space at its ends and without hidden marks.
        block, offset: where its first character stands.
        indent: columns of white space before it (a full-width space counts two).
        blank_before: an empty line stands before it.
        whole: it begins a paragraph by the word of the format.
        runs: where the characters stand if not one after the other: (position in `text`, offset in the block).
        hidden: hidden marks that stood inside a word or figure: (position in `text`, mark).
        measure: how far it reaches: columns, characters, or points from the left of its page (set by `page_shape`).
        remarks: what was noticed just before it, a page mark dropped, a figure put together again: (code, text).
    """

    text: str
    block: int
    offset: int
    kind: BlockKind
    indent: int = 0
    blank_before: bool = False
    whole: bool = False
    runs: tuple[tuple[int, int], ...] = ()
    hidden: tuple[tuple[int, str], ...] = ()
    measure: float = 0.0
    remarks: list[tuple[str, str]] = field(default_factory=list)


def width_of(text: str) -> int:
    """Columns of a text in a fixed grid: two for a Chinese character, one for a half-width one."""
    return (len(text.encode("utf-8", "surrogatepass")) + len(text)) // 2


def read_lines(source: Source) -> list[Line]:
    """The lines of all blocks, in order; empty ones, table cells aside, only leave their trace in `blank_before`."""
    lines: list[Line] = []
    everything = "".join([block.text for block in source.blocks])
    has_hidden = HIDDEN.search(everything) is not None
    has_ends = "\n" in everything or _ODD_END.search(everything) is not None
    blank = False
    for index, block in enumerate(source.blocks):
        for start, text in _parts(block.text) if has_ends else ((0, block.text),):
            line = _line(text, index, start, block.kind, has_hidden)
            if line is None:
                if block.kind is not BlockKind.CELL or start:
                    blank = True
                    continue
                line = Line("", index, start, block.kind)
            line.blank_before = blank
            line.whole = start == 0 and block.kind is not BlockKind.LINE
            lines.append(line)
            blank = False
    return lines


def _line(text: str, block: int, start: int, kind: BlockKind, has_hidden: bool) -> Line | None:
    body = text.strip()
    if not body:
        return None
    if has_hidden and HIDDEN.search(text):
        return _unhidden(text, block, start, kind)
    if body is text or text[0] == body[0]:
        return Line(body, block, start, kind)
    lead = text.find(body[0])
    return Line(body, block, start + lead, kind, sum([_INDENT_COLUMNS.get(mark, 1) for mark in text[:lead]]))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    if _ODD_END.search(text):
        text = text.translate(LINE_ENDS)
    if "\n" not in text:
        yield 0, text
        return
    start = 0
    for part in text.split("\n"):
        yield start, part
        start += len(part) + 1


def _unhidden(text: str, block: int, start: int, kind: BlockKind) -> Line | None:
    """A line without its hidden marks; None where nothing else stood in it."""
    kept = [(place, mark) for place, mark in enumerate(text) if not HIDDEN.match(mark)]
    while kept and kept[-1][1].isspace():
        kept.pop()
    lead = 0
    while lead < len(kept) and kept[lead][1].isspace():
        lead += 1
    indent = sum(_INDENT_COLUMNS.get(mark, 1) for _, mark in kept[:lead])
    kept = kept[lead:]
    if not kept:
        return None
    runs = [(0, start + kept[0][0])]
    hidden = []
    for position in range(1, len(kept)):
        before, here = kept[position - 1], kept[position]
        if here[0] != before[0] + 1:
            runs.append((position, start + here[0]))
            if before[1].isalnum() and here[1].isalnum() or before[1] in ".," or here[1] in ".,":
                hidden.append((position, text[before[0] + 1 : here[0]]))
    body = "".join(mark for _, mark in kept)
    return Line(body, block, start + kept[0][0], kind, indent, runs=tuple(runs), hidden=tuple(hidden))
