"""A Word file walked in reading order: blocks with the elements they came from, page setups, and what was noticed.

The order is the same each time, so the index of a block names a place in the file (`output/annotated.py` relies on it):
body, with text boxes after the paragraph or table that holds them; footnotes, endnotes, comments, headers, footers.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from dudao.reports.model import PageSetup, ReadingProblem
from dudao.reports.readers.ooxml.inline import ALTERNATE, chosen_branch
from dudao.reports.readers.ooxml.names import ID, TYPE, VAL, Element, R, W
from dudao.reports.readers.ooxml.numbering import Lists
from dudao.reports.readers.ooxml.package import Package
from dudao.reports.readers.ooxml.pages import PageCounter
from dudao.reports.readers.ooxml.paragraphs import Findings, ParagraphReader, Spot, Walked
from dudao.reports.readers.ooxml.properties import is_on
from dudao.reports.readers.ooxml.sections import NEW_PAGE, FooterReader, Section, SectionReader
from dudao.reports.readers.ooxml.styles import StyleSheet
from dudao.reports.readers.ooxml.tables import CELL, PARAGRAPH, TABLE, WRAPPERS, table_rows
from dudao.values.spans import Place

_Stories = list[tuple[Iterator[Element], Spot]]

_CONTENTS_GALLERY = "Table of Contents"
_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}
_FLAT = WRAPPERS | {TABLE, f"{W}tr", CELL}


class DocumentWalk:
    """One walk through a file. `blocks()` is to be run to its end once; then all the other attributes are complete."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.main = package.main_part()
        self.root = package.parse(self.main)
        self._parts: dict[str, Element | None] = {}
        settings = self._related("settings")
        self._sheet = StyleSheet(self._related("styles"), self._related("theme"), settings)
        self._lists = Lists(self._related("numbering"), self._sheet)
        self._odd_even = settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))
        self.body = self.root.find(f"{W}body")
        self._sections = [] if self.body is None else _sections_of(self.body)
        self._section_starts = [0]
        self._pages = PageCounter(
            has_marks=next(self.root.iter(f"{W}lastRenderedPageBreak"), None) is not None,
            has_breaks=len(self._sections) > 1
            or next(self.root.iter(f"{W}pageBreakBefore"), None) is not None
            or any(mark.get(TYPE) == "page" for mark in self.root.iter(f"{W}br")),
        )
        self._findings = Findings()
        self._count = 0
        self.page_setups: tuple[PageSetup, ...] = ()

    @property
    def problems(self) -> list[ReadingProblem]:
        return self._findings.problems

    @property
    def pages(self) -> int | None:
        """How many pages Word broke the text into; None where it left no marks."""
        return self._pages.number if self._pages.has_marks else None

    def blocks(self) -> Iterator[Walked]:
        """All blocks in order."""
        for walked in self._all():
            self._count += 1
            yield walked
        changes = self._findings.changes
        if changes.inserted or changes.deleted:
            params = {"inserted": changes.inserted, "deleted": changes.deleted}
            place = self._findings.changed_at or Place()
            self.problems.append(ReadingProblem("tracked_changes", place, changes.quote, params))

    def _all(self) -> Iterator[Walked]:
        if self.body is not None:
            yield from self._story(self.body, Spot("body"), self._reader(self.body, self._pages))
        self.page_setups = tuple(self._page_setups())
        for kind in ("footnote", "endnote"):
            yield from self._note_blocks(kind)
        yield from self._comment_blocks()
        for kind in ("header", "footer"):
            for name in self._used(kind):
                root = self._part(name)
                if root is not None:
                    yield from _written(self._story(root, Spot(kind), self._reader(root)))

    # ── parts ──

    def _related(self, kind: str) -> Element | None:
        name = self._package.related(self.main, kind)
        return None if name is None else self._part(name)

    def _part(self, name: str) -> Element | None:
        if name not in self._parts:
            self._parts[name] = self._package.parse(name) if self._package.has(name) else None
        return self._parts[name]

    def _targets(self) -> dict[str, str]:
        links = self._package.relationships(self.main)
        return {key: link.target for key, link in links.items() if not link.external}

    def _used(self, kind: str) -> list[str]:
        """The header or footer parts that sections name, in the order of first use."""
        targets = self._targets()
        named = (
            targets.get(reference.get(f"{R}id") or "")
            for section in self._sections
            for reference in section.iterchildren(f"{W}{kind}Reference")
        )
        return list(dict.fromkeys(name for name in named if name is not None))

    def _reader(
        self, root: Element, pages: PageCounter | None = None, findings: Findings | None = None
    ) -> ParagraphReader:
        pages = pages or PageCounter(has_marks=False, has_breaks=False)
        return ParagraphReader(root, self._sheet, self._lists, pages, findings or self._findings)

    # ── stories ──

    def _story(self, root: Element, spot: Spot, reader: ParagraphReader) -> Iterator[Walked]:
        """The blocks of a container of paragraphs, in order, however deep it is nested."""
        stack: _Stories = [(iter(root), spot)]
        while stack:
            children, spot = stack[-1]
            for child in children:
                tag = child.tag
                if tag == PARAGRAPH:
                    walked = reader.paragraph(child, spot)
                    if spot.part == "body":
                        self._end_section(child, after=walked)
                    if walked is not None:
                        yield walked
                        if walked.boxes:
                            stack.extend(_box_stories([walked], spot))
                            break
                elif tag == TABLE and spot.part == "body":
                    inside = yield from self._table(child, reader, spot)
                    if inside:
                        stack.extend(inside)
                        break
                elif (inner := self._inner(child, tag, spot)) is not None:
                    stack.append((inner, spot))
                    break
            else:
                stack.pop()

    def _inner(self, child: Element, tag: str, spot: Spot) -> Iterator[Element] | None:
        """What to walk inside a child that is neither paragraph nor table of the body."""
        if tag in WRAPPERS or (tag in _FLAT and spot.part != "body"):
            return None if _is_contents_control(child) else iter(child)
        if tag == ALTERNATE:
            branch = chosen_branch(child)
            return None if branch is None else iter(branch)
        if tag == f"{W}altChunk":
            self.problems.append(
                ReadingProblem("unread_part", spot.place or Place(spot.part), child.get(f"{R}id") or "")
            )
        return None

    def _table(self, table: Element, reader: ParagraphReader, spot: Spot) -> Generator[Walked, None, _Stories]:
        """The cells of a table; returns the stories to walk next: its text boxes, or the text of a table of one cell."""
        number = reader.next_table()
        rows = table_rows(table)
        if len(rows) == 1 and len(rows[0]) == 1:
            # one cell is a frame round ordinary text, and is read as such
            return [(iter(rows[0][0].element), Spot("body", None, Place("body", None, None, number, 1, 1)))]
        held: list[Walked] = []
        for row in rows:
            begun, furthest = self._pages.number, self._pages.number
            for cell in row:
                # each cell of a row that runs over a page holds the mark of its own break
                self._pages.number = begun
                walked = reader.cell(cell, number)
                furthest = max(furthest, self._pages.number)
                if walked.boxes:
                    held.append(walked)
                yield walked
            self._pages.number = furthest
        return _box_stories(held, spot)

    def _end_section(self, paragraph: Element, *, after: Walked | None) -> None:
        if len(self._sections) < 2 or paragraph.find(f"{W}pPr/{W}sectPr") is None:
            return
        self._section_starts.append(self._count + (after is not None))
        following = self._sections[min(len(self._section_starts), len(self._sections)) - 1]
        kind = following.find(f"{W}type")
        if (None if kind is None else kind.get(VAL)) in NEW_PAGE:
            self._pages.break_by_hand()

    def _page_setups(self) -> Iterator[PageSetup]:
        # footers are read again as blocks; what is noticed in them is to be noted once
        footers = FooterReader(lambda root, paragraph: self._reader(root, findings=Findings()).line_of(paragraph))
        reader = SectionReader(self._targets(), self._part, footers, odd_even=self._odd_even)
        for section, start in zip(self._sections, self._section_starts, strict=False):
            yield reader.read(Section(section, start))

    def _note_blocks(self, kind: str) -> Iterator[Walked]:
        root = self._related(f"{kind}s")
        if root is None:
            return
        notes = {
            note.get(ID) or "": note for note in root.iterchildren(f"{W}{kind}") if note.get(TYPE) not in _SEPARATORS
        }
        reader = self._reader(root)
        for (of_kind, identifier), (place, run) in list(self._findings.notes.items()):
            note = notes.pop(identifier, None) if of_kind == kind else None
            if note is not None:
                held = Place("footnote", place.page, place.paragraph, place.table, place.row, place.column)
                yield from _written(self._story(note, Spot("footnote", run, held), reader))

    def _comment_blocks(self) -> Iterator[Walked]:
        root = self._related("comments")
        if root is None:
            return
        reader = self._reader(root)
        for comment in root.iterchildren(f"{W}comment"):
            at = self._findings.commented.get(comment.get(ID) or "", Place())
            held = Place("comment", at.page, at.paragraph, at.table, at.row, at.column)
            yield from _written(self._story(comment, Spot("comment", None, held), reader))


def _written(walked: Iterator[Walked]) -> Iterator[Walked]:
    """Those that hold more than blanks."""
    return (each for each in walked if not each.block.text.isspace() and each.block.text)


def _box_stories(held: list[Walked], spot: Spot) -> _Stories:
    """The text boxes of some blocks as stories for a stack, the first on top."""
    part = "text_box" if spot.part == "body" else spot.part
    stories = [
        (iter(box), Spot(part, run if spot.anchor is None else spot.anchor, walked.block.place))
        for walked in held
        for box, run in walked.boxes
    ]
    return stories[::-1]


def _sections_of(body: Element) -> list[Element]:
    """The w:sectPr of a body in order; earlier states kept by tracked changes are none."""
    wanted = (f"{W}pPr", body.tag)
    return [found for found in body.iter(f"{W}sectPr") if found.getparent().tag in wanted]


def _is_contents_control(element: Element) -> bool:
    """Whether a content control holds Word's own table of contents."""
    if element.tag != f"{W}sdt":
        return False
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(VAL) == _CONTENTS_GALLERY
