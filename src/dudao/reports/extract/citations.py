"""Documents cited with 《》: the number beside them, who issued them and when.

Marks are read in `title_marks.py`, numbers (文号) in `document_numbers.py`; what ties a date or an issuer to a title
stands in `issuing.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from dudao.reports.extract.document_numbers import find_document_numbers
from dudao.reports.extract.issuing import NOTHING, Issuing, issuing_after, issuing_before
from dudao.reports.extract.title_marks import BETWEEN_TITLES, Marked, marked_titles
from dudao.reports.model import CitedDocument, DocumentNumber, Report, TimeMention

_NAMES_A_PLACE = re.compile(r"[一-鿿]{2,4}[省州](?!级)")
_LONGEST_LINK = 30


def extract_documents(report: Report, times: tuple[TimeMention, ...]) -> tuple[CitedDocument, ...]:
    """Every 《…》 in the order of the text, repeats too; books and courses in such marks are documents as well.

    A title inside another (《关于转发〈…〉的通知》, also wrongly with 《》 inside) belongs to the outer one. `number` is the
    document number beside the title; `date` (2020, 2020-09 or 2020-09-30) and `issuer` stand only where the text ties
    them to it: 市政府2021年5月印发《…》, 市财政局、市教育局联合出台《…》, or the year of the number.
    """
    text, folded = report.text, report.folded
    beside = _Numbers(extract_document_numbers(report))
    time_ends = [time.end for time in times]
    documents: list[CitedDocument] = []
    before, previous_end = NOTHING, -1
    for mark in marked_titles(folded):
        number = beside.at(folded, mark)
        is_next = _is_in_a_row(folded, previous_end, mark.start)
        if not is_next:
            before = issuing_before(folded, text, mark.start, times, time_ends)
        previous_end = number.end if number is not None and number.start >= mark.end else mark.end
        behind = issuing_after(folded, text, (mark.start, previous_end), times, time_ends)
        documents.append(_document(text, mark, number, _joined(before, behind, number, is_next)))
    return tuple(documents)


def extract_document_numbers(report: Report) -> tuple[DocumentNumber, ...]:
    """Every document number in the order of the text, malformed ones with `well_formed` False."""
    return find_document_numbers(report.text, report.folded)


def _is_in_a_row(folded: str, previous_end: int, start: int) -> bool:
    """Whether a title follows the one before in a row (《…》《…》和《…》) and shares what is said before the first."""
    if previous_end < 0 or start - previous_end > _LONGEST_LINK:
        return False
    is_linked = BETWEEN_TITLES.fullmatch(folded, previous_end, start) is not None
    return is_linked and _NAMES_A_PLACE.match(folded, start + 1) is None


def _joined(before: Issuing, behind: Issuing, number: DocumentNumber | None, is_next: bool) -> Issuing:
    """What the words behind say, else those before, else the year of the number.

    The date said before a row of titles does not outdo the number of a later one.
    """
    of_number = str(number.year) if number is not None and number.year else None
    said_before = before.date if of_number is None or not is_next else None
    return Issuing(behind.date or said_before or of_number, behind.issuer or before.issuer)


def _document(text: str, mark: Marked, number: DocumentNumber | None, issuing: Issuing) -> CitedDocument:
    return CitedDocument(
        start=mark.start,
        end=mark.end,
        title=text[mark.start + 1 : mark.end - 1 if mark.closed else mark.end],
        number=number.text if number else None,
        date=issuing.date,
        issuer=issuing.issuer,
        closed=mark.closed,
        number_start=number.start if number else None,
        number_end=number.end if number else None,
    )


_BEHIND = re.compile(
    r"(?:的(?:通知|意见|批复|函))? ?[(（\[〔【]?(?:以下简称[^)）]{0,20}[,，;；])?(?:发?文?文号|发文字号|文件编号)?(?:为|是|[:：])? ?\Z"
)
_BEFORE = ("", "文件", "文", " ", "文件:")


class _Numbers:
    """Document numbers, to find the one beside a title."""

    def __init__(self, numbers: Sequence[DocumentNumber]) -> None:
        self._numbers = numbers
        self._starts = [number.start for number in numbers]
        self._ends = [number.end for number in numbers]

    def at(self, folded: str, mark: Marked) -> DocumentNumber | None:
        """The number right behind the title (in brackets or after 文号), or right before it."""
        index = bisect_left(self._starts, mark.end)
        if index < len(self._numbers):
            between = folded[mark.end : self._starts[index]]
            if len(between) <= _LONGEST_LINK and _BEHIND.match(between):
                return self._numbers[index]
        index = bisect_left(self._ends, mark.start + 1) - 1
        if index >= 0 and folded[self._ends[index] : mark.start] in _BEFORE:
            return self._numbers[index]
        return None
