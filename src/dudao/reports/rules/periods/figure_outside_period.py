"""A figure of a year outside the period evaluated, told as its result (数据不在评价期内)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Figure, Role
from dudao.reports.rules.contract import Given, Rule, RuleContext
from dudao.reports.rules.periods.surroundings import PRINTED_YEAR, is_planned, sentence_span
from dudao.values.periods import Period, year

TEXTS = Texts(
    summary=Bilingual("数据不在评价期内", "A figure outside the period evaluated"),
    message=Bilingual(
        "“{stated}”是{when}的数据，评价期为{period}，请确认是否应为评价期内的数",
        "{stated} is of {when}, the period evaluated is {period}: should it be of that period?",
    ),
    why=Bilingual(
        "自评应以评价期内的数据说明履职情况，期外数据只宜作对比。",
        "A self-assessment rests on figures of the period evaluated; others serve only to compare.",
    ),
    authority=Bilingual(
        "本系统约定：以评价通知规定的评价期为准", "house rule: the period named by the evaluation notice"
    ),
    help=Bilingual(
        "换成评价期内的数据；如作对比，写明“比某年”。", "Use the figure of the period; if it is a comparison, say so."
    ),
)

RESULTS = frozenset((Role.LEVEL, Role.SHARE, Role.COMPLETION, Role.CHANGE))
HISTORY = re.compile(
    r"以来|历年|累计|近[一二两三四五六七八九十\d]*年|过去|期间|先后|连续|每年|至今|曾|比|较|由|从|与|同期|上年|去年|基数|基期|五”|此前|之前|原|起(?:，|,|始)|自"
)
"""The sentence tells a history or compares; figures of other years belong there."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    period = _period_evaluated(context.given)
    if period is None:
        return
    by_sentence: dict[int, list[Figure]] = defaultdict(list)
    for figure in context.reading.figures:
        if figure.when is not None and figure.cell is None:
            by_sentence[sentence_span(context.given, figure.start).start].append(figure)
    for figures in by_sentence.values():
        outside = [figure for figure in figures if _is_outside(figure, period)]
        if outside and len(outside) == len(figures) and _is_told_as_result(context.given, outside[0]):
            yield _remark(context, outside[0], period)


def _period_evaluated(given: Given) -> Period | None:
    """The period given, else the year of the report's title; a year only guessed from the text is not sure enough."""
    if given.settings.period is not None:
        return given.settings.period
    found = PRINTED_YEAR.search(given.report.title or "")
    return year(int(found.group())) if found else None


def _is_outside(figure: Figure, period: Period) -> bool:
    when = figure.when
    return when is not None and figure.role in RESULTS and (when.end <= period.start or when.start >= period.end)


def _is_told_as_result(given: Given, figure: Figure) -> bool:
    """Only sentences that print the year themselves and neither compare, nor plan, nor tell a history."""
    sentence = sentence_span(given, figure.start)
    words = given.report.folded[sentence.start : sentence.end]
    if HISTORY.search(words) or is_planned(given, figure.start):
        return False
    printed = PRINTED_YEAR.search(words[: figure.start - sentence.start])
    return printed is not None and figure.when is not None and int(printed.group()) == figure.when.last_year


def _remark(context: RuleContext, figure: Figure, period: Period) -> Diagnostic:
    when = figure.when.label() if figure.when else ""
    return context.diagnostic(
        at=figure.span,
        params={"stated": figure.text, "when": when, "period": period.label()},
        subject=figure.metric,
    )


RULE = Rule(
    code="PER006", name="figure-outside-period", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS
)
