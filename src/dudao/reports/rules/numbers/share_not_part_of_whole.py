"""A printed share or rate is not what its printed part and whole give (占比与部分、总数不符)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.extract.stretches import dimension_of
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, decimals_of, shown_range
from dudao.reports.rules.numbers.quotients import quotient_differs

TEXTS = Texts(
    summary=Bilingual("占比与部分、总数不符", "A share is not its part of the whole"),
    message=Bilingual(
        "印出的“{stated}”与所列数不符：{part}与{whole}之比为{computed}",
        "the printed {stated} does not follow: {part} of {whole} is {computed}",
    ),
    why=Bilingual(
        "占比可由句中两个数复算，对不上时至少有一个数有误，或分母另有所指。",
        "The share can be recomputed from the sentence; where it differs, a number is wrong or another whole is meant.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "核对部分、总数和占比；如分母不是{whole}，写明占什么的比例。",
        "Check part, whole and share; if the whole is not {whole}, say of what it is the share.",
    ),
)

FACTORS = {"percent": 100, "permille": 1000, "tenths": 10, "multiple": 1}
"""What a quotient is multiplied by to be in the unit of the rate: %, ‰, 成, 倍."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for each in context.reading.proportions:
        part, whole = each.numerator, each.denominator
        factor = FACTORS.get(dimension_of(each.rate.unit))
        if each.kind not in ("share", "rate") or part is None or whole is None or factor is None:
            continue
        computed = quotient_differs(part, whole, each.rate, factor)
        if computed is None:
            continue
        if each.kind == "share" and computed.low is not None and computed.low > 100:
            continue  # the part exceeds the whole: said by that rule
        yield context.diagnostic(
            at=each.rate.span,
            labels={"部分": part.span, "总数": whole.span},
            params={
                "stated": each.rate.text,
                "part": part.text,
                "whole": whole.text,
                "computed": shown_range(computed, max(1, decimals_of(each.rate)), each.rate.unit or ""),
            },
            subject=each.rate.metric,
        )


RULE = Rule(code="NUM006", name="share-not-part-of-whole", severity=Severity.ERROR, find=find, texts=TEXTS)
