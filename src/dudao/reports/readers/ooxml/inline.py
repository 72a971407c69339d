"""What one paragraph shows: its characters, each with the element it came from and how it is set.

Kept out: deleted and moved-away text, field codes, tables of contents, hidden text (noted). Text boxes and footnotes
found on the way are handed on; blocks are made in `story.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dudao.reports.readers.ooxml.names import ID, MATH, MC, TYPE, Element, W
from dudao.reports.readers.ooxml.pages import PageCounter
from dudao.reports.readers.ooxml.properties import Properties, run_properties
from dudao.reports.readers.ooxml.styles import StyleSheet
from dudao.reports.readers.ooxml.symbols import symbol

RUN, RUN_PROPERTIES, TEXT = f"{W}r", f"{W}rPr", f"{W}t"
TEXT_BOX = f"{W}txbxContent"
ALTERNATE, CHOICE, FALLBACK = f"{MC}AlternateContent", f"{MC}Choice", f"{MC}Fallback"
_TRANSPARENT = {f"{W}{word}" for word in ("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo")}
_INSERTED = {f"{W}ins", f"{W}moveTo"}
_DELETED = {f"{W}del", f"{W}moveFrom"}
_PLAIN = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_MATH_RUN, _MATH_TEXT = f"{MATH}r", f"{MATH}t"
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object", ALTERNATE}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_LINE_FEEDS = str.maketrans("\r\n", "  ")
MAX_QUOTE = 80


@dataclass(slots=True)
class Line:
    """The visible characters of a paragraph (or cell) in parts, each with its element (None: put in) and its look."""

    texts: list[str] = field(default_factory=list)
    origins: list[Element | None] = field(default_factory=list)
    looks: list[Properties] = field(default_factory=list)
    boxes: list[tuple[Element, Element]] = field(default_factory=list)  # text box content, the run that holds it
    notes: list[tuple[str, str, Element]] = field(default_factory=list)  # footnote or endnote, id, run
    comments: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    page: int | None = None
    left_out: bool = False  # a table of contents stood here

    def put(self, text: str, look: Properties) -> None:
        """Add characters that stand in no element: a line feed between paragraphs of a cell, a generated number."""
        self.texts.append(text)
        self.origins.append(None)
        self.looks.append(look)


@dataclass(slots=True)
class Changes:
    """Tracked changes met so far: how many, and the first one's text."""

    inserted: int = 0
    deleted: int = 0
    quote: str = ""


@dataclass(slots=True)
class _Field:
    in_code: bool = True
    code: str = ""
    is_contents: bool = False


class InlineReader:
    """Reads the paragraphs of one story (body, a footnote, a header …) in order; fields may run over several."""

    def __init__(self, story: Element, sheet: StyleSheet, pages: PageCounter, changes: Changes) -> None:
        self._sheet = sheet
        self._pages = pages
        self._changes = changes
        self._fields: list[_Field] = []
        self._silent = 0  # open fields that keep text out: those in their code, and tables of contents
        self._contents = 0
        self._follows_fields = _fields_are_paired(story)

    def read(self, paragraph: Element, style: str | None, line: Line) -> None:
        """Add what a paragraph shows to a line."""
        stack = [iter(paragraph)]
        while stack:
            for element in stack[-1]:
                tag = element.tag
                if tag in (RUN, _MATH_RUN):
                    self._read_run(element, style, line)
                elif (inside := self._inside(element, tag)) is not None:
                    stack.append(inside)
                    break
            else:
                stack.pop()

    def _inside(self, element: Element, tag: str) -> Iterator[Element] | None:
        """What to go through inside an element that is not a run; None to pass it by."""
        found: Iterator[Element] | None = None
        if tag in _TRANSPARENT or tag.startswith(MATH):
            found = iter(element)
        elif tag in _INSERTED:
            self._note_change(element, inserted=True)
            found = iter(element)
        elif tag in _DELETED:
            self._note_change(element, inserted=False)
        elif tag == f"{W}fldSimple":
            found = None if _CONTENTS.match(element.get(f"{W}instr") or "") else iter(element)
        elif tag == ALTERNATE:
            branch = chosen_branch(element)
            found = None if branch is None else iter(branch)
        return found

    def _note_change(self, element: Element, *, inserted: bool) -> None:
        text = ""
        for part in element.iter(TEXT, f"{W}delText"):
            text += (part.text or "")[:MAX_QUOTE]
            if len(text) >= MAX_QUOTE:
                break
        if not text:
            return
        if inserted:
            self._changes.inserted += 1
        else:
            self._changes.deleted += 1
        self._changes.quote = self._changes.quote or text[:MAX_QUOTE]

    def _read_run(self, run: Element, style: str | None, line: Line) -> None:
        look: Properties | None = None
        for child in run:
            tag = child.tag
            if tag == RUN_PROPERTIES:
                look = self._sheet.run_look(style, run_properties(child))
                continue
            if look is None:
                look = self._sheet.run_look(style, {})
            if tag in (TEXT, _MATH_TEXT):
                if text := child.text:
                    text = text.translate(_LINE_FEEDS) if "\n" in text or "\r" in text else text
                    self._show(text, child, look, line)
            elif (plain := _PLAIN.get(tag)) is not None:
                self._show(plain, child, look, line)
            else:
                self._read_part(child, tag, run, look, line)

    def _show(self, text: str, element: Element, look: Properties, line: Line) -> None:
        if self._silent:
            line.left_out = line.left_out or self._contents > 0
            return
        if look.get("vanish") == "1":
            line.hidden.append(text)
            return
        if not line.texts:
            line.page = self._pages.now()
        self._pages.see(len(text))
        line.texts.append(text)
        line.origins.append(element)
        line.looks.append(look)

    def _read_part(self, child: Element, tag: str, run: Element, look: Properties, line: Line) -> None:
        """The rarer contents of a run."""
        if tag == f"{W}br":
            if child.get(TYPE) == "page":
                self._pages.break_by_hand()
            elif line.texts or child.get(TYPE) != "column":
                self._show("\n", child, look, line)
        elif tag == f"{W}lastRenderedPageBreak":
            self._pages.pass_mark()
        elif tag == f"{W}sym":
            self._show(symbol(child.get(f"{W}font"), child.get(f"{W}char")), child, look, line)
        elif tag == f"{W}fldChar":
            self._pass_field_mark(child.get(f"{W}fldCharType"))
        elif tag == f"{W}instrText":
            if self._fields:
                self._fields[-1].code += child.text or ""
        elif tag in _NOTES:
            line.notes.append((_NOTES[tag], child.get(ID) or "", run))
        elif tag == f"{W}commentReference":
            line.comments.append(child.get(ID) or "")
        elif tag in _PICTURES:
            line.boxes.extend((box, run) for box in text_boxes(child))
        elif tag == f"{W}ruby":
            for base in child.iterfind(f"{W}rubyBase/{RUN}"):
                self._read_run(base, None, line)

    def _pass_field_mark(self, kind: str | None) -> None:
        if not self._follows_fields:
            return
        if kind == "begin":
            self._fields.append(_Field())
            self._silent += 1
        elif kind == "separate" and self._fields and self._fields[-1].in_code:
            current = self._fields[-1]
            current.in_code = False
            current.is_contents = bool(_CONTENTS.match(current.code))
            self._contents += current.is_contents
            self._silent -= not current.is_contents
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            self._contents -= ended.is_contents
            self._silent -= ended.in_code or ended.is_contents


def chosen_branch(alternate: Element) -> Element | None:
    """The one branch of mc:AlternateContent to read: the first choice, unless only the fallback holds text."""
    choice, fallback = alternate.find(CHOICE), alternate.find(FALLBACK)
    if choice is None or fallback is None:
        return fallback if choice is None else choice
    has_text = next(choice.iter(TEXT), None) is not None or next(fallback.iter(TEXT), None) is None
    return choice if has_text else fallback


def text_boxes(picture: Element) -> list[Element]:
    """The contents of the text boxes of a drawing, outermost ones only, each once, in order."""
    found, stack = [], [picture]
    while stack:
        element = stack.pop()
        if element.tag == TEXT_BOX:
            found.append(element)
        elif element.tag == ALTERNATE:
            branch = chosen_branch(element)
            stack.extend(() if branch is None else (branch,))
        else:
            stack.extend(reversed(element))
    return found


def _fields_are_paired(story: Element) -> bool:
    """Whether every field that begins also ends; where one does not, field marks are passed by and no text is lost."""
    depth = 0
    for mark in story.iter(f"{W}fldChar"):
        run = mark.getparent()
        if run is not None and run.getparent() is not None and run.getparent().tag in _DELETED:
            continue
        kind = mark.get(f"{W}fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth < 0:
            return False
    return depth == 0
