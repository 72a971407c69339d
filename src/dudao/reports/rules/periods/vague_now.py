"""目前, 近年来 or 当前 with a figure, in a report that names no date (“目前”等时间含糊)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.periods.surroundings import PRINTED_YEAR, has_known_year, sentence_span
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("“目前”“近年来”等时间含糊", "A vague time such as 目前"),
    message=Bilingual(
        "“{stated}”带数据而报告没有日期，不能确定是哪一时点的数",
        "{stated} stands with a figure, but the report has no date: of which day is it?",
    ),
    why=Bilingual(
        "数据随时间变化，没有统计时点就不能核对。", "Figures change; without a statistical date they cannot be checked."
    ),
    authority=Bilingual("本系统约定：数据写明统计时点", "house rule: a figure names its statistical date"),
    help=Bilingual("改为具体时点，如“截至2021年底”。", "Write the date, as in 截至2021年底."),
)

VAGUE = re.compile(r"目前(?!为止的)|当前(?!形势|和今后)|近年来|近几年|近期|现阶段")
NEAR = 30
"""Characters after the vague word within which the figure must stand."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    if has_known_year(context.given):
        return
    folded = context.report.folded
    starts = [figure.start for figure in context.reading.figures]
    if not starts:
        return
    position = 0
    for found in VAGUE.finditer(folded):
        while position < len(starts) and starts[position] < found.end():
            position += 1
        if position == len(starts):
            return
        sentence = sentence_span(context.given, found.start())
        is_near = starts[position] < min(sentence.end, found.end() + NEAR)
        if is_near and not PRINTED_YEAR.search(folded, sentence.start, sentence.end):
            figure = context.reading.figures[position]
            yield context.diagnostic(
                at=Span(*found.span()), labels={"数据": figure.span}, params={"stated": found.group()}
            )


RULE = Rule(code="PER007", name="vague-now", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS)
