"""A copy of the report as a Word file with a comment at the place of each remark; the report's own text is untouched.

A Word file is walked again as the reader walked it, so that the block and offset of a character lead back to its run.
Comments cannot stand in footnotes, headers and text boxes: there they hang on the reference, the box, or the first
paragraph, and quote the text they mean.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path

from lxml import etree

from dudao.diagnostics.model import Diagnostic
from dudao.reports.model import BlockKind, Report
from dudao.reports.output.word_comments import add_comment, comment_lines, new_comments, next_number, printable
from dudao.reports.output.word_copy import write_copy, write_package
from dudao.reports.output.word_look import add_page_setup, style_at, styles_part
from dudao.reports.output.word_marks import Mark, Point, set_marks
from dudao.reports.output.word_package import comments_part, plain_package, serialise, with_comments_declared
from dudao.reports.readers.ooxml.names import XML_SPACE, Element, W
from dudao.reports.readers.ooxml.package import Package
from dudao.reports.readers.ooxml.paragraphs import Walked
from dudao.reports.readers.ooxml.story import DocumentWalk
from dudao.values.errors import MisuseError
from dudao.values.spans import Span

_IN_BODY = {BlockKind.PARAGRAPH, BlockKind.CELL}


Checked = tuple[Report, Sequence[Diagnostic]]
"""A report with the remarks on it; one file may hold several."""


def annotate_reports(
    source_path: Path, checked: Sequence[Checked], out: Path, *, lang: str = "zh", day: date | None = None
) -> None:
    """A commented copy of whatever file the reports came from: of a .docx as it is, of others as a plain Word file."""
    source = checked[0][0].source
    if source.reader == "word" or (source.kind == "docx" and not source.reader):
        _annotate_word_file(source_path, checked, out, lang=lang, day=day)
    else:
        _annotate_texts(checked, out, lang=lang, day=day)


def annotate_docx(
    source_path: Path,
    report: Report,
    diagnostics: Sequence[Diagnostic],
    out: Path,
    *,
    lang: str = "zh",
    day: date | None = None,
) -> None:
    """A copy of a Word file with one comment for each remark, existing comments kept, macros left behind.

    Args:
        source_path: the .docx that `report` was read from, unchanged since.
        diagnostics: those without a location are put on the first paragraph.
        out: written in full or not at all; may not be the source.
        day: date of the comments; None for none.
    Raises:
        MisuseError: the file is not the one the report was read from, or `out` is the source.
        UnreadableError: the file cannot be read or copied.
    """
    _annotate_word_file(source_path, [(report, diagnostics)], out, lang=lang, day=day)


def annotate_text_as_docx(
    report: Report, diagnostics: Sequence[Diagnostic], out: Path, *, lang: str = "zh", day: date | None = None
) -> None:
    """The text of a report from any format as a plain Word file, with the same comments."""
    _annotate_texts([(report, diagnostics)], out, lang=lang, day=day)


def _annotate_word_file(
    source_path: Path, checked: Sequence[Checked], out: Path, *, lang: str, day: date | None
) -> None:
    if out.exists() and out.samefile(source_path):
        raise MisuseError(
            f"批注稿不能覆盖原稿 {source_path.name}；请另给一个文件名",
            f"the commented copy must not overwrite {source_path.name}; give another name",
        )
    package = Package(source_path)
    try:
        walk = DocumentWalk(package)
        blocks = list(walk.blocks())
        if not _are_those_read(blocks, checked[0][0]):
            raise MisuseError(
                f"文件 {source_path.name} 与检查时的内容不同；请重新检查",
                f"{source_path.name} is not what was checked; check it again",
            )
        first = _first_paragraph(walk.root)
        part = comments_part(package, walk.main)
        comments = package.parse(part) if package.has(part) else new_comments()
        finders = [(PlaceFinder(report, blocks, first), remarks) for report, remarks in checked]
        _comment(finders, walk.root, comments, lang, day)
        is_strict = b"purl.oclc.org" in package.read(walk.main)[:4096]
        changed = with_comments_declared(package, walk.main, part)
        changed[walk.main] = serialise(walk.root, strict=is_strict)
        changed[part] = serialise(comments, strict=is_strict)
        names = package.entry_names()
        changed = {names.get(name.lower(), name): content for name, content in changed.items()}
        macros = frozenset(name for name in names if name.endswith(("vbaproject.bin", "vbadata.xml")))
    finally:
        package.close()
    write_copy(source_path, out, changed=changed, left_out=frozenset(names[name].lower() for name in macros))


def _annotate_texts(checked: Sequence[Checked], out: Path, *, lang: str, day: date | None) -> None:
    document = etree.Element(f"{W}document", nsmap={"w": W[1:-1]})
    body = etree.SubElement(document, f"{W}body")
    finders = [(LineFinder(report, body), remarks) for report, remarks in checked]
    add_page_setup(body)
    comments = new_comments()
    _comment(finders, document, comments, lang, day)
    write_package(out, plain_package(serialise(document), serialise(comments), styles_part()))


def _comment(
    finders: Iterable[tuple[PlaceFinder | LineFinder, Sequence[Diagnostic]]],
    document: Element,
    comments: Element,
    lang: str,
    day: date | None,
) -> None:
    """Write the comments, then set their marks all at once: a mark changes the elements that the next would look for."""
    number = next_number(comments, document)
    marks = []
    for finder, diagnostics in finders:
        for remark in diagnostics:
            mark = finder.mark(None if remark.location is None else remark.location.span, number)
            add_comment(comments, number, comment_lines(remark, lang, with_quote=mark.start is None), day)
            marks.append(mark)
            number += 1
    set_marks(marks)


class PlaceFinder:
    """From characters of the report to elements of the Word file it was read from."""

    def __init__(self, report: Report, blocks: list[Walked], first_paragraph: Element) -> None:
        self._report = report
        self._blocks = blocks
        self._first_paragraph = first_paragraph
        self._ends: dict[int, list[int]] = {}

    def mark(self, span: Span | None, number: int) -> Mark:
        """Where the comment on a span goes; on the first paragraph where the span has no place in the body."""
        found = None if span is None else self._source_span(span)
        if found is None:
            return Mark(number, paragraph=self._first_paragraph)
        (first, start), (last, end) = found
        begun, ended = self._blocks[first], self._blocks[last]
        if begun.block.kind not in _IN_BODY or ended.block.kind not in _IN_BODY:
            holder = begun.anchor if begun.anchor is not None else ended.anchor
            return Mark(number, around=holder, paragraph=self._first_paragraph)
        opening, closing = self._point(first, start, at_end=False), self._point(last, end, at_end=True)
        if opening is None or closing is None:
            paragraph = begun.paragraph if begun.paragraph.tag == f"{W}p" else self._first_paragraph
            return Mark(number, paragraph=paragraph)
        return Mark(number, opening, closing)

    def _source_span(self, span: Span) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """(block, offset) of the first character and of the end of the last one that came from the source."""
        pieces = self._report.pieces
        starts = self._report._starts
        first = bisect_right(starts, span.start) - 1
        last = bisect_right(starts, max(span.start, span.end - 1)) - 1
        if first < 0:
            return None
        touched = [piece for piece in pieces[first : last + 1] if piece.start + piece.length > span.start]
        kept = [piece for piece in touched if piece.offset is not None]
        if not kept:
            return ((pieces[first].block, 0), (pieces[first].block, 1))
        opening, closing = kept[0], kept[-1]
        start = (opening.offset or 0) + max(0, span.start - opening.start)
        end = (closing.offset or 0) + min(closing.length, max(span.end, span.start + 1) - closing.start)
        return (opening.block, start), (closing.block, end)

    def _point(self, block: int, offset: int, *, at_end: bool) -> Point | None:
        """The element that holds the character after (or before) an offset of a block, and how far into it."""
        walked = self._blocks[block]
        ends = self._ends.get(block)
        if ends is None:
            ends = self._ends[block] = list(accumulate(len(text) for text in walked.texts))
        if not ends:
            return None
        index = bisect_right(ends, offset - 1 if at_end else offset)
        step = -1 if at_end else 1
        index = min(max(index, 0), len(ends) - 1)
        moved = index
        while 0 <= moved < len(ends) and walked.origins[moved] is None:
            moved += step
        if not 0 <= moved < len(ends):
            moved = next((at for at, origin in enumerate(walked.origins) if origin is not None), -1)
            if moved < 0:
                return None
        begins = ends[moved] - len(walked.texts[moved])
        within = offset - begins if moved == index else (len(walked.texts[moved]) if at_end else 0)
        return Point(walked.origins[moved], min(max(within, 0), len(walked.texts[moved])))


class LineFinder:
    """Writes a text as paragraphs, one a line, set by their role, and finds its characters in them again."""

    def __init__(self, report: Report, body: Element) -> None:
        lines = report.text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)][: len(lines)]
        levels = {heading.start: heading.level for heading in report.headings if not heading.run_in}
        self._texts = [
            _add_line(body, line, style_at(report, start, levels))
            for start, line in zip(self._starts, lines, strict=True)
        ]
        self._first_paragraph = self._texts[0].getparent().getparent()

    def mark(self, span: Span | None, number: int) -> Mark:
        if span is None:
            return Mark(number, paragraph=self._first_paragraph)
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = max(first, bisect_right(self._starts, max(span.start, span.end - 1)) - 1)
        while first < last and self._length(first) <= span.start - self._starts[first]:
            first += 1
        start = max(0, span.start - self._starts[first])
        end = min(max(span.end, span.start + 1) - self._starts[last], self._length(last))
        if not self._length(first) or not self._length(last) or (first == last and end <= start):
            return Mark(number, paragraph=self._texts[first].getparent().getparent())
        return Mark(number, Point(self._texts[first], start), Point(self._texts[last], end))

    def _length(self, line: int) -> int:
        return len(self._texts[line].text or "")


def _add_line(body: Element, line: str, style: str) -> Element:
    paragraph = etree.SubElement(body, f"{W}p")
    if style:
        etree.SubElement(etree.SubElement(paragraph, f"{W}pPr"), f"{W}pStyle", attrib={f"{W}val": style})
    text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t")
    text.set(XML_SPACE, "preserve")
    text.text = printable(line)
    return text


def _are_those_read(walked: Sequence[Walked], report: Report) -> bool:
    """Whether the blocks are those of the report's source; mojibake has been taken out of the latter, sign for sign."""
    read = report.source.blocks
    return len(walked) == len(read) and all(
        each.block.text == block.text or (len(each.block.text) == len(block.text) and "\ufffd" in block.text)
        for each, block in zip(walked, read, strict=True)
    )


def _first_paragraph(root: Element) -> Element:
    """The first paragraph of a document that is in no text box; a document without any is given one."""
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iterancestors(f"{W}txbxContent"), None) is None:
            return paragraph
    body = root.find(f"{W}body")
    paragraph = etree.Element(f"{W}p")
    (etree.SubElement(root, f"{W}body") if body is None else body).insert(0, paragraph)
    return paragraph
