"""A drafted report between the core's document, the JSON of a version, and the files that people take away."""

from __future__ import annotations

from typing import Any

from dudao.reports.bind.saved import SavedBinding
from dudao.reports.draft.bindings import bindings_of
from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.traces import Trace
from dudao.reports.model import Reading

Content = dict[str, Any]
HEADINGS = {1: PartKind.HEADING_1, 2: PartKind.HEADING_2, 3: PartKind.HEADING_3, 4: PartKind.HEADING_4}
FRONT = ("title", "addressee", "signatory", "date")


def content_of(document: OfficialDocument) -> Content:
    """A document as plain values."""
    front = {name: getattr(document, name) for name in FRONT}
    parts = [
        {
            "kind": part.kind.value,
            "text": part.text,
            "figures": [[one.start, one.end, one.reference] for one in part.figures],
        }
        for part in document.parts
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
    """An uploaded report in the official order, so that it can be set in the official format; tables become lines of text."""
    report = reading.report
    levels = {each.start: each.level for each in report.headings if not each.run_in}
    inner = [
        each for each in report.paragraphs if each.kind not in FRONT and report.text[each.start : each.end].strip()
    ]
    return OfficialDocument(
        title=" ".join((report.title or report.source.name).split()),
        addressee=(report.addressee or "").rstrip("：:"),
        parts=tuple(
            Part(HEADINGS.get(levels.get(each.start, 0), PartKind.TEXT), one_line(report.text[each.start : each.end]))
            for each in inner
        ),
        signatory=report.signatory or "",
        date=report.date or "",
    )


def one_line(text: str) -> str:
    """A paragraph without line feeds and blanks at its ends."""
    return " ".join(text.split("\n")).strip()
