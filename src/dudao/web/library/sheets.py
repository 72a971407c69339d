"""Pages as they are shown: the picture with its size, the text layer over it, the words for who does not see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dudao.web.library import queries
from dudao.web.library.models import FoundFigure, PageText
from dudao.web.library.queries import Opened
from dudao.web.library.text_layer import Layer, hits_in, layer_of

ALT_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number, its text, the layer over its picture; `alt` is how its text begins."""

    number: int
    text: str
    alt: str
    layer: Layer
    has_picture: bool
    hits: tuple[tuple[int, int], ...] = ()

    @property
    def paragraphs(self) -> list[list[tuple[str, bool]]]:
        """Lines of the text that are not empty, in pieces, each with whether a search found it."""
        found, at = list[list[tuple[str, bool]]](), 0
        for line in self.text.split("\n"):
            if line.strip():
                found.append(_pieces(line, [(start - at, end - at) for start, end in self.hits]))
            at += len(line) + 1
        return found


def _pieces(line: str, hits: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A line cut at the hits that it has a part in."""
    found, at = list[tuple[str, bool]](), 0
    for start, end in hits:
        begin, stop = max(start, at), min(end, len(line))
        if begin < stop:
            found += [(line[at:begin], False), (line[begin:stop], True)]
            at = stop
    return [piece for piece in (*found, (line[at:], False)) if piece[0]]


def sheets_of(opened: Opened, first: int, last: int, words: str = "") -> list[Sheet]:
    """The pages from `first` to `last`, both included, as far as they are open; `words` of a search are marked."""
    figures: dict[int, list[FoundFigure]] = defaultdict(list)
    for each in queries.figures_of(opened).filter(page__gte=first, page__lte=last):
        figures[each.page].append(each)
    return [_sheet(opened, page, figures[page.number], words) for page in queries.pages_of(opened, first, last)]


def _sheet(opened: Opened, page: PageText, figures: list[FoundFigure], words: str) -> Sheet:
    hits = tuple(hits_in(page.text, words)) if words else ()
    alt = "".join(page.text.split())[:ALT_CHARACTERS]
    has_picture = page.number <= opened.rendition.pictures
    return Sheet(page.number, page.text, alt, layer_of(page, figures, hits), has_picture, hits)
