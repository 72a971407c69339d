"""The text of a report as HTML, with every figure and every doubtful place marked and linked.

Spans may overlap: the text is cut at every edge, and each piece carries the marks that cover it. Ids: t- of remarks, g-
of figures, o- of related places; each is there even where its place is between paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from dudao.diagnostics.model import Severity
from dudao.diagnostics.visible import HIDDEN, one_line
from dudao.reports.check import CheckResult
from dudao.reports.model import Heading, Paragraph, Table
from dudao.reports.output.page_chunks import in_chunks
from dudao.reports.output.page_words import STATES, word

CLASSES = {"title": "title", "addressee": "addressee", "signatory": "signatory", "date": "signatory", "note": "aside"}
UNBROKEN = 16
"""Figures up to so many characters are kept on one line, number and unit together."""
MOST_IN_TITLE = 3
PARAGRAPHS_A_CHUNK = 120


@dataclass
class Marks:
    """What covers a stretch of text, and the anchors that begin there, in text order once all are in.

    Attributes:
        anchors: position and HTML of an empty element that links lead to.
        remarks: start, end, number, severity and the words of each remark.
        figures: start, end, number, state (plain where there are no facts) and its words.
    """

    anchors: list[tuple[int, str]] = field(default_factory=list)
    remarks: list[tuple[int, int, int, Severity, str]] = field(default_factory=list)
    figures: list[tuple[int, int, int, str, str]] = field(default_factory=list)


def marked_report(result: CheckResult, key: str, lang: str = "zh") -> str:
    """The report's paragraphs and tables as HTML."""
    report = result.given.report
    writer = _Writer(report.text, _marks_of(result, key, lang), key)
    headings = {heading.start: heading for heading in report.headings}
    tags = _heading_tags(report.headings)
    tables = iter(report.tables)
    table = next(tables, None)
    parts: list[str] = []
    for paragraph in report.paragraphs:
        while table is not None and paragraph.start >= table.end:
            table = next(tables, None)
        if table is not None and table.start <= paragraph.start < table.end:
            if paragraph.start == table.start:
                parts.append(_table(table, writer, lang))
            continue
        heading = headings.get(paragraph.start)
        parts.append(_paragraph(paragraph, heading, tags.get(paragraph.start, "p"), writer))
    parts.append(writer.rest())
    return in_chunks(
        parts, PARAGRAPHS_A_CHUNK, lambda name, inner: f'<div class="chunk">{inner}</div>' if name else inner
    )


def _heading_tags(headings: Iterable[Heading]) -> dict[int, str]:
    """h2 to h5 by start. A report may skip levels; the page does not, so that a screen reader's outline holds."""
    tags: dict[int, str] = {}
    open_levels: list[int] = []
    for heading in headings:
        if heading.run_in:
            continue
        while open_levels and open_levels[-1] >= heading.level:
            open_levels.pop()
        open_levels.append(heading.level)
        tags[heading.start] = f"h{min(1 + len(open_levels), 6)}"
    return tags


def _paragraph(paragraph: Paragraph, heading: Heading | None, tag: str, writer: _Writer) -> str:
    if heading is None:
        name = CLASSES.get(paragraph.kind, "")
        css = f' class="{name}"' if name else ""
        return f"<p{css}>{writer.html(paragraph.start, paragraph.end)}</p>"
    if tag == "p":
        ends = min(heading.end, paragraph.end)
        lead, rest = writer.html(paragraph.start, ends), writer.html(ends, paragraph.end)
        return f'<p><span class="level-{heading.level}">{lead}</span>{rest}</p>'
    return f'<{tag} class="level-{heading.level}">{writer.html(paragraph.start, paragraph.end)}</{tag}>'


def _table(table: Table, writer: _Writer, lang: str) -> str:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        content = writer.html(cell.start, cell.end)
        tag = "th" if cell.row <= table.header_rows and cell.start < cell.end else "td"
        spans = f' rowspan="{cell.span_rows}"' if cell.span_rows > 1 else ""
        spans += f' colspan="{cell.span_columns}"' if cell.span_columns > 1 else ""
        rows.setdefault(cell.row, []).append(f"<{tag}{spans}>{content}</{tag}>")
    name = escape(one_line(table.caption)) if table.caption else word("table", lang)
    body = "".join(f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(rows.items()))
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{name}"><table>{body}</table></div>'


def _marks_of(result: CheckResult, key: str, lang: str) -> Marks:
    marks = Marks()
    states = {(each.span.start, each.span.end): each.state for each in result.given.bindings}
    for index, figure in enumerate(result.given.reading.figures):
        state = states.get((figure.start, figure.end))
        words = f"{STATES[state].in_language(lang)} {figure.metric}" if state else figure.metric
        marks.figures.append((figure.start, figure.end, index, state.value if state else "plain", words))
        marks.anchors.append((figure.start, f'<span id="g-{key}-{index}"></span>'))
    related = set()
    for index, remark in enumerate(result.diagnostics):
        if remark.location is not None:
            span = remark.location.span
            said = f"{index + 1} {remark.code} {remark.message(lang)}"
            marks.remarks.append((span.start, span.end, index, remark.severity, said))
            anchor = f'<span id="t-{key}-{index}" class="reference" data-number="{index + 1}"></span>'
            marks.anchors.append((span.start, anchor))
        related |= {place.span.start for place in remark.related}
    marks.anchors += [(position, f'<span id="o-{key}-{position}"></span>') for position in related]
    return marks


class _Writer:
    """Writes stretches of the text in order, each with the marks that cover it."""

    def __init__(self, text: str, marks: Marks, key: str) -> None:
        self.text, self.key = text, key
        self.remarks, self.figures = sorted(marks.remarks), sorted(marks.figures)
        self.anchors = sorted(marks.anchors, key=lambda each: each[0])
        ends = {edge for each in (*self.remarks, *self.figures) for edge in each[:2]}
        self.edges = sorted(ends | {position for position, _ in self.anchors})
        self.next_edge = self.next_remark = self.next_figure = self.next_anchor = 0
        self.open_remarks: list[tuple[int, int, int, Severity, str]] = []
        self.open_figures: list[tuple[int, int, int, str, str]] = []

    def html(self, start: int, end: int) -> str:
        """The characters from `start` to `end`, which must not be before what was written last."""
        return "".join(self._piece(low, high) for low, high in self._pieces(start, end))

    def rest(self) -> str:
        """Anchors behind the last character written."""
        return self._anchors_up_to(len(self.text))

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

    def _anchors_up_to(self, position: int) -> str:
        """Those not written yet; one whose place is in no paragraph comes at the next place that is."""
        first = self.next_anchor
        while self.next_anchor < len(self.anchors) and self.anchors[self.next_anchor][0] <= position:
            self.next_anchor += 1
        return "".join(anchor for _, anchor in self.anchors[first : self.next_anchor])

    def _advance(self, position: int) -> None:
        while self.next_remark < len(self.remarks) and self.remarks[self.next_remark][0] <= position:
            self.open_remarks.append(self.remarks[self.next_remark])
            self.next_remark += 1
        while self.next_figure < len(self.figures) and self.figures[self.next_figure][0] <= position:
            self.open_figures.append(self.figures[self.next_figure])
            self.next_figure += 1
        self.open_remarks = [each for each in self.open_remarks if each[1] > position]
        self.open_figures = [each for each in self.open_figures if each[1] > position]

    def _piece(self, low: int, high: int) -> str:
        self._advance(low)
        anchors = self._anchors_up_to(low)
        shown = _shown(self.text[low:high])
        classes, target, title = [], "", ""
        if self.open_figures:
            start, end, index, state, title = self.open_figures[-1]
            classes.append(f"figure {state}" + (" long" if end - start > UNBROKEN else ""))
            target = f"#f-{self.key}-{index}"
        if self.open_remarks:
            worst = max(self.open_remarks, key=lambda each: each[3].rank)
            classes.append(f"doubt {worst[3].value}")
            target = f"#d-{self.key}-{worst[2]}"
            title = "\n".join(each[4] for each in self.open_remarks[:MOST_IN_TITLE])
        if not classes or not shown:
            return anchors + shown
        return f'{anchors}<a class="{" ".join(classes)}" href="{target}" title="{escape(_in_title(title))}">{shown}</a>'


def _shown(text: str) -> str:
    """Text for HTML; hidden characters, which a browser would obey, are shown by their code."""
    safe = escape(text).replace("\t", "\u3000").replace("\n", "<br>")
    return HIDDEN.sub(lambda found: f'<span class="hidden-mark">U+{ord(found.group()):04X}</span>', safe)


def _in_title(text: str) -> str:
    return "\n".join(one_line(line) for line in text.split("\n"))
