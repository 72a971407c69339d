"""A figure of the report is not what the data say, in its own unit, period and body (数字与数据不一致)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.facts.derive import BODY_SUM, SCHOOL_SUM
from dudao.facts.known import Fact
from dudao.reports.bind.model import Binding, BindingState
from dudao.reports.model import Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.known.lookups import (
    Known,
    bound_figures,
    described,
    gap_in_figure_unit,
    in_figure_unit,
    known_of,
    source_of,
)

TEXTS = Texts(
    summary=Bilingual("数字与数据不一致", "A figure differs from the known data"),
    message=Bilingual(
        "“{quote}”与数据不一致：{subject}应为{expected}，相差{difference}",
        "{quote} differs from the data: {subject} is {expected}, off by {difference}",
    ),
    why=Bilingual(
        "报告的每个数字都应当能在上报的数据里找到出处，两处不一致时评审人以数据为准。",
        "Each figure must have its source in the data submitted; where the two differ, a reviewer goes by the data.",
    ),
    authority=Bilingual("所给数据：{source}", "the data handed over: {source}"),
    help=Bilingual(
        "核对两处：报告写错的改报告，数据填错的改数据后重新核对；口径或范围不同的，在报告里写明。",
        "Check both; mend the report or the data, or name the definition or scope where they differ.",
    ),
    variants={
        "unit": Bilingual(
            "“{quote}”与数据不一致：{subject}是{expected}；单位写成“{slip}”才一致",
            "{quote} differs from the data: {subject} is {expected}; with the unit {slip} it would agree",
        ),
        "growth": Bilingual(
            "“{quote}”与数据不一致：{subject}，按数据计算是{expected}（{formula}），相差{difference}",
            "{quote} differs from the data: {subject} is {expected} by the data ({formula}), off by {difference}",
        ),
        "sum": Bilingual(
            "“{quote}”与下级数据之和不一致：{subject}为{expected}（{formula}），相差{difference}",
            "{quote} differs from the sum over the bodies below: {subject} is {expected}, off by {difference}",
        ),
    },
    variant_help={
        "unit": Bilingual(
            "核对单位，多半是“万”“亿”写错了一级。", "Check the unit: a step of 万 or 亿 was probably missed."
        ),
        "growth": Bilingual(
            "用本年数和上年数重新计算；是按同口径上年数计算的，在报告里写明“同口径”，并在数据里填上年同口径数。",
            "Compute it again; if it rests on a restated base, name it (同口径) and give the restated value in the data.",
        ),
    },
)


FALLS = {"增长": "下降", "增加": "减少"}


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for binding, figure in bound_figures(context.given, BindingState.DIFFERS):
        if binding.fact is not None and binding.fact.table != "ledger":
            yield _remark(context, binding, figure)


def _remark(context: RuleContext, binding: Binding, figure: Figure) -> Diagnostic:
    known = known_of(context.given)
    fact = known.index.resolve(binding.fact) if binding.fact else None
    formula = fact.formula if fact else ""
    is_sum = formula in (BODY_SUM, SCHOOL_SUM)
    variant = "unit" if binding.slip else "growth" if binding.measure != "level" else "sum" if is_sum else None
    expected, difference = binding.expected, binding.difference
    return context.diagnostic(
        at=figure.span,
        params={
            "quote": figure.text,
            "subject": _subject(fact, known, expected) if fact else str(binding.fact),
            "expected": in_figure_unit(_size(variant, expected), figure) if expected is not None else "",
            "difference": gap_in_figure_unit(abs(difference), figure) if difference is not None else "",
            "slip": binding.slip,
            "formula": formula,
            "source": source_of(binding.fact, known) if binding.fact else "",
        },
        kind=Kind.REVIEW if is_sum else None,
        severity=Severity.WARNING if is_sum else None,
        variant=variant,
        subject=str(binding.fact),
    )


def _subject(fact: Fact, known: Known, expected: Decimal | None) -> str:
    """The fact in words; a growth below zero is called a fall (比上年下降), so that its size can be shown without sign."""
    words = described(fact, known.names)
    if expected is None or expected >= 0:
        return words
    for rise, fall in FALLS.items():
        if words.endswith(rise):
            return words.removesuffix(rise) + fall
    return words


def _size(variant: str | None, expected: Decimal) -> Decimal:
    return abs(expected) if variant == "growth" else expected


RULE = Rule(
    code="FAC001",
    name="figure-differs-from-fact",
    severity=Severity.ERROR,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
)
