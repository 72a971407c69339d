"""The elements of a page to blocks: paragraphs, headings, lists, table cells; what is not shown is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from dudao.reports.model import Block, BlockKind, ReadingProblem
from dudao.values.spans import Place

# fmt: off
LEFT_OUT = frozenset((
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "option",
    "textarea", "iframe", "object", "embed", "svg", "canvas", "map", "audio", "video", "head", "title", "input",
    "label", "dialog",
))
BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "ucapcontent",
))
# fmt: on
HEADINGS = {f"h{level}": level for level in range(1, 7)}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

LONGEST_CELL = 600  # characters: a cell with more is a page's layout, not a figure's place
LONGEST_NOTE = 150  # characters of a cell that may hold most of the text of its table
LOOKED_AT = 20_000  # elements of one table
MOST_ROWS_SPANNED = 1000
MOST_COLUMNS_SPANNED = 100
MOST_COLUMNS = 1000  # beyond that cells are counted as they come, whatever spans them
HIDDEN_ENOUGH = 8
QUOTE = 60

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]\s*(?=[^\x00-\x7f])")
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|$)", re.IGNORECASE
)


@dataclass
class Walk:
    """Blocks as they come up while a page is walked through; `links` are those that are nothing but links, by index."""

    blocks: list[Block] = field(default_factory=list)
    problems: list[ReadingProblem] = field(default_factory=list)
    tables: int = 0
    links: set[int] = field(default_factory=set)
    _linked: int = 0
    _text: list[str] = field(default_factory=list)
    _level: int | None = None
    _number: str = ""

    def add(self, text: str, *, is_link: bool = False) -> None:
        self._text.append(text)
        self._linked += len(text) if is_link else 0

    def close(self) -> None:
        """End the paragraph under way. Line breaks inside it make lines: they may be parts of a paragraph."""
        raw = "".join(self._text)
        is_link = self._linked > 0 and self._linked >= len(raw) - raw.count(" ") - raw.count("\v")
        self._linked = 0
        self._text.clear()
        level, number = self._level, self._number
        self._level, self._number = None, ""
        lines = [line.strip(" \t\r\n\f") for line in raw.split("\v")]
        while lines and not lines[-1]:
            lines.pop()
        while lines and not lines[0]:
            lines.pop(0)
        kind = BlockKind.LINE if len(lines) > 1 else BlockKind.PARAGRAPH
        for line in lines:
            place = Place(paragraph=len(self.blocks) + 1)
            if is_link:
                self.links.add(len(self.blocks))
            self.blocks.append(Block(kind, line, place, numbering=number, heading_level=level))
            number = ""

    def head(self, level: int) -> None:
        self._level = level

    def number(self, mark: str) -> None:
        self._number = mark


def blocks_of(element: Any) -> Walk:
    """All blocks inside an element, in the order of the page."""
    walk = Walk()
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, is_done = stack.pop()
        if node.is_text_node:
            walk.add(_inline(node), is_link=_is_in_link(node))
            continue
        if not node.is_element_node:
            continue
        if is_done:
            walk.close()
            continue
        if _is_left_out(node, walk):
            continue
        _enter(node, walk, stack)
    walk.close()
    return walk


def _enter(node: Any, walk: Walk, stack: list[tuple[Any, bool]]) -> None:
    tag = node.tag
    if tag == "br":
        walk.add("\v")
        return
    if tag == "table" and (rows := _data_rows(node)):
        walk.close()
        _add_cells(rows, walk)
        return
    if tag in BLOCKS:
        walk.close()
        stack.append((node, True))
        if tag in HEADINGS:
            walk.head(HEADINGS[tag])
        elif tag == "li":
            walk.number(_list_number(node))
    stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))


def _is_left_out(node: Any, walk: Walk) -> bool:
    if node.tag in LEFT_OUT:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    style = attributes.get("style")
    if "hidden" in attributes or (style and _UNSEEN.search(style)):
        text = _BLANKS.sub("", node.text(deep=True))
        if len(text) >= HIDDEN_ENOUGH and len(walk.problems) < 100:
            place = Place("hidden", paragraph=len(walk.blocks) + 1)
            walk.problems.append(ReadingProblem("hidden_text", place, text[:QUOTE]))
        return True
    return False


def _inline(node: Any) -> str:
    """A text node as it shows: blanks of the source are one blank, and none between Chinese characters."""
    text = node.text_content or ""
    parent = node.parent
    tag = parent.tag if parent is not None else ""
    if tag == "pre":
        return text.replace("\r\n", "\n").replace("\n", "\v")
    if tag == "sup" and text.strip().isdigit():
        return text.strip().translate(RAISED)
    return _BLANKS.sub(" ", _BETWEEN_IDEOGRAPHS.sub("", text))


def _is_in_link(node: Any) -> bool:
    """Whether a text stands in a link, itself or in an emphasis inside one."""
    parent = node.parent
    for _ in range(3):
        if parent is None:
            return False
        if parent.tag == "a":
            return "href" in parent.attributes or not parent.attributes
        parent = parent.parent
    return False


def _list_number(item: Any) -> str:
    """The number a browser shows before an item of a numbered list; "" for a bullet."""
    parent = item.parent
    if parent is None or parent.tag != "ol":
        return ""
    first = parent.attributes.get("start") or "1"
    before, sibling = 0, item.prev
    while sibling is not None:
        before += sibling.tag == "li"
        sibling = sibling.prev
    return f"{(int(first) if first.isdigit() else 1) + before}." if before < 1000 else ""


# ───────────────────────────── tables ─────────────────────────────


@dataclass(frozen=True, slots=True)
class _Cell:
    node: Any
    text: str


def _data_rows(table: Any) -> list[list[_Cell]] | None:
    """The rows of a table that holds data; None for one that only lays the page out."""
    rows: list[list[_Cell]] = []
    stack, seen = list(reversed(list(table.iter()))), 0
    while stack:
        node = stack.pop()
        seen += 1
        if node.tag == "table":
            return None
        if node.tag == "tr":
            rows.append([])
        elif node.tag in ("td", "th"):
            text = _cell_text(node) if seen <= LOOKED_AT else ""
            if text is None or len(text) > LONGEST_CELL:
                return None
            if not rows:
                rows.append([])
            rows[-1].append(_Cell(node, text))
            continue
        stack.extend(reversed(list(node.iter())))
    cells = [cell for row in rows for cell in row]
    if len(cells) < 2 or max(map(len, rows)) < 2 or _is_layout(cells):
        return None
    return [row for row in rows if row]


def _is_layout(cells: list[_Cell]) -> bool:
    """Whether one cell holds most of the text, in paragraphs: the table then only puts it in its place."""
    longest = max((cell.text for cell in cells), key=len)
    is_most = len(longest) * 5 > 3 * sum(len(cell.text) for cell in cells)
    return is_most and len(longest) > LONGEST_NOTE and longest.count("\n") >= 2


def _cell_text(cell: Any) -> str | None:
    """The text of a cell, a line feed between its paragraphs; None where another table stands in it."""
    if cell.css_first("table") is not None or cell.css_first("h1, h2") is not None:
        return None
    inside = Walk()
    stack: list[tuple[Any, bool]] = [(child, False) for child in reversed(list(cell.iter(include_text=True)))]
    while stack:
        node, is_done = stack.pop()
        if node.is_text_node:
            inside.add(_inline(node))
        elif is_done:
            inside.close()
        elif node.is_element_node and not _is_left_out(node, inside):
            _enter(node, inside, stack)
    inside.close()
    return "\n".join(block.text for block in inside.blocks if block.text)


def _add_cells(rows: list[list[_Cell]], walk: Walk) -> None:
    """Cells with their rows and columns, those that span several counted as a browser lays them out."""
    walk.tables += 1
    taken: dict[int, int] = {}  # column: rows for which a cell from above still covers it
    for row, cells in enumerate(rows, 1):
        column = 1
        added: dict[int, int] = {}
        for cell in cells:
            while column <= MOST_COLUMNS and taken.get(column, 0):
                column += 1
            down = _span(cell.node, "rowspan", min(MOST_ROWS_SPANNED, len(rows) - row + 1))
            across = _span(cell.node, "colspan", MOST_COLUMNS_SPANNED)
            place = Place(paragraph=len(walk.blocks) + 1, table=walk.tables, row=row, column=column)
            walk.blocks.append(Block(BlockKind.CELL, cell.text, place, span_rows=down, span_columns=across))
            for covered in range(column, min(column + across, MOST_COLUMNS + 1)):
                added[covered] = down
            column += across
        taken = {at: left - 1 for at, left in taken.items() if left > 1} | {
            at: left - 1 for at, left in added.items() if left > 1
        }


def _span(cell: Any, name: str, most: int) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return min(max(int(value), 1), most) if value.isdecimal() and len(value) < 6 else 1
