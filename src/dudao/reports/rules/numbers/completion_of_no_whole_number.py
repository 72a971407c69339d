"""A completion rate that no whole number of the planned things can give (完成率对应的完成数不是整数): 65% of 35."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, is_exact_count
from dudao.reports.rules.numbers.quotients import whole_number_within
from dudao.values.quantities import quantize

TEXTS = Texts(
    summary=Bilingual("完成率对应的完成数不是整数", "A completion rate that no whole number gives"),
    message=Bilingual(
        "计划{planned}，完成率{stated}相当于{number}{unit}，没有一个整数的完成数能得出这一完成率",
        "{stated} of {planned} is {number}; no whole number of things done gives this rate",
    ),
    why=Bilingual(
        "学校、人员等只能按整数计，完成率应能还原为整数的完成数。",
        "Schools and people are counted in whole numbers, so the rate must lead back to one.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "写明已完成的个数并据此计算完成率；如完成率是按投资或形象进度计算的，请注明。",
        "State the number done and compute the rate from it; if the rate is of investment or progress, say so.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for each in context.reading.proportions:
        planned = each.denominator
        if each.kind != "completion" or each.numerator is not None or planned is None:
            continue
        if not is_exact_count(planned) or planned.value <= 0 or each.rate.approx or each.rate.bound:
            continue
        if whole_number_within(planned, each.rate):
            continue
        number = quantize(planned.value * each.rate.value / Decimal(100), 2)
        yield context.diagnostic(
            at=each.rate.span,
            labels={"计划数": planned.span},
            params={
                "planned": planned.text,
                "stated": each.rate.text,
                "number": number.normalize(),
                "unit": planned.unit or "",
            },
            subject=each.rate.metric,
        )


RULE = Rule(
    code="NUM008",
    name="completion-of-no-whole-number",
    severity=Severity.WARNING,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
)
