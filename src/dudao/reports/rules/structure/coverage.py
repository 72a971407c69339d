"""Which points of the scheme a report answers, and where: by headings that name them and by sentences that speak of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dudao.reports.model import Heading, Report
from dudao.reports.rules.contract import Given
from dudao.reports.rules.structure.required import CLOSING_SECTION
from dudao.reports.structure.fold import fold
from dudao.schemes.model import Point
from dudao.values.spans import Span

ENOUGH = 12
"""Occurrences of a word that are looked at; a point spoken of more often is covered in any case."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a point is answered.

    Attributes:
        heading: the first heading that names this point better than any other; None if none does.
        sentences: sentences that speak of it (at most a dozen are counted), by index. first: its first word.
        lacking: words of a full answer that occur nowhere.
        is_beyond_break: the text breaks off before this point could come.
    """

    point: Point
    heading: Heading | None
    sentences: tuple[int, ...]
    first: Span | None
    lacking: tuple[str, ...]
    is_beyond_break: bool = False


def coverage_of(given: Given) -> tuple[Coverage, ...]:
    """One entry a point, in the scheme's order; empty without a scheme."""
    return given.once("coverage", _find)


def _find(given: Given) -> tuple[Coverage, ...]:
    if given.scheme is None:
        return ()
    report = given.report
    named = _headings_of_points(report, given.scheme.points)
    found = [_coverage(report, point, named.get(index)) for index, point in enumerate(given.scheme.points)]
    if not report.truncated:
        return tuple(found)
    last_heading = report.headings[-1] if report.headings else None
    reached = max((index for index, each in enumerate(found) if each.heading), default=-1)
    return tuple(
        Coverage(each.point, each.heading, each.sentences, each.first, each.lacking, True)
        if index > reached or each.heading is last_heading
        else each
        for index, each in enumerate(found)
    )


def _headings_of_points(report: Report, points: Sequence[Point]) -> dict[int, Heading]:
    """For each point the first heading whose title holds more of its words (by length) than of any other point's."""
    named: dict[int, Heading] = {}
    words = [(word, index) for index, point in enumerate(points) for word in point.words]
    closing: int | None = None  # level of a section on problems or next steps, whose parts answer no point
    for heading in report.headings:
        title = fold(heading.title)
        if closing is not None and heading.level > closing:
            continue
        closing = heading.level if CLOSING_SECTION.search(title) else None
        if closing is not None:
            continue
        weights = [0] * len(points)
        for word, index in words:
            if word in title:
                weights[index] += len(word)
        best = max(weights, default=0)
        if best and weights.count(best) == 1:
            named.setdefault(weights.index(best), heading)
    return named


def _coverage(report: Report, point: Point, heading: Heading | None) -> Coverage:
    spans = [span for word in point.words for span in _occurrences(report.folded, word)]
    sentences = sorted({report.sentence_index(span.start) for span in spans})
    lacking = tuple(word for word in point.must if word not in report.folded)
    return Coverage(point, heading, tuple(sentences), min(spans, default=None), lacking)


def _occurrences(folded: str, word: str) -> list[Span]:
    found: list[Span] = []
    start = folded.find(word)
    while start >= 0 and len(found) < ENOUGH:
        found.append(Span(start, start + len(word)))
        start = folded.find(word, start + len(word))
    return found
