"""A printed growth rate cannot come from the two printed amounts, each read as a range (增幅与前后数额不符)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.extract.stretches import dimension_of
from dudao.reports.model import Comparison
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import (
    ARITHMETIC,
    RATES,
    decimals_of,
    growth_agrees_roughly,
    growth_allowed,
    printed,
    scale_slip,
    shown_range,
    signed_values,
    stated_ranges,
)
from dudao.values.quantities import cut_interval
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("增幅与前后数额不符", "A growth rate does not follow from the amounts"),
    message=Bilingual(
        "印出的变动幅度{stated}与数额不符：由{base}到{now}，按印出的数计算为{computed}",
        "the printed change of {stated} does not follow: from {base} to {now} is {computed}",
    ),
    why=Bilingual(
        "读者和督学会用前后两个数复算增幅；对不上时，数额和增幅至少有一个不可信，“只增不减”等结论也随之存疑。",
        "Readers and inspectors recompute the rate; where it does not follow, amount or rate is wrong, and with it what rests on them.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "核对两个数额和增幅，改正有误的一个。如增幅是按同口径（可比口径）的上年数计算的，请在句中写明“同口径”，并注明上年同口径数。",
        "Check both amounts and the rate and mend the wrong one. If the rate is on a restated base (同口径, 可比口径), say so in the "
        "sentence and give the restated earlier value.",
    ),
    variants={
        "cut": Bilingual(
            "印出的变动幅度{stated}像是截去尾数而不是四舍五入：由{base}到{now}，按印出的数计算为{computed}",
            "the printed change of {stated} looks cut off instead of rounded: from {base} to {now} is {computed}",
        ),
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for comparison in context.reading.comparisons:
        change, now = comparison.change, comparison.now
        if change is None or now is None or comparison.same_basis or comparison.years is not None:
            continue
        if dimension_of(change.unit) not in RATES or dimension_of(now.unit) in RATES:
            continue
        if not growth_agrees_roughly(comparison) and not scale_slip(comparison):
            yield from _remark(context, comparison)


def _remark(context: RuleContext, comparison: Comparison) -> Iterator[Diagnostic]:
    allowed, change, now = growth_allowed(comparison), comparison.change, comparison.now
    if allowed is None or change is None or now is None:
        return
    if dimension_of(change.unit) == "permille":
        allowed = allowed.scaled(10)
    if any(stated.overlaps(allowed) for stated in stated_ranges(change, comparison.direction)):
        return
    is_cut = change.approx is None and any(
        cut_interval(value).overlaps(allowed) for value in signed_values(change, comparison.direction)
    )
    base = comparison.base or comparison.difference
    labels: dict[str, Span] = {"本期数": now.span}
    if base is not None:
        labels["上期数" if comparison.base else "增减额"] = base.span
    yield context.diagnostic(
        at=change.span,
        labels=labels,
        params={
            "stated": printed(change) if comparison.direction >= 0 or change.value < 0 else f"-{printed(change)}",
            "base": printed(comparison.base) if comparison.base else _derived_base(comparison),
            "now": printed(now),
            "computed": shown_range(allowed, max(1, decimals_of(change)), change.unit or "%"),
        },
        variant="cut" if is_cut else None,
        kind=Kind.REVIEW if is_cut else None,
        severity=Severity.WARNING if is_cut else None,
        subject=now.metric,
    )


def _derived_base(comparison: Comparison) -> str:
    """The base as people read it where only the difference is printed: 62.31亿元-3.59亿元."""
    now, difference = comparison.now, comparison.difference
    if now is None or difference is None:
        return ""
    return f"{now.text}{'-' if comparison.difference_direction > 0 else '+'}{difference.text}"


RULE = Rule(code="NUM001", name="growth-not-from-amounts", severity=Severity.ERROR, find=find, texts=TEXTS)
