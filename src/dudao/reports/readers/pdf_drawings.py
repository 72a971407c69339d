"""What is drawn on a PDF page beside its text: ruled lines, pictures, and text that nobody can see."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from dudao.reports.readers.pdf_geometry import Area, PageFrame
from dudao.reports.readers.pdf_lines import PageText

MOST_OBJECTS = 20_000  # of one page; beyond that it is a drawing and not looked at more closely
MOST_SEGMENTS = 400  # of one path
DEEPEST_FORM = 3
THIN = 3.0
WHITE = (255, 255, 255)


@dataclass(slots=True)
class Drawings:
    """What stands on a page beside visible text.

    Attributes:
        strokes: areas of straight lines and of the edges of rectangles, also of thin filled ones.
        fills: areas filled with a colour other than white.
        pictures: areas of images.
        unseen: handles of text objects that are drawn in no ink, or in white ink.
        outlines: how many other paths there are; a page of text turned into outlines has many.
    """

    strokes: list[Area] = field(default_factory=list)
    fills: list[Area] = field(default_factory=list)
    pictures: list[Area] = field(default_factory=list)
    unseen: list[tuple[int, Area]] = field(default_factory=list)
    outlines: int = 0

    def pictured_share(self, frame: PageFrame) -> float:
        """How much of the page its largest picture covers, 0 to 1."""
        width, height = frame.size
        largest = max((area.width * area.height for area in self.pictures), default=0.0)
        return min(largest / max(width * height, 1.0), 1.0)


def drawings_of(page: Any, frame: PageFrame) -> Drawings:
    """All of a page's objects looked at once."""
    drawings = Drawings()
    for thing in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            _note_text(thing, frame, drawings)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _note_path(thing, frame, drawings)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            area = _area_of(thing, frame)
            if area is not None:
                drawings.pictures.append(area)
    return drawings


def _objects(page: Any) -> Iterator[Any]:
    """The objects of a page; those inside forms only where the form stands unscaled, else their places are unknown."""
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(min(count, MOST_OBJECTS)):
        thing = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _objects_of_form(thing, 1)
        else:
            yield thing


def _objects_of_form(form: Any, depth: int) -> Iterator[Any]:
    if depth > DEEPEST_FORM or not _stands_unscaled(form):
        return
    for index in range(min(pdfium.FPDFFormObj_CountObjects(form), MOST_OBJECTS)):
        thing = pdfium.FPDFFormObj_GetObject(form, index)
        if pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _objects_of_form(thing, depth + 1)
        else:
            yield thing


def _stands_unscaled(form: Any) -> bool:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(form, ctypes.byref(matrix)):
        return False
    off = abs(matrix.a - 1) + abs(matrix.b) + abs(matrix.c) + abs(matrix.d - 1) + abs(matrix.e) + abs(matrix.f)
    return bool(off < 0.01)


def _area_of(thing: Any, frame: PageFrame) -> Area | None:
    corners = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *map(ctypes.byref, corners)):
        return None
    return frame.area(*(corner.value for corner in corners))


def _note_text(thing: Any, frame: PageFrame, drawings: Drawings) -> None:
    is_unseen = pdfium.FPDFTextObj_GetTextRenderMode(thing) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    if is_unseen or _colour(thing, pdfium.FPDFPageObj_GetFillColor) == WHITE:
        area = _area_of(thing, frame)
        if area is not None:
            drawings.unseen.append((_address(thing), area))


def _colour(thing: Any, ask: Any) -> tuple[int, int, int] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not ask(thing, *map(ctypes.byref, parts)):
        return None
    return parts[0].value, parts[1].value, parts[2].value


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _note_path(thing: Any, frame: PageFrame, drawings: Drawings) -> None:
    area = _area_of(thing, frame)
    if area is None:
        return
    mode, is_stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(mode), ctypes.byref(is_stroked))
    if not mode.value and not is_stroked.value:
        return
    if min(area.width, area.height) <= THIN:
        drawings.strokes.append(area)
        return
    if mode.value and _colour(thing, pdfium.FPDFPageObj_GetFillColor) != WHITE:
        drawings.fills.append(area)
    segments = pdfium.FPDFPath_CountSegments(thing)
    if not is_stroked.value or segments > MOST_SEGMENTS:
        drawings.outlines += 1
        return
    drawings.strokes += _straight_segments(thing, segments, frame)


def _straight_segments(path: Any, count: int, frame: PageFrame) -> list[Area]:
    """The level and upright pieces of a path, as thin areas; one with a curve in it has none."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    found: list[Area] = []
    first = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return []
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = frame.point(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        else:
            found.append(_between(last, point))
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            found.append(_between(last, first))
            last = first
    return [area for area in found if min(area.width, area.height) < THIN]


def _between(start: tuple[float, float], end: tuple[float, float]) -> Area:
    return Area(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))


def hidden_characters(page: PageText, drawings: Drawings) -> frozenset[int]:
    """The characters of a page that nobody sees, by index.

    Text without ink over a picture is the layer that OCR laid there and is what the page says. White text over a
    colour or a picture is a heading on a bar. What is left is hidden.
    """
    if drawings.pictured_share(page.frame) > 0.5:
        return frozenset()
    grounds = drawings.fills + drawings.pictures
    hidden = {
        address
        for address, area in drawings.unseen
        if not any(ground.holds(area.centre, area.middle) for ground in grounds)
    }
    if not hidden:
        return frozenset()
    return frozenset(
        index
        for index, character in enumerate(page.characters)
        if not character.isspace() and _address(pdfium.FPDFText_GetTextObject(page.handle, index)) in hidden
    )
