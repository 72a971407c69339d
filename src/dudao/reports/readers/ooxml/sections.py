"""The sections of a Word file: paper, margins, line grid, and the page number that its footers print.

One `PageSetup` for each section in order; a section without a footer of its own has that of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dudao.reports.model import PageSetup, TextStyle
from dudao.reports.readers.ooxml.counting import shown_number
from dudao.reports.readers.ooxml.inline import Line
from dudao.reports.readers.ooxml.names import PLACED, TYPE, Element, R, W
from dudao.reports.readers.ooxml.properties import is_on, twips

MILLIMETRES = 25.4 / 1440
_PAGE_FIELD = re.compile(r"\s*PAGE\b", re.IGNORECASE)
_LAYOUT_GRIDS = {"lines", "linesAndChars", "snapToChars"}
NEW_PAGE = {None, "nextPage", "evenPage", "oddPage"}


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The line of a footer or header that prints the page's number."""

    text: str
    align: str | None
    style: TextStyle | None


@dataclass(frozen=True, slots=True)
class Section:
    """A w:sectPr with the index of the first block of its section."""

    element: Element
    first_block: int


class SectionReader:
    """Reads sections in order, with the footers and headers they name."""

    def __init__(
        self, targets: dict[str, str], part: Callable[[str], Element | None], reader: FooterReader, *, odd_even: bool
    ) -> None:
        self._targets = targets
        self._part = part
        self._reader = reader
        self._odd_even = odd_even
        self._shown: dict[tuple[str, str], str] = {}  # (footer, default) → part, carried from section to section

    def read(self, section: Section) -> PageSetup:
        element = section.element
        for reference in element.iterchildren(f"{W}footerReference", f"{W}headerReference"):
            where = "footer" if reference.tag == f"{W}footerReference" else "header"
            target = self._targets.get(reference.get(f"{R}id") or "")
            if target is not None:
                self._shown[where, reference.get(TYPE) or "default"] = target
        form = element.find(f"{W}pgNumType")
        number_format = "decimal" if form is None else form.get(f"{W}fmt") or "decimal"
        usual = self._number("default", number_format)
        even = self._number("even", number_format) if self._odd_even else None
        first = self._number("first", number_format) if is_on(element.find(f"{W}titlePg")) else None
        shown = usual or even or first
        size, margins = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")
        return PageSetup(
            width=_length(size, "w"),
            height=_length(size, "h"),
            top=_length(margins, "top"),
            bottom=_length(margins, "bottom"),
            left=_length(margins, "left"),
            right=_length(margins, "right"),
            has_page_number=shown is not None,
            page_number_format=None if shown is None else shown.text,
            odd_even_differ=self._odd_even,
            page_number_align=None if usual is None else _side(usual.align, is_even=False),
            even_page_number_align=_even_side(usual, even, odd_even=self._odd_even),
            page_number_style=None if shown is None else shown.style,
            grid_pitch=_grid_pitch(element),
            first_block=section.first_block,
        )

    def _number(self, which: str, number_format: str) -> PageNumber | None:
        for where in ("footer", "header"):
            part = self._shown.get((where, which))
            root = None if part is None else self._part(part)
            found = None if root is None else self._reader.page_number(root, number_format)
            if found is not None:
                return found
        return None


class FooterReader:
    """Finds the paragraph with a PAGE field and shows it as on page 1. `read_line` reads a paragraph's visible text."""

    def __init__(self, read_line: Callable[[Element, Element], tuple[Line, TextStyle | None]]) -> None:
        self._read_line = read_line
        self._known: dict[tuple[int, str], PageNumber | None] = {}

    def page_number(self, footer: Element, number_format: str) -> PageNumber | None:
        key = (id(footer), number_format)
        if key not in self._known:
            self._known[key] = self._find(footer, number_format)
        return self._known[key]

    def _find(self, footer: Element, number_format: str) -> PageNumber | None:
        for paragraph in footer.iter(f"{W}p"):
            results = _page_field_results(paragraph)
            if results is None:
                continue
            line, style = self._read_line(footer, paragraph)
            text = "".join(
                "" if origin in results[1:] else shown_number(1, number_format) if origin in results[:1] else part
                for part, origin in zip(line.texts, line.origins, strict=True)
            )
            if not results:
                text += shown_number(1, number_format)
            return PageNumber(text.strip(), _placed_side(paragraph) or (style.align if style else None), style)
        return None


def _page_field_results(paragraph: Element) -> list[Element] | None:
    """The text elements that are the result of a PAGE field of the paragraph itself; None where it has no such field."""
    found: list[Element] = []
    has_field = False
    code, in_code, in_result = "", False, False
    for element in paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}fldSimple", f"{W}pgNum"):
        if _host_paragraph(element) is not paragraph:
            continue
        tag = element.tag
        if tag == f"{W}fldSimple":
            if _PAGE_FIELD.match(element.get(f"{W}instr") or ""):
                has_field = True
                found.extend(element.iter(f"{W}t"))
        elif tag == f"{W}pgNum":
            has_field = True
        elif tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                code, in_code, in_result = "", True, False
            else:
                in_result = kind == "separate" and bool(_PAGE_FIELD.match(code))
                has_field = has_field or (in_code and bool(_PAGE_FIELD.match(code)))
                in_code = False
        elif tag == f"{W}instrText" and in_code:
            code += element.text or ""
        elif tag == f"{W}t" and in_result:
            found.append(element)
    return found if has_field else None


def _host_paragraph(element: Element) -> Element | None:
    return next(element.iterancestors(f"{W}p"), None)


def _placed_side(paragraph: Element) -> str | None:
    """Where a frame or a text box puts the paragraph across the page: left, center, right, inside, outside."""
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    if frame is not None and frame.get(f"{W}xAlign"):
        return str(frame.get(f"{W}xAlign"))
    for drawing in paragraph.iterancestors(f"{W}drawing"):
        align = drawing.find(f".//{PLACED}positionH/{PLACED}align")
        if align is not None and align.text:
            return str(align.text).strip()
    return None


def _side(align: str | None, *, is_even: bool) -> str | None:
    """The side a place across the page comes to; outside is right on an odd page and left on an even one."""
    if align in ("outside", "inside"):
        return "left" if (align == "inside") != is_even else "right"
    return align


def _even_side(usual: PageNumber | None, even: PageNumber | None, *, odd_even: bool) -> str | None:
    if odd_even:
        return None if even is None else _side(even.align, is_even=True)
    return None if usual is None else _side(usual.align, is_even=True)


def _grid_pitch(element: Element) -> float | None:
    grid = element.find(f"{W}docGrid")
    if grid is None or grid.get(TYPE) not in _LAYOUT_GRIDS:
        return None
    pitch = twips(grid.get(f"{W}linePitch"))
    return None if pitch is None else round(pitch / 20, 2)


def _length(element: Element | None, name: str) -> float:
    """Millimetres; 0.0 where the file does not say."""
    length = None if element is None else twips(element.get(f"{W}{name}"))
    return 0.0 if length is None else round(length * MILLIMETRES, 2)
