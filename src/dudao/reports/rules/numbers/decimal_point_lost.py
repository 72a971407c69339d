"""A rate so far over 100 per cent that its decimal point seems lost: 覆盖率8325% (小数点丢失)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Figure, Role
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.rate_over_hundred import LOST_POINT_FROM, bounded_rate_of
from dudao.reports.rules.numbers.rate_words import GROSS_RATE

TEXTS = Texts(
    summary=Bilingual("小数点疑似丢失", "A decimal point seems lost"),
    message=Bilingual(
        "“{stated}”远超100%，疑漏小数点，或为{meant}", "{stated} is far over 100 per cent; {meant} may be meant"
    ),
    why=Bilingual(
        "比率不可能是这样的数，多为漏印小数点。", "A rate cannot be that large; most often the point was left out."
    ),
    authority=Bilingual(
        "指标定义：部分与总体之比不超过1；本系统约定", "by definition a part is at most its whole; house rule"
    ),
    help=Bilingual("核对原始数据，补上小数点。", "Check the data and put the point back."),
)

GROSS_LIMIT = Decimal(300)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    folded = context.report.folded
    for figure in context.reading.figures:
        if figure.value < LOST_POINT_FROM or figure.unit not in ("%", "％") or figure.role is Role.CHANGE:
            continue
        is_gross = figure.value >= GROSS_LIMIT and GROSS_RATE.search(folded[max(0, figure.start - 16) : figure.start])
        if is_gross or bounded_rate_of(folded, figure) is not None:
            yield context.diagnostic(
                at=figure.span,
                params={"stated": figure.text, "meant": _meant(figure)},
                subject=figure.metric,
            )


def _meant(figure: Figure) -> str:
    """The digits with a point put in so that they are at most 100: 8325 gives 83.25."""
    value = figure.value
    while value > 100:
        value = value.scaleb(-1)
    return f"{value}%"


RULE = Rule(code="NUM017", name="decimal-point-lost", severity=Severity.ERROR, kind=Kind.REVIEW, find=find, texts=TEXTS)
