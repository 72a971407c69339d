"""The files that people take away: as it came, official Word and PDF, annotated Word, plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from dudao.reports.draft.document import OfficialDocument
from dudao.reports.draft.plain import render_plain
from dudao.reports.draft.portable import render_pdf
from dudao.reports.draft.word import render_word
from dudao.reports.output.annotated import annotate_reports
from dudao.web.report_desk.checking import own_remarks, readings_of
from dudao.web.report_desk.checks import checked_now
from dudao.web.report_desk.documents import document_of, document_of_reading
from dudao.web.report_desk.models import ReportVersion

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = ("original", "word", "pdf", "annotated", "text")


@dataclass(frozen=True, slots=True)
class Download:
    """A file to be saved: what it is called, what it is, its bytes."""

    name: str
    content_type: str
    blob: bytes


def download_of(version: ReportVersion, kind: str, *, today: date, lang: str) -> Download:
    """One of `KINDS`; raises UnreadableError or MissingToolError."""
    stem = Path(version.file_name).stem or "report"
    if kind == "original":
        return Download(version.file_name, "application/octet-stream", _own_bytes(version))
    if kind == "pdf":
        return Download(f"{stem}.pdf", "application/pdf", portable_of(version))
    if kind == "text":
        text = render_plain(official_of(version))
        return Download(f"{stem}.txt", "text/plain; charset=utf-8", text.encode())
    if kind == "annotated":
        return Download(f"{stem}.check.docx", WORD, _annotated(version, today, lang))
    return Download(f"{stem}.docx", WORD, word_of(version))


def official_of(version: ReportVersion) -> OfficialDocument:
    """A version as the official format takes it."""
    if version.content is not None:
        return document_of(version.content)
    return document_of_reading(readings_of(version.file.path, version.file_name, version.sha256)[0])


def word_of(version: ReportVersion) -> bytes:
    """A Word file: its own where it is one, else one in the official format."""
    blob = _own_bytes(version)
    return blob if is_word(version) else render_word(official_of(version))


def is_word(version: ReportVersion) -> bool:
    """Whether the version's own file is a Word file of today's format."""
    if version.content is not None:
        return True
    readings = readings_of(version.file.path, version.file_name, version.sha256)
    return readings[0].report.source.kind == "docx"


def portable_of(version: ReportVersion) -> bytes:
    """A PDF in the official format."""
    blob, _replaced = render_pdf(official_of(version))
    return blob


def _annotated(version: ReportVersion, today: date, lang: str) -> bytes:
    checked = checked_now(version, today)
    reports = [(each.given.report, own_remarks(each)) for each in checked.results]
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.docx"
        annotate_reports(Path(version.file.path), reports, copy, lang=lang, day=checked.results[0].given.day)
        return copy.read_bytes()


def _own_bytes(version: ReportVersion) -> bytes:
    with version.file.open("rb") as file:
        blob: bytes = file.read()
    return blob
