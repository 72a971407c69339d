"""The text over the picture of a page: each line where it is printed, to be selected and found, figures marked in place.

Lines have their place as shares of the page; what was found has it as characters of the page's text. The two meet by
their characters without blanks, so that a line the reader joined or spaced in another way is found all the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from dudao.web.library.models import FoundFigure, PageText
from dudao.web.search.words import fold_with_places, terms_of

WIDTH, HEIGHT = 1000, 1414
"""Of the drawing: so wide, and so high for a page whose size is not known (A4)."""
MOST_HITS = 100
BASELINE = 0.84
"""How far down the height of a line its characters stand."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line in units of the drawing; `size` of its characters, `width` over which they are spread."""

    x: int
    y: int
    size: int
    width: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure, or a hit of a search (None): one box a line that it stands on, from the first of them to the last."""

    figure: FoundFigure | None
    x: int
    y: int
    width: int
    height: int
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """What lies over a picture of `width` by `height`."""

    width: int
    height: int
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    hits: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with the range of the squeezed text that it shows."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    start: int
    end: int

    @property
    def is_seen(self) -> bool:
        """Whether it is known where on the page the line stands."""
        return self.right > self.left and self.bottom > self.top


def layer_of(page: PageText, figures: Iterable[FoundFigure], hits: Iterable[tuple[int, int]] = ()) -> Layer:
    """The text layer of a page with its figures; what stands on no line whose place is known is left out.

    Args:
        hits: stretches of the page's text that a search found.
    """
    width, height = WIDTH, round(WIDTH * page.height / page.width) if page.width and page.height else HEIGHT
    offsets = [at for at, mark in enumerate(page.text) if not mark.isspace()]
    placed = _placed(page.lines, "".join(page.text[at] for at in offsets))
    size = (width, height)
    marks = [mark for each in figures for mark in _marks(each, (each.start, each.end), placed, offsets, size)]
    found = [mark for each in hits for mark in _marks(None, each, placed, offsets, size)]
    lines = tuple(_line(each, width, height) for each in placed if each.is_seen)
    return Layer(width, height, lines, tuple(marks), tuple(found))


def hits_in(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words of a search stand in a text, at most `MOST_HITS`: start and end, in order, none within another.

    >>> hits_in("全市 教育经费，教育 局", "教育")
    [(3, 5), (8, 10)]
    """
    folded, found = fold_with_places(text), list[tuple[int, int]]()
    for term in terms_of(words):
        at = folded.text.find(term.text)
        while at >= 0 and len(found) < MOST_HITS:
            found.append((folded.places[at], folded.places[at + len(term.text) - 1] + 1))
            at = folded.text.find(term.text, at + len(term.text))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _placed(lines: Sequence[Sequence[object]], text: str) -> list[_Placed]:
    cursor, found = 0, []
    for left, top, right, bottom, words in lines:
        bare = _squeezed(str(words))
        at = text.find(bare, cursor) if bare else -1
        start, end = (at, at + len(bare)) if at >= 0 else (-1, -1)
        cursor = max(cursor, end)
        sides = [float(str(each)) for each in (left, top, right, bottom)]
        found.append(_Placed(sides[0], sides[1], sides[2], sides[3], str(words), start, end))
    return found


def _line(each: _Placed, width: int, height: int) -> Line:
    tall = (each.bottom - each.top) * height
    return Line(
        round(each.left * width),
        round((each.top + (each.bottom - each.top) * BASELINE) * height),
        max(1, round(tall * 0.86)),
        max(1, round((each.right - each.left) * width)),
        each.text,
    )


def _marks(
    figure: FoundFigure | None,
    span: tuple[int, int],
    placed: Sequence[_Placed],
    offsets: Sequence[int],
    size: tuple[int, int],
) -> list[Mark]:
    first, last = (bisect_left(offsets, at) for at in span)
    found: list[Mark] = []
    for each in placed:
        start, end = max(first, each.start), min(last, each.end)
        if start < end and each.is_seen:
            found.append(_mark(figure, each, (start - each.start, end - each.start), size))
    if found:
        found[0] = replace(found[0], is_first=True)
        found[-1] = replace(found[-1], is_last=True)
    return found


def _mark(figure: FoundFigure | None, line: _Placed, part: tuple[int, int], size: tuple[int, int]) -> Mark:
    bare = _squeezed(line.text)
    edges = [0.0, *accumulate(1.0 if ord(each) > 0x2E7F else 0.55 for each in bare)]
    wide, tall = line.right - line.left, line.bottom - line.top
    left = line.left + wide * edges[part[0]] / edges[-1]
    right = line.left + wide * edges[part[1]] / edges[-1]
    return Mark(
        figure,
        round(left * size[0]) - 2,
        round(line.top * size[1]) - 1,
        round((right - left) * size[0]) + 4,
        round(tall * size[1]) + 2,
    )
