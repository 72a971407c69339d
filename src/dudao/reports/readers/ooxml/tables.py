"""The cells of a Word table with their places and spans, and the paragraphs in each, nested tables laid flat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dudao.reports.readers.ooxml.names import VAL, Element, W
from dudao.reports.readers.ooxml.properties import integer

PARAGRAPH, TABLE, ROW, CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
WRAPPERS = {f"{W}{word}" for word in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}
MAX_COLUMN = 1000


@dataclass(slots=True)
class TableCell:
    """A cell that shows something of its own; row and column count from 1, in the table's grid."""

    element: Element
    row: int
    column: int
    span_rows: int = 1
    span_columns: int = 1


def unwrapped(parent: Element, wanted: str) -> Iterator[Element]:
    """The children of a kind, also those inside content controls and tracked insertions."""
    stack = [iter(parent)]
    while stack:
        for child in stack[-1]:
            if child.tag == wanted:
                yield child
            elif child.tag in WRAPPERS:
                stack.append(iter(child))
                break
        else:
            stack.pop()


def table_rows(table: Element) -> list[list[TableCell]]:
    """The rows of a table, deleted ones left out; cells that a merge covers count in the span of the one above."""
    rows: list[list[TableCell]] = []
    above: dict[int, TableCell] = {}
    for row in unwrapped(table, ROW):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        column = 1 + _count(properties, "gridBefore", 0)
        cells: list[TableCell] = []
        for element in unwrapped(row, CELL):
            details = element.find(f"{W}tcPr")
            span = max(1, _count(details, "gridSpan", 1))
            merged = None if details is None else details.find(f"{W}vMerge")
            across = None if details is None else details.find(f"{W}hMerge")
            if across is not None and across.get(VAL) != "restart" and cells:
                cells[-1].span_columns += span
            elif merged is not None and merged.get(VAL) != "restart" and column in above:
                above[column].span_rows += 1
            else:
                cell = TableCell(element, len(rows) + 1, column, 1, span)
                cells.append(cell)
                above.pop(column, None)
                if merged is not None:
                    above[column] = cell
            column = min(column + span, MAX_COLUMN)
        rows.append(cells)
    return rows


def flat_paragraphs(cell: Element) -> Iterator[tuple[str, Element]]:
    """The paragraphs of a cell in order, each with the mark before it: a line feed, or a tab between nested cells."""
    stack: list[tuple[Iterator[Element], bool]] = [(iter(cell), False)]
    mark = ""
    while stack:
        children, is_row = stack[-1]
        for child in children:
            tag = child.tag
            if tag == PARAGRAPH:
                yield mark, child
                mark = "\n"
            elif tag in (TABLE, ROW):
                mark = mark and "\n"
                stack.append((iter(child), tag == ROW))
                break
            elif tag == CELL or tag in WRAPPERS:
                stack.append((iter(child), False))
                break
        else:
            stack.pop()
            # what follows a cell in its row stands beside it, not below
            if stack and stack[-1][1] and mark:
                mark = "\t"
            elif mark:
                mark = "\n"


def _count(properties: Element | None, name: str, default: int) -> int:
    found = None if properties is None else properties.find(f"{W}{name}")
    return default if found is None else max(0, min(integer(found.get(VAL), default), MAX_COLUMN))
