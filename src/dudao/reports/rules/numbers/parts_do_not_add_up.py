"""Parts that are said to be all do not make their whole (分项之和与总数不符); or parts that cannot overlap exceed it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.extract.stretches import factor_of
from dudao.reports.model import Breakdown, Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, amount, exact_scale, printed, rough_amount, shown_range
from dudao.values.quantities import Bounds, Interval, surely_meet

TEXTS = Texts(
    summary=Bilingual("分项之和与总数不符", "Parts do not add up to their whole"),
    message=Bilingual(
        "{count}项合计{sum}，与总数{whole}不符，相差{difference}",
        "the {count} parts make {sum}, not {whole}: {difference} apart",
    ),
    why=Bilingual(
        "分项与总数对不上，说明总数或某一分项有误，或漏列了一类。",
        "Where parts and whole differ, one of them is wrong or a kind is left out.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "逐项核对；如有未列出的类别，补列或加“其他”。", "Check each part; list kinds left out, or add 其他 (others)."
    ),
    variants={
        "over": Bilingual("分项合计{sum}，超过总数{whole}", "the parts make {sum}, more than the whole of {whole}"),
        "near": Bilingual(
            "所列{count}项合计{sum}，与总数{whole}只差{difference}，请核对是否漏列或有误",
            "the {count} parts listed make {sum}, only {difference} off {whole}: is one left out or wrong?",
        ),
        "shares": Bilingual("所列{count}项占比合计{sum}，不是100%", "the {count} shares make {sum}, not 100%"),
    },
)

NEAR = Fraction(3, 100)
"""A list of three kinds or more that comes so near its whole is likely meant to be all of it."""
HUNDRED = Interval(Fraction(100), Fraction(100))


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for breakdown in context.reading.breakdowns:
        if len(breakdown.parts) < 2 or (not breakdown.disjoint and len(breakdown.parts) < 3):
            continue
        if not _agrees_roughly(breakdown):
            yield from _remark(context, breakdown)


def _agrees_roughly(breakdown: Breakdown) -> bool:
    low = high = 0.0
    for part in breakdown.parts:
        bounds = rough_amount(part)
        low, high = low + bounds[0], high + bounds[1]
    whole: Bounds = rough_amount(breakdown.whole) if breakdown.whole else (100.0 - 1e-6, 100.0 + 1e-6)
    return (low, high) == whole or surely_meet((low, high), whole)


def _remark(context: RuleContext, breakdown: Breakdown) -> Iterator[Diagnostic]:
    total = Interval(Fraction(0), Fraction(0))
    for part in breakdown.parts:
        total = total.plus(amount(part))
    whole = amount(breakdown.whole) if breakdown.whole else HUNDRED
    if total.overlaps(whole) or whole.low is None or whole.high is None or total.low is None or total.high is None:
        return
    is_over = total.low > whole.high
    gap = (total.low - whole.high) if is_over else (whole.low - total.high)
    is_near = len(breakdown.parts) > 2 and gap <= NEAR * whole.high
    if breakdown.complete or is_near or (is_over and breakdown.disjoint):
        yield _diagnostic(context, breakdown, total, is_over=is_over)


def _diagnostic(context: RuleContext, breakdown: Breakdown, total: Interval, *, is_over: bool) -> Diagnostic:
    sure = breakdown.complete or (is_over and breakdown.disjoint)
    variant = None if breakdown.complete else "over" if sure else "near"
    leading = breakdown.whole or breakdown.parts[0]
    return context.diagnostic(
        at=leading.span,
        labels={f"分项{number}": part.span for number, part in enumerate(breakdown.parts, start=1)},
        params=_params(breakdown, total, leading),
        variant="shares" if breakdown.whole is None else variant,
        kind=None if sure else Kind.REVIEW,
        severity=None if sure else Severity.WARNING,
        subject=leading.metric,
    )


def _params(breakdown: Breakdown, total: Interval, leading: Figure) -> dict[str, str | int]:
    scale = exact_scale(leading.unit)
    unit = leading.unit or ""
    total_printed = (
        sum((Fraction(part.value) * exact_scale(part.unit) for part in breakdown.parts), Fraction(0)) / scale
    )
    whole = Fraction(leading.value) if breakdown.whole else Fraction(100)
    decimals = max(_decimals(part, leading) for part in (*breakdown.parts, leading))
    return {
        "count": len(breakdown.parts),
        "sum": shown_range(Interval(total_printed, total_printed), decimals, unit),
        "whole": printed(leading),
        "difference": shown_range(Interval(abs(total_printed - whole), abs(total_printed - whole)), decimals, unit),
    }


def _decimals(part: Figure, leading: Figure) -> int:
    """Digits behind the point that a part has when written in the unit of the whole."""
    exponent = part.value.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) else 0
    ratio = factor_of(leading.unit) / factor_of(part.unit)
    while ratio >= 10:
        own, ratio = own + 1, ratio / 10
    return max(0, min(own, 8))


RULE = Rule(code="NUM004", name="parts-do-not-add-up", severity=Severity.ERROR, find=find, texts=TEXTS)
