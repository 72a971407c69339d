"""Comment marks set into a Word document: runs are split where a comment begins or ends, no character or look changes.

    point (element, characters into it) ──► w:t cut there ──► run cut there ──► mark between two runs

Where a piece of text stands is for `annotated.py`; what a comment says for `word_comments.py`.
"""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from dudao.reports.readers.ooxml.names import ID, XML_SPACE, Element, W

_PARAGRAPH, _RUN, _RUN_PROPERTIES, _TEXT = f"{W}p", f"{W}r", f"{W}rPr", f"{W}t"
_MAY_HOLD_MARKS = {
    f"{W}{word}"
    for word in ("p", "hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo")
}
"""Elements whose content model allows both runs and comment marks (ISO/IEC 29500-1, EG_RangeMarkupElements)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a text element: before its character number `offset` for a start, after the one before for an end."""

    element: Element
    offset: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one comment goes: from a start to an end point, or round a whole element, or over a whole paragraph."""

    number: int
    start: Point | None = None
    end: Point | None = None
    around: Element | None = None
    paragraph: Element | None = None


def set_marks(marks: list[Mark]) -> None:
    """Set all marks of one document. Elements of points must not have been changed since they were read."""
    pieces = _cut_texts(marks)
    for mark in marks:
        if mark.start is not None and mark.end is not None:
            first = _piece_from(pieces, mark.start)
            last = _piece_to(pieces, mark.end)
            _set_round(_holder(first, cut_before=True), _holder(last, cut_before=False), mark.number)
        elif mark.around is not None:
            node = _outermost(mark.around)
            _set_round(node, node, mark.number)
        elif mark.paragraph is not None:
            _set_over(mark.paragraph, mark.number)


# ───────────────────────────── cutting ─────────────────────────────


def _cut_texts(marks: list[Mark]) -> dict[Element, list[tuple[int, int, Element]]]:
    """Cut each w:t at every point inside it, into several w:t of the same run; (from, to, element) of each cut one."""
    wanted: dict[Element, set[int]] = defaultdict(set)
    for mark in marks:
        for point in (mark.start, mark.end):
            if point is not None and point.element.tag == _TEXT:
                wanted[point.element].add(point.offset)
    return {element: _cut_text(element, offsets) for element, offsets in wanted.items()}


def _cut_text(element: Element, offsets: set[int]) -> list[tuple[int, int, Element]]:
    text = element.text or ""
    bounds = [0, *sorted(offset for offset in offsets if 0 < offset < len(text)), len(text)]
    pieces = []
    after = element
    for start, end in zip(bounds, bounds[1:], strict=False):
        piece = element
        if start:
            piece = etree.Element(_TEXT, nsmap=element.nsmap)
            after.addnext(piece)
        piece.text = text[start:end]
        if len(bounds) > 2:
            piece.set(XML_SPACE, "preserve")
        pieces.append((start, end, piece))
        after = piece
    return pieces


def _piece_from(pieces: dict[Element, list[tuple[int, int, Element]]], point: Point) -> Element:
    """The element that begins at a point."""
    cut = pieces.get(point.element, [])
    return next((piece for start, _, piece in cut if start == point.offset), point.element)


def _piece_to(pieces: dict[Element, list[tuple[int, int, Element]]], point: Point) -> Element:
    """The element that ends at a point."""
    cut = pieces.get(point.element, [])
    return next((piece for _, end, piece in cut if end == point.offset), point.element)


def _holder(child: Element, *, cut_before: bool) -> Element:
    """The run of a text element, cut so that it begins with the element (or ends with it)."""
    run = child.getparent()
    if run.tag != _RUN or run.getparent().tag not in _MAY_HOLD_MARKS:
        return _outermost(child)
    if cut_before:
        before = child.getprevious()
        return run if before is None or before.tag == _RUN_PROPERTIES else _cut_run(run, child)
    after = child.getnext()
    if after is not None:
        _cut_run(run, after)
    return run


def _cut_run(run: Element, child: Element) -> Element:
    """Move a child and all after it into a new run of the same look beside the old one; returns the new run."""
    new = etree.Element(_RUN, attrib=dict(run.attrib), nsmap=run.nsmap)
    look = run.find(_RUN_PROPERTIES)
    if look is not None:
        new.append(deepcopy(look))
    for moved in [child, *child.itersiblings()]:
        new.append(moved)
    run.addnext(new)
    return new


def _outermost(element: Element) -> Element:
    """The nearest element upwards that stands where marks may stand."""
    while element.getparent() is not None and element.getparent().tag not in _MAY_HOLD_MARKS:
        element = element.getparent()
    return element


# ───────────────────────────── marks ─────────────────────────────


def _set_round(first: Element, last: Element, number: int) -> None:
    first.addprevious(_new("commentRangeStart", number))
    ending = _new("commentRangeEnd", number)
    _last_of_marks(last).addnext(ending)
    node = ending
    while node.getparent().tag != _PARAGRAPH:
        node = node.getparent()
    if node is not ending:
        node = _last_of_marks(node)
    node.addnext(_reference(number))


def _last_of_marks(node: Element) -> Element:
    """The last of the comment marks that already stand behind an element, so that equal ends keep their order."""
    following = node.getnext()
    while following is not None and (following.tag == f"{W}commentRangeEnd" or _is_reference(following)):
        node, following = following, following.getnext()
    return node


def _is_reference(element: Element) -> bool:
    return element.tag == _RUN and element.find(f"{W}commentReference") is not None


def _set_over(paragraph: Element, number: int) -> None:
    """Over all that a paragraph holds."""
    start, ending = _new("commentRangeStart", number), _new("commentRangeEnd", number)
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        paragraph.insert(0, start)
    else:
        properties.addnext(start)
    paragraph.append(ending)
    paragraph.append(_reference(number))


def _new(name: str, number: int) -> Element:
    return etree.Element(f"{W}{name}", attrib={ID: str(number)})


def _reference(number: int) -> Element:
    run = etree.Element(_RUN)
    etree.SubElement(run, f"{W}commentReference", attrib={ID: str(number)})
    return run
