"""Paragraphs and table cells of one story made into blocks: text, generated number, style, place.

Which paragraph comes next is for `story.py`; what a paragraph shows is for `inline.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dudao.reports.model import Block, BlockKind, ReadingProblem, TextStyle
from dudao.reports.readers.ooxml.inline import MAX_QUOTE, Changes, InlineReader, Line
from dudao.reports.readers.ooxml.names import Element, W
from dudao.reports.readers.ooxml.numbering import Counters, Level, Lists
from dudao.reports.readers.ooxml.pages import PageCounter
from dudao.reports.readers.ooxml.properties import Properties, paragraph_properties, run_properties
from dudao.reports.readers.ooxml.styles import StyleSheet
from dudao.reports.readers.ooxml.tables import TableCell, flat_paragraphs
from dudao.values.spans import Place

MAX_PROBLEMS = 100
"""Hidden passages noted in one file; more say nothing new."""
_PROPERTIES, _RUN_PROPERTIES = f"{W}pPr", f"{W}rPr"
_CONTENTS_STYLE = re.compile(r"(?:toc|目录) ?\d", re.IGNORECASE)
_KINDS = {
    "body": BlockKind.PARAGRAPH,
    "text_box": BlockKind.TEXT_BOX,
    "footnote": BlockKind.FOOTNOTE,
    "comment": BlockKind.COMMENT,
    "header": BlockKind.HEADER,
    "footer": BlockKind.FOOTER,
}


@dataclass(slots=True)
class Walked:
    """A block with where it came from.

    Attributes:
        paragraph: the w:p (for a cell its first).
        texts, origins: the parts of the block's text and the element of each, None for what was put in.
        boxes: text boxes found in it, each with the run that holds it.
        anchor: for text outside the body proper, the run of the body that holds the text box or refers to the note.
    """

    block: Block
    paragraph: Element
    texts: list[str]
    origins: list[Element | None]
    boxes: list[tuple[Element, Element]]
    anchor: Element | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """What holds the paragraphs being walked: the part, the run of the body it hangs on, and a place, if known."""

    part: str
    anchor: Element | None = None
    place: Place | None = None


@dataclass(slots=True)
class Findings:
    """What a walk gathers beside blocks: changes, note references, commented places, problems."""

    changes: Changes = field(default_factory=Changes)
    changed_at: Place | None = None
    notes: dict[tuple[str, str], tuple[Place, Element]] = field(default_factory=dict)
    commented: dict[str, Place] = field(default_factory=dict)
    problems: list[ReadingProblem] = field(default_factory=list)

    def add(self, line: Line, place: Place, spot: Spot) -> None:
        """Remember what a line of text brought along."""
        for kind, identifier, run in line.notes:
            self.notes.setdefault((kind, identifier), (place, spot.anchor if spot.anchor is not None else run))
        for identifier in line.comments:
            self.commented.setdefault(identifier, place)
        if line.hidden and len(self.problems) < MAX_PROBLEMS and "".join(line.hidden).strip():
            self.problems.append(ReadingProblem("hidden_text", place, "".join(line.hidden)[:MAX_QUOTE]))
        if self.changed_at is None and (self.changes.inserted or self.changes.deleted):
            self.changed_at = place


class ParagraphReader:
    """Makes blocks of one story's paragraphs, in order; paragraphs and tables of the body are counted from 1."""

    def __init__(self, story: Element, sheet: StyleSheet, lists: Lists, pages: PageCounter, findings: Findings) -> None:
        self._sheet = sheet
        self._pages = pages
        self._findings = findings
        self._inline = InlineReader(story, sheet, pages, findings.changes)
        self._counters = Counters(lists, sheet)
        self._paragraphs = 0
        self._tables = 0
        self._carried: Line | None = None

    def paragraph(self, element: Element, spot: Spot) -> Walked | None:
        """A paragraph as a block; None where nothing of it shows, or where it runs on into the next."""
        direct = paragraph_properties(element.find(_PROPERTIES))
        if spot.part == "body" and spot.place is None:
            self._paragraphs += 1
        layers, level = self._layers(direct)
        if layers.get("pageBreakBefore") == "1":
            self._pages.pass_mark()
        line = self._carried or Line()
        self._carried = None
        self._inline.read(element, direct.get("pStyle"), line)
        place = self._place(line, spot)
        self._findings.add(line, place, spot)
        if _mark_is_deleted(element):
            line.hidden, line.notes, line.comments = [], [], []
            self._carried = line
            return None
        if self._is_contents(direct) or (not line.texts and (line.left_out or line.hidden)):
            return None
        number = "" if level is None else self._counters.next_number(level[0], level[1])
        style, runs = self._styles(element, direct, layers, line)
        block = Block(
            kind=_KINDS[spot.part],
            text="".join(line.texts),
            place=place,
            numbering=number,
            style=style,
            heading_level=_heading_level(style),
            style_runs=runs,
        )
        return Walked(block, element, line.texts, line.origins, line.boxes, spot.anchor)

    def line_of(self, element: Element) -> tuple[Line, TextStyle]:
        """What one paragraph shows and how it is set, counted nowhere."""
        direct = paragraph_properties(element.find(_PROPERTIES))
        layers, _ = self._layers(direct)
        line = Line()
        self._inline.read(element, direct.get("pStyle"), line)
        return line, self._styles(element, direct, layers, line)[0]

    def next_table(self) -> int:
        """The number of a table that begins here."""
        self._tables += 1
        return self._tables

    def cell(self, cell: TableCell, table: int) -> Walked:
        """A table cell as one block: its paragraphs joined by line feeds, nested tables laid flat."""
        line, first, number, style = Line(), None, "", None
        joins = False
        for mark, element in flat_paragraphs(cell.element):
            direct = paragraph_properties(element.find(_PROPERTIES))
            layers, level = self._layers(direct)
            if mark and not joins:
                line.put(mark, {})
            before = len(line.texts)
            if level is not None:
                shown = self._counters.next_number(level[0], level[1])
                if first is None:
                    number = shown
                elif shown:
                    line.put(shown, {})
            self._inline.read(element, direct.get("pStyle"), line)
            if style is None and len(line.texts) > before:
                style = self._sheet.text_style(layers, line.looks[-1])
            first = element if first is None else first
            joins = _mark_is_deleted(element)
        place = Place("body", line.page or self._pages.now(), None, table, cell.row, cell.column)
        self._findings.add(line, place, Spot("body"))
        block = Block(
            kind=BlockKind.CELL,
            text="".join(line.texts),
            place=place,
            numbering=number,
            style=style,
            span_rows=cell.span_rows,
            span_columns=cell.span_columns,
        )
        return Walked(block, cell.element if first is None else first, line.texts, line.origins, line.boxes)

    def _layers(self, direct: Properties) -> tuple[Properties, tuple[str, int, Level] | None]:
        level = self._counters.level_of(direct)
        return self._sheet.paragraph_layers(direct, None if level is None else level[2].indents), level

    def _place(self, line: Line, spot: Spot) -> Place:
        held = spot.place
        page = line.page if line.page is not None else self._pages.now()
        if held is None:
            return Place(spot.part, page, self._paragraphs if spot.part == "body" else None)
        return Place(spot.part, page or held.page, held.paragraph, held.table, held.row, held.column)

    def _is_contents(self, direct: Properties) -> bool:
        """Whether the paragraph is set as an entry of a table of contents."""
        style = self._sheet.get(direct.get("pStyle")) if "pStyle" in direct else None
        return style is not None and _CONTENTS_STYLE.fullmatch(style.name) is not None

    def _styles(
        self, element: Element, direct: Properties, layers: Properties, line: Line
    ) -> tuple[TextStyle, tuple[tuple[int, TextStyle], ...]]:
        """The style of most characters, and the changes of style inside; an empty paragraph has that of its mark."""
        if not line.texts:
            mark = element.find(f"{_PROPERTIES}/{_RUN_PROPERTIES}")
            look = self._sheet.run_look(direct.get("pStyle"), run_properties(mark))
            return self._sheet.text_style(layers, look), ()
        first = line.looks[0]
        if all(look is first for look in line.looks):
            return self._sheet.text_style(layers, first), ()
        weights: Counter[int] = Counter()
        runs: list[tuple[int, TextStyle]] = []
        styles: dict[int, TextStyle] = {}
        at = 0
        for text, look in zip(line.texts, line.looks, strict=True):
            style = self._sheet.text_style(layers, look)
            styles[id(style)] = style
            weights[id(style)] += len(text.strip())
            if not runs or runs[-1][1] is not style:
                runs.append((at, style))
            at += len(text)
        return styles[weights.most_common(1)[0][0]], tuple(runs) if len(runs) > 1 else ()


def _mark_is_deleted(paragraph: Element) -> bool:
    """Whether the paragraph's own mark is deleted or moved away, so that the next paragraph runs on from it."""
    mark = paragraph.find(f"{_PROPERTIES}/{_RUN_PROPERTIES}")
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)


def _heading_level(style: TextStyle) -> int | None:
    return style.outline_level if style.outline_level is not None and style.outline_level <= 6 else None
