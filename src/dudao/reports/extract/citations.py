"""Documents cited with 《》: titles with nested or broken marks, the number beside them, who issued them and when.

Numbers (文号) themselves are found in `document_numbers.py`, what ties a date or an issuer to a title in `issuing.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dudao.reports.extract.document_numbers import find_document_numbers
from dudao.reports.extract.issuing import Issuing, issuing_after, issuing_before
from dudao.reports.model import CitedDocument, DocumentNumber, Report, TimeMention

_MARKS = re.compile(r"[《》\n]")
_ENDS_A_TITLE = re.compile(r"[。；;！!？?\n]")
_ENDS_AN_OPEN_TITLE = re.compile(
    r"[。；;！!？?\n，,：:]"
    r"|(?<=通知|意见|方案|办法|规划|计划|条例|规定|决定|细则|纲要)(?:明确|提出|要求|规定|精神|文件|等|以及|和|及|实施以来|下发|出台)"
)
_BETWEEN_TITLES = re.compile(
    r"[)）]?(?:[、，,]|和|及|以及|与|等)?(?:[(（][^()（）\n]{1,24}[)）])?(?:[、，,]|和|及|以及|与)?"
)
_NAMES_A_PLACE = re.compile(r"[一-鿿]{2,4}[省州](?!级)")
_LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Marked:
    """A title between its marks: `start` at 《, `end` after 》, or after the last character where 》 is missing."""

    start: int
    end: int
    closed: bool


def extract_documents(report: Report, times: tuple[TimeMention, ...]) -> tuple[CitedDocument, ...]:
    """Every 《…》 in the order of the text, repeats too; books and courses in such marks are documents as well.

    A title inside another (《关于转发〈…〉的通知》, also wrongly with 《》 inside) belongs to the outer one. `number` is the
    document number beside the title; `date` (2020, 2020-09 or 2020-09-30) and `issuer` stand only where the text ties
    them to it: 市政府2021年5月印发《…》, 市财政局、市教育局联合出台《…》, or the year of the number.
    """
    text, folded = report.text, report.folded
    numbers = extract_document_numbers(report)
    starts = [number.start for number in numbers]
    ends = [number.end for number in numbers]
    time_ends = [time.end for time in times]
    documents: list[CitedDocument] = []
    carried: Issuing | None = None
    previous_end = -1
    for mark in marked_titles(folded):
        number = _number_beside(folded, mark, numbers, starts, ends)
        follows = previous_end >= 0 and mark.start - previous_end <= 30
        is_next = follows and _BETWEEN_TITLES.fullmatch(folded, previous_end, mark.start) is not None
        is_next = is_next and _NAMES_A_PLACE.match(folded, mark.start + 1) is None
        issuing = carried if is_next and carried else issuing_before(folded, text, mark.start, times, time_ends)
        after = number.end if number is not None and number.start >= mark.end else mark.end
        later = issuing_after(folded, text, (mark.start, after), times, time_ends)
        carried = issuing
        previous_end = after
        of_number = str(number.year) if number is not None and number.year else None
        is_own = not is_next or of_number is None
        date = later.date or (issuing.date if is_own else None) or of_number
        documents.append(
            CitedDocument(
                start=mark.start,
                end=mark.end,
                title=text[mark.start + 1 : mark.end - 1 if mark.closed else mark.end],
                number=number.text if number else None,
                date=date,
                issuer=later.issuer or issuing.issuer,
                closed=mark.closed,
                number_start=number.start if number else None,
                number_end=number.end if number else None,
            )
        )
    return tuple(documents)


def extract_document_numbers(report: Report) -> tuple[DocumentNumber, ...]:
    """Every document number in the order of the text, malformed ones with `well_formed` False."""
    return find_document_numbers(report.text, report.folded)


def marked_titles(folded: str) -> Iterator[Marked]:
    """The outermost 《…》 in order; one that is never closed ends where its title seems to."""
    start, depth, last_close = -1, 0, -1
    for mark in _MARKS.finditer(folded):
        sign, at = mark.group(), mark.start()
        if sign == "》":
            if start >= 0:
                last_close = at
                depth -= 1
                if depth == 0:
                    yield Marked(start, at + 1, True)
                    start = -1
            continue
        if start >= 0 and (sign == "\n" or _breaks(folded, start, at, last_close)):
            yield from _unbalanced(folded, start, last_close, at)
            start = -1
        if sign == "《":
            if start < 0:
                start, depth, last_close = at, 0, -1
            depth += 1
    if start >= 0:
        yield from _unbalanced(folded, start, last_close, len(folded))


def _breaks(folded: str, start: int, at: int, last_close: int) -> bool:
    """Whether a second 《 begins a new title, because the first one cannot reach that far."""
    if at - start > _LONGEST_TITLE or _ENDS_A_TITLE.search(folded, start, at) is not None:
        return True
    return last_close > start and _BETWEEN_TITLES.fullmatch(folded, last_close, at) is not None


def _unbalanced(folded: str, start: int, last_close: int, limit: int) -> Iterator[Marked]:
    """Titles of a stretch with more 《 than 》: an open one, then those inside it that are closed."""
    inner = folded.find("《", start + 1, limit)
    if inner < 0 or last_close < 0:
        end = _end_of_open_title(folded, start, limit if inner < 0 else inner)
        yield Marked(start, end, False)
        if inner >= 0:
            yield from _unbalanced(folded, inner, last_close, limit)
        return
    close = folded.find("》", inner, limit)
    if _looks_nested(folded, start, inner):
        rest = _REST_OF_TITLE.match(folded, close + 1)
        yield Marked(start, rest.end() if rest else close + 1, False)
    else:
        yield Marked(start, _end_of_open_title(folded, start, inner), False)
        yield Marked(inner, close + 1, True)
    following = folded.find("《", close, limit)
    if following >= 0:
        yield from _unbalanced(folded, following, last_close if last_close > following else -1, limit)


def _looks_nested(folded: str, start: int, inner: int) -> bool:
    """《关于印发《…》 with one closing mark: the inner title is what the outer one passes on."""
    return folded[inner - 1] in "发达彻实布施行改订" and folded.startswith(("关于", "转发", "印发"), start + 1)


_REST_OF_TITLE = re.compile(r"的(?:通知|意见|批复|函|公告|决定|请示|报告|实施方案|实施意见|方案)")


def _end_of_open_title(folded: str, start: int, limit: int) -> int:
    found = _ENDS_AN_OPEN_TITLE.search(folded, start + 1, min(limit, start + _LONGEST_TITLE))
    return found.start() if found else min(limit, start + _LONGEST_TITLE)


def _number_beside(
    folded: str, mark: Marked, numbers: Sequence[DocumentNumber], starts: list[int], ends: list[int]
) -> DocumentNumber | None:
    """The number right behind the title (in brackets or after 文号), or right before it."""
    index = bisect_left(starts, mark.end)
    if index < len(numbers) and _ties_behind(folded[mark.end : starts[index]]):
        return numbers[index]
    index = bisect_left(ends, mark.start + 1) - 1
    if (
        index >= 0
        and ends[index] <= mark.start
        and folded[ends[index] : mark.start] in ("", "文件", "文", " ", "文件:")
    ):
        return numbers[index]
    return None


_BEHIND = re.compile(
    r"(?:的(?:通知|意见|批复|函))? ?[(（\[〔【]?(?:以下简称[^)）]{0,20}[,，;；])?(?:发?文?文号|发文字号|文件编号)?(?:为|是|[:：])? ?\Z"
)


def _ties_behind(between: str) -> bool:
    return len(between) <= 30 and _BEHIND.match(between) is not None
