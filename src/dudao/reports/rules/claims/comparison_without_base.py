"""A change is given and nothing it is a change against (比较没有基数): 增长12% with no 比…, 同比 or period."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Figure, Role
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.claims.passages import is_planned, paragraph_span, sentence_of
from dudao.reports.rules.contract import Rule, RuleContext

TEXTS = Texts(
    summary=Bilingual("比较没有基数", "A comparison has no base"),
    message=Bilingual("“{change}”没有说明与什么时候相比", "{change}: compared with what is not said"),
    why=Bilingual(
        "增幅离开基数无法核实，也无法与台账对应。",
        "A rate of change cannot be checked without what it is measured against.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "写明比较对象：“比上年的X增长Y%”；时段累计的写明起止年份。",
        "Name the base: 比上年的X增长Y%; for a stretch of years name both ends.",
    ),
)

_BASE = re.compile(
    r"比|较|同比|环比|上年|去年|前年|上一?年度|上学年|上年同期|以来|期间|年均|每年|由[^。；;]{1,24}(?:到|至|为)|从[^。；;]{1,24}(?:到|至|为)|[“十]?[一二三四]五|基础上"
    r"|原来|改革前|(?:19|20)\d\d\s?[年至—-]|翻|增幅|增速|三年|五年|两年|四年|届|初|末|底|再|又|继续"
    r"|高出|高于|低于|领先|平均"
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    told: set[int] = set()
    for figure in context.reading.figures:
        if not _is_bare_change(figure) or figure.unit not in ("%", "个百分点", "百分点"):
            continue
        sentence = sentence_of(context.given, figure.start)
        if sentence.start in told or is_planned(context.given, figure.span):
            continue
        paragraph = paragraph_span(context.given, figure.start)
        if _BASE.search(context.report.folded, paragraph.start, sentence.end) or _follows_its_level(context, figure):
            continue
        told.add(sentence.start)
        yield context.diagnostic(at=figure.span, params={"change": _with_verb(context, figure)})


def _is_bare_change(figure: Figure) -> bool:
    return figure.role is Role.CHANGE and figure.cell is None and not figure.same_basis


def _follows_its_level(context: RuleContext, figure: Figure) -> bool:
    """招生5.73万人，增长20.3%: by the usage of bulletins the base is the year before."""
    figures = context.reading.figures
    starts = context.given.once("figure_starts", lambda given: [each.start for each in given.reading.figures])
    index = bisect_right(starts, figure.start) - 2
    if index < 0:
        return False
    before = figures[index]
    between = context.report.folded[before.end : figure.start]
    return before.role is not Role.CHANGE and len(between) <= 8 and not re.search(r"[。；;\n]", between)


def _with_verb(context: RuleContext, figure: Figure) -> str:
    before = context.text[max(0, figure.start - 2) : figure.start]
    return f"{before if before.isalpha() else ''}{figure.text}"


RULE = Rule(
    code="CLM003", name="comparison-without-base", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS
)
