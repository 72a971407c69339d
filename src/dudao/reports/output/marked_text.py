"""The text of a report as HTML, with every figure and every doubtful place marked and linked.

Spans may overlap: the text is cut at every edge, and each piece carries the marks that cover it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from dudao.diagnostics.model import Severity
from dudao.reports.check import CheckResult
from dudao.reports.model import Paragraph, Table

HEADING_TAGS = {1: "h2", 2: "h3", 3: "h4", 4: "h5"}
CLASSES = {"title": "title", "addressee": "addressee", "signatory": "signatory", "date": "signatory", "note": "note"}


@dataclass
class Marks:
    """What covers a stretch of text: figures and remarks by their number, and anchors that begin there."""

    starts: dict[int, list[str]] = field(default_factory=dict)
    edges: set[int] = field(default_factory=set)
    remarks: list[tuple[int, int, int, Severity]] = field(default_factory=list)
    figures: list[tuple[int, int, int, str]] = field(default_factory=list)

    def anchor(self, position: int, name: str) -> None:
        self.starts.setdefault(position, []).append(name)
        self.edges.add(position)


def marked_report(result: CheckResult, key: str) -> str:
    """The report's paragraphs and tables as HTML. Ids: t- of remarks, g- of figures, o- of related places."""
    report = result.given.report
    writer = _Writer(report.text, _marks_of(result, key), key)
    headings = {heading.start: heading for heading in report.headings}
    tables = iter(report.tables)
    table = next(tables, None)
    parts: list[str] = []
    for paragraph in report.paragraphs:
        while table is not None and paragraph.start >= table.end:
            table = next(tables, None)
        if table is not None and table.start <= paragraph.start < table.end:
            if paragraph.start == table.start:
                parts.append(_table(table, writer))
            continue
        heading = headings.get(paragraph.start)
        parts.append(_paragraph(paragraph, heading.level if heading and not heading.run_in else None, writer))
    return "\n".join(parts)


def _paragraph(paragraph: Paragraph, level: int | None, writer: _Writer) -> str:
    tag = HEADING_TAGS.get(level, "p") if level else "p"
    name = CLASSES.get(paragraph.kind, "")
    css = f' class="{name}"' if name else ""
    return f"<{tag}{css}>{writer.html(paragraph.start, paragraph.end)}</{tag}>"


def _table(table: Table, writer: _Writer) -> str:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        tag = "th" if cell.row <= table.header_rows else "td"
        spans = f' rowspan="{cell.span_rows}"' if cell.span_rows > 1 else ""
        spans += f' colspan="{cell.span_columns}"' if cell.span_columns > 1 else ""
        rows.setdefault(cell.row, []).append(f"<{tag}{spans}>{writer.html(cell.start, cell.end)}</{tag}>")
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    body = "".join(f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(rows.items()))
    return f'<div class="scroll"><table>{caption}{body}</table></div>'


def _marks_of(result: CheckResult, key: str) -> Marks:
    marks = Marks()
    states = {(each.span.start, each.span.end): each.state.value for each in result.given.bindings}
    for index, figure in enumerate(result.given.reading.figures):
        marks.figures.append((figure.start, figure.end, index, states.get((figure.start, figure.end), "plain")))
        marks.edges |= {figure.start, figure.end}
        marks.anchor(figure.start, f"g-{key}-{index}")
    for index, remark in enumerate(result.diagnostics):
        if remark.location is not None:
            span = remark.location.span
            marks.remarks.append((span.start, span.end, index, remark.severity))
            marks.edges |= {span.start, span.end}
            marks.anchor(span.start, f"t-{key}-{index}")
        for place in remark.related:
            name = f"o-{key}-{place.span.start}"
            if name not in marks.starts.get(place.span.start, ()):
                marks.anchor(place.span.start, name)
    return marks


class _Writer:
    """Writes stretches of the text in order, each with the marks that cover it."""

    def __init__(self, text: str, marks: Marks, key: str) -> None:
        self.text, self.marks, self.key = text, marks, key
        self.edges = sorted(marks.edges)
        self.remarks = sorted(marks.remarks)
        self.figures = sorted(marks.figures)
        self.next_edge = self.next_remark = self.next_figure = 0
        self.open_remarks: list[tuple[int, int, int, Severity]] = []
        self.open_figures: list[tuple[int, int, int, str]] = []

    def html(self, start: int, end: int) -> str:
        """The characters from `start` to `end`, which must not be before what was written last."""
        return "".join(self._piece(low, high) for low, high in self._pieces(start, end))

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        while self.next_edge < len(self.edges) and self.edges[self.next_edge] <= start:
            self.next_edge += 1
        low = start
        while self.next_edge < len(self.edges) and self.edges[self.next_edge] < end:
            yield low, self.edges[self.next_edge]
            low = self.edges[self.next_edge]
            self.next_edge += 1
        if low < end or start == end:
            yield low, end

    def _advance(self, position: int) -> None:
        while self.next_remark < len(self.remarks) and self.remarks[self.next_remark][0] <= position:
            self.open_remarks.append(self.remarks[self.next_remark])
            self.next_remark += 1
        while self.next_figure < len(self.figures) and self.figures[self.next_figure][0] <= position:
            self.open_figures.append(self.figures[self.next_figure])
            self.next_figure += 1
        self.open_remarks = [each for each in self.open_remarks if each[1] > position or each[0] == position]
        self.open_figures = [each for each in self.open_figures if each[1] > position]

    def _piece(self, low: int, high: int) -> str:
        self._advance(low)
        anchors = "".join(f'<a id="{name}"></a>' for name in self.marks.starts.pop(low, ()))
        shown = escape(self.text[low:high]).replace("\t", "\u3000").replace("\n", "<br>")
        classes, target = [], ""
        if self.open_figures:
            _, _, index, state = self.open_figures[-1]
            classes.append(f"figure {state}")
            target = f"#f-{self.key}-{index}"
        if self.open_remarks:
            worst = max(self.open_remarks, key=lambda each: each[3].rank)
            classes.append(f"doubt {worst[3].value}")
            target = f"#d-{self.key}-{worst[2]}"
        if not classes or not shown:
            return anchors + shown
        return f'{anchors}<a class="{" ".join(classes)}" href="{target}">{shown}</a>'
