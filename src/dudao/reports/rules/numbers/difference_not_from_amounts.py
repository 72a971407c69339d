"""A printed difference (增加5次, 下降2.8个百分点) is not what the two printed values give (增减额与前后数不符)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.extract.stretches import dimension_of
from dudao.reports.model import Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import (
    ARITHMETIC,
    amount,
    decimals_of,
    exact_scale,
    printed,
    rough_amount,
    scale_slip,
    shown_range,
    signed_values,
    stated_ranges,
)
from dudao.values.quantities import Interval, rough_bounds, surely_meet

TEXTS = Texts(
    summary=Bilingual("增减额与前后数不符", "A difference does not follow from the two values"),
    message=Bilingual(
        "印出的增减“{stated}”与前后数不符：由{base}到{now}相差{computed}",
        "the printed difference {stated} does not follow: {base} to {now} is {computed}",
    ),
    why=Bilingual(
        "增减额是前后两个数之差，对不上时三个数至少有一个有误。",
        "A difference is what lies between two values; where it is not, one of the three is wrong.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "核对前后两个数和增减额；如按同口径计算，请写明“同口径”。",
        "Check both values and the difference; if it is on a restated base (同口径), say so.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for comparison in context.reading.comparisons:
        base, now = comparison.base, comparison.now
        stated, direction = comparison.difference, comparison.difference_direction
        if stated is None and comparison.change is not None and dimension_of(comparison.change.unit) == "points":
            stated, direction = comparison.change, comparison.direction
        if stated is None or base is None or now is None or comparison.same_basis or not _is_alike(stated, now):
            continue
        if not _agrees_roughly(direction, stated, now, base) and not scale_slip(comparison):
            yield from _remark(context, direction, stated, now, base)


def _is_alike(stated: Figure, now: Figure) -> bool:
    if dimension_of(stated.unit) == "points":
        return dimension_of(now.unit) == "percent"
    return dimension_of(stated.unit) == dimension_of(now.unit)


def _agrees_roughly(direction: int, stated: Figure, now: Figure, base: Figure) -> bool:
    before, after = rough_amount(base), rough_amount(now)
    gap = (after[0] - before[1], after[1] - before[0])
    factor = float(exact_scale(stated.unit))
    for value in signed_values(stated, direction):
        low, high = rough_bounds(abs(value), approx=stated.approx, bound=stated.bound)
        range_of = (low * factor, high * factor) if value >= 0 else (-high * factor, -low * factor)
        if surely_meet(gap, range_of):
            return True
    return False


def _remark(context: RuleContext, direction: int, stated: Figure, now: Figure, base: Figure) -> Iterator[Diagnostic]:
    gap = amount(now).minus(amount(base))
    scale = exact_scale(stated.unit)
    if any(gap.overlaps(each.scaled(scale)) for each in stated_ranges(stated, direction)):
        return
    own = gap.scaled(1 / scale)
    size = own if own.low is not None and own.low >= 0 else own.negated()
    if own.low is not None and own.high is not None and own.low < 0 < own.high:
        size = Interval(Fraction(0), max(-own.low, own.high))
    decimals = (
        max(decimals_of(stated), decimals_of(now)) if dimension_of(stated.unit) == "points" else decimals_of(stated)
    )
    sign = "-" if own.high is not None and own.high < 0 else ""
    yield context.diagnostic(
        at=stated.span,
        labels={"上期数": base.span, "本期数": now.span},
        params={
            "stated": f"-{printed(stated)}" if direction < 0 and stated.value > 0 else printed(stated),
            "base": printed(base),
            "now": printed(now),
            "computed": f"{sign}{shown_range(size, decimals, stated.unit or '')}",
        },
        subject=now.metric,
    )


RULE = Rule(code="NUM021", name="difference-not-from-amounts", severity=Severity.ERROR, find=find, texts=TEXTS)
