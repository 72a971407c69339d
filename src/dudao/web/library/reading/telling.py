"""What a report is made of and what the checker says of it, as plain values with their page: outline, remarks.

Pure: knows no database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dudao.diagnostics.model import Diagnostic
from dudao.reports.check import CheckResult
from dudao.reports.model import Reading, Report
from dudao.web.library.reading.covering import MARK
from dudao.web.library.reading.pages import Pages

Plain = dict[str, Any]
LANGUAGES = ("zh", "en")
MOST_REMARKS, MOST_HEADINGS = 500, 2_000


def outline_of(readings: Sequence[Reading], pages: Pages) -> list[Plain]:
    """The headings of a file with their page: [{level, number, title, page, start, anchor}]; `number` as printed."""
    found: list[Plain] = []
    for reading in readings:
        for each in reading.report.headings:
            spot = pages.spot(reading.report, each.start, each.end)
            place = {"page": spot.page, "start": spot.start} if spot else {"page": 1, "start": 0}
            anchor = f"section-{len(found) + 1}"
            found.append({"level": each.level, "number": each.marker, "title": each.title, **place, "anchor": anchor})
    return found[:MOST_HEADINGS]


def diagnostics_of(results: Sequence[CheckResult], pages: Pages) -> Plain:
    """The checker's remarks: {counts: {error, warning, note}, remarks: [...], placeholders, truncated}.

    What was covered before publication is no gap of the report, and is not remarked on.
    """
    named = [
        (each.given.report, remark)
        for each in results
        for remark in each.diagnostics
        if not (remark.location and is_cover(remark.location.quote))
    ]
    counts = Counter(remark.severity.value for _, remark in named)
    return {
        "counts": {level: counts[level] for level in ("error", "warning", "note")},
        "remarks": [_remark(report, remark, pages) for report, remark in named[:MOST_REMARKS]],
        "placeholders": sum(not is_cover(mark.text) for each in results for mark in each.given.reading.placeholders),
        "truncated": any(each.given.report.truncated for each in results),
    }


def is_cover(quote: str) -> bool:
    """Whether a passage is nothing but what was covered.

    >>> is_cover("■■■"), is_cover("■■XX学校"), is_cover("")
    (True, False, False)
    """
    return bool(quote) and not quote.strip(MARK)


def _remark(report: Report, remark: Diagnostic, pages: Pages) -> Plain:
    at = remark.location
    spot = pages.spot(report, at.span.start, at.span.end) if at else None
    return {
        "code": remark.code,
        "level": remark.severity.value,
        "kind": remark.kind.value,
        "page": spot.page if spot else None,
        "start": spot.start if spot else None,
        "end": spot.end if spot else None,
        "quote": at.quote if at else "",
        **{name: {lang: getattr(remark, name)(lang) for lang in LANGUAGES} for name in ("message", "help")},
    }
