"""Characters of a page as areas of it: a line's box shared out among its characters by their width. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from dudao.web.library.reading.pages import Line

Area = tuple[float, float, float, float]
"""left, top, right, bottom in shares of the page."""
PADDING = 0.4
"""Of a character's width: so far an area reaches beyond its characters, because their places are reckoned, not measured."""


def width_of(mark: str) -> float:
    """How wide a character is set, in full characters.

    >>> width_of("教"), width_of("7")
    (1.0, 0.5)
    """
    return 1.0 if east_asian_width(mark) in "WFA" else 0.5


def areas_of(lines: Sequence[Line], start: int, end: int) -> list[Area]:
    """Where characters `start` to `end` of a page's text stand, an area for each printed row; [] where no line has a place."""
    found = []
    for at, row, area in rows_of(lines):
        first, last = max(start, at), min(end, at + len(row))
        if first < last and area[2] > area[0]:
            found.append(_part(row, area, first - at, last - at))
    return found


def rows_of(lines: Sequence[Line]) -> Iterator[tuple[int, str, Area]]:
    """Printed rows of a page: where each begins in the page's text, its characters, its area; a cell may have several."""
    at = 0
    for line in lines:
        rows = str(line[4]).split("\n")
        left, top, right, bottom = (float(side) for side in line[:4])
        height = (bottom - top) / len(rows)
        for number, row in enumerate(rows):
            yield at, row, (left, top + number * height, right, top + (number + 1) * height)
            at += len(row) + 1


def _part(row: str, area: Area, first: int, last: int) -> Area:
    left, top, right, bottom = area
    unit = (right - left) / max(sum(map(width_of, row)), 0.5)
    begin = left + unit * (sum(map(width_of, row[:first])) - PADDING)
    finish = left + unit * (sum(map(width_of, row[:last])) + PADDING)
    return round(max(begin, 0), 4), round(max(top, 0), 4), round(min(finish, 1), 4), round(min(bottom, 1), 4)


def covered(row: str, area: Area, cover: Area) -> range:
    """Which characters of a row lie below a cover, one more on either side where their places are not sure.

    >>> list(covered("张三丰的卡号", (0.1, 0.1, 0.7, 0.2), (0.1, 0.1, 0.39, 0.2)))
    [0, 1, 2, 3]
    """
    left, top, right, bottom = area
    shared = min(bottom, cover[3]) - max(top, cover[1])
    if not row or right <= left or shared < (bottom - top) * 0.25 or min(right, cover[2]) <= max(left, cover[0]):
        return range(0)
    unit = (right - left) / max(sum(map(width_of, row)), 0.5)
    begins, at = [], left
    for mark in row:
        begins.append(at)
        at += unit * width_of(mark)
    room = unit * PADDING
    hit = [
        n
        for n, begin in enumerate(begins)
        if begin - room < cover[2] and begin + unit * width_of(row[n]) + room > cover[0]
    ]
    return range(hit[0], hit[-1] + 1) if hit else range(0)
