"""A generated report as a Word file and as a PDF of an exact number of pages, in the official format."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
from benchmarks.texts import CHARACTERS_A_PAGE, report_of

from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.portable import render_pdf
from dudao.reports.draft.word import render_word

HEADINGS = (
    (re.compile(r"[一二三四五六七八九十]+、"), PartKind.HEADING_1),
    (re.compile(r"（[一二三四五六七八九十]+）"), PartKind.HEADING_2),
)


def document_of(text: str) -> OfficialDocument:
    """The lines of a text: title and addressee first, signatory and date last."""
    title, addressee, *body, signatory, date = text.splitlines()
    return OfficialDocument(
        title, addressee.rstrip("："), tuple(Part(_kind(line), line) for line in body), signatory, date
    )


def _kind(line: str) -> PartKind:
    return next((kind for pattern, kind in HEADINGS if pattern.match(line)), PartKind.TEXT)


def make_files(folder: Path, pages: int) -> tuple[Path, Path, int]:
    """The same report as .docx and .pdf of so many pages (counted in the PDF), and its length in characters."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = report_of(pages + 4).splitlines()
    head, body, tail = lines[:2], lines[2:-2], lines[-2:]
    kept = len(body)
    while True:
        text = "\n".join([*head, *body[:kept], *tail])
        pdf, _ = render_pdf(document_of(text))
        over = len(pypdfium2.PdfDocument(pdf)) - pages
        if over <= 0:
            break
        kept -= max(1, (over - 1) * CHARACTERS_A_PAGE // 100)
    word_file, pdf_file = folder / f"{pages}-pages.docx", folder / f"{pages}-pages.pdf"
    word_file.write_bytes(render_word(document_of(text)))
    pdf_file.write_bytes(pdf)
    return word_file, pdf_file, len(text)
