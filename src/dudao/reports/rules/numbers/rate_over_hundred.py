"""A rate that is a part of its whole is over 100 per cent without a word why (比率超过100%)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Figure, Role
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.rate_words import BOUNDED_RATE, MAY_OVERFULFIL, MAY_PASS_HUNDRED

TEXTS = Texts(
    summary=Bilingual("比率超过100%", "A rate over 100 per cent"),
    message=Bilingual("“{noun}”为{stated}，超过100%", "{noun} is {stated}, over 100 per cent"),
    why=Bilingual(
        "这类比率是部分占总体的比例，正常不超过100%；巩固率等因转入学生可能超过，但需要说明。",
        "Such a rate is a part of its whole; a retention rate may pass 100 through pupils moving in, but that needs a note.",
    ),
    authority=Bilingual(
        "指标定义：部分与总体之比不超过1；本系统约定", "by definition a part is at most its whole; house rule"
    ),
    help=Bilingual(
        "核对分子、分母的口径和数值；如确因学生转入、超额完成等超过100%，请在文中注明原因。",
        "Check what was counted above and below; if pupils moved in or a plan was overfulfilled, say so.",
    ),
    variants={
        "share": Bilingual("占比{stated}超过100%", "a share of {stated} is over 100 per cent"),
        "overfulfilled": Bilingual(
            "“{noun}”为{stated}，超过100%，请说明是否超额完成",
            "{noun} is {stated}; if a plan was overfulfilled, say so",
        ),
    },
)

HUNDRED = Decimal(100)
LOST_POINT_FROM = Decimal(200)
"""From here on a point was more likely lost (8325%), which another rule says."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    folded = context.report.folded
    for figure in context.reading.figures:
        if figure.value <= HUNDRED or figure.unit not in ("%", "％") or figure.value >= LOST_POINT_FROM:
            continue
        if figure.role is Role.CHANGE:
            continue
        noun = bounded_rate_of(folded, figure)
        if noun is None:
            continue
        yield context.diagnostic(
            at=figure.span,
            params={"noun": noun, "stated": figure.text},
            variant="overfulfilled" if MAY_OVERFULFIL.search(noun) else "share" if noun == "占" else None,
            subject=figure.metric,
        )


LOOK_BACK = 40


def bounded_rate_of(folded: str, figure: Figure) -> str | None:
    """The name of the rate before a figure where it cannot pass 100; None for any other. A list takes it from its metric."""
    before = folded[max(0, figure.start - LOOK_BACK) : figure.start]
    clause = before[max(before.rfind(mark) for mark in "。；;\n，,") + 1 :]
    if MAY_PASS_HUNDRED.search(clause):
        return None
    named = BOUNDED_RATE.search(clause) or BOUNDED_RATE.search(figure.metric)
    if named is not None and not MAY_PASS_HUNDRED.search(figure.metric):
        return named["noun"].strip("，,（）()“”")
    return "占" if figure.role is Role.SHARE else None


RULE = Rule(
    code="NUM009", name="rate-over-hundred", severity=Severity.WARNING, kind=Kind.REVIEW, find=find, texts=TEXTS
)
