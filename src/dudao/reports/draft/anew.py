"""Reports that were read, as one document to be set anew in the official format: order, headings, tables as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.tables import part_table
from dudao.reports.model import Report

HEADINGS = {1: PartKind.HEADING_1, 2: PartKind.HEADING_2, 3: PartKind.HEADING_3, 4: PartKind.HEADING_4}
CLOSING = frozenset(("signatory", "date"))
FRONT = CLOSING | {"title", "addressee"}


def document_of(reports: Sequence[Report], untitled: str = "") -> OfficialDocument:
    """The reports of a file, nearly always one: title and addressee of the first, signature and date of the last.

    Args:
        reports: at least one. untitled: what stands for the title of a report without one.
    """
    first, last = reports[0], reports[-1]
    return OfficialDocument(
        title=" ".join((first.title or untitled).split()),
        addressee=(first.addressee or "").rstrip("：:"),
        parts=tuple(part for report in reports for part in _parts_of(report, FRONT if report is first else CLOSING)),
        signatory=last.signatory or "",
        date=last.date or "",
    )


def _parts_of(report: Report, apart: frozenset[str]) -> Iterator[Part]:
    """The body of a report; the rows of a table together, one that fits no page as lines of text.

    Args:
        apart: kinds of paragraphs that are no part of it; of a later report its title stays, as words of the text.
    """
    levels = {each.start: each.level for each in report.headings if not each.run_in}
    drawn = [(each, part_table(each, report.text)) for each in report.tables]
    tables = [(each.start, each.end, table) for each, table in drawn if table is not None]
    begun: set[int] = set()
    for each in report.paragraphs:
        text = one_line(report.text[each.start : each.end])
        if each.kind in apart or not text:
            continue
        start, table = next(((first, table) for first, end, table in tables if first <= each.start < end), (0, None))
        if table is None:
            yield Part(HEADINGS.get(levels.get(each.start, 0), PartKind.TEXT), text)
        elif start not in begun:
            begun.add(start)
            yield Part(PartKind.TEXT, table.plain, table=table)


def one_line(text: str) -> str:
    """A paragraph without line feeds and blanks at its ends."""
    return " ".join(text.split("\n")).strip()
