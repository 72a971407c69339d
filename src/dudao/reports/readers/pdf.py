"""Recognises PDF files; what reading one takes stands in `pdf_document`."""

from __future__ import annotations

from pathlib import Path

from dudao.reports.model import Source
from dudao.reports.readers.contract import Answer, Reader

MARK = b"%PDF-"
FARTHEST_MARK = 1024  # ISO 32000-1, annex H 3.4.1: readers accept the header within the first 1024 bytes


def recognise(head: bytes, name: str) -> Answer:
    """A PDF by its header, which may stand some way into the file."""
    at = head.find(MARK, 0, FARTHEST_MARK + len(MARK))
    if at < 0:
        return Answer(0, "no PDF header")
    return Answer(100 if at == 0 else 80, f"PDF header at byte {at}")


def read_pdf(path: Path) -> Source:
    """A PDF with a text layer to lines and table cells; a page without one is named in `problems`."""
    # Imported here: loading pdfium takes longer than reading most reports, and belongs into the limited process.
    from dudao.reports.readers.pdf_document import read_document

    return read_document(path)


READER = Reader("pdf", recognise, read_pdf)
