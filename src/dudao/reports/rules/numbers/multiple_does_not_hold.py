"""翻番, 倍 or 成 that the printed amounts do not bear out; a fall expressed in 倍 (翻番、倍数、成数不成立)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.extract.stretches import dimension_of
from dudao.reports.model import Comparison, Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, amount, scale_slip, shown_range, stated_ranges
from dudao.values.quantities import Interval

TEXTS = Texts(
    summary=Bilingual("翻番、倍数、成数与数额不符", "A multiple does not hold"),
    message=Bilingual(
        "“{stated}”与数额不符：由{base}到{now}，是原来的{computed}倍",
        "{stated} does not hold: from {base} to {now} is {computed} times",
    ),
    why=Bilingual(
        "翻一番是原来的2倍，翻两番是4倍；增长三成是增长30%；增长1.5倍是原来的2.5倍。",
        "One doubling is 2 times, two are 4; 三成 is 30 per cent; a growth of 1.5 times makes 2.5 times the base.",
    ),
    authority=ARITHMETIC,
    help=Bilingual("核对前后两个数和倍数、成数。", "Check both amounts and the multiple."),
    variants={
        "to_not_by": Bilingual(
            "由{base}到{now}是原来的{computed}倍，应写“增长到{value}倍”或“增长{less}倍”，印为“增长{stated}”",
            "from {base} to {now} is {computed} times: 增长到{value}倍, not a growth of {stated}",
        ),
        "fall": Bilingual("减少、下降不能用倍数表示：{stated}", "a fall cannot be expressed in multiples: {stated}"),
    },
    variant_help={
        "to_not_by": Bilingual(
            "“增长N倍”不含原数，“增长到N倍”含原数，按实际情况改写。",
            "增长N倍 leaves the base out, 增长到N倍 counts it in; write what is meant.",
        ),
        "fall": Bilingual("改用百分比或几分之几，如“下降50%”。", "Use per cent or a fraction, such as 下降50%."),
    },
)

NEARLY = Fraction(95, 100)
"""翻番 is said of what comes near it; below this part of the full multiple it is not true. House rule."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for comparison in context.reading.comparisons:
        change = comparison.change
        dimension = dimension_of(change.unit) if change is not None else ""
        if change is None or dimension not in ("multiple", "doublings", "tenths"):
            continue
        if dimension == "multiple" and comparison.direction < 0:
            yield context.diagnostic(at=change.span, params={"stated": change.text}, variant="fall")
        elif comparison.now is not None and comparison.base is not None and not scale_slip(comparison):
            yield from _against_amounts(context, comparison, change, comparison.now, comparison.base)


def _against_amounts(
    context: RuleContext, comparison: Comparison, change: Figure, now: Figure, base: Figure
) -> Iterator[Diagnostic]:
    quotient = amount(now).over(amount(base))
    if quotient is None or _holds(change, comparison.direction, quotient):
        return
    is_total = dimension_of(change.unit) == "multiple" and change.interval.overlaps(quotient)
    yield context.diagnostic(
        at=change.span,
        labels={"上期数": base.span, "本期数": now.span},
        params={
            "stated": change.text,
            "base": base.text,
            "now": now.text,
            "computed": shown_range(quotient, 2),
            "value": change.value,
            "less": change.value - 1,
        },
        variant="to_not_by" if is_total else None,
        kind=Kind.REVIEW if is_total else None,
        severity=Severity.WARNING if is_total else None,
        subject=now.metric,
    )


def _holds(change: Figure, direction: int, quotient: Interval) -> bool:
    dimension = dimension_of(change.unit)
    if dimension == "doublings":
        times = 2 ** int(change.value)
        return quotient.high is None or quotient.high >= times * NEARLY
    growth = quotient.minus(Interval(Fraction(1), Fraction(1)))
    if dimension == "tenths":
        return any(growth.scaled(10).overlaps(stated) for stated in stated_ranges(change, direction))
    return any(growth.overlaps(stated) for stated in stated_ranges(change, direction))


RULE = Rule(code="NUM020", name="multiple-does-not-hold", severity=Severity.ERROR, find=find, texts=TEXTS)
