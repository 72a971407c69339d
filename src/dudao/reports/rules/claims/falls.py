"""Figures that fall where a claim says that nothing does: 只增不减, 均有增长, 逐年提高."""

from __future__ import annotations

import re
from bisect import bisect_left

from dudao.reports.model import Figure, Role
from dudao.reports.rules.claims.passages import (
    IS_REACHED,
    clause_of,
    figures_in,
    is_under_way,
    lead_of,
    paragraph_span,
    sentence_of,
    shares_words,
)
from dudao.reports.rules.contract import Given
from dudao.values.spans import Span


def _falls(figure: Figure) -> bool:
    return figure.role is Role.CHANGE and (figure.direction == -1 or (figure.change or "").startswith("-"))


def spending_that_falls(given: Given, claim: Span) -> Figure | None:
    """两个只增不减 and the like, refuted by a fall of spending in the same paragraph."""
    if is_under_way(given, claim):
        return None
    sentence = sentence_of(given, claim.start)
    before = Span(paragraph_span(given, claim.start).start, sentence.end)
    for figure in figures_in(given, before):
        if _falls(figure) and SPENDING.search(figure.metric + lead_of(given, figure)):
            return figure
    return next((each for each in _levels_fallen_to(given, before) if SPENDING.search(each.metric)), None)


SPENDING = re.compile(r"经费|支出|投入|生均|拨款|公用")


def _levels_fallen_to(given: Given, span: Span) -> list[Figure]:
    """Levels of a stretch that are printed with the higher one before them: 由62.3亿元下降到60.1亿元."""
    fallen = given.once("levels_fallen_to", _gather_fallen)
    low = bisect_left(fallen, span.start, key=lambda each: each.start)
    return fallen[low : bisect_left(fallen, span.end, key=lambda each: each.start)]


def _gather_fallen(given: Given) -> list[Figure]:
    pairs = [(each.now, each.base) for each in given.reading.comparisons if each.path == -1]
    fallen = [now for now, base in pairs if now and base and now.unit == base.unit and now.value < base.value]
    return sorted(fallen, key=lambda each: each.start)


def any_that_falls(given: Given, claim: Span) -> Figure | None:
    """均有增长 and the like, refuted by a fall of the same quantity in the same sentence."""
    sentence = sentence_of(given, claim.start)
    subject = given.report.folded[clause_of(given, claim).start : claim.start] or sentence.of(given.report.folded)
    for figure in figures_in(given, sentence):
        if _falls(figure) and shares_words(figure.metric, subject, 2) and not is_under_way(given, claim):
            return figure
    return None


def not_steady(given: Given, claim: Span) -> Figure | None:
    """逐年提高, refuted by a series over years in the same sentence that falls once (or rises, for 逐年下降)."""
    rising = not re.search(r"下降|减少|降低|缩小", claim.of(given.report.folded))
    subject = given.report.folded[clause_of(given, claim).start : claim.start]
    for figure in figures_in(given, sentence_of(given, claim.start)):
        is_contrary = figure.role is Role.CHANGE and figure.direction == (-1 if rising else 1)
        if is_contrary and shares_words(figure.metric, subject, 2):
            return figure
    for figure in _levels_fallen_to(given, sentence_of(given, claim.start)) if rising else ():
        if shares_words(figure.metric, subject, 2):
            return figure
    series: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in figures_in(given, sentence_of(given, claim.start)):
        if figure.role in IS_REACHED | {Role.BASE} and figure.when is not None:
            series.setdefault((figure.metric, figure.unit), []).append(figure)
    for figures in series.values():
        ordered = sorted(figures, key=lambda each: each.when.start if each.when else given.day)
        for earlier, later in zip(ordered, ordered[1:], strict=False):
            if earlier.when == later.when:
                continue
            if (later.value < earlier.value) if rising else (later.value > earlier.value):
                return later
    return None
