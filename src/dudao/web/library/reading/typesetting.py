"""A report that came without pages of its own, set as pages: the core's reading of it, in the official format, as PDF."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.portable import render_pdf
from dudao.reports.model import Report, Source

HEADINGS = {1: PartKind.HEADING_1, 2: PartKind.HEADING_2, 3: PartKind.HEADING_3, 4: PartKind.HEADING_4}
LANDMARKS = frozenset(("title", "addressee", "signatory", "date"))


def document_of(reports: tuple[Report, ...]) -> OfficialDocument:
    """The reports of a file as one document to be set; the title and the addressee of the first stand at their places."""
    first, last = reports[0], reports[-1]
    return OfficialDocument(
        title=" ".join((first.title or "").split()),
        addressee=(first.addressee or "").rstrip("：:"),
        parts=tuple(part for report in reports for part in _parts(report, report is first)),
        signatory=last.signatory or "",
        date=last.date or "",
    )


def _parts(report: Report, is_first: bool) -> list[Part]:
    """Paragraphs that stand between title and signature; of a later report its title too, as words of the text."""
    levels = {each.start: each.level for each in report.headings if not each.run_in}
    skipped = LANDMARKS if is_first else LANDMARKS - {"title", "addressee"}
    found = []
    for each in report.paragraphs:
        words = " ".join(report.text[each.start : each.end].split("\n")).strip()
        if words and each.kind not in skipped:
            found.append(Part(HEADINGS.get(levels.get(each.start, 0), PartKind.TEXT), words))
    return found


def keep_document(document: OfficialDocument, path: Path) -> None:
    """Write what is to be set where the limited process finds it."""
    path.write_text(json.dumps(asdict(document), ensure_ascii=False), "utf-8")


def set_pages(path: Path) -> Source:
    """shown.pdf beside a document that was kept; to be called in a limited process."""
    content = json.loads(path.read_text("utf-8"))
    parts = tuple(Part(PartKind(each["kind"]), each["text"]) for each in content.pop("parts"))
    del content["attachments"]
    blob, _replaced = render_pdf(OfficialDocument(**content, parts=parts))
    (path.parent / "shown.pdf").write_bytes(blob)
    return Source(kind="pdf", blocks=())
