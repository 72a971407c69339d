"""The words of a presentation, slide by slide, for a machine on which LibreOffice cannot set slides (Impress is not installed).

Called through `evidence.reading.limited`: parts are read within limits, without entities, nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.model import Block, BlockKind, Source
from dudao.reports.readers.ooxml.names import DRAWING, Element, R
from dudao.reports.readers.ooxml.package import Package
from dudao.values.errors import UnreadableError
from dudao.values.spans import Place

SLIDES = "ppt/presentation.xml"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
TITLES = frozenset(("title", "ctrTitle"))
MOST_SLIDES = 1_000


def read_slides(path: Path) -> Source:
    """Paragraphs in the order of the slides, the number of the slide as their page; titles are HEADER blocks.

    Raises:
        UnreadableError: the file is no presentation, is damaged or too large, or holds no words.
    """
    package = Package(path)
    if not package.has(SLIDES):
        raise UnreadableError("这不是演示文稿", "this is no presentation")
    blocks = tuple(block for number, slide in enumerate(_slides(package), start=1) for block in _words(slide, number))
    if not blocks:
        raise UnreadableError("演示文稿里没有文字", "the presentation holds no words")
    return Source(kind="slides", blocks=blocks)


def _slides(package: Package) -> Iterator[Element]:
    links = package.relationships(SLIDES)
    for each in list(package.parse(SLIDES).iter(f"{_P}sldId"))[:MOST_SLIDES]:
        link = links.get(each.get(f"{R}id") or "")
        if link is not None and not link.external and package.has(link.target):
            yield package.parse(link.target)


def _words(slide: Element, number: int) -> Iterator[Block]:
    """Paragraphs of a slide, its title first; the cells of a row of a table on one line."""
    shapes = [(_is_title(shape), line) for shape in slide.iter(f"{_P}sp") for line in _lines(shape)]
    rows = ["  ".join(filter(None, map(_joined, row))) for row in slide.iter(f"{DRAWING}tr")]
    for is_title, line in (*sorted(shapes, key=lambda each: not each[0]), *((False, row) for row in rows if row)):
        yield Block(BlockKind.HEADER if is_title else BlockKind.PARAGRAPH, line, Place(page=number))


def _is_title(shape: Element) -> bool:
    return any(each.get("type") in TITLES for each in shape.iter(f"{_P}ph"))


def _lines(shape: Element) -> Iterator[str]:
    return (line for each in shape.iter(f"{DRAWING}p") if (line := _joined(each)))


def _joined(part: Element) -> str:
    return "".join(each.text or "" for each in part.iter(f"{DRAWING}t")).strip()


def document_of_slides(blocks: Sequence[Block]) -> OfficialDocument:
    """The words of slides as a document to be set: the first line is its title, titles of slides are headings."""
    first, *others = blocks
    parts = (Part(PartKind.HEADING_1 if each.kind is BlockKind.HEADER else PartKind.TEXT, each.text) for each in others)
    return OfficialDocument(title=first.text, addressee="", parts=tuple(parts), signatory="", date="")
