"""What a file may be, before a person says so: its point from the folders it came in, what its text says about itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from dudao.reports.extract.document_numbers import find_document_numbers
from dudao.reports.extract.times import find_own_date
from dudao.reports.model import Report, Source
from dudao.reports.structure.build import build_reports
from dudao.reports.structure.fold import fold

PARTS = re.compile(r"[/\\]")
FIRST_LINES = 12
"""Lines at the top among which a document has its own number and who issued it."""
HEAD_BLOCKS, TAIL_BLOCKS = 200, 60
"""Paragraphs and cells of a long document that are looked at: how it begins, and where it is signed."""
RED_HEAD = re.compile(r"([一-鿿]{4,40}?)文件$")


def points_in(path: str, known: Collection[str]) -> tuple[str, ...]:
    """The point that a file's name or the nearest of its folders begins with, the longest that fits; () for none.

    >>> points_in("材料/1.1 党的领导/会议纪要.docx", {"1.1", "1"}), points_in("1.10-台账.xlsx", {"1.1"})
    (('1.1',), ())
    """
    for part in reversed(PARTS.split(path)):
        fitting = [point for point in known if _begins(part.strip(), point)]
        if fitting:
            return (max(fitting, key=len),)
    return ()


def _begins(part: str, point: str) -> bool:
    rest = part.removeprefix(point)
    return len(rest) < len(part) and not re.match(r"[0-9A-Za-z]|\.[0-9]", rest)


def number_and_title(stem: str, points: Sequence[str]) -> tuple[str, str]:
    """The number that a file's name begins with and the title without it. A point alone is no number yet: the catalogue
    gives the next one of it.

    >>> number_and_title("1.1 授课照片", ["1.1"]), number_and_title("1.1-03、会议纪要", ["1.1"])
    (('', '授课照片'), ('1.1-03', '会议纪要'))
    >>> number_and_title("2025年总结", ["1.1"]), number_and_title("1.1", ["1.1"])
    (('', '2025年总结'), ('', '1.1'))
    """
    for point in sorted(points, key=len, reverse=True):
        begin = rf"({re.escape(point)}(-[0-9]{{1,4}})?)(?![0-9A-Za-z]|\.[0-9])"
        found = re.fullmatch(rf"{begin}[\s、.．_—-]*(\S.*)", stem.strip())
        if found is not None:
            return found[1] if found[2] else "", found[3]
    return "", stem


def kind_in(title: str, kinds: Sequence[str]) -> str:
    """The kind that a title names, the longest of them; "" for none.

    >>> kind_in("全县教育工作会议纪要", ["纪要", "会议纪要"])
    '会议纪要'
    """
    return max((kind for kind in kinds if kind and kind in title), key=len, default="")


def said_in(source: Source) -> dict[str, str]:
    """What a document says about itself: title, document_number, issuer, date (2025-09-15); what it does not say is left out."""
    whole = source.blocks
    ends = whole if len(whole) <= HEAD_BLOCKS + TAIL_BLOCKS else (*whole[:HEAD_BLOCKS], *whole[-TAIL_BLOCKS:])
    report = build_reports(replace(source, blocks=ends))[0]
    day = find_own_date(report)
    top = report.text.split("\n", FIRST_LINES)[:FIRST_LINES]
    found = {
        "title": (report.title or "").strip(),
        "document_number": _own_number("\n".join(top)),
        "issuer": _issuer(top, report),
        "date": day.isoformat() if day else "",
    }
    return {name: value[:300] for name, value in found.items() if value}


def _own_number(top: str) -> str:
    """The document's own number: the first whole one at the top."""
    return next((each.text for each in find_document_numbers(top, fold(top)) if each.well_formed), "")


def _issuer(top: Sequence[str], report: Report) -> str:
    """Who signed it, else who stands in the red head."""
    if report.signatory:
        return report.signatory
    heads = (RED_HEAD.fullmatch("".join(line.split())) for line in top)
    return next((head[1] for head in heads if head), "")
