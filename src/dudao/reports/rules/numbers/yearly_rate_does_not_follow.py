"""A mean yearly growth rate is not what first and last amount give over the years between (年均增长率不符)."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.extract.stretches import dimension_of
from dudao.reports.model import Comparison, Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, decimals_of, rough_amount, scale_slip, signed_values
from dudao.values.quantities import Bounds, compound_rate, rough_bounds

TEXTS = Texts(
    summary=Bilingual("年均增长率与前后数额不符", "A mean yearly growth does not follow"),
    message=Bilingual(
        "印出的年均“{stated}”与数额不符：由{base}到{now}共{years}年，年均增长为{computed}",
        "the printed yearly {stated} does not follow: from {base} to {now} in {years} years is {computed} a year",
    ),
    why=Bilingual(
        "年均增长率按复合增长计算，首末两个数和年数可以复算。",
        "Mean yearly growth is compounded; it can be recomputed from both amounts and the years between.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "按（末年数÷首年数）开年数次方减1复算，核对首末年份；如指年均增加额或算术平均，请写明。",
        "Recompute as the root of last over first by the number of years, less 1; if an arithmetic mean is meant, say so.",
    ),
    variants={
        "divided": Bilingual(
            "印出的年均“{stated}”像是用总增幅除以年数：由{base}到{now}共{years}年，按复合增长为{computed}",
            "the printed yearly {stated} looks like the total growth over {years} years divided by them; compounded it is {computed}",
        ),
        "other_years": Bilingual(
            "印出的年均“{stated}”与{years}年不符：由{base}到{now}，按{years}年复合增长为{computed}，请核对起止年份",
            "the printed yearly {stated} does not fit {years} years: compounded it is {computed}; check the first and last year",
        ),
    },
)

SLACK = 1e-6
"""Roots are computed in floats; a difference below this many per cent is none."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for comparison in context.reading.comparisons:
        change, now, base = comparison.change, comparison.now, comparison.base
        if not comparison.years or change is None or now is None or base is None or comparison.same_basis:
            continue
        if dimension_of(change.unit) != "percent" or dimension_of(now.unit) == "percent" or scale_slip(comparison):
            continue
        allowed = compound_rate(rough_amount(base), rough_amount(now), comparison.years)
        if allowed is None or _fits(change, comparison.direction, allowed):
            continue
        variant = _likely(comparison, change, rough_amount(base), rough_amount(now))
        middle = (allowed[0] + allowed[1]) / 2
        yield context.diagnostic(
            at=change.span,
            labels={"首年数": base.span, "末年数": now.span},
            params={
                "stated": change.text,
                "base": base.text,
                "now": now.text,
                "years": comparison.years,
                "computed": f"{middle:.{max(1, decimals_of(change))}f}%",
            },
            variant=variant,
            kind=Kind.REVIEW if variant else None,
            severity=Severity.WARNING if variant else None,
            subject=now.metric,
        )


def _fits(change: Figure, direction: int, allowed: Bounds) -> bool:
    for value in signed_values(change, direction):
        stated = rough_bounds(abs(value), approx=change.approx, bound=change.bound)
        low, high = stated if value >= 0 else (-stated[1], -stated[0])
        if low <= allowed[1] + SLACK and allowed[0] - SLACK <= high:
            return True
    return False


def _likely(comparison: Comparison, change: Figure, base: Bounds, now: Bounds) -> str | None:
    """What the printed rate would be right for: the total growth divided by the years, or one year more or less."""
    years = comparison.years or 0
    if base[0] <= 0 or base[1] == inf or now[1] == inf:
        return None
    divided = ((now[0] / base[1] - 1) * 100 / years, (now[1] / base[0] - 1) * 100 / years)
    if _fits(change, comparison.direction, divided):
        return "divided"
    for other in (years - 1, years + 1):
        allowed = compound_rate(base, now, other) if other else None
        if allowed is not None and _fits(change, comparison.direction, allowed):
            return "other_years"
    return None


RULE = Rule(code="NUM012", name="yearly-rate-does-not-follow", severity=Severity.ERROR, find=find, texts=TEXTS)
