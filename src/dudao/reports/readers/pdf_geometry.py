"""Lines and segments of a PDF page as plain values, seen as a reader holds the page: from the left and the top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dudao.reports.model import Box


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page in points; `top` is smaller than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlaps(self, other: Area) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line, or a part of one, as pdfium found it; `first` and `last` are its characters on the page, half-open."""

    text: str
    area: Area
    first: int = 0
    last: int = 0


def around(areas: Iterable[Area]) -> Area:
    """The smallest area that holds all of some areas, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*((each.left, each.top, each.right, each.bottom) for each in areas), strict=True)
    return Area(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class PageFrame:
    """How a page's own coordinates (from the lower left, before it is turned) become those of `Area`.

    `turn`: quarter turns clockwise by which the page is shown.
    """

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)

    def area(self, left: float, bottom: float, right: float, top: float) -> Area:
        """An area from two corners in the page's own coordinates."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point from the left and the top of the page as shown.

        >>> PageFrame(0, 0, 100, 200, 0).point(10, 20), PageFrame(0, 0, 100, 200, 1).point(10, 20)
        ((10, 180), (20, 10))
        """
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, area: Area) -> Box:
        """The area as the model has it, to a tenth of a point."""
        width, height = self.size
        return Box(
            round(area.left, 1),
            round(area.top, 1),
            round(area.right, 1),
            round(area.bottom, 1),
            round(width, 1),
            round(height, 1),
        )
