"""Indicators made ready: their expressions as functions at their grain, looked up once and asked at many places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dudao.indicators.evaluate.values import Value, not_applicable
from dudao.indicators.results import Reason
from dudao.schemes.formula.nodes import Call, walk
from dudao.schemes.indicators import Exemption, Expression, Indicator

if TYPE_CHECKING:
    from dudao.indicators.evaluate.columns import Formula
    from dudao.indicators.evaluate.formulas import Formulas


@dataclass(slots=True, eq=False)
class Asked:
    """One expression of an indicator, as a function."""

    expression: Expression
    grain: str
    formula: Formula


@dataclass(slots=True, eq=False)
class Prepared:
    """An indicator with its expressions ready.

    Attributes:
        excluded: what it comes to where its condition does not hold.
        exemptions: each with its condition and the limit that it sets; without one the indicator does not apply where it holds.
        has_waivers: whether one of them sets no limit.
        is_plain: nothing has to be asked again to tell why it came to what it did: no exemption, no value imputed, no judgement
            by people, no rows to be named that fail a condition.
    """

    indicator: Indicator
    applies: Asked | None
    excluded: Value
    formula: Asked | None
    impute: Asked | None
    limit: Asked | None
    exemptions: tuple[tuple[Exemption, Asked, Asked | None], ...]
    has_waivers: bool
    is_plain: bool


def excluded_reason(indicator: Indicator) -> Reason:
    """Why an indicator does not apply where its condition does not hold."""
    zh = indicator.applies_reason_zh or f"不适用：{indicator.applies.text if indicator.applies else ''}"
    return Reason(zh, indicator.applies_reason_en or zh)


def prepare(indicator: Indicator, formulas: Formulas) -> Prepared:
    """The expressions of an indicator as functions."""

    def ready(expression: Expression) -> Asked:
        return Asked(expression, indicator.grain, formulas.of(expression.node, indicator.grain))

    out = excluded_reason(indicator)
    return Prepared(
        indicator=indicator,
        applies=formulas.condition(indicator.applies, indicator.grain) if indicator.applies else None,
        excluded=not_applicable(out.zh, out.en),
        formula=ready(indicator.formula) if indicator.formula else None,
        impute=ready(indicator.impute) if indicator.impute else None,
        limit=ready(indicator.threshold.limit) if indicator.threshold else None,
        exemptions=tuple(
            (each, ready(each.when), ready(each.limit) if each.limit else None) for each in indicator.exemptions
        ),
        has_waivers=any(each.limit is None for each in indicator.exemptions),
        is_plain=not indicator.exemptions
        and indicator.impute is None
        and indicator.formula is not None
        and not any(isinstance(node, Call) and node.function == "all" for node in walk(indicator.formula.node)),
    )
