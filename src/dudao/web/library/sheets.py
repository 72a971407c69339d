"""Pages as they are shown: the picture with its size, the text layer over it, the words for who does not see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dudao.web.library import queries
from dudao.web.library.models import FoundFigure
from dudao.web.library.queries import Opened
from dudao.web.library.text_layer import Layer, layer_of

ALT_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number, its text, the layer over its picture; `alt` is how its text begins."""

    number: int
    text: str
    alt: str
    layer: Layer
    has_picture: bool

    @property
    def paragraphs(self) -> list[str]:
        """Lines of the text that are not empty."""
        return [line for line in self.text.splitlines() if line.strip()]


def sheets_of(opened: Opened, first: int, last: int) -> list[Sheet]:
    """The pages from `first` to `last`, both included, as far as they are open."""
    figures: dict[int, list[FoundFigure]] = defaultdict(list)
    for each in queries.figures_of(opened).filter(page__gte=first, page__lte=last):
        figures[each.page].append(each)
    return [
        Sheet(
            page.number,
            page.text,
            "".join(page.text.split())[:ALT_CHARACTERS],
            layer_of(page, figures[page.number]),
            page.number <= opened.rendition.pictures,
        )
        for page in queries.pages_of(opened, first, last)
    ]
