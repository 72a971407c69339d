"""What a reader noticed in the file, brought to its place in the report text."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.reports.model import ReadingProblem, Report
from dudao.reports.rules.contract import RuleContext
from dudao.values.spans import Place, Span


def troubles(context: RuleContext, code: str) -> Iterator[tuple[ReadingProblem, Span | None]]:
    """Each problem of a kind with its span: where its quote stands, else the block it names, else None."""
    for problem in context.source.problems:
        if problem.code == code:
            yield problem, span_of(context.report, problem)


def span_of(report: Report, problem: ReadingProblem) -> Span | None:
    """Where in the text a problem stands; None where its part is not in the text (a macro, hidden words)."""
    block = _block_at(report, problem.place)
    if block is not None:
        at = report.text.find(problem.quote, block.start, block.end) if problem.quote else -1
        return Span(at, at + len(problem.quote)) if at >= 0 else block
    return None


def _block_at(report: Report, place: Place) -> Span | None:
    if place == Place():
        return None
    for piece in report.pieces:
        if report.source.blocks[piece.block].place == place and piece.length:
            return Span(piece.start, piece.start + piece.length)
    return None


def place_in_words(place: Place) -> tuple[str, str]:
    """A place for people, in Chinese and English; empty where nothing is known."""
    named = (("page", "第{}页", "page {}"), ("paragraph", "第{}段", "paragraph {}"), ("table", "表{}", "table {}"))
    known = [(zh, en, getattr(place, name)) for name, zh, en in named if getattr(place, name) is not None]
    return "".join(zh.format(value) for zh, _, value in known), ", ".join(en.format(value) for _, en, value in known)
