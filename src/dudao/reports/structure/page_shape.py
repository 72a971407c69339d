"""How a text is laid out: wrapped at a width, cut into pieces, or one paragraph a line; learnt from its own lines.

What is learnt here decides in `wrapping` which lines belong together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from dudao.reports.model import Block
from dudao.reports.structure.characters import (
    COLONS,
    NEVER_FIRST,
    NEVER_LAST,
    UNITS,
    ends_sentence,
    has_marks,
    is_chinese,
)
from dudao.reports.structure.lines import Line, width_of
from dudao.reports.structure.markers import FIRST, find_marker

SAMPLE = 4000
"""Lines looked at; a layout that shows in none of so many lines does not rule the text."""
NARROWEST = 14  # columns; texts wrapped more narrowly cannot be told from lists
PIECE = 34  # columns; longer broken lines are not tokens
INDENT = 2.0  # columns by which a first line stands in


@dataclass(slots=True)
class PageShape:
    """The layout of a text.

    Attributes:
        mode: wrapped (lines end where the width ends), pieces (lines end anywhere) or plain (a line is a paragraph).
        high: the width lines are wrapped at. full, full_first: from which measure on a line is full, and a paragraph's first one where its indent was lost.
        indents: a stand-in tells where paragraphs begin. blanks: an empty line tells where paragraphs end.
        left: the usual stand-in. script_cuts: pieces end where Chinese and half-width characters meet.
    """

    mode: str = "plain"
    high: float = 0.0
    full: float = 0.0
    full_first: float = 0.0
    indents: bool = False
    blanks: bool = False
    left: float = 0.0
    script_cuts: bool = False

    def is_full(self, line: Line, following: Line, is_first: bool) -> bool:
        """Whether the next line could not have begun on this one."""
        if line.measure >= (self.full_first if is_first else self.full):
            return True
        return line.measure + _first_unit(following.text) > self.high

    def is_indented(self, line: Line) -> bool:
        return line.indent >= self.left + INDENT


_WORD = re.compile(r"[A-Za-z0-9.,%~-]+")


def _first_unit(text: str) -> int:
    """Columns that stay together at the beginning of a line: a word, a number, a character with the mark after it."""
    word = _WORD.match(text)
    length = word.end() if word else 2
    return length + 2 if text[length : length + 1] in NEVER_FIRST else length


@dataclass(slots=True)
class _Seen:
    """What was seen of a sample of lines: which are prose, end a sentence, begin with a number, visibly go on."""

    lines: Sequence[Line]
    prose: list[bool]
    ended: list[bool]
    numbered: list[bool]
    going_on: list[int]


def page_shape(lines: Sequence[Line], blocks: Sequence[Block]) -> PageShape:
    """Learn the layout of lines, and give each line its `measure` in the terms of that layout."""
    boxed = bool(lines) and all(blocks[line.block].box is not None for line in lines)
    if boxed:
        _measure_boxes(lines, blocks)
    else:
        _measure_columns(lines)
    sample = lines if len(lines) <= SAMPLE else [*lines[: SAMPLE // 2], *lines[-SAMPLE // 2 :]]
    seen = _look(sample)
    shape = PageShape(left=_usual_indent(sample))
    shape.indents = _indents_tell(seen, shape)
    shape.blanks = _blanks_tell(seen)
    width = _learn_width(shape, seen, NARROWEST)
    if not boxed:
        columns = [line.measure for line in sample]
        _measure_characters(sample)
        by_characters = _learn_width(shape, seen, NARROWEST // 2)
        if by_characters and (not width or by_characters.sharpness > width.sharpness + 0.1):
            _measure_characters(lines)
            width = by_characters
        else:
            for line, measure in zip(sample, columns, strict=True):
                line.measure = measure
    if width:
        shape.mode, shape.high, shape.full, shape.full_first = "wrapped", width.high, width.full, width.full_first
    else:
        _learn_pieces(shape, seen)
    return shape


def _measure_columns(lines: Sequence[Line]) -> None:
    for line in lines:
        line.measure = line.indent + width_of(line.text)


def _measure_characters(lines: Sequence[Line]) -> None:
    for line in lines:
        line.measure = line.indent // 2 + len(line.text)


def _measure_boxes(lines: Sequence[Line], blocks: Sequence[Block]) -> None:
    """Points from the left edge of the page, in units of half a character, so that thresholds are as in columns.

    The unit is the usual height of a line: one with a bracket or a Latin letter is higher than one without.
    """
    boxes = [box for line in lines if (box := blocks[line.block].box) is not None]
    half = max(1.0, median(box.bottom - box.top for box in boxes) / 2)
    for line in lines:
        box = blocks[line.block].box
        if box is not None:
            line.measure = box.right / half
            line.indent = round(box.left / half)


def _look(lines: Sequence[Line]) -> _Seen:
    texts = [line.text for line in lines]
    prose = [has_marks(text) for text in texts]
    ended = [ends_sentence(text) or text[-1] in COLONS for text in texts]
    numbered = [text[0] in FIRST and find_marker(text) is not None for text in texts]
    going_on = [
        index
        for index in range(len(lines) - 1)
        if not ended[index] and not numbered[index + 1] and not numbered[index] and len(texts[index]) > 3
    ]
    return _Seen(lines, prose, ended, numbered, going_on)


def _usual_indent(lines: Sequence[Line]) -> float:
    counted = Counter(line.indent for line in lines)
    if not counted:
        return 0.0
    usual = counted.most_common(1)[0][0]
    # where nearly each line is a paragraph of its own, the usual indent is the first line's
    smaller = [indent for indent, times in counted.items() if indent < usual and times >= max(2, len(lines) // 10)]
    return float(min(smaller, default=usual))


def _indents_tell(seen: _Seen, shape: PageShape) -> bool:
    """Whether lines stand in where a paragraph begins, and only there."""
    places = [index for index, line in enumerate(seen.lines) if index and shape.is_indented(line)]
    if len(places) < (2 if len(seen.lines) > 8 else 1) or len(places) > 0.85 * len(seen.lines):
        return False
    after_end = sum(seen.ended[index - 1] or seen.numbered[index - 1] or not seen.prose[index - 1] for index in places)
    return after_end >= 0.8 * len(places)


def _blanks_tell(seen: _Seen) -> bool:
    """Whether empty lines stand between paragraphs, not between any two lines."""
    blank = [index for index in range(1, len(seen.lines)) if seen.lines[index].blank_before]
    cut = sum(not seen.ended[index - 1] and seen.prose[index - 1] and not seen.numbered[index] for index in blank)
    return bool(blank) and cut <= 0.2 * len(blank)


@dataclass(frozen=True, slots=True)
class _Width:
    """A width that lines were wrapped at; `sharpness` is the share of going-on lines that end right there."""

    high: float
    full: float
    full_first: float
    sharpness: float


def _learn_width(shape: PageShape, seen: _Seen, narrowest: int) -> _Width | None:
    values = sorted(seen.lines[index].measure for index in seen.going_on)
    if len(values) < 2:
        return None
    high, low_index, high_index = _densest(values)
    inside = high_index - low_index
    longer = sum(line.measure > high + 2 for line in seen.lines)
    if high < narrowest or inside < max(2, 0.55 * len(values)) or longer > 0.08 * len(seen.lines):
        return None
    if sum(is_prose or "、" in line.text for is_prose, line in zip(seen.prose, seen.lines, strict=True)) < 0.25 * len(
        seen.lines
    ):
        return None
    window = values[low_index:high_index]
    low = window[len(window) // 10]
    sharpness = sum(value >= high - 1 for value in values) / len(values)
    full = high - 1 if sharpness >= 0.7 else low - (1.0 if high - low <= 2 else 2.0)
    return _Width(high, full, _first_lines(shape, seen, window, full), sharpness)


def _densest(values: list[float]) -> tuple[float, int, int]:
    """The stretch of a sorted list, as wide as 14 % of its upper end, that holds most: upper end, from, to."""
    best = (0.0, 0, 0)
    for index, value in enumerate(values):
        if index + 1 < len(values) and values[index + 1] == value:
            continue
        low = bisect_left(values, value - max(2.0, 0.14 * value))
        if index + 1 - low >= best[2] - best[1]:
            best = (value, low, index + 1)
    return best


def _first_lines(shape: PageShape, seen: _Seen, window: list[float], full: float) -> float:
    """The measure of full first lines: smaller where the stand-in of two characters was lost in copying."""
    if shape.indents:
        return full
    firsts = sorted(
        line.measure
        for index, line in enumerate(seen.lines[:-1])
        if not seen.ended[index]
        and seen.prose[index]
        and not seen.numbered[index + 1]
        and (seen.numbered[index] or index and seen.ended[index - 1] and seen.lines[index - 1].measure < full - 4)
    )
    if len(firsts) < 2 or median(firsts) > median(window) - 1.5:
        return full
    return min(full, firsts[len(firsts) // 10] - 1.0)


def _learn_pieces(shape: PageShape, seen: _Seen) -> None:
    """Whether lines end in the middle of sentences all over the text, as where each token stands on its own line."""
    lines = seen.lines
    pairs = len(lines) - 1
    if pairs < 5:
        return
    broken = [index for index in range(pairs) if not seen.ended[index] and not seen.numbered[index + 1]]
    if len(broken) < 0.45 * pairs or median(lines[index].measure for index in broken) > PIECE:
        return
    evident = sum(_is_evident_cut(lines[index].text, lines[index + 1].text) for index in broken)
    if evident < 0.25 * len(broken):
        return
    shape.mode = "pieces"
    between = sum(is_chinese(lines[index].text[-1]) != is_chinese(lines[index + 1].text[0]) for index in broken)
    shape.script_cuts = between >= 0.8 * len(broken)


def _is_evident_cut(before: str, after: str) -> bool:
    """Whether no paragraph could end and begin like this."""
    first, last = after[0], before[-1]
    return first in NEVER_FIRST or last in NEVER_LAST or last in "，,、" or (not is_chinese(last) and first in UNITS)
