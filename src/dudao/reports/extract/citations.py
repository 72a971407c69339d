"""Documents cited with 《》 and document numbers (文号)."""

from __future__ import annotations

from dudao.reports.model import CitedDocument, DocumentNumber, Report, TimeMention


def extract_documents(report: Report, times: tuple[TimeMention, ...]) -> tuple[CitedDocument, ...]:
    return ()


def extract_document_numbers(report: Report) -> tuple[DocumentNumber, ...]:
    return ()
