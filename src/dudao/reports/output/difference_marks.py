"""The new text of a report as HTML with what came underlined and what went struck out, where it would stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape

from dudao.reports.compare.model import ReportDifference
from dudao.reports.compare.sentences import Positions
from dudao.reports.model import Report, Table
from dudao.values.spans import Span

_TOKENS = re.compile(r"\d[\d.,]*|.", re.DOTALL)
LONG = 600
"""Edited sentences with more characters than this are shown as taken out and put in, whole."""


class DifferenceMarks:
    """What to underline, what to put in struck out, and where links must find something, for one report.

    Ids: `n-KEY-POSITION` at a position of the new text, `o-KEY-NUMBER` at a sentence that went. `links` are spans of the
    new text with the id of the line that speaks of them and a class.
    """

    def __init__(self, difference: ReportDifference, key: str) -> None:
        self.key = key
        self._difference = difference
        self._came: list[tuple[int, int]] = []
        self._went: list[tuple[int, str]] = []
        self._anchors: set[int] = set()
        self._links: list[tuple[int, int, str, str]] = []
        if difference.old is not None and difference.new is not None:
            self._mark(difference.old.report, difference.new.report)

    def _mark(self, old: Report, new: Report) -> None:
        match = self._difference.sentences
        kept = set(match.same.values())
        edited = {other: one for one, other in match.edited.items()}
        for index, sentence in enumerate(new.sentences):
            if index in edited:
                self._mark_edited(old.sentences[edited[index]].of(old.text), sentence, new.text)
            elif index not in kept:
                self._came.append((sentence.start, sentence.end))
        place = Positions(old, new, match)
        known = match.all
        for index, sentence in enumerate(old.sentences):
            if index not in known:
                shown = f'<del id="o-{self.key}-{index}">{escape(sentence.of(old.text))}</del>'
                self._went.append((place.of(sentence.start), shown))
        self._came.sort()
        self._went.sort(key=lambda each: each[0])

    def _mark_edited(self, before: str, sentence: Span, text: str) -> None:
        after = sentence.of(text)
        if len(before) > LONG or len(after) > LONG:
            self._went.append((sentence.start, f"<del>{escape(before)}</del>"))
            self._came.append((sentence.start, sentence.end))
            return
        left, right = _TOKENS.findall(before), _TOKENS.findall(after)
        starts = [sentence.start]
        for token in right:
            starts.append(starts[-1] + len(token))
        for kind, low, high, new_low, new_high in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            if kind in ("delete", "replace") and "".join(left[low:high]).strip():
                self._went.append((starts[new_low], f"<del>{escape(''.join(left[low:high]))}</del>"))
            if kind in ("insert", "replace"):
                self._came.append((starts[new_low], starts[new_high]))

    def target(self, old: Span | None, new: Span | None) -> str:
        """The id to which a difference jumps: its place in the new text, else the sentence that went; "" where neither is."""
        if new is not None:
            self._anchors.add(new.start)
            return f"n-{self.key}-{new.start}"
        if old is None or self._difference.old is None or self._difference.new is None:
            return ""
        index = self._difference.old.report.sentence_index(old.start)
        other = self._difference.sentences.all.get(index)
        if other is None:
            return f"o-{self.key}-{index}"
        return self.target(None, self._difference.new.report.sentences[other])

    def link(self, span: Span, line: str, name: str) -> None:
        """Make a stretch of the new text a link to the line that speaks of it."""
        self._links.append((span.start, span.end, line, name))

    def html(self) -> str:
        """The new text; that of a report that only the old file holds, all of it struck out."""
        new = self._difference.new
        if new is None:
            old = self._difference.old
            return f"<del>{escape(old.report.text if old else '')}</del>"
        writer = _Writer(new.report.text, self._came, self._went, self._anchors, self._links, self.key)
        return _written(new.report, writer)


def _written(report: Report, writer: _Writer) -> str:
    """Paragraphs, headings and tables in their order."""
    headings = {heading.start: heading for heading in report.headings if not heading.run_in}
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
        tag = f"h{heading.level + 1}" if heading else "p"
        css = f' class="{paragraph.kind}"' if paragraph.kind in ("title", "addressee", "signatory") else ""
        parts.append(f"<{tag}{css}>{writer.html(paragraph.start, paragraph.end)}</{tag}>")
    return "\n".join(parts)


def _table(table: Table, writer: _Writer) -> str:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        spans = f' rowspan="{cell.span_rows}"' if cell.span_rows > 1 else ""
        spans += f' colspan="{cell.span_columns}"' if cell.span_columns > 1 else ""
        rows.setdefault(cell.row, []).append(f"<td{spans}>{writer.html(cell.start, cell.end)}</td>")
    body = "".join(f"<tr>{''.join(cells)}</tr>" for _, cells in sorted(rows.items()))
    return f'<div class="scroll" tabindex="0"><table>{body}</table></div>'


class _Writer:
    """Writes stretches of the text in their order, cut wherever a mark begins or ends."""

    def __init__(
        self,
        text: str,
        came: list[tuple[int, int]],
        went: list[tuple[int, str]],
        anchors: set[int],
        links: list[tuple[int, int, str, str]],
        key: str,
    ) -> None:
        self.text, self.key = text, key
        self.came, self.went, self.anchors, self.links = came, went, anchors, sorted(links)
        edges = {edge for start, end in came for edge in (start, end)} | {at for at, _ in went} | anchors
        self.edges = sorted(edges | {edge for start, end, _, _ in links for edge in (start, end)})
        self.next_edge = self.next_came = self.next_went = self.next_link = 0

    def html(self, start: int, end: int) -> str:
        parts = [self._piece(low, high) for low, high in self._pieces(start, end)]
        return "".join(parts) + self._gone(end)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        while self.next_edge < len(self.edges) and self.edges[self.next_edge] <= start:
            self.next_edge += 1
        low = start
        while self.next_edge < len(self.edges) and self.edges[self.next_edge] < end:
            yield low, self.edges[self.next_edge]
            low = self.edges[self.next_edge]
            self.next_edge += 1
        if low < end:
            yield low, end

    def _gone(self, position: int) -> str:
        """What went at or before a position and was not shown yet."""
        first = self.next_went
        while self.next_went < len(self.went) and self.went[self.next_went][0] <= position:
            self.next_went += 1
        return "".join(shown for _, shown in self.went[first : self.next_went])

    def _piece(self, low: int, high: int) -> str:
        anchor = f'<a id="n-{self.key}-{low}"></a>' if low in self.anchors else ""
        shown = escape(self.text[low:high]).replace("\t", "\u3000").replace("\n", "<br>")
        while self.next_link < len(self.links) and self.links[self.next_link][1] <= low:
            self.next_link += 1
        if self.next_link < len(self.links) and self.links[self.next_link][0] <= low:
            _, _, line, name = self.links[self.next_link]
            shown = f'<a class="figure {name}" href="#{line}">{shown}</a>'
        while self.next_came < len(self.came) and self.came[self.next_came][1] <= low:
            self.next_came += 1
        if self.next_came < len(self.came) and self.came[self.next_came][0] <= low:
            shown = f"<ins>{shown}</ins>"
        return self._gone(low) + anchor + shown
