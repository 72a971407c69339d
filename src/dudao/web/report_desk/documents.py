"""A drafted report between the core's document, the JSON of a version, and the files that people take away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dudao.reports.bind.saved import SavedBinding
from dudao.reports.draft.bindings import bindings_of
from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.tables import part_table
from dudao.reports.draft.traces import Trace
from dudao.reports.model import Reading, Report

Content = dict[str, Any]
HEADINGS = {1: PartKind.HEADING_1, 2: PartKind.HEADING_2, 3: PartKind.HEADING_3, 4: PartKind.HEADING_4}
FRONT = ("title", "addressee", "signatory", "date")


def content_of(document: OfficialDocument) -> Content:
    """A document as plain values; of a table, which is not written here, its lines as paragraphs."""
    front = {name: getattr(document, name) for name in FRONT}
    parts = [
        {
            "kind": part.kind.value,
            "text": text,
            "figures": [[one.start, one.end, one.reference] for one in part.figures],
        }
        for part in document.parts
        for text in ([part.text] if part.table is None else part.text.split("\n"))
    ]
    return {**front, "parts": parts, "attachments": list(document.attachments)}


def document_of(content: Content) -> OfficialDocument:
    """The document that `content_of` made plain values of."""
    return OfficialDocument(
        **{name: content[name] for name in FRONT},
        parts=tuple(
            Part(PartKind(each["kind"]), each["text"], tuple(Trace(*one) for one in each["figures"]))
            for each in content["parts"]
        ),
        attachments=tuple(content.get("attachments", ())),
    )


def drafted_bindings(content: Content | None) -> tuple[SavedBinding, ...]:
    """What a drafted text was written from, as bindings; none for a file that somebody uploaded."""
    return bindings_of(document_of(content)) if content else ()


def document_of_reading(reading: Reading) -> OfficialDocument:
    """An uploaded report in the official order, so that it can be set in the official format; its tables stay tables."""
    report = reading.report
    return OfficialDocument(
        title=" ".join((report.title or report.source.name).split()),
        addressee=(report.addressee or "").rstrip("：:"),
        parts=tuple(_parts_of(report)),
        signatory=report.signatory or "",
        date=report.date or "",
    )


def _parts_of(report: Report) -> Iterator[Part]:
    """The body of a report; the rows of a table together, one that fits no page as lines of text."""
    levels = {each.start: each.level for each in report.headings if not each.run_in}
    drawn = [(each, part_table(each, report.text)) for each in report.tables]
    tables = [(each.start, each.end, table) for each, table in drawn if table is not None]
    begun: set[int] = set()
    for each in report.paragraphs:
        text = report.text[each.start : each.end]
        if each.kind in FRONT or not text.strip():
            continue
        start, table = next(((first, table) for first, end, table in tables if first <= each.start < end), (0, None))
        if table is None:
            yield Part(HEADINGS.get(levels.get(each.start, 0), PartKind.TEXT), one_line(text))
        elif start not in begun:
            begun.add(start)
            yield Part(PartKind.TEXT, table.plain, table=table)


def one_line(text: str) -> str:
    """A paragraph without line feeds and blanks at its ends."""
    return " ".join(text.split("\n")).strip()
