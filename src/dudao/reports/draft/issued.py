"""Sentences about documents issued: those of the ledger and the catalogue that belong to a point."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dudao.facts.known import EvidenceEntry
from dudao.reports.draft.entries import short_organ, with_full_width_marks
from dudao.reports.draft.fact_book import FactBook
from dudao.reports.draft.gaps import gap
from dudao.schemes.drafting import Statement
from dudao.schemes.model import Point

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic")


@dataclass(frozen=True)
class _Issued:
    title: str
    number: str
    issuer: str
    day: date | None


def tell_documents(book: FactBook, statement: Statement, point: Point) -> str:
    """2020年，市政府印发《…》（…〔2020〕15号）；2021年，市教育局印发《…》（…）、《…》（…）: a gap without any."""
    issued = _documents_of(book, point, statement.years)
    if not issued:
        return "" if statement.optional else gap(f"{book.year_words}围绕“{point.title_zh}”印发的文件名称和文号")
    by_issuer: dict[tuple[int, str], list[_Issued]] = defaultdict(list)
    for each in issued:
        by_issuer[(each.day.year if each.day else 0, each.issuer)].append(each)
    clauses, year = [], 0
    for (issued_in, issuer), documents in by_issuer.items():
        lead = f"{issued_in}年，" if issued_in and issued_in != year else ""
        year = issued_in or year
        clauses.append(f"{lead}{issuer or gap('印发单位')}印发{_cited(documents)}")
    return "；".join(clauses) + "。"


def _documents_of(book: FactBook, point: Point, years: int) -> list[_Issued]:
    """From the ledger and, for what it lacks, from the catalogue; each title once, by day.

    Issued (印发) is what has a document number or an issuer in the ledger of documents, and both in the catalogue, where
    photographs, records and lists stand too.
    """
    catalogue = {entry.number: entry for entry in book.known.evidence}
    found: dict[str, _Issued] = {}
    for entry in book.entries(("document",), years=years):
        if (entry.document_number or entry.actor) and _belongs(catalogue.get(entry.evidence), entry.subject, point):
            title = _title(entry.subject)
            found[title] = _Issued(title, entry.document_number, short_organ(book, entry.actor), entry.date)
    numbers = {each.number for each in found.values() if each.number}
    for line in book.known.evidence:
        is_issued = line.document_number and line.issuer and not line.file.lower().endswith(PICTURES)
        is_new = is_issued and line.document_number not in numbers
        if is_new and point.code in line.points and _is_near(book, line, years):
            title = _title(line.title)
            found.setdefault(title, _Issued(title, line.document_number, short_organ(book, line.issuer), line.date))
    return sorted(found.values(), key=lambda each: (each.day or date.max, each.title))


def _belongs(proof: EvidenceEntry | None, title: str, point: Point) -> bool:
    if proof is not None and proof.points:
        return point.code in proof.points
    return any(word in title for word in point.words)


def _is_near(book: FactBook, line: EvidenceEntry, years: int) -> bool:
    if book.period is None or line.date is None or book.is_later(line.date):
        return False
    return book.period.start.year - years < line.date.year and line.date < book.period.end


def _title(text: str) -> str:
    """A title without its own marks."""
    bare = with_full_width_marks(text.strip())
    return bare[1:-1] if bare.startswith("《") and bare.endswith("》") and bare.count("《") == 1 else bare


def _cited(documents: list[_Issued]) -> str:
    """Titles with their numbers; marks inside a title become single ones (GB/T 15834-2011, 4.15).

    Titles that stand side by side take no 、 between them unless a bracket comes in (the same, 4.5.3.5).
    """
    mark = "、" if any(each.number for each in documents) else ""
    return mark.join(
        f"《{each.title.replace('《', '〈').replace('》', '〉')}》" + (f"（{each.number}）" if each.number else "")
        for each in documents
    )
